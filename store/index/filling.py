"""Putting papers into an index, and taking them out."""

from __future__ import annotations

import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from store.garbage import garbage_kept
from store.index import schema
from store.index.entry import MOST_TEXTS, SEQ_MASK, Entry, Marked, row_number, seq_of
from store.index.schema import BULK_BYTES, COLUMNS

_HANDED_OVER = 2_500
"""So many papers' words are handed to FTS5 at once: fewer cost more, and more keep it waiting."""

_MOST_AHEAD = 10_000
"""So many papers' rows may be made before they are written: a handing over takes that long."""

AT_ONCE = 500

_LOOK_SECONDS = 0.02

_COLUMNS = ", ".join(COLUMNS)

_INTO = {
    "paper": ("INSERT INTO paper VALUES", 15),
    "sorting": ("INSERT INTO sorting VALUES", 6),
    "text": (f"INSERT INTO text(rowid, {_COLUMNS}) VALUES", 1 + len(COLUMNS)),
    "waiting": ("INSERT INTO temp.waiting VALUES", 1 + len(COLUMNS)),
    "remark": ("INSERT INTO remark VALUES", 3),
    "tag": ("INSERT OR IGNORE INTO tag VALUES", 2),
    "identity": ("INSERT INTO identity VALUES", 2),
    "identifier": ("INSERT OR IGNORE INTO identifier VALUES", 3),
    "flag": ("INSERT INTO temp.flag VALUES", 6),
}
"""The beginning of what puts rows into a table, and how many values a row has."""

_IN_ONE = 1000
"""Rows put in by one statement at most: the interpreter is let go of while they are, and taken
again after each statement, for which another busy thread makes it wait."""

Rows = dict[str, list[tuple[Any, ...]]]


def rows_of(entries: Iterable[tuple[int, int, Entry]]) -> Rows:
    """Give the rows of entries, each with its row number and place."""
    rows: Rows = {name: [] for name in _INTO if name not in ("waiting", "flag")}
    for row, seq, entry in entries:
        mark = entry.marked
        flags = (mark.read, mark.starred, mark.queued, mark.rating, mark.remarks)
        rows["paper"].append(
            (row, seq, entry.id, *entry.columns, *flags, entry.digest, entry.content)
        )
        rows["sorting"].append((row, *entry.sorting))
        if entry.texts:
            rows["text"].append((row, *entry.texts, mark.note, mark.tags))
        if mark.remarks:
            rows["remark"].append((row, mark.note, mark.tags))
            rows["tag"] += [(name, row) for name in mark.names]
        rows["identity"] += [(key, row) for key in entry.keys]
        rows["identifier"] += [(*pair, row) for pair in entry.identifiers]
    return rows


def put(connection: sqlite3.Connection, rows: Rows) -> None:
    """Write rows."""
    for name, some in rows.items():
        _put_into(connection, name, some)


def _put_into(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    begin, width = _INTO[table]
    row = f"({', '.join('?' * width)})"
    for start in range(0, len(rows), _IN_ONE):
        part = rows[start : start + _IN_ONE]
        values = list(chain.from_iterable(part))
        sql = f"{begin} {', '.join([row] * len(part))}"
        try:
            connection.execute(sql, values)
        except UnicodeEncodeError:  # other programs write halves of characters, too
            if table == "paper":
                _check_ids(part)
            connection.execute(sql, [_encodable(value) for value in values])


def _check_ids(rows: Sequence[tuple[Any, ...]]) -> None:
    """Refuse ids that cannot be kept as they are: what is found by another leads to no paper.

    Raises:
        UnicodeEncodeError: one holds half a character.
    """
    for _row, _seq, paper_id, *_rest in rows:
        paper_id.encode()


def _encodable(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def fill(
    connection: sqlite3.Connection,
    entries: Iterator[Entry],
    progress: Callable[[int], None],
) -> None:
    """Put many papers in that are not there.

    Args:
        connection: in a transaction.
        entries: the papers, in the order they were added.
        progress: takes how many are in; what it raises ends the filling.
    """
    seq = Changes(connection).seq
    with garbage_kept(), Filling(connection) as filling:
        done = 0
        while some := list(islice(entries, AT_ONCE)):
            placed = [
                (row_number(entry.published, seq + number), seq + number, entry)
                for number, entry in enumerate(some, done)
            ]
            filling.put(rows_of(placed))
            done += len(some)
            progress(done)


class Filling:
    """Puts many rows in: a thread writes them while the next are made.

    Words wait in a table of their own until there are many, and are then handed over in the
    order of their rows by one statement: FTS5 writes out what it has gathered at the end of a
    statement of many rows, and where a row comes before the last.

    Args:
        connection: in a transaction; until the end nobody else uses it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: queue.Queue[Rows | None] = queue.Queue(maxsize=_MOST_AHEAD // AT_ONCE)
        self._waiting = 0
        self._error: Exception | None = None
        self._is_over = False
        self._thread = threading.Thread(target=self._run, name="index", daemon=True)
        connection.execute("INSERT INTO text(text, rank) VALUES('hashsize', ?)", (BULK_BYTES,))
        connection.execute("INSERT INTO text(text, rank) VALUES('automerge', 0)")
        connection.execute(f"CREATE TEMP TABLE waiting(row INTEGER PRIMARY KEY, {_COLUMNS})")
        try:
            self._thread.start()
        except RuntimeError as error:  # so many are allowed and no more
            raise OSError(str(error)) from error

    @property
    def has_failed(self) -> bool:
        """Whether something could not be written, or is not to be written any more."""
        return self._is_over or self._error is not None

    def put(self, rows: Rows) -> None:
        """Have rows written.

        Raises:
            Exception: what writing those before raised.
        """
        if self._error is not None:
            raise self._error
        self._rows.put(rows)

    def _run(self) -> None:
        while (rows := self._rows.get()) is not None:
            try:
                if self._error is None and not self._is_over:
                    self._write(rows)
            except Exception as error:  # whoever waits for the rows is told of it
                self._error = error

    def _write(self, rows: Rows) -> None:
        words = rows.pop("text")  # the others go straight in
        _put_into(self._connection, "waiting", words)
        self._waiting += len(words)
        if self._waiting >= _HANDED_OVER:
            self._hand_over()
        put(self._connection, rows)

    def _hand_over(self) -> None:
        self._connection.execute(
            f"INSERT INTO text(rowid, {_COLUMNS}) SELECT * FROM temp.waiting ORDER BY row"
        )
        self._connection.execute("DELETE FROM temp.waiting")
        self._waiting = 0

    def end(self) -> None:
        """Wait until all is written.

        Raises:
            Exception: what writing raised.
        """
        self._rows.put(None)
        self._thread.join()
        if self._error is not None:
            raise self._error
        self._hand_over()
        connection = self._connection
        connection.execute("DROP TABLE temp.waiting")
        connection.execute("INSERT INTO text(text, rank) VALUES('automerge', 4)")
        connection.execute("INSERT INTO text(text, rank) VALUES('hashsize', 1048576)")
        schema.add_keys(connection)

    def give_up(self) -> None:
        """Write no more; what was written is to be rolled back."""
        self._is_over = True
        while self._thread.is_alive():  # a statement may begin as this one is broken off
            self._connection.interrupt()
            with contextlib.suppress(queue.Full):
                self._rows.put(None, timeout=_LOOK_SECONDS)
            self._thread.join(_LOOK_SECONDS)

    def __enter__(self) -> Filling:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.end()
        else:
            self.give_up()


class Changes:
    """Changes single papers of an index.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._next: int | None = None

    def _one(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
        return found

    @property
    def seq(self) -> int:
        """The place of a paper that is added next."""
        if self._next is None:
            told = self._one(
                "SELECT ifnull(max(seq), -1), (SELECT min(row & ?) FROM dead) FROM paper", SEQ_MASK
            )
            last, dead = told or (-1, None)
            # Nor that of a paper that is gone, for its words are still there.
            self._next = max(last, -1 if dead is None else seq_of(dead)) + 1
        return self._next

    @property
    def count(self) -> int:
        """How many papers there are."""
        found = self._one("SELECT count(*) FROM paper")
        return int(found[0]) if found else 0

    def _taken_seq(self) -> int:
        self._next = self.seq + 1
        return self._next - 1

    def row(self, paper_id: str) -> int | None:
        """Give the row of a paper; None where it is not in."""
        found = self._one("SELECT row FROM paper WHERE id = ?", paper_id)
        return found[0] if found else None

    def puts(self, entries: Sequence[Entry]) -> None:
        """Put papers in, or as they are now in the place of what they were."""
        placed: list[tuple[int, int, Entry]] = []
        changed: list[tuple[int, Entry]] = []
        self._next = self.seq  # before papers are taken out whose places are still theirs
        for entry in entries:
            found = self._one("SELECT row, seq, digest FROM paper WHERE id = ?", entry.id)
            if found is None:
                seq = self._taken_seq()
                placed.append((self._free(entry.published, seq), seq, entry))
            elif self._is_same_text(found, entry):
                changed.append((found[0], entry))
            else:
                self._take(found[0])
                placed.append((self._free(entry.published, found[1]), found[1], entry))
        # In this order: FTS5 writes out what it has gathered where a row comes before the last.
        for row, entry in sorted(changed, key=lambda one: one[0]):
            self._change(row, entry)
        placed.sort(key=lambda one: one[0])
        put(self._connection, rows_of(placed))

    @staticmethod
    def _is_same_text(found: tuple[Any, ...], entry: Entry) -> bool:
        row, seq, digest = found
        return bool(digest == entry.digest) and row | MOST_TEXTS == (
            row_number(entry.published, seq) | MOST_TEXTS
        )

    def _free(self, published: str, seq: int) -> int:
        """Give a row number for a text that no text had before."""
        for text in range(MOST_TEXTS + 1):
            row = row_number(published, seq, text)
            if self._one("SELECT 1 FROM dead WHERE row = ?", row) is None:
                return row
        return self._free(published, self._taken_seq())

    def _change(self, row: int, entry: Entry) -> None:
        """Change what is known of a paper but for its words."""
        self._connection.execute(
            "UPDATE paper SET day = ?, cats = ?, score = ?, moment = ?, has = ?, content = ? "
            "WHERE row = ?",
            (*entry.columns, entry.content, row),
        )
        self._connection.execute("DELETE FROM sorting WHERE row = ?", (row,))
        _put_into(self._connection, "sorting", [(row, *entry.sorting)])
        self._connection.execute("DELETE FROM identifier WHERE row = ?", (row,))
        self._connection.execute("DELETE FROM identity WHERE row = ?", (row,))
        keys = [(key, row) for key in entry.keys]
        _put_into(self._connection, "identity", keys)
        found = [(*pair, row) for pair in entry.identifiers]
        _put_into(self._connection, "identifier", found)
        self._flag(row, entry.marked)
        self._say(row, entry.marked, entry.texts)

    def take(self, paper_id: str) -> None:
        """Take a paper out, if it is in."""
        row = self.row(paper_id)
        if row is not None:
            self._take(row)

    def _take(self, row: int) -> None:
        for table in ("paper", "sorting", "remark", "tag", "identity", "identifier"):
            self._connection.execute(f"DELETE FROM {table} WHERE row = ?", (row,))
        self._connection.execute("INSERT OR IGNORE INTO dead VALUES(?)", (row,))

    def _remark(self, row: int) -> tuple[str, str]:
        found = self._one("SELECT note, tags FROM remark WHERE row = ?", row)
        return (found[0], found[1]) if found else ("", "")

    def _set_flags(self, row: int, new: Marked) -> None:
        self._connection.execute(
            "UPDATE paper SET read = ?, starred = ?, queued = ?, rating = ?, remarks = ? "
            "WHERE row = ?",
            (new.read, new.starred, new.queued, new.rating, new.remarks, row),
        )

    def _flag(self, row: int, new: Marked) -> None:
        self._set_flags(row, new)
        self._connection.execute("DELETE FROM tag WHERE row = ?", (row,))
        _put_into(self._connection, "tag", [(name, row) for name in new.names])

    def _say(self, row: int, new: Marked, texts: tuple[str, ...]) -> None:
        """Change the words of a paper's marks."""
        old = self._remark(row)
        if old == (new.note, new.tags):
            return
        # FTS5 keeps no text here, so it must be told what it is to forget.
        self._connection.execute(
            f"INSERT INTO text(text, rowid, {_COLUMNS}) VALUES('delete', ?, ?, ?, ?, ?, ?, ?, ?)",
            (row, *texts, *old),
        )
        _put_into(self._connection, "text", [(row, *texts, new.note, new.tags)])
        self._connection.execute("DELETE FROM remark WHERE row = ?", (row,))
        if new.note or new.tags:
            _put_into(self._connection, "remark", [(row, new.note, new.tags)])
