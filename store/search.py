"""Evaluating a query by looking at every paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from store.errors import PaperdeckError
from store.models import UNSURE_SPLIT, Marks, Paper
from store.query import All, Either, Is, Node, Not, Query, Sort, Tag, Text
from store.text.fold import fold, words

_WIDE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"  # Chinese, Japanese
)
"""Scripts written without spaces: found anywhere, not only where a word begins."""

DEFAULT_SORT = (Sort("date", descending=True),)


class SearchCancelled(PaperdeckError):
    """A search was given up because nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as a search sees it."""

    paper: Paper
    marks: Marks
    text: str
    """The folded words of title, authors and so on, a line each; see `store.text.fold.words`."""


def text_of(paper: Paper) -> str:
    """Give the words of a paper that a search looks at."""
    parts = (paper.title, "; ".join(paper.authors), paper.abstract, "; ".join(paper.organisations))
    return "\n".join(map(words, parts))  # so no phrase goes from the title on into the authors


Test = Callable[[Entry], bool]

_STATES: dict[str, Test] = {
    "read": lambda entry: entry.marks.read,
    "unread": lambda entry: not entry.marks.read,
    "starred": lambda entry: entry.marks.starred,
    "queued": lambda entry: entry.marks.queued,
    "unsure": lambda entry: bool(entry.paper.unsure),
}


def _text_test(text: str) -> Test:
    wanted = words(text)
    if len(wanted) < 2:
        return lambda entry: text in entry.paper.title
    if _WIDE.search(wanted):
        wanted = wanted[1:]

    def test(entry: Entry) -> bool:
        if wanted in entry.text:
            return True
        marks = entry.marks
        return bool(marks.note or marks.tags) and wanted in words(
            f"{marks.note} {' '.join(marks.tags)}"
        )

    return test


def compiled(node: Node) -> Test:
    """Give a function that tells whether a paper matches."""
    match node:
        case Text(text):
            return _text_test(text)
        case Tag(name):
            return lambda entry: name in entry.marks.tags
        case Is(state):
            return _STATES[state]
        case Not(inner):
            rejects = compiled(inner)
            return lambda entry: not rejects(entry)
        case All(nodes):
            tests = [compiled(part) for part in nodes]
            return lambda entry: all(test(entry) for test in tests)
        case Either(nodes):
            tests = [compiled(part) for part in nodes]
            return lambda entry: any(test(entry) for test in tests)


def _author(entry: Entry) -> str:
    names = entry.paper.authors[0].split() if entry.paper.authors else []
    return fold(names[-1]) if names else ""


_SORTS: dict[str, Callable[[Entry], str | float | None]] = {
    "date": lambda entry: entry.paper.published or None,
    "title": lambda entry: fold(entry.paper.title) or None,
    "author": lambda entry: _author(entry) or None,
    "score": lambda entry: entry.paper.score,
    "added": lambda entry: entry.paper.added or None,
    "rating": lambda entry: entry.marks.rating,
    "id": lambda entry: entry.paper.id,
}


def ordered(entries: Sequence[Entry], sort: Sequence[Sort]) -> list[Entry]:
    """Give entries in order; those without the field come last, whichever way it runs."""
    found = list(entries)
    for rule in reversed(sort or DEFAULT_SORT):
        key = _SORTS[rule.field]
        values = [(key(entry), entry) for entry in found]
        known = [(value, entry) for value, entry in values if value is not None]
        known.sort(key=lambda pair: cast(Any, pair[0]), reverse=rule.descending)
        found = [entry for _, entry in known] + [entry for value, entry in values if value is None]
    return found


def find(
    query: Query, entries: Iterable[Entry], is_cancelled: Callable[[], bool] = lambda: False
) -> list[str]:
    """Give the ids of the papers that match, in order.

    Args:
        query: what papers, in what order; by default the latest published first.
        entries: the papers to look at.
        is_cancelled: asked now and then.

    Raises:
        SearchCancelled: `is_cancelled` said so.
    """
    test = compiled(query.where)
    found: list[Entry] = []
    for number, entry in enumerate(entries):
        if number % 512 == 0 and is_cancelled():
            raise SearchCancelled("The search was given up.")
        if test(entry):
            found.append(entry)
    return [entry.paper.id for entry in ordered(found, query.sort)]


def is_split_unsure(paper: Paper) -> bool:
    """Tell whether the place between title and authors was a guess."""
    return UNSURE_SPLIT in paper.unsure
