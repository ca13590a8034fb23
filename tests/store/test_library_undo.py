"""Taking changes back and doing them again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store.change import Change
from store.errors import (
    PaperdeckError,
)
from store.events import PapersEdited, PapersMarked
from store.library import Library
from store.models import NO_MARKS, Marks
from tests.store.making import draft, filled, library

A, B, C = "anon-x", "anon-y", "anon-z"
ALL = [A, B, C]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def made(folder: Path) -> Library:
    """Give a library of three papers."""
    return filled(folder)


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
    with pytest.raises(PaperdeckError, match="There is nothing to undo"):
        made.undo()
    for state in states[1:]:
        made.redo()
        assert made.marks(A) == library(folder).marks(A) == state
    with pytest.raises(PaperdeckError, match="There is nothing to do again"):
        made.redo()


def test_undo_and_redo_say_what_they_did(made: Library) -> None:
    made.change([A], Change(starred=True))
    assert made.undo() == PapersMarked((A,), "Undid: starred anon-x")
    assert made.redo() == PapersMarked((A,), "Did again: starred anon-x")


def test_a_new_action_ends_what_could_be_done_again(made: Library) -> None:
    made.change([A], Change(read=True))
    made.undo()
    made.change([A], Change(starred=True))
    with pytest.raises(PaperdeckError, match="nothing to do again"):
        made.redo()


def test_undo_leaves_papers_alone_that_were_so_before(made: Library) -> None:
    made.change([A], Change(read=True))
    made.change([A, B], Change(read=True))
    made.undo()
    assert (made.marks(A).read, made.marks(B).read) == (True, False)


def test_undo_leaves_a_field_alone_that_another_window_has_changed_since(
    made: Library, folder: Path
) -> None:
    made.write_note(A, "mine", "")
    made.change([A, B], Change(read=True, starred=True))
    other = library(folder)
    other.change([A], Change(read=False))
    other.change([A], Change(read=True, note="theirs"))
    other.change([B], Change(starred=False))
    assert made.undo().ids == (A, B)
    for opened in (made, library(folder)):
        assert opened.marks(A) == Marks(note="theirs")
        assert opened.marks(B) == NO_MARKS
    with pytest.raises(PaperdeckError, match="changed again since, so it stays: Noted anon-x"):
        made.undo()
    assert library(folder).marks(A).note == "theirs"


def test_undo_looks_at_what_another_window_has_written_before_it_writes(
    made: Library, folder: Path
) -> None:
    made.change([A], Change(note="mine", rating=2))
    library(folder).change([A], Change(note="theirs", rating=5))
    with pytest.raises(PaperdeckError, match="changed again since"):
        made.undo()
    assert made.marks(A) == library(folder).marks(A) == Marks(note="theirs", rating=5)


def test_a_correction_is_taken_back_and_done_again(made: Library, folder: Path) -> None:
    made.edit(replace(made.paper(A), title="T", authors=("Ada",)), "Moved the split")
    assert made.undo() == PapersEdited((A,), "Undid: moved the split")
    assert library(folder).paper(A).title == "x"
    made.redo()
    assert library(folder).paper(A).authors == ("Ada",)


def test_undo_of_a_correction_keeps_what_came_since(made: Library, folder: Path) -> None:
    made.edit(replace(made.paper(A), title="T"), "Moved the split")
    made.import_papers([draft("T", (), abstract="New.")])
    made.undo()
    paper = library(folder).paper(A)
    assert (paper.title, paper.abstract) == ("x", "New.")
    made.redo()
    other = library(folder)
    other.edit(replace(other.paper(A), title="Theirs"), "Edited")
    with pytest.raises(PaperdeckError, match="changed again since"):
        made.undo()
    assert library(folder).paper(A).title == "Theirs"
