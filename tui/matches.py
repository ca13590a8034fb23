"""Which of the papers shown a search found."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from store.errors import SearchCancelled
from store.index.hits import NEWEST, Hits

_PORTION = 4096
"""Papers looked at before it is asked again whether anybody waits."""


def places(
    shown: Sequence[str], found: Iterable[str], is_cancelled: Callable[[], bool] = lambda: False
) -> Sequence[int]:
    """Give where in a list the papers found are, in order; for threads: it looks at every paper.

    Raises:
        SearchCancelled: `is_cancelled` said so.
    """
    if isinstance(shown, Hits) and isinstance(found, Hits) and shown.order == found.order == NEWEST:
        where = first_places(shown.all, found.all)
        if len(where) == len(found):
            return where
    wanted: set[str] = set()
    for portion in _portions(found, is_cancelled):
        wanted.update(portion)
    where = array("L")
    start = 0
    for portion in _portions(shown, is_cancelled) if wanted else ():
        where.extend(start + place for place, name in enumerate(portion) if name in wanted)
        start += len(portion)
    return where


def first_places(shown: Sequence[str], found: Sequence[str]) -> array[int]:
    """Give where in a list papers are that stand in it in the order in which they are given.

    It ends where it comes to one that is not there, or not behind the one before.
    """
    where = array("L")
    wanted = iter(found)
    name = next(wanted, None)
    for place, there in enumerate(shown.all if isinstance(shown, Hits) else shown):
        if there == name:
            where.append(place)
            name = next(wanted, None)
            if name is None:
                break
    return where


def _portions(ids: Iterable[str], is_cancelled: Callable[[], bool]) -> Iterable[list[str]]:
    rest = iter(ids.all if isinstance(ids, Hits) else ids)
    while portion := list(islice(rest, _PORTION)):
        if is_cancelled():
            raise SearchCancelled("The search was given up.")
        yield portion


def is_among(place: int, where: Sequence[int]) -> bool:
    """Tell whether a place is one of some that are in order."""
    number = bisect_left(where, place)
    return number < len(where) and where[number] == place
