"""A screen as text that people can read and compare: its cells, then the styles they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.app import App

_ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike")
_SEEN_ON_BLANKS = ("underline", "reverse", "strike")


class Look(NamedTuple):
    """How a cell looks."""

    ink: str
    """The colour of its character; empty where nothing of it can be seen."""
    ground: str
    attributes: str

    def told(self, usual: str = "") -> str:
        """Give it in words, without its ground where that is the usual one."""
        ground = "" if self.ground == usual else f"on {self.ground}"
        return " ".join(filter(None, (self.ink, ground, self.attributes)))


class Cell(NamedTuple):
    """One cell of a screen."""

    text: str
    """What stands in it; nothing in the second cell of a wide character."""
    look: Look


class Run(NamedTuple):
    """Cells of a row that look alike."""

    first: int
    last: int
    look: Look


def cells(app: App[Any]) -> list[list[Cell]]:
    """Give the cells of every row of the screen."""
    return [
        _cells((text, style or Style()) for text, style, _ in strip)
        for strip in app.screen._compositor.render_strips(app.size)
    ]


def _cells(segments: Iterable[tuple[str, Style]]) -> list[Cell]:
    found: list[Cell] = []
    for text, style in segments:
        for char in text:
            look, width = _look(char, style), cell_len(char)
            if not width and found:  # it is drawn over the one before
                found[-1] = found[-1]._replace(text=found[-1].text + char)
                continue
            found += [Cell(char, look), *[Cell("", look)] * (width - 1)]
    return found


def _look(char: str, style: Style) -> Look:
    attributes = [name for name in _ATTRIBUTES if getattr(style, name)]
    ground = _colour(style.bgcolor)
    if char == " " and not set(attributes) & set(_SEEN_ON_BLANKS):
        return Look("", ground, "")
    return Look(_colour(style.color), ground, " ".join(attributes))


def _colour(colour: Color | None) -> str:
    if colour is None or colour.is_default:
        return "default"
    return colour.get_truecolor().hex


def text_of(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Give the text of each row."""
    return ["".join(cell.text for cell in row) for row in rows]


def told(rows: Sequence[Sequence[Cell]]) -> str:
    """Give a screen as text: each row between bars, then what looks other than most of it.

    Rows and columns are counted from 0.
    """
    usual = Counter(cell.look for row in rows for cell in row if cell.look.ink).most_common(1)
    base = usual[0][0] if usual else Look("", "default", "")
    lines = [f"{y:>2} |{text}|" for y, text in enumerate(text_of(rows))]
    lines += ["", f"all {base.told()}, but"]
    styled = [(y, _others(row, base)) for y, row in enumerate(rows)]
    for runs, group in groupby(styled, key=lambda one: one[1]):
        numbers = [y for y, _ in group]
        if runs:
            place = f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
            parts = (f"{run.first}-{run.last} {run.look.told(base.ground)}" for run in runs)
            lines.append(f"{place}: {', '.join(parts)}")
    return "\n".join(lines) + "\n"


def _others(row: Sequence[Cell], base: Look) -> list[Run]:
    """Give the runs of a row that do not look as most of the screen."""
    blank = Look("", base.ground, "")
    found = []
    for first, last, look in _runs(row):
        end = last
        while end > first and row[end].look == blank:
            end -= 1
        if look not in (base, blank):
            found.append(Run(first, end, look))
    return found


def _runs(row: Sequence[Cell]) -> Iterator[Run]:
    """Give a row in runs; a blank belongs to the one before it on the same ground."""
    first, look = 0, row[0].look
    for x, cell in enumerate(row):
        if cell.look == look or (cell.look == Look("", look.ground, "") and not _is_seen(look)):
            continue
        if not look.ink and cell.look.ground == look.ground and not _is_seen(cell.look):
            look = cell.look
            continue
        yield Run(first, x - 1, look)
        first, look = x, cell.look
    yield Run(first, len(row) - 1, look)


def _is_seen(look: Look) -> bool:
    """Tell whether a blank that looks so is more than its ground."""
    return bool(set(look.attributes.split()) & set(_SEEN_ON_BLANKS))
