"""The index is made beside everything else, and what was answered without it is asked again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.errors import LibraryError
from store.importers.contract import Draft
from store.library import Library
from store.query import parse
from tests.tui.reader import DEADLINE, fill, paper, reading
from tui.indexing import Indexer
from tui.messages import IndexGrew
from tui.screens.asking import FILTERING


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a single paper be more than is caught up before answering."""
    monkeypatch.setattr("store.index.index.FEW", 0)


@pytest.fixture
def behind(folder: Path, far: None) -> Iterator[Library]:
    """Give a library with an index that lacks a paper."""
    fill(folder, [paper(1), paper(2)])
    with Library(folder) as library:
        library.catch_up()
        library.import_papers([Draft(paper(9, title="A newcomer"), 1)])
        yield library


def unexpected(error: Exception) -> None:
    raise error


def indexer(library: Library, shares: list[float]) -> tuple[Indexer, threading.Event]:
    made = threading.Event()
    return Indexer(library, shares.append, made.set, unexpected), made


def test_it_is_brought_up_to_date_and_told_of_when_it_is_woken(
    behind: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.index.catching.FEW", 0)
    monkeypatch.setattr("tui.indexing._TOLD_EVERY", -1)
    shares: list[float] = []
    found, made = indexer(behind, shares)
    assert not behind.is_indexed()
    found.wake()
    assert made.wait(DEADLINE)
    assert behind.is_indexed()
    assert shares == [1.0]
    found.stop()


def test_what_cannot_be_read_leaves_it_for_the_next_time(
    behind: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_failed = threading.Event()
    catch_up = Library.catch_up

    def fail(*_: Any) -> bool:
        has_failed.set()
        raise LibraryError("papers.jsonl cannot be read")

    monkeypatch.setattr(Library, "catch_up", fail)
    found, made = indexer(behind, [])
    found.wake()
    assert has_failed.wait(DEADLINE)
    monkeypatch.setattr(Library, "catch_up", catch_up)
    found.wake()
    assert made.wait(DEADLINE)
    assert behind.is_indexed()
    found.stop()


def test_it_is_given_up_where_the_reader_ends(
    behind: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_begun, may_go_on, is_over = (threading.Event() for _ in range(3))
    catch_up = Library.catch_up

    def slowly(library: Library, progress: Any, is_cancelled: Any) -> bool:
        is_begun.set()
        may_go_on.wait(DEADLINE)
        try:
            return catch_up(library, progress, is_cancelled)
        finally:
            is_over.set()

    monkeypatch.setattr("store.index.catching.FEW", 0)
    monkeypatch.setattr(Library, "catch_up", slowly)
    found, made = indexer(behind, [])
    found.wake()
    assert is_begun.wait(DEADLINE)
    found.stop()
    may_go_on.set()
    assert is_over.wait(DEADLINE)
    assert not made.is_set()
    assert not behind.is_indexed()


async def test_a_filter_answered_by_an_index_that_is_behind_is_asked_again_once_it_is_made(
    folder: Path, behind: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()
    catch_up = Library.catch_up

    def slowly(library: Library, progress: Any, is_cancelled: Any) -> bool:
        progress(1, 4)
        may_go_on.wait(DEADLINE)
        return catch_up(library, progress, is_cancelled)

    behind.close()
    monkeypatch.setattr("tui.indexing._TOLD_EVERY", -1)
    monkeypatch.setattr(Library, "catch_up", slowly)
    async with reading(folder, query="number OR newcomer") as reader:
        await reader.until(lambda: "1/2" in reader.text())
        assert "A newcomer" not in reader.text()
        await reader.until(lambda: reader.said == "Making the search index: 25%")
        may_go_on.set()
        await reader.until(lambda: "A newcomer" in reader.text())
        await reader.until(lambda: "/3" in reader.text() and not reader.said)
        assert list(behind.find(parse("newcomer")))


async def test_how_far_the_index_is_is_told_while_a_filter_waits_for_it(
    folder: Path, behind: Library
) -> None:
    behind.close()
    async with reading(folder) as reader:
        for said in (FILTERING, "Making the search index: 5%"):
            reader.screen.say(said)
            reader.screen.post_message(IndexGrew(0.25))
            await reader.until(lambda: reader.said == "Making the search index: 25%")
        reader.screen.say("Saved.")
        reader.screen.post_message(IndexGrew(0.5))
        await reader.pilot.pause()
        assert reader.said == "Saved."


async def test_a_query_waits_for_an_index_that_is_being_made_instead_of_every_paper(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, [paper(1), paper(2)])
    for file in folder.glob("index.sqlite3*"):
        file.unlink()
    is_begun, may_go_on = threading.Event(), threading.Event()
    catch_up = Library.catch_up

    def slowly(library: Library, progress: Any, is_cancelled: Any) -> bool:
        is_begun.set()
        may_go_on.wait(DEADLINE)
        done: bool = catch_up(library, progress, is_cancelled)
        return done

    def refuse(*_: Any) -> None:
        raise AssertionError("every paper was looked at")

    monkeypatch.setattr("store.index.index.FEW", 0)
    monkeypatch.setattr("store.search.find", refuse)
    monkeypatch.setattr(Library, "catch_up", slowly)
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("author1 author:bo")
        await reader.until(lambda: is_begun.is_set() and reader.screen.workers)
        may_go_on.set()
        await reader.until(lambda: "1/1" in reader.text())
        assert not reader.screen.status.has_error


def test_who_waits_for_it_is_let_go_where_it_cannot_be_made_or_is_not_wanted_any_more(
    behind: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> bool:
        raise LibraryError("papers.jsonl cannot be read")

    monkeypatch.setattr(Library, "catch_up", fail)
    found, made = indexer(behind, [])
    assert not behind.wait_for_index(lambda: True)
    assert not behind.wait_for_index(lambda: False)
    assert len(behind.find(parse("newcomer"))) == 1
    assert not made.is_set()
    found.stop()
