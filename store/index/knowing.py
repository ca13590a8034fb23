"""Telling from the index which papers a library has, without reading any."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from store.identity import Known

_FIND = (
    "SELECT paper.id, paper.content FROM identity JOIN paper ON paper.row = identity.row "
    "WHERE identity.key = ? ORDER BY paper.seq LIMIT 1"
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

    def find(self, names: Sequence[int]) -> str | None:
        """Give the id of the paper that has one of these keys; see `store.identity.Known`."""
        if not self._has_papers and self._trash is None:
            return None
        for name in names:
            found = self._connection.execute(_FIND, (name,)).fetchone()
            if found is not None:
                self._content = {found[0]: found[1]}  # it is asked for next
                return str(found[0])
            gone = self._trash.find((name,)) if self._trash else None
            if gone is not None:
                return gone
        return None

    def content(self, paper_id: str) -> int | None:
        """Give the digest of a paper; see `store.identity.Known`."""
        return self._content.get(paper_id)
