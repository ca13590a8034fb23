"""Queries as SQL.

Words are asked of FTS5 in one expression where a query has them all of a paper, as most have;
the rest of a query, and words in any other place of it, become conditions on the paper's row.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from store.index.asking import Asked
from store.index.entry import NOTE, PART_BITS, TAGS, UNSURE
from store.index.schema import BETWEEN, COLUMN_OF
from store.query.query import All, Query
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

_NEVER, _ALWAYS = "0", "1"

_LONGEST_TITLE = 60
"""Words; what has more is no title that somebody remembers."""

_STATES = {
    "read": "paper.read = 1",
    "unread": "paper.read = 0",
    "starred": "paper.starred = 1",
    "queued": "paper.queued = 1",
    "unsure": f"paper.has & {UNSURE}",
}

_NUMBERS = {
    "year": "paper.day / 10000",
    "score": "paper.score",
    "rating": "paper.rating",
}


def asked(query: Query, today: date) -> Asked:
    """Give what a query asks, ages counted from a day."""
    nodes = query.where.nodes if isinstance(query.where, All) else (query.where,)
    wanted = [node for node in nodes if not is_empty(node)]
    match = _matching([node for node in wanted if _is_text(node)])
    rest = [node for node in wanted if not (match and _is_text(node))]
    values: list[Any] = []
    where = _Conditions(today, values).of(All(tuple(rest)))
    likely = _likely(wanted) if match else ()
    phrases = match.count('"') // 2
    return Asked(match, where, tuple(values), likely, phrases)


def _likely(nodes: list[Node]) -> tuple[str, ...]:
    """Give what tells a paper that was meant: its title begins so, or the words are whole.

    Who types ``swin`` means Swin, and ``swing`` less likely; who types four words in order most
    likely remembers how a title begins.
    """
    parts = [node.text for node in nodes if isinstance(node, Text) and node.field in ("", "title")]
    phrases = [phrase for part in parts if (phrase := words(part).strip())]
    if not 0 < len(phrases) <= _LONGEST_TITLE:
        return ()
    title = f'title : ^ "{" ".join(phrases)}"'
    return title, f"{title} *", " AND ".join(f'"{phrase}"' for phrase in dict.fromkeys(phrases))


def is_empty(node: Node) -> bool:
    """Tell whether a node is words without a letter or digit, which are no condition."""
    return isinstance(node, Text) and not words(node.text).strip()


def _is_text(node: Node) -> bool:
    """Tell whether a node asks for nothing but words, so that FTS5 can answer it."""
    match node:
        case Text():
            return True
        case Not(inner):
            return _is_text(inner)
        case All(nodes) | Either(nodes):
            return bool(nodes) and all(map(_is_text, nodes))
    return False


def _matching(nodes: list[Node]) -> str:
    """Give the expression for papers that match all of some nodes; empty where there is none.

    FTS5 knows no negation by itself: what is wanted must be there to take the rest away from.
    """
    # What is said twice is looked up twice.
    expressions = list(dict.fromkeys(map(_expression, nodes)))
    wanted = [text for text in expressions if text and not text.startswith("!")]
    unwanted = [text[1:] for text in expressions if text.startswith("!")]
    if not wanted or not all(expressions):
        return ""
    found = " AND ".join(wanted)
    return f"({found}) NOT ({' OR '.join(unwanted)})" if unwanted else found


def _expression(node: Node) -> str:
    """Give a node for FTS5, behind ``!`` where it is to be taken away; empty: it cannot be said."""
    match node:
        case Text(text, name):
            return _phrase(text, name)
        case Not(inner):
            found = _expression(inner)
            return found[1:] if found.startswith("!") else found and f"!{found}"
        case All(nodes):
            found = _matching([part for part in nodes if not is_empty(part)])
            return found and f"({found})"
        case Either(nodes):
            parts = list(dict.fromkeys(map(_expression, nodes)))
            if all(parts) and not any(part.startswith("!") for part in parts):
                return f"({' OR '.join(parts)})"
    return ""


def _phrase(text: str, name: str) -> str:
    found = words(text).strip()
    if not found:
        return ""
    return f'{COLUMN_OF[name]} : "{found}" *' if name else f'"{found}" *'


class _Conditions:
    """Makes conditions on the row of a paper.

    Args:
        today: what ages are counted from.
        values: takes what the question marks stand for.
    """

    def __init__(self, today: date, values: list[Any]) -> None:
        self._today = today
        self._values = values

    def of(self, node: Node) -> str:  # noqa: PLR0911 - one for each kind
        """Give the condition for a node."""
        match node:
            case All(nodes):
                return self._joined(" AND ", nodes) or _ALWAYS
            case Either(nodes):
                return self._joined(" OR ", nodes) or _NEVER
            case Not(inner):
                # A value that is not known compares as neither; it is no match either way.
                return f"NOT coalesce({self.of(inner)}, 0)"
            case Text(text, name):
                return self._text(_phrase(text, name))
            case Tag(name):
                return self._with("paper.row IN (SELECT tag.row FROM tag WHERE tag.name = ?)", name)
            case Category(name):
                return self._with("instr(paper.cats, ?)", f"{BETWEEN}{name}{BETWEEN}")
            case Known(kind, value):
                return self._known(kind, value)
            case Is(state):
                return _STATES[state]
            case Has(part):
                return _part(part)
            case Between():
                return self._between(node)
        raise TypeError(node)

    def _joined(self, word: str, nodes: tuple[Node, ...]) -> str:
        found = word.join(f"({self.of(part)})" for part in dict.fromkeys(nodes))
        return f"({found})" if found else ""

    def _with(self, condition: str, *values: Any) -> str:
        self._values += values
        return condition

    def _text(self, phrase: str) -> str:
        if not phrase:
            return _ALWAYS
        return self._with("paper.row IN (SELECT text.rowid FROM text WHERE text MATCH ?)", phrase)

    def _known(self, kind: str, value: str) -> str:
        if kind == "id":
            return self._with("substr(in_small_letters(paper.id), 1, ?) = ?", len(value), value)
        return self._with(
            "paper.row IN (SELECT i.row FROM identifier i WHERE i.value = ? AND i.kind = ?)",
            value,
            kind,
        )

    def _between(self, node: Between) -> str:
        column = _NUMBERS.get(node.field)
        if column is not None:
            parts = [
                self._with(f"{column} {sign}{'=' * bound.is_included} ?", bound.value)
                for sign, bound in ((">", node.low), ("<", node.high))
                if bound is not None
            ]
            return " AND ".join(parts)
        bounds = _moments if node.field == "added" else _numbers
        column = "paper.moment" if node.field == "added" else "paper.day"
        parts = [
            self._with(f"{column} {sign} ?", value)
            for sign, value in bounds(node.low, node.high, self._today)
        ]
        return " AND ".join(parts)


def _part(part: str) -> str:
    match part:
        case "note":
            return f"paper.remarks & {NOTE}"
        case "tags":
            return f"paper.remarks & {TAGS}"
    return f"paper.has & {PART_BITS[part]}"


def _days(low: Bound | None, high: Bound | None, today: date) -> list[tuple[str, str]]:
    """Give comparisons with the first day after, or before, what a range leaves out."""
    found: list[tuple[str, str]] = []
    if low is not None:
        begin, end = days(low.value, today)
        found.append((">=", begin) if low.is_included else (">", end))
    if high is not None:
        begin, end = days(high.value, today)
        found.append(("<=", end) if high.is_included else ("<", begin))
    return found


def _numbers(low: Bound | None, high: Bound | None, today: date) -> list[tuple[str, Any]]:
    return [(sign, int(day.replace("-", ""))) for sign, day in _days(low, high, today)]


def _moments(low: Bound | None, high: Bound | None, today: date) -> list[tuple[str, Any]]:
    """Give the comparisons of moments: a day is all that is after its midnight, here."""
    found: list[tuple[str, Any]] = []
    for sign, day in _days(low, high, today):
        is_end = sign in (">", "<=")
        found.append((">=" if sign.startswith(">") else "<", _midnight(day, days_later=is_end)))
    return found


def _midnight(day: str, *, days_later: int) -> float:
    try:
        midnight = datetime.fromisoformat(day) + timedelta(days=days_later)
        return midnight.astimezone().timestamp()
    except (OverflowError, ValueError, OSError):
        return 0.0 if day < "1971" else 1e12
