"""Which of the papers shown a search found."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import compress

from store.errors import SearchCancelled
from store.index.hits import Hits

_PORTION = 4096
"""Papers looked at before other threads may come between, and it is asked whether anybody waits."""


def places(
    shown: Sequence[str], found: Sequence[str], is_cancelled: Callable[[], bool] = lambda: False
) -> Sequence[int]:
    """Give where in a list the papers found are, in order; for threads: it looks at every paper.

    Raises:
        SearchCancelled: `is_cancelled` said so.
    """
    if not found:
        return ()
    if not isinstance(shown, Hits):
        wanted = set(found)
        return array("L", (place for place, name in enumerate(shown) if name in wanted))
    known = shown.places()
    is_found = bytearray(len(known))
    for portion in _portions(found, is_cancelled):
        for name in portion:
            place = known.get(name)
            if place is not None:
                is_found[place] = True
    return array("L", compress(range(len(is_found)), is_found))


def _portions(ids: Sequence[str], is_cancelled: Callable[[], bool]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _PORTION):
        if is_cancelled():
            raise SearchCancelled("The search was given up.")
        yield ids[start : start + _PORTION]


def is_among(place: int, where: Sequence[int]) -> bool:
    """Tell whether a place is one of some that are in order."""
    number = bisect_left(where, place)
    return number < len(where) and where[number] == place
