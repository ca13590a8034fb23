"""Ranges of numbers and dates: ``2022..2024``, ``>=2024-06``, ``<7d``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from store.query.tree import Age, Between, Bound, Value

_DATES = ("2024", ">=2024-06-01", "2023..2024", "<7d")
_EXAMPLES = {
    "year": ("2023", ">=2023", "2022..2024"),
    "score": ("90", ">90", "80..94.5"),
    "rating": ("4", ">=4", "3..5"),
    "date": _DATES,
    "added": _DATES,
}
"""What may stand after a field and its colon."""

_RELATION = re.compile(r"(>=|<=|>|<|=|)(.*)", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_AGE = re.compile(r"([0-9]{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}

Read = Callable[[str], Value | None]
"""Gives what a text stands for; None where it is none of its kind."""


class SpanError(ValueError):
    """A range is not understood; says why and what it may look like."""


def number(text: str) -> Value | None:
    """Give the number of a text; None where it is none."""
    return float(text) if _NUMBER.fullmatch(text) else None


def day(text: str) -> Value | None:
    """Give the date or the age of a text; None where it is neither."""
    if found := _AGE.fullmatch(text.lower()):
        return Age(int(found[1]), found[2])
    if text.lower() == "today":
        return Age(0, "d")
    if found := _DATE.fullmatch(text):
        parts = [part for part in found.groups() if part]
        padded = "-".join([parts[0], *(f"{int(part):02d}" for part in parts[1:])])
        if _is_day(padded):
            return padded
    return None


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
        if not begin and not end:
            raise SpanError(f"A range needs a beginning or an end. {_examples(field)}")
        low, high = (_read(field, part, read) if part else None for part in (begin, end))
        if all(isinstance(part, Age) for part in (low, high) if part is not None):
            low, high = high, low  # 1d..7d: the greater age is the earlier day
        if low is not None and high is not None and _is_backwards(low, high):
            if not isinstance(low, Age):
                told = f"{begin} comes after {end}: write {field}:{end}..{begin}."
                raise SpanError(told)
            low, high = high, low  # 7d..1d names the same days
        return Between(field, *(None if part is None else Bound(part) for part in (low, high)))
    found = _RELATION.fullmatch(text)
    relation, rest = (found[1], found[2]) if found else ("", text)
    return _compared(field, relation, _read(field, rest, read, relation))


def _read(field: str, text: str, read: Read, relation: str = "") -> Value:
    value = read(text)
    if value is not None:
        return value
    kind = "number" if read is number else "date"
    if not text:
        raise SpanError(f"There is no {kind} after {relation}. {_examples(field)}")
    if relation and text[0] in "<>=":
        raise SpanError(f"Compare by >, >=, < or <=. {_examples(field)}")
    raise SpanError(f"{text} is not a {kind}. {_examples(field)}")


def _examples(field: str) -> str:
    *some, last = [f"{field}:{example}" for example in _EXAMPLES[field]]
    return f"Write {', '.join(some)} or {last}."


def _is_backwards(low: Value, high: Value) -> bool:
    """Tell whether a range ends before it begins, as far as that does not depend on the day."""
    match low, high:
        case float(), float():
            return low > high
        case str(), str():
            return days(low, date.max)[0] > days(high, date.max)[1]
        case Age(), Age():
            return low.count * _DAYS[low.unit] < high.count * _DAYS[high.unit]
    return False


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
