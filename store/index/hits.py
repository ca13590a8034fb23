"""What a query found: ids in order, the first of them at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import overload

RELEVANCE, NEWEST, SORTED, ADDED = "relevance", "newest", "sorted", "added"
"""Orders: by what fits best; the latest published first; as the query says."""

_PORTION = 4096
"""Ids that are looked at before other threads may come between."""


class Hits(Sequence[str]):
    """The ids of the papers that a query found.

    Args:
        ids: the first of them.
        count: how many there are.
        order: how they are ordered.
        rest: gives all of them, where the first are not all.
        read: of the first, whether each is read: a byte.
    """

    def __init__(
        self,
        ids: list[str],
        read: bytearray,
        *,
        count: int | None = None,
        order: str = SORTED,
        rest: Callable[[], tuple[list[str], bytearray]] | None = None,
    ) -> None:
        self._ids = ids
        self._read = read
        self._count = len(ids) if count is None else count
        self._rest = rest if self._count > len(ids) else None
        self._lock = threading.Lock()
        self._places: dict[str, int] | None = None
        self._promised = self._count
        self.order = order
        self.is_behind = False
        """Whether the index did not know yet what was written last."""

    @property
    def is_whole(self) -> bool:
        """Whether all ids are at hand, so that none is waited for."""
        return self._rest is None

    @property
    def first(self) -> list[str]:
        """Those that are at hand."""
        return self._ids

    @property
    def first_read(self) -> bytearray:
        """Of those that are at hand, whether each is read: a byte."""
        return self._read

    def load(self) -> None:
        """Read the ids that are not at hand; from any thread."""
        with self._lock:
            if self._rest is not None:
                self._ids, self._read = self._rest()
                self._count = len(self._ids)
                self._rest = None

    def take(self, ids: list[str], read: bytearray) -> None:
        """Be given all ids."""
        with self._lock:
            self._ids, self._read, self._rest = ids, read, None
            self._count = len(ids)

    @property
    def all(self) -> list[str]:
        """All ids, as a list."""
        if self._rest is not None:
            self.load()
        return self._ids

    @property
    def read(self) -> bytearray:
        """Of each paper whether it was read when the query was answered: a byte."""
        if self._rest is not None:
            self.load()
        return self._read

    @property
    def known_places(self) -> dict[str, int] | None:
        """Where each paper is; None as long as nobody had to know."""
        return self._places

    def places(self) -> dict[str, int]:
        """Give where each paper is; from any thread: it looks at all of them, the first time."""
        ids = self.all
        with self._lock:
            if self._places is None:
                places: dict[str, int] = {}
                for start in range(0, len(ids), _PORTION):
                    portion = ids[start : start + _PORTION]
                    places.update(zip(portion, range(start, start + len(portion)), strict=True))
                self._places = places
            return self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self.all)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            start, stop, step = place.indices(self._count)
            is_at_hand = step > 0 and stop <= len(self._ids)
            return self._ids[start:stop:step] if is_at_hand else self.all[place]
        if 0 <= place < len(self._ids):
            return self._ids[place]
        found = self.all
        if len(found) <= place < self._promised and found:
            return found[-1]  # some are gone since the first were given
        return found[place]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Hits):
            return self.all == other.all
        return self.all == other

    __hash__ = None  # type: ignore[assignment]

    def __contains__(self, paper_id: object) -> bool:
        return paper_id in self._ids or paper_id in self.all

    def index(self, paper_id: str, start: int = 0, stop: int | None = None) -> int:
        """Give the place of a paper.

        Raises:
            ValueError: it is not among them.
        """
        return self.all.index(paper_id, start, len(self) if stop is None else stop)

    def __repr__(self) -> str:
        return f"Hits({self._ids!r}, {self._count})"


class Part:
    """Some of what a query found.

    Args:
        hits: the papers.
        before: how many come before them.
        count: how many there are of all.
    """

    __slots__ = ("before", "count", "hits")

    def __init__(self, hits: Hits, before: int, count: int) -> None:
        self.hits = hits
        self.before = before
        self.count = count
