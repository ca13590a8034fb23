"""What to try instead of a query that found nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from store import query as language
from store.library import Library
from store.query import Query

Nearest = Sequence[tuple[str, Sequence[str]]]
"""Words that no paper has, each with those spelled most alike."""

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS, _MOST_NEAREST, _SHORTEST = 5, 3, 3


def nearest_words(
    library: Library, query: Query, is_cancelled: Callable[[], bool] = lambda: False
) -> Nearest:
    """Give the words of a query that no paper has, where the library has some like them.

    A word that was looked for in a field is one that no paper has there.

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
    found: list[tuple[str, Sequence[str]]] = []
    for wanted in islice(words, _MOST_WORDS):
        if library.count(Query(wanted), is_cancelled):
            continue
        word, field = wanted.text, wanted.field
        near = [one for one in library.nearest(word, _MOST_NEAREST, field) if one != word.lower()]
        if near:
            found.append((word, near))
    return found


def question(nearest: Nearest) -> str:
    """Ask whether other words were meant; empty where there are none."""
    if not nearest:
        return ""
    told = " and ".join(_either(words) for _word, words in nearest)
    return f"Did you mean {told}?"


def _either(words: Sequence[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} or {last}" if before else last


def corrected(text: str, nearest: Nearest) -> str:
    """Give a query's text with the nearest words in the place of those that no paper has."""
    for word, words in nearest:
        pattern = rf"(?<![^\W_]){re.escape(word)}(?![^\W_]|:)"
        text = re.sub(pattern, lambda _match, words=words: words[0], text)  # type: ignore[misc]
    return text
