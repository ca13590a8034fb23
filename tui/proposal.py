"""What a query that is being typed may go on to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from store.errors import QueryError
from store.query import FIELDS, OPERATORS, PARTS, SORT_FIELDS, STATES

LIBRARY_FIELDS = ("tag", "author", "cat", "org", "venue")
"""Fields whose values the library knows."""

_AGES = ("<1d", "<7d", "<30d", "<1y", "today")
_VALUES: dict[str, Sequence[str]] = {
    "is": STATES,
    "has": PARTS,
    "sort": (*SORT_FIELDS, *(f"-{field}" for field in SORT_FIELDS)),
    "date": _AGES,
    "added": _AGES,
}
_END = re.compile(r"[^\s()\"]*\Z")
_FIELD = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)
_UNKNOWN = re.compile(r"([A-Za-z]+):[^/\s]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to go on."""

    label: str
    """What is shown of it."""
    text: str
    """The query with it."""
    count: int = 0
    """How many papers it would find; 0: not counted."""


class Beginning(NamedTuple):
    """The end of a query, where a word is being typed."""

    before: str
    """What stands before the word, or before the value of a field."""
    field: str
    """The field whose value it is; empty: none."""
    word: str

    def proposal(self, word: str, count: int = 0) -> Proposal:
        """Give a way to go on with a word in the place of what is typed."""
        return Proposal(word, self.before + word, count)


def beginning(text: str) -> Beginning | None:
    """Give what is being typed at the end of a query; None inside quotation marks."""
    if text.count('"') % 2:
        return None
    found = _END.search(text)
    word = found[0] if found else ""
    word = word.removeprefix("-")
    before = text.removesuffix(word)
    field = _FIELD.fullmatch(word)
    if field and field[1].lower() in FIELDS:
        return Beginning(before + field[1] + ":", field[1].lower(), field[2])
    return Beginning(before, "", word)


def ways_on(at: Beginning) -> list[Proposal]:
    """Give what needs no look into the library: names of fields, values of some."""
    word = at.word.lower()
    if at.field:
        known = _VALUES.get(at.field, ())
        return [at.proposal(value) for value in known if value.startswith(word) and value != word]
    unknown = _UNKNOWN.match(at.word)
    if unknown:
        near = get_close_matches(unknown[1].lower(), FIELDS, 1)
        return [at.proposal(f"{name}{at.word[unknown.end(1) :]}") for name in near]
    if at.word in OPERATORS or (not word and at.before):
        return []
    return [at.proposal(f"{field}:") for field in FIELDS if field.startswith(word)]


def is_unfinished(error: QueryError) -> bool:
    """Tell whether a query is wrong only as long as it is not typed to its end."""
    if error.text[error.position : error.position + 1] == "(":
        return True
    rest = error.text[error.position + error.length :]
    field = _FIELD.fullmatch(_place(error))
    if field is None:
        return not _has_word(rest)
    return not rest and field[1].lower() in FIELDS


def is_of_signs(error: QueryError) -> bool:
    """Tell whether what is wrong is a sign, but no bracket: its word may follow."""
    return not _has_word(_place(error)) and "(" not in _place(error)


def _place(error: QueryError) -> str:
    return error.text[error.position : error.position + error.length]


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))
