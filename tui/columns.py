"""Which columns the list has: ``columns`` in ``config.toml``.

They stand as they are named, each with its width after a colon where it is to have another::

    columns = ["date", "title", "author:20", "venue"]
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from store.text.display import one_line
from tui.settings import Settings, SettingsError

COLUMNS = "columns"
"""The name of the setting."""

TITLE, DATE = "title", "date"

_USUAL_CELLS = {
    DATE: 0,
    "year": 4,
    TITLE: 0,
    "author": 16,
    "category": 8,
    "score": 5,
    "rating": 5,
    "venue": 12,
    "organisation": 12,
    "tags": 16,
    "added": 10,
}
"""What there is, and how wide it usually is; 0: as wide as it needs to be, or can be."""

_LEAST_CELLS, _MOST_CELLS = 2, 60
_LEAST_TITLE = 45
"""Cells that are left to titles before a column is shown beside them, and half of the row."""


class Column(NamedTuple):
    """One column of the list."""

    name: str
    cells: int
    """How wide it is; 0: the title takes what is left, a date what it needs."""


USUAL_COLUMNS = tuple(
    Column(name, _USUAL_CELLS[name]) for name in (DATE, TITLE, "author", "category")
)


class Columns(NamedTuple):
    """The columns of the list, in order."""

    columns: Sequence[Column] = USUAL_COLUMNS
    problems: tuple[str, ...] = ()
    """What of the settings was not followed, a sentence each."""


def columns_of(settings: Settings) -> Columns:
    """Give the columns that settings ask for."""
    if settings.stamp() is None:
        return Columns()
    try:
        value = settings.value(COLUMNS)
    except SettingsError:  # told by whoever reads the keys
        return Columns()
    if value is None:
        return Columns()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        told = f'{COLUMNS} is no list of texts; write {COLUMNS} = ["date", "title"]'
        return Columns(problems=(f"{settings.path}: {told}.",))
    found: dict[str, Column] = {}
    problems: list[str] = []
    for text in value:
        column, problem = _read(text)
        if not problem and column.name in found:
            problem = f"{column.name} is named twice"
        if problem:
            problems.append(settings.complaint(f"{COLUMNS}: {problem}"))
        else:
            found[column.name] = column
    found.setdefault(TITLE, Column(TITLE, 0))  # without it nobody knows what is what
    return Columns(tuple(found.values()), tuple(problems))


def _read(text: str) -> tuple[Column, str]:
    """Give the column that a text names, and what is wrong with it."""
    name, colon, width = (part.strip() for part in text.partition(":"))
    usual = _USUAL_CELLS.get(name)
    if usual is None:
        near = get_close_matches(name, _USUAL_CELLS, 1)
        known = f"did you mean {near[0]}?" if near else f"there are {', '.join(_USUAL_CELLS)}"
        return Column(name, 0), f"there is no column {one_line(name)}; {known}"
    if not colon:
        return Column(name, usual), ""
    if name == TITLE:
        return Column(name, 0), f"the title takes what is left: write {TITLE} alone"
    cells = int(width) if width.isascii() and width.isdigit() and len(width) < 4 else 0
    if not _LEAST_CELLS <= cells <= _MOST_CELLS:
        told = f"the width of {name} is a number from {_LEAST_CELLS} to {_MOST_CELLS}"
        return Column(name, 0), f"{told}, not {one_line(width) or 'nothing'}"
    return Column(name, cells), ""


class Place(NamedTuple):
    """A column as it stands in rows of some width."""

    name: str
    number: int
    """Which of all columns it is, counted from 0."""
    cells: int


class Plan(NamedTuple):
    """How rows of some width are divided."""

    before: Sequence[Place]
    """The columns before the title."""
    title: int
    """The title's cells."""
    after: Sequence[Place]


def plan(columns: Sequence[Column], cells: int, date_cells: int) -> Plan:
    """Divide rows.

    Where there is not room for all columns the last named go first, until half of the row, and
    45 cells, are left to the title.

    Args:
        columns: all columns.
        cells: what there is for them and the gaps between them.
        date_cells: how wide a date is that has no width.
    """
    least = max(_LEAST_TITLE, cells // 2)
    before: list[Place] = []
    after: list[Place] = []
    goal = before
    for number, column in enumerate(columns):
        if column.name == TITLE:
            goal = after
            continue
        own = column.cells or date_cells
        if not own:  # no paper has a date
            continue
        if cells - own - 1 < least:
            break
        goal.append(Place(column.name, number, own))
        cells -= own + 1
    return Plan(before, max(cells, 0), after)
