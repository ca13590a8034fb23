"""What happened in a library; each change returns one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from store.models import JsonObject, Rejection


class PapersMarked(NamedTuple):
    """Marks of papers were changed, and the change is on disk."""

    ids: tuple[str, ...]
    title: str
    """What was done, in words: ``Starred 3 papers``."""
    read: Mapping[str, bool] = MappingProxyType({})
    """Where it was undone or done again: which papers are read now, or unread."""


class PapersEdited(NamedTuple):
    """Papers themselves were changed, came back or went; their marks perhaps too."""

    ids: tuple[str, ...]
    title: str
    came: tuple[str, ...] = ()
    """Of these papers those that the library did not have before."""
    gone: tuple[str, ...] = ()
    """Those that it has no more."""


class PapersDeleted(NamedTuple):
    """Papers were put into the trash, or dropped from it for good."""

    ids: tuple[str, ...]
    title: str


class PapersImported(NamedTuple):
    """Papers were imported, or, for a dry run, would be."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    """For each entry about the same paper as an entry before it, the paper."""
    trashed: tuple[str, ...] = ()
    """Papers that are in the trash; they stay there."""
    rejected: tuple[Rejection, ...] = ()
    unsure: tuple[str, ...] = ()
    """Ids of those added whose title and authors a reader should look at."""
    revised: tuple[str, ...] = ()
    """Those that a later version has changed: they are unread again."""

    def report(self) -> JsonObject:
        """Give the report that ``import --json`` prints."""
        return {
            "added": len(self.added),
            "updated": len(self.updated),
            "unchanged": len(self.unchanged),
            "merged": len(self.merged),
            "trashed": len(self.trashed),
            "rejected": [
                {"source": r.source, "line": r.line, "reason": r.reason, "text": r.text}
                for r in self.rejected
            ],
            "unsure": list(self.unsure),
            "revised": list(self.revised),
            "ids": [*self.added, *self.updated, *self.unchanged],
        }


class Refreshed(NamedTuple):
    """Something was written, by this window or by another one, or by another device."""

    ids: tuple[str, ...] = ()
    """The papers it is about."""
    has_papers: bool = False
    """Whether papers themselves were written, and not only marks."""
    is_all: bool = False
    """Whether it may be about any paper."""


Event = PapersMarked | PapersEdited | PapersDeleted | PapersImported | Refreshed
