"""The library: papers, and what the reader decided about them; the only way to change either."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from store import search
from store.change import Change, fields_of
from store.clock import Clock
from store.device import device_name
from store.device_marks import DeviceMarks
from store.errors import LibraryError, PaperdeckError, ReadOnlyError
from store.events import PapersEdited, PapersImported, PapersMarked, Refreshed
from store.folder import Folder
from store.garbage import garbage_kept
from store.identity import Identities, keys
from store.importers.contract import Draft
from store.importing import ImportPlan, plan
from store.journal.line import Batch, Op
from store.journal.storage import JournalStorage, change_op
from store.journal.table import JournalDB
from store.marks import NOTE
from store.models import Marks, Paper, Rejection
from store.news import News
from store.query import Query
from store.record import misshapen, published, to_document
from store.shelf import Shelf
from store.undo import Step, UndoStack, edited_fields, is_as_edited, told, touched

_PAPERS = "papers"


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
        self._undo = UndoStack()
        self._news = News(_PAPERS)
        self._paper_store = self._open(self.folder.papers)
        self._device_marks = DeviceMarks(self.folder, self._clock, self._open)
        self._shelf = Shelf(lambda: self._documents, self._device_marks.fields)

    @property
    def device(self) -> str:
        """Whose marks this library writes."""
        return self._clock.device

    @property
    def unreadable(self) -> Mapping[str, str]:
        """Files of other devices that cannot be used, and why."""
        return self._device_marks.unreadable

    def _open(self, path: Path, to_write: bool = True) -> JournalStorage:
        read_only = self.read_only or not to_write
        journal = JournalDB(path, read_only=read_only, clock=self._clock).journal
        journal.listener = self._applied
        return journal

    def _applied(self, batch: Batch) -> None:
        self._shelf.forget(batch.ops)
        self._news.heard(batch.ops)

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
        return self._shelf.paper(paper_id)

    def marks(self, paper_id: str) -> Marks:
        """Give the marks of a paper, whether the library has the paper or not."""
        return self._shelf.marks(paper_id)

    def marked_ids(self) -> set[str]:
        """Give the ids that any device has written marks for."""
        return self._device_marks.ids()

    def find(self, query: Query, is_cancelled: Callable[[], bool] = lambda: False) -> list[str]:
        """Give the ids of the papers that match a query, in its order; see `store.search.find`."""
        return search.find(query, self._shelf.entries(), is_cancelled)

    def find_all(self) -> list[str]:
        """Give the ids of all papers, the latest published first."""
        documents = self._documents
        ids = list(documents)
        ids.sort(key=lambda name: published(documents.get(name, {})), reverse=True)
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
        for store in (self._paper_store, *self._device_marks.journals):
            for line in store.bad_lines:
                yield store.path, line.number, line.reason

    def misshapen(self) -> Iterator[tuple[str, str, str]]:
        """Give each field that cannot be used as it stands: file, paper, field."""
        documents = self._documents
        for paper_id in list(documents):
            for name in misshapen(documents.get(paper_id, {"title": ""})):
                yield self.folder.papers.name, paper_id, name
        yield from self._device_marks.misshapen()

    # -- changing

    def _check_writable(self) -> None:
        if self.read_only:
            raise ReadOnlyError(
                f"{self.folder.path} cannot be written: it is open for reading only."
            )
        if len(self) and not self.folder.path.exists():
            raise LibraryError(f"{self.folder.path} has disappeared. Put it back.")
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
            self._check_writable()
            changes = self._device_marks.write(dict.fromkeys(ids, wanted), told)
            if changes:
                self._undo.add(Step(told(changes), changes))
            return PapersMarked(touched(changes), told(changes))

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
        self.paper(paper_id)
        with self._lock:
            self._check_writable()
            with self._device_marks.writing():
                current = self._device_marks.current(paper_id, NOTE)
                if current not in (base, text, ""):
                    mine = f"\n\n<!-- written in another window -->\n{text}" if text else ""
                    text = f"{current}{mine}"
                return self.change([paper_id], Change(note=text))

    def plan_import(self, entries: Iterable[Draft | Rejection]) -> ImportPlan:
        """Work out what an import would change, writing nothing."""
        identities = Identities()
        for paper_id in self:
            identities.add(keys(self.paper(paper_id)), paper_id)
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
        with self._lock, garbage_kept():
            self._check_writable()
            with self._paper_store.writing():
                found = self.plan_import(drafts)
                # Marks first: without their papers they do no harm, and the next try finds them.
                if found.marks:
                    wanted = {paper_id: fields_of(marks) for paper_id, marks in found.marks.items()}
                    self._device_marks.write(wanted, lambda _changes: found.title())
                self._write_papers(found.papers.values(), found.title())
            return found.event()

    def _write_papers(self, papers: Iterable[Paper], title: str) -> None:
        documents = self._documents
        ops: list[Op] = []
        for paper in papers:
            old = documents.get(paper.id)
            op = change_op(_PAPERS, paper.id, old, to_document(paper, old))
            ops += [op] if op else []
        self._paper_store.commit(ops, title)

    def edit(self, paper: Paper, title: str) -> PapersEdited:
        """Correct a paper.

        Args:
            paper: the paper as it is to be; of its fields only those are written that differ
                from what this library last gave.
            title: what is done, in words, in the past tense.

        Raises:
            UnknownPaperError: the library has no paper of this id.
            WriteError: nothing was changed.
        """
        base = self.paper(paper.id)
        with self._lock:
            self._check_writable()
            with self._paper_store.writing():
                old = self.paper(paper.id)
                new = replace(old, **edited_fields(base, paper))
                self._write_papers([new], title)
            if new == old:
                return PapersEdited((), title)
            self._undo.add(Step(title, papers=((old, new),)))
            return PapersEdited((paper.id,), title)

    def undo(self) -> PapersMarked | PapersEdited:
        """Take back the last action of this session that is not taken back yet.

        Raises:
            PaperdeckError: there is none.
        """
        return self._move(self._undo.done, self._undo.undone, "Undid", forward=False)

    def redo(self) -> PapersMarked | PapersEdited:
        """Do again what was taken back last.

        Raises:
            PaperdeckError: there is none.
        """
        return self._move(self._undo.undone, self._undo.done, "Did again", forward=True)

    def _move(
        self, source: list[Step], target: list[Step], word: str, *, forward: bool
    ) -> PapersMarked | PapersEdited:
        with self._lock:
            if not source:
                raise PaperdeckError(
                    "There is nothing to do again." if forward else "There is nothing to undo."
                )
            step = source[-1]
            title = f"{word}: {step.title[:1].lower()}{step.title[1:]}"
            self._check_writable()
            event = (self._put_back if step.papers else self._mark_back)(step, title, forward)
            source.pop()
            if not event.ids:
                raise PaperdeckError(f"It was changed again since, so it stays: {step.title}.")
            target.append(step)
            return event

    def _mark_back(self, step: Step, title: str, forward: bool) -> PapersMarked:
        wanted: dict[str, dict[str, Any]] = {}
        with self._device_marks.writing():
            for field in step.fields:
                expected, value = field.before, field.after
                if not forward:
                    expected, value = value, expected
                if self._device_marks.current(field.paper_id, field.name) == expected:
                    wanted.setdefault(field.paper_id, {})[field.name] = value
            self._device_marks.write(wanted, lambda _changes: title)
        return PapersMarked(tuple(wanted), title)

    def _put_back(self, step: Step, title: str, forward: bool) -> PapersEdited:
        papers: list[Paper] = []
        with self._paper_store.writing():
            for before, after in step.papers:
                source, target = (before, after) if forward else (after, before)
                paper = self.paper(before.id)
                if is_as_edited(paper, target, source):
                    papers.append(replace(paper, **edited_fields(source, target)))
            self._write_papers(papers, title)
        return PapersEdited(tuple(paper.id for paper in papers), title)

    def refresh(self) -> bool:
        """Read what other windows and devices wrote; tell whether there was anything.

        Raises:
            LibraryError: a journal cannot be used any more.
        """
        with self._lock:
            known = len(self._device_marks.journals)
            is_changed = self._paper_store.refresh()
            is_changed = self._device_marks.refresh() or is_changed
            if len(self._device_marks.journals) != known:  # what is in them was not followed
                self._shelf.forget_marks()
                self._news.missed()
            return is_changed

    def news(self) -> Refreshed | None:
        """Read what others wrote; give what was written since the last call, by anybody.

        Raises:
            LibraryError: a journal cannot be used any more.
        """
        self.refresh()
        return self._news.taken()

    def close(self) -> None:
        """Let go of the library's files; every change is on disk already."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
