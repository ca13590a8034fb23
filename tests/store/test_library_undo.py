"""Taking changes back and doing them again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store.change import Change
from store.errors import PaperdeckError
from store.events import PapersEdited, PapersMarked
from store.journal.compaction import compact
from store.journal.line import Batch, Op, batch_line
from store.journal.table import JournalDB
from store.library import Library
from store.marks import joined
from store.models import NO_MARKS, Marks
from tests.store.making import draft, files, filled, journal, library

A, B, C = "anon-x", "anon-y", "anon-z"
ALL = [A, B, C]


def titles(opened: Library, *, undone: bool = False) -> list[str]:
    return [entry.title for entry in opened.history() if entry.is_undone is undone]


def test_each_action_is_taken_back_in_turn_and_done_again(made: Library, folder: Path) -> None:
    states = [made.marks(A)]
    for change in (
        Change(read=True),
        Change(add_tags=("rl",), note="x"),
        Change(read=False, rating=2),
    ):
        made.change([A, B], change)
        states.append(made.marks(A))
    for state in reversed(states[:-1]):
        event = made.undo()
        assert event.ids == (A, B)
        assert made.marks(A) == library(folder).marks(A) == state
    assert made.undo() == PapersEdited((A, B, C), "Undid: imported papers: 3 added", gone=(A, B, C))
    with pytest.raises(PaperdeckError, match="There is nothing to undo"):
        made.undo()
    assert made.redo() == PapersEdited(
        (A, B, C), "Did again: imported papers: 3 added", came=(A, B, C)
    )
    for state in states[1:]:
        made.redo()
        assert made.marks(A) == library(folder).marks(A) == state
    with pytest.raises(PaperdeckError, match="There is nothing to do again"):
        made.redo()


def test_undo_and_redo_say_what_they_did(made: Library) -> None:
    made.change([A], Change(starred=True))
    for _ in range(2):
        assert made.undo() == PapersMarked((A,), "Undid: starred anon-x")
        assert made.redo() == PapersMarked((A,), "Did again: starred anon-x")


def test_a_new_action_ends_what_could_be_done_again(made: Library) -> None:
    made.change([A], Change(read=True))
    made.undo()
    made.change([A], Change(starred=True))
    with pytest.raises(PaperdeckError, match="nothing to do again"):
        made.redo()
    made.undo()
    made.redo()
    with pytest.raises(PaperdeckError, match="nothing to do again"):
        made.redo()
    assert made.marks(A) == Marks(starred=True)


def test_undo_reaches_back_over_restarts_and_into_other_windows(
    made: Library, folder: Path
) -> None:
    made.change([A], Change(read=True))
    library(folder).change([A], Change(starred=True))
    made.change([A], Change(queued=True))
    assert library(folder).undo().title == "Undid: queued anon-x"
    assert made.undo().title == "Undid: starred anon-x"
    assert library(folder).undo().title == "Undid: marked read anon-x"
    assert library(folder).marks(A) == NO_MARKS
    assert made.redo().title == "Did again: marked read anon-x"
    assert library(folder).redo().title == "Did again: starred anon-x"
    assert made.undo().title == "Undid: starred anon-x"
    assert library(folder).marks(A) == Marks(read=True)


def test_undo_leaves_papers_alone_that_were_so_before(made: Library) -> None:
    made.change([A], Change(read=True))
    made.change([A, B], Change(read=True))
    made.undo()
    assert (made.marks(A).read, made.marks(B).read) == (True, False)


def test_undo_leaves_a_field_alone_that_another_device_has_changed_since(
    made: Library, folder: Path
) -> None:
    made.change([C], Change(read=True))
    made.write_note(A, "mine", "")
    made.change([A, B], Change(read=True, starred=True))
    other = library(folder, "phone")
    other.change([A], Change(read=False))
    other.change([A], Change(read=True, note="theirs"))
    other.change([B], Change(starred=False))
    made.refresh()
    assert made.undo().ids == (A, B)
    for opened in (made, library(folder)):
        assert opened.marks(A) == Marks(note="theirs")
        assert opened.marks(B) == NO_MARKS
    with pytest.raises(PaperdeckError, match=r"changed again since, so it stays: Noted anon-x"):
        made.undo()
    assert library(folder).marks(A).note == "theirs"
    assert library(folder).undo().title == "Undid: marked read anon-z"
    assert "Noted anon-x" in titles(made)  # what stays is not shown as taken back


def test_what_could_not_be_taken_back_does_not_stand_in_the_way_of_doing_again(
    made: Library, folder: Path
) -> None:
    made.change([A], Change(read=True))
    made.change([B], Change(starred=True))
    made.change([A], Change(queued=True))
    made.undo()
    library(folder, "phone").change([B], Change(starred=False))
    made.refresh()
    with pytest.raises(PaperdeckError, match="changed again since"):
        made.undo()
    assert made.undo().title == "Undid: marked read anon-x"
    assert made.redo().title == "Did again: marked read anon-x"
    assert made.redo().title == "Did again: queued anon-x"
    with pytest.raises(PaperdeckError, match="nothing to do again"):
        made.redo()
    assert not made.marks(B).starred


def test_what_cannot_be_done_again_says_so_once_and_is_passed_over(
    made: Library, folder: Path
) -> None:
    made.change([A], Change(read=True))
    made.change([B], Change(rating=3))
    made.undo()
    made.undo()
    library(folder, "phone").change([A], Change(read=True))
    made.refresh()
    with pytest.raises(PaperdeckError, match="changed again since, so it stays: marked read"):
        made.redo()
    assert made.redo().title == "Did again: rated 3 anon-y"
    assert made.undo().title == "Undid: rated 3 anon-y"
    assert made.undo().title == "Undid: imported papers: 3 added"


def test_another_devices_actions_are_its_own_to_take_back(made: Library, folder: Path) -> None:
    phone = library(folder, "phone")
    phone.change([A], Change(starred=True))
    phone.import_papers([draft("w", ())])
    made.refresh()
    assert made.undo().title == "Undid: imported papers: 3 added"
    with pytest.raises(PaperdeckError, match="nothing to undo"):
        made.undo()
    assert list(library(folder)) == ["anon-w"]
    assert [(entry.device, entry.is_undone) for entry in made.history()] == [
        ("phone", False),
        ("phone", False),
        ("laptop", True),
    ]


def test_a_correction_is_taken_back_and_done_again(made: Library, folder: Path) -> None:
    made.edit(replace(made.paper(A), title="T", authors=("Ada",)), "Moved the split")
    assert made.undo() == PapersEdited((A,), "Undid: moved the split")
    assert library(folder).paper(A).title == "x"
    assert library(folder).paper(A).authors == ()
    made.redo()
    assert library(folder).paper(A).authors == ("Ada",)


def test_undo_of_a_correction_keeps_what_came_since(made: Library, folder: Path) -> None:
    made.edit(replace(made.paper(A), title="T"), "Moved the split")
    library(folder, "phone").import_papers([draft("T", (), abstract="New.")])
    made.undo()
    paper = library(folder).paper(A)
    assert (paper.title, paper.abstract) == ("x", "New.")
    made.redo()
    other = library(folder, "phone")
    other.edit(replace(other.paper(A), title="Theirs"), "Edited")
    with pytest.raises(PaperdeckError, match="changed again since"):
        made.undo()
    assert library(folder).paper(A).title == "Theirs"


def test_title_and_authors_are_put_back_together_or_not_at_all(made: Library, folder: Path) -> None:
    made.edit(replace(made.paper(A), title="T", authors=("Ada", "Bo"), venue="V"), "Edited")
    other = library(folder, "phone")
    other.edit(replace(other.paper(A), authors=("Ada",)), "Edited")
    made.undo()
    paper = library(folder).paper(A)
    assert (paper.title, paper.authors, paper.venue) == ("T", ("Ada",), "")


def test_an_import_is_taken_back_with_the_marks_that_came_along(folder: Path) -> None:
    made = filled(folder)
    told = Marks(read=True, tags=("rl",), note="came along")
    made.import_papers([draft("x", (), venue="V"), draft("new", (), marks=told)])
    assert made.paper(A).venue == "V"
    event = made.undo()
    assert isinstance(event, PapersEdited)
    assert (event.came, event.gone) == ((), ("anon-new",))
    for opened in (made, library(folder)):
        assert list(opened) == ALL
        assert (opened.paper(A).venue, opened.marks("anon-new")) == ("", NO_MARKS)
    library(folder).redo()
    opened = library(folder)
    assert (opened.paper(A).venue, opened.marks("anon-new")) == ("V", told)
    opened.undo()
    assert library(folder).marks("anon-new") == NO_MARKS
    assert titles(made) == ["Imported papers: 3 added"]


def test_the_marks_that_came_along_with_the_first_import_are_taken_back(folder: Path) -> None:
    made = library(folder)
    made.import_papers([draft("new", (), marks=Marks(note="came along"))])
    made.undo()
    assert (list(made), made.marks("anon-new")) == ([], NO_MARKS)


def test_an_imported_paper_that_was_changed_again_stays_when_its_import_is_taken_back(
    made: Library, folder: Path
) -> None:
    other = library(folder, "phone")
    other.edit(replace(other.paper(B), title="Why"), "Edited")
    event = made.undo()
    assert isinstance(event, PapersEdited)
    assert event.gone == (A, C)
    assert [library(folder).paper(name).title for name in library(folder)] == ["Why"]


def test_the_saves_of_one_editing_are_taken_back_together(made: Library, folder: Path) -> None:
    made.write_note(A, "before", "")
    for text, base in (("a", "before"), ("ab", "a"), ("abc", "ab")):
        made.write_note(A, text, base, "one")
    assert titles(made)[:2] == ["Noted anon-x", "Noted anon-x"]
    assert made.undo().title == "Undid: noted anon-x"
    assert library(folder).marks(A).note == "before"
    assert library(folder).redo().ids == (A,)
    assert library(folder).marks(A).note == "abc"
    library(folder).undo()
    assert library(folder).undo().title == "Undid: noted anon-x"
    assert library(folder).marks(A).note == ""
    assert len(titles(made, undone=True)) == 2


def test_saves_of_one_editing_with_something_else_between_are_taken_back_in_turn(
    made: Library, folder: Path
) -> None:
    made.write_note(A, "a", "", "one")
    library(folder).change([B], Change(read=True))
    made.write_note(A, "ab", "a", "one")
    made.write_note(B, "b", "", "two")
    for title, state in (
        ("Undid: noted anon-y", ("ab", "", True)),
        ("Undid: noted anon-x", ("a", "", True)),
        ("Undid: marked read anon-y", ("a", "", False)),
        ("Undid: noted anon-x", ("", "", False)),
    ):
        assert made.undo().title == title
        opened = library(folder)
        assert (opened.marks(A).note, opened.marks(B).note, opened.marks(B).read) == state


def test_what_is_saved_after_an_undo_is_an_action_of_its_own(made: Library) -> None:
    made.write_note(A, "a", "", "one")
    made.undo()
    made.write_note(A, "b", "", "one")
    made.undo()
    assert made.marks(A).note == ""
    made.redo()
    assert made.marks(A).note == "b"


def test_what_an_old_version_did_is_listed_but_not_taken_back(folder: Path) -> None:
    stamp = "2025-01-02T03:04:05.678Z-0000-laptop"
    journal(
        folder / "marks" / "laptop.jsonl",
        [["set", "marks", A, {"read": [True, stamp]}]],
        at=stamp,
    )
    made = filled(folder)
    made.undo()
    before = files(folder)
    for _ in range(2):
        with pytest.raises(PaperdeckError, match="did not record what it replaced: made"):
            made.undo()
    assert files(folder) == before
    assert made.marks(A).read
    assert titles(made) == ["made"]


def test_undo_of_a_library_that_is_not_there_makes_none(folder: Path) -> None:
    for call in (library(folder).undo, library(folder).redo):
        with pytest.raises(PaperdeckError, match="There is nothing"):
            call()
    assert not folder.exists()


def test_damaged_lines_are_passed_over(made: Library, folder: Path) -> None:
    made.change([A], Change(read=True))
    made.change([A], Change(starred=True))
    path = folder / "marks" / "laptop.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:-1], lines[-1].replace(b"Starred", b"Started"), b"\n{\n"]))
    assert titles(library(folder)) == ["Marked read anon-x", "Imported papers: 3 added"]
    assert library(folder).undo().title == "Undid: marked read anon-x"
    assert titles(library(folder)) == ["Imported papers: 3 added"]


def test_records_that_make_no_sense_change_nothing(folder: Path) -> None:
    made = filled(folder)
    assert made.device == "laptop"
    stamp = "2030-01-02T03:04:05.678Z-0000-laptop"
    for was in ({A: {"read": "yes"}}, {A: 3}, {A: {"read": None}}, {"nobody": None}):
        ops: list[Op] = [["set", "marks", A, {"read": [True, stamp]}], ["table", "marks"]]
        path = folder / "marks" / "laptop.jsonl"
        data = path.read_bytes() if path.exists() else journal(path).read_bytes()
        path.write_bytes(data + batch_line(Batch(stamp, "Odd", ops, {"was": was})))
        with pytest.raises(PaperdeckError, match="changed again since"):
            library(folder).undo()
        path.write_bytes(data)
        assert list(library(folder)) == ALL


def test_a_note_typed_and_erased_again_is_not_in_the_way_of_undo(
    made: Library, folder: Path
) -> None:
    made.change([B], Change(read=True))
    for text, base in (("a", ""), ("ab", "a"), ("", "ab")):
        made.write_note(A, text, base, "one")
    assert made.undo().title == "Undid: marked read anon-y"
    assert library(folder).redo().title == "Did again: marked read anon-y"


@pytest.mark.parametrize("device", ["laptop", "phone"])
def test_undo_does_not_go_past_what_was_compacted(folder: Path, device: str) -> None:
    made = filled(folder)
    library(folder, device).import_papers([draft("w", ())])
    made.change([A], Change(read=True))
    made.change([A], Change(starred=True))
    for path in (folder / "papers.jsonl", folder / "marks" / "laptop.jsonl"):
        compact(JournalDB(path, join=joined if path.stem == "laptop" else None).journal, batches=1)
    assert library(folder).undo().title == "Undid: starred anon-x"
    before = files(folder)
    for _ in range(2):
        with pytest.raises(PaperdeckError, match="before the library was compacted stays"):
            library(folder).undo()
    assert files(folder) == before
    assert library(folder).redo().title == "Did again: starred anon-x"
