"""Text of papers made safe to show: nothing in it moves a cursor or turns a line around.

Control characters are shown as their pictures (Unicode block 2400), bidirectional
overrides by their names, and everything else as it is.  The text itself is never changed in
the library: only what is shown or copied goes through here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BIDI = {
    "\u202a": "‹LRE›",
    "\u202b": "‹RLE›",
    "\u202c": "‹PDF›",
    "\u202d": "‹LRO›",
    "\u202e": "‹RLO›",
    "\u2066": "‹LRI›",
    "\u2067": "‹RLI›",
    "\u2068": "‹FSI›",
    "\u2069": "‹PDI›",
}
"""Characters that reorder text (Unicode Annex 9) and what stands for each."""

_INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200c\u200e\u200f"
    "\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
"""Without a width of their own in some terminals and with one in others."""

_UNSTABLE = "\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff"
"""Joiners, variation selectors, skin tones and tags: terminals disagree about the width of
what they join, so an emoji sequence is shown as its parts, which have one width everywhere."""

_FLAGS = "\U0001f1e6-\U0001f1ff"
"""Regional indicators: a pair is two cells in one terminal and four in another, so each is
shown as the letter it stands for."""

_ODD = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    f"{_INVISIBLE}{_UNSTABLE}{_FLAGS}\ud800-\udfff\ufff9-\ufffb\ue000-\uf8ff\u20e3"
    "\U000f0000-\U0010ffff]"
)
_SPACES = re.compile(r"[ \t\r\n\u2028\u2029\u0085]+")
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_NOT_COPIED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


@lru_cache(maxsize=512)
def _shown(char: str) -> str:
    code = ord(char)
    if char in _BIDI:
        return _BIDI[char]
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0x1F1E6 <= code <= 0x1F1FF:
        return chr(ord("A") + code - 0x1F1E6)
    is_private = 0xD800 <= code <= 0xF8FF or code >= 0xF0000
    if code < 0xA0 or is_private or 0xFFF9 <= code <= 0xFFFB:
        return "�"
    return ""


def one_line(text: str) -> str:
    """Give text for one row: white space of any kind becomes single spaces.

    Args:
        text: any text.

    Returns:
        Text without control, reordering or invisible characters, whose width is the sum of
        the widths of its characters in every terminal.
    """
    if text.isascii() and text.isprintable():
        return text if "  " not in text else _SPACES.sub(" ", text)
    text = _ODD.sub(lambda found: _shown(found[0]), _SPACES.sub(" ", text))
    return _SPACES.sub(" ", text) if "  " in text else text


def many_lines(text: str) -> str:
    """Give text for a pane or a page: like `one_line`, but its line breaks stay."""
    lines = _LINE_ENDS.sub("\n", text).split("\n")
    return "\n".join(_ODD.sub(lambda found: _shown(found[0]), line.expandtabs(4)) for line in lines)


def to_copy(text: str) -> str:
    """Give text for a clipboard: what a paste could act on is left out.

    Line breaks and tabs stay; escape sequences lose the escape, overrides disappear.
    """
    return unicodedata.normalize("NFC", _NOT_COPIED.sub("", _LINE_ENDS.sub("\n", text)))
