"""Text reduced to what counts when texts are compared: no case, no accents, no punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
"""Letters that Unicode does not take apart but readers type plainly."""

_WIDE = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x9FFF),  # Chinese, Japanese
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Scripts written without spaces: each character counts as a word, so that any part is found."""

_PLUS = re.compile(r"(?<![^\W_])([a-z])(\+\+|#)")
"""The names of programming languages whose signs tell them apart."""

_SIGNS = {"++": "plusplus", "#": "sharp"}

_NOT_ASCII = re.compile("[^\0-\x7f]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_CODES = range(256)
_NO_LETTERS = bytes(code for code in _CODES if code > 127 or not chr(code).isalnum())
_SMALL = bytes(_CODES).lower()
_SPACED = bytes(32 if code in _NO_LETTERS else _SMALL[code] for code in _CODES)
"""For `bytes.translate`: ASCII letters made small, and what is neither letter nor digit a space."""


def stands_alone(char: str) -> bool:
    """Tell whether a character counts as a word by itself."""
    code = ord(char)
    return any(first <= code <= last for first, last in _WIDE)


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
        if stands_alone(char):
            self[code] = f" {char} " if char.isalnum() else " "
        else:
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

    ``words(beginning) in words(text)`` then tells whether words begin so.  ``C++`` and ``C#``
    are words of their own.
    """
    plain = fold(text)
    if "++" in plain or "#" in plain:
        plain = _PLUS.sub(lambda found: found[1] + _SIGNS[found[2]], plain)
    if plain.isascii():
        return " " + " ".join(plain.encode().translate(_SPACED).decode().split())
    return " " + " ".join(plain.translate(_WORDS_ONLY).split())


def ascii_as_it_is(text: str) -> str:
    """Give a text of the same `words`, in which only ASCII is neither folded nor taken apart.

    Most texts have a few characters that are not ASCII, the same ones again and again.
    """
    found = text if text.isascii() else _NOT_ASCII.sub(_folded_part, text)
    return words(text) if "++" in found or "#" in found else found


def _folded_part(found: re.Match[str]) -> str:
    return _folded(found[0])


@lru_cache(maxsize=1024)
def _folded(part: str) -> str:
    """Give the words of a part without ASCII; where its signs count with those beside it, ``#``."""
    plain = fold(part)
    return "#" if "+" in plain or "#" in plain else plain.translate(_WORDS_ONLY)


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
