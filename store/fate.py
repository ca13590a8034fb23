"""What becomes of each entry of an import, for who wants to look before accepting it."""

from __future__ import annotations

from typing import NamedTuple

from store.importers.contract import Draft
from store.models import Paper, Rejection

NEW, UPDATE, SAME, DUPLICATE, TRASHED, REJECTED = (
    "new",
    "update",
    "same",
    "duplicate",
    "trashed",
    "rejected",
)

_FIELDS = (
    "title",
    "authors",
    "authors_complete",
    "abstract",
    "published",
    "categories",
    "organisations",
    "venue",
    "score",
    "has_code",
    "unsure",
)


class Difference(NamedTuple):
    """A field of a paper that an entry changes."""

    name: str
    """As in JSON; of an identifier its kind."""
    before: object
    after: object


class Fate(NamedTuple):
    """What becomes of an entry."""

    status: str
    """`NEW`; `UPDATE`, `SAME`: of a paper of the library; `DUPLICATE`: an entry before is about the
    same paper; `TRASHED`: of a paper in the trash, where it stays; `REJECTED`: not understood."""
    entry: Draft | Rejection
    paper_id: str = ""
    """The paper that it is about, or will be; empty where it was not understood."""
    differences: tuple[Difference, ...] = ()
    """What it changes of a paper that was there, or that an entry before brought."""
    first: int | None = None
    """The number of the first entry about the same paper, counted from 0; only of a duplicate."""
    is_unread_again: bool = False
    """Whether it takes the read mark from its paper: a later version that says something else."""

    @property
    def line(self) -> int:
        """Where the entry begins, counted from 1."""
        return self.entry.line

    @property
    def title(self) -> str:
        """The paper's title as the entry has it; empty where it was not understood."""
        return self.entry.paper.title if isinstance(self.entry, Draft) else ""

    @property
    def reason(self) -> str:
        """Why it was not understood; empty where it was."""
        return self.entry.reason if isinstance(self.entry, Rejection) else ""

    @property
    def is_change(self) -> bool:
        """Whether it changes anything in the library."""
        return self.status == NEW or bool(self.differences)


def differences(old: Paper, new: Paper) -> tuple[Difference, ...]:
    """Give what of a paper is not as it was, identifiers each by itself."""
    found = [
        Difference(name, before, after)
        for name in _FIELDS
        if (before := getattr(old, name)) != (after := getattr(new, name))
    ]
    was, now = old.identifiers, new.identifiers
    kinds = [kind for kind in {**was, **now} if was.get(kind) != now.get(kind)]
    return (*found, *(Difference(kind, was.get(kind, ""), now.get(kind, "")) for kind in kinds))
