"""Words of a source without what only its page or its encoding put into them."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(
    "[ \t\n\v\f\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
)  # not \s: that takes the separators 1C to 1F for space, which are control characters
_UNPLAIN = re.compile(
    "[\0\t\n\v\f\r\x85\xa0\xad\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
    "\ud800-\udfff]|  "
)  # all that the other patterns match: most texts have none of it
_PRINTABLE = bytes(set(range(0x20, 0x7F)) - {0x5C})
_INVISIBLE = re.compile("[\0\xad\u200b\u2060\ufeff]+")
_JOINERS = re.compile("[\u200c\u200d]+")
_SURROGATES = re.compile("[\ud800-\udfff]")

_JOINING_KINDS = frozenset({"Lo", "Lm", "Mn", "Mc"})
_JOINING_SCRIPTS = ((0x0590, 0x1D00), (0xA800, 0xAC00), (0x10A00, 0x12000))
"""Hebrew to Vedic and what was added later: scripts whose letters take joiners."""


def visible(text: str) -> str:
    """Drop characters that show nothing: NUL, soft hyphens, zero-width spaces, byte order marks.

    Joiners stay inside emoji and in scripts that need them. Half surrogates, which nothing can
    store, become U+FFFD. Control characters and marks that turn text around stay.
    """
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    text = _INVISIBLE.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    return _JOINERS.sub(_kept_joiner, text)


def one_line(text: str) -> str:
    """Give the visible text with single spaces for every run of white space, none at the ends."""
    # What cannot be printed is all that may have to go, and is far sooner looked for.
    if ("  " in text or not text.isprintable()) and _UNPLAIN.search(text):
        text = _SPACES.sub(" ", visible(text))
    return text.strip(" ")


def trimmed(text: str) -> str:
    """Give what `one_line` gives of the texts of JSON that `is_plain`."""
    return text.strip(" ") if "  " not in text else _SPACES.sub(" ", text).strip(" ")


def is_plain(line: bytes | bytearray) -> bool:
    """Tell whether a line of JSON has only texts of visible ASCII characters and spaces."""
    return not line.rstrip(b"\n").translate(None, _PRINTABLE)


def _kept_joiner(found: re.Match[str]) -> str:
    at = found.start()
    return found[0][0] if at and _takes_joiner(found.string[at - 1]) else ""


def _takes_joiner(character: str) -> bool:
    code = ord(character)
    if code == 0xFE0F or 0x1F3FB <= code <= 0x1F3FF:  # emoji presentation, skin tones
        return True
    kind = unicodedata.category(character)
    if kind == "So":
        return True
    return kind in _JOINING_KINDS and any(low <= code < high for low, high in _JOINING_SCRIPTS)
