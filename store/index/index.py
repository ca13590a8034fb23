"""The index of a library: what searching, filtering and sorting run on.

It is made of the journals and may be deleted at any time.  It remembers how far into each of
them it has read, and catches up from there.  Several processes may hold it.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from store.garbage import garbage_kept
from store.index.asking import Asking, Cancelled
from store.index.catching import (
    FEW,
    CatchingUp,
    Gap,
    Progress,
    Source,
    StaleError,
    TooMuchError,
    Work,
    never,
    nobody,
    save_places,
)
from store.index.damage import is_broken
from store.index.file import IndexFile
from store.index.hits import Hits, Part
from store.index.schema import COLUMN_OF
from store.journal.progress import Place
from store.models import Fresh

if TYPE_CHECKING:
    from store.identity import Known
    from store.index.ahead import Ahead
    from store.index.knowing import KnownPapers
    from store.query import Query

_T = TypeVar("_T")

_PATIENCE_SECONDS = 0.1
"""How long a search waits for the index to be caught up by somebody else."""

_ATTEMPTS = 3


class Index:
    """Finds papers.

    Everything it knows is in the source as well: where the file cannot be used it answers
    nothing, and the caller looks at the papers themselves.

    Args:
        path: the file.
        source: what it is made of.
    """

    def __init__(self, path: Path, source: Source) -> None:
        self._file = IndexFile(path)
        self._source = source
        self._catching = CatchingUp(source)
        self._lock = threading.RLock()
        """Held while it is caught up."""
        self._seen: tuple[object, ...] | None = None
        """What the journals and the file were when it was caught up last."""
        self.otherwise: Callable[[Query], Hits] = lambda _query: Hits([], bytearray())
        """Finds papers where the file cannot be used any more, for answers half read."""
        self._ahead: Ahead | None = None
        """Begun for papers that are being imported; the file is locked while it is there."""

    def close(self) -> None:
        """Let go of the file; where it is being made, whoever makes it is not waited for."""
        if self._lock.acquire(timeout=_PATIENCE_SECONDS):
            self._drop_ahead()
            self._file.let_go()
            self._lock.release()

    def discard(self) -> bool:
        """Take the file away: it cannot be used, or its room is needed; tell whether there was one.

        Where it is being made it is left alone.
        """
        if not self._lock.acquire(timeout=_PATIENCE_SECONDS):
            return False
        try:
            self._drop_ahead()
            return self._file.delete()
        finally:
            self._lock.release()

    # -- catching up

    def follow(self) -> bool:
        """Catch up where little is missing and nobody else is at it; tell whether it is up to date.

        Raises:
            LibraryError: a journal cannot be read any more.
        """
        if not self._lock.acquire(timeout=_PATIENCE_SECONDS):
            return False
        try:
            if self._ahead is not None:
                return False
            return self._try_to_catch_up(Work(most=FEW, patience=_PATIENCE_SECONDS))
        finally:
            self._lock.release()

    def catch_up(
        self,
        progress: Progress = nobody,
        is_cancelled: Cancelled = never,
        fresh: Callable[[], Mapping[str, Fresh]] = dict,
    ) -> bool:
        """Bring it to what the journals say, however much that is; tell whether it is up to date.

        Args:
            progress: told while many papers are put in.
            is_cancelled: asked now and then.
            fresh: gives papers that are as the journals have them at that moment, so that they
                need not be read.

        Raises:
            SearchCancelled: `is_cancelled` said so.
            LibraryError: a journal cannot be read any more.
        """
        with self._lock:
            if self._ahead is not None and not self._ahead.are_papers_saved:
                return False
            work = Work(progress, is_cancelled, fresh)
            return self._end_ahead(work) or self._try_to_catch_up(work)

    def _try_to_catch_up(self, work: Work) -> bool:
        for _attempt in range(_ATTEMPTS):
            try:
                return self._catch_up(work)
            except StaleError:
                self._source.read_news()
            except sqlite3.DatabaseError as error:
                if "full" in str(error):  # what is left of it takes room that others need
                    self.discard()
                if not is_broken(error):  # or another process is at it
                    return False
                self.discard()
            # An id of half a character has no place in it.
            except (OSError, UnicodeEncodeError, TooMuchError, MemoryError):
                return False
        return False

    def _catch_up(self, work: Work) -> bool:
        if not self._file.path.parent.is_dir():
            return False
        if not (self._file.is_open and self._file.is_same):
            self._seen = None
        connection, catching = self._file.writer(), self._catching
        stand = catching.stand()
        # Where another process has been at it, it may know more than was read here.
        seen = (stand, connection.execute("PRAGMA data_version").fetchone())
        if self._file.is_usable and seen == self._seen:
            return True
        if work.most is not None and catching.is_far_behind(connection):
            return False
        gap = catching.gap(connection)
        is_up = gap is not None and gap.is_nothing
        if is_up and catching.saved_places(connection) == catching.places():
            self._file.is_usable, self._seen = True, seen
            return True
        if work.most is not None and catching.size_of(gap) > work.most:
            return False
        self._write(connection, work, gap)
        self._file.is_usable, self._seen = True, seen
        if gap is None:
            _cut_log(connection)
        return True

    def _write(self, connection: sqlite3.Connection, work: Work, known: Gap | None) -> None:
        catching = self._catching
        connection.execute(f"PRAGMA busy_timeout = {int(work.patience * 1000)}")
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Before the gap: what is written meanwhile is to be found in the next one.
            places = catching.places()
            # Another process may have been at it until now.
            is_known = known is not None and known.is_still(
                places, catching.saved_places(connection)
            )
            gap = known if is_known else catching.gap(connection)
            if gap is None:
                catching.rebuild(connection, work)
            else:
                with garbage_kept():
                    catching.change(connection, gap, work)
            self._commit(connection, places)
        except BaseException:
            _roll_back(connection)
            raise

    # -- beginning before the papers are there

    def begin(self) -> Ahead | None:
        """Begin it for the papers of an import into an empty library; None where that cannot be.

        Whoever imports gives it the entries as they come. It is ended by `catch_up`.
        """
        with self._lock:
            self._drop_ahead()
            try:
                connection = self._file.writer()
                connection.execute(f"PRAGMA busy_timeout = {int(_PATIENCE_SECONDS * 1000)}")
                connection.execute("BEGIN IMMEDIATE")
            except (sqlite3.Error, OSError):
                return None
            from store.index.ahead import Ahead  # noqa: PLC0415 - for imports

            try:
                self._ahead = Ahead(connection)
            except (sqlite3.Error, OSError):
                _roll_back(connection)
            return self._ahead

    def papers_are_saved(self) -> None:
        """Be told that what it was begun for was imported."""
        if self._ahead is not None:
            self._ahead.are_papers_saved = True

    def drop_begun(self) -> None:
        """Give up what was begun: nothing was imported."""
        with self._lock:
            self._drop_ahead()

    def _drop_ahead(self) -> None:
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.give_up()
            _roll_back(ahead.connection)

    def _end_ahead(self, work: Work) -> bool:
        """Put in the papers of an import it was begun for; tell whether it was."""
        ahead, source = self._ahead, self._source
        if ahead is None:
            return False
        try:
            places = self._catching.places()
            ids, fresh = source.paper_ids(), work.fresh()
            if not self._file.is_same or not ahead.is_of(fresh, ids):
                return False
            ahead.end(fresh, source.marks_now, work.told(len(ids)))
            self._commit(ahead.connection, places)
        except (sqlite3.Error, OSError, UnicodeEncodeError, MemoryError):
            return False
        else:
            self._ahead, self._file.is_usable = None, True
            _cut_log(ahead.connection)
            return True
        finally:
            self._drop_ahead()

    @staticmethod
    def _commit(connection: sqlite3.Connection, places: Mapping[str, Place]) -> None:
        save_places(connection, places)
        connection.execute("COMMIT")

    # -- asking

    def _tried(self, ask: Callable[[Asking], object], is_cancelled: Cancelled) -> object:
        """Give an answer; None where the index cannot give one."""
        if not self._file.is_usable or not self._file.is_same:
            return None
        try:
            with self._file.lent() as connection:
                return ask(Asking(connection, is_cancelled))
        except sqlite3.DatabaseError as error:
            if is_broken(error):
                self.discard()
        except OSError:  # something else has taken the file's place
            pass
        except UnicodeEncodeError:  # half a character is asked for, which the file cannot hold
            pass
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
            hits = self.find(query, today=day) or self.otherwise(query)
            return hits.all, hits.read

        def begin(ids: list[str], read: bytearray, count: int, order: str) -> Hits:
            hits = Hits(ids, read, count=count, order=order, rest=all_of_them)
            if began is not None:
                began(hits)
            return hits

        begins = begin if began is not None else None
        found = self._tried(lambda asking: asking.hits(query, day, most, begins), is_cancelled)
        return found if isinstance(found, Hits) else None

    def find_by_date(self, query: Query, is_cancelled: Cancelled = never) -> Hits | None:
        """Give what matches a query, the latest published first; None where the index cannot tell.

        Raises:
            SearchCancelled: `is_cancelled` said so.
        """
        found = self._tried(lambda asking: asking.by_date(query, date.today()), is_cancelled)
        return found if isinstance(found, Hits) else None

    def part(
        self, query: Query, start: str, most: int, is_cancelled: Cancelled = never
    ) -> Part | None:
        """Give a part of what `find_by_date` gives: so many from the place of a paper on.

        Raises:
            SearchCancelled: `is_cancelled` said so.
        """
        today = date.today()
        found = self._tried(lambda asking: asking.part(query, today, start, most), is_cancelled)
        return found if isinstance(found, Part) else None

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
            return asking.words(COLUMN_OF[field], beginning, most)

        found = self._tried(ask, never)
        return found if isinstance(found, list) else None

    def nearest(self, word: str, most: int, field: str = "") -> list[str]:
        """Give words, of a field or of all, that are spelled nearly so, the nearest first."""
        from store.index.spelling import nearest  # noqa: PLC0415 - only for what was mistyped

        found = self._tried(lambda asking: nearest(asking, word, most, field), never)
        return found if isinstance(found, list) else []

    def knowing(self, trash: Known | None, ask: Callable[[KnownPapers], _T]) -> _T | None:
        """Ask what tells which papers there are; None where the index cannot tell.

        Args:
            trash: tells which papers are in the trash.
            ask: asks it; what it is told holds as long as nothing is written to the library.
        """
        if not self.follow():
            return None
        from store.index.knowing import KnownPapers  # noqa: PLC0415 - for imports

        def asked(asking: Asking) -> _T:
            return ask(KnownPapers(asking.connection, trash))

        return cast("_T | None", self._tried(asked, never))


def _cut_log(connection: sqlite3.Connection) -> None:
    """Empty the file beside the index, which else stays as long as what was written at once."""
    with contextlib.suppress(sqlite3.Error):  # somebody is asking: another time
        connection.execute(f"PRAGMA busy_timeout = {int(_PATIENCE_SECONDS * 1000)}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _roll_back(connection: sqlite3.Connection) -> None:
    with contextlib.suppress(sqlite3.Error):
        connection.execute("ROLLBACK")
