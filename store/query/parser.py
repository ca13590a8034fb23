"""Text to a tree.

    query   = either
    either  = all { "OR" all }
    all     = { term }
    term    = "-" term | "(" either ")" | word | phrase | field ":" value
    phrase  = '"' text '"'
    value   = word | phrase

``sort:field`` may stand anywhere and is no condition.  What a value may be depends on the
field; see `store.query.word`.  A quotation mark that is not closed, as while one is typing,
ends with the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from store.errors import QueryError
from store.query.query import All, Query, Sort
from store.query.span import SpanError, day, number, span
from store.query.tree import (
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
from store.query.word import (
    DATE_FIELDS,
    FIELDS,
    ID_FIELDS,
    NUMBER_FIELDS,
    PARTS,
    SORT_FIELDS,
    STATES,
    TEXT_FIELDS,
)
from store.tags import TagError, tag

_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query."""

    kind: str
    """``open``, ``close``, ``minus``, ``word``, ``phrase`` or ``field``."""
    text: str
    """A word, a phrase, or what stands after the colon."""
    start: int
    end: int
    field: str = ""


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<minus>-(?=\S))
      | (?P<field>[A-Za-z]+):(?:"(?P<quoted>[^"]*)"?|(?P<value>[^\s()"]*))
      | "(?P<phrase>[^"]*)"? | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)


def tokens(text: str) -> list[Token]:
    """Give the pieces of a query."""
    found: list[Token] = []
    position = 0
    while match := _TOKEN.match(text, position):
        position = match.end()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        found.append(_token(match, start))
    return found


def _token(match: re.Match[str], start: int) -> Token:
    field, end = (match["field"] or "").lower(), match.end()
    if not field:
        kind = str(match.lastgroup)
        return Token(kind, match[kind] or "", start, end)
    value = match["quoted"] or match["value"] or ""
    if (match["value"] or "").startswith("//"):  # an address
        return Token("word", match[0].strip(), start, end)
    if not value and field not in FIELDS:  # "Crystal: reasoners", pasted from a title
        return Token("word", match["field"], start, end)
    return Token("field", value, start, end, field)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0
        self.sort: list[Sort] = []

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def error(self, message: str, token: Token) -> QueryError:
        return QueryError(message, self.text, token.start, token.end - token.start)

    def either(self) -> Node:
        parts = [self.all()]
        while (token := self.peek()) and token.kind == "word" and token.text == "OR":
            self.at += 1
            if parts[-1] == All(()):
                raise self.error("OR needs something before it.", token)
            parts.append(self.all())
            if parts[-1] == All(()):
                raise self.error("OR needs something after it.", token)
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def all(self) -> Node:
        parts: list[Node] = []
        while (token := self.peek()) and token.kind != "close":
            if token.kind == "word" and token.text == "OR":
                break
            self.at += 1
            part = self.term(token)
            if part is not None:
                parts.append(part)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def term(self, token: Token) -> Node | None:
        match token.kind:
            case "open":
                return self.group(token)
            case "minus":
                return self.negation(token)
            case "field":
                return self.condition(token)
        return Text(token.text) if token.text.strip() else None

    def group(self, token: Token) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.error("Too many brackets inside each other.", token)
        node = self.either()
        if self.peek() is None:
            raise self.error("This bracket is not closed.", token)
        self.at += 1
        self.depth -= 1
        return node

    def negation(self, token: Token) -> Node:
        following = self.peek()
        if following is None or following.kind in ("close", "minus"):
            raise self.error("A minus needs something after it.", token)
        self.at += 1
        if following.field == "sort":
            raise self.error("To sort from great to small write sort:-field.", token)
        node = self.term(following)
        if node is None:
            raise self.error("A minus needs something after it.", token)
        return Not(node)

    def condition(self, token: Token) -> Node | None:
        field, value = token.field, token.text.strip()
        if field not in FIELDS:
            raise self.unknown_field(token)
        if not value:
            raise self.error(f"{field}: needs a value after the colon.", token)
        if field == "sort":
            known = self.one_of(token, SORT_FIELDS, value.removeprefix("-"))
            self.sort.append(Sort(known, value.startswith("-")))
            return None
        make = _MAKERS.get(field)
        if make is None:
            states = field == "is"
            name = self.one_of(token, STATES if states else PARTS, value)
            return Is(name) if states else Has(name)
        try:
            return make(field, value)
        except (TagError, SpanError) as error:
            raise self.error(str(error), token) from None

    def one_of(self, token: Token, known: tuple[str, ...], value: str) -> str:
        value, field = value.lower(), token.field
        if value in known:
            return value
        import difflib  # noqa: PLC0415 - only for what was mistyped

        near = difflib.get_close_matches(value, known, 1)
        hint = f"Did you mean {field}:{near[0]}?" if near else f"It may be {', '.join(known)}."
        raise self.error(f"{field}:{value} is not known. {hint}", token)

    def unknown_field(self, token: Token) -> QueryError:
        import difflib  # noqa: PLC0415 - only for what was mistyped

        near = difflib.get_close_matches(token.field, FIELDS, 1)
        known = ", ".join(f"{name}:" for name in FIELDS)
        hint = f"Did you mean {near[0]}:?" if near else f"Fields are {known}."
        return self.error(
            f"{token.field}: is not a field. {hint} To find the text, quote it.", token
        )


def _identifier(kind: str, value: str) -> Node:
    plain = plain_identifier(kind, value)
    if not plain:
        raise SpanError(f"{value} holds no identifier.")
    return Known(kind, plain)


_AROUND = {
    "doi": re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:|\s)+"),
    "arxiv": re.compile(r"^(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:|\s)+|(?:v\d+|\.pdf|\s)+$"),
}


def plain_identifier(kind: str, value: str) -> str:
    """Give an identifier as it is compared: in small letters, without address and version."""
    value = value.strip().lower()
    return _AROUND[kind].sub("", value) if kind in _AROUND else value


_MAKERS: dict[str, Callable[[str, str], Node]] = {
    **dict.fromkeys(TEXT_FIELDS, lambda field, value: Text(value, field)),
    **dict.fromkeys(ID_FIELDS, _identifier),
    **dict.fromkeys(NUMBER_FIELDS, lambda field, value: span(field, value, number)),
    **dict.fromkeys(DATE_FIELDS, lambda field, value: span(field, value, day)),
    "tag": lambda _field, value: Tag(tag(value)),
    "cat": lambda _field, value: Category(value.lower()),
}


def parse(text: str) -> Query:
    """Give the query a text stands for; an empty text stands for every paper.

    Raises:
        QueryError: it is not understood; with the place and a suggestion.
    """
    parser = _Parser(text)
    where = parser.either()
    stray = parser.peek()
    if stray is not None:
        raise parser.error("There is no bracket that this one closes.", stray)
    return Query(where, tuple(parser.sort))
