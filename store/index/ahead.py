"""Beginning an index while the papers that will be in it are still being read.

To take texts apart into words is most of the work of an index, and is done in the database's own
code: beside the reading of a file and the saving of its papers it costs no time of its own.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Mapping

from store.garbage import garbage_kept
from store.index import schema
from store.index.entry import Entry, digest, entry_of, row_number, texts_of
from store.index.filling import AT_ONCE, Filling, rows_of
from store.models import Fresh, Marks, Paper

_NONE = -1
"""In the place of a row: an entry that is no paper."""

_MOST_UNUSED = 8
"""One in so many rows may be of no paper; otherwise it is better made anew."""


class Ahead:
    """An index that has words, but no papers yet.

    Its rows are numbered as if each entry were a paper that nobody had before; which are, is
    known once they are all read.

    Args:
        connection: in a transaction, to an index that is to be made; until the end nobody else
            uses it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        schema.drop(connection)
        schema.make(connection)
        self.connection = connection
        self.are_papers_saved = False
        """Whether all entries were taken in, and the papers they have become were saved."""
        self._filling = Filling(connection)
        self._rows = array("q")
        self._digests = array("q")
        self._words: list[tuple[object, ...]] = []

    def take(self, paper: Paper | None) -> None:
        """Take in what is searched of the next entry; None for one that is no paper."""
        if paper is None:
            self._rows.append(_NONE)
            self._digests.append(0)
            return
        texts = texts_of(paper)
        row = row_number(paper.published, len(self._rows))
        self._rows.append(row)
        self._digests.append(digest(texts))
        self._words.append((row, *texts, "", ""))
        if len(self._words) == AT_ONCE:
            self._put_words()

    def _put_words(self) -> None:
        words, self._words = self._words, []
        if not self._filling.has_failed:  # what was wrong is told at the end
            self._filling.put({"text": words})

    def is_of(self, papers: Mapping[str, Fresh], ids: Iterable[str]) -> bool:
        """Tell whether papers are all there are in a library, and enough of these entries."""
        unused = len(self._rows) - len(papers)
        return list(papers) == list(ids) and unused * _MOST_UNUSED < len(papers)

    def end(
        self,
        papers: Mapping[str, Fresh],
        marks: Callable[[str], Marks],
        progress: Callable[[int], None],
    ) -> None:
        """Put in the papers that the entries have become.

        Args:
            papers: by id, in the order they were added.
            marks: gives those of a paper.
            progress: takes how many are in; what it raises ends it.
        """
        unused = set(self._rows) - {_NONE}
        placed: list[tuple[int, int, Entry]] = []
        others: list[tuple[int, int, Entry]] = []
        with garbage_kept():
            self._put_words()
            for done, (name, fresh) in enumerate(papers.items(), 1):
                found, number = marks(name), fresh.number
                if fresh.is_changed or found.note or found.tags:
                    entry = entry_of(fresh.paper, found, fresh.keys)
                    others.append((row_number(entry.published, number, text=1), number, entry))
                else:
                    row = self._rows[number]
                    unused.discard(row)
                    entry = entry_of(fresh.paper, found, fresh.keys, self._digests[number])
                    placed.append((row, number, entry))
                if len(placed) == AT_ONCE:
                    self._filling.put(rows_of(placed))
                    placed = []
                    progress(done)
            self._filling.put(rows_of(placed))
            self._filling.put(rows_of(others))
            self._filling.end()
        self.connection.executemany("INSERT INTO dead VALUES(?)", [(row,) for row in unused])
        progress(len(papers))

    def give_up(self) -> None:
        """Write no more; what was written is to be rolled back."""
        self._filling.give_up()
