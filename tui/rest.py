"""Noticing that something was left as it is for a while."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

_LATE_SECONDS = 2.0
"""So late a timer tells that the program itself was stopped meanwhile."""


class Rest:
    """Calls something once nothing has happened for a time.

    Args:
        seconds: for how long; the system's clock is not asked, so that it may be set.
        then: what to call.
        call_later: calls something after seconds.
    """

    def __init__(
        self,
        seconds: float,
        then: Callable[[], object],
        call_later: Callable[[float, Callable[[], None]], object],
    ) -> None:
        self._seconds = seconds
        self._then = then
        self._call_later = call_later
        self._due: float | None = None
        """When it is to be called; None: not at all."""
        self._is_timed = False

    def begin(self) -> None:
        """Begin to wait, or begin anew: something happened."""
        self._due = monotonic() + self._seconds
        if not self._is_timed:
            self._wait(self._seconds)

    def end(self) -> None:
        """Wait no more."""
        self._due = None

    def _wait(self, seconds: float) -> None:
        # One timer for any number of keys: a timer each would cost more than the key.
        self._is_timed = True
        self._call_later(seconds, self._look)

    def _look(self) -> None:
        self._is_timed = False
        if self._due is None:
            return
        left = self._due - monotonic()
        if left > 0:
            self._wait(left)
        elif left < -_LATE_SECONDS:
            self.begin()
        else:
            self._due = None
            self._then()
