"""What the index keeps of one paper."""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from store.identity import key_digests
from store.index.schema import BETWEEN, DATE_BITS
from store.matching import PARTS_OF
from store.models import NO_MARKS, Marks, Paper
from store.query.parser import plain_identifier
from store.record import content_digest
from store.search import author_key, category_key, title_key, venue_key
from store.text.fold import ascii_as_it_is
from store.text.latex import both

_TEXT_BITS = 6
_MOST_SEQ = (1 << (DATE_BITS - _TEXT_BITS)) - 1
MOST_TEXTS = (1 << _TEXT_BITS) - 1
SEQ_MASK = _MOST_SEQ << _TEXT_BITS

NOTE, TAGS, UNSURE = 1, 2, 1 << 30
"""Bits of what a paper has of its reader, and of `has`."""

PART_BITS = {name: 1 << number for number, name in enumerate(PARTS_OF)}

_HAS = [(bit, PARTS_OF[name]) for name, bit in PART_BITS.items()]


def row_number(published: str, seq: int, text: int = 0) -> int:
    """Give the number of a paper's row.

    Args:
        published: its date, as precise as known.
        seq: how many papers were added before it.
        text: how many texts it had before.
    """
    return (_date(published) << DATE_BITS) | (max(_MOST_SEQ - seq, 0) << _TEXT_BITS) | text


def seq_of(row: int) -> int:
    """Give how many papers were added before that of a row."""
    return _MOST_SEQ - ((row & SEQ_MASK) >> _TEXT_BITS)


def _date(published: str) -> int:
    """Give a date as a number that compares as its text does."""
    return int(published.replace("-", "").ljust(8, "0")[:8]) if published else 0


def first_day(published: str) -> int | None:
    """Give the first day a date stands for, as the number 20240301."""
    return int(f"{published}-01-01"[:10].replace("-", "")) if published else None


@lru_cache(maxsize=256)
def moment(added: str) -> float | None:
    """Give when a paper was added, as seconds since 1970."""
    with contextlib.suppress(ValueError, OverflowError, OSError):
        return datetime.fromisoformat(added).astimezone().timestamp() if added else None
    return None


def texts_of(paper: Paper) -> tuple[str, ...]:
    """Give what is searched of a paper itself, column by column.

    FTS5's tokenizer takes it apart into the words that `store.text.fold.words` gives: it knows
    what ASCII's letters, digits and capitals are.
    """
    return (
        ascii_as_it_is(both(paper.title)),
        ascii_as_it_is(both("; ".join(paper.authors))),
        ascii_as_it_is(both(paper.abstract)),
        ascii_as_it_is(both("; ".join(paper.organisations))) if paper.organisations else "",
        ascii_as_it_is(both(paper.venue)),
    )


@lru_cache(maxsize=256)
def categories(told: tuple[str, ...]) -> str:
    """Give every name of categories, each between separators."""
    names: dict[str, None] = {}
    for category in told:
        whole = category.lower()
        names |= dict.fromkeys([whole, *whole.split(".", 1)])
    return f"{BETWEEN}{BETWEEN.join(names)}{BETWEEN}" if names else ""


def digest(parts: tuple[str, ...]) -> int:
    """Give a number that is another one where a text is."""
    data = "\n".join(parts).encode("utf-8", "replace")
    return zlib.crc32(data) | len(data) << 32


@dataclass(frozen=True, slots=True)
class Marked:
    """What the index keeps of a paper's marks."""

    read: bool
    starred: bool
    queued: bool
    rating: int | None
    remarks: int
    note: str
    tags: str
    names: tuple[str, ...]
    """The tags as they are."""


def marked(marks: Marks) -> Marked:
    """Give what is kept of marks."""
    if marks is NO_MARKS:
        return _UNMARKED
    remarks = (NOTE if marks.note else 0) | (TAGS if marks.tags else 0)
    note, tags = ascii_as_it_is(marks.note), ascii_as_it_is(" ".join(marks.tags))
    return Marked(
        marks.read, marks.starred, marks.queued, marks.rating, remarks, note, tags, marks.tags
    )


_UNMARKED = Marked(False, False, False, None, 0, "", "", ())


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index keeps of a paper, but for its place."""

    id: str
    published: str
    texts: tuple[str, ...]
    digest: int
    columns: tuple[Any, ...]
    """day, cats, score, moment, has."""
    sorting: tuple[Any, ...]
    """title, author, venue, cat, added."""
    identifiers: tuple[tuple[str, str], ...]
    """Value and kind."""
    keys: tuple[int, ...]
    """What it may be found again by; see `store.identity.key_digests`."""
    content: int
    """Tells whether another text says the same; see `store.record.content_digest`."""
    marked: Marked


def entry_of(
    paper: Paper, marks: Marks, keys: Sequence[int] | None = None, known: int | None = None
) -> Entry:
    """Give what is kept of a paper.

    Args:
        paper: the paper.
        marks: its marks.
        keys: the numbers of its keys, where they are known.
        known: the digest of its texts, where they are in already: they are not given again.
    """
    parts = texts_of(paper) if known is None else ()
    has = sum([bit for bit, has in _HAS if has(paper)])
    has |= UNSURE if paper.unsure else 0
    return Entry(
        paper.id,
        paper.published,
        parts,
        digest(parts) if known is None else known,
        (
            first_day(paper.published),
            categories(paper.categories),
            None if paper.score is None else float(paper.score),
            moment(paper.added),
            has,
        ),
        (
            title_key(paper),
            author_key(paper),
            venue_key(paper),
            category_key(paper),
            paper.added or None,
        ),
        _identifiers(paper),
        tuple(key_digests(paper) if keys is None else keys),
        content_digest(paper),
        marked(marks),
    )


def _identifiers(paper: Paper) -> tuple[tuple[str, str], ...]:
    if not paper.identifiers:
        return ()
    found = [(kind, paper.identifiers.get(kind, "")) for kind in ("doi", "arxiv")]
    return tuple((plain_identifier(kind, value), kind) for kind, value in found if value)
