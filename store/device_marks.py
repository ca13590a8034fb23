"""What each device has written about papers, in journals of their own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from store import marks as law
from store.change import FieldChange
from store.clock import Clock
from store.conflict_copy import original_of
from store.errors import LibraryError, NewerVersionError
from store.folder import Folder
from store.journal.line import Op
from store.journal.storage import JournalStorage
from store.marks import NOTE, Field, Fields
from store.models import JsonObject
from store.private import make_folder
from store.witness import Witness

MARKS = "marks"
"""The table."""

_PORTION = 1000
"""Of so many papers the fields are in memory at once."""

Open = Callable[[Path, bool], JournalStorage]
"""Opens a journal; the flag says whether it may be written."""


class MarksWritten(NamedTuple):
    """A batch of marks that was written."""

    at: str
    """Its stamp; empty where there was nothing to write."""
    changes: tuple[FieldChange, ...]


class DeviceMarks:
    """The marks of all devices; only those of this one are written.

    Args:
        folder: the library's folder.
        clock: this device's.
        open_journal: opens a journal whose changes are followed.

    Raises:
        LibraryError: this device's journal cannot be used.
        NewerVersionError: a later version wrote one of the journals.
    """

    def __init__(self, folder: Folder, clock: Clock, open_journal: Open) -> None:
        self.unreadable: dict[str, str] = {}
        """Files of other devices that cannot be used, and why."""
        self._folder = folder
        self._clock = clock
        self._open = open_journal
        self._runs: dict[str, tuple[str, str]] = {}
        """Of the notes written here: their run, and the stamp of its last, by paper."""
        self._own = open_journal(folder.marks(clock.device), True)
        self._journals: dict[Path, JournalStorage] = {self._own.path: self._own}
        self._witness = (
            Witness(self._own, folder.witness, folder.papers) if folder.witness else None
        )
        self._put_back()
        self._open_others()

    def _put_back(self) -> bool:
        """Put back what an older copy of the journal lacks; tell whether that was needed."""
        if self._witness is None or not self._witness.is_needed():
            return False
        with contextlib.suppress(LibraryError, OSError):  # or at the next look
            if self._folder.papers.exists():
                make_folder(self._own.path.parent)  # it may be gone with all that was in it
            with self._own.writing():
                return self._witness.put_back() > 0
        return False

    def follow(self) -> None:
        """Copy to the witness what was written; to be called inside `writing`."""
        if self._witness is not None:
            self._witness.follow()

    def _open_others(self) -> bool:
        """Open journals that have appeared; tell whether there were any."""
        opened: dict[Path, JournalStorage] = {}
        for path in self._folder.mark_files():
            if path not in self._journals:
                try:
                    opened[path] = self._open(path, False)
                except NewerVersionError:
                    raise
                except LibraryError as error:
                    self.unreadable[path.name] = str(error)
                else:
                    self.unreadable.pop(path.name, None)
        # Another one in its place: readers may be going through the old one.
        self._journals = {**self._journals, **opened}
        return bool(opened)

    def _forget_copies(self) -> bool:
        """Let go of sync tools' copies that were put away; tell whether there were any."""
        gone = {path for path in self._journals if original_of(path.name) and not path.exists()}
        self._journals = {
            path: journal for path, journal in self._journals.items() if path not in gone
        }
        return bool(gone)

    @property
    def own(self) -> JournalStorage:
        """The journal this device writes."""
        return self._own

    @property
    def journals(self) -> list[JournalStorage]:
        """The journals that can be read."""
        return list(self._journals.values())

    def refresh(self) -> bool:
        """Read what was written since the last look; tell whether there was anything.

        Raises:
            LibraryError: this device's journal cannot be used any more.
        """
        is_changed = self._own.refresh()
        is_changed = self._put_back() or is_changed
        is_changed = self._forget_copies() or is_changed
        for journal in self.journals:
            if journal is not self._own:
                try:
                    is_changed = journal.refresh() or is_changed
                except LibraryError as error:
                    self.unreadable[journal.path.name] = str(error)
                else:
                    self.unreadable.pop(journal.path.name, None)
        return self._open_others() or is_changed

    def ids(self) -> set[str]:
        """Give the papers that any device has written about."""
        return set().union(*(list(journal.documents(MARKS)) for journal in self.journals))

    def fields(self, paper_id: str) -> list[Fields]:
        """Give what each device has written about a paper."""
        found = (journal.documents(MARKS).get(paper_id) for journal in self.journals)
        return [law.sound(fields) for fields in found if fields]

    def fields_of(self, ids: Iterable[str]) -> Iterator[tuple[str, list[Fields]]]:
        """Give papers with what `fields` gives of each: many are read sooner than one by one."""
        left = iter(ids)
        while some := list(islice(left, _PORTION)):
            if len(some) == 1:
                yield some[0], self.fields(some[0])
                continue
            found = [journal.some(MARKS, some) for journal in self.journals]
            # What was written of many papers at once is one object: it is looked at once.
            distinct = {id(fields): fields for one in found for fields in one.values()}
            sound = {number: law.sound(fields) for number, fields in distinct.items()}
            for paper_id in some:
                yield paper_id, [sound[id(one[paper_id])] for one in found if paper_id in one]

    def stamps(self) -> Iterator[tuple[str, list[str]]]:
        """Give, for each journal, the stamps of its fields."""
        for journal in self.journals:
            documents = list(journal.documents(MARKS).values())
            fields = [field for found in documents for field in law.sound(found).values()]
            yield journal.path.name, [stamp for field in fields if (stamp := law.stamp_of(field))]

    def misshapen(self) -> Iterator[tuple[str, str, str]]:
        """Give each field that cannot be used: file, paper, field."""
        for journal in self.journals:
            for paper_id, fields in list(journal.documents(MARKS).items()):
                for name in fields.keys() - law.sound(fields).keys():
                    yield journal.path.name, paper_id, name

    def current(self, paper_id: str, name: str) -> Any:
        """Give the value of a field as it is now."""
        return law.current(self.fields(paper_id), name)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other processes from writing, with everything read that they wrote."""
        with self._own.writing():
            if self._witness is not None:
                self._witness.put_back()
            yield

    def write(
        self,
        wanted: Mapping[str, Mapping[str, Any]],
        title: Callable[[Sequence[FieldChange]], str],
        about: JsonObject | None = None,
        at: str = "",
        is_meant: Callable[[FieldChange], bool] = lambda _change: True,
    ) -> MarksWritten:
        """Write the fields that are not so already, as one batch that tells what they were.

        To be called inside `writing`.

        Args:
            wanted: papers to fields to values.
            title: gives what was done, in words.
            about: further fields of the batch.
            at: its stamp, where another batch names it already; by default the clock gives it.
            is_meant: tells whether a field is to be written, seeing what it is now.

        Raises:
            WriteError: nothing was changed.
        """
        changes: list[FieldChange] = []
        heads: dict[str, list[Field]] = {}
        for paper_id, found in self.fields_of(wanted):
            for name, value in wanted[paper_id].items():
                before = law.current(found, name)
                if before == value:
                    continue
                change = FieldChange(paper_id, name, before, value)
                if is_meant(change):
                    changes.append(change)
                    for device in found:
                        if name in device:
                            self._clock.seen(device[name][1])
                    if name == NOTE:
                        heads[paper_id] = law.note_heads(found)
        if not changes:
            return MarksWritten("", ())
        stamp = self._write(changes, heads, title(changes), about or {}, at)
        return MarksWritten(stamp, tuple(changes))

    def write_nothing(self, title: str, about: JsonObject) -> None:
        """Write a batch for what it says about others, without changes; inside `writing`."""
        self.write_beside([["table", MARKS]], title, about)

    def write_beside(self, ops: list[Op], title: str, about: JsonObject, at: str = "") -> None:
        """Write changes of tables beside the marks; inside `writing`."""
        self._own.commit(ops, title, at, about)
        self.follow()

    def _write(
        self,
        changes: Sequence[FieldChange],
        heads: Mapping[str, list[Field]],
        title: str,
        about: JsonObject,
        at: str,
    ) -> str:
        stamp = at or self._clock.tick()
        written, was = _Values(), _Values()
        runs: dict[str, tuple[str, str]] = {}
        for paper_id, name, before, after in changes:
            value: Field = [after, stamp]
            if name == NOTE:
                run = self._run(paper_id, heads[paper_id])
                value = law.new_note(after, stamp, heads[paper_id], run)
                runs[paper_id] = (run, stamp)
            written.put(paper_id, name, value)
            was.put(paper_id, name, before)
        ops: list[Op] = [["set", MARKS, paper_id, values] for paper_id, values in written.items()]
        self._own.commit(ops, title, stamp, {**about, "was": was})
        self._runs.update(runs)
        self.follow()
        return stamp

    def _run(self, paper_id: str, heads: list[Field]) -> str:
        """Give the run that a note of these heads goes on with.

        It is another one where the last note of its own is not among what can be seen: a sync
        tool has put an older journal back.
        """
        run, last = self._runs.get(paper_id, ("", ""))
        goes_on = run and any(head[2].get(run, "") == last for head in heads)
        return run if goes_on else os.urandom(6).hex()


class _Values(dict[str, JsonObject]):
    """Papers to fields to values.

    Papers of which the same is said share it: who marks everything makes one object, not three
    for each paper.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shared: dict[tuple[str, str], JsonObject] = {}

    def put(self, paper_id: str, name: str, value: Any) -> None:
        """Say of a paper what value a field has."""
        known = self.get(paper_id)
        if known is not None:
            self[paper_id] = {**known, name: value}
        elif name == NOTE:
            self[paper_id] = {name: value}
        else:
            self[paper_id] = self._shared.setdefault((name, repr(value)), {name: value})
