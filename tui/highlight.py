"""Where in a text the words of a query are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from store.query import Query, wanted_texts
from store.text.fold import fold

_GAP = re.compile(r"[\W_]+")
_ACCENTED = (range(0xC0, 0x250), range(0x1E00, 0x1F00))
_ACCENT = "[\u0300-\u036f]*"
"""Accents that are characters of their own."""


@cache
def _spellings() -> dict[str, str]:
    """Give the letters that count as one when texts are compared."""
    found: dict[str, str] = {}
    for char in map(chr, chain(*_ACCENTED)):
        plain = fold(char)
        if len(plain) == 1 and plain != char:
            found[plain] = found.get(plain, "") + char
    return found


def _spelled(word: str) -> str:
    """Give a pattern for a word, with or without accents."""
    others = _spellings()
    return "".join(
        f"[{char}{others[char]}]{_ACCENT}" if char in others else re.escape(char)
        for char in fold(word)
    )


def pattern(query: Query) -> re.Pattern[str] | None:
    """Give a pattern that finds the words of a query in text that is shown; None for none.

    Like the search itself it finds words by how they begin, and knows no case and no accents.
    """
    parts = []
    for text in wanted_texts(query.where):
        words = [_spelled(word) for word in _GAP.split(text) if word]
        if words:
            parts.append(r"[\W_]+".join(words))
    if not parts:
        return None
    longest_first: Sequence[str] = sorted(parts, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(longest_first)})", re.IGNORECASE)
