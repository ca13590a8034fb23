"""Which backups are kept: the older they are, the fewer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

_AGES: tuple[tuple[timedelta, Callable[[datetime], Hashable]], ...] = (
    (timedelta(days=2), lambda at: at),
    (timedelta(days=14), lambda at: at.date()),
    (timedelta(weeks=8), lambda at: at.isocalendar()[:2]),
    (timedelta(days=366), lambda at: (at.year, at.month)),
)
"""Up to each age, one backup is kept of those for which the function gives the same."""


def superfluous(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Give the times of the backups that may go.

    All of the last two days stay, one a day for two weeks, one a week for eight weeks and one a
    month for a year; of those that stand for the same day, week or month the last.  The newest
    of all stays in any case, and so do those from a future that a wrong clock made.
    """
    newest_first = sorted(times, reverse=True)
    kept: set[object] = set()
    dropped: set[datetime] = set()
    for at in newest_first[1:]:
        period = _period(at, now - at)
        if period is None or period in kept:
            dropped.add(at)
        kept.add(period)
    return dropped


def _period(at: datetime, age: timedelta) -> object:
    for number, (limit, period) in enumerate(_AGES):
        if age <= limit:
            return number, period(at)
    return None
