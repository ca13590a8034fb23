"""Text to a tree.

    query   = either
    either  = all { "OR" all }
    all     = { term [ "AND" ] }
    term    = ( "-" | "NOT" ) term | "(" either ")" | word | phrase | field ":" value
    phrase  = '"' text '"'
    value   = word | phrase | "(" either ")"

``sort:field`` may stand anywhere and is no condition.  What a value may be depends on the
field; see `store.query.word`.  Of brackets behind a field each word is a value of it.  A
quotation mark that is not closed, as while one is typing, ends with the text.

A word without a letter or digit is passed over beside something to look for.  Where there is
nothing else it is an error, as it always is behind a minus, in quotes or behind a field: there
the papers found would be other ones than those asked for, and mostly all there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

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
    OPERATORS,
    PARTS,
    SORT_FIELDS,
    STATES,
    TEXT_FIELDS,
)
from store.tags import TagError, tag
from store.text.fold import words

_DEEPEST = 50

_LONGEST_TOLD = 20
"""Characters of a value that is told again."""

_NO_WORD = "There is no letter or digit here to look for"

_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query."""

    kind: str
    """``open``, ``close``, ``minus``, ``word``, ``phrase``, ``field``, or one of the operators."""
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
        text = match[kind] or ""
        return Token(text if kind == "word" and text in OPERATORS else kind, text, start, end)
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
        self.field = ""
        """What the words in brackets are values of."""

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def error(self, message: str, token: Token) -> QueryError:
        return QueryError(message, self.text, token.start, token.end - token.start)

    def either(self) -> Node:
        parts = [self.all()]
        while (token := self.peek()) and token.kind == "OR":
            self.at += 1
            if parts[-1] == All(()):
                raise self.needs("before", token)
            parts.append(self.all())
            if parts[-1] == All(()):
                raise self.needs("after", token)
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def all(self) -> Node:
        parts: list[Node] = []
        passed_over: Token | None = None
        joining: Token | None = None
        while (token := self.peek()) and token.kind not in ("close", "OR"):
            self.at += 1
            if token.kind == "AND":
                if joining is not None:
                    break
                if not parts and not self.sort:
                    raise self.needs("before", token)
                joining = token
                continue
            part = self.term(token)
            if part is not None:
                parts.append(part)
            if part is not None or token.field == "sort":
                joining = None
            else:
                passed_over = passed_over or token
        if joining is not None:
            raise self.needs("after", joining)
        if not parts and passed_over is not None:
            raise self.no_word(passed_over)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def needs(self, side: str, token: Token) -> QueryError:
        if token.kind == "minus":
            return self.error(f"A minus needs something {side} it.", token)
        return self.error(
            f'{token.kind} needs something {side} it. To find the word, write "{token.kind}".',
            token,
        )

    def no_word(self, token: Token) -> QueryError:
        if token.kind == "phrase" and not token.text.strip():
            return self.error("There is nothing between these quotation marks to look for.", token)
        return self.error(f"{_NO_WORD}: write a word.", token)

    def term(self, token: Token) -> Node | None:
        match token.kind:
            case "open":
                return self.group(token)
            case "minus" | "NOT":
                return self.negation(token)
            case "field":
                return self.condition(token)
        if words(token.text).strip():
            if self.field:
                return self.condition(replace(token, field=self.field))
            return Text(token.text)
        if token.kind == "phrase" and token.text.strip():
            raise self.no_word(token)
        return None

    def group(self, token: Token, field: str = "") -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.error("Too many brackets inside each other.", token)
        outer, self.field = self.field, field or self.field
        node = self.either()
        closing = self.peek()
        if closing is None:
            raise self.error("This bracket is not closed.", token)
        if node == All(()):
            whole = replace(token, end=closing.end)
            raise self.error("There is nothing between these brackets to look for.", whole)
        self.at += 1
        self.depth -= 1
        self.field = outer
        return node

    def negation(self, token: Token) -> Node:
        following = self.peek()
        if following is None or following.kind in ("close", "minus", *OPERATORS):
            raise self.needs("after", token)
        self.at += 1
        if following.field == "sort":
            raise self.error("To sort from great to small write sort:-field.", token)
        node = self.term(following)
        if node is None:
            raise self.needs("after", token)
        return Not(node)

    def condition(self, token: Token) -> Node | None:
        field, value = token.field, token.text.strip()
        if field not in FIELDS:
            raise self.unknown_field(token)
        if not value:
            return self.in_brackets(token)
        if field == "sort":
            if value == "-":
                fields = ", ".join(SORT_FIELDS)
                raise self.error(f"sort:- needs a field after the minus: {fields}.", token)
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

    def in_brackets(self, token: Token) -> Node:
        """Give what stands in brackets behind a field."""
        field, following = token.field, self.peek()
        is_bare = self.text[token.end - 1] == ":" and field != "sort"
        kinds = ("word", "phrase", "open") if is_bare else ("word",)
        if following is None or following.kind not in kinds:
            raise self.error(f"{field}: needs a value after the colon.", token)
        if following.kind == "open" and following.start == token.end:
            self.at += 1
            return self.group(following, field)
        told = self.text[following.start : following.end]
        if len(told) > _LONGEST_TOLD:
            told = "value"
        raise self.error(
            f"{field}: needs a value right after the colon, without a space: {field}:{told}"
            f"{'…)' if told == '(' else '.'}",
            token,
        )

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


def _text(field: str, value: str) -> Node:
    if not words(value).strip():
        raise SpanError(f"{field}: needs a word. {_NO_WORD}.")
    return Text(value, field)


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
    **dict.fromkeys(TEXT_FIELDS, _text),
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
    half = _HALF.search(text)
    if half is not None:
        told = "This is no character but half of one, or no UTF-8: leave it out."
        raise QueryError(told, text, half.start(), 1)
    parser = _Parser(text)
    where = parser.either()
    stray = parser.peek()
    if stray is not None:
        raise parser.error("There is no bracket that this one closes.", stray)
    return Query(where, tuple(parser.sort))
