"""Answering what is asked on the screen; in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store.index.hits import NEWEST, Hits
from store.library import Library
from tui import matches
from tui.highlight import Highlight
from tui.messages import FIRST, REST, WHOLE, Found, Search
from tui.spelling import nearest_words

FIND, FILTER = "find", "filter"
"""What is asked for: matches in the list, or another list."""


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
    part = WHOLE

    def began(hits: Hits) -> None:
        nonlocal part
        first = matches.first_places(asked.shown, hits.first)
        if hits.order == NEWEST and first and first[-1] >= (asked.origin or 0):
            part = REST
            found = Found(asked, hits, highlight, first)
            found.part = FIRST
            tell(found)

    is_split = asked.purpose == FIND and asked.origin is not None
    ids = library.find(asked.query, is_cancelled, began=began if is_split else None)
    where: Sequence[int] = ()
    if asked.purpose == FIND:
        where = matches.places(asked.shown, ids, is_cancelled)
    near = () if ids else nearest_words(library, asked.query, is_cancelled)
    answer = Found(asked, ids, highlight, where, near)
    answer.part = part
    return answer
