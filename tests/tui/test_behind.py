"""A reader whose index is behind, being made, or gone: what is shown is true, or becomes so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.change import Change
from store.index.hits import Hits
from store.index.index import Index
from store.library import Library
from tests.tui.previewing import new, preview, rows
from tests.tui.reader import DEADLINE, Reader, fill, paper, reading
from tui.messages import IndexGrew, IndexMade
from tui.screens.following import Following


@pytest.fixture
def caught_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let the index be behind until the event is set."""
    may = threading.Event()
    follow, catch_up = Index.follow, Library.catch_up

    def later(library: Library, *arguments: Any) -> bool:
        may.wait(DEADLINE)
        return catch_up(library, *arguments)

    monkeypatch.setattr(Index, "follow", lambda index: may.is_set() and follow(index))
    monkeypatch.setattr(Library, "catch_up", later)
    yield may
    may.set()


def many(folder: Path) -> list[str]:
    ids = fill(folder, [paper(number, published="2024") for number in range(9)])
    with Library(folder) as library:
        assert library.catch_up()
    return ids


async def filtered(reader: Reader, text: str) -> None:
    await reader.type("f")
    await reader.type(text)
    await reader.until(lambda: reader.screen.filter_text == text)


async def test_a_filter_typed_while_it_is_behind_is_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    ids = many(folder)
    may: threading.Event = request.getfixturevalue("caught_up")
    async with reading(folder) as reader:
        with Library(folder, device="other") as other:
            other.change(ids[:3], Change(starred=True))
        await filtered(reader, "is:starred")
        may.set()
        await reader.until(lambda: len(reader.screen.deck.ids) == 3)  # type: ignore[union-attr]
        await reader.keys("enter")
        assert "1/3" in reader.text()


async def test_what_was_found_and_what_was_just_read_stays_when_it_is_made(folder: Path) -> None:
    many(folder)
    async with reading(folder, query="is:unread") as reader:
        await reader.until(lambda: "1/9" in reader.text())
        await reader.keys("r", "slash")
        await reader.type("number")
        await reader.until(lambda: "Match 1 of 9" in reader.said)
        await reader.keys("enter")
        reader.screen.post_message(IndexMade())
        await reader.pilot.pause()
        assert "1/9" in reader.text()
        await reader.keys("n")
        assert reader.said == "Match 2 of 9."


async def test_papers_of_an_import_are_shown_before_they_are_indexed(
    folder: Path, caught_up: threading.Event
) -> None:
    async with reading(folder) as reader:
        with Library(folder, device="other") as other:
            other.import_papers([])
        fill(folder, [paper(1), paper(2)])
        await reader.until(lambda: "Paper number 2" in reader.text())


async def test_how_far_the_list_is_that_shows_an_import_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(folder)
    is_made, find = threading.Event(), Library.find

    def behind(library: Library, *arguments: Any, **named: Any) -> Hits:
        found = find(library, *arguments, **named)
        found.is_behind = not is_made.is_set()
        return found

    told = "2 added, 0 updated, 0 unchanged."
    async with reading(folder) as reader:
        monkeypatch.setattr(Library, "find", behind)
        monkeypatch.setattr(Following, "on_index_made", lambda *_: None)
        await preview(reader, tmp_path, rows(new("Ant"), new("Bee")))
        await reader.keys("enter")
        await reader.until(lambda: reader.said == told)
        reader.screen.post_message(IndexGrew(0.25))
        await reader.until(lambda: reader.said == f"{told} The list follows: 25%")
        is_made.set()
        reader.screen.search("filter", "", is_own=False)
        await reader.until(lambda: reader.said == f"{told} 4 shows today's; u undoes it.")


async def test_marks_made_while_a_filter_is_being_asked_count(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(folder)
    may_answer = threading.Event()
    find = Library.find

    def slowly(library: Library, query: Any, *arguments: Any, **named: Any) -> Hits:
        found = find(library, query, *arguments, **named)
        if not query.is_everything:
            may_answer.wait(DEADLINE)
        return found

    async with reading(folder) as reader:
        monkeypatch.setattr(Library, "find", slowly)
        reader.screen.search("filter", "number")
        await reader.keys("r")
        may_answer.set()
        await reader.until(lambda: reader.screen.filter_text == "number")
        await reader.until(lambda: "8 unread" in reader.text())


def test_a_list_half_read_is_read_from_the_papers_where_the_index_is_gone(folder: Path) -> None:
    papers = [paper(number % 28, title=f"Paper {number}", identifiers={}) for number in range(300)]
    ids = fill(folder, papers)
    with Library(folder) as library:
        assert library.catch_up()
        begun: list[Hits] = []

        def began(hits: Hits) -> None:
            begun.append(hits)
            raise RuntimeError

        with pytest.raises(RuntimeError):
            library.find_all(began)
        library._index.discard()
        assert len(begun[0]) == 300
        assert begun[0][299] == ids[299]
        assert list(begun[0]) == ids


def test_a_list_some_of_whose_papers_are_gone_can_still_be_drawn() -> None:
    hits = Hits(["a"], bytearray(1), count=5, rest=lambda: (["a", "b"], bytearray(2)))
    assert [hits[place] for place in (0, 4)] == ["a", "b"]
    assert len(hits) == 2
