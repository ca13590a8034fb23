"""Which of the papers shown a search found."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from store.errors import SearchCancelled
from store.index.hits import Hits

_PORTION = 4096
"""Papers looked at before it is asked again whether anybody waits."""


def places(
    shown: Sequence[str], found: Iterable[str], is_cancelled: Callable[[], bool] = lambda: False
) -> Sequence[int]:
    """Give where in a list the papers found are, in order; for threads: it looks at every paper.

    Raises:
        SearchCancelled: `is_cancelled` said so.
    """
    wanted: set[str] = set()
    for portion in _portions(found, is_cancelled):
        wanted.update(portion)
    where = array("L")
    start = 0
    for portion in _portions(shown, is_cancelled) if wanted else ():
        where.extend(start + place for place, name in enumerate(portion) if name in wanted)
        start += len(portion)
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
