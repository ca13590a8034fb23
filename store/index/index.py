"""The index of a library: what searching, filtering and sorting run on.

It is made of the journals and may be deleted at any time.  It remembers how far into each of
them it has read, and catches up from there.  Several processes may hold it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from store.errors import SearchCancelled
from store.index import schema
from store.index.asking import Asking, Cancelled
from store.index.hits import Hits
from store.journal.progress import Place
from store.journal.storage import JournalStorage
from store.models import JsonObject, Marks, Paper

if TYPE_CHECKING:
    from store.identity import Known
    from store.index.entry import Entry
    from store.index.knowing import KnownPapers
    from store.query import Query

_WAIT_SECONDS = 5.0
"""How long another process may be writing the index."""

FEW = 2000
"""So many papers are put in in the time of a blink."""

_MARKS_IN_A_PAPER = 10
"""So many papers' marks are changed in the time in which one paper is put in."""

_MOST_DEAD = 2000

_PATIENCE_SECONDS = 0.1
"""How long a search waits for the index to be caught up by somebody else."""

_ATTEMPTS = 3

NOWHERE = Place(0, b"", b"")
"""Where a journal is that nothing was read of."""

Progress = Callable[[int, int], None]
"""Takes how many papers are in, and how many there are."""

_COLUMN_OF = {"author": "authors", "org": "organisations", "venue": "venue"}


def never() -> bool:
    """Say that somebody waits."""
    return False


def nobody(_done: int, _all: int) -> None:
    """Take no note of progress."""


@dataclass(frozen=True, slots=True)
class Work:
    """How an index is to be caught up."""

    progress: Progress = nobody
    is_cancelled: Cancelled = never
    known: Mapping[str, JsonObject] = field(default_factory=dict)
    """Documents that are as the journals have them."""
    most: int | None = None
    """Do nothing where more papers than this are to be looked at."""
    patience: float = _WAIT_SECONDS
    """Seconds to wait for another process that is at it."""


@dataclass(slots=True)
class Gap:
    """What the journals have changed since the index read them."""

    papers: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)


_NOTHING = Gap()


class Source(Protocol):
    """What an index is made of."""

    def journals(self) -> Mapping[str, JournalStorage]:
        """Give the journals, the papers' under `PAPERS`."""

    def paper_ids(self) -> list[str]:
        """Give the ids of all papers, in the order they were added."""

    def paper_now(self, paper_id: str) -> Paper | None:
        """Give a paper as it is; None where there is none."""

    def marks_now(self, paper_id: str) -> Marks:
        """Give the marks of a paper as they are."""

    def has_paper(self, paper_id: str) -> bool:
        """Tell whether there is a paper."""

    def marked_ids(self) -> set[str]:
        """Give the papers that have marks."""

    def read_news(self) -> None:
        """Read what others wrote."""


PAPERS = "papers"
"""The name of the journal of papers."""


class StaleError(Exception):
    """The index knows more of a journal than this process."""


class Index:
    """Finds papers.

    Everything it knows is in the source as well: where the file cannot be used it answers
    nothing, and the caller looks at the papers themselves.

    Args:
        path: the file.
        source: what it is made of.
    """

    def __init__(self, path: Path, source: Source) -> None:
        self._path = path
        self._source = source
        self._lock = threading.RLock()
        """Held while it is caught up."""
        self._pool_lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None
        self._seen: tuple[object, ...] | None = None
        """What the journals were when it was caught up last."""
        self._is_usable = False

    # -- connections

    def _connect(self) -> sqlite3.Connection:
        if not self._path.exists():
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(
            self._path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            for told in ("journal_mode = WAL", "synchronous = NORMAL", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {told}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _open(self) -> sqlite3.Connection:
        """Give the connection that writes, to the file that is there now."""
        if self._writer is not None and not self._is_same_file():
            self._let_go()
        if self._writer is None:
            self._seen = None
            self._writer = self._connect()
            self._inode = self._present()
            self._is_usable = schema.is_current(self._writer)
        return self._writer

    def _present(self) -> tuple[int, int] | None:
        with contextlib.suppress(OSError):
            found = self._path.stat()
            return found.st_dev, found.st_ino
        return None

    def _is_same_file(self) -> bool:
        return self._present() == self._inode

    def _let_go(self) -> None:
        """Close the connections; those in use close when they are given back."""
        self._is_usable = False
        self._seen = None
        writer, self._writer = self._writer, None
        with self._pool_lock:
            idle, self._idle = self._idle, []
        for connection in [*idle, *([writer] if writer else [])]:
            with contextlib.suppress(sqlite3.Error):
                connection.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._let_go()

    def discard(self) -> None:
        """Take the file away: it cannot be used."""
        with self._lock:
            self._let_go()
            for end in ("", "-wal", "-shm", "-journal"):
                with contextlib.suppress(OSError):
                    Path(f"{self._path}{end}").unlink()

    # -- catching up

    def follow(self) -> bool:
        """Catch up where little is missing and nobody else is at it; tell whether it is up to date.

        Raises:
            LibraryError: a journal cannot be read any more.
        """
        if not self._lock.acquire(timeout=_PATIENCE_SECONDS):
            return False
        try:
            return self._try_to_catch_up(Work(most=FEW, patience=_PATIENCE_SECONDS))
        finally:
            self._lock.release()

    def catch_up(
        self,
        progress: Progress = nobody,
        is_cancelled: Cancelled = never,
        known: Mapping[str, JsonObject] | None = None,
    ) -> bool:
        """Bring it to what the journals say, however much that is; tell whether it is up to date.

        Args:
            progress: told while many papers are put in.
            is_cancelled: asked now and then.
            known: documents that are as the journals have them, so that they need not be read.

        Raises:
            SearchCancelled: `is_cancelled` said so.
            LibraryError: a journal cannot be read any more.
        """
        with self._lock:
            return self._try_to_catch_up(Work(progress, is_cancelled, known or {}))

    def _try_to_catch_up(self, work: Work) -> bool:
        for _attempt in range(_ATTEMPTS):
            try:
                return self._catch_up(work)
            except StaleError:
                self._source.read_news()
            except sqlite3.DatabaseError as error:
                if not _is_broken(error):  # another process is at it, or the disk is full
                    return False
                self.discard()
            except OSError:
                return False
        return False

    def _stand(self) -> tuple[object, ...]:
        journals = self._source.journals()
        return tuple((name, one.version, one.restarts) for name, one in journals.items())

    def _catch_up(self, work: Work) -> bool:
        if not self._path.parent.is_dir():
            return False
        connection = self._open()
        stand = self._stand()
        if self._is_usable and stand == self._seen:
            return True
        gap = self._gap(connection)
        if gap == _NOTHING and self._saved_places(connection) == self._places():
            self._is_usable, self._seen = True, stand
            return True
        if work.most is not None and self._size_of(gap) > work.most:
            return False
        connection.execute(f"PRAGMA busy_timeout = {int(work.patience * 1000)}")
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Before the gap: what is written meanwhile is to be found in the next one.
            places = self._places()
            gap = self._gap(connection)  # again: another process may have been at it until now
            if gap is None:
                self._rebuild(connection, work)
            else:
                self._change(connection, gap, work)
            _save_places(connection, places)
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        self._is_usable, self._seen = True, stand
        return True

    def _places(self) -> dict[str, Place]:
        return {name: one.place for name, one in self._source.journals().items()}

    @staticmethod
    def _saved_places(connection: sqlite3.Connection) -> dict[str, Place]:
        rows = connection.execute("SELECT * FROM journal")
        return {name: Place(*told) for name, *told in rows}

    def _size_of(self, gap: Gap | None) -> int:
        if gap is None:
            return len(self._source.paper_ids())
        return len(gap.papers) + len(gap.marks) // _MARKS_IN_A_PAPER

    @staticmethod
    def _is_worn(connection: sqlite3.Connection) -> bool:
        """Tell whether so much in it is no longer true that it is better made anew."""
        (dead,) = connection.execute("SELECT count(*) FROM dead").fetchone()
        if dead < _MOST_DEAD:
            return False
        (count,) = connection.execute("SELECT count(*) FROM paper").fetchone()
        return bool(dead * 4 > count)

    def _gap(self, connection: sqlite3.Connection) -> Gap | None:
        """Give what journals have changed since; None where it is to be made anew.

        Raises:
            StaleError: another process has read further.
        """
        if not schema.is_current(connection) or self._is_worn(connection):
            return None
        saved = {name: Place(*told) for name, *told in connection.execute("SELECT * FROM journal")}
        gap = Gap()
        journals = self._source.journals()
        for name, journal in journals.items():
            before = saved.get(name, NOWHERE)
            place = journal.place
            if place == before:
                continue
            if before.offset > place.offset and before.head == place.head:
                raise StaleError
            changed = journal.changed_since(before)
            if name == PAPERS and changed is None and before != NOWHERE:
                return None
            if name == PAPERS:
                gap.papers = set(self._source.paper_ids()) if changed is None else changed
            else:
                gap.marks |= self._all_marked(connection) if changed is None else changed
        if saved.keys() - journals.keys():  # a copy of a journal was put away
            gap.marks |= self._all_marked(connection)
        return gap

    def _all_marked(self, connection: sqlite3.Connection) -> set[str]:
        rows = connection.execute(
            "SELECT id FROM paper WHERE read = 1 OR starred = 1 OR queued = 1 OR remarks > 0"
            " OR rating IS NOT NULL"
        )
        return {name for (name,) in rows} | self._source.marked_ids()

    def _entries(self, ids: Iterable[str], work: Work) -> Iterator[Entry]:
        # An index that is up to date is opened without what fills it.
        from store.index.entry import entry_of  # noqa: PLC0415
        from store.record import from_document  # noqa: PLC0415

        for paper_id in ids:
            document = work.known.get(paper_id)
            if document is None:
                paper = self._source.paper_now(paper_id)
            else:
                paper = from_document(paper_id, document)
            if paper is not None:
                yield entry_of(paper, self._source.marks_now(paper_id))

    def _rebuild(self, connection: sqlite3.Connection, work: Work) -> None:
        schema.drop(connection)
        schema.make(connection)
        self._fill(connection, self._source.paper_ids(), work)

    def _fill(self, connection: sqlite3.Connection, ids: list[str], work: Work) -> None:
        from store.index.filling import fill  # noqa: PLC0415

        def told(done: int) -> None:
            if work.is_cancelled():
                raise SearchCancelled("The index is made another time.")
            work.progress(done, len(ids))

        fill(connection, self._entries(ids, work), told)

    def _change(self, connection: sqlite3.Connection, gap: Gap, work: Work) -> None:
        from store.index.filling import Changes  # noqa: PLC0415

        changes = Changes(connection)
        present = [name for name in gap.papers if self._source.has_paper(name)]
        for name in gap.papers.difference(present):
            changes.take(name)
        for name in gap.marks - gap.papers:
            if not changes.mark(name, self._source.marks_now(name)):
                present.append(name)
        added = [name for name in present if changes.row(name) is None]
        if len(added) > FEW:
            self._fill(connection, self._in_order(added), work)
            present = list(set(present).difference(added))
        changes.puts(list(self._entries(self._in_order(present), work)))

    def _in_order(self, ids: list[str]) -> list[str]:
        """Give ids in the order the papers were added."""
        if len(ids) < 2:
            return ids
        wanted = set(ids)
        return [name for name in self._source.paper_ids() if name in wanted]

    # -- asking

    @contextlib.contextmanager
    def _asking(self, is_cancelled: Cancelled) -> Iterator[Asking]:
        with self._pool_lock:
            connection = self._idle.pop() if self._idle else None
        inode = self._inode
        connection = connection or self._connect()
        try:
            yield Asking(connection, is_cancelled)
        except sqlite3.DatabaseError:
            connection.close()
            raise
        with self._pool_lock:
            if self._is_usable and inode == self._inode:
                self._idle.append(connection)
                return
        connection.close()

    def _tried(self, ask: Callable[[Asking], object], is_cancelled: Cancelled) -> object:
        """Give an answer; None where the index cannot give one."""
        if not self._is_usable or not self._is_same_file():
            return None
        try:
            with self._asking(is_cancelled) as asking:
                return ask(asking)
        except sqlite3.DatabaseError as error:
            if _is_broken(error):
                self.discard()
        return None

    def find(
        self,
        query: Query,
        is_cancelled: Cancelled = never,
        *,
        today: date | None = None,
        most: int | None = None,
        began: Callable[[Hits], None] | None = None,
    ) -> Hits | None:
        """Give what matches a query, in order; None where the index cannot tell.

        Args:
            query: what papers; by default those that fit best come first where they are few
                enough, otherwise the latest published.
            is_cancelled: asked now and then.
            today: what ages are counted from; by default the local date.
            most: give so many at most.
            began: takes the first while all of them are being read.

        Raises:
            SearchCancelled: `is_cancelled` said so.
        """
        day = today or date.today()

        def all_of_them() -> tuple[list[str], bytearray]:
            hits = self.find(query, today=day)
            return (hits.all, hits.read) if hits is not None else ([], bytearray())

        def begin(ids: list[str], read: bytearray, count: int, order: str) -> Hits:
            hits = Hits(ids, read, count=count, order=order, rest=all_of_them)
            if began is not None:
                began(hits)
            return hits

        begins = begin if began is not None else None
        found = self._tried(lambda asking: asking.hits(query, day, most, begins), is_cancelled)
        return found if isinstance(found, Hits) else None

    def count(
        self, query: Query, is_cancelled: Cancelled = never, *, today: date | None = None
    ) -> int | None:
        """Give how many papers match a query; None where the index cannot tell."""
        day = today or date.today()
        found = self._tried(lambda asking: asking.count(query, day), is_cancelled)
        return found if isinstance(found, int) else None

    def completions(self, field: str, beginning: str, most: int) -> list[tuple[str, int]] | None:
        """Give what a value may go on to; None where the index cannot tell."""

        def ask(asking: Asking) -> list[tuple[str, int]]:
            if field == "tag":
                return asking.tags(beginning, most)
            if field == "cat":
                return asking.categories(beginning, most)
            return asking.words(_COLUMN_OF[field], beginning, most)

        found = self._tried(ask, never)
        return found if isinstance(found, list) else None

    def nearest(self, word: str, most: int, is_cancelled: Cancelled = never) -> list[str]:
        """Give words that are spelled nearly as one is, the nearest first."""
        from store.index.spelling import nearest  # noqa: PLC0415 - only for what was mistyped

        found = self._tried(lambda asking: nearest(asking, word, most), is_cancelled)
        return found if isinstance(found, list) else []

    @contextlib.contextmanager
    def known(self, trash: Known | None) -> Iterator[KnownPapers | None]:
        """Give what tells which papers there are; None where the index cannot.

        It holds as long as nothing is written to the library.
        """
        if not self._is_usable or not self._is_same_file():
            yield None
            return
        from store.index.knowing import KnownPapers  # noqa: PLC0415 - for imports

        with self._asking(never) as asking:
            yield KnownPapers(asking.connection, trash)


class NoIndex:
    """In the place of an index where none may be written: it never knows anything."""

    def follow(self) -> bool:
        """Say that it is not up to date."""
        return False

    def catch_up(self, *_: object) -> bool:
        """Say that it is not up to date."""
        return False

    def find(self, *_: object, **__: object) -> Hits | None:
        """Give nothing."""
        return None

    def count(self, *_: object) -> int | None:
        """Give nothing."""
        return None

    def completions(self, *_: object) -> list[tuple[str, int]] | None:
        """Give nothing."""
        return None

    def nearest(self, *_: object) -> list[str]:
        """Give nothing."""
        return []

    @contextlib.contextmanager
    def known(self, _trash: Known | None) -> Iterator[KnownPapers | None]:
        """Give nothing."""
        yield None

    def discard(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    """Tell whether an error comes of the file's content, and not of what others do to it."""
    passing = ("locked", "busy", "interrupted", "full", "readonly", "unable to open")
    return not any(word in str(error) for word in passing)


def _save_places(connection: sqlite3.Connection, places: Mapping[str, Place]) -> None:
    connection.execute("DELETE FROM journal")
    connection.executemany(
        "INSERT INTO journal VALUES(?, ?, ?, ?, ?)",
        [
            (name, place.offset, place.head, place.tail, place.bad_lines)
            for name, place in places.items()
        ],
    )
