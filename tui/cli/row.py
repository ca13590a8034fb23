"""A paper on one line."""

from __future__ import annotations

from collections.abc import Sequence

from store.models import Marks, Paper
from store.text.display import one_line
from tui.cli import output
from tui.cli.cell import cut, pad, width

_DATE_CELLS = 10
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

    On a terminal a line is cut to the terminal's width, and ids get a third of it at most
    unless there is room; elsewhere nothing is cut.

    Args:
        ids: of all the papers that will be printed.
    """

    def __init__(self, ids: Sequence[str]) -> None:
        self._columns = output.columns()
        longest = max(map(len, ids), default=0)
        most = _LONGEST_ID if self._columns is None else max(self._columns // 3, 12)
        self._id_cells = min(longest, most)
        self._is_coloured = self._columns is not None and bool(output.paint(" ", "0") != " ")

    def row(self, paper: Paper, marks: Marks) -> str:
        """Give the line of a paper."""
        name, title = one_line(paper.id), one_line(paper.title)
        told = signs(paper, marks)
        if self._columns is not None:
            name = cut(name, self._id_cells)
        name = pad(name, self._id_cells)
        date = pad(one_line(paper.published), _DATE_CELLS)
        if self._columns is not None:
            taken = width(name) + width(date) + width(told) + 6
            title = cut(title, max(self._columns - taken, 1))
        if self._is_coloured:
            name, date = output.paint(name, output.CYAN), output.paint(date, output.DIM)
            told = output.paint(told, output.YELLOW)
            title = title if marks.read else output.paint(title, output.BOLD)
        return f"{name}  {date}  {told}  {title}"
