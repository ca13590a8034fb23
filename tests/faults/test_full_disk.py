"""A disk that is full: a limit on the size of files, which the system enforces at each write."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.change import Change
from store.doctor import examine
from store.errors import WriteError
from store.models import NO_MARKS
from tests.store.making import draft, files, filled, library

resource = pytest.importorskip("resource")

A = "anon-x"
NOTE = "a note " * 50


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    filled(tmp_path / "library").change([A], Change(read=True))
    return tmp_path / "library"


def test_a_mark_that_does_not_fit_is_told_and_nothing_is_lost_whatever_fits_of_it(
    folder: Path,
) -> None:
    before = files(folder)
    size = len(before["marks/laptop.jsonl"])
    opened = library(folder)
    for room in range(size, size + 200, 9):
        with room_for(room), pytest.raises(WriteError) as caught:
            opened.change([A], Change(starred=True, note=NOTE))
        assert "No room left to write laptop.jsonl" in str(caught.value)
        assert "Free some space" in str(caught.value)
        assert files(folder) == before
        assert not opened.marks(A).starred
    opened.change([A], Change(starred=True, note=NOTE))
    again = library(folder)
    assert again.marks(A) == opened.marks(A)
    assert (again.marks(A).starred, again.marks(A).note) == (True, NOTE)
    assert list(examine(again)) == []


def test_the_first_mark_of_a_device_leaves_no_broken_journal_behind(folder: Path) -> None:
    for room in range(0, 300, 13):
        opened = library(folder, "phone")
        with room_for(room), pytest.raises(WriteError):
            opened.change([A], Change(note=NOTE))
        assert list(examine(library(folder, "phone"))) == []
    library(folder, "phone").change([A], Change(note=NOTE))
    assert library(folder).marks(A).note == NOTE


def test_an_import_that_does_not_fit_is_not_there_at_all(folder: Path) -> None:
    entries = [draft(f"title{number}", (), abstract=NOTE) for number in range(20)]
    before = files(folder)
    opened = library(folder)
    with room_for(5000), pytest.raises(WriteError, match=r"papers\.jsonl"):
        opened.import_papers(entries)
    assert files(folder) == before
    assert len(opened) == len(library(folder)) == 3
    assert len(opened.import_papers(entries).added) == 20
    assert len(library(folder)) == 23


def test_undo_that_does_not_fit_can_be_tried_again(folder: Path) -> None:
    opened = library(folder)
    opened.change([A], Change(note=NOTE))
    opened.change([A], Change(note="x"))
    with room_for(100), pytest.raises(WriteError):
        opened.undo()
    assert opened.marks(A).note == "x"
    opened.undo()
    assert library(folder).marks(A).note == NOTE


def test_another_window_goes_on_where_the_first_ran_out_of_room(folder: Path) -> None:
    opened = library(folder)
    with room_for(0), pytest.raises(WriteError):
        opened.change([A], Change(starred=True))
    library(folder).change([A], Change(queued=True))
    opened.change(["anon-y"], Change(read=True))
    again = library(folder)
    assert (again.marks(A).queued, again.marks("anon-y").read) == (True, True)
    assert again.marks("anon-z") == NO_MARKS


def test_a_mark_that_the_disk_does_not_confirm_is_told_and_taken_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    before = files(folder)
    opened = library(folder)
    with monkeypatch.context() as disk:
        disk.setattr("store.journal.file.sync", fail)
        with pytest.raises(WriteError, match=r"laptop\.jsonl could not be written"):
            opened.change([A], Change(starred=True))
    assert files(folder) == before
    assert not opened.marks(A).starred
    opened.change([A], Change(starred=True))
    assert library(folder).marks(A).starred
