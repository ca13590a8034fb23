"""What the index answers: how many, in what order, in parts, and until nobody waits any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.errors import SearchCancelled
from store.index.hits import NEWEST, RELEVANCE, Hits
from store.library import Library
from store.query import parse
from tests.store.making import draft, library, unwitnessed

MANY = 5_001
"""One more than are put in the order of relevance."""

FIRST = 200
"""So many are given before the others."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Give a library of many papers; that of the lowest number was published last."""
    with unwitnessed(tmp_path_factory.mktemp("many") / "library") as opened:
        opened.import_papers(
            draft(f"Paper {n}", (f"A{n} B",), published=f"{2024 - n // 1000}") for n in range(MANY)
        )
        opened.catch_up()
        yield opened


def test_many_matches_come_latest_first_and_fewer_by_what_fits_best(many: Library) -> None:
    found = many.find(parse("paper"))
    assert (len(found), found.order) == (MANY, NEWEST)
    assert list(found) == list(many.find_all())
    fewer = many.find(parse("paper -5000"))
    assert (len(fewer), fewer.order) == (MANY - 1, RELEVANCE)


def test_more_words_than_are_ranked_in_time_are_answered_latest_first(many: Library) -> None:
    some = " OR ".join(f"{4000 + n}" for n in range(61))
    found = many.find(parse(some))
    assert (len(found), found.order) == (61, NEWEST)
    same = many.find(parse(" OR ".join(["4001", "4002"] * 100)))
    assert (len(same), same.order) == (2, RELEVANCE)


def test_all_of_many_are_there_for_whoever_goes_on_before_they_are_read(many: Library) -> None:
    seen: list[list[str]] = []

    def began(hits: Hits) -> None:
        assert (len(hits), len(hits.first), hits.is_whole) == (MANY, FIRST, False)
        seen.append([*hits.first, hits[FIRST], hits[MANY - 1]])
        seen.append(hits.all)
        assert hits.read == bytearray(MANY)

    whole = list(many.find_all(began))
    assert seen == [[*whole[: FIRST + 1], whole[-1]], whole]
    assert len(set(whole)) == MANY


def test_no_more_are_given_than_are_asked_for(many: Library) -> None:
    assert list(many.find(parse("paper"), most=5)) == list(many.find_all())[:5]
    assert list(many.find(parse("4999 OR 17 sort:date"), most=1)) == ["b2020-paper-4999"]


@pytest.mark.parametrize("query", ["paper", "is:unread", "paper sort:title", "-paper"])
def test_a_search_under_way_is_given_up_at_any_time(
    many: Library, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.index.asking._STEPS", 100)
    asked = 0
    enough = 1_000_000

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked >= enough

    found = many.find(parse(query), is_cancelled)
    assert many.is_indexed()
    assert many.count(parse(query)) == len(found)
    asked = 0
    assert many.find(parse(query), is_cancelled) == found
    times = asked  # of a search that need not make the index first
    assert times > 20  # not only before each statement
    for moment in (1, 2, times // 2, times * 9 // 10):  # the last steps are not always as many
        asked, enough = 0, moment
        with pytest.raises(SearchCancelled):
            many.find(parse(query), is_cancelled)


def test_counting_is_given_up_too(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.index.asking._STEPS", 100)
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 10

    with pytest.raises(SearchCancelled):
        many.count(parse("is:unread -sort OR year:2020"), is_cancelled)


def test_a_word_weighs_the_more_the_more_it_says_where_it_stands(folder: Path) -> None:
    word, often = "gradients", "gradients gradients gradients and other things here"
    with library(folder) as opened:
        opened.import_papers(
            [
                draft("On the gradients", ("A Title",), published="2020"),
                draft("On other things", ("Gradients Author",), published="2021"),
                draft("Of other things", ("An Abstract",), abstract=often, published="2022"),
                *(draft(f"Something {n}", ("B C",), published="2024") for n in range(20)),
            ]
        )
        found = opened.find(parse(word))
        titles = [opened.paper(name).title for name in found]
    assert found.order == RELEVANCE
    assert titles == ["On the gradients", "On other things", "Of other things"]


def test_what_is_gone_is_not_counted(folder: Path) -> None:
    with library(folder) as opened:
        opened.import_papers([draft("Cats"), draft("Cats too"), draft("Dogs")])
        assert opened.count(parse("cats")) == 2
        opened.delete(list(opened.find(parse("too"))))
        found = opened.find(parse("cats"))
        assert (len(found), opened.count(parse("cats")), len(found.all)) == (1, 1, 1)
        assert opened.is_indexed()
