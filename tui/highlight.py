"""Where in a text the words of a query are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from store import query as language
from store.text.fold import fold, stands_alone

if TYPE_CHECKING:
    from store.query import Query

_WORD = re.compile(r"(?<![^\W_])[A-Za-z](?:\+\+|#)|[^\W_]+")
"""A word, or the name of a programming language that a sign tells apart."""

_BEGINS = r"(?<![^\W_])"
_ACCENTED = (range(0xC0, 0x250), range(0x1E00, 0x1F00))
_MOST_LETTERS = 400
"""So many of all words are looked for: to make a pattern takes a millisecond for ten of them."""

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


class Highlight:
    """Finds the words of a query in text that is shown.

    Like the search itself it finds words by how they begin, and knows no case and no accents.

    Args:
        query: the query; words that papers are not to hold are left out.
    """

    def __init__(self, query: Query) -> None:
        self._texts = language.wanted_texts(query.where)
        self._known: dict[tuple[str, ...], re.Pattern[str] | None] = {}
        self.of("title")  # what takes long is done now, in the thread that searches

    def of(self, *fields: str) -> re.Pattern[str] | None:
        """Give a pattern for text of some fields; None where nothing was looked for in them."""
        if fields not in self._known:
            wanted = [one.text for one in self._texts if one.field in ("", *fields)]
            self._known[fields] = _pattern(wanted)
        return self._known[fields]


def whole_words(texts: Sequence[str]) -> re.Pattern[str] | None:
    """Give a pattern for words as they are, not only how they begin; None where there are none."""
    found = _pattern(texts)
    return re.compile(rf"{found.pattern}(?![^\W_])", re.IGNORECASE) if found else None


def _pattern(texts: Sequence[str]) -> re.Pattern[str] | None:
    parts = []
    letters = 0
    for text in dict.fromkeys(texts):
        letters += len(text)
        if letters > _MOST_LETTERS:
            break
        words = _WORD.findall(text)
        if words:
            begins = "" if stands_alone(words[0][0]) else _BEGINS
            parts.append(begins + r"[\W_]+".join(map(_spelled, words)))
    if not parts:
        return None
    longest_first = sorted(parts, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest_first)})", re.IGNORECASE)
