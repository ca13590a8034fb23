"""The dates of a listing: a month and a day, and a year where it is not the last year."""

from __future__ import annotations

import re
from datetime import date

MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
"""Pattern of a month's name, for any case."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IS_MONTH = re.compile(MONTH, re.IGNORECASE)

EARLIEST_YEAR = 1800
"""A paper said to be older has a wrong date."""

MOST_DAYS_AHEAD = 366
"""A later date than this is wrong; nearer ones are announced papers or a clock that is behind."""


class DateError(ValueError):
    """There is no such day, or no paper can be of it; the message says which."""


def published(month: str, day: str, year: str, today: date) -> tuple[str, bool]:
    """Give an ISO date, and whether its year was worked out.

    Args:
        month: Its name, in any length and case.
        day: Digits; may be empty where there is a year: the date is then a month.
        year: Digits; empty for the most recent such day not after ``today``.
        today: The day of the import.

    Raises:
        DateError: There is no such day.
    """
    if not _IS_MONTH.fullmatch(month):
        raise DateError(f"there is no month {month}")
    number = _MONTHS.index(month[:3].lower()) + 1
    name = _MONTHS[number - 1].capitalize()
    if not year:
        return _latest(number, _day(name, day), name, today).isoformat(), True
    if len(year) != 4 or int(year) < EARLIEST_YEAR:
        raise DateError(f"no paper is of the year {year}")
    try:
        found = date(int(year), number, _day(name, day) if day else 1)
    except ValueError:
        raise DateError(f"there is no {name} {day} in {year}") from None
    if (found - today).days > MOST_DAYS_AHEAD:
        raise DateError(f"{name} {day or ''}".rstrip() + f", {year} is far in the future")
    return (found.isoformat() if day else found.isoformat()[:7]), False


def _day(name: str, digits: str) -> int:
    if len(digits) > 2 or not 1 <= int(digits or 0) <= 31:
        raise DateError(f"there is no {name} {digits}".rstrip())
    return int(digits)


def _latest(month: int, day: int, name: str, today: date) -> date:
    """Give the most recent such day that is not after today; Feb 29 is found within 8 years."""
    for year in range(today.year, max(today.year - 9, 0), -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise DateError(f"there is no {name} {day}")
