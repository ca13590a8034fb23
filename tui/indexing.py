"""Keeping the index of a library up to date, beside everything else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from store.errors import PaperdeckError
from store.library import Library
from tui.workers import apart

_LOOK_SECONDS = 0.05
"""How often who waits for it looks whether that is still wanted."""

_TOLD_EVERY = 0.2
"""Seconds between two words on how far it is."""

_FIRST_PAUSE, _LONGEST_PAUSE = 2.0, 300.0
"""Seconds until it is tried again, where it could not be done: somebody else may be at it, or the
disk full."""


class Indexer:
    """A thread that brings the index up to date when it is woken.

    Args:
        library: whose index.
        progress: told a share, from 0 to 1, now and then while many papers are put in.
        made: called once they are.
        failed: told of an error that nobody expected; papers are found without the index then.
    """

    def __init__(
        self,
        library: Library,
        progress: Callable[[float], object],
        made: Callable[[], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self._library = library
        self._progress = progress
        self._made = made
        self._failed = failed
        self._is_wanted = threading.Event()
        self._is_over = False
        self._told = 0.0
        self._pause: float | None = None
        """How long it waits to be woken before it tries again; None: until it is."""
        self._tried = threading.Condition()
        self._tries = 0
        library.index_missed = self.wake
        library.wait_for_index = self.wait
        apart("indexer", self._run)

    def wake(self) -> None:
        """Have it look whether there is something to do; from any thread."""
        self._is_wanted.set()

    def wait(self, is_cancelled: Callable[[], bool]) -> bool:
        """Wait until it is made, where it can be; tell whether it was. From any thread.

        Args:
            is_cancelled: asked now and then; whoever says so waits no longer.
        """
        with self._tried:
            tries = self._tries
            self.wake()
            while self._pause is None and not (self._is_over or is_cancelled()):
                if self._tries > tries:
                    return True
                self._tried.wait(_LOOK_SECONDS)
        return False

    def stop(self) -> None:
        """Give up what is being done; the next start goes on with it."""
        self._is_over = True
        self._is_wanted.set()

    def _run(self) -> None:
        while not self._is_over:
            self._is_wanted.wait(self._pause)
            self._is_wanted.clear()
            if not self._is_over:
                pause = self._after(self._attempt())
                with self._tried:
                    self._pause, self._tries = pause, self._tries + 1
                    self._tried.notify_all()

    def _attempt(self) -> bool:
        """Catch up; tell whether there is nothing left to do that would help."""
        try:
            return self._catch_up()
        except PaperdeckError:  # papers are found without it
            return False
        except Exception as error:  # a thread's error would otherwise be seen by nobody
            self._failed(error)
            return True

    def _after(self, is_done: bool) -> float | None:
        if is_done:
            return None
        return _FIRST_PAUSE if self._pause is None else min(self._pause * 2, _LONGEST_PAUSE)

    def _catch_up(self) -> bool:
        if self._library.read_only or self._library.is_indexed():
            return True
        self._told = time.monotonic()
        is_made = self._library.catch_up(self._tell, lambda: self._is_over)
        if is_made:
            self._made()
        return is_made

    def _tell(self, done: int, count: int) -> None:
        now = time.monotonic()
        if now - self._told > _TOLD_EVERY:
            self._told = now
            self._progress(done / count)
