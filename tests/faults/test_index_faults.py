"""An index that is killed, or finds no room, while it is filled: no mark and no result suffers."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from store.change import Change
from store.index.file import IndexFile
from store.library import Library
from store.query import parse
from tests.faults.situation import Content, content
from tests.faults.stopping import stopped_at_each_step
from tests.store.making import draft, library

QUERIES = ("", "cats", "paper", "is:starred", "noted", "sort:title")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a library whose index lacks what was written last."""
    with library(tmp_path / "library") as opened:
        opened.import_papers([draft("Cats"), draft("Dogs")])
        opened.catch_up()
        opened.change(list(opened), Change(starred=True, note="noted"))
        opened.import_papers(draft(f"Paper {n} on cats", (f"A{n} B",)) for n in range(6))
        opened.delete([next(iter(opened))])
    return tmp_path / "library"


def results(opened: Library) -> list[list[str]]:
    """Give what queries find, and how many."""
    found = [list(opened.find(parse(query))) for query in QUERIES]
    assert [len(ids) for ids in found] == [opened.count(parse(query)) for query in QUERIES]
    return found


def known(folder: Path) -> tuple[Content, list[list[str]]]:
    """Give all of a library, and what is found in it without an index."""
    with library(folder, read_only=True) as opened:
        found = [sorted(opened.find(parse(query))) for query in QUERIES]
        return content(opened), found


def check(folder: Path, before: Content, wanted: list[list[str]]) -> None:
    with library(folder) as opened:
        assert [sorted(ids) for ids in results(opened)] == wanted
        assert opened.is_indexed()
        assert content(opened) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no SIGKILL here")
@pytest.mark.parametrize("is_there", [True, False], ids=["further", "anew"])
def test_an_index_that_is_killed_while_it_is_filled_is_filled_by_the_next_window(
    is_there: bool, folder: Path, tmp_path: Path
) -> None:
    if not is_there:
        for file in folder.glob("index.sqlite3*"):
            file.unlink()
    before, wanted = known(folder)
    left = stopped_at_each_step("index", folder, tmp_path / "left")
    assert len(left) > 40
    for place in left:
        check(place, before, wanted)


@pytest.mark.parametrize("pages", [8, 40, 46, 52])
def test_an_index_that_finds_no_room_leaves_none_taken_and_papers_are_found_without_it(
    pages: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, wanted = known(folder)
    connect = IndexFile._connect

    def small(file: IndexFile) -> sqlite3.Connection:
        connection = connect(file)
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    with monkeypatch.context() as disk, library(folder) as opened:
        disk.setattr(IndexFile, "_connect", small)
        opened.import_papers(draft(f"Long {n} " + "words " * 5_000) for n in range(3))
        text = " ".join(f"word{n}" for n in range(60_000))
        opened.change([next(iter(opened))], Change(note=text))
        assert not opened.catch_up()
        assert not list(folder.glob("index.sqlite3*"))
        assert len(opened.find(parse("word59999"))) == 1
        opened.undo()
        opened.undo()
    check(folder, before, wanted)


def test_an_error_of_the_database_in_the_midst_leaves_the_index_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, wanted = known(folder)

    def fail(*_: Any) -> None:
        raise sqlite3.OperationalError("database is locked")

    with monkeypatch.context() as database, library(folder) as opened:
        database.setattr("store.index.index.save_places", fail)
        assert not opened.catch_up()
        assert sorted(opened.find(parse("cats"))) == wanted[1]
        assert content(opened) == before
    check(folder, before, wanted)
