"""Find where a title ends and its first author begins in a line that has nothing between them.

Every place where a name could begin is weighed by what stands left and right of it (``feature``),
with weights fitted once (``weights``). The weights are log-odds, so the shares of the places are
probabilities, and the share of the best one is the confidence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from store.importers.listing.evidence import NO_WORDS, Evidence, Words
from store.importers.listing.feature import Features, Reader
from store.importers.listing.place import TAIL, pieces_of, places_of, segments_of, tokens_of
from store.importers.listing.weights import SURE, WEIGHTS
from store.importers.listing.words import is_title_word

__all__ = [
    "SURE",
    "Evidence",
    "GluedEntry",
    "Split",
    "candidates",
    "split",
    "split_all",
    "split_at",
]

_MOST_ALTERNATIVES = 5
_LEAST_SHARE = 0.001
_AUTHORS_WHEN_TRUNCATED = 3
_SMALL_LETTERS = 0.9
"""Names without any capital look like words: one in ten such splits is wrong."""

_PROGRESS_EVERY = 100


@dataclass(frozen=True, slots=True)
class Split:
    """A title and authors taken apart."""

    title: str
    """The text before the first author."""
    authors: tuple[str, ...]
    """At most three."""
    at: int
    """Index in the given text where the first author begins."""
    confidence: float
    """0 to 1: the share of such splits that are right."""
    alternatives: tuple[int, ...]
    """Other plausible places, best first, at most five."""

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look at it."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class GluedEntry:
    """One line to split."""

    text: str
    """Title and authors, without "et al." and organisations."""
    truncated: bool
    """Whether there was an "et al."."""
    abstract: str = ""
    """The paper's abstract, where there is one."""


def split(text: str, *, truncated: bool, abstract: str = "", evidence: Evidence) -> Split | None:
    """Take a title and its authors apart.

    Args:
        text: Title and authors, without "et al." and organisations.
        truncated: Whether there was an "et al.": then there are three authors.
        abstract: The paper's abstract.
        evidence: What the listing and the library tell.

    Returns:
        The best split, or None where no place looks like the beginning of a name.
    """
    own = Words(abstract) if abstract else NO_WORDS
    ranked, nothing = _rank(text, truncated, own, evidence)
    if not ranked or nothing > ranked[0][0]:
        return None
    share, at = ranked[0]
    title, authors = split_at(text, at)
    others = ranked[1 : _MOST_ALTERNATIVES + 1]
    alternatives = tuple(place for share, place in others if share >= _LEAST_SHARE)
    if authors[0].islower():
        share *= _SMALL_LETTERS
    if truncated and len(authors) != _AUTHORS_WHEN_TRUNCATED:
        share /= 2  # "et al." after fewer than three authors: the line is not what it seems
    return Split(title, authors, at, share, alternatives)


def split_all(
    entries: Sequence[GluedEntry],
    known_authors: Iterable[str] = (),
    progress: Callable[[float], None] = lambda _share: None,
) -> list[Split | None]:
    """Take the lines of a whole listing apart, learning from the clear ones for the others.

    Args:
        entries: The lines of the listing.
        known_authors: Names of authors in the library.
        progress: Called now and then with the share done, 0 to 1; may raise to cancel.
    """
    evidence = Evidence(known_authors)
    for entry in entries:
        evidence.add_text(entry.abstract)
        for name in _certain_authors(entry):
            evidence.add_author(name)
    splits = []
    for number, entry in enumerate(entries):
        if number % _PROGRESS_EVERY == 0:
            progress(number / len(entries))
        splits.append(_split_entry(entry, evidence))
    for entry, found in zip(entries, splits, strict=True):
        if found and found.is_sure:
            for name in found.authors[: 1 if entry.truncated else None]:
                evidence.add_author(name)
    return [
        found if found and found.is_sure else _split_entry(entry, evidence)
        for entry, found in zip(entries, splits, strict=True)
    ]


def _certain_authors(entry: GluedEntry) -> list[str]:
    """List the second and third author before an "et al.": they stand between commas."""
    if not entry.truncated:
        return []
    tail = entry.text[-TAIL:]
    pieces = pieces_of(tail)
    return [tail[start:end] for start, end in pieces[-2:]] if len(pieces) > 2 else []


def _split_entry(entry: GluedEntry, evidence: Evidence) -> Split | None:
    return split(entry.text, truncated=entry.truncated, abstract=entry.abstract, evidence=evidence)


def split_at(text: str, at: int) -> tuple[str, tuple[str, ...]]:
    """Take a title and its authors apart at a given place.

    Args:
        text: Title and authors, without "et al." and organisations.
        at: Index where the first author begins.
    """
    tail = text[at:]
    authors = (tail[start:end].strip() for start, end in pieces_of(tail))
    return text[:at].strip(), tuple(author for author in authors if author)


def candidates(text: str, *, truncated: bool) -> tuple[int, ...]:
    """List every place where the first author could begin, in order.

    Args:
        text: Title and authors, without "et al." and organisations.
        truncated: Whether there was an "et al.".
    """
    offset = max(0, len(text) - TAIL)
    tail = text[offset:].rstrip()
    found: set[int] = set()
    for segment in segments_of(tail, truncated):
        tokens = tokens_of(tail, segment)
        found.update(places_of(tail, segment, tokens, lambda word: is_title_word(word.lower())))
    return tuple(offset + at for at in sorted(found))


def weighable(
    text: str, truncated: bool, own: Words, evidence: Evidence
) -> tuple[list[tuple[int, Features]], Features]:
    """List the places where the first author could begin, each with what speaks for it.

    Args:
        text: Title and authors, without "et al." and organisations.
        truncated: Whether there was an "et al.".
        own: The words of the paper's abstract.
        evidence: What the listing and the library tell.

    Returns:
        The places, and what speaks for there being no author at all.
    """
    offset = max(0, len(text) - TAIL)
    tail = text[offset:].rstrip()
    reader = Reader(tail, own, evidence)
    found: list[tuple[int, Features]] = []
    segments = segments_of(tail, truncated)
    for segment in segments:
        tokens = tokens_of(tail, segment)
        shared = reader.of_segment(segment, truncated)
        for at in places_of(tail, segment, tokens, reader.is_known):
            if tail[:at].strip():
                found.append((offset + at, shared + reader.of_place(at, segment, tokens)))
    return found, reader.of_nothing(segments[0], truncated)


def _rank(
    text: str, truncated: bool, own: Words, evidence: Evidence
) -> tuple[list[tuple[float, int]], float]:
    """Give each place its probability, the best first; and that of there being no author."""
    places, nothing = weighable(text, truncated, own, evidence)
    scores = [_weigh(features) for _, features in places]
    scores.append(_weigh(nothing))
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    total = sum(shares)
    ranked = [(share / total, at) for share, (at, _) in zip(shares[:-1], places, strict=True)]
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    return ranked, shares[-1] / total


def _weigh(features: Features) -> float:
    weight = WEIGHTS.get
    return sum([weight(feature, 0.0) for feature in features])
