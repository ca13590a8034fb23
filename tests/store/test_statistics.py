"""Figures about papers: counted by mark, day, year and what they are about."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.change import Change
from store.errors import SearchCancelled
from store.importers.contract import Draft
from store.library import Library
from store.models import Paper
from store.query import parse
from store.statistics import Share


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Three papers, added on two days."""
    days = iter([datetime(2024, 2, 28, 23, 59, tzinfo=UTC), datetime(2024, 2, 29, tzinfo=UTC)])
    found = Library(tmp_path, now=lambda: next(days))
    found.import_papers(
        [
            Draft(
                Paper(
                    id="",
                    title="First of all",
                    authors=("Ada", "Bo"),
                    published="2023-05",
                    categories=("cs.CL", "cs.LG"),
                    organisations=("a-lab",),
                ),
                1,
            ),
            Draft(Paper(id="", title="Second", authors=("Ada",), published="2021"), 2),
        ]
    )
    found.import_papers([Draft(Paper(id="", title="Third", authors=("Cy",), unsure=("split",)), 1)])
    return found


def test_papers_are_counted_by_mark(library: Library) -> None:
    first, second, third = library
    library.change([first, second], Change(read=True, add_tags=("rl",)))
    library.change([first], Change(starred=True))
    library.change([third], Change(queued=True, note="To do."))
    found = library.statistics()
    assert (found.papers, found.read, found.unread) == (3, 2, 1)
    assert (found.starred, found.queued, found.tagged, found.notes, found.rated) == (1, 1, 2, 1, 0)
    assert found.tags == [Share("rl", 2, 2)]


def test_days_are_those_of_importing_and_of_the_last_reading(library: Library) -> None:
    first, second, _third = library
    library.change([first, second], Change(read=True))
    library.change([second], Change(read=False))
    found = library.statistics()
    assert found.added == {date(2024, 2, 28): 2, date(2024, 2, 29): 1}
    assert sum(found.read_on.values()) == 1
    assert found.published == {2021: 1, 2023: 1}


def test_what_has_the_most_papers_comes_first(library: Library) -> None:
    found = library.statistics()
    assert found.authors == [Share("Ada", 2, 0), Share("Bo", 1, 0)]  # of the third none is sure
    assert found.categories == [Share("cs.CL", 1, 0), Share("cs.LG", 1, 0)]
    assert found.organisations == [Share("a-lab", 1, 0)]
    assert library.statistics(most=1).authors == [Share("Ada", 2, 0)]


def test_a_query_says_which_papers_count(library: Library) -> None:
    found = library.statistics(parse("cat:cs.LG"))
    assert (found.papers, found.authors) == (1, [Share("Ada", 1, 0), Share("Bo", 1, 0)])
    assert library.statistics(parse("title:nowhere")).papers == 0


def test_counting_tells_how_far_it_is_and_can_be_given_up(library: Library) -> None:
    told: list[tuple[int, int]] = []
    library.statistics(progress=lambda done, count: told.append((done, count)))
    assert told == [(0, 3)]
    with pytest.raises(SearchCancelled):
        library.statistics(is_cancelled=lambda: True)


def test_fields_of_any_shape_do_no_harm(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        library.import_papers([Draft(Paper(id="", title="Odd", added="?", published=""), 1)])
        (paper_id,) = library
        library.change([paper_id], Change(read=True))
        document = library._documents[paper_id]
    from store.statistics import Tally  # noqa: PLC0415

    tally = Tally()
    tally.add({**document, "authors": "Ada", "added": 3, "published": 7, "categories": [1]}, ())
    tally.add({"added": "no day"}, [{"read": [True, "9997-12-31T23:59:59.999Z-0000-x"]}])
    found = tally.statistics()
    assert (found.papers, found.read, found.added, found.authors) == (2, 1, {}, [])
