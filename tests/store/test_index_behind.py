"""The index and what was written since: here, by others, and more than is read at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store.change import Change
from store.index.hits import NEWEST, RELEVANCE
from store.library import Library
from store.query import parse
from tests.store.making import draft, library

CATS, DOGS, LATER = "lovelace-cats", "lovelace-dogs", "lovelace-later-cats"


def ids(opened: Library, query: str) -> list[str]:
    return list(opened.find(parse(query)))


@pytest.fixture
def opened(folder: Path) -> Iterator[Library]:
    with library(folder) as made:
        made.import_papers([draft("Cats"), draft("Dogs")])
        assert ids(made, "cats") == [CATS]
        yield made


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a single paper be more than is caught up before answering."""
    monkeypatch.setattr("store.index.index.FEW", 0)


def test_papers_changed_before_the_index_had_them_are_found_as_they_are(folder: Path) -> None:
    with library(folder) as opened:
        opened.import_papers([draft("Cats"), draft("Dogs")])
        opened.edit(replace(opened.paper(CATS), title="Whales"), "Edited")
        opened.delete([DOGS])
        opened.catch_up()
        assert opened.is_indexed()
        assert ids(opened, "whales") == [CATS]
        assert ids(opened, "cats") == ids(opened, "dogs") == []


def test_papers_changed_by_others_before_the_index_had_them_are_found_as_they_are(
    folder: Path,
) -> None:
    with library(folder) as one, library(folder) as other:
        one.import_papers([draft("Cats"), draft("Dogs")])
        other.refresh()
        other.edit(replace(other.paper(CATS), title="Whales"), "Edited")
        one.refresh()
        one.catch_up()
        assert ids(one, "whales") == [CATS]
        assert ids(one, "cats") == []


def test_a_window_that_has_not_read_what_the_index_knows_reads_it_first(
    opened: Library, folder: Path
) -> None:
    with library(folder) as window:
        opened.import_papers([draft("Later cats")])
        opened.change([DOGS], Change(starred=True, note="barks"))
        assert ids(opened, "later") == [LATER]
        assert ids(window, "is:starred barks") == [DOGS]
        assert set(ids(window, "cats")) == {CATS, LATER}
        assert LATER in window
        assert window.is_indexed()
        assert ids(opened, "is:starred") == [DOGS]


def dead(opened: Library) -> int:
    """Give how many texts the index holds that are no paper's any more."""
    connection = sqlite3.connect(opened.folder.index)
    try:
        (count,) = connection.execute("SELECT count(*) FROM dead").fetchone()
    finally:
        connection.close()
    return int(count)


def test_an_index_of_which_much_is_gone_is_made_anew(folder: Path) -> None:
    with library(folder) as opened:
        opened.import_papers(draft(f"Paper {n}", (f"A{n} B",)) for n in range(2_400))
        opened.catch_up()
        first, *others = ids(opened, "paper")
        opened.delete(others[:100])
        assert len(ids(opened, "paper")) == 2_300
        assert dead(opened) == 100
        opened.delete(others[100:2_050])
        assert len(ids(opened, "paper")) == 350
        assert dead(opened) == 2_050
        opened.change([first], Change(starred=True))
        assert ids(opened, "paper is:starred") == [first]
        assert len(ids(opened, "paper")) == opened.count(parse("paper")) == 350
        assert dead(opened) == 0


def test_commands_and_scripts_find_what_an_index_that_is_far_behind_does_not_know(
    opened: Library, far: None
) -> None:
    opened.import_papers([draft("Later cats")])
    found = opened.find(parse("cats"))
    assert (set(found), found.order) == ({CATS, LATER}, NEWEST)
    assert opened.count(parse("cats")) == 2
    assert not opened.is_indexed()


def test_who_asks_again_is_answered_from_an_index_that_is_far_behind(
    opened: Library, far: None
) -> None:
    opened.may_be_behind = True
    opened.import_papers([draft("Later cats")])
    found = opened.find(parse("cats"))
    assert (list(found), found.order) == ([CATS], RELEVANCE)
    assert opened.count(parse("cats")) == 1
    assert not opened.is_indexed()
    opened.catch_up()
    assert set(ids(opened, "cats")) == {CATS, LATER}
    assert opened.count(parse("cats")) == 2


def test_a_library_that_may_be_behind_and_has_no_index_looks_at_every_paper(
    folder: Path, far: None
) -> None:
    with library(folder) as opened:
        opened.import_papers([draft("Cats"), draft("Dogs")])
    for file in folder.glob("index.sqlite3*"):
        file.unlink()
    with library(folder) as opened:
        opened.may_be_behind = True
        assert ids(opened, "cats") == [CATS]
        assert opened.count(parse("cats OR dogs")) == 2
