"""How fast somebody types."""

from __future__ import annotations

import time
from collections.abc import Callable

_FAST = 0.055
"""Seconds between two letters below which the next is there before an answer could be shown."""

_LONGEST = 0.3
"""So long at most nothing is answered, however fast the letters come."""


class Pace:
    """Tells whether an answer is worth while, or the next letter comes before it is shown.

    Showing an answer takes about as long as a fast typist needs for a letter, which would be
    seen only afterwards.

    Args:
        clock: gives the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._typed = self._answered = clock() - 1

    def pause(self) -> float:
        """Give how long to wait for another letter before the one just typed is answered."""
        now = self._clock()
        gap, self._typed = now - self._typed, now
        if gap < _FAST and now - self._answered < _LONGEST:
            return _FAST
        self._answered = now
        return 0.0
