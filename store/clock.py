"""A hybrid logical clock: stamps that order changes made on several devices.

After Kulkarni, Demirbas, Madappa, Avva and Leone, "Logical Physical Clocks" (OPODIS 2014): a
stamp is the wall clock, or the greatest stamp seen plus one count where the wall clock lags
behind it.  Stamps compare as plain text.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(9998, 12, 31, tzinfo=UTC)
"""No stamp is taken for one from here on, so that there is always a later one."""
_LAST_MILLISECOND = (_LAST - _EPOCH) // timedelta(milliseconds=1)
_LAST_COUNT = 0xFFFF
_STAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z-[0-9a-f]{4}-\S+"
)


def _text(milliseconds: int, count: int) -> str:
    when = _EPOCH + timedelta(milliseconds=milliseconds)
    return f"{when.isoformat(timespec='milliseconds')[:23]}Z-{count:04x}"


def _wall_milliseconds() -> int:
    return time.time_ns() // 1_000_000


def device_of(stamp: str) -> str:
    """Give the device that made a stamp."""
    return stamp[30:]


def is_stamp(value: object) -> bool:
    """Tell whether a value is a stamp that a clock can have made."""
    return isinstance(value, str) and _is_stamp(value)


@lru_cache(maxsize=256)  # what was marked in one go has one stamp
def _is_stamp(text: str) -> bool:
    if not _STAMP.fullmatch(text):
        return False
    try:
        return _EPOCH <= datetime.fromisoformat(text[:24]) < _LAST
    except ValueError:
        return False


class Clock:
    """Makes stamps such as ``2026-11-23T18:16:29.123Z-0000-laptop``.

    Args:
        device: the device's name, the last part of each stamp.
        now: milliseconds since 1970 by the wall clock.
    """

    def __init__(self, device: str, now: Callable[[], int] = _wall_milliseconds) -> None:
        self.device = device
        self._now = now
        self._latest = ""

    def seen(self, stamp: str) -> None:
        """Take note of a stamp: those made from here on come after it.

        A text of another form is passed over: files are written by hand too.
        """
        if stamp[:29] > self._latest and is_stamp(stamp):
            self._latest = stamp[:29]

    def tick(self) -> str:
        """Give a stamp later than every one made or seen before."""
        stamp = _text(min(max(self._now(), 0), _LAST_MILLISECOND - 1), 0)
        if stamp <= self._latest:
            stamp = self._after(self._latest)
        self._latest = stamp
        return f"{stamp}-{self.device}"

    @staticmethod
    def _after(stamp: str) -> str:
        count = int(stamp[25:29], 16)
        if count < _LAST_COUNT:
            return f"{stamp[:25]}{count + 1:04x}"
        when = datetime.fromisoformat(stamp[:24]) - _EPOCH
        return _text(when // timedelta(milliseconds=1) + 1, 0)
