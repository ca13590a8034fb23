"""What was decided about merged papers is never lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from store.care.doctor import examine
from store.care.repair import repair
from store.change import Change
from store.errors import WriteError
from store.ledger import Ledger
from store.library import Library
from store.models import NO_MARKS, Marks
from tests.store.making import draft, files, filled, library

KEPT, OTHER, THIRD = IDS = ["anon-x", "anon-y", "anon-z"]


def notes(opened: Library) -> str:
    """Give all that a reader sees noted."""
    return "\n".join(opened.marks(name).note for name in opened)


@pytest.fixture
def merged(made: Library) -> Library:
    """Give a library two of whose papers are one."""
    made.change([KEPT], Change(note="mine"))
    made.change([OTHER], Change(note="the other's", starred=True))
    made.merging.merge([KEPT, OTHER])
    return made


def test_marks_made_elsewhere_are_told_and_taken_over(made: Library, folder: Path) -> None:
    made.change([OTHER], Change(note="early", starred=True))
    away = folder.with_name("away")
    shutil.copytree(folder, away)
    made.merging.merge([KEPT, OTHER])
    made.change([KEPT], Change(starred=False))
    library(away, "phone").change([OTHER], Change(note="late", rating=4, add_tags=("new",)))
    shutil.copy(away / "marks" / "phone.jsonl", folder / "marks")
    opened = library(folder)
    (found,) = examine(opened)
    assert (found.where, KEPT in found.message) == (OTHER, True)
    assert repair(opened) == ["Took in later marks of 1 merged paper."]
    assert opened.marks(KEPT) == Marks(rating=4, tags=("new",), note="early\n\nlate")
    assert list(examine(opened)) == []
    before = files(folder)
    assert repair(library(folder)) == []
    assert files(folder) == before
    opened.undo()
    assert opened.marks(KEPT).note == "early"
    opened.merging.split(KEPT)
    assert opened.marks(OTHER).note == "late"


def test_a_note_that_is_a_piece_of_a_word_is_kept(made: Library) -> None:
    made.change([KEPT], Change(note="notable"))
    made.change([OTHER], Change(note="no"))
    made.merging.merge([KEPT, OTHER])
    assert made.marks(KEPT).note == "notable\n\nno"


def _merge(opened: Library) -> None:
    opened.merging.merge([KEPT, OTHER])


def _split(opened: Library) -> None:
    opened.merging.split(KEPT)


@pytest.mark.parametrize(
    "acts",
    [
        [_merge],
        [_merge, _split],
        [_merge, Library.undo],
        [_merge, Library.undo, Library.redo],
        [_merge, _split, Library.undo],
        [_merge, _split, Library.undo, Library.redo],
    ],
)
@pytest.mark.parametrize("half", ["write_papers", "write_marks"])
def test_no_note_is_out_of_sight_when_only_one_half_was_written(
    half: str,
    acts: list[Callable[[Library], object]],
    made: Library,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made.change([KEPT], Change(note="mine"))
    made.change([OTHER], Change(note="theirs"))
    *before, last = acts
    for act in before:
        act(made)

    def fail(*_: object, **__: object) -> None:
        raise WriteError("There is no room.")

    with monkeypatch.context() as patched, pytest.raises(WriteError):
        patched.setattr(Ledger, half, fail)
        last(made)
    opened = library(folder)
    assert "mine" in notes(opened)
    assert "theirs" in notes(opened)


def test_emptying_the_trash_leaves_no_marks_of_what_was_merged(merged: Library) -> None:
    merged.delete([KEPT])
    assert list(examine(merged)) == []
    merged.empty_trash()
    assert list(examine(merged)) == []
    merged.import_papers([draft("y", ())])
    assert merged.marks(OTHER) == NO_MARKS


def test_another_paper_does_not_get_the_id_of_one_that_was_merged(merged: Library) -> None:
    event = merged.import_papers([draft("Quite another thing", (), asked=OTHER)])
    assert [merged.marks(name) for name in event.added] == [NO_MARKS]
    merged.merging.split(KEPT)
    assert merged.marks(OTHER) == Marks(starred=True, note="the other's")


def test_a_paper_that_comes_back_under_another_id_has_its_marks(merged: Library) -> None:
    taken = filled(merged.folder.path.with_name("older"), "y").own_journals[0]
    document = dict(taken.documents("papers")[OTHER], title="Another")
    merged._ledger.write_papers({OTHER: document}, "Imported by an older version")
    (name,) = merged.merging.split(KEPT).came
    assert name != OTHER
    assert merged.marks(name) == Marks(starred=True, note="the other's")


def test_papers_merged_again_after_a_split_are_one_for_imports_too(merged: Library) -> None:
    merged.merging.split(KEPT)
    merged.merging.merge([KEPT, OTHER])
    assert merged.import_papers([draft(title, ()) for title in "xy"]).added == ()
    merged.merging.split(KEPT)
    assert merged.import_papers([draft(title, ()) for title in "xy"]).added == ()
    assert list(examine(merged)) == []


def test_marks_of_entries_that_are_one_paper_are_united(folder: Path) -> None:
    opened = library(folder)
    both = [
        draft("Cats", asked=name, marks=Marks(note=name, tags=(name,))) for name in ("one", "two")
    ]
    opened.import_papers(both)
    assert [opened.marks(name) for name in opened] == [
        Marks(note="one\n\ntwo", tags=("one", "two"))
    ]
