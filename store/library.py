"""The library: papers, and what the reader decided about them; the only way to change either."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from store.backup import Backups
from store.catalogue import Catalogue
from store.change import Change, FieldChange, edited_fields, told, touched
from store.clock import Clock
from store.device import device_name, witness_file
from store.folder import Folder
from store.garbage import garbage_kept
from store.index.catching import FEW
from store.marks import NOTE
from store.models import JsonObject, Paper
from store.record import to_document

if TYPE_CHECKING:
    from store.events import PapersDeleted, PapersEdited, PapersImported, PapersMarked
    from store.importers.contract import Draft
    from store.importing import ImportPlan
    from store.index.ahead import Ahead
    from store.journal.compaction import Compacted
    from store.merging import Merging
    from store.models import Rejection
    from store.sweeps import Sweeps
    from store.tagging import Tagging
    from store.trash import Trash, Trashed
    from store.undo import Undo


class Library(Catalogue):
    """A folder of papers and marks.

    Reading is safe from any thread; changes may come from any thread and are made one after
    the other.  Every change is on disk when its method returns.

    Args:
        path: the folder; it is made at the first change.
        read_only: change nothing on disk.
        device: whose marks are written; by default this machine's.
        is_temporary: it will be thrown away: nothing of it is kept outside its folder.
        now: the time, for when papers were added.

    Raises:
        LibraryError: the folder cannot be used; a `NewerVersionError` where a later version
            wrote it.
    """

    sweep = ""
    """The name of the sweep that marks are made in: they can be taken back together."""

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        device: str | None = None,
        is_temporary: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        Folder(path).check()
        device = device or ("temporary" if is_temporary else device_name(path))
        folder = Folder(path, None if is_temporary else witness_file(path, device))
        super().__init__(
            folder,
            Clock(device),
            Backups(folder, now),
            read_only=read_only or not folder.is_writable,
        )
        self._now = now

    @cached_property
    def _trash(self) -> Trash:
        from store.trash import Trash  # noqa: PLC0415 - a library opens without it

        return Trash(self._ledger, self._time)

    @cached_property
    def _tagging(self) -> Tagging:
        from store.tagging import Tagging  # noqa: PLC0415

        return Tagging(self._ledger, self.marks, self.tagged)

    @cached_property
    def merging(self) -> Merging:
        """Makes papers one, and takes them apart."""
        from store.merging import Merging  # noqa: PLC0415

        return Merging(self._ledger, self.marks)

    @cached_property
    def sweeps(self) -> Sweeps:
        """The passes over what is new."""
        from store.sweeps import Sweeps  # noqa: PLC0415

        return Sweeps(self._ledger, self, self._undo.undo_sweep)

    @cached_property
    def _undo(self) -> Undo:
        from store.undo import Undo  # noqa: PLC0415

        return Undo(self._ledger, self._time)

    def _time(self) -> str:
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def trash(self) -> list[Trashed]:
        """Give the papers that were deleted, the last deleted first."""
        return self._trash.contents()

    def change(self, ids: Sequence[str], change: Change, *, draft: str = "") -> PapersMarked:
        """Change the marks of papers.

        Args:
            ids: the papers; all must be in the library.
            change: what to change.
            draft: names an editing; changes of the same one are taken back together.

        Returns:
            The papers that were not so already, and what was done.

        Raises:
            UnknownPaperError: the library has no paper of one of the ids.
            TagError: a tag to add cannot be one.
            WriteError: nothing was changed.
        """
        wanted = change.fields()
        for paper_id in ids:
            self.check_known(paper_id)
        about = {"draft": draft} if draft else {}
        about |= {"sweep": self.sweep} if self.sweep else {}
        written = self._ledger.write_marks(dict.fromkeys(ids, wanted), told, about)
        return _marked(written.changes, told(written.changes))

    def write_note(self, paper_id: str, text: str, base: str, draft: str = "") -> PapersMarked:
        """Set the note of a paper, edited from a text that may not be the note any more.

        Args:
            paper_id: the paper.
            text: the note as it was edited.
            base: the note as it was when the editing began. Where another window has written
                something else since, both texts are kept.
            draft: names the editing; what it writes is taken back together.

        Raises:
            UnknownPaperError: the library has no paper of this id.
            WriteError: nothing was changed.
        """
        self.check_known(paper_id)
        with self._ledger.marking():
            current = self._ledger.device_marks.current(paper_id, NOTE)
            if current not in (base, text, ""):
                mine = f"\n\n<!-- written in another window -->\n{text}" if text else ""
                text = f"{current}{mine}"
            return self.change([paper_id], Change(note=text), draft=draft)

    def rename_tag(self, old: str, new: str) -> PapersMarked:
        """Give a tag another name; where there is a tag of that name they become one.

        Raises:
            TagError: one of them cannot be a tag.
            PaperdeckError: no paper has the tag.
            WriteError: nothing was changed.
        """
        return self._tagging.rename(old, new)

    def delete_tag(self, name: str) -> PapersMarked:
        """Take a tag from every paper, those in the trash included.

        Raises:
            TagError: it cannot be a tag.
            PaperdeckError: no paper has the tag.
            WriteError: nothing was changed.
        """
        return self._tagging.delete(name)

    def plan_import(
        self,
        entries: Iterable[Draft | Rejection],
        progress: Callable[[float], object] = lambda _share: None,
    ) -> ImportPlan:
        """Work out what an import would change, writing nothing; see `store.importing.plan`."""
        from store.importing import known_trash, plan  # noqa: PLC0415

        drafts, ledger, now = list(entries), self._ledger, self._time()
        stand, found = ledger.stand, None
        if len(self) or ledger.trash:  # else there is nothing to be asked, and no folder perhaps
            trash = known_trash(ledger)
            found = self._index.knowing(
                trash, lambda known: plan(drafts, ledger, now, known, progress)
            )
        if found is None:
            found = plan(drafts, ledger, now, None, progress)
        found.stand = stand
        return found

    def import_papers(self, entries: Iterable[Draft | Rejection] | ImportPlan) -> PapersImported:
        """Import what an importer gives, as one batch; nothing is written for nothing new.

        A paper that is in the trash stays there.

        Args:
            entries: the entries, or what was worked out of all of them before: that is done anew
                where the library has changed since.

        Raises:
            WriteError: nothing was imported.
        """
        from store.importers.contract import Draft  # noqa: PLC0415
        from store.importing import ImportPlan, save  # noqa: PLC0415

        is_saved, found, was_there = False, None, self.folder.path.exists()
        if isinstance(entries, ImportPlan):
            found, entries = entries, entries.entries
        try:
            with garbage_kept():
                drafts = self._taken(entries)
                if not any(isinstance(entry, Draft) for entry in drafts):
                    return self.plan_import(drafts).event()
                with self._ledger.writing():
                    if found is None or found.stand != self._ledger.stand:
                        found = self.plan_import(drafts)
                    if found.papers:
                        self.backups.attempt()
                        save(found, self._ledger)
                        self._fresh, is_saved = found.added, True
                        self._index.papers_are_saved()
                    return found.event()
        finally:
            if not is_saved:
                self._index.drop_begun()
                if not was_there and self._index.discard():
                    self.folder.unmake()

    def _taken(self, entries: Iterable[Draft | Rejection]) -> list[Draft | Rejection]:
        """Read all entries; where many come into an empty library, begin its index meanwhile."""
        from store.models import Rejection  # noqa: PLC0415

        found: list[Draft | Rejection] = []
        come = iter(entries)
        found += islice(come, FEW)
        ahead = self._begun_index() if len(found) == FEW and not len(self) else None
        if ahead is None:
            return [*found, *come]
        for number, entry in enumerate(chain(found.copy(), come)):
            if number >= FEW:
                found.append(entry)
            ahead.take(None if isinstance(entry, Rejection) else entry.paper)
        return found

    def _begun_index(self) -> Ahead | None:
        if self.read_only:
            return None
        self.folder.make()
        return self._index.begin()

    def restore_marks(self, wanted: Mapping[str, JsonObject], title: str) -> PapersMarked:
        """Set fields of the marks of any papers, those that the library lacks included.

        Args:
            wanted: papers to fields to values.
            title: what is done, in words, in the past tense.

        Raises:
            WriteError: nothing was changed.
        """
        written = self._ledger.write_marks(wanted, lambda _changes: title)
        return _marked(written.changes, title)

    def back_up_if_due(self) -> str:
        """Make today's backup, where marks have changed since the last; give why it failed."""
        if not self.read_only:
            self.backups.attempt(if_due=True)
        return self.backups.failure

    def compact(self) -> dict[str, Compacted]:
        """Write this device's journals anew, without what is no longer true; papers and marks stay.

        A backup is made before. Only the last changes can be undone afterwards.

        Returns:
            The size before and after, by the name of the file.

        Raises:
            BackupError: no backup could be made; nothing was changed.
            LibraryError: a journal has lines that would be lost, or the disk did not take it.
        """
        from store.journal.compaction import compact  # noqa: PLC0415

        with self._ledger.writing():
            journals = [one for one in self.own_journals if one.path.exists()]
            if journals:
                self.backups.make(with_papers=True)
            sizes = {journal.path.name: compact(journal) for journal in journals}
            self._ledger.device_marks.follow()
            return sizes

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
        from store.events import PapersEdited  # noqa: PLC0415 - see `_marked`

        base = self.paper(paper.id)
        with self._ledger.writing():
            old = self.paper(paper.id)
            new = replace(old, **edited_fields(base, paper))
            if new == old:
                return PapersEdited((), title)
            document = to_document(new, self._documents[paper.id])
            self._ledger.write_papers({paper.id: document}, title)
            return PapersEdited((paper.id,), title)

    def delete(self, ids: Sequence[str]) -> PapersDeleted:
        """Put papers into the trash, where they are kept until it is emptied; marks stay.

        Raises:
            UnknownPaperError: the library has no paper of one of the ids.
            WriteError: nothing was changed.
        """
        return self._trash.delete(ids)

    def restore_from_trash(self, ids: Sequence[str]) -> PapersEdited:
        """Take papers out of the trash.

        Raises:
            UnknownPaperError: one of them is not in the trash.
            WriteError: nothing was changed.
        """
        return self._trash.restore(ids)

    def empty_trash(self) -> PapersDeleted:
        """Drop what is in the trash, and its marks, for good.

        Raises:
            BackupError: no backup could be made; nothing was changed.
            WriteError: something was left in it.
        """
        return self._trash.empty(self.marks, self.backups.make_if_changed)

    def undo(self) -> PapersMarked | PapersEdited:
        """Take back the last action of this device, in whatever window it was done and when.

        What was changed again since stays.

        Raises:
            PaperdeckError: there is none, or nothing of it can be taken back.
        """
        return self._undo.undo()

    def redo(self) -> PapersMarked | PapersEdited:
        """Do again what was taken back last, if nothing else was done since.

        Raises:
            PaperdeckError: there is none, or nothing of it can be done again.
        """
        return self._undo.redo()

    def close(self) -> None:
        """Let go of the library's files; every change is on disk already."""
        self._index.close()
        self._ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _marked(changes: Sequence[FieldChange], title: str) -> PapersMarked:
    # A library opens, and is read, without events.
    from store.events import PapersMarked  # noqa: PLC0415

    return PapersMarked(touched(changes), title)
