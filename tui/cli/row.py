"""A paper on one line."""

from __future__ import annotations

from collections.abc import Sequence

from store.models import Marks, Paper
from store.text.display import one_line
from store.text.latex import decoded
from tui.cli import output
from tui.cli.cell import cut, pad, width

_DATE_CELLS = 10
_LEAST_TITLE = 20
_LONGEST_ID = 48
"""Ids that paperdeck makes are no longer; a longer one, imported, pushes its line to the right."""


def signs(paper: Paper, marks: Marks) -> str:
    """Give what was done with a paper, a column for each sign; the same signs as the reader's."""
    told = (
        (not marks.read, "●"),
        (marks.starred, "★"),
        (marks.queued, "»"),
        (bool(marks.note), "¶"),
        (bool(marks.tags), "#"),
        (bool(paper.unsure), "?"),
    )
    return "".join(sign if has else " " for has, sign in told)


class RowPrinter:
    """Makes lines whose columns stand below each other.

    On a terminal titles are cut to what is left of its width, and dates left out where that is
    little; elsewhere nothing is cut.  Ids are there to be typed: they are cut last.

    Args:
        ids: of all the papers that will be printed.
    """

    def __init__(self, ids: Sequence[str]) -> None:
        self._columns = output.columns()
        most = _LONGEST_ID if self._columns is None else min(_LONGEST_ID, self._columns - 12)
        self._id_cells = min(max(map(len, ids), default=0), max(most, 12))
        self._is_coloured = self._columns is not None and bool(output.paint(" ", "0") != " ")

    def row(self, paper: Paper, marks: Marks) -> str:
        """Give the line of a paper."""
        name, title = one_line(paper.id), one_line(decoded(paper.title))
        told = signs(paper, marks)
        if self._columns is not None:
            name = cut(name, self._id_cells)
        name = pad(name, self._id_cells)
        date = pad(one_line(paper.published), _DATE_CELLS) + "  "
        if self._columns is not None:
            room = self._columns - width(name) - width(told) - 4
            if room < _DATE_CELLS + 2 + _LEAST_TITLE:
                date = ""
            title = cut(title, max(room - width(date), 1))
        if self._is_coloured:
            name, date = output.paint(name, output.CYAN), output.paint(date, output.DIM)
            told = output.paint(told, output.YELLOW)
            title = title if marks.read else output.paint(title, output.BOLD)
        return f"{name}  {date}{told}  {title}"
