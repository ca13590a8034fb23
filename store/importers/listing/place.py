"""The places of a line where its first author may begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from store.importers.listing.name import LEADING_PARTICLES, SUFFIX, joined_particle

TAIL = 700
"""As much of a line's end as is examined: three long names and the last words of a title."""

_MOST_TOKENS = 8
_MOST_SEGMENT = 160
_MOST_TOKEN = 60
_MOST_UNCASED = 5
_MOST_AUTHORS = 3
_LOOKS_BACK = 4
"""How many words back from a comma a name without any capital is looked for."""

_TOKEN = re.compile(r"\S+")
_RUN = re.compile(r"[^\W\d_]+")
_CLOSERS = frozenset(")]}>\"'”’»›?!.…*+$%”」』）】％")
_NOT_IN_NAME = re.compile(r"[:;?!=<>{}\[\]|$%#@\\]|\d{2}")

Known = Callable[[str], bool]
"""Whether a run of letters is a word of titles."""


class Segment(NamedTuple):
    """The text between two commas in which the first author may begin."""

    start: int
    """Where it begins in the examined text."""
    end: int
    """Where the first author ends."""
    others: tuple[tuple[int, int], ...]
    """Where the authors after the first begin and end."""
    available: int
    """How many pieces of the line could be authors at all."""


class Token(NamedTuple):
    """A word of the examined text with its place."""

    start: int
    end: int
    text: str


def pieces_of(tail: str) -> list[tuple[int, int]]:
    """Find where the pieces between commas begin and end; ``Jr.`` belongs to the piece before."""
    pieces: list[tuple[int, int]] = []
    start = 0
    while True:
        comma = tail.find(", ", start)
        end = len(tail) if comma < 0 else comma
        if pieces and SUFFIX.fullmatch(tail, start, end):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
        if comma < 0:
            return pieces
        start = comma + 2


def segments_of(tail: str, truncated: bool) -> list[Segment]:
    """List the segments where the first author may begin, the last of the line first."""
    pieces = pieces_of(tail)
    available = min(len(pieces), _MOST_AUTHORS)
    if not truncated:
        available = _plausible_authors(tail, pieces, available)
    counts = (available,) if truncated else range(1, available + 1)
    return [
        Segment(*pieces[-count], tuple(pieces[len(pieces) - count + 1 :]), available)
        for count in counts
    ]


def _plausible_authors(tail: str, pieces: list[tuple[int, int]], available: int) -> int:
    """Count the pieces from the end until one cannot be a whole name, and that one too."""
    for count in range(1, available):
        start, end = pieces[-count]
        if not 1 < end - start <= 80 or _NOT_IN_NAME.search(tail, start, end):
            return count
    return available


def tokens_of(tail: str, segment: Segment) -> list[Token]:
    """Take the end of a segment apart at its spaces."""
    start = max(segment.start, segment.end - _MOST_SEGMENT)
    found = [Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(tail, start, segment.end)]
    return found[-_MOST_TOKENS:]


def places_of(tail: str, segment: Segment, tokens: list[Token], known: Known) -> list[int]:
    """List the places of a segment where a name may begin, in order."""
    places: list[int] = []
    for number, token in enumerate(tokens):
        following = tokens[number + 1].text if number + 1 < len(tokens) else ""
        left = len(tokens) - number
        if token.start > segment.start and _may_begin(token.text, 0, following):
            places.append(token.start)
        places += (token.start + at for at in _inner_places(token.text, following, left, known))
    return sorted({place for place in places if place > 0})


def _may_begin(text: str, at: int, following: str) -> bool:
    """Whether a name may begin here, going by what stands from here on."""
    first = text[at]
    if first.isupper() or first.istitle() or _is_uncased(first):
        return True
    rest = text[at:] if at else text
    if rest in LEADING_PARTICLES:
        return bool(following) and (following[0].isupper() or following in LEADING_PARTICLES)
    size = joined_particle(rest)
    return size > 0 and rest[size : size + 1].isupper()


def _is_uncased(ch: str) -> bool:
    return ch.isalpha() and not ch.isupper() and not ch.islower() and not ch.istitle()


def _inner_places(text: str, following: str, left: int, known: Known) -> Iterator[int]:
    first = max(1, len(text) - _MOST_TOKEN)
    looks_for_small = left <= _LOOKS_BACK
    if text.isascii() and text.isalpha() and text[1:].islower():
        yield from _particle_places(text, following, first)
    else:
        for at in range(first, len(text)):
            here, before = text[at], text[at - 1]
            if here.isupper() or here.istitle():
                if _capital_begins(text, at, before, following):
                    yield at
            elif here.islower():
                if _small_begins(text, at, following, looks_for_small):
                    yield at
            elif _is_uncased(here) and (not _is_uncased(before) or at >= len(text) - _MOST_UNCASED):
                yield at
    if looks_for_small and len(text) > 5 and not known(text):
        yield from _spelled_places(text, first, known)


def _capital_begins(text: str, at: int, before: str, following: str) -> bool:
    if before.isupper():
        after = text[at + 1 : at + 2]
        if not after:
            return len(following) > 1 and following[0].isupper()
        return after.islower() or after in ".'’-" or (len(text) - at <= 3 and text[at:].isupper())
    if before in "/’'(":  # inside a compound, unless the mark stands by itself or is a quote
        return at == 1 or (before in "’'" and at > 3)
    return True


def _small_begins(text: str, at: int, following: str, looks_for_small: bool) -> bool:
    before = text[at - 1]
    if before in _CLOSERS or before.isdigit() or (at > 1 and text[:at].isupper()):
        if looks_for_small and len(text) - at > 2 and text[at:].isalpha():
            return True
    elif not before.isalpha() or before.isupper():
        return False
    return _may_begin(text, at, following)


def _particle_places(text: str, following: str, first: int) -> Iterator[int]:
    if not following or not (following[0].isupper() or following in LEADING_PARTICLES):
        return
    for size in (6, 4, 3, 2):
        at = len(text) - size
        if at >= first and text[at:] in LEADING_PARTICLES:
            yield at


def _spelled_places(text: str, first: int, known: Known) -> Iterator[int]:
    """Places in a run of small letters (or capitals) where a word of titles ends."""
    for match in _RUN.finditer(text):
        run, start = match[0], match.start()
        if len(run) < 6 or not (run[1:].islower() or run.isupper()) or known(run):
            continue
        for at in range(max(first - start, 3), len(run) - 1):
            if known(run[:at]):
                yield start + at
