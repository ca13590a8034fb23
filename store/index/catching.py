"""Bringing the tables of an index to what the journals say."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from store.errors import SearchCancelled
from store.index import schema
from store.journal.progress import Place
from store.journal.storage import JournalStorage
from store.models import Fresh, Marks, Paper

if TYPE_CHECKING:
    from store.index.entry import Entry

FEW = 2000
"""So many papers are put in in the time of a blink."""

WAIT_SECONDS = 5.0
"""How long another process may be writing the index."""

_MARKS_IN_A_PAPER = 10
"""So many papers' marks are changed in the time in which one paper is put in."""

_WORDED_TO_MAKE_ANEW = 8
"""To change the words of one paper takes about so long as to put in so many when all are."""

_FEW_BYTES = 4_000_000
"""In more bytes of the journals there is more than `FEW`: telling how much takes seconds."""

_MOST_PLACES = 1 << 62
"""No place of a paper is behind it."""

_MOST_DEAD = 2000

NOWHERE = Place(0, b"", b"")
"""Where a journal is that nothing was read of."""

Progress = Callable[[int, int], None]
"""Takes how many papers are in, and how many there are."""

PAPERS = "papers"
"""The name of the journal of papers."""


def never() -> bool:
    """Say that somebody waits."""
    return False


def nobody(_done: int, _all: int) -> None:
    """Take no note of progress."""


class Work(NamedTuple):
    """How an index is to be caught up."""

    progress: Progress = nobody
    is_cancelled: Callable[[], bool] = never
    fresh: Callable[[], Mapping[str, Fresh]] = dict
    """Gives papers that are as the journals have them at that moment."""
    most: int | None = None
    """Do nothing where more papers than this are to be looked at."""
    patience: float = WAIT_SECONDS
    """Seconds to wait for another process that is at it."""

    def told(self, count: int) -> Callable[[int], None]:
        """Give what takes how many of so many papers are in, and raises where it is given up."""

        def tell(done: int) -> None:
            if self.is_cancelled():
                raise SearchCancelled("The index is made another time.")
            self.progress(done, count)

        return tell


class Gap:
    """What the journals have changed since the index read them.

    Args:
        places: how far they were read.
        saved: how far the index had read them.
    """

    def __init__(self, places: Mapping[str, Place], saved: Mapping[str, Place]) -> None:
        self._between = (places, saved)
        self.papers: set[str] = set()
        self.marks: dict[str, None] = {}
        """In the order in which they were changed, as far as that is known."""

    @property
    def is_nothing(self) -> bool:
        """Whether they have changed nothing."""
        return not (self.papers or self.marks)

    def is_still(self, places: Mapping[str, Place], saved: Mapping[str, Place]) -> bool:
        """Tell whether it is what lies between these places."""
        return self._between == (places, saved)


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

    def marks_of(self, ids: Iterable[str]) -> Iterator[tuple[str, Marks]]:
        """Give papers with their marks as they are: many sooner than one by one."""

    def has_paper(self, paper_id: str) -> bool:
        """Tell whether there is a paper."""

    def marked_ids(self) -> set[str]:
        """Give the papers that have marks."""

    def read_news(self) -> None:
        """Read what others wrote."""


class StaleError(Exception):
    """The index knows more of a journal than this process."""


class TooMuchError(Exception):
    """More is to be done than there is time for."""


class CatchingUp:
    """Compares an index with its source, and changes it.

    Args:
        source: what it is made of.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def stand(self) -> tuple[object, ...]:
        """Give what is another when a journal was changed."""
        journals = self._source.journals()
        return tuple((name, one.version, one.restarts) for name, one in journals.items())

    def places(self) -> dict[str, Place]:
        """Give how far the journals were read."""
        return {name: one.place for name, one in self._source.journals().items()}

    @staticmethod
    def saved_places(connection: sqlite3.Connection) -> dict[str, Place]:
        """Give how far an index has read."""
        rows = connection.execute("SELECT * FROM journal")
        return {name: Place(*told) for name, *told in rows}

    def is_far_behind(self, connection: sqlite3.Connection) -> bool:
        """Tell whether so much was written since that it is not even to be read now."""
        if not schema.is_current(connection):
            return False
        saved = self.saved_places(connection)
        behind = (
            place.offset - saved.get(name, NOWHERE).offset for name, place in self.places().items()
        )
        return sum(size for size in behind if size > 0) > _FEW_BYTES

    def size_of(self, gap: Gap | None) -> int:
        """Give how many papers are to be put in."""
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

    def gap(self, connection: sqlite3.Connection) -> Gap | None:
        """Give what journals have changed since; None where it is to be made anew.

        Raises:
            StaleError: another process has read further.
        """
        if not schema.is_current(connection) or self._is_worn(connection):
            return None
        saved = self.saved_places(connection)
        gap = Gap(self.places(), saved)
        journals = self._source.journals()
        for name, journal in journals.items():
            before = saved.get(name, NOWHERE)
            place = journal.place
            if place == before:
                continue
            is_same = before.head == place.head
            is_behind = before.offset > place.offset
            may_be_read = is_behind and (is_same or not place.offset)
            if may_be_read and _reaches(journal.path, before.offset):
                raise StaleError
            # Where it is no longer so long, an older copy was put in its place.
            changed = None if is_behind and is_same else journal.changed_since(before)
            if name != PAPERS:
                gap.marks |= self._all_marked(connection) if changed is None else changed
            elif changed is None:
                return None
            else:
                gap.papers = set(changed)
        if saved.keys() - journals.keys():  # a copy of a journal was put away
            gap.marks |= self._all_marked(connection)
        return gap

    def _all_marked(self, connection: sqlite3.Connection) -> dict[str, None]:
        rows = connection.execute(
            "SELECT id FROM paper WHERE read = 1 OR starred = 1 OR queued = 1 OR remarks > 0"
            " OR rating IS NOT NULL"
        )
        return dict.fromkeys([*(name for (name,) in rows), *self._source.marked_ids()])

    def _entries(self, ids: Iterable[str], work: Work) -> Iterator[Entry]:
        # An index that is up to date is opened without what fills it.
        from store.index.entry import entry_of  # noqa: PLC0415

        source, fresh = self._source, work.fresh()
        for paper_id in ids:
            known = fresh.get(paper_id)
            paper = known.paper if known else source.paper_now(paper_id)
            if paper is not None:
                yield entry_of(paper, source.marks_now(paper_id), known and known.keys)

    def rebuild(self, connection: sqlite3.Connection, work: Work) -> None:
        """Make the tables anew."""
        schema.drop(connection)
        schema.make(connection)
        self._fill(connection, self._source.paper_ids(), work)

    def _fill(self, connection: sqlite3.Connection, ids: list[str], work: Work) -> None:
        from store.index.filling import fill  # noqa: PLC0415

        fill(connection, self._entries(ids, work), work.told(len(ids)))

    def change(self, connection: sqlite3.Connection, gap: Gap, work: Work) -> None:
        """Change the tables as the journals were changed.

        Raises:
            TooMuchError: the words of more papers changed than may be looked at now.
        """
        from store.index.filling import Changes  # noqa: PLC0415
        from store.index.flags import Flags  # noqa: PLC0415

        changes = Changes(connection)
        present = [name for name in gap.papers if self._source.has_paper(name)]
        for name in gap.papers.difference(present):
            changes.take(name)
        marked = (name for name in gap.marks if name not in gap.papers)
        worded = Flags(connection).change(self._source.marks_of(marked))
        if work.most is not None and len(worded) > work.most:
            raise TooMuchError
        if len(worded) > FEW and len(worded) * _WORDED_TO_MAKE_ANEW > changes.count:
            self.rebuild(connection, work)
            return
        present += worded
        for name in self._moved(connection, gap.papers):
            changes.take(name)
        added = [name for name in present if changes.row(name) is None]
        if len(added) > FEW:
            if len(added) > changes.count:
                schema.drop_keys(connection)
            self._fill(connection, self._in_order(added), work)
            present = list(set(present).difference(added))
        changes.puts(list(self._entries(self._in_order(present), work)))

    def _moved(self, connection: sqlite3.Connection, papers: Collection[str]) -> list[str]:
        """Give papers that were taken out and put in again: they come after all others now."""
        # Behind one that was put in again stand only such, and those that are new.
        ids = reversed(self._source.paper_ids())
        last = list(takewhile(papers.__contains__, ids))[::-1]
        connection.execute("CREATE TEMP TABLE last(id TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.executemany("INSERT INTO last VALUES(?)", [(name,) for name in last])
        found = connection.execute("SELECT id, seq FROM last JOIN paper USING(id)").fetchall()
        before = -1
        if found:
            sql = "SELECT ifnull(max(seq), -1) FROM paper WHERE id NOT IN (SELECT id FROM last)"
            (before,) = connection.execute(sql).fetchone()
        connection.execute("DROP TABLE temp.last")
        places = dict(found)
        moved: list[str] = []
        for name in last:
            place = places.get(name)
            if place is None or place < before:
                before = _MOST_PLACES  # those after it come after it
                moved += [name] if place is not None else []
            else:
                before = place
        return moved

    def _in_order(self, ids: list[str]) -> list[str]:
        """Give ids in the order the papers were added."""
        if len(ids) < 2:
            return ids
        wanted = set(ids)
        return [name for name in self._source.paper_ids() if name in wanted]


def _reaches(path: Path, offset: int) -> bool:
    try:
        return path.stat().st_size >= offset
    except OSError:
        return False


def save_places(connection: sqlite3.Connection, places: Mapping[str, Place]) -> None:
    """Take note of how far an index has read."""
    connection.execute("DELETE FROM journal")
    connection.executemany(
        "INSERT INTO journal VALUES(?, ?, ?, ?, ?)",
        [
            (name, place.offset, place.head, place.tail, place.bad_lines)
            for name, place in places.items()
        ],
    )
