"""Days put together to so many bars as a chart has room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

LEAST_DAYS = 14
"""What is shorter is shown with days before it, so that a first day is no chart by itself."""

_MOST_DAYS = 62


class Period(NamedTuple):
    """A bar."""

    label: str
    number: int
    """Of papers."""


def periods(days: Mapping[date, int], today: date, most: int) -> list[Period]:
    """Give days, months or years in a row, up to today; the shortest for which there is room.

    Args:
        days: what is counted, by day.
        today: the last day, where there is none later.
        most: so many bars at most.
    """
    if not days:
        return []
    last = max(today, *days)
    first = min(*days, last - timedelta(days=LEAST_DAYS - 1))
    if (last - first).days < min(most, _MOST_DAYS):
        row = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return [Period(f"{day.day} {day:%b}", days.get(day, 0)) for day in row]
    if _month(last) - _month(first) < most:
        months = _summed(((_month(day), count) for day, count in days.items()))
        return [
            Period(f"{date(number // 12, number % 12 + 1, 1):%b} {number // 12}", months[number])
            for number in range(_month(first), _month(last) + 1)
        ]
    return years(_summed((day.year, count) for day, count in days.items()), most)


def years(counts: Mapping[int, int], most: int) -> list[Period]:
    """Give years in a row; where they are too many, the last of those that have something."""
    if not counts:
        return []
    row = range(min(counts), max(counts) + 1)
    shown = list(row) if len(row) <= most else sorted(counts)[-most:]
    return [Period(str(year), counts.get(year, 0)) for year in shown]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


class _Sums(dict[int, int]):
    def __missing__(self, key: int) -> int:
        return 0


def _summed(counts: Iterator[tuple[int, int]]) -> Mapping[int, int]:
    sums = _Sums()
    for key, count in counts:
        sums[key] += count
    return sums
