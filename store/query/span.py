"""Ranges of numbers and dates: ``2022..2024``, ``>=2024-06``, ``<7d``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from store.query.tree import Age, Between, Bound, Value

_RELATION = re.compile(r"(>=|<=|>|<|=|)(.*)", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_AGE = re.compile(r"([0-9]{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}

Read = Callable[[str], Value]


class SpanError(ValueError):
    """A range is not understood; says why and what it may look like."""


def number(text: str) -> Value:
    """Give the number of a text.

    Raises:
        SpanError: it is none.
    """
    if not _NUMBER.fullmatch(text):
        raise SpanError(f"{text or 'Nothing'} is not a number. Write 90, >90, <=4 or 2022..2024.")
    return float(text)


def day(text: str) -> Value:
    """Give the date or the age of a text.

    Raises:
        SpanError: it is neither.
    """
    if found := _AGE.fullmatch(text.lower()):
        return Age(int(found[1]), found[2])
    if text.lower() == "today":
        return Age(0, "d")
    if found := _DATE.fullmatch(text):
        parts = [part for part in found.groups() if part]
        padded = "-".join([parts[0], *(f"{int(part):02d}" for part in parts[1:])])
        if _is_day(padded):
            return padded
    raise SpanError(
        f"{text or 'Nothing'} is not a date. Write 2024, 2024-06, >=2024-06-01, <7d or today."
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def span(field: str, text: str, read: Read) -> Between:
    """Give the range that a value stands for.

    Args:
        field: what is compared.
        text: what stands after the colon.
        read: `number` or `day`.

    Raises:
        SpanError: it is no range.
    """
    begin, dots, end = text.partition("..")
    if dots:
        low, high = (read(part) if part else None for part in (begin, end))
        if low is None and high is None:
            raise SpanError("A range needs a beginning or an end: 2022..2024, 2022.. or ..2024.")
        if all(isinstance(part, Age) for part in (low, high) if part is not None):
            low, high = high, low  # 1d..7d: the greater age is the earlier day
        return Between(field, *(None if part is None else Bound(part) for part in (low, high)))
    found = _RELATION.fullmatch(text)
    relation, rest = (found[1], found[2]) if found else ("", text)
    return _compared(field, relation, read(rest))


def _compared(field: str, relation: str, value: Value) -> Between:
    if isinstance(value, Age):  # younger than seven days is later than seven days ago
        relation = {"": ">=", "=": ">="}.get(relation) or relation.translate(_TURNED)
    bound = Bound(value, is_included=relation not in ("<", ">"))
    match relation[:1]:
        case ">":
            return Between(field, low=bound)
        case "<":
            return Between(field, high=bound)
    return Between(field, bound, bound)


_TURNED = str.maketrans("<>", "><")


def written(between: Between) -> str:
    """Give the text that stands for a range."""
    low, high = between.low, between.high
    if low == high and low is not None and not isinstance(low.value, Age):
        return _text(low.value)
    if low is not None and high is not None:
        if isinstance(low.value, Age) and isinstance(high.value, Age):
            low, high = high, low
        return f"{_text(low.value)}..{_text(high.value)}"
    bound, relation = (low, ">") if low is not None else (high, "<")
    assert bound is not None
    if isinstance(bound.value, Age):
        relation = relation.translate(_TURNED)
    return f"{relation}{'=' if bound.is_included else ''}{_text(bound.value)}"


def _text(value: Value) -> str:
    if isinstance(value, Age):
        return f"{value.count}{value.unit}"
    return f"{value:.15f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def days(value: Value, today: date) -> tuple[str, str]:
    """Give the first and the last day that a date stands for, as ISO 8601."""
    if isinstance(value, Age):
        try:
            found = (today - timedelta(days=value.count * _DAYS[value.unit])).isoformat()
        except OverflowError:
            found = "0001-01-01"
        return found, found
    text = str(value)
    year, *rest = (int(part) for part in text.split("-"))
    if len(rest) == 2:
        return text, text
    if rest:
        return f"{text}-01", f"{text}-{calendar.monthrange(year, rest[0])[1]:02d}"
    return f"{text}-01-01", f"{text}-12-31"
