"""Quitting while changes are not saved yet, or cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.journal.lock import WriteLock
from store.library import Library
from tests.tui.reader import reading
from tests.tui.test_burst import burst
from tests.tui.test_robustness import block_writing
from tests.tui.test_terminal import running


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock of this device's journal of marks, as another program might."""
    with Library(folder) as library:
        journal = library.folder.marks(library.device)
    journal.parent.mkdir(exist_ok=True)
    with WriteLock(journal).held():
        yield


async def test_quitting_says_what_it_waits_for_and_waits(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        with held(folder):
            await reader.pilot.press("s", "r", "ctrl+q")
            await reader.until(lambda: "Still saving 2 changes" in reader.said)
            await reader.pilot.press("j", "s")
            assert reader.app.return_code is None
        assert await reader.end() == 0
    with Library(folder) as library:
        assert (library.marks(ids[0]).starred, library.marks(ids[0]).read) == (True, True)
        assert not library.marks(ids[1]).starred


async def test_a_second_ctrl_q_gives_up_and_tells_what_is_lost(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        with held(folder):
            await reader.pilot.press("s", "e", *"mine", "ctrl+q")
            await reader.until(lambda: "Still saving 2 changes" in reader.said)
            await reader.pilot.press("ctrl+q")
            await reader.end()
            lost = "\n".join(reader.app.close_library())
    assert f"Starred {ids[0]}" in lost
    assert "mine" in lost


async def test_ctrl_q_twice_in_one_burst_loses_nothing(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await burst(reader, "s\x11\x11")
        assert await reader.end() == 0
        assert reader.on_disk(ids[0]).starred


async def test_a_change_refused_while_quitting_is_told_before_the_end(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        block_writing(reader)
        await burst(reader, "sq")
        await reader.until(lambda: "once more" in reader.said)
        assert reader.app.return_code is None
        await reader.pilot.press("q")
        await reader.end()


def test_what_is_lost_is_printed_when_the_screen_is_gone(folder: Path, ids: list[str]) -> None:
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        with held(folder):
            terminal.press("emy words")
            terminal.wait_for("my words")
            terminal.press("\x11")
            terminal.wait_for("Still saving a change")
            seen = len(terminal.written)
            terminal.press("\x11")
            assert terminal.wait_for_end() == 1
            terminal.wait_for("paperdeck: Not saved: the note of", seen)
            terminal.wait_for("my words", seen)
