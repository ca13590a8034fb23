from __future__ import annotations

from pathlib import Path

import pytest

from store.change import Change
from store.library import Library
from tests.tui.reader import reading
from tui.widgets import note_pane


async def test_a_note_is_saved_when_the_editor_is_left(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("read it again")
        await reader.keys("escape")
        assert reader.on_disk(ids[0]).note == "read it again"
        assert "¶" in reader.row("Paper number 0")
        assert reader.screen.focused is reader.screen.paper_list


async def test_a_note_is_saved_while_it_is_written(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_pane, "SAVE_AFTER", 0.01)
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("half")
        await reader.until(lambda: reader.on_disk(ids[0]).note == "half")
        assert reader.screen.notes.editor is not None


async def test_letters_in_a_note_are_text_and_never_commands(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("srbdAqju")
        await reader.keys("ctrl+r", "escape")
        marks = reader.on_disk(ids[0])
        assert marks.note == "srbdAqju"
        assert not (marks.read or marks.starred or marks.queued)
        assert reader.current == ids[0]


async def test_quitting_saves_the_note_that_is_being_written(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("unfinished")
        await reader.pilot.press("ctrl+q")
        assert await reader.end() == 0
    with Library(folder) as library:
        assert library.marks(ids[0]).note == "unfinished"


async def test_going_to_another_paper_with_the_mouse_saves_the_note(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("draft")
        await reader.pilot.click("#list", offset=(10, 3))
        await reader.until(lambda: reader.current == ids[2])
        assert reader.on_disk(ids[0]).note == "draft"
        assert not reader.on_disk(ids[2]).note
        assert "draft" not in reader.text()


async def test_what_another_window_wrote_meanwhile_is_kept(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("mine")
        with Library(folder) as other:
            other.change([ids[0]], Change(note="theirs"))
        await reader.keys("escape")
        note = reader.on_disk(ids[0]).note
        assert "mine" in note
        assert "theirs" in note


async def test_a_note_is_taken_back_and_written_again(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("skim")
        await reader.keys("escape", "u")
        assert reader.on_disk(ids[0]).note == ""
        assert "skim" not in reader.text()
        await reader.keys("ctrl+r")
        assert reader.on_disk(ids[0]).note == "skim"


async def test_a_click_into_the_list_leaves_the_editor_also_on_the_same_paper(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("draft")
        await reader.pilot.click("#list", offset=(10, 1))
        await reader.until(lambda: reader.screen.notes.editor is None)
        assert reader.on_disk(ids[0]).note == "draft"
        await reader.keys("e")
        await reader.type("s")
        assert not reader.on_disk(ids[0]).starred


async def test_e_goes_back_to_the_editor_that_the_mouse_left(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("draft")
        await reader.pilot.click("#detail", offset=(10, 1))
        assert reader.screen.focused is reader.screen.detail
        await reader.keys("e")
        await reader.type("s")
        await reader.keys("escape")
        assert reader.on_disk(ids[0]).note == "drafts"


async def test_ctrl_z_and_ctrl_y_in_the_editor_undo_and_redo_what_is_written(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("words")
        await reader.keys("ctrl+z")
        editor = reader.screen.notes.editor
        assert editor is not None
        assert editor.text == ""
        await reader.keys("ctrl+y", "escape")
        assert reader.on_disk(ids[0]).note == "words"


async def test_a_note_is_found_by_what_is_in_it(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("j", "j", "e")
        await reader.type("zebra crossing")
        await reader.keys("escape", "g", "f")
        await reader.type("zebra")
        await reader.keys("enter")
        await reader.until(lambda: "1/1" in reader.text())
        assert reader.current == ids[2]
        assert "¶" in reader.row("Paper number 2")
