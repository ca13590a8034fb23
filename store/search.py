"""Evaluating a query by looking at every paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, cast

from store.errors import PaperdeckError
from store.matching import Entry, compiled
from store.models import Paper
from store.query import Query, Sort
from store.text.fold import fold, words

DEFAULT_SORT = (Sort("date", descending=True),)


class SearchCancelled(PaperdeckError):
    """A search was given up because nobody waits for it."""


def text_of(paper: Paper) -> str:
    """Give the words of a paper that a search looks at."""
    parts = (paper.title, "; ".join(paper.authors), paper.abstract, "; ".join(paper.organisations))
    return "\n".join(map(words, parts))  # so no phrase goes from the title on into the authors


def _author(entry: Entry) -> str:
    names = entry.paper.authors[0].split() if entry.paper.authors else []
    return fold(names[-1]) if names else ""


_SORTS: dict[str, Callable[[Entry], str | float | None]] = {
    "date": lambda entry: entry.paper.published or None,
    "title": lambda entry: fold(entry.paper.title) or None,
    "author": lambda entry: _author(entry) or None,
    "score": lambda entry: entry.paper.score,
    "added": lambda entry: entry.paper.added or None,
    "rating": lambda entry: entry.marks.rating,
    "venue": lambda entry: fold(entry.paper.venue) or None,
    "cat": lambda entry: fold(entry.paper.categories[0]) if entry.paper.categories else None,
    "id": lambda entry: entry.paper.id,
}


def ordered(entries: Sequence[Entry], sort: Sequence[Sort]) -> list[Entry]:
    """Give entries in order; those without the field come last, whichever way it runs."""
    found = list(entries)
    for rule in reversed(sort or DEFAULT_SORT):
        key = _SORTS[rule.field]
        values = [(key(entry), entry) for entry in found]
        known = [(value, entry) for value, entry in values if value is not None]
        known.sort(key=lambda pair: cast(Any, pair[0]), reverse=rule.descending)
        found = [entry for _, entry in known] + [entry for value, entry in values if value is None]
    return found


def find(
    query: Query,
    entries: Iterable[Entry],
    is_cancelled: Callable[[], bool] = lambda: False,
    today: date | None = None,
) -> list[str]:
    """Give the ids of the papers that match, in order.

    Args:
        query: what papers, in what order; by default the latest published first.
        entries: the papers to look at.
        is_cancelled: asked now and then.
        today: what ages are counted from; by default the local date.

    Raises:
        SearchCancelled: `is_cancelled` said so.
    """
    test = compiled(query.where, today or date.today())
    found: list[Entry] = []
    for number, entry in enumerate(entries):
        if number % 512 == 0 and is_cancelled():
            raise SearchCancelled("The search was given up.")
        if test(entry):
            found.append(entry)
    return [entry.paper.id for entry in ordered(found, query.sort)]


def values(entry: Entry, field: str) -> set[str]:
    """Give what stands in a field of a paper, as a query may name it."""
    match field:
        case "tag":
            return set(entry.marks.tags)
        case "cat":
            return {category.lower() for category in entry.paper.categories}
        case "author":
            return set(words("; ".join(entry.paper.authors)).split())
        case "org":
            return set(words("; ".join(entry.paper.organisations)).split())
        case "venue":
            return set(words(entry.paper.venue).split())
    return set()
