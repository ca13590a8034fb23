"""Putting marks back."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from store.change import Change
from store.errors import BackupError, PaperdeckError
from store.events import PapersMarked
from store.library import Library
from store.models import NO_MARKS, Marks
from store.restore import plan_restore, restore
from tests.store.making import files, filled, journal, library

A, B, C = "anon-x", "anon-y", "anon-z"
BEFORE = Marks(read=True, starred=True, rating=4, tags=("rl", "übung"), note="one\ntwo")


@pytest.fixture
def opened(tmp_path: Path) -> Library:
    """Give a library whose marks were changed after a backup."""
    made = filled(tmp_path / "library")
    fields = Change(read=True, starred=True, rating=4, add_tags=("rl", "übung"), note="one\ntwo")
    made.change([A], fields)
    made.change([B], Change(queued=True))
    made.backups.make()
    made.change([A], Change(read=False, remove_tags=("rl",), add_tags=("new",), note="spoilt"))
    made.change([B], Change(queued=False))
    made.change([C], Change(starred=True))
    return made


def put_back(opened: Library, source: Path | str, *, exact: bool = False) -> PapersMarked:
    return restore(opened, plan_restore(opened, str(source), exact=exact))


def backup_of(opened: Library) -> Path:
    return opened.backups.all()[0].path


def test_marks_become_as_they_were_for_every_paper_in_the_backup(opened: Library) -> None:
    done = put_back(opened, backup_of(opened).name)
    assert set(done.ids) == {A, B}
    assert done.title.startswith("Restored marks of 20")
    again = library(opened.folder.path)
    assert again.marks(A) == BEFORE
    assert again.marks(B) == Marks(queued=True)
    assert again.marks(C) == Marks(starred=True)


def test_exactly_as_in_the_backup_papers_without_marks_in_it_lose_theirs(opened: Library) -> None:
    assert set(put_back(opened, backup_of(opened).name, exact=True).ids) == {A, B, C}
    assert library(opened.folder.path).marks(C) == NO_MARKS


def test_a_restored_library_is_undone_in_one_step(opened: Library) -> None:
    was = [opened.marks(name) for name in (A, B, C)]
    put_back(opened, backup_of(opened).name, exact=True)
    opened.undo()
    assert [opened.marks(name) for name in (A, B, C)] == was
    opened.redo()
    assert opened.marks(A) == BEFORE


def test_a_backup_of_what_is_there_is_made_before(opened: Library) -> None:
    spoilt = opened.marks(A)
    put_back(opened, backup_of(opened).name)
    assert len(opened.backups.all()) == 2
    put_back(opened, opened.backups.all()[-1].path)
    assert opened.marks(A) == spoilt


def test_nothing_is_changed_where_no_backup_can_be_made(opened: Library, tmp_path: Path) -> None:
    elsewhere = shutil.move(opened.folder.backups, tmp_path / "elsewhere")
    opened.folder.backups.write_text("no folder")
    before = files(opened.folder.path)
    with pytest.raises(BackupError):
        put_back(opened, next(Path(elsewhere).glob("marks-*")))
    assert files(opened.folder.path) == before


def test_restoring_twice_changes_nothing_the_second_time(opened: Library) -> None:
    name = backup_of(opened).name
    put_back(opened, name)
    before = files(opened.folder.path)
    assert put_back(opened, name).ids == ()
    assert files(opened.folder.path) == before


def test_looking_at_what_it_would_change_writes_nothing(opened: Library) -> None:
    before = {path: path.stat().st_mtime_ns for path in opened.folder.path.rglob("*")}
    planned = plan_restore(opened, backup_of(opened).name)
    assert planned.wanted[B] == {"queued": True}
    assert planned.wanted[A] == {
        "read": True, "note": "one\ntwo", "tag:rl": True, "tag:new": False,
    }  # fmt: skip
    assert {path: path.stat().st_mtime_ns for path in opened.folder.path.rglob("*")} == before


@pytest.mark.parametrize("form", ["folder", "zip", "journal", "library"])
def test_it_works_from_a_folder_an_archive_or_a_journal_anywhere(
    opened: Library, tmp_path: Path, form: str
) -> None:
    source = tmp_path / "usb stick" / "copy"
    if form == "library":
        shutil.copytree(backup_of(opened), source / "marks")
    else:
        shutil.copytree(backup_of(opened), source)
    if form == "journal":
        source /= "laptop.jsonl"
    if form == "zip":
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.write(source / "laptop.jsonl", "../../deep/laptop.jsonl")
            archive.writestr("papers.jsonl", "no journal")
            archive.writestr("readme.txt", "hello")
        source = tmp_path / "a.zip"
    put_back(opened, source)
    assert library(opened.folder.path).marks(A) == BEFORE
    assert not list(opened.folder.path.glob(".restore-*"))
    assert not (tmp_path / "deep").exists()


def test_several_devices_in_a_backup_are_merged(opened: Library, tmp_path: Path) -> None:
    fields = {"starred": [False, "2030-01-01T00:00:00.000Z-0000-phone"]}
    journal(tmp_path / "b" / "phone.jsonl", [["set", "marks", A, fields]])
    shutil.copy(backup_of(opened) / "laptop.jsonl", tmp_path / "b")
    put_back(opened, tmp_path / "b")
    assert opened.marks(A) == Marks(
        read=True, rating=4, tags=("rl", "übung"), note="one\ntwo", starred=False
    )


def test_marks_of_a_paper_that_is_not_in_the_library_are_restored_for_when_it_is(
    opened: Library, tmp_path: Path
) -> None:
    fields = {"read": [True, "2026-01-01T00:00:00.000Z-0000-phone"]}
    put_back(opened, journal(tmp_path / "phone.jsonl", [["set", "marks", "gone", fields]]))
    assert library(opened.folder.path).marks("gone").read


def test_a_library_of_which_only_the_backups_are_left_gets_its_marks_back(
    opened: Library,
) -> None:
    folder = opened.folder.path
    (folder / "papers.jsonl").unlink()
    shutil.rmtree(folder / "marks")
    put_back(library(folder), backup_of(opened).name)
    assert library(folder).marks(A) == BEFORE


def test_a_backup_is_named_by_the_beginning_of_its_name(opened: Library) -> None:
    put_back(opened, "2026-11-23")
    assert opened.marks(A) == BEFORE
    with pytest.raises(PaperdeckError, match="Several backups are called so"):
        put_back(opened, "2026-11")


@pytest.mark.parametrize("source", ["", "marks-1999", "no/such/file"])
def test_a_backup_that_is_not_there_is_one_sentence(opened: Library, source: str) -> None:
    shutil.rmtree(opened.folder.backups)
    with pytest.raises(PaperdeckError, match="There is no backup"):
        put_back(opened, source)


@pytest.mark.parametrize("content", [b"", b"not a journal\n", b"PK\x03\x04 broken", b"\x00" * 90])
def test_a_file_that_holds_no_marks_is_one_sentence_and_changes_nothing(
    opened: Library, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "file.jsonl").write_bytes(content)
    before = files(opened.folder.path)
    with pytest.raises(PaperdeckError):
        put_back(opened, tmp_path / "file.jsonl")
    assert files(opened.folder.path) == before
