"""Boxes over the main screen, and keys that arrive faster than they open and close."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.reader import fill, paper, reading
from tests.tui.test_burst import burst
from tui.screens.triage import TriageScreen


@pytest.mark.parametrize("keys", ["C\n\n", "T\n\n", "m\n\n", "?\x1b\x1b", "C\x1b\x1b", ":\x1b\x1b"])
async def test_a_box_left_twice_in_one_burst_leaves_the_program_open(
    folder: Path, ids: list[str], keys: str
) -> None:
    async with reading(folder) as reader:
        await burst(reader, keys)
        await reader.until(lambda: isinstance(reader.app.screen, TriageScreen))
        assert reader.app.return_code is None


async def test_keys_after_the_one_that_leaves_a_box_are_for_the_list(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await burst(reader, "?jqjCj\x1bjs")
        await reader.until(lambda: reader.on_disk(ids[2]).starred)


async def test_a_text_to_copy_by_hand_is_left_once(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        reader.screen.show_text("A text", "to copy")
        await burst(reader, "\n\nj")
        await reader.until(lambda: isinstance(reader.app.screen, TriageScreen))


async def test_a_command_typed_and_entered_in_one_burst_is_the_one_that_runs(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await burst(reader, ":star\n:done\n:queue\n")
        await reader.until(lambda: reader.on_disk(ids[1]).queued)
        first, second = reader.on_disk(ids[0]), reader.on_disk(ids[1])
        assert (first.starred, first.read, first.queued) == (True, True, False)
        assert (second.starred, second.read) == (False, False)


async def test_what_is_no_command_runs_none(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await burst(reader, ":zzzzz\n\n")
        assert "No command is called so" in reader.text()
        await burst(reader, "\x1b")
        assert isinstance(reader.app.screen, TriageScreen)


@pytest.mark.parametrize("size", [(40, 3), (20, 1), (4, 2)])
async def test_the_palette_and_boxes_work_where_their_lists_have_no_height(
    folder: Path, ids: list[str], size: tuple[int, int]
) -> None:
    async with reading(folder, size) as reader:
        await reader.keys("colon", "pagedown", "down", "pageup", "up", "escape")
        await reader.keys("C", "pagedown", "down", "pageup", "up", "escape")
        await burst(reader, ":star\n\n")
        await reader.until(lambda: reader.on_disk(ids[0]).starred)


async def test_a_command_chosen_while_a_note_is_written_is_done_and_the_note_kept(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("half")
        await reader.keys("ctrl+p")
        await burst(reader, "star\n")
        await reader.until(lambda: reader.on_disk(ids[0]).starred)
        assert reader.on_disk(ids[0]).note == "half"


async def test_a_split_accepted_as_it_was_changes_nothing(folder: Path) -> None:
    fill(folder, [paper(1)])
    async with reading(folder) as reader:
        await burst(reader, "m\n")
        await reader.until(lambda: "so already" in reader.said)
