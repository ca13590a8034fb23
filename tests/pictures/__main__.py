"""Make the pictures of README: ``python -m tests.pictures``."""

from __future__ import annotations

import asyncio
import os
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

from store.change import Change
from store.importers.contract import Draft
from store.library import Library
from store.query import parse
from tui.app import PaperdeckApp
from tui.cli.opening import import_sample

FOLDER = Path(__file__).parent

SCENES = {
    "main-dark": ((120, 40), "paper-dark", ()),
    "main-light": ((120, 40), "paper-light", ()),
    "narrow-dark": ((80, 24), "paper-dark", ("j", "j")),
    "narrow-light": ((80, 24), "paper-light", ("j", "j")),
    "statistics": ((120, 40), "paper-dark", ("percent_sign",)),
    "find": ((120, 40), "paper-dark", ("slash", *"reward")),
}
"""Name of a picture: size in cells, theme, keys pressed before it is taken."""


def make_library(folder: Path) -> None:
    """Make a library of the sample that somebody has begun to triage."""
    import_sample(folder)
    with Library(folder) as library:
        ids = library.find_all()
        library.change(ids[:3] + ids[5:9], Change(read=True))
        library.change([ids[1], ids[6], ids[10]], Change(starred=True))
        library.change([ids[4], ids[12]], Change(queued=True))
        library.change(ids[8:12], Change(add_tags=("rl",)))
        library.change([ids[3]], Change(add_tags=("scaling", "to-discuss")))
        note = "Compare with the budget-forcing result.\nAsk about the data mix on Thursday."
        library.change([ids[3]], Change(note=note))


def make_history(sample: Path, folder: Path, now: datetime) -> None:
    """Make a library of the same papers that somebody has read in for a year."""
    with Library(sample) as library:
        papers = [replace(library.paper(name), id="", added="") for name in library]
    chance = Random(7)
    moment = [now]
    with (
        patch("time.time_ns", lambda: int(moment[0].timestamp() * 1e9)),
        Library(folder, now=lambda: moment[0]) as library,
    ):
        for weeks in range(50, 0, -1):
            moment[0] = now - timedelta(weeks=weeks, days=chance.randrange(7))
            some = chance.randrange(4)
            library.import_papers(Draft(paper, at + 1) for at, paper in enumerate(papers[:some]))
            del papers[:some]
            unread = list(library.find(parse("is:unread")))
            for name in chance.sample(unread, min(len(unread), chance.randrange(3))):
                moment[0] += timedelta(days=chance.randrange(2))
                tags = ("rl", "scaling", "to-discuss")[: chance.randrange(4)]
                library.change([name], Change(read=True, add_tags=tags))


async def take(name: str, library: Path) -> None:
    """Take one picture."""
    size, theme, keys = SCENES[name]
    app = PaperdeckApp(library)
    try:
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            app.know_themes()
            app.theme = theme
            await pilot.press(*keys)
            await app.workers.wait_for_complete()
            while name == "statistics" and not app.screen.query(".figure"):
                await pilot.pause(0.1)
            await pilot.pause()
            app.save_screenshot(f"{name}.svg", str(FOLDER))
    finally:
        app.close_library()


def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("DATA", "STATE", "CONFIG", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = folder
        library = Path(folder) / "library"
        make_library(library)
        history = Path(folder) / "history"
        make_history(library, history, datetime.now(UTC))
        for name in SCENES:
            asyncio.run(take(name, history if name == "statistics" else library))
            print(FOLDER / f"{name}.svg")


if __name__ == "__main__":
    main()
