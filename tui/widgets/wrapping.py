"""Wrapping a paragraph to a width, as Rich does, without its costs where there is nothing to it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich._wrap import divide_line
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

Line = tuple[Segment, ...]

_LEAST_BESIDE = 10
"""Cells of a text below which nothing is put before its lines."""


class Hanging(NamedTuple):
    """A paragraph with something before its lines, as an item of a list has."""

    first: Segment
    """What stands before the first line."""
    others: Segment
    """What stands before the others; of the same width."""
    text: Text


Paragraph = Text | Hanging


def wrapped(text: Paragraph, width: int, console: Console) -> list[Line]:
    """Give the lines of a paragraph; one without text has one, which is empty.

    Args:
        text: the paragraph; words wider than a line are cut.
        width: of a line, in cells.
        console: what Rich asks about styles.
    """
    if isinstance(text, Hanging):
        return _hung(text, width, console)
    style = text.style if isinstance(text.style, Style) else None
    plain = text.plain
    if not text.spans and "\n" not in plain and "\t" not in plain:
        ends = pairwise((0, *breaks(plain, width), len(plain)))
        lines = (plain[start:end] for start, end in ends)
        return [(Segment(_fitting(line, width), style),) for line in lines]
    found = text.wrap(console, width, overflow="fold") or [Text()]
    return [tuple(Segment.apply_style(line.render(console), style)) for line in found]


def _hung(paragraph: Hanging, width: int, console: Console) -> list[Line]:
    first, others, text = paragraph
    room = width - cell_len(first.text)
    if room < _LEAST_BESIDE:
        lead = Text(first.text, first.style or "")
        return wrapped(lead + text, width, console)
    lines = wrapped(text, room, console)
    return [(others if number else first, *line) for number, line in enumerate(lines)]


def _fitting(line: str, width: int) -> str:
    """Leave out blanks for which there is no room."""
    return line if cell_len(line) <= width else line.rstrip()


def breaks(text: str, width: int) -> list[int]:
    """Give where lines but the first begin."""
    found = _simple_breaks(text, width) if text.isascii() and text.isprintable() else None
    return divide_line(text, width) if found is None else found


def _simple_breaks(text: str, width: int) -> list[int] | None:
    """Give the same for a text of characters of one cell; None where a word is too wide."""
    if text.startswith(" "):
        return None
    found: list[int] = []
    start, end = 0, len(text.rstrip(" "))
    while end - start > width:
        blank = text.rfind(" ", start, start + width + 1)
        if blank < 0:
            return None
        start = blank + 1
        while text[start] == " ":
            start += 1
        found.append(start)
    return found
