"""What another window, the command line or a sync tool writes appears by itself, and nothing
that the reader was at is lost by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.change import Change
from store.errors import LibraryError
from store.importers.contract import Draft
from store.library import Library
from tests.tui.reader import Reader, fill, paper, reading
from tui import watch
from tui.widgets import note_pane


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look more often than a person has to wait."""
    monkeypatch.setattr(watch, "LOOK_SECONDS", 0.01)
    yield


def delete(folder: Path, *ids: str) -> None:
    """Delete papers as another program would."""
    with Library(folder) as other:
        other.delete(ids)


def row_of_cursor(reader: Reader) -> int:
    """Give the row of the screen that the cursor is in."""
    assert reader.screen.deck is not None
    return reader.screen.deck.cursor - reader.screen.paper_list.scroll_offset.y


@pytest.mark.parametrize("device", [None, "laptop"])
async def test_marks_of_another_window_or_device_appear(
    folder: Path, ids: list[str], device: str | None
) -> None:
    async with reading(folder) as reader:
        assert "6 unread" in reader.text()
        with Library(folder, device=device) as other:
            other.change(ids[:2], Change(read=True, starred=True, note="theirs"))
        await reader.until(lambda: "★" in reader.row("Paper number 1"))
        await reader.until(lambda: "theirs" in reader.text() and "4 unread" in reader.text())
        assert reader.current == ids[0]
        assert not reader.said
        with Library(folder, device=device) as other:
            other.change(ids[:1], Change(read=False))
        await reader.until(lambda: "5 unread" in reader.text())


async def test_what_ones_own_mark_reads_of_others_appears_too(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        with Library(folder) as other:
            other.change([ids[3]], Change(starred=True))
        await reader.keys("s")
        await reader.until(lambda: "★" in reader.row("Paper number 3"))


async def test_papers_that_come_in_leave_the_cursor_where_it_is_on_the_screen(
    folder: Path,
) -> None:
    fill(folder, [paper(number, published="2020-01-01") for number in range(50)])
    async with reading(folder) as reader:
        reader.screen.move_to(30)
        before, row = reader.current, row_of_cursor(reader)
        with Library(folder) as other:
            new = [paper(number, published="2024-01-01") for number in range(60, 65)]
            other.import_papers(Draft(one, 1) for one in new)
        await reader.until(lambda: "31" not in reader.said and "came in" in reader.said)
        assert reader.said == "5 papers came in from another window."
        assert (reader.current, row_of_cursor(reader)) == (before, row)
        assert "36/55" in reader.text()


async def test_a_filter_is_not_asked_again_and_papers_stay_in_it(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, query="is:unread") as reader:
        await reader.until(lambda: reader.screen.filter_text)
        with Library(folder) as other:
            other.change([ids[1]], Change(read=True))
            other.import_papers([Draft(paper(9, title="A newcomer"), 1)])
        await reader.until(lambda: "1 paper came in" in reader.said)
        assert "5 unread" in reader.text()
        assert "Paper number 1" in reader.text()
        assert "A newcomer" not in reader.text()


async def test_a_paper_deleted_elsewhere_leaves_the_cursor_on_its_neighbour(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("j", "j")
        delete(folder, ids[0], ids[2])
        await reader.until(lambda: "Paper number 2" not in reader.text())
        assert reader.current == ids[3]
        delete(folder, *ids[3:])
        await reader.until(lambda: reader.current == ids[1])
        delete(folder, ids[1])
        await reader.until(lambda: "This library is empty" in reader.text())


async def test_matches_stay_found(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("slash")
        await reader.type("thing")
        await reader.until(lambda: len(reader.screen.matches) == 6)
        await reader.keys("enter")
        delete(folder, ids[1])
        await reader.until(lambda: "Paper number 1" not in reader.text())
        await reader.keys("n")
        assert reader.current == ids[2]
        assert reader.said == "Match 2 of 5."


async def test_a_line_being_typed_is_left_alone(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("t")
        await reader.type("half")
        with Library(folder) as other:
            other.change([ids[0]], Change(starred=True))
            other.import_papers([Draft(paper(9, title="A newcomer"), 1)])
        await reader.until(lambda: "A newcomer" in reader.text())
        await reader.type("way")
        await reader.keys("enter")
        assert reader.on_disk(ids[0]).tags == ("halfway",)


async def test_both_texts_of_a_note_written_in_two_windows_are_kept(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("mine")
        with Library(folder) as other:
            other.change([ids[0]], Change(note="theirs", starred=True))
        await reader.until(lambda: "★" in reader.row("Paper number 0"))
        assert "mine" in reader.text()
        await reader.type(" too")
        await reader.keys("escape")
        note = reader.on_disk(ids[0]).note
        assert note.startswith("theirs")
        assert note.endswith("mine too")
        await reader.until(lambda: "theirs" in reader.text())
        assert reader.screen.notes.view.texts == note.split("\n")


async def test_both_texts_are_shown_where_the_last_was_saved_before_leaving(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_pane, "SAVE_AFTER", 0.01)
    async with reading(folder) as reader:
        with Library(folder) as other:
            await reader.keys("e")
            other.change([ids[0]], Change(note="theirs"))
        await reader.type("mine")
        await reader.until(lambda: reader.on_disk(ids[0]).note.endswith("mine"))
        await reader.until(lambda: "Noted" in reader.said and not reader.screen.writer.waiting)
        await reader.keys("escape")
        await reader.until(lambda: "theirs" in reader.text())


async def test_the_text_about_a_paper_that_is_deleted_meanwhile_is_shown(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("precious")
        delete(folder, ids[0])
        await reader.until(lambda: "could not be saved" in reader.text())
        assert "precious" in reader.text()


async def test_where_one_reads_in_a_long_text_stays(folder: Path) -> None:
    (name,) = fill(folder, [paper(0, abstract="a line\n" * 100)])
    with Library(folder) as other:
        other.change([name], Change(note="a note\n" * 100))
    async with reading(folder) as reader:
        await reader.keys("l", "pagedown", "tab", "pagedown")
        detail, note = reader.screen.detail, reader.screen.notes.view
        places = detail.scroll_offset.y, note.scroll_offset.y
        assert all(places)
        with Library(folder) as other:
            other.change([name], Change(starred=True, note="a note\n" * 101))
        await reader.until(lambda: "★" in reader.row("Paper number 0"))
        assert (detail.scroll_offset.y, note.scroll_offset.y) == places


async def test_nothing_is_drawn_while_nothing_is_written(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(folder) as reader:
        await reader.keys("s")
        looks = 0
        stand = type(reader.screen.library.folder).stand  # type: ignore[union-attr]

        def counted(folder: object) -> object:
            nonlocal looks
            looks += 1
            return stand(folder)  # type: ignore[arg-type]

        drawn: list[object] = []
        start = 0

        def is_quiet() -> bool:
            """Tell whether it looked several times since something was drawn last."""
            nonlocal start
            if drawn:
                drawn.clear()
                start = looks
            return looks > start + 5

        monkeypatch.setattr("store.folder.Folder.stand", counted)
        monkeypatch.setattr(type(reader.app), "_display", lambda *args: drawn.append(args))
        await reader.until(is_quiet)


async def test_what_could_not_be_read_is_tried_again_and_told_of_once(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(folder) as reader:
        await reader.keys("s")
        tries: list[None] = []
        news = Library.news

        def fail(_library: Library) -> None:
            tries.append(None)
            raise LibraryError("marks/theirs.jsonl cannot be read.")

        monkeypatch.setattr(Library, "news", fail)
        with Library(folder, device="other") as other:
            other.change([ids[3]], Change(starred=True))
        await reader.until(lambda: len(tries) > 2)
        assert reader.said == "marks/theirs.jsonl cannot be read."
        await reader.keys("j")
        reader.screen.say("")
        count = len(tries)
        await reader.until(lambda: len(tries) > count + 2)
        assert not reader.said
        monkeypatch.setattr(Library, "news", news)
        await reader.until(lambda: "★" in reader.row("Paper number 3"))
