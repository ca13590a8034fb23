"""In which order papers are shown, in words."""

from __future__ import annotations

from collections.abc import Sequence

from store import query as language
from store.index.asking import MOST_RANKED
from store.index.hits import NEWEST, RELEVANCE, Hits
from store.query import SORT_FIELDS, Query, Sort

USUAL_ORDER = "newest first"
"""The order where a query asks for none."""


_WAYS: dict[str, tuple[str, str, str]] = {
    "date": ("", "newest first", "oldest first"),
    "title": ("title", "A to Z", "Z to A"),
    "author": ("first author", "A to Z", "Z to A"),
    "score": ("score", "highest first", "lowest first"),
    "added": ("time added", "last added first", "first added first"),
    "rating": ("rating", "highest first", "lowest first"),
    "venue": ("venue", "A to Z", "Z to A"),
    "cat": ("category", "A to Z", "Z to A"),
    "id": ("id", "A to Z", "Z to A"),
}
"""What a field is called, and both its directions, the one mostly wanted first."""

_GREAT_FIRST = frozenset({"date", "score", "added", "rating"})


def usual(field: str) -> Sort:
    """Give the direction of a field that is mostly wanted."""
    return Sort(field, descending=field in _GREAT_FIRST)


def field_name(field: str) -> str:
    """Give what a field is called."""
    return _WAYS[field][0] or "date"


def direction(sort: Sort) -> str:
    """Give which way it runs: ``newest first``."""
    return _WAYS[sort.field][1 if sort == usual(sort.field) else 2]


def order_of(query: Query, ids: Sequence[str]) -> str:
    """Give the order of what a query found: ``by score, highest first``."""
    if query.sort:
        return ", then ".join(map(_told, query.sort))
    if isinstance(ids, Hits):
        if ids.order == RELEVANCE:
            return "by relevance"
        if ids.order == NEWEST and len(ids) > MOST_RANKED and language.wanted_texts(query.where):
            return f"{USUAL_ORDER}: too many to rank"
    return USUAL_ORDER


def _told(sort: Sort) -> str:
    name = _WAYS[sort.field][0]
    return f"by {name}, {direction(sort)}" if name else direction(sort)


assert set(_WAYS) == set(SORT_FIELDS)
