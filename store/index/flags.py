"""Changing marks in an index: those that are no words, of however many papers, in one go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from store.index.entry import marked
from store.index.filling import put
from store.models import Marks

_FLAGS = "read, starred, queued, rating, remarks"
"""What of a paper's marks is no words."""

_PORTION = 1000
"""So many papers are looked at at once."""


class Flags:
    """What an index keeps of papers' marks that is no words.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def change(self, papers: Iterable[tuple[str, Marks]]) -> list[str]:
        """Change marks of papers that are no words; give those papers of which words changed.

        What is no words is written by one statement for all of them: while it runs other threads
        do, and the next key does not wait for the end of a thousand small ones.
        """
        worded: list[str] = []
        columns: set[str] = set()
        come = iter(papers)
        is_begun = False
        while some := list(islice(come, _PORTION)):
            differing = self._differing(some, worded, columns)
            if differing and not is_begun:
                self._connection.execute(
                    f"CREATE TEMP TABLE flag(row INTEGER PRIMARY KEY, {_FLAGS})"
                )
                is_begun = True
            put(self._connection, {"flag": differing})
        if is_begun:
            self._set_all_flags(sorted(columns))
            self._connection.execute("DROP TABLE temp.flag")
        return worded

    def _differing(
        self, papers: Sequence[tuple[str, Marks]], worded: list[str], columns: set[str]
    ) -> list[tuple[Any, ...]]:
        """Give rows and flags of the papers whose flags are others.

        Args:
            papers: papers and their marks.
            worded: takes those of which words changed.
            columns: takes which flags changed.
        """
        names = _FLAGS.split(", ")
        now = {paper_id: marked(marks) for paper_id, marks in papers}
        found = self._connection.execute(
            f"SELECT id, row, {_FLAGS} FROM paper WHERE id IN ({', '.join('?' * len(now))})",
            list(now),
        ).fetchall()
        said = self._said([row for paper_id, row, *_, old in found if old or now[paper_id].remarks])
        rows: list[tuple[Any, ...]] = []
        for paper_id, row, *before in found:
            new = now[paper_id]
            if row in said and said[row] != (new.note, new.tags, set(new.names)):
                worded.append(paper_id)
                continue
            after = [new.read, new.starred, new.queued, new.rating, new.remarks]
            if after != before:
                rows.append((row, *after))
                columns.update(
                    name
                    for name, one, other in zip(names, before, after, strict=True)
                    if one != other
                )
        return rows

    def _said(self, rows: Sequence[int]) -> dict[int, tuple[str, str, set[str]]]:
        """Give note, words of the tags and tags of rows."""
        said: dict[int, tuple[str, str, set[str]]] = {row: ("", "", set()) for row in rows}
        if rows:
            among = f"WHERE row IN ({', '.join('?' * len(rows))})"
            sql = f"SELECT row, note, tags FROM remark {among}"
            for row, note, tags in self._connection.execute(sql, rows):
                said[row] = (note, tags, set())
            for row, name in self._connection.execute(f"SELECT row, name FROM tag {among}", rows):
                said[row][2].add(name)
        return said

    def _set_all_flags(self, columns: Sequence[str]) -> None:
        """Set columns of the rows that are in the table of flags."""
        self._connection.execute(
            f"UPDATE paper SET ({', '.join(columns)}) = (SELECT {', '.join(columns)} FROM temp.flag"
            " WHERE flag.row = paper.row) WHERE row IN (SELECT row FROM temp.flag)"
        )
