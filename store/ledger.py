"""The journals of a library, written an action at a time, so that each can be taken back."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from store.backup import Backups
from store.change import FieldChange
from store.clock import Clock
from store.device_marks import DeviceMarks, MarksWritten
from store.errors import LibraryError, ReadOnlyError
from store.folder import Folder
from store.garbage import garbage_kept
from store.journal.documents import Join
from store.journal.line import Batch, Op
from store.journal.storage import JournalStorage, change_op
from store.journal.table import JournalDB
from store.last_write import LastWrite
from store.marks import joined
from store.migrations import migrate
from store.models import JsonObject

PAPERS, TRASH = "papers", "trash"
"""The tables of the journal of papers."""

Wanted = Mapping[str, JsonObject | None]
"""Documents as they are to be, by id; None for one that is to go."""

_NONE: Wanted = MappingProxyType({})


class Ledger:
    """A library's journals.

    Whoever writes holds the lock of this device's marks, also to write papers: so the actions
    of a device stand in one order, and no two of them have one stamp.

    Args:
        folder: the library's folder.
        clock: this device's.
        backups: made before the library is brought into a later form.
        read_only: change nothing on disk.
        changed: called with each batch once it is applied, one's own or another process's.
    """

    def __init__(
        self,
        folder: Folder,
        clock: Clock,
        backups: Backups,
        *,
        read_only: bool,
        changed: Callable[[Batch], None],
    ) -> None:
        self.folder = folder
        self.clock = clock
        self._backups = backups
        self.read_only = read_only
        self._changed = changed
        self.make_room: Callable[[], bool] = lambda: False
        """Called where the disk is full; tells whether it deleted something."""
        self._lock = threading.RLock()
        self._is_writing = False
        """Whether what changes now is this program's own doing."""
        self._has_news = False
        """Whether others have changed something that nobody was told of yet."""
        self._papers_look = (0, 0, 0)
        """What told the journal of papers from others when it was last read."""
        self._last_write = LastWrite(folder.last_write)
        self._paper_store = self._open(folder.papers)
        self.device_marks = DeviceMarks(folder, clock, self._open_marks)

    def _open_marks(self, path: Path, to_write: bool) -> JournalStorage:
        return self._open(path, to_write, joined)

    def _open(self, path: Path, to_write: bool = True, join: Join | None = None) -> JournalStorage:
        read_only = self.read_only or not to_write
        journal = JournalDB(path, read_only=read_only, clock=self.clock, join=join).journal
        journal.listener = self._heard
        journal.on_full_disk(self._room_made)
        return journal

    def _room_made(self) -> bool:
        return self.make_room()

    def _heard(self, batch: Batch) -> None:
        self._has_news = self._has_news or not self._is_writing
        self._changed(batch)

    @contextlib.contextmanager
    def _own(self) -> Iterator[None]:
        self._is_writing = True
        try:
            yield
        finally:
            self._is_writing = False

    @property
    def papers(self) -> Mapping[str, JsonObject]:
        """The papers' documents, by id."""
        return self._paper_store.documents(PAPERS)

    @property
    def trash(self) -> Mapping[str, JsonObject]:
        """The documents of deleted papers, by id."""
        return self._paper_store.documents(TRASH)

    @property
    def journals(self) -> list[JournalStorage]:
        """The journals that can be read."""
        return [self._paper_store, *self.device_marks.journals]

    @property
    def own_journals(self) -> tuple[JournalStorage, JournalStorage]:
        """The journals that are written here: papers, and this device's marks."""
        return self._paper_store, self.device_marks.own

    @property
    def stand(self) -> tuple[object, ...]:
        """What is another when something was written that was read here."""
        return tuple((one.path, one.version, one.restarts) for one in self.journals)

    def refresh(self) -> bool:
        """Read what others wrote; tell whether there was anything since the last look.

        What was read before a write of one's own counts too.

        Raises:
            LibraryError: a journal cannot be used any more.
        """
        with self._lock:
            self._paper_store.refresh()
            has_news = self.device_marks.refresh() or self._has_news
            self._has_news = False
            return has_news

    def close(self) -> None:
        """Let go of the files; they are opened again when they are needed."""
        for journal in self.journals:
            journal.close()

    # -- writing

    def _check_writable(self) -> None:
        path = self.folder.path
        if self.read_only:
            raise ReadOnlyError(f"{path} cannot be written: it is open for reading only.")
        if not self.folder.is_made:
            if self.papers and not path.exists():
                raise LibraryError(f"{path} has disappeared. Put it back.")
            self.folder.make()
        migrate(*self.own_journals, self._backups)

    @contextlib.contextmanager
    def marking(self) -> Iterator[None]:
        """Keep others of this device from writing, with everything read that they wrote.

        Raises:
            ReadOnlyError: it is open for reading, or its folder cannot be written.
            LibraryError: its folder or a journal cannot be used any more.
        """
        with self._lock:
            self._check_writable()
            with self.device_marks.writing():
                self._look_at_papers()
                yield

    def _look_at_papers(self) -> None:
        """Read what others wrote of papers, so that one's own stamp comes after theirs."""
        # A note can be saved all the same.
        with contextlib.suppress(LibraryError, OSError):
            found = self.folder.papers.stat()
            look = (found.st_ino, found.st_size, found.st_mtime_ns)
            if look != self._papers_look:
                self._paper_store.refresh()
                self._papers_look = look

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Keep others from writing marks of this device or papers; see `marking`."""
        with self.marking(), self._paper_store.writing():
            yield

    def write_marks(
        self,
        wanted: Mapping[str, Mapping[str, Any]],
        title: Callable[[Sequence[FieldChange]], str],
        about: JsonObject | None = None,
        at: str = "",
        is_meant: Callable[[FieldChange], bool] = lambda _change: True,
    ) -> MarksWritten:
        """Write marks; see `store.device_marks.DeviceMarks.write`."""
        with garbage_kept(), self.marking(), self._own():
            return self.device_marks.write(wanted, title, about, at, is_meant)

    def write_beside(self, ops: list[Op], title: str, about: JsonObject, at: str) -> None:
        """Write changes of tables beside the marks; see `store.device_marks.DeviceMarks`."""
        with self.marking(), self._own():
            self.device_marks.write_beside(ops, title, about, at)

    def write_papers(
        self, wanted: Wanted, title: str, about: JsonObject | None = None, trash: Wanted = _NONE
    ) -> None:
        """Write papers that are not so already, as one batch that tells what they were.

        Args:
            wanted: papers as they are to be.
            title: what is done, in words.
            about: further fields of the batch.
            trash: the same for deleted papers.

        Raises:
            WriteError: nothing was changed.
        """
        ops: list[Op] = []
        was: JsonObject = {}
        with self.writing(), self._own():
            papers = self.papers
            for paper_id, new in wanted.items():
                old = papers.get(paper_id)
                if op := _op(PAPERS, paper_id, old, new):
                    ops.append(op)
                    was[paper_id] = _replaced(op, old)
            found = (_op(TRASH, name, self.trash.get(name), new) for name, new in trash.items())
            ops += [op for op in found if op]
            self._paper_store.commit(ops, title, about={**(about or {}), "was": was})
            if ops:
                self.accept_papers()

    def long_lines(self) -> dict[int, int]:
        """Give where the long lines of the journal of papers begin, by where they end."""
        return self._paper_store.long_lines

    def accept_papers(self) -> None:
        """Take the papers as they are for all there are; see `store.last_write`."""
        self._last_write.note(self._paper_store.latest)

    @property
    def papers_missing_until(self) -> str:
        """When papers were changed last, where their journal knows nothing of it."""
        if self._paper_store.bad_lines:  # which say themselves what is missing
            return ""
        return self._last_write.missing_since(self._paper_store.latest)


def _op(table: str, key: str, old: JsonObject | None, new: JsonObject | None) -> Op | None:
    if new is None:
        return None if old is None else ["del", table, key]
    return change_op(table, key, old, new)


def _replaced(op: Op, old: JsonObject | None) -> JsonObject | None:
    """Give what a change replaces: of a document of which fields are set, these fields."""
    if old is None or op[0] != "set":
        return old
    return {name: old.get(name) for name in op[3]}
