"""Text reduced to what counts when texts are compared: no case, no accents, no punctuation."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
"""Letters that Unicode does not take apart but readers type plainly."""

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_CODES = range(256)
_NO_LETTERS = bytes(code for code in _CODES if code > 127 or not chr(code).isalnum())
_SMALL = bytes(_CODES).lower()
_SPACED = bytes(32 if code in _NO_LETTERS else _SMALL[code] for code in _CODES)
"""For `bytes.translate`: ASCII letters made small, and what is neither letter nor digit a space."""


class _WithoutAccents(dict[int, str]):
    """A table for `str.translate`, filled with the characters it meets."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = "" if unicodedata.combining(char) else _LETTERS.get(char, char)
        return self[code]


class _WordsOnly(dict[int, str]):
    """The same; what belongs to no word becomes a space."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char if char.isalnum() else " "
        return self[code]


_WITHOUT_ACCENTS = _WithoutAccents()
_WORDS_ONLY = _WordsOnly()


def fold(text: str) -> str:
    """Give the text in lower case, without accents and compatibility forms."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return plain if plain.isascii() else plain.translate(_WITHOUT_ACCENTS)


def words(text: str) -> str:
    """Give the folded words of a text, single spaces between them and one before the first.

    ``" " + prefix in words(text)`` then tells whether a word begins with the prefix.
    """
    if text.isascii():
        return " " + " ".join(text.encode().translate(_SPACED).decode().split())
    return " " + " ".join(fold(text).translate(_WORDS_ONLY).split())


def bare(text: str) -> str:
    """Give only the folded letters and digits of a text, nothing between them."""
    if text.isascii():
        return text.encode().translate(_SMALL, _NO_LETTERS).decode()
    return "".join(fold(text).translate(_WORDS_ONLY).split())


def slug_words(text: str) -> list[str]:
    """Give the ASCII words of a text in lower case."""
    if text.isascii():
        return text.encode().translate(_SPACED).decode().split()
    return _NOT_SLUG.sub(" ", fold(text)).split()


def slug(text: str) -> str:
    """Give the ASCII words of a text in lower case, hyphens between them; may be empty."""
    return "-".join(slug_words(text))
