"""Evaluating a query by looking at every paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, cast

from store.errors import SearchCancelled
from store.matching import Entry, compiled, texts
from store.models import UNSURE_SPLIT, Paper
from store.query import Query, Sort
from store.text.fold import fold, words
from store.text.latex import decoded

DEFAULT_SORT = (Sort("date", descending=True),)


def text_of(paper: Paper) -> str:
    """Give the words of a paper that a search looks at."""
    return "\n".join(texts(paper))  # so no phrase goes from the title on into the authors


_LONGEST_KEY = 200


def title_key(paper: Paper) -> str | None:
    """Give what a paper is sorted by where titles are; None where it has none."""
    return fold(decoded(paper.title)[:_LONGEST_KEY]) or None


def author_key(paper: Paper) -> str | None:
    """Give what a paper is sorted by where authors are: the first one's last name."""
    names = decoded(paper.authors[0])[:_LONGEST_KEY].split() if paper.authors else []
    return fold(names[-1]) or None if names else None


def venue_key(paper: Paper) -> str | None:
    """Give what a paper is sorted by where venues are."""
    return fold(paper.venue[:_LONGEST_KEY]) or None


def category_key(paper: Paper) -> str | None:
    """Give what a paper is sorted by where categories are: the first."""
    return fold(paper.categories[0][:_LONGEST_KEY]) if paper.categories else None


_SORTS: dict[str, Callable[[Entry], str | float | None]] = {
    "date": lambda entry: entry.paper.published or None,
    "title": lambda entry: title_key(entry.paper),
    "author": lambda entry: author_key(entry.paper),
    "score": lambda entry: entry.paper.score,
    "added": lambda entry: entry.paper.added or None,
    "rating": lambda entry: entry.marks.rating,
    "venue": lambda entry: venue_key(entry.paper),
    "cat": lambda entry: category_key(entry.paper),
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
            names = [category.lower() for category in entry.paper.categories]
            return {part for name in names for part in (name, *name.split(".", 1))}
        case "author":
            return set(words("; ".join(entry.paper.authors)).split())
        case "org":
            return set(words("; ".join(entry.paper.organisations)).split())
        case "venue":
            return set(words(entry.paper.venue).split())
    return set()


def is_split_unsure(paper: Paper) -> bool:
    """Tell whether the place between title and authors was a guess."""
    return UNSURE_SPLIT in paper.unsure
