"""The library: papers, and what the reader decided about them; the only way to change either."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from store import marks as law
from store import search
from store.change import Change, counted, fields_of
from store.clock import Clock
from store.device import device_name
from store.errors import LibraryError, PaperdeckError, ReadOnlyError, UnknownPaperError
from store.events import Event, PapersEdited, PapersImported, PapersMarked
from store.folder import Folder
from store.identity import Identities
from store.importers.contract import Draft
from store.importing import ImportPlan, plan
from store.journal.line import Op
from store.journal.storage import JournalStorage, change_op
from store.journal.table import JournalDB
from store.marks import NOTE, Field, Fields
from store.models import Marks, Paper, Rejection
from store.query import Query
from store.record import from_document, to_document
from store.undo import FieldChange, Step, UndoStack

_PAPERS = "papers"
_MARKS = "marks"
_EMPTY: Mapping[str, Any] = {"rating": None, NOTE: ""}


class Library:
    """A folder of papers and marks.

    Reading is safe from any thread; changes may come from any thread and are made one after
    the other.  Every change is on disk when its method returns.

    Args:
        path: the folder; it is made at the first change.
        read_only: change nothing on disk.
        device: whose marks are written; by default this machine's.
        now: the time, for when papers were added.

    Raises:
        LibraryError: the folder cannot be used; a `NewerVersionError` where a later version
            wrote it.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        device: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.folder = Folder(path)
        self.folder.check()
        self.read_only = read_only or not self.folder.is_writable
        self._now = now
        self._clock = Clock(device or device_name())
        self._lock = threading.RLock()
        self._cache_lock = threading.Lock()
        """Held while something is worked out and remembered, so that what a writer has just
        made untrue is not remembered after it."""
        self._undo = UndoStack()
        self._papers: dict[str, Paper] = {}
        self._marks: dict[str, Marks] = {}
        self._texts: dict[str, str] = {}
        self._identities: Identities | None = None
        self.unreadable: list[str] = []
        """Files in the library that are no journals, and why."""
        self._paper_store = self._open(self.folder.papers)
        self._mark_stores: dict[str, JournalStorage] = {}
        for name in dict.fromkeys([*self.folder.devices(), self._clock.device]):
            self._open_marks(name)

    @property
    def device(self) -> str:
        """Whose marks this library writes."""
        return self._clock.device

    def _open(self, path: Path) -> JournalStorage:
        database = JournalDB(path, read_only=self.read_only, clock=self._clock)
        storage = database.storage
        assert isinstance(storage, JournalStorage)
        storage.listener = lambda batch: self._forget(batch.ops)
        return storage

    def _open_marks(self, device: str) -> None:
        try:
            self._mark_stores[device] = self._open(self.folder.marks(device))
        except LibraryError as error:
            if device == self.device or not str(error).count("is not a paperdeck journal"):
                raise
            self.unreadable.append(str(error))

    def _forget(self, ops: Iterable[Op]) -> None:
        """Drop what was worked out from documents that have changed."""
        for _kind, _table, *rest in ops:
            if rest:
                with self._cache_lock:
                    self._papers.pop(rest[0], None)
                    self._marks.pop(rest[0], None)
                    self._texts.pop(rest[0], None)
        if any(op[1] == _PAPERS for op in ops):
            self._identities = None

    # -- reading

    def __len__(self) -> int:
        return len(self._documents)

    def __contains__(self, paper_id: object) -> bool:
        return paper_id in self._documents

    def __iter__(self) -> Iterator[str]:
        """Give the ids of all papers, in the order they were added."""
        return iter(list(self._documents))

    @property
    def _documents(self) -> Mapping[str, Any]:
        return self._paper_store.documents(_PAPERS)

    def paper(self, paper_id: str) -> Paper:
        """Give a paper.

        Raises:
            UnknownPaperError: the library has no paper of this id.
        """
        known = self._papers.get(paper_id)
        if known is None:
            try:
                with self._cache_lock:
                    known = from_document(paper_id, self._documents[paper_id])
                    self._papers[paper_id] = known
            except KeyError:
                raise UnknownPaperError(
                    f"There is no paper {paper_id!a} in this library."
                ) from None
        return known

    def _fields(self, paper_id: str) -> list[Fields]:
        stores = self._mark_stores.values()
        found = (store.documents(_MARKS).get(paper_id) for store in stores)
        return [fields for fields in found if fields]

    def marks(self, paper_id: str) -> Marks:
        """Give the marks of a paper, whether the library has the paper or not."""
        known = self._marks.get(paper_id)
        if known is None:
            with self._cache_lock:
                known = self._marks[paper_id] = law.merge(self._fields(paper_id))
        return known

    def marked_ids(self) -> set[str]:
        """Give the ids that any device has written marks for."""
        return {name for store in self._mark_stores.values() for name in store.documents(_MARKS)}

    def _entries(self) -> Iterator[search.Entry]:
        for paper_id in self:
            paper = self.paper(paper_id)
            text = self._texts.get(paper_id)
            if text is None:
                with self._cache_lock:
                    text = self._texts[paper_id] = search.text_of(paper)
            yield search.Entry(paper, self.marks(paper_id), text)

    def find(self, query: Query, is_cancelled: Callable[[], bool] = lambda: False) -> list[str]:
        """Give the ids of the papers that match a query, in its order; see `store.search.find`."""
        return search.find(query, self._entries(), is_cancelled)

    def find_all(self) -> list[str]:
        """Give the ids of all papers, the latest published first."""
        documents = self._documents
        ids = list(documents)
        ids.sort(key=lambda name: documents[name].get("published", ""), reverse=True)
        return ids

    def tags(self) -> dict[str, int]:
        """Give every tag in use and how many papers have it, the most used first."""
        counts: dict[str, int] = {}
        for paper_id in self.marked_ids():
            if paper_id in self:
                for name in self.marks(paper_id).tags:
                    counts[name] = counts.get(name, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def authors(self) -> Iterator[str]:
        """Give the authors of papers whose title and authors are told apart for certain."""
        for paper_id in self:
            paper = self.paper(paper_id)
            if not search.is_split_unsure(paper):
                yield from paper.authors

    def bad_lines(self) -> Iterator[tuple[Path, int, str]]:
        """Give each line of a journal that could not be used: file, line, reason."""
        for store in (self._paper_store, *self._mark_stores.values()):
            for line in store.bad_lines:
                yield store.path, line.number, line.reason

    # -- changing

    def _check_writable(self) -> None:
        if self.read_only:
            raise ReadOnlyError(
                f"{self.folder.path} cannot be written: it is open for reading only."
            )
        self.folder.make()

    def change(self, ids: Sequence[str], change: Change) -> PapersMarked:
        """Change the marks of papers.

        Args:
            ids: the papers; all must be in the library.
            change: what to change.

        Returns:
            The papers that were not so already, and what was done.

        Raises:
            UnknownPaperError: the library has no paper of one of the ids.
            TagError: a tag to add cannot be one.
            WriteError: nothing was changed.
        """
        wanted = change.fields()
        for paper_id in ids:
            self.paper(paper_id)
        with self._lock:
            title = counted(change.title(), ids)
            step = self._set({paper_id: wanted for paper_id in ids}, title)
            touched = tuple(dict.fromkeys(field.paper_id for field in step.fields))
            step = Step(counted(change.title(), touched), step.fields)
            if touched:
                self._undo.add(step)
            return PapersMarked(touched, step.title)

    def write_note(self, paper_id: str, text: str, base: str) -> PapersMarked:
        """Set the note of a paper, edited from a text that may not be the note any more.

        Args:
            paper_id: the paper.
            text: the note as it was edited.
            base: the note as it was when the editing began. Where another window has written
                something else since, both texts are kept.

        Raises:
            UnknownPaperError: the library has no paper of this id.
            WriteError: nothing was changed.
        """
        with self._lock:
            self._mark_stores[self.device].refresh()
            current = self.marks(paper_id).note
            if current not in (base, text, ""):
                text = f"{current}\n\n<!-- written in another window -->\n{text}"
            return self.change([paper_id], Change(note=text))

    def _current(self, paper_id: str, name: str) -> Any:
        if name == NOTE:
            return self.marks(paper_id).note
        field = law.latest(self._fields(paper_id), name)
        return law.value_of(field) if field else _EMPTY.get(name, False)

    def _set(self, wanted: Mapping[str, Mapping[str, Any]], title: str) -> Step:
        """Write fields that are not so already, as one batch of this device's journal."""
        self._check_writable()
        store = self._mark_stores[self.device]
        changes: list[FieldChange] = []
        ops: list[Op] = []
        with store.writing():
            stamp = self._clock.tick()
            for paper_id, fields in wanted.items():
                found = [
                    FieldChange(paper_id, name, before, value)
                    for name, value in fields.items()
                    if (before := self._current(paper_id, name)) != value
                ]
                if found:
                    written = {c.name: self._field(c, stamp) for c in found}
                    ops.append(["set", _MARKS, paper_id, written])
                    changes += found
            store.commit(ops, title, stamp)
        return Step(title, tuple(changes))

    def _field(self, change: FieldChange, stamp: str) -> Field:
        if change.name == NOTE:
            heads = law.note_heads(self._fields(change.paper_id))
            return law.new_note(change.after, stamp, heads)
        return [change.after, stamp]

    def plan_import(self, entries: Iterable[Draft | Rejection]) -> ImportPlan:
        """Work out what an import would change, writing nothing."""
        if self._identities is None:
            self._identities = Identities()
            for paper_id in self:
                self._identities.add(self.paper(paper_id))
        identities, self._identities = self._identities, None
        added = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return plan(entries, identities, self._find_paper, added)

    def _find_paper(self, paper_id: str) -> Paper | None:
        return self.paper(paper_id) if paper_id in self else None

    def import_papers(self, entries: Iterable[Draft | Rejection]) -> PapersImported:
        """Import what an importer gives, as one batch; nothing is written for nothing new.

        Raises:
            WriteError: nothing was imported.
        """
        drafts = list(entries)
        with self._lock:
            self._check_writable()
            with self._paper_store.writing():
                found = self.plan_import(drafts)
                title = f"Import {len(found.added)} papers, update {len(found.updated)}"
                # Marks first: without their papers they do no harm, and the next try finds them.
                if found.marks:
                    self._set({key: fields_of(found.marks[key]) for key in found.marks}, title)
                self._write_papers(found.papers.values(), title)
            return found.event()

    def _write_papers(self, papers: Iterable[Paper], title: str) -> None:
        ops = (
            change_op(_PAPERS, paper.id, self._documents.get(paper.id), to_document(paper))
            for paper in papers
        )
        self._paper_store.commit([op for op in ops if op], title)

    def edit(self, paper: Paper, title: str) -> PapersEdited:
        """Replace a paper by a corrected one of the same id.

        Raises:
            UnknownPaperError: the library has no paper of this id.
            WriteError: nothing was changed.
        """
        with self._lock:
            self._check_writable()
            with self._paper_store.writing():
                old = self.paper(paper.id)
                self._write_papers([paper], title)
            self._undo.add(Step(title, papers=((old, paper),)))
            return PapersEdited((paper.id,), title)

    def undo(self) -> Event:
        """Take back the last action of this session that is not taken back yet.

        Raises:
            PaperdeckError: there is none.
        """
        return self._move(self._undo.done, self._undo.undone, "Undid", forward=False)

    def redo(self) -> Event:
        """Do again what was taken back last.

        Raises:
            PaperdeckError: there is none.
        """
        return self._move(self._undo.undone, self._undo.done, "Did again", forward=True)

    def _move(self, source: list[Step], target: list[Step], word: str, *, forward: bool) -> Event:
        with self._lock:
            if not source:
                raise PaperdeckError(
                    "There is nothing to do again." if forward else "There is nothing to undo."
                )
            step = source[-1]
            title = f"{word}: {step.title[0].lower()}{step.title[1:]}"
            event = self._apply_step(step, title, forward=forward)
            target.append(source.pop())
            return event

    def _apply_step(self, step: Step, title: str, *, forward: bool) -> Event:
        if step.papers:
            self._check_writable()
            papers = [pair[forward] for pair in step.papers]
            with self._paper_store.writing():
                self._write_papers(papers, title)
            return PapersEdited(tuple(paper.id for paper in papers), title)
        wanted: dict[str, dict[str, Any]] = {}
        for field in step.fields:
            expected, value = (
                (field.before, field.after) if forward else (field.after, field.before)
            )
            if self._current(field.paper_id, field.name) == expected:
                wanted.setdefault(field.paper_id, {})[field.name] = value
        self._set(wanted, title)
        return PapersMarked(tuple(wanted), title)

    def refresh(self) -> bool:
        """Read what other windows wrote; tell whether there was anything."""
        with self._lock:
            stores = [self._paper_store, *self._mark_stores.values()]
            return any([store.refresh() for store in stores])

    def close(self) -> None:
        """Let go of the library's files; every change is on disk already."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
