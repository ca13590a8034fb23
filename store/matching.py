"""Whether one paper matches a query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from store.models import Marks, Paper
from store.query.parser import plain_identifier
from store.query.query import All
from store.query.span import days
from store.query.tree import (
    Between,
    Bound,
    Category,
    Either,
    Has,
    Is,
    Known,
    Node,
    Not,
    Tag,
    Text,
)
from store.text.fold import words
from store.text.latex import both


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as a search sees it."""

    paper: Paper
    marks: Marks
    text: str
    """The words of `texts`, a line each; see `store.text.fold.words`."""


Test = Callable[[Entry], bool]

_STATES: dict[str, Test] = {
    "read": lambda entry: entry.marks.read,
    "unread": lambda entry: not entry.marks.read,
    "starred": lambda entry: entry.marks.starred,
    "queued": lambda entry: entry.marks.queued,
    "unsure": lambda entry: bool(entry.paper.unsure),
}

PARTS_OF: dict[str, Callable[[Paper], bool]] = {
    "abstract": lambda paper: bool(paper.abstract),
    "code": lambda paper: paper.has_code or "code" in paper.identifiers,
    "pdf": lambda paper: "pdf" in paper.identifiers or "arxiv" in paper.identifiers,
    "doi": lambda paper: "doi" in paper.identifiers,
    "arxiv": lambda paper: "arxiv" in paper.identifiers,
    "url": lambda paper: "url" in paper.identifiers,
}
"""What a paper itself may have."""


def texts(paper: Paper) -> tuple[str, str, str, str, str]:
    """Give the words of a paper: of title, authors, abstract, organisations, venue."""
    return (
        words(both(paper.title)),
        words(both("; ".join(paper.authors))),
        words(both(paper.abstract)),
        words(both("; ".join(paper.organisations))),
        words(both(paper.venue)),
    )


_TEXTS: dict[str, Callable[[Entry], str]] = {
    "title": lambda entry: both(entry.paper.title),
    "author": lambda entry: both("; ".join(entry.paper.authors)),
    "abstract": lambda entry: both(entry.paper.abstract),
    "note": lambda entry: entry.marks.note,
    "org": lambda entry: both("; ".join(entry.paper.organisations)),
    "venue": lambda entry: both(entry.paper.venue),
}

_NUMBERS: dict[str, Callable[[Entry], float | None]] = {
    "year": lambda entry: entry.paper.year,
    "score": lambda entry: entry.paper.score,
    "rating": lambda entry: entry.marks.rating,
}


def compiled(node: Node, today: date) -> Test:
    """Give a function that tells whether a paper matches.

    Args:
        node: what papers.
        today: what ages are counted from.
    """
    match node:
        case Not(inner):
            rejects = compiled(inner, today)
            return lambda entry: not rejects(entry)
        case All(nodes):
            tests = [compiled(part, today) for part in nodes]
            return lambda entry: all(test(entry) for test in tests)
        case Either(nodes):
            tests = [compiled(part, today) for part in nodes]
            return lambda entry: any(test(entry) for test in tests)
        case Between():
            return _range_test(node, today)
    return _leaf_test(node)


def _leaf_test(node: Node) -> Test:  # noqa: PLR0911 - one for each kind
    match node:
        case Text(text, ""):
            return _text_test(text)
        case Text(text, field):
            return _field_test(text, _TEXTS[field])
        case Tag(name):
            return lambda entry: name in entry.marks.tags
        case Category(name):
            return lambda entry: any(_is_category(name, one) for one in entry.paper.categories)
        case Known(kind, value):
            return lambda entry: _is_known(entry.paper, kind, value)
        case Is(state):
            return _STATES[state]
        case Has("note"):
            return lambda entry: bool(entry.marks.note)
        case Has("tags"):
            return lambda entry: bool(entry.marks.tags)
        case Has(part):
            has = PARTS_OF[part]
            return lambda entry: has(entry.paper)
    raise TypeError(node)


def _text_test(text: str) -> Test:
    wanted = words(text)
    if not wanted.strip():  # signs alone are no condition
        return lambda entry: True

    def test(entry: Entry) -> bool:
        if wanted in entry.text:
            return True
        marks = entry.marks
        return bool(marks.note or marks.tags) and (
            wanted in words(marks.note) or wanted in words(" ".join(marks.tags))
        )

    return test


def _field_test(text: str, value: Callable[[Entry], str]) -> Test:
    wanted = words(text)
    if not wanted.strip():
        return lambda entry: True
    return lambda entry: wanted in words(value(entry))


def _is_category(name: str, category: str) -> bool:
    whole = category.lower()
    return name == whole or name in whole.split(".", 1)


def _is_known(paper: Paper, kind: str, value: str) -> bool:
    if kind == "id":
        return paper.id.lower().startswith(value)
    return plain_identifier(kind, paper.identifiers.get(kind, "")) == value


def _range_test(node: Between, today: date) -> Test:
    low, high = node.low, node.high
    number = _NUMBERS.get(node.field)
    if number is not None:
        return lambda entry: _is_between(number(entry), low, high)
    first, last = _days_between(low, high, today)
    day = _added if node.field == "added" else _published
    return lambda entry: bool(when := day(entry)) and first <= when <= last


def _is_between(value: float | None, low: Bound | None, high: Bound | None) -> bool:
    if value is None:
        return False
    return (low is None or _is_beyond(value, low, 1)) and (
        high is None or _is_beyond(value, high, -1)
    )


def _is_beyond(value: float, bound: Bound, sign: int) -> bool:
    distance = sign * (value - float(bound.value))  # type: ignore[arg-type]
    return distance > 0 or (bound.is_included and distance == 0)


def _days_between(low: Bound | None, high: Bound | None, today: date) -> tuple[str, str]:
    """Give the first and the last day of a range, as text that compares as the days do."""
    first, last = "", "~"  # before and after every day
    if low is not None:
        begin, end = days(low.value, today)
        first = begin if low.is_included else f"{end}~"
    if high is not None:
        begin, end = days(high.value, today)
        last = end if high.is_included else f"{begin[:-1]}{chr(ord(begin[-1]) - 1)}~"
    return first, last


def _published(entry: Entry) -> str:
    """Give the first day that a date, as precise as known, stands for."""
    told = entry.paper.published
    return f"{told}-01-01"[:10] if len(told) == 4 else f"{told}-01"[:10] if told else ""


def _added(entry: Entry) -> str:
    told = entry.paper.added
    try:
        return datetime.fromisoformat(told).astimezone().date().isoformat() if told else ""
    except (ValueError, OverflowError, OSError):  # no time that this machine can tell the day of
        return ""
