"""Deleting papers, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.change import Change
from store.doctor import examine
from store.errors import PaperdeckError, UnknownPaperError
from store.events import PapersDeleted, PapersEdited
from store.library import Library
from store.models import NO_MARKS, Marks
from tests.store.making import draft, files, filled, library

A, B, C = "anon-x", "anon-y", "anon-z"
MARKS = Marks(read=True, rating=4, tags=("rl",), note="mine")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def made(folder: Path) -> Library:
    """Give a library of three papers, the first with marks."""
    made = filled(folder)
    made.change([A], Change(read=True, rating=4, add_tags=("rl",), note="mine"))
    return made


def trashed(opened: Library) -> list[str]:
    return [one.paper.id for one in opened.trash()]


def test_a_deleted_paper_is_in_the_trash_and_nowhere_else(made: Library, folder: Path) -> None:
    lines = (folder / "papers.jsonl").read_bytes().count(b"\n")
    assert made.delete([A, B, A]) == PapersDeleted((A, B), "Deleted 2 papers")
    assert (folder / "papers.jsonl").read_bytes().count(b"\n") == lines + 1
    for opened in (made, library(folder)):
        assert list(opened) == opened.find_all() == [C]
        assert opened.tags() == {}
        assert trashed(opened) == [B, A]
        assert opened.trash()[0].deleted == "2026-11-23T12:00:00Z"
        assert opened.trash()[0].paper.title == "y"


def test_a_deletion_is_taken_back_and_done_again_marks_and_all(made: Library, folder: Path) -> None:
    before = made.paper(A)
    made.delete([A])
    assert library(folder).undo() == PapersEdited((A,), "Undid: deleted anon-x", came=(A,))
    opened = library(folder)
    assert (opened.paper(A), opened.marks(A), opened.trash()) == (before, MARKS, [])
    assert opened.redo() == PapersEdited((A,), "Did again: deleted anon-x", gone=(A,))
    assert (A in opened, trashed(opened)) == (False, [A])
    opened.undo()
    assert library(folder).paper(A) == before


def test_papers_are_taken_out_of_the_trash_which_can_be_taken_back(
    made: Library, folder: Path
) -> None:
    before = made.paper(A)
    made.delete([A, B])
    made.restore_from_trash([A])
    opened = library(folder)
    assert (opened.paper(A), opened.marks(A), trashed(opened)) == (before, MARKS, [B])
    opened.undo()
    assert (list(opened), trashed(opened)) == ([C], [A, B])
    library(folder).redo()
    assert library(folder).paper(A) == before


def test_a_paper_nobody_has_is_neither_deleted_nor_taken_out(made: Library, folder: Path) -> None:
    before = files(folder)
    with pytest.raises(UnknownPaperError, match="no paper 'nobody' in this library"):
        made.delete([A, "nobody"])
    with pytest.raises(UnknownPaperError, match="no paper 'anon-x' in the trash"):
        made.restore_from_trash([A])
    assert files(folder) == before


def test_an_import_leaves_a_paper_in_the_trash_and_says_so(made: Library, folder: Path) -> None:
    made.delete([A])
    before = files(folder)
    event = made.import_papers([draft("x", (), venue="V"), draft("y", ()), draft("x", ())])
    assert (event.trashed, event.unchanged, event.merged) == ((A,), (B,), ())
    assert event.report()["trashed"] == 1
    assert event.report()["ids"] == [B]
    assert files(folder) == before
    assert (A in made, trashed(made)) == (False, [A])


def test_the_id_of_a_paper_in_the_trash_is_not_given_to_another(made: Library) -> None:
    made.delete([A])
    event = made.import_papers([draft("x", (), abstract="", identifiers={}), draft("X x", ())])
    assert event.trashed == (A,)
    assert made.import_papers([draft("Other", ("B",), asked=A)]).added != (A,)


def test_emptying_the_trash_drops_papers_and_marks_for_good(made: Library, folder: Path) -> None:
    made.delete([A, B])
    assert made.empty_trash() == PapersDeleted((A, B), "Emptied the trash of 2 papers")
    (backup,) = made.backups.all()
    assert [file.name for file in backup.files()] == ["laptop.jsonl"]
    for opened in (made, library(folder)):
        assert (trashed(opened), opened.marks(A), list(opened)) == ([], NO_MARKS, [C])
    for message in ("for good and cannot be taken back: Emptied", "it stays: Deleted 2 papers"):
        with pytest.raises(PaperdeckError, match=message):
            made.undo()
    with pytest.raises(PaperdeckError, match="it stays: Marked read"):
        made.undo()
    assert made.undo().ids == (C,)


def test_undo_gives_no_marks_to_papers_that_are_gone_for_good(made: Library, folder: Path) -> None:
    made.rename_tag("rl", "planning")
    made.delete([A])
    made.empty_trash()
    for _ in range(4):
        with pytest.raises(PaperdeckError, match=r"for good|it stays"):
            made.undo()
    assert library(folder).marks(A) == NO_MARKS


def test_emptying_an_empty_trash_writes_nothing(made: Library, folder: Path) -> None:
    before = files(folder)
    assert made.empty_trash().ids == ()
    assert files(folder) == before
    assert made.backups.all() == []


def test_the_marks_of_another_device_do_not_come_back_when_the_trash_is_emptied(
    made: Library, folder: Path
) -> None:
    library(folder, "phone").change([A], Change(starred=True, add_tags=("nlp",), note="theirs"))
    made.refresh()
    made.delete([A])
    made.empty_trash()
    for device in ("laptop", "phone"):
        assert library(folder, device).marks(A) == NO_MARKS


def test_a_backup_is_made_before_an_import_that_changes_something(made: Library) -> None:
    made.import_papers([draft("x", ())])
    assert made.backups.all() == []
    made.import_papers([draft("new", ())])
    assert len(made.backups.all()) == 1


def test_a_deletion_another_device_has_undone_differently_stays(
    made: Library, folder: Path
) -> None:
    made.delete([A])
    library(folder, "phone").restore_from_trash([A])
    with pytest.raises(PaperdeckError, match="changed again since, so it stays: Deleted anon-x"):
        library(folder).undo()


# -- renaming tags


def test_a_tag_gets_another_name_on_every_paper(made: Library, folder: Path) -> None:
    made.change([B], Change(add_tags=("rl", "x")))
    made.delete([B])
    event = made.rename_tag("rl", "Planning")
    assert (event.ids, event.title) == (
        (A, B),
        "Renamed the tag rl to planning on 2 papers",
    )
    opened = library(folder)
    assert (opened.marks(A).tags, opened.marks(B).tags) == (("planning",), ("planning", "x"))
    assert opened.undo().title == "Undid: renamed the tag rl to planning on 2 papers"
    assert library(folder).marks(A).tags == ("rl",)


def test_a_tag_renamed_to_one_in_use_becomes_one_with_it(made: Library, folder: Path) -> None:
    made.change([A, B], Change(add_tags=("ml",)))
    assert made.rename_tag("rl", "ml").title == "Merged the tag rl into ml on anon-x"
    assert library(folder).tags() == {"ml": 2}
    made.undo()
    assert library(folder).tags() == {"ml": 2, "rl": 1}


def test_renaming_a_tag_to_its_own_name_changes_nothing(made: Library, folder: Path) -> None:
    before = files(folder)
    assert made.rename_tag("rl", "RL").ids == ()
    with pytest.raises(PaperdeckError, match="No paper has the tag nobody"):
        made.rename_tag("nobody", "rl")
    assert files(folder) == before


def test_the_marks_of_deleted_papers_are_no_finding(made: Library, folder: Path) -> None:
    made.delete([A])
    assert list(examine(library(folder))) == []
    made.empty_trash()
    assert list(examine(library(folder))) == []
