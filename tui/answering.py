"""Answering what is asked on the screen; in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store.index.hits import Hits
from store.library import Library
from tui import matches
from tui.highlight import Highlight
from tui.messages import FIRST, REST, WHOLE, Found, Listed, Search
from tui.spelling import nearest_words

FIND, FILTER = "find", "filter"
"""What is asked for: matches in the list, or another list."""

_LOOKS, _LOOK_SECONDS = 20, 0.01
"""How often it is looked whether the first of many are on the screen, before more are read."""

_FIRST, _ABOVE = 300, 100
"""So many matches are told of at once; from so many rows above the cursor on: all on the screen."""


def answered(
    library: Library,
    asked: Search,
    is_cancelled: Callable[[], bool],
    tell: Callable[[Found], object] = lambda _found: None,
) -> Found:
    """Answer a query.

    Args:
        library: what is asked.
        asked: the query.
        is_cancelled: whether nobody waits any more.
        tell: takes the first matches of many, where the cursor goes to one of them.
    """
    highlight = Highlight(asked.query)
    where: Sequence[int] = ()
    first = None
    if asked.purpose == FIND:
        first = _first(library, asked, highlight, is_cancelled)
        if first is not None:
            tell(first)
            _let_it_be_seen(asked, is_cancelled)
        ids = library.find_by_date(asked.query, is_cancelled)
        where = matches.places(asked.shown, ids, is_cancelled)
    else:
        ids = library.find(asked.query, is_cancelled)
    near = () if ids else nearest_words(library, asked.query, is_cancelled)
    answer = Found(asked, ids, highlight, where, near)
    answer.part = WHOLE if first is None else REST
    return answer


def typed(
    library: Library,
    asked: Search,
    is_cancelled: Callable[[], bool],
    tell: Callable[[Found], object],
) -> Found | Listed:
    """Answer a filter that is being typed.

    Args:
        library: what is asked.
        asked: the query.
        is_cancelled: whether nobody waits any more.
        tell: takes the first of many papers, while all of them are being read.
    """
    highlight = Highlight(asked.query)
    begun: list[Hits] = []

    def began(hits: Hits) -> None:
        begun.append(hits)
        tell(Found(asked, hits, highlight))
        _let_it_be_seen(asked, is_cancelled)

    ids = library.find(asked.query, is_cancelled, began=began)
    if begun:
        return Listed(ids)
    near = () if ids else nearest_words(library, asked.query, is_cancelled)
    return Found(asked, ids, highlight, (), near)


def _let_it_be_seen(asked: Search, is_cancelled: Callable[[], bool]) -> None:
    """Wait until what was found first is drawn, which takes longer while more is being read."""
    for _look in range(_LOOKS):
        if is_cancelled() or asked.is_seen.wait(_LOOK_SECONDS):
            return


def _first(
    library: Library, asked: Search, highlight: Highlight, is_cancelled: Callable[[], bool]
) -> Found | None:
    """Give the matches about the cursor, where there are many more and it goes to one of them."""
    if asked.origin is None:
        return None
    start = asked.shown[max(0, asked.origin - _ABOVE)]
    part = library.part(asked.query, start, _FIRST, is_cancelled)
    if part is None or part.count <= len(part.hits):
        return None
    where = matches.places(asked.shown, part.hits, is_cancelled)
    if not where or len(where) < len(part.hits) or where[-1] < asked.origin:
        return None
    found = Found(asked, part.hits, highlight, where)
    found.part, found.before, found.count = FIRST, part.before, part.count
    return found
