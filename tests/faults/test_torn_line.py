"""A last line that a crash cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.change import Change
from store.doctor import examine
from store.models import NO_MARKS, Marks
from tests.store.making import draft, filled, unwitnessed

A, B = "anon-x", "anon-y"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    opened = filled(tmp_path / "library")
    opened.change([A], Change(read=True))
    opened.change([A, B], Change(starred=True, note="ünï"))
    return tmp_path / "library"


def test_marks_before_it_are_kept_and_the_next_change_mends_it(folder: Path) -> None:
    path = folder / "marks" / "laptop.jsonl"
    whole = path.read_bytes()
    start = len(b"".join(whole.splitlines(keepends=True)[:2]))
    for length in range(start, len(whole) + 1):
        path.write_bytes(whole[:length])
        opened = unwitnessed(folder)
        is_whole = length >= len(whole) - 1  # only the line end may be missing
        both = Marks(starred=True, note="ünï")
        assert opened.marks(B) == (both if is_whole else NO_MARKS)
        assert opened.marks(A).read
        assert opened.marks(A).starred is is_whole
        opened.change([B], Change(queued=True))
        again = unwitnessed(folder)
        assert again.marks(B).queued
        assert again.marks(B).starred is is_whole
        assert again.marks(A) == opened.marks(A)
        assert list(examine(again)) == []
        assert path.read_bytes().startswith(whole if is_whole else whole[:start])


def test_a_whole_import_is_there_or_none_of_it(folder: Path) -> None:
    path = folder / "papers.jsonl"
    before = path.stat().st_size
    unwitnessed(folder).import_papers([draft("new1", ()), draft("new2", ())])
    whole = path.read_bytes()
    for length in range(before, len(whole) + 1, 7):
        path.write_bytes(whole[:length])
        assert len(unwitnessed(folder)) in ((3, 5) if length >= len(whole) - 1 else (3,))
        event = unwitnessed(folder).import_papers([draft("new1", ()), draft("new2", ())])
        assert {*event.added, *event.unchanged} == {"anon-new1", "anon-new2"}
        assert len(unwitnessed(folder)) == 5
        assert list(examine(unwitnessed(folder))) == []


def test_a_reader_leaves_it_as_it_is(folder: Path) -> None:
    path = folder / "marks" / "laptop.jsonl"
    torn = path.read_bytes()[:-10]
    path.write_bytes(torn)
    assert unwitnessed(folder, read_only=True).marks(A).read
    assert unwitnessed(folder).marks(A).read
    assert path.read_bytes() == torn
