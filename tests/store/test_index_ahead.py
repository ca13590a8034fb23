"""An index begun while papers are still being read is the one that is made of them later."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.change import Change
from store.errors import WriteError
from store.importers.contract import Draft
from store.index.source import JournalSource
from store.journal.storage import JournalStorage
from store.library import Library
from store.models import Marks, Paper, Rejection
from store.query import EVERYTHING, Query, parse
from tests.store.making import draft, library
from tests.store.test_index_property import agrees, papers, queries

MARKS = st.sampled_from(
    [None, Marks(read=True), Marks(note="On retrieval"), Marks(tags=("gpt",), starred=True)]
)
BAD = Rejection("a.jsonl", 1, "it is not valid JSON", "{")


def entry(paper: Paper, marks: Marks | None, repeats: bool) -> list[Draft | Rejection]:
    found: list[Draft | Rejection] = [Draft(paper, 1, marks=marks)]
    if repeats:  # what the same paper says later on is added to it
        found += [BAD, Draft(replace(paper, abstract="A later gpt", published="2025-01"), 2)]
    return found


entries = st.lists(st.builds(entry, papers, MARKS, st.booleans()), min_size=1, max_size=6)


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    """Have few papers count as many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("store.library.FEW", 2)
        patch.setattr("store.index.ahead.AT_ONCE", 2)
        patch.setattr("store.index.ahead._MOST_UNUSED", 0)
        patch.setattr("store.index.filling._HANDED_OVER", 3)
        yield


def caught_up_without_reading(opened: Library) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(JournalSource, "paper_now", lambda *_: pytest.fail("was read"))
        return opened.catch_up()


@settings(max_examples=300, deadline=None)
@given(entries, queries, queries)
def test_it_agrees_with_looking_at_every_paper(
    some: list[list[Draft | Rejection]], one: Query, other: Query
) -> None:
    with tempfile.TemporaryDirectory() as folder, library(Path(folder) / "library") as opened:
        opened.import_papers(one for part in some for one in part)
        assert caught_up_without_reading(opened)
        for query in (one, other, EVERYTHING):
            agrees(opened, query)
        first = next(iter(opened))
        opened.edit(replace(opened.paper(first), title="Retrieval edited"), "Edited")
        opened.change([first], Change(note="gpt noted"))
        opened.import_papers([draft("Later", published="2024-06"), draft("GPT-4", ("X Y",))])
        for query in (one, other, EVERYTHING):
            agrees(opened, query)


def test_what_changes_before_it_is_ended_is_in_it(folder: Path) -> None:
    with library(folder) as opened:
        opened.import_papers(draft(f"Paper {n}", (f"A{n} B",)) for n in range(9))
        opened.change([next(iter(opened))], Change(note="meanwhile"))
        with library(folder, "phone") as phone:
            phone.import_papers([draft("From elsewhere", ("C D",))])
        opened.refresh()
        assert len(opened.find(parse("paper"))) == 9
        opened.catch_up()
        for text in ("paper", "meanwhile", "elsewhere"):
            agrees(opened, parse(text))


def test_whoever_wants_an_index_meanwhile_does_not_take_it_away(folder: Path) -> None:
    with library(folder) as opened:

        def asked() -> Iterator[Draft]:
            for n in range(30):
                assert n < 3 or not opened.catch_up()
                assert list(opened.find(parse("paper"))) == []
                yield draft(f"Paper {n}", (f"A{n} B",))

        opened.import_papers(asked())
        assert caught_up_without_reading(opened)
        agrees(opened, parse("paper"))


def test_an_import_that_fails_leaves_none(folder: Path) -> None:
    def breaks_off() -> Iterator[Draft]:
        yield from (draft(f"Paper {n}", (f"A{n} B",)) for n in range(9))
        raise KeyboardInterrupt

    with library(folder) as opened:
        with pytest.raises(KeyboardInterrupt):
            opened.import_papers(breaks_off())
        assert not folder.exists()
        assert list(opened.find(parse("paper"))) == []
        with library(folder, "phone") as phone:  # nothing is locked any more
            phone.import_papers([draft("Paper", ("C D",))])
            assert phone.is_indexed()


def test_an_import_that_cannot_be_saved_leaves_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise WriteError("The disk is full.")

    with library(folder) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(JournalStorage, "commit", full)
            with pytest.raises(WriteError):
                opened.import_papers(draft(f"Paper {n}", (f"A{n} B",)) for n in range(9))
        opened.import_papers([draft("Paper", ("C D",))])
        assert opened.is_indexed()
        assert len(opened.find(parse("paper"))) == 1


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("store.index.filling._put_into", sqlite3.OperationalError("database or disk is full")),
        ("store.index.filling._put_into", MemoryError()),
        ("store.index.filling.threading.Thread.start", RuntimeError("can't start new thread")),
    ],
)
def test_one_that_cannot_be_written_does_not_keep_papers_from_being_imported(
    folder: Path, what: str, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    with library(folder) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(what, fail)
            opened.import_papers(draft(f"Paper {n}", (f"A{n} B",)) for n in range(9))
            assert not opened.catch_up()
        assert len(opened.find(parse("paper"))) == 9
        assert opened.catch_up()
        agrees(opened, parse("paper"))


def test_closing_gives_it_up(folder: Path) -> None:
    with library(folder) as opened:
        opened.import_papers(draft(f"Paper {n}", (f"A{n} B",)) for n in range(9))
    with library(folder) as again:
        agrees(again, parse("paper"))
