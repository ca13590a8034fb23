"""What is damage to an index, and what is not: it is thrown away for the first alone."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.change import Change
from store.errors import SearchCancelled
from store.index.index import Index
from store.library import Library
from store.query import Category, Known, Node, Not, Query, Tag, parse
from tests.store.making import draft, library


@pytest.fixture
def opened(folder: Path) -> Library:
    made = library(folder)
    made.import_papers([draft("Cats"), draft("Dogs")])
    assert made.catch_up()
    return made


@pytest.mark.parametrize(
    "query",
    [
        "-(" * 21 + "cats" + ")" * 21,
        "(is:read OR " * 21 + "cats" + ")" * 21,
        "(dogs OR " * 40 + "cats" + ")" * 40,
        " OR ".join(["is:unread"] * 1200),
    ],
    ids=["denials", "flags", "words", "terms"],
)
def test_a_query_that_is_too_much_for_it_is_answered_and_leaves_it(
    opened: Library, query: str
) -> None:
    inode = opened.folder.index.stat().st_ino
    assert len(opened.find(parse(query))) == opened.count(parse(query))
    assert opened.folder.index.stat().st_ino == inode
    assert opened.is_indexed()


def test_an_import_goes_on_without_an_index_that_is_damaged(opened: Library) -> None:
    size = opened.folder.index.stat().st_size
    with opened.folder.index.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    for end in ("-wal", "-shm"):
        Path(f"{opened.folder.index}{end}").unlink(missing_ok=True)
    event = opened.import_papers([draft("Cats"), draft("Birds")])
    assert len(event.added) == 1
    assert len(event.unchanged) == 1
    assert len(opened.find(parse("birds"))) == 1
    assert opened.is_indexed()


def test_what_others_cannot_write_in_utf_8_is_found_too(folder: Path) -> None:
    with library(folder) as made:
        made.import_papers([draft("Cats")])
        papers, _marks = made.own_journals
        papers.commit(
            [["put", "papers", "odd", {"title": "Odd \ud800 dogs", "score": 1 << 70}]], "made"
        )
        assert list(made.find(parse("dogs"))) == ["odd"]
        assert made.is_indexed()
        assert len(made.find(parse("score:>5"))) == 1


def test_an_id_that_it_cannot_keep_is_found_as_it_is_all_the_same(folder: Path) -> None:
    with library(folder) as made:
        made.import_papers([draft("Cats")])
        assert made.is_indexed()
        papers, _marks = made.own_journals
        papers.commit([["put", "papers", "a\ud800b", {"title": "Dogs"}]], "made")
        assert list(made.find(parse("dogs"))) == ["a\ud800b"]
        made.change(["a\ud800b"], Change(read=True))
        assert list(made.find(parse("is:read"))) == ["a\ud800b"]
        assert made.count(parse("id:a")) == 1
    with library(folder) as again:  # which has it made anew, as far as that can be
        again.folder.index.unlink(missing_ok=True)
        assert not again.catch_up()
        assert list(again.find(parse("dogs"))) == ["a\ud800b"]


@pytest.mark.parametrize(
    "node",
    [
        Known("id", "\udcff"),
        Known("doi", "\udcff"),
        Category("\udcff"),
        Tag("\udcff"),
        Not(Known("arxiv", "\udcff")),
    ],
)
def test_what_it_cannot_be_asked_is_looked_for_in_every_paper(opened: Library, node: Node) -> None:
    expected = 2 if isinstance(node, Not) else 0
    assert len(opened.find(Query(node))) == opened.count(Query(node)) == expected
    assert len(opened.find_by_date(Query(node))) == expected
    assert opened.completions("tag", "\udcff") == opened.completions("author", "\udcff") == []
    assert opened.is_indexed()


def test_a_link_in_its_place_is_not_written_through(opened: Library, tmp_path: Path) -> None:
    opened.close()
    opened.folder.index.unlink()
    theirs = tmp_path / "theirs"
    theirs.write_text("")
    opened.folder.index.symlink_to(theirs)
    assert len(opened.find(parse("cats"))) == 1
    assert theirs.read_text() == ""


@pytest.mark.parametrize("is_log_there", [False, True], ids=["closed", "open"])
def test_a_database_of_another_program_in_its_place_is_put_aside_as_it_is(
    opened: Library, is_log_there: bool
) -> None:
    opened.close()
    index = opened.folder.index
    index.unlink()
    theirs = sqlite3.connect(index)
    theirs.execute("PRAGMA journal_mode = WAL" if is_log_there else "PRAGMA user_version = 7")
    theirs.execute("CREATE TABLE notes(text)")
    theirs.execute("INSERT INTO notes VALUES('only here')")
    theirs.commit()
    if is_log_there:
        theirs.execute("PRAGMA wal_checkpoint")
        theirs.execute("INSERT INTO notes VALUES('and in the log')")
        theirs.commit()
    else:
        theirs.close()
    before = index.read_bytes()
    assert len(opened.find(parse("cats"))) == 1
    assert opened.is_indexed()
    kept = opened.folder.quarantine / index.name
    assert kept.read_bytes() == before
    theirs.close()
    with contextlib.closing(sqlite3.connect(kept)) as again:
        assert len(again.execute("SELECT text FROM notes").fetchall()) == 1 + is_log_there


def test_another_programs_database_that_cannot_be_put_aside_stays_and_papers_are_found(
    opened: Library,
) -> None:
    opened.close()
    index = opened.folder.index
    index.unlink()
    theirs = sqlite3.connect(index)
    theirs.execute("CREATE TABLE notes(text)")
    theirs.close()
    before = index.read_bytes()
    opened.folder.quarantine.write_text("no folder")
    assert len(opened.find(parse("cats"))) == 1
    assert not opened.is_indexed()
    assert opened.folder.index.read_bytes() == before


def test_searches_that_are_given_up_leave_no_connections(opened: Library) -> None:
    made: list[str] = []
    real = sqlite3.connect

    def connect(path: Path, **options: Any) -> sqlite3.Connection:
        made.append(str(path))
        made_now: sqlite3.Connection = real(path, **options)
        return made_now

    opened.find(parse("cats"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("store.index.file.sqlite3.connect", connect)
        for _ in range(5):
            with pytest.raises(SearchCancelled):
                opened.find(parse("cats"), lambda: True)
            assert len(opened.find(parse("cats"))) == 1
    assert made == []


@pytest.mark.parametrize("ask", [Library.find, Library.find_by_date, Library.count])
def test_whatever_is_asked_without_an_index_has_one_made(
    opened: Library, ask: Callable[[Library, Query], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    missed: list[None] = []
    opened.index_missed = lambda: missed.append(None)
    ask(opened, parse("cats"))
    assert not missed
    monkeypatch.setattr(Index, "follow", lambda _index: False)
    ask(opened, parse("cats"))
    assert missed
