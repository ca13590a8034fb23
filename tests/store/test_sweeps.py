"""Passes over what is new since the one before."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.change import Change
from store.errors import PaperdeckError, ReadOnlyError
from store.journal.line import Batch, batch_line
from store.library import Library
from store.models import NO_MARKS, Marks
from store.sweeps import NOTED, QUEUED, RATED, STARRED, TAGGED, Sweep
from tests.store.making import draft, files, library

A, B, C = "anon-x", "anon-y", "anon-z"
ALL = {A, B, C}


def begun(opened: Library) -> Sweep:
    sweep = opened.sweeps.begin()
    assert sweep is not None
    opened.sweep = sweep.began
    return sweep


def ended(opened: Library) -> Sweep:
    sweep = begun(opened)
    opened.sweeps.end(sweep)
    opened.sweep = ""
    return sweep


def ids(opened: Library, sweep: Sweep) -> set[str]:
    return set(opened.sweeps.look(sweep)[0])


def figures(opened: Library, sweep: Sweep) -> tuple[int, int, int]:
    standing = opened.sweeps.look(sweep)[1]
    assert standing.count == standing.kept + standing.passed + standing.left
    return standing.kept, standing.passed, standing.left


def titles(opened: Library, *, undone: bool = False) -> list[str]:
    return [entry.title for entry in opened.history() if entry.is_undone is undone]


def test_the_first_sweep_has_all_that_is_unread(made: Library) -> None:
    made.change([B], Change(read=True))
    assert ids(made, begun(made)) == {A, C}


def test_the_next_sweep_has_what_came_since_the_one_before_began(made: Library) -> None:
    sweep = begun(made)
    made.import_papers([draft("u", ()), draft("v", ())])
    assert ids(made, sweep) == ALL
    made.sweeps.end(sweep)
    assert ids(made, begun(made)) == {"anon-u", "anon-v"}


def test_papers_that_say_to_have_been_added_long_ago_are_new_all_the_same(made: Library) -> None:
    ended(made)
    made.import_papers([draft("u", (), added="2001-01-01T00:00:00Z")])
    assert ids(made, begun(made)) == {"anon-u"}


def test_where_nothing_is_new_none_is_begun_and_nothing_is_written(
    made: Library, folder: Path
) -> None:
    ended(made)
    before = files(folder)
    assert made.sweeps.begin() is None
    assert files(folder) == before
    last = made.sweeps.last()
    assert last is not None
    assert last.ended


def test_an_empty_library_has_nothing_to_sweep(folder: Path) -> None:
    opened = library(folder)
    assert opened.sweeps.begin() is None
    assert opened.sweeps.last() is None


def test_marks_made_since_tell_what_was_decided(made: Library, folder: Path) -> None:
    made.import_papers([draft(name, ()) for name in "klmnp"])
    made.change([A], Change(starred=True))  # before it: no decision of the sweep
    sweep = begun(made)
    assert figures(made, sweep) == (0, 0, 8)
    made.change([A, B], Change(read=True))
    made.change(["anon-k"], Change(starred=True, read=True))
    made.change(["anon-l"], Change(queued=True))
    made.change(["anon-m"], Change(add_tags=("rl",), rating=3))
    library(folder).write_note("anon-n", "x", "")
    made.refresh()
    assert figures(made, sweep) == (4, 2, 2)
    assert made.sweeps.look(sweep)[1].kinds() == {
        STARRED: 1,
        QUEUED: 1,
        TAGGED: 1,
        RATED: 1,
        NOTED: 1,
    }
    made.change(["anon-l"], Change(queued=False))
    assert figures(made, sweep) == (3, 2, 3)


def test_a_sweep_is_gone_on_with_by_whoever_opens_the_library_next(
    made: Library, folder: Path
) -> None:
    sweep = begun(made)
    made.change([A], Change(read=True))
    made.sweeps.keep_place(sweep, B)
    again = library(folder)
    found = again.sweeps.begin()
    assert found is not None
    assert found.began == sweep.began
    assert figures(again, found) == (0, 1, 2)
    assert again.sweeps.place(found, [A, B, C]) == B


def test_it_goes_on_after_the_paper_that_was_marked_read_since_its_place_was_written(
    made: Library,
) -> None:
    sweep = begun(made)
    assert made.sweeps.place(sweep, [A, B, C]) == A
    made.change([A], Change(read=True))
    made.sweeps.keep_place(sweep, A)
    placed = made.sweeps.running()
    assert placed is not None
    assert made.sweeps.place(placed, [A, B, C]) == A
    made.sweeps.keep_place(sweep, B)
    made.change([B], Change(read=True))
    placed = made.sweeps.running()
    assert placed is not None
    assert made.sweeps.place(placed, [A, B, C]) == C
    assert made.sweeps.place(placed, [A, C]) == C


def test_deleted_papers_are_in_no_sweep_and_hide_no_new_ones(made: Library) -> None:
    sweep = begun(made)
    made.delete([C])
    assert ids(made, sweep) == {A, B}
    made.import_papers([draft("u", ())])
    made.undo()
    made.undo()  # C comes back, behind all others
    assert ids(made, sweep) == ALL
    made.redo()
    made.redo()
    made.undo()
    made.undo()
    made.import_papers([draft("v", ())])
    made.sweeps.end(sweep)
    assert ids(made, begun(made)) == {"anon-v"}


def test_where_all_papers_that_told_its_end_are_gone_too_much_is_new(made: Library) -> None:
    ended(made)
    made.import_papers([draft("u", ())])
    made.delete(sorted(ALL))
    assert ids(made, begun(made)) == {"anon-u"}


def test_a_sweep_whose_papers_are_all_gone_ends_by_itself(made: Library) -> None:
    sweep = begun(made)
    made.delete(sorted(ALL))
    assert made.sweeps.begin() is None
    assert made.sweeps.running() is None
    made.import_papers([draft("u", ())])
    again = begun(made)
    assert again.began != sweep.began
    assert ids(made, again) == {"anon-u"}


def test_its_marks_are_taken_back_as_one_and_done_again_as_one(made: Library) -> None:
    made.change([A], Change(queued=True))
    sweep = begun(made)
    made.change([A], Change(starred=True))
    made.change([A], Change(queued=False))
    made.change([A, B], Change(read=True))
    made.sweep = ""
    made.change([C], Change(add_tags=("rl",)))
    event = made.sweeps.undo(sweep)
    assert set(event.ids) == {A, B}
    assert event.title == "Undid: the sweep's marks on 2 papers"
    assert (made.marks(A), made.marks(B)) == (Marks(queued=True), NO_MARKS)
    assert made.marks(C) == Marks(tags=("rl",))
    assert figures(made, sweep) == (2, 0, 1)  # A is queued by an act of its time, C was tagged
    assert made.redo().title == "Did again: the sweep's marks on 2 papers"
    assert (made.marks(A), made.marks(B)) == (Marks(starred=True, read=True), Marks(read=True))


def test_undo_passes_over_what_a_sweep_undone_had_done(made: Library) -> None:
    made.change([C], Change(starred=True))
    sweep = begun(made)
    made.change([A], Change(starred=True))
    made.change([B], Change(read=True))
    made.sweeps.undo(sweep)
    assert made.undo().title == "Undid: starred anon-z"
    assert titles(made, undone=True) == ["Marked read anon-y", "Starred anon-x", "Starred anon-z"]


def test_what_is_marked_in_a_sweep_after_it_was_undone_is_taken_back_by_itself(
    made: Library,
) -> None:
    sweep = begun(made)
    made.change([A], Change(read=True))
    made.sweeps.undo(sweep)
    made.change([B], Change(read=True))
    assert titles(made)[0] == "Marked read anon-y"
    assert made.undo().title == "Undid: marked read anon-y"
    with pytest.raises(PaperdeckError, match="Nothing was marked in this sweep"):
        made.sweeps.undo(sweep)


def test_what_was_changed_since_stays_when_a_sweep_is_undone(made: Library, folder: Path) -> None:
    sweep = begun(made)
    made.change([A, B], Change(read=True))
    library(folder, "phone").change([A], Change(read=False))
    library(folder, "phone").change([A], Change(read=True, starred=True))
    made.refresh()
    assert made.sweeps.undo(sweep).ids == (A, B)
    assert made.marks(A).starred


def test_history_tells_of_its_end_and_undo_does_not_stop_there(made: Library) -> None:
    sweep = begun(made)
    made.change([A], Change(starred=True))
    made.change([B], Change(read=True))
    made.sweeps.end(sweep)
    made.sweep = ""
    assert titles(made)[:3] == [
        "Swept 3 papers: 1 kept, 1 passed, 1 left",
        "Marked read anon-y",
        "Starred anon-x",
    ]
    assert made.undo().title == "Undid: marked read anon-y"


def test_another_device_goes_on_where_the_last_sweep_ended(made: Library, folder: Path) -> None:
    ended(made)
    made.import_papers([draft("u", ())])
    other = library(folder, "phone")
    assert ids(other, begun(other)) == {"anon-u"}


def test_a_library_that_cannot_be_written_cannot_be_swept(made: Library, folder: Path) -> None:
    with pytest.raises(ReadOnlyError):
        library(folder, read_only=True).sweeps.begin()


def test_sweeps_outlive_compaction(made: Library, folder: Path) -> None:
    sweep = begun(made)
    made.change([A], Change(read=True))
    made.sweeps.keep_place(sweep, B)
    made.compact()
    again = library(folder)
    assert again.sweeps.running() == made.sweeps.running()
    assert figures(again, sweep) == (0, 1, 2)


def test_a_sweep_of_another_shape_is_passed_over(made: Library, folder: Path) -> None:
    made.change([A], Change(starred=True))
    path = folder / "marks" / "laptop.jsonl"
    at = "2026-01-01T00:00:00.000Z-0000-laptop"
    strange = {"since": 3, "until": [1, A], "at": [A], "ended": "yesterday"}
    ops = [["set", "sweeps", at, strange], ["set", "sweeps", "x", {"since": []}]]
    with path.open("ab") as file:
        file.write(batch_line(Batch(at, "made", ops)))
    running = library(folder).sweeps.running()
    assert running == Sweep(at, (), (A,))
