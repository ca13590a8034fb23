"""How to see what an import has added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from store.errors import UnknownPaperError
from store.library import Library

TODAY = "added:<1d"
"""The query that finds it, on the day of the import."""


def are_of_today(library: Library, added: Sequence[str]) -> bool:
    """Tell whether what was added is found as added today: a backup tells of other days.

    Args:
        library: that the papers are in.
        added: the papers.
    """
    if not added:
        return False
    try:
        told = library.paper(added[0]).added
        return datetime.fromisoformat(told).astimezone().date() == date.today()
    except (UnknownPaperError, ValueError, OverflowError, OSError):
        return False
