"""Telling whether an entry is about a paper the library has, and naming those it has not.

Two texts are about the same paper when an identifier is the same, or when the letters and
digits of title and first three authors, run together, are the same.  Run together, because a
listing glues them: the same line split at another place is still the same paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from store.models import Paper
from store.text.fold import bare, slug
from store.text.person import family_name

_VERSION = re.compile(r"v\d+$")
_STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "how",
        "in",
        "into",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "over",
        "s",
        "t",
        "the",
        "to",
        "toward",
        "towards",
        "under",
        "using",
        "via",
        "we",
        "what",
        "when",
        "where",
        "which",
        "why",
        "with",
        "without",
    ]
)
_LONGEST_LEAD = 3
_TITLE_WORDS = 3
_LONGEST_SLUG = 48


def keys(paper: Paper) -> Iterator[str]:
    """Give every key under which a paper may be found again."""
    for kind in ("doi", "arxiv", "url"):
        value = paper.identifiers.get(kind, "").strip().lower().rstrip("/")
        if value:
            yield f"{kind}:{_VERSION.sub('', value) if kind == 'arxiv' else value}"
    yield "text:" + bare(paper.title + "".join(paper.authors[:3]))


class Identities:
    """The papers of a library, found by what they are."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def add(self, paper: Paper) -> None:
        """Make a paper findable."""
        for key in keys(paper):
            self._ids.setdefault(key, paper.id)

    def find(self, paper: Paper) -> str | None:
        """Give the id of the library's paper that this one is, if any."""
        return next((self._ids[key] for key in keys(paper) if key in self._ids), None)


def mint(paper: Paper, is_taken: Callable[[str], bool]) -> str:
    """Give a readable id no other paper has: ``wang2022-self-instruct``.

    Args:
        paper: its title, first author and year make the id.
        is_taken: tells whether another paper has an id.
    """
    author = slug(family_name(paper.authors[0])).replace("-", "") if paper.authors else "anon"
    words = _title_slug(paper.title)
    if not author or not words:
        import hashlib  # noqa: PLC0415 - slow to load (OpenSSL), and seldom needed

        digest = hashlib.blake2b(bare(paper.title).encode(), digest_size=3).hexdigest()
        words = "-".join(part for part in (words, digest) if part)
    name = f"{author or 'paper'}{paper.year or ''}-{words}"[:_LONGEST_SLUG].rstrip("-")
    if not is_taken(name):
        return name
    number = 2
    while is_taken(f"{name}-{number}"):
        number += 1
    return f"{name}-{number}"


def _title_slug(title: str) -> str:
    lead, colon, _rest = title.partition(":")
    found = slug(lead).split("-")
    if colon and len(found) <= _LONGEST_LEAD:
        return "-".join(found)
    told = [word for word in slug(title[:400]).split("-") if word not in _STOP_WORDS]
    return "-".join(told[:_TITLE_WORDS])


def update(old: Paper, new: Paper, *, year_inferred: bool) -> Paper:
    """Give the library's paper with what another text about it adds.

    What the new text leaves out stays; the split of title and authors stays, since the reader
    may have moved it; a date without a year confirms the one that is there; a longer or
    complete list of authors replaces a shorter one.

    Args:
        old: the library's paper.
        new: the same paper by the new text.
        year_inferred: the year of `new` was worked out, not read.
    """
    fields: dict[str, Any] = {}
    for name in ("abstract", "categories", "organisations", "venue"):
        fields[name] = getattr(new, name) or getattr(old, name)
    if old.abstract.startswith(new.abstract):
        fields["abstract"] = old.abstract
    fields["published"] = _date(old.published, new.published, year_inferred=year_inferred)
    fields["score"] = old.score if new.score is None else new.score
    fields["has_code"] = old.has_code or new.has_code
    fields["identifiers"] = _union(old.identifiers, new.identifiers)
    if _is_fuller(new, old):
        fields |= {"title": new.title, "authors": new.authors, "unsure": new.unsure}
        fields["authors_complete"] = new.authors_complete
    return replace(old, **fields)


def _union(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    return {**old, **{kind: value for kind, value in new.items() if value}}


def _is_fuller(new: Paper, old: Paper) -> bool:
    return (new.authors_complete, len(new.authors)) > (old.authors_complete, len(old.authors))


def _date(old: str, new: str, *, year_inferred: bool) -> str:
    if not new or old.startswith(new) or (year_inferred and old[5:] == new[5:]):
        return old
    return new
