"""A tree to text, which stands for the same tree again."""

from __future__ import annotations

from store.query.parser import tokens
from store.query.query import All, Query
from store.query.span import written
from store.query.tree import (
    Between,
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


def printed(query: Query) -> str:
    """Give a text that stands for a query."""
    where = _of(query.where) if query.where != All(()) else ""
    order = [f"sort:{'-' if rule.descending else ''}{rule.field}" for rule in query.sort]
    return " ".join([*([where] if where else []), *order])


def _of(node: Node) -> str:
    match node:
        case Either(nodes):
            return " OR ".join(_in_either(part) for part in nodes)
        case All(nodes):
            return " ".join(_in_all(part) for part in nodes)
        case Not(inner):
            return f"-{_in_all(inner)}" if not isinstance(inner, Not) else f"-({_of(inner)})"
    return _leaf(node)


def _in_either(node: Node) -> str:
    return f"({_of(node)})" if isinstance(node, Either) else _of(node)


def _in_all(node: Node) -> str:
    return f"({_of(node)})" if isinstance(node, Either | All) else _of(node)


def _leaf(node: Node) -> str:  # noqa: PLR0911 - one for each kind
    match node:
        case Text(text, ""):
            return _word(text)
        case Text(text, field):
            return _value(field, text)
        case Tag(name):
            return _value("tag", name)
        case Category(name):
            return _value("cat", name)
        case Known(kind, value):
            return _value(kind, value)
        case Is(state):
            return f"is:{state}"
        case Has(part):
            return f"has:{part}"
        case Between(field):
            return f"{field}:{written(node)}"
    raise TypeError(node)


def _word(text: str) -> str:
    found = tokens(text)
    is_plain = len(found) == 1 and (found[0].kind, found[0].text) == ("word", text)
    return text if is_plain else f'"{text}"'


def _value(field: str, value: str) -> str:
    found = tokens(f"{field}:{value}")
    is_plain = len(found) == 1 and (found[0].kind, found[0].text) == ("field", value)
    return f"{field}:{value}" if is_plain else f'{field}:"{value}"'
