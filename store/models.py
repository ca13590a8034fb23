"""What the library holds: papers, and what the reader decided about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

JsonObject = dict[str, Any]

UNSURE_SPLIT = "split"
"""Flag in ``Paper.unsure``: the place between title and authors is a guess."""

UNSURE_CATEGORY = "category"
"""Flag in ``Paper.unsure``: the category is not one that arXiv lists."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A published paper, as its source described it."""

    id: str
    """The library's own stable slug; empty before the paper is in a library."""
    title: str
    authors: tuple[str, ...] = ()
    authors_complete: bool = True
    """False where the source cut the list off with "et al."."""
    abstract: str = ""
    published: str = ""
    """ISO 8601 date as precise as known: ``2026-03-11``, ``2026-03``, ``2026`` or empty."""
    categories: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    venue: str = ""
    score: float | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)
    """Kind to value: ``doi``, ``arxiv``, ``url``, ``pdf``, ``code`` and others."""
    has_code: bool = False
    added: str = ""
    """When it was first imported: ISO 8601, UTC, to the second."""
    source: str = ""
    """The name of the file it came from."""
    unsure: tuple[str, ...] = ()
    """What the importer had to guess and a reader should look at."""
    later_sources: tuple[str, ...] = ()
    """The names of other files that have told more of it since, the last ones, in order."""
    previous: Mapping[str, str] = field(default_factory=dict)
    """What it said before a later version changed it: ``title``, ``abstract``; ``by``: which."""
    aliases: tuple[str, ...] = ()
    """Keys of what was merged into it by hand; see `store.identity.keys`."""
    apart: tuple[str, ...] = ()
    """Keys of what it is not, by the user's word."""

    @property
    def year(self) -> int | None:
        """The year of publication, where known."""
        return int(self.published[:4]) if self.published else None


class Fresh(NamedTuple):
    """A paper that was just added by an import."""

    paper: Paper
    keys: Sequence[int]
    """The numbers of its keys; see `store.identity.key_digests`."""
    number: int
    """Which of the entries it came by, counted from 0."""
    is_changed: bool = False
    """Another entry has changed it."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the reader decided about one paper."""

    read: bool = False
    starred: bool = False
    queued: bool = False
    rating: int | None = None
    """1 to 5."""
    tags: tuple[str, ...] = ()
    """Sorted, without repeats."""
    note: str = ""


NO_MARKS = Marks()
"""The marks of a paper nobody has looked at."""


class Rejection(NamedTuple):
    """An entry that could not be understood, or not wholly."""

    source: str
    line: int
    reason: str
    text: str
    """The entry's own text, at most ``REJECTED_TEXT_LIMIT`` characters of it."""


REJECTED_TEXT_LIMIT = 2000
"""Characters of a rejected entry that a report repeats."""
