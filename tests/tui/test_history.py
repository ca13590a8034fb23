"""Deleting papers, and undo of what makes papers come and go."""

from __future__ import annotations

from pathlib import Path

from store.change import Change
from store.importers.contract import Draft
from store.library import Library
from tests.tui.reader import Reader, paper, reading


def shown(reader: Reader) -> list[str]:
    assert reader.screen.deck is not None
    return list(reader.screen.deck.ids)


async def test_capital_d_deletes_the_paper_and_goes_to_its_neighbour(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("j", "s", "D")
        assert reader.said == f"Deleted {ids[1]}; u undoes it."
        assert reader.current == ids[2]
        assert shown(reader) == [ids[0], *ids[2:]]
        assert "Paper number 1" not in reader.text()
        assert "2/5" in reader.text()
        with Library(folder, read_only=True) as library:
            assert (ids[1] in library, len(library.trash())) == (False, 1)
        await reader.keys("G", "D")
        assert reader.current == ids[4]


async def test_undo_of_a_deletion_goes_to_the_paper_that_came_back(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("j", "s", "D", "G", "u")
        assert reader.said == f"Undid: deleted {ids[1]}."
        assert (reader.current, shown(reader)) == (ids[1], ids)
        assert "★" in reader.row("Paper number 1")
        assert "About the 1th thing" in reader.text()
        await reader.keys("ctrl+r")
        assert reader.said == f"Did again: deleted {ids[1]}."
        assert (reader.current, shown(reader)) == (ids[2], [ids[0], *ids[2:]])


async def test_a_deletion_inside_a_filter_is_shown_and_taken_back_there(
    folder: Path, ids: list[str]
) -> None:
    with Library(folder) as library:
        library.change([ids[1], ids[3], ids[4]], Change(starred=True))
    async with reading(folder, query="is:starred") as reader:
        await reader.until(lambda: reader.screen.filter_text == "is:starred")
        await reader.keys("j", "D")
        assert (reader.current, shown(reader)) == (ids[4], [ids[1], ids[4]])
        await reader.keys("g", "u")
        await reader.until(lambda: len(shown(reader)) == 3)
        assert reader.current == ids[3]
        assert reader.said == f"Undid: deleted {ids[3]}."


async def test_keys_in_one_burst_after_a_deletion_mean_the_list_without_it(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.pilot.press("D", "D", "s", "u", "r")
        await reader.until(lambda: reader.on_disk(ids[2]).read)
        assert shown(reader) == ids[2:]
        assert not reader.on_disk(ids[2]).starred


async def test_an_import_is_taken_back_and_done_again_on_the_screen(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "more.jsonl"
    file.write_text('{"title": "Something else", "authors": ["A B"], "published": "2024-04-01"}\n')
    async with reading(folder) as reader:
        await reader.keys("G", "i")
        await reader.type(str(file))
        await reader.keys("enter", "enter")
        await reader.until(lambda: len(shown(reader)) == 7)
        await reader.until(lambda: reader.current == shown(reader)[0])
        await reader.keys("G", "g", "u")
        assert reader.said == "Undid: imported papers: 1 added."
        assert (shown(reader), reader.current) == (ids, ids[0])
        assert "6 unread · 1/6" in reader.text()
        assert "Something else" not in reader.text()
        await reader.keys("ctrl+r")
        assert len(shown(reader)) == 7
        assert reader.current == shown(reader)[0]
        assert "7 unread · 1/7" in reader.text()


async def test_undo_of_the_first_import_leaves_an_empty_library_and_redo_fills_it(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("u")
        assert reader.said == "Undid: imported papers: 6 added."
        assert "This library is empty" in reader.text()
        await reader.keys("D", "s", "ctrl+r")
        assert shown(reader) == ids
        assert "6 unread · 1/6" in reader.text()


async def test_the_last_paper_can_be_deleted_and_had_back(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys(*"DDDDDD")
        assert shown(reader) == []
        await reader.keys("D")
        assert reader.said == "There is no paper here."
        await reader.keys("u")
        assert shown(reader) == [ids[5]]


async def test_a_note_of_one_editing_is_taken_back_at_once_and_goes_from_the_pane(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("first")
        reader.screen.notes.save()
        await reader.type(" second")
        await reader.keys("escape")
        assert reader.on_disk(ids[0]).note == "first second"
        await reader.keys("j", "u")
        assert reader.on_disk(ids[0]).note == ""
        assert reader.current == ids[0]
        assert "¶" not in reader.row("Paper number 0")
        await reader.keys("ctrl+r")
        assert "first second" in reader.text()


async def test_what_another_window_did_is_taken_back_too(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("s")
        with Library(folder) as library:
            library.delete([ids[2]])
            library.import_papers([Draft(paper(9), 1)])
        await reader.keys("u")
        assert reader.said == "Undid: imported papers: 1 added."
        await reader.keys("u")
        assert reader.said == f"Undid: deleted {ids[2]}."
        assert (shown(reader), reader.current) == (ids, ids[2])
        await reader.keys("u")
        assert reader.said == f"Undid: starred {ids[0]}."


async def test_a_deletion_that_cannot_be_written_leaves_the_paper_in_the_list(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        (folder / "papers.jsonl").unlink()
        await reader.keys("D")
        assert "papers.jsonl has disappeared" in reader.said
        assert shown(reader) == ids
