"""Cutting text to a number of cells, never in the middle of a character."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def fit(text: str, cells: int) -> str:
    """Give text that takes exactly so many cells, cut between characters, ``…`` where cut."""
    if cells < 1:
        return ""
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    return set_cell_size(set_cell_size(text, cells - 1).rstrip() + "…", cells)


def fit_date(date: str, cells: int) -> str:
    """Give a date, its day or month left out where it is too long."""
    while len(date) > cells and "-" in date:
        date = date.rpartition("-")[0]
    return fit(date, cells)
