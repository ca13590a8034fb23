"""How parts of formulas are written in a line of text."""

from __future__ import annotations

import re
import unicodedata

from store.text.latex_table import LOWERED, RAISED

_LONGEST_COVERED = 40
"""Characters that an accent may stand over."""

_COMPOUND = re.compile(r"[^\w.*′\\√\u0300-\u036f]")


class Unread(Exception):
    """A macro is not used as it should be: it stays letter for letter."""


def scripted(sign: str, text: str) -> str:
    """Give a text raised or lowered, in a form that every terminal draws where there is none."""
    table = RAISED if sign == "^" else LOWERED
    text = text.strip()
    if not text or text in "()":
        return sign + text if text else ""
    if all(char in table for char in text) and (len(text) <= 4 or text.lstrip("-").isdigit()):
        return "".join(table[char] for char in text)
    return f"{sign}({text})" if len(text) > 1 and _COMPOUND.search(text) else sign + text


def covered(text: str, accent: str) -> str:
    """Give a text with an accent over its letters.

    Raises:
        Unread: there is none, or too much of it.
    """
    if not 0 < len(text) <= _LONGEST_COVERED:
        raise Unread
    found = "".join(char + accent if char.isalnum() else char for char in text)
    return unicodedata.normalize("NFC", found)


def as_factor(text: str) -> str:
    """Give a text that stands together, in brackets where it would not."""
    return f"({text})" if _COMPOUND.search(text) and not is_whole(text) else text


def is_whole(text: str) -> bool:
    """Tell whether brackets stand about a text already."""
    return text.startswith("(") and text.find(")") == len(text) - 1
