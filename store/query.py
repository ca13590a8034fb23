"""The query language: text to a tree.

    query   = either { "sort:" field }
    either  = all { "OR" all }
    all     = { term }
    term    = "-" term | "(" either ")" | word | '"' phrase '"' | "tag:" word | "is:" state

A tree says nothing of how it is evaluated; see `store.search`.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from store.errors import QueryError
from store.tags import TagError, tag

STATES = ("read", "unread", "starred", "queued", "unsure")
"""What ``is:`` knows."""

SORT_FIELDS = ("date", "title", "author", "score", "added", "rating", "id")
"""What ``sort:`` knows; a ``-`` before it means from great to small."""

FIELDS = ("tag", "is", "sort")
"""What may stand before a colon."""


@dataclass(frozen=True, slots=True)
class Text:
    """A word, matched at the beginning of any word, or a phrase of several."""

    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """Papers with this tag."""

    name: str


@dataclass(frozen=True, slots=True)
class Is:
    """Papers in one of `STATES`."""

    state: str


@dataclass(frozen=True, slots=True)
class Not:
    """Papers that do not match."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """Papers that match every part; every paper where there is none."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Papers that match one part at least."""

    nodes: tuple[Node, ...]


Node = Text | Tag | Is | Not | All | Either


@dataclass(frozen=True, slots=True)
class Sort:
    """One field to sort by."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What papers, in what order."""

    where: Node
    sort: tuple[Sort, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether every paper matches."""
        return self.where == All(())


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<minus>-(?=\S))
      | (?P<field>[A-Za-z]+):(?:"(?P<quoted>[^"]*)"?|(?P<value>[^\s()"]*))
      | "(?P<phrase>[^"]*)"? | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)


def _is_near(name: str) -> bool:
    return bool(difflib.get_close_matches(name.lower(), FIELDS, 1))


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position = 0
    while match := _TOKEN.match(text, position):
        position = match.end()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        value = match["quoted"] or match["value"] or ""
        if match["field"] and (match["value"] or "").startswith("//"):
            kind, content = "word", match[0].strip()  # an address
        elif match["field"] and not (value or _is_near(match["field"])):
            kind, content = "word", match["field"]  # "Crystal: reasoners", pasted from a title
        elif match["field"]:
            kind, content = f"{match['field'].lower()}:", value
        else:
            kind = str(match.lastgroup)
            content = match[kind] or ""
        found.append(_Token(kind, content, start, position))
    return found


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0
        self.sort: list[Sort] = []

    def peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def error(self, message: str, token: _Token) -> QueryError:
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

    def term(self, token: _Token) -> Node | None:
        match token.kind:
            case "open":
                return self.group(token)
            case "minus":
                return self.negation(token)
            case "tag:":
                return self.tag(token)
            case "is:":
                return Is(self.one_of(token, STATES))
            case "sort:":
                name = self.value(token)
                known = self.one_of(token, SORT_FIELDS, name.removeprefix("-"))
                self.sort.append(Sort(known, name.startswith("-")))
                return None
            case "phrase" | "word":
                return Text(token.text) if token.text.strip() else None
        raise self.unknown_field(token)

    def group(self, token: _Token) -> Node:
        self.depth += 1
        if self.depth > 50:
            raise self.error("Too many brackets inside each other.", token)
        node = self.either()
        closing = self.peek()
        if closing is None:
            raise self.error("This bracket is not closed.", token)
        self.at += 1
        self.depth -= 1
        return node

    def negation(self, token: _Token) -> Node:
        following = self.peek()
        if following is None or following.kind in ("close", "minus"):
            raise self.error("A minus needs something after it.", token)
        self.at += 1
        if following.kind == "sort:":
            raise self.error("To sort from great to small write sort:-field.", token)
        node = self.term(following)
        if node is None:
            raise self.error("A minus needs something after it.", token)
        return Not(node)

    def tag(self, token: _Token) -> Tag:
        try:
            return Tag(tag(self.value(token)))
        except TagError as error:
            raise self.error(str(error), token) from None

    def value(self, token: _Token) -> str:
        if not token.text:
            raise self.error(f"{token.kind} needs a value after the colon.", token)
        return token.text

    def one_of(self, token: _Token, known: tuple[str, ...], value: str | None = None) -> str:
        value = (self.value(token) if value is None else value).lower()
        if value in known:
            return value
        near = difflib.get_close_matches(value, known, 1)
        hint = f"Did you mean {token.kind}{near[0]}?" if near else f"It may be {', '.join(known)}."
        raise self.error(f"{token.kind}{value} is not known. {hint}", token)

    def unknown_field(self, token: _Token) -> QueryError:
        near = difflib.get_close_matches(token.kind[:-1], FIELDS, 1)
        known = ", ".join(f"{name}:" for name in FIELDS)
        hint = f"Did you mean {near[0]}:?" if near else f"Fields are {known}."
        return self.error(f"{token.kind} is not a field. {hint} To find the text, quote it.", token)


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


def wanted_texts(node: Node) -> tuple[str, ...]:
    """Give the words and phrases that papers must or may hold, for showing where they are."""
    match node:
        case Text(text):
            return (text,)
        case All(nodes) | Either(nodes):
            return tuple(text for part in nodes for text in wanted_texts(part))
    return ()
