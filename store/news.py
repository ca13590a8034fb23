"""What was written since somebody last asked."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from store.journal.line import Op

if TYPE_CHECKING:
    from store.events import Refreshed


class News:
    """Collects what batches are about; safe from any thread.

    Args:
        papers: the table of papers; all others are about marks.
    """

    def __init__(self, papers: str) -> None:
        self._papers = papers
        self._lock = threading.Lock()
        self._ids: dict[str, None] = {}
        """In the order of their writing: so they stand together in the journal."""
        self._has_papers = self._is_all = False

    def heard(self, ops: Iterable[Op]) -> None:
        """Take note of a batch."""
        with self._lock:
            for op in ops:
                if len(op) > 2:
                    self._ids[op[2]] = None
                    self._has_papers |= op[1] == self._papers
                else:
                    self._is_all = self._has_papers = True

    def missed(self) -> None:
        """Take note that something was written which nobody followed."""
        with self._lock:
            self._is_all = True

    def taken(self) -> Refreshed | None:
        """Give what was heard since this was last asked; None where it is nothing."""
        from store.events import Refreshed  # noqa: PLC0415 - a library opens without events

        with self._lock:
            event = Refreshed(tuple(self._ids), self._has_papers, self._is_all)
            self._ids = {}
            self._has_papers = self._is_all = False
        return event if event.ids or event.is_all else None
