"""Telling whether an entry is about a paper the library has, and naming those it has not.

Two texts are about the same paper when an identifier is the same, or when the letters and
digits of title and first three authors, run together, are the same.  Run together, because a
listing glues them: the same line split at another place is still the same paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from store.models import UNSURE_CATEGORY, UNSURE_SPLIT, Paper
from store.text.digest import blake2b, digest
from store.text.fold import bare, slug, slug_words
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
_SIXTY_THREE_BITS = (1 << 63) - 1
_LONGEST_LEAD = 3
_TITLE_WORDS = 3
_LONGEST_SLUG = 48
_LONGEST_ASKED = 80


def keys(paper: Paper) -> list[str]:
    """Give every key under which a paper may be found again, the surest first."""
    found = []
    for kind in ("doi", "arxiv", "url"):
        given = paper.identifiers.get(kind)
        if given and (value := given.strip().lower().rstrip("/")):
            found.append(f"{kind}:{_VERSION.sub('', value) if kind == 'arxiv' else value}")
    found.append(_text_key(paper.title, paper.authors[:3]))
    if 3 < len(paper.authors) <= 6:  # a split moved into a title with commas makes them more
        found.append(_text_key(paper.title, paper.authors))
    return found


def _text_key(title: str, authors: Sequence[str]) -> str:
    text = title + "".join(authors)
    return f"text:{bare(text) or text}"


def key_digest(name: str) -> int:
    """Give the number that stands for a key: 63 bits, the same at any time and on any machine."""
    return digest(name.encode("utf-8", "surrogatepass")) & _SIXTY_THREE_BITS


def key_digests(paper: Paper) -> list[int]:
    """Give the numbers of a paper's keys, the surest first; see `keys`."""
    return [key_digest(name) for name in keys(paper)]


class Known(Protocol):
    """Whoever knows the papers of a library, those in the trash included."""

    def find(self, names: Sequence[int]) -> str | None:
        """Give the id of the paper that has one of these keys, if any.

        Args:
            names: the numbers of keys; see `key_digest`. Of several that are known the first
                counts, and of papers of one key that which was there first, those in the trash
                last.
        """

    def content(self, paper_id: str) -> int | None:
        """Give the digest of a paper; see `store.record.content_digest`.

        None for one that is not known or in the trash, or where that would cost more than to
        read the paper.
        """


class Identities:
    """Papers found by what they are.

    Args:
        known: knows papers that were there before all that are added here.
    """

    def __init__(self, known: Known | None = None) -> None:
        self._known = known
        self._ids: dict[int, str] = {}
        self._contents: dict[str, int] = {}

    def add(self, names: Sequence[int], paper_id: str, content: int | None = None) -> None:
        """Make a paper findable.

        Args:
            names: the numbers of its keys.
            paper_id: its id.
            content: its digest, if it is to be given.
        """
        for name in names:
            self._ids.setdefault(name, paper_id)
        if content is not None:
            self._contents[paper_id] = content

    def find(self, names: Sequence[int]) -> str | None:
        """Give the id of the paper that has one of these keys, if any; see `Known.find`."""
        count, own = len(names), None
        for at, name in enumerate(names):
            if name in self._ids:
                count, own = at + 1, self._ids[name]
                break
        known = None if self._known is None else self._known.find(names[:count])
        return own if known is None else known

    def content(self, paper_id: str) -> int | None:
        """Give the digest of a paper, if it is known; see `Known.content`."""
        return self._contents.get(paper_id)


def asked_id(text: str) -> str:
    """Give the id a source asks for, where it is one a library can have; otherwise nothing."""
    is_slug = len(text) <= _LONGEST_ASKED and slug(text) == text
    return text if is_slug and not text.replace("-", "").isdigit() else ""


def mint(paper: Paper, is_taken: Callable[[str], bool]) -> str:
    """Give a readable id no other paper has: ``wang2022-self-instruct``.

    Args:
        paper: its title, first author and year make the id.
        is_taken: tells whether another paper has an id.
    """
    author = "".join(slug_words(family_name(paper.authors[0]))) if paper.authors else "anon"
    words = _title_slug(paper.title)
    if not author or not words:
        told = blake2b(bare(paper.title).encode(), digest_size=3).hexdigest()
        words = "-".join(part for part in (words, told) if part)
    name = f"{author or 'paper'}{paper.year or ''}-{words}"[:_LONGEST_SLUG].rstrip("-")
    if not is_taken(name):
        return name
    number = 2
    while is_taken(f"{name}-{number}"):
        number += 1
    return f"{name}-{number}"


def _title_slug(title: str) -> str:
    lead, colon, _rest = title.partition(":")
    if colon and len(found := slug_words(lead)) <= _LONGEST_LEAD:
        return "-".join(found)
    told = [word for word in slug_words(title[:400]) if word not in _STOP_WORDS]
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
    teller = old
    if _is_same_line(new, old):
        fields["authors_complete"] = old.authors_complete or new.authors_complete
    elif _is_fuller(new, old):
        teller = new
        fields |= {"title": new.title, "authors": new.authors}
        fields["authors_complete"] = new.authors_complete
    flags = _flags(old, split=teller, category=new if new.categories else old)
    return replace(old, **fields, unsure=flags)


def _flags(old: Paper, *, split: Paper, category: Paper) -> tuple[str, ...]:
    """Give what is unsure: each guess comes with the text that it was taken from."""
    tellers = {UNSURE_SPLIT: split, UNSURE_CATEGORY: category}
    kept = [flag for flag in old.unsure if flag in tellers.get(flag, old).unsure]
    return (*kept, *(name for name in tellers if name in tellers[name].unsure and name not in kept))


def _union(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    return {**old, **{kind: value for kind, value in new.items() if value}}


def _is_same_line(new: Paper, old: Paper) -> bool:
    """Tell whether title and authors, run together, are the same: only the split may differ."""
    if (new.title, new.authors) == (old.title, old.authors):
        return True
    return _text_key(new.title, new.authors) == _text_key(old.title, old.authors)


def _is_fuller(new: Paper, old: Paper) -> bool:
    return (new.authors_complete, len(new.authors)) > (old.authors_complete, len(old.authors))


def _date(old: str, new: str, *, year_inferred: bool) -> str:
    if not new or old.startswith(new):
        return old
    if year_inferred and old:
        told = old[:4] + new[4:]
        if old.startswith(told) or (told.startswith(old) and _is_day(told)):
            return max(old, told)  # the longer one
    return new


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
