"""A query as a whole.

The reader and ``list`` begin with everything, for which no more than this is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from store.query.tree import Node


class All(NamedTuple):
    """Papers that match every part; every paper where there is none."""

    nodes: tuple[Node, ...]


class Sort(NamedTuple):
    """One field to sort by."""

    field: str
    descending: bool = False


class Query(NamedTuple):
    """What papers, in what order."""

    where: Node
    sort: tuple[Sort, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether every paper matches."""
        return self.where == EVERYTHING.where


EVERYTHING = Query(All(()))
"""Every paper, in no order that was asked for."""
