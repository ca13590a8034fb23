"""The reader on a library of its own, driven as by a person."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.color import Color
from textual.filter import DimFilter
from textual.geometry import Region
from textual.pilot import Pilot

from store.importers.contract import Draft
from store.library import Library
from store.models import Marks, Paper
from tests.tui.contrast import channels, contrast
from tui.app import PaperdeckApp
from tui.screens.triage import TriageScreen

DEADLINE = 60.0


def paper(number: int, **fields: object) -> Paper:
    """Give one of a row of papers, the first the latest."""
    values: dict[str, object] = {
        "title": f"Paper number {number}: on things",
        "authors": (f"Ada Author{number}", "Bo Second"),
        "abstract": f"About the {number}th thing and its neighbours.",
        "published": f"2024-03-{28 - number:02d}",
        "categories": ("cs.CL",),
        "identifiers": {"url": f"https://example.org/{number}"},
    }
    return Paper(id="", **{**values, **fields})  # type: ignore[arg-type]


def fill(folder: Path, papers: Sequence[Paper]) -> list[str]:
    """Make a library; give the ids in the order the list shows them."""
    with Library(folder) as library:
        library.import_papers(Draft(one, number + 1) for number, one in enumerate(papers))
        return list(library.find_all())


@dataclass
class Reader:
    """A running reader."""

    app: PaperdeckApp
    pilot: Pilot[int]
    folder: Path

    @property
    def screen(self) -> TriageScreen:
        """The main screen."""
        found = self.app.screen_stack[0]
        assert isinstance(found, TriageScreen)
        return found

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition, with a deadline."""
        end = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < end, f"waited in vain; the screen was:\n{self.text()}"
            await self.pilot.pause()
            await asyncio.sleep(0.005)
        await self.pilot.pause()

    async def keys(self, *keys: str) -> None:
        """Press keys, and wait until what they asked for is written."""
        await self.pilot.press(*keys)
        await self.until(lambda: not self.screen.writer.waiting)

    async def type(self, text: str) -> None:
        """Type a text."""
        names = {" ": "space", "-": "minus", ":": "colon", "/": "slash", "_": "underscore"}
        await self.keys(*(names.get(char, char) for char in text))

    def text(self) -> str:
        """Give what is on the screen, a line for each row."""
        rows = []
        for strip in self.app.screen._compositor.render_strips(self.app.size):
            rows.append("".join(segment.text for segment in strip))
        return "\n".join(rows)

    def contrasts(self, region: Region) -> list[tuple[str, float]]:
        """Give the texts in a part of the screen, and how each stands out from its ground."""
        found = []
        rows = self.app.screen._compositor.render_strips(self.app.size)
        for strip in rows[region.y : region.bottom]:
            for text, style, _ in strip.crop(region.x, region.right).apply_filter(
                DimFilter(), Color(0, 0, 0)
            ):
                if text.strip() and style and style.color and style.bgcolor:
                    ink, ground = style.color.get_truecolor(), style.bgcolor.get_truecolor()
                    found.append((text, contrast(channels(ink.hex), channels(ground.hex))))
        return found

    def row(self, title: str) -> str:
        """Give the row of the list whose title begins so."""
        return next(line for line in self.text().splitlines() if title in line)

    @property
    def said(self) -> str:
        """What the status bar says."""
        return self.screen.status.message

    @property
    def current(self) -> str | None:
        """The id of the paper under the cursor."""
        assert self.screen.deck is not None
        return self.screen.deck.current

    def on_disk(self, paper_id: str) -> Marks:
        """Give a paper's marks as another program would read them."""
        with Library(self.folder, read_only=True) as library:
            return library.marks(paper_id)


@asynccontextmanager
async def reading(
    folder: Path, size: tuple[int, int] = (100, 30), query: str = ""
) -> AsyncIterator[Reader]:
    """Open the reader on a library, and close it."""
    app = PaperdeckApp(folder, query=query)
    try:
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot, folder)
            await reader.until(lambda: app.screen_stack and reader.screen.deck)
            yield reader
    finally:
        app.close_library()
