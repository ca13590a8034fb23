"""What to try instead of a query that found nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from store import query as language
from store.errors import QueryError
from store.library import Library
from store.query import Query

if TYPE_CHECKING:
    from store.query import Text

Nearest = Sequence[tuple[str, Sequence[str]]]
"""Words that are in the way of a result, each with what to write instead, the likeliest first."""

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_MOST_WORDS, _MOST_SLIPS, _MOST_NEAREST, _SHORTEST = 20, 5, 3, 3

_LIKELY_SLIPS = 2
"""A word that so few papers have may be a slip that they share with whoever typed it."""


def nearest_words(
    library: Library, query: Query, is_cancelled: Callable[[], bool] = lambda: False
) -> Nearest:
    """Give the words of a query that finds nothing, where others may have been meant.

    They are words that no paper has, or none in the field they were looked for in, where the
    library has some like them.  Where there is none, they are years, which are no words of a
    paper, and words that hardly any paper has, if another in their place finds something.

    Raises:
        SearchCancelled: `is_cancelled` said so.
    """
    texts = language.wanted_texts(query.where)
    words = dict.fromkeys(
        language.Text(word, text.field)
        for text in texts
        for word in _WORD.findall(text.text)
        if len(word) >= _SHORTEST
    )
    counts = {
        wanted: library.count(Query(wanted), is_cancelled) for wanted in islice(words, _MOST_WORDS)
    }
    unknown = islice((one for one, count in counts.items() if not count), _MOST_SLIPS)
    found = [(one.text, near) for one in unknown if (near := _near(library, one))]
    return found or _in_the_way(library, query, counts, is_cancelled)


def _near(library: Library, wanted: Text) -> Sequence[str]:
    near = library.nearest(wanted.text, _MOST_NEAREST, wanted.field)
    return [one for one in near if one != wanted.text.lower()]


def _in_the_way(
    library: Library, query: Query, counts: Mapping[Text, int], is_cancelled: Callable[[], bool]
) -> Nearest:
    """Give the first word that may be no word or a slip, with what finds something in its place."""
    text = language.printed(query)

    def finds(word: str, other: str) -> bool:
        try:
            instead = language.parse(corrected(text, [(word, (other,))]))
        except QueryError:  # it stands where the other cannot
            return False
        return library.count(instead, is_cancelled) > 0

    for wanted, count in counts.items():
        word = wanted.text
        others: Sequence[str] = ()
        if not wanted.field and _YEAR.fullmatch(word):
            others = (f"year:{word}",)
        elif 0 < count <= _LIKELY_SLIPS:
            others = _near(library, wanted)
        near = [other for other in others if finds(word, other)]
        if near:
            return [(word, near)]
    return ()


def question(nearest: Nearest) -> str:
    """Ask whether other words were meant; empty where there are none."""
    if not nearest:
        return ""
    if len(nearest) == 1:
        told, joint = list(nearest[0][1]), " or "
    else:  # several for each word could not be told apart
        told, joint = [words[0] for _word, words in nearest], " and "
    return f"Did you mean {joint.join([*filter(None, [', '.join(told[:-1])]), told[-1]])}?"


def corrected(text: str, nearest: Nearest) -> str:
    """Give a query's text with the nearest words in the place of those that no paper has."""
    for word, words in nearest:
        pattern = rf"(?<![^\W_]){re.escape(word)}(?![^\W_]|:)"
        text = re.sub(pattern, lambda _match, words=words: words[0], text)  # type: ignore[misc]
    return text
