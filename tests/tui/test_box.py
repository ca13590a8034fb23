"""Boxes over the main screen, and keys that arrive faster than they open and close."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

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


@pytest.mark.parametrize("key", ["colon", "C", "v", "S", "T"])
@pytest.mark.parametrize("height", [12, 24])
async def test_the_row_chosen_and_the_keys_of_a_box_are_seen_at_any_height(
    folder: Path, ids: list[str], key: str, height: int
) -> None:
    async with reading(folder, (80, 40)) as reader:
        await reader.keys(key)
        options = reader.app.screen.query_one(OptionList)
        await reader.pilot.resize_terminal(80, height)
        options.highlighted = last = options.option_count - 1
        name = str(options.get_option_at_index(last).prompt).split("  ")[0]
        await reader.until(lambda: f"│ {name}" in reader.text())
        assert "Esc" in reader.text().split(f"│ {name}")[1]


async def test_a_text_that_is_longer_than_its_box_can_be_read_to_its_end(folder: Path) -> None:
    async with reading(folder, (80, 24)) as reader:
        reader.screen.show_text("A text", "\n".join(f"line {number}" for number in range(40)))
        await reader.until(lambda: "line 0" in reader.text())
        await reader.keys("G")
        await reader.until(lambda: "line 39" in reader.text())
        assert "Esc goes back" in reader.text()


async def test_what_is_written_before_a_box_is_there_is_not_counted_in_it(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        reader.screen.action_tag_manage()
        reader.screen.recount()
        await reader.until(lambda: "No paper has a tag yet" in reader.text())
