"""Text reduced to what counts when texts are compared: no case, no accents, no punctuation."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
"""Letters that Unicode does not take apart but readers type plainly."""


def fold(text: str) -> str:
    """Give the text in lower case, without accents and compatibility forms."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)


def words(text: str) -> str:
    """Give the folded words of a text, single spaces between them and one before the first.

    ``" " + prefix in words(text)`` then tells whether a word begins with the prefix.
    """
    return " " + _NOT_WORD.sub(" ", fold(text)).strip()


def bare(text: str) -> str:
    """Give only the folded letters and digits of a text, nothing between them."""
    return _NOT_WORD.sub("", fold(text))


def slug(text: str) -> str:
    """Give the ASCII words of a text in lower case, hyphens between them; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
