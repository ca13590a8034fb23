"""Keeping the index of a library up to date, beside everything else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from store.errors import PaperdeckError
from store.library import Library
from tui.workers import apart

_TOLD_EVERY = 0.2
"""Seconds between two words on how far it is."""


class Indexer:
    """A thread that brings the index up to date when it is woken.

    Args:
        library: whose index.
        progress: told a share, from 0 to 1, now and then while many papers are put in.
        made: called once they are.
    """

    def __init__(
        self, library: Library, progress: Callable[[float], object], made: Callable[[], object]
    ) -> None:
        self._library = library
        self._progress = progress
        self._made = made
        self._is_wanted = threading.Event()
        self._is_over = False
        self._told = 0.0
        apart("indexer", self._run)

    def wake(self) -> None:
        """Have it look whether there is something to do; from any thread."""
        self._is_wanted.set()

    def stop(self) -> None:
        """Give up what is being done; the next start goes on with it."""
        self._is_over = True
        self._is_wanted.set()

    def _run(self) -> None:
        while self._is_wanted.wait() and not self._is_over:
            self._is_wanted.clear()
            try:
                self._catch_up()
            except PaperdeckError:  # papers are found without it
                continue

    def _catch_up(self) -> None:
        if self._library.is_indexed():
            return
        self._told = time.monotonic()
        if self._library.catch_up(self._tell, lambda: self._is_over):
            self._made()

    def _tell(self, done: int, count: int) -> None:
        now = time.monotonic()
        if now - self._told > _TOLD_EVERY:
            self._told = now
            self._progress(done / count)
