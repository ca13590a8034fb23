"""Figures about papers: how many there are, when they came and were read, what they are about."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from store import marks as law
from store.marks import Fields
from store.models import NO_MARKS, UNSURE_SPLIT, JsonObject
from store.record import texts_in


class Share(NamedTuple):
    """How many papers have something."""

    name: str
    papers: int
    read: int
    """How many of them are read."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures about some papers."""

    papers: int
    read: int
    starred: int
    queued: int
    tagged: int
    notes: int
    ratings: Mapping[int, int]
    """Papers by rating, 1 to 5."""
    added: Mapping[date, int]
    """Papers by the day of this machine's time zone on which they were first imported."""
    read_on: Mapping[date, int]
    """Papers that are read by the day on which they were last marked so."""
    published: Mapping[int, int]
    """Papers by year."""
    categories: Sequence[Share]
    """The most frequent first; so are the others."""
    tags: Sequence[Share]
    organisations: Sequence[Share]
    authors: Sequence[Share]
    """Of papers whose title and authors are told apart for certain."""

    @property
    def unread(self) -> int:
        """How many papers are not read."""
        return self.papers - self.read

    @property
    def rated(self) -> int:
        """How many papers have a rating."""
        return sum(self.ratings.values())


class _Kind:
    """Counts of what papers have several of."""

    def __init__(self) -> None:
        self._papers: Counter[str] = Counter()
        self._read: Counter[str] = Counter()

    def add(self, names: Iterable[str], is_read: bool) -> None:
        for name in set(names):
            self._papers[name] += 1
            if is_read:
                self._read[name] += 1

    def shares(self, most: int | None) -> list[Share]:
        ordered = sorted(self._papers.items(), key=lambda item: (-item[1], item[0]))
        return [Share(name, count, self._read[name]) for name, count in ordered[:most]]


class Tally:
    """Figures in the making: papers are added to it one by one."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._ratings: Counter[int] = Counter()
        self._added: Counter[date] = Counter()
        self._read_on: Counter[date] = Counter()
        self._published: Counter[int] = Counter()
        self._categories, self._tags = _Kind(), _Kind()
        self._organisations, self._authors = _Kind(), _Kind()

    def add(self, document: JsonObject, devices: Sequence[Fields]) -> None:
        """Count a paper.

        Args:
            document: as the journal has it.
            devices: what each device has written about it.
        """
        marks = law.merge(devices) if devices else NO_MARKS
        is_read = marks.read
        counts = self._counts
        counts["papers"] += 1
        if devices:
            counts["read"] += is_read
            counts["starred"] += marks.starred
            counts["queued"] += marks.queued
            counts["tagged"] += bool(marks.tags)
            counts["notes"] += bool(marks.note)
            if marks.rating:
                self._ratings[marks.rating] += 1
            self._tags.add(marks.tags, is_read)
            day = _day(law.stamp_of(law.latest(devices, "read"))[:24]) if is_read else None
            if day:
                self._read_on[day] += 1
        added = document.get("added")
        day = _day(added) if isinstance(added, str) else None
        if day:
            self._added[day] += 1
        published = document.get("published")
        if isinstance(published, str) and published[:4].isdecimal():
            self._published[int(published[:4])] += 1
        self._categories.add(texts_in(document, "categories"), is_read)
        self._organisations.add(texts_in(document, "organisations"), is_read)
        if UNSURE_SPLIT not in texts_in(document, "unsure"):
            self._authors.add(texts_in(document, "authors"), is_read)

    def statistics(self, most: int | None = None) -> Statistics:
        """Give the figures about the papers that were added.

        Args:
            most: of categories, tags, organisations and authors; None: all.
        """
        counts = self._counts
        return Statistics(
            papers=counts["papers"],
            read=counts["read"],
            starred=counts["starred"],
            queued=counts["queued"],
            tagged=counts["tagged"],
            notes=counts["notes"],
            ratings=dict(sorted(self._ratings.items())),
            added=dict(sorted(self._added.items())),
            read_on=dict(sorted(self._read_on.items())),
            published=dict(sorted(self._published.items())),
            categories=self._categories.shares(most),
            tags=self._tags.shares(most),
            organisations=self._organisations.shares(most),
            authors=self._authors.shares(most),
        )


@lru_cache(maxsize=4096)
def _day(moment: str) -> date | None:
    """Give the day of a moment here; None where it is no moment."""
    with contextlib.suppress(ValueError, OverflowError, OSError):
        return datetime.fromisoformat(moment).astimezone().date() if moment else None
    return None
