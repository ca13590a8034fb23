"""The index gives what looking at every paper gives, whatever was done to the library."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import search
from store.change import Change
from store.importers.contract import Draft
from store.index.hits import RELEVANCE
from store.library import Library
from store.matching import Entry
from store.models import Paper
from store.query import Query, Sort, Text, parse
from store.query.word import SORT_FIELDS
from tests.store.making import draft, library
from tests.store.querying import nodes

WORDS = [
    "retrieval",
    "Retrieve",
    "GPT-4",
    "gpt",
    "C++",
    "3D",
    "naïve",
    "α-stable",
    "语言模型",
    "Ünïcode",
    "self-instruct",
    "a",
    "of",
    "C#",
    "ﬁeld",
    "[x]",
    "+",
    r"Erd\H{o}s",
    r"$\alpha$-stable",
    "O($n^2$)",
]
DATES = ["", "0000", "2024", "2024-06", "2024-06-01", "2023-12-31", "2026-11-20", "2026-11-24"]
TAGS = ["rl", "rl/planning", "gpt", "C++", "语言"]

texts = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
papers = st.builds(
    Paper,
    id=st.just(""),
    title=texts,
    authors=st.lists(texts, max_size=2).map(tuple),
    abstract=texts,
    published=st.sampled_from(DATES),
    categories=st.lists(st.sampled_from(["cs.CL", "cs.LG", "stat.ML", "CL"]), max_size=2).map(
        tuple
    ),
    organisations=st.lists(texts, max_size=1).map(tuple),
    venue=texts,
    score=st.sampled_from([None, 0.0, 90.0, 94.5, -1.0]),
    identifiers=st.dictionaries(
        st.sampled_from(["doi", "arxiv", "url", "pdf", "code"]),
        st.sampled_from(["10.1/ABC", "2212.10560v2", "https://doi.org/10.1/abc"]),
        max_size=2,
    ),
    has_code=st.booleans(),
    added=st.sampled_from(["", "2026-11-23T18:00:00Z", "2026-11-01T23:30:00Z", "yesterday"]),
    unsure=st.sampled_from([(), ("split",)]),
)
plain_papers = st.builds(
    Paper, id=st.just(""), title=texts, published=st.sampled_from(["", "2024", "2024-06"])
)
"""So alike that what is put in takes the places of what is gone, where anything lets it."""

changes = st.builds(
    Change,
    read=st.sampled_from([None, True, False]),
    starred=st.sampled_from([None, True, False]),
    queued=st.sampled_from([None, True, False]),
    rating=st.sampled_from([None, 1, 5]),
    note=st.one_of(st.none(), texts),
    add_tags=st.lists(st.sampled_from(TAGS), max_size=2).map(tuple),
    remove_tags=st.lists(st.sampled_from(TAGS), max_size=1).map(tuple),
)
queries = st.builds(
    Query,
    nodes(WORDS, TAGS, ["10.1/abc", "2212.10560", "retrieval"]),
    st.lists(st.builds(Sort, st.sampled_from(SORT_FIELDS), st.booleans()), max_size=2).map(tuple),
)

plain_queries = st.sampled_from(
    ["", "gpt", "re", "-a", "gpt OR of", "is:unread", "sort:title", "c++ sort:date"]
).map(parse)

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have it be the same day everywhere, and always the one that the papers' dates lie around."""

    class Today(date):
        @classmethod
        def today(cls) -> Self:
            return cls(TODAY.year, TODAY.month, TODAY.day)

    monkeypatch.setattr("store.index.index.date", Today)
    monkeypatch.setattr("store.search.date", Today)


@pytest.fixture
def bulk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a few papers be many: put in together, handed over in parts, given in parts."""
    monkeypatch.setattr("store.index.catching.FEW", 1)
    monkeypatch.setattr("store.index.catching._MOST_DEAD", 4)
    monkeypatch.setattr("store.index.filling.AT_ONCE", 2)
    monkeypatch.setattr("store.index.filling._HANDED_OVER", 3)
    monkeypatch.setattr("store.index.asking.FIRST", 2)


def plain(opened: Library, query: Query) -> list[str]:
    entries: Iterator[Entry] = (
        Entry(opened.paper(name), opened.marks(name), search.text_of(opened.paper(name)))
        for name in opened
    )
    return search.find(query, entries)


def agrees(opened: Library, query: Query) -> None:
    expected = plain(opened, query)
    begun: list[tuple[list[str], list[str], int]] = []
    hits = opened.find(
        query, began=lambda some: begun.append((list(some.first), some.all, len(some)))
    )
    assert opened.is_indexed()
    assert sorted(hits) == sorted(expected)
    if hits.order != RELEVANCE:
        assert list(hits) == expected
    assert opened.count(query) == len(expected)
    assert [bool(read) for read in hits.read] == [opened.marks(name).read for name in hits]
    for first, rest, count in begun:
        assert (first, rest, count) == (hits[: len(first)], list(hits), len(hits))
    assert list(opened.find(query, most=2)) == hits[:2]
    agrees_by_date(opened, Query(query.where), query)


def agrees_by_date(opened: Library, where: Query, query: Query) -> None:
    """Tell the same of the order of publication, whatever order was asked for."""
    expected = plain(opened, where)
    hits = opened.find_by_date(query)
    assert list(hits) == expected
    assert [bool(read) for read in hits.read] == [opened.marks(name).read for name in hits]
    everything = list(opened.find_all())
    for start in everything[:: max(1, len(everything) // 2)]:
        part = opened.part(query, start, 2)
        later = set(everything[: everything.index(start)])
        rest = [name for name in expected if name not in later]
        assert part is not None
        assert list(part.hits) == rest[:2]
        assert (part.before, part.count) == (len(expected) - len(rest), len(expected))


def do_something(opened: Library, data: st.DataObject, papers: st.SearchStrategy[Paper]) -> None:
    ids = list(opened)
    kind = data.draw(st.sampled_from(["import", "mark", "edit", "delete", "undo", "redo"]))
    if kind == "import" or not ids:
        drafts = data.draw(st.lists(papers, min_size=1, max_size=4))
        opened.import_papers(Draft(paper, number) for number, paper in enumerate(drafts))
        return
    names = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    if kind == "mark":
        opened.change(names, data.draw(changes))
    elif kind == "edit":
        opened.edit(replace(data.draw(papers), id=names[0], source="", added=""), "Edited")
    elif kind == "delete":
        opened.delete(names)
    else:
        try:
            opened.undo() if kind == "undo" else opened.redo()
        except Exception as error:
            assert type(error).__name__ == "PaperdeckError"


def is_held_to_plain_looking(
    data: st.DataObject, papers: st.SearchStrategy[Paper], queries: st.SearchStrategy[Query]
) -> None:
    """Do things with a library, and now and then ask it something."""
    with tempfile.TemporaryDirectory() as folder, library(Path(folder) / "library") as opened:
        for _ in range(data.draw(st.integers(1, 6))):
            do_something(opened, data, papers)
            if data.draw(st.booleans()):
                agrees(opened, data.draw(queries))
        query = data.draw(queries)
        agrees(opened, query)
        with library(Path(folder) / "library") as again:  # as another process finds it
            agrees(again, query)


@settings(max_examples=500)
@given(st.data())
def test_the_index_agrees_with_looking_at_every_paper(data: st.DataObject) -> None:
    is_held_to_plain_looking(data, papers, queries)


@settings(max_examples=500)
@given(st.data())
@pytest.mark.usefixtures("bulk")
def test_an_index_that_is_filled_in_bulk_agrees_too(data: st.DataObject) -> None:
    is_held_to_plain_looking(data, plain_papers, plain_queries)


@pytest.mark.usefixtures("bulk")
def test_papers_put_in_together_where_others_are_gone_are_all_found(tmp_path: Path) -> None:
    with library(tmp_path / "library") as opened:
        opened.import_papers([draft(title, published="2024") for title in ("Cats", "Dogs")])
        agrees(opened, parse(""))
        opened.delete([list(opened)[-1]])
        agrees(opened, parse("dogs"))
        opened.import_papers([draft(title, published="2024") for title in ("Mice", "Rats", "Owls")])
        for text in ("", "dogs", "mice", "rats", "owls"):
            agrees(opened, parse(text))


@pytest.mark.parametrize("seed", range(3))
def test_two_processes_keep_one_index(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with library(tmp_path / "l") as one, library(tmp_path / "l") as other:
        one.import_papers([Draft(Paper("", f"Paper {n} on things"), n) for n in range(20)])
        for number in range(60):
            window = chance.choice([one, other])
            window.refresh()
            name = chance.choice(list(window))
            window.change([name], Change(starred=chance.random() < 0.5, note=f"word{number}"))
            if chance.random() < 0.5:
                agrees(window, Query(Text(f"word{number}")))


def test_what_another_window_had_indexed_is_no_answer_before_its_papers_are_known(
    tmp_path: Path,
) -> None:
    with library(tmp_path / "l") as one, library(tmp_path / "l") as other:
        one.import_papers([draft("Cats")])
        assert len(one.find(parse("cats"))) == 1
        assert len(other.find(parse("cats"))) == 1
        one.import_papers([draft("Cats again")])
        assert len(one.find(parse("cats"))) == 2
        found = other.find(parse("cats"))
        assert {other.paper(name).title for name in found} == {"Cats", "Cats again"}
