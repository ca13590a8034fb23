"""Dates as the many kinds of sources write them, to ISO dates as precise as they are known."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"(?<![a-z])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![0-9])([1-9][0-9]{3})(?![0-9])")
_NUMBERS = re.compile(r"\D*?([1-9][0-9]{3})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?![0-9])")
_DAY = re.compile(r"(?<![0-9])([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9:])")


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """Give the ISO date of what is known; what is no month or day of that year is left out."""
    if year is None or not 1000 <= year <= 9999:
        return ""
    if month is None or not 1 <= month <= 12:
        return f"{year:04}"
    try:
        return date(year, month, day or 0).isoformat()
    except (ValueError, OverflowError):
        return f"{year:04}-{month:02}"


def iso_date(text: str) -> str:
    """Give the ISO date of a text; the first of two, empty where there is no year.

    ``2020-03-11T10:00Z``, ``2020/03/11/``, ``March 2020``, ``11 Mar 2020``, ``2020-21``.
    """
    text = text[:200]
    named = _MONTH.search(text)
    if not named:
        found = _NUMBERS.match(text)
        return iso(*(int(part) if part else None for part in found.groups())) if found else ""
    year = _YEAR.search(text)
    rest = text[: year.start()] + text[year.end() :] if year else text
    day = _DAY.search(rest)
    return iso(int(year[1]) if year else None, month_of(named[0]), int(day[1]) if day else None)


def year_of(text: str) -> int | None:
    """Give the first year in a text (``2019a``, ``c. 1998``), if there is one."""
    found = _YEAR.search(text[:200])
    return int(found[1]) if found else None


def month_of(text: str) -> int | None:
    """Give the number of a month by its name or number; of several the first."""
    found = _MONTH.search(text[:200])
    if found:
        return _MONTHS.index(found[1][:3].lower()) + 1
    number = re.search("[0-9]+", text[:200])
    return int(number[0][:3]) if number else None


def day_of(text: str) -> int | None:
    """Give the day that stands beside a month (``jan # "~15"``, ``15 March``), if there is one."""
    if not _MONTH.search(text[:200]):
        return None
    found = _DAY.search(text[:200])
    return int(found[1]) if found else None
