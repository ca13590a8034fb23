"""Sweeps: passes over the papers that are new since the one before.

A sweep is a document in the journal of its device's marks, in a table of its own, named by the
stamp of its beginning::

    {"since": [ID, ...], "until": [ID, ...], "at": [ID, STAMP], "ended": STAMP}

What is new was added after the papers of ``since``, the last that the sweep before had, and not
after those of ``until``, the last there were when this one began.  Several are named, since papers
may be deleted, or come back behind all others.  ``at`` is where the cursor was.  What was decided
is not written: the marks tell it by their stamps, whatever window or device made them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from store import marks as law
from store.clock import is_stamp
from store.events import PapersMarked
from store.index.hits import NEWEST, Hits
from store.ledger import Ledger
from store.marks import NOTE, TAG, Field, Fields
from store.models import JsonObject
from store.searching import Searching

SWEEPS = "sweeps"
"""The table."""

STARRED, QUEUED, TAGGED, RATED, NOTED = "starred", "queued", "tagged", "rated", "noted"
"""What keeps a paper."""

_KEEPING = {"starred": STARRED, "queued": QUEUED, "rating": RATED, NOTE: NOTED}
_NAMED = 20
"""So many papers tell where new ones begin."""

_PASSED: frozenset[str] = frozenset()


class Sweep(NamedTuple):
    """A pass over what was new."""

    began: str
    """The stamp of its beginning, which names it."""
    since: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    at: str = ""
    """The paper that the cursor was on."""
    at_when: str = ""
    """The stamp of when it was there."""
    ended: str = ""
    """The stamp of its end; empty: it goes on."""


class Standing:
    """What was decided in a sweep so far.

    Args:
        ids: its papers.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = set(ids)
        self._decided: dict[str, frozenset[str]] = {}
        self._kept = 0

    def __contains__(self, paper_id: object) -> bool:
        return paper_id in self._ids

    def put(self, paper_id: str, decided: frozenset[str] | None) -> None:
        """Take note of a paper: what keeps it, nothing for one that is passed, None for left."""
        self._kept -= bool(self._decided.pop(paper_id, None))
        if decided is not None and paper_id in self._ids:
            self._decided[paper_id] = decided
            self._kept += bool(decided)

    def keep_to(self, ids: Iterable[str]) -> None:
        """Leave out the papers that are not among some: they are gone."""
        for gone in self._ids.difference(ids):
            self.put(gone, None)
            self._ids.discard(gone)

    @property
    def count(self) -> int:
        """How many papers there are."""
        return len(self._ids)

    @property
    def kept(self) -> int:
        """How many were starred, queued, tagged, rated or noted."""
        return self._kept

    @property
    def passed(self) -> int:
        """How many were marked read, and no more."""
        return len(self._decided) - self._kept

    @property
    def left(self) -> int:
        """How many were not decided about."""
        return self.count - len(self._decided)

    def kinds(self) -> dict[str, int]:
        """Give how many papers were kept in which way; a paper may be kept in several."""
        told = dict.fromkeys((STARRED, QUEUED, TAGGED, RATED, NOTED), 0)
        for kinds in self._decided.values():
            for kind in kinds:
                told[kind] += 1
        return {kind: count for kind, count in told.items() if count}


class Sweeps:
    """The sweeps of a library.

    Args:
        ledger: its journals.
        papers: finds its papers.
        take_back: takes back what was marked in the sweep of a name.
    """

    def __init__(
        self, ledger: Ledger, papers: Searching, take_back: Callable[[str], PapersMarked]
    ) -> None:
        self._ledger = ledger
        self._papers = papers
        self._take_back = take_back

    # -- which there are

    def running(self) -> Sweep | None:
        """Give this device's sweep that has not ended."""
        documents = self._ledger.device_marks.own.documents(SWEEPS)
        return max((one for one in _sweeps(documents) if not one.ended), default=None)

    def last(self) -> Sweep | None:
        """Give the sweep that ended last, on any device."""
        journals = self._ledger.device_marks.journals
        ended = (one for each in journals for one in _sweeps(each.documents(SWEEPS)) if one.ended)
        return max(ended, key=lambda one: one.ended, default=None)

    def begin(self) -> Sweep | None:
        """Go on with the sweep that runs, or begin one; None where no unread paper is new.

        Raises:
            ReadOnlyError: the library cannot be written.
            WriteError: none was begun.
        """
        with self._ledger.marking():
            running = self.running()
            if running is not None:
                if self._members(running):
                    return running
                self.end(running)  # all its papers are deleted
            last, order = self.last(), list(self._ledger.papers)
            at = self._ledger.clock.tick()
            sweep = Sweep(at, last.until if last else (), tuple(order[-_NAMED:]))
            if not self._members(sweep):
                return None
            fields: JsonObject = {"since": list(sweep.since), "until": list(sweep.until)}
            self._write(sweep, fields, "Began a sweep", {}, at)
            return sweep

    # -- what is in one

    def look(self, sweep: Sweep) -> tuple[Hits, Standing]:
        """Give the papers of a sweep, the latest published first, and what was decided."""
        members = self._members(sweep)
        found = self._papers.find_all()
        ids = [name for name in found if name in members]
        hits = Hits(ids, bytearray(members[name] for name in ids), order=NEWEST)
        hits.is_behind = found.is_behind
        standing = Standing(members)
        for paper_id in self._papers.marked_ids() & members.keys():
            standing.put(paper_id, self.decided(sweep, paper_id))
        return hits, standing

    def _members(self, sweep: Sweep) -> dict[str, bool]:
        """Give the papers of a sweep, and whether each was read since it began."""
        order, marked = list(self._ledger.papers), self._papers.marked_ids()
        start, end = _after(order, sweep.since), _after(order, sweep.until) or len(order)
        old = set(sweep.since)
        new = dict.fromkeys(order[start:end]) | dict.fromkeys(set(sweep.until) & set(order[start:]))
        found: dict[str, bool] = {}
        for paper_id in new:
            read = self._field(paper_id, "read") if paper_id in marked else None
            if paper_id not in old and (not law.value_of(read) or _is_after(read, sweep.began)):
                found[paper_id] = bool(law.value_of(read))
        return found

    def _field(self, paper_id: str, name: str) -> Field | None:
        return law.latest(self._ledger.device_marks.fields(paper_id), name)

    def decided(self, sweep: Sweep, paper_id: str) -> frozenset[str] | None:
        """Give what keeps a paper: nothing where it is passed, None where it is left."""
        devices = self._ledger.device_marks.fields(paper_id)
        kinds = frozenset(_kinds(devices, sweep.began))
        if kinds:
            return kinds
        return _PASSED if law.value_of(law.latest(devices, "read")) else None

    # -- where one is

    def keep_place(self, sweep: Sweep, paper_id: str) -> None:
        """Take note of where the cursor is.

        Raises:
            WriteError: it was not written.
        """
        at = self._ledger.clock.tick()
        self._write(sweep, {"at": [paper_id, at]}, "Went on with a sweep", {}, at)

    def place(self, sweep: Sweep, ids: Sequence[str]) -> str | None:
        """Give the paper to go on with.

        It is the one the cursor was on, or the next that is unread where it was marked read since
        that was written; of a sweep that has just begun, the first unread one.

        Args:
            sweep: the sweep.
            ids: its papers, in order.
        """
        start, read = 0, None
        if sweep.at in ids:
            start, read = ids.index(sweep.at), self._field(sweep.at, "read")
            if not law.value_of(read) or not _is_after(read, sweep.at_when):
                return sweep.at
        for paper_id in [*ids[start:], *ids[:start]]:
            if not law.value_of(self._field(paper_id, "read")):
                return paper_id
        return sweep.at or None

    def end(self, sweep: Sweep) -> Standing:
        """End a sweep: what is new is new since it began; give what was decided.

        Raises:
            WriteError: it goes on.
        """
        with self._ledger.marking():
            standing = self.look(sweep)[1]
            title = (
                f"Swept {standing.count:,} papers: {standing.kept:,} kept, "
                f"{standing.passed:,} passed, {standing.left:,} left"
            )
            at = self._ledger.clock.tick()
            self._write(sweep, {"ended": at}, title, {"sweep": sweep.began}, at)
        return standing

    def undo(self, sweep: Sweep) -> PapersMarked:
        """Take back all marks that were made in a sweep and are still as it left them.

        Raises:
            PaperdeckError: there are none.
        """
        return self._take_back(sweep.began)

    def _write(
        self, sweep: Sweep, fields: JsonObject, title: str, about: JsonObject, at: str
    ) -> None:
        # By itself it is no action: there is nothing to take back.
        ops = [["set", SWEEPS, sweep.began, fields]]
        self._ledger.write_beside(ops, title, {"part": True, **about}, at)


def _after(order: Sequence[str], named: Iterable[str]) -> int:
    """Give where papers begin that come after all but those named; 0 where none is there.

    The first of those named counts: one that came back behind all others must hide no new paper.
    """
    wanted = set(named)
    return next((place + 1 for place, name in enumerate(order) if name in wanted), 0)


def _is_after(field: Field | None, stamp: str) -> bool:
    return law.stamp_of(field) > stamp


def _kinds(devices: Sequence[Fields], began: str) -> Iterator[str]:
    """Give in which ways a paper was kept since a sweep began."""
    for name in {name for fields in devices for name in fields}:
        kind = TAGGED if name.startswith(TAG) else _KEEPING.get(name)
        field = law.latest(devices, name) if kind else None
        if kind and law.value_of(field) and _is_after(field, began):
            yield kind


def _sweeps(documents: Mapping[str, JsonObject]) -> Iterator[Sweep]:
    """Give the sweeps of a journal; what another program wrote in another shape is none."""
    for began in list(documents):
        fields = documents.get(began, {})
        if is_stamp(began):
            at, ended = fields.get("at"), fields.get("ended")
            has_place = isinstance(at, list) and len(at) == 2 and is_stamp(at[1])
            where, when = (str(at[0]), str(at[1])) if has_place and at else ("", "")
            since, until = _names(fields.get("since")), _names(fields.get("until"))
            yield Sweep(began, since, until, where, when, str(ended) if is_stamp(ended) else "")


def _names(value: object) -> tuple[str, ...]:
    found = value if isinstance(value, list) else []
    return tuple(one for one in found if isinstance(one, str))
