"""Widths of text in cells of a terminal.

For text that went through `store.text.display`, whose width is the sum of its characters'.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache


@lru_cache(maxsize=4096)
def _width_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Give how many cells a text takes."""
    return len(text) if text.isascii() else sum(map(_width_of, text))


def cut(text: str, cells: int) -> str:
    """Give a text that takes so many cells at most; one that was cut ends in ``…``."""
    if width(text) <= cells:
        return text
    return _head(text, cells - 1).rstrip() + "…"


def pad(text: str, cells: int) -> str:
    """Give a text of so many cells at least."""
    return text + " " * (cells - width(text))


def _head(text: str, cells: int) -> str:
    taken = 0
    for place, char in enumerate(text):
        taken += _width_of(char)
        if taken > cells:
            return text[:place]
    return text


def wrap(text: str, cells: int | None) -> str:
    """Give a text broken into lines of so many cells at most; its own line breaks stay.

    Args:
        text: the text.
        cells: None leaves it as it is.
    """
    if cells is None:
        return text
    return "\n".join(part for line in text.split("\n") for part in _lines(line, cells))


def _lines(line: str, cells: int) -> Iterator[str]:
    taken = ""
    for word in line.split(" "):
        longer = f"{taken} {word}" if taken else word
        if width(longer) <= cells:
            taken = longer
            continue
        if taken:
            yield taken
        taken = word
        while width(taken) > cells and len(taken) > 1:  # an address, or Chinese: no spaces
            head = _head(taken, cells) or taken[0]
            yield head
            taken = taken[len(head) :]
    yield taken
