"""Telling from the index which papers a library has, without reading any."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from store.identity import Known

_FIND = (
    "SELECT paper.id, paper.content FROM identity JOIN paper ON paper.row = identity.row "
    "WHERE identity.key = ? ORDER BY paper.seq"
)


class KnownPapers:
    """The papers of an index that is up to date, as an import asks for them.

    Args:
        connection: to the index.
        trash: knows the papers that are in the trash.
    """

    def __init__(self, connection: sqlite3.Connection, trash: Known | None = None) -> None:
        self._connection = connection
        self._trash = trash
        self._content: dict[str, int] = {}
        (self._has_papers,) = connection.execute("SELECT EXISTS(SELECT 1 FROM paper)").fetchone()

    def candidates(self, names: Sequence[int]) -> Iterator[str]:
        """Give the ids of papers that have one of these keys; see `store.identity.Known`."""
        if not self._has_papers and self._trash is None:
            return
        for name in names:
            found = self._connection.execute(_FIND, (name,)).fetchall()
            if found:
                self._content = dict(found)  # it is asked for next
                yield from self._content
            if self._trash:
                yield from self._trash.candidates((name,))

    def content(self, paper_id: str) -> int | None:
        """Give the digest of a paper; see `store.identity.Known`."""
        return self._content.get(paper_id)
