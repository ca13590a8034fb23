"""Whole screens: that they are whole, and that they are as they were.

``python -m tests.scenes`` writes them anew; the difference is then to be read.
"""

from __future__ import annotations

import os
import time
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from store.data import SAMPLE_DAY
from tests.scenes.cells import Cell, cells, text_of, told
from tests.scenes.scene import KEPT, SCENES, WRITE, Scene
from tests.tui.reader import Reader, reading
from tui.driver import is_checked

PATIENCE = 20.0
"""Seconds until a screen that is another than the kept one is taken for what it will be."""
PATIENCE_TO_WRITE = 2.0
MOST_LINES = 60
BROKEN = Path(__file__).parents[1] / "data" / "formats" / "bibtex" / "broken.bib"


class Day(date):
    """The day on which the scenes play."""

    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        return SAMPLE_DAY


@pytest.fixture(autouse=True)
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the day of the scenes, cursors that do not blink, and a file to import at hand."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)
    monkeypatch.setattr("tui.screens.looking.date", Day)
    monkeypatch.chdir(tmp_path)
    (tmp_path / BROKEN.name).write_bytes(BROKEN.read_bytes())


async def set_up(reader: Reader, scene: Scene) -> None:
    """Come to a scene."""
    reader.app.know_themes()
    reader.app.theme = scene.theme
    await reader.pilot.pause()
    await reader.keys(*scene.keys)
    await reader.until(lambda: scene.shown in reader.text())


async def seen(reader: Reader, kept: str) -> list[list[Cell]]:
    """Wait until the screen is as it is kept; give what it is, that or not."""
    end = time.monotonic() + (PATIENCE if kept else PATIENCE_TO_WRITE)
    while told(rows := cells(reader.app)) != kept and time.monotonic() < end:
        await reader.pilot.pause(0.02)
    return rows


def check_whole(rows: list[list[Cell]], scene: Scene) -> None:
    """Check what is true of every screen."""
    width, height = scene.size
    texts = text_of(rows)
    assert [len(row) for row in rows] == [width] * height
    assert scene.last in texts[-1]
    assert all(text.isprintable() for text in texts)
    assert "Traceback" not in "\n".join(texts)


@pytest.mark.parametrize("name", SCENES)
async def test_a_scene_is_whole_and_as_it_was(folder: Path, name: str) -> None:
    scene, path = SCENES[name], KEPT / f"{name}.txt"
    is_written = os.environ.get(WRITE)
    kept = path.read_text("utf-8") if path.exists() and not is_written else ""
    scene.library(folder)
    async with reading(folder, scene.size) as reader:
        await set_up(reader, scene)
        rows = await seen(reader, kept)
    check_whole(rows, scene)
    now = told(rows)
    if is_written:
        path.write_text(now, "utf-8")
        return
    if not is_checked():  # another Textual may draw its own parts in another way
        kept, now = (text.partition("\n\n")[0] for text in (kept, now))
    lines = list(unified_diff(kept.splitlines(), now.splitlines(), "as kept", "as it is", n=0))
    more = [f"… {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    shown = "\n".join([*lines[:MOST_LINES], *more])
    assert not lines, f"{path} (python -m tests.scenes {name} writes it anew)\n{shown}"
