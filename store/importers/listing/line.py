"""The lines of a listing without the marks that mail and notes put before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.importers.plain import one_line

_QUOTES = re.compile(r"(?:[ \t]*>)+")
_BULLET = re.compile(r"([-*+•◦‣▪–]|[0-9]{1,4}[.)]|#{1,6})[ \t]+")
_LONGEST_HEAD = 400
"""Characters of a line that may still be a header in quotation marks and white space."""


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands before the text of a header, and so before the other lines of its entry."""

    quotes: int = 0
    """How many ``>``."""
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with text in it."""

    number: int
    """Index in the source, from 0."""
    text: str
    """In single spaces, without invisible characters."""
    has_gap: bool
    """A blank line stands before it."""
    is_broken: bool
    """It ends in the soft hyphen of a broken word."""


def undressed(raw: str) -> tuple[str, Margin]:
    """Give the text of what may be a header, and what stood before it; empty when too long."""
    if len(raw) > _LONGEST_HEAD:
        return "", Margin()
    text = one_line(raw)
    quotes = _QUOTES.match(text)
    depth = quotes[0].count(">") if quotes else 0
    text = text[quotes.end() :].lstrip() if quotes else text
    bullet = _BULLET.match(text)
    if bullet:
        return text[bullet.end() :], Margin(depth, bullet[1])
    return text, Margin(depth)


def lines_between(raws: Sequence[str], start: int, end: int, margin: Margin) -> Iterator[Line]:
    """Give the lines that are not blank, without as much before them as the header had.

    More quotation marks or other bullets than the header's are text; only the first line, the
    title, never begins with any bullet.
    """
    quotes = re.compile(rf"(?:[ \t\ufeff]*>){{1,{margin.quotes}}}") if margin.quotes else None
    has_gap, is_first = False, True
    for number in range(start, end):
        raw = raws[number]
        found = quotes.match(raw) if quotes else None
        text = one_line(raw[found.end() :] if found else raw)
        bullet = _BULLET.match(text) if is_first or margin.bullet else None
        if bullet and _is_dress(bullet[1], margin, is_first):
            text = text[bullet.end() :]
        if text:
            yield Line(number, text, has_gap, raw.endswith("\xad"))
            is_first = False
        has_gap = not text


def _is_dress(bullet: str, margin: Margin, is_first: bool) -> bool:
    return bullet == margin.bullet or (is_first and not bullet[0].isdigit())
