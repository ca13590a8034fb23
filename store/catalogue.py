"""What a library holds, for reading."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from store.backup import Backups
from store.clock import Clock
from store.errors import LibraryError, SearchCancelled
from store.folder import Folder
from store.journal.line import Batch
from store.journal.storage import JournalStorage
from store.ledger import PAPERS, Ledger
from store.marks import Fields
from store.models import JsonObject, Marks, Paper
from store.news import News
from store.query import EVERYTHING, Query
from store.query.tree import Tag
from store.record import from_document, misshapen
from store.searching import Searching
from store.shelf import Shelf

if TYPE_CHECKING:
    from store.events import Refreshed
    from store.history import Entry
    from store.statistics import Statistics


_LOOKED_AT = 256
"""Papers between two words on how far counting is."""


class Catalogue(Searching):
    """Papers and marks, as they are; safe from any thread.

    Args:
        folder: the library's folder, which can be used.
        clock: this device's.
        backups: of this library.
        read_only: change nothing on disk.
    """

    def __init__(
        self,
        folder: Folder,
        clock: Clock,
        backups: Backups,
        *,
        read_only: bool,
    ) -> None:
        self.backups = backups
        self._news = News(PAPERS)
        # Before the ledger, which may change documents while it opens.
        self._shelf = Shelf(lambda: self._ledger.papers, self._fields, self._fields_of)
        changed = self._changed
        ledger = Ledger(folder, clock, backups, read_only=read_only, changed=changed)
        super().__init__(folder, ledger, self._shelf, read_only=read_only)
        self._ledger.make_room = self._index.discard

    def _changed(self, batch: Batch) -> None:
        self._shelf.forget(batch.ops)
        self._fresh = {}
        self._news.heard(batch.ops)

    def _fields(self, paper_id: str) -> list[Fields]:
        return self._ledger.device_marks.fields(paper_id)

    def _fields_of(self, ids: Iterable[str]) -> Iterator[tuple[str, list[Fields]]]:
        return self._ledger.device_marks.fields_of(ids)

    @property
    def device(self) -> str:
        """Whose marks this library writes."""
        return self._ledger.clock.device

    @property
    def unreadable(self) -> Mapping[str, str]:
        """Files that cannot be used, or that lack something, and why."""
        found = dict(self._ledger.device_marks.unreadable)
        if until := self._ledger.papers_missing_until:
            found[self.folder.papers.name] = (
                f"An older copy has taken its place: papers were changed here until {until[:10]} "
                f"{until[11:16]} UTC, and it does not go so far. Put the newer file back, or do "
                "again what is missing; paperdeck doctor --repair takes it as it is."
            )
        return found

    def accept_papers(self) -> None:
        """Take the papers that are there for all there are."""
        self._ledger.accept_papers()

    @property
    def own_journals(self) -> tuple[JournalStorage, JournalStorage]:
        """The journals that are written here: papers, and this device's marks."""
        return self._ledger.own_journals

    def __contains__(self, paper_id: object) -> bool:
        return paper_id in self._documents

    def __iter__(self) -> Iterator[str]:
        """Give the ids of all papers, in the order they were added."""
        return iter(list(self._documents))

    def paper(self, paper_id: str) -> Paper:
        """Give a paper.

        Raises:
            UnknownPaperError: the library has no paper of this id.
        """
        return self._shelf.paper(paper_id)

    def check_known(self, paper_id: str) -> None:
        """Check that there is a paper of an id.

        Raises:
            UnknownPaperError: there is none.
        """
        if paper_id not in self:
            self.paper(paper_id)

    def marks(self, paper_id: str) -> Marks:
        """Give the marks of a paper, whether the library has the paper or not."""
        return self._shelf.marks(paper_id)

    def read_of(self, ids: Iterable[str]) -> Iterator[tuple[str, bool]]:
        """Give papers and whether they are read; many are looked at sooner than one by one."""
        for paper_id, marks in self._shelf.marks_of(ids):
            yield paper_id, marks.read

    def tags(self) -> dict[str, int]:
        """Give every tag in use and how many papers have it, the most used first."""
        if self._index_is_true():
            known = self._index.completions("tag", "", -1)
            if known is not None:
                return dict(known)
        counts: dict[str, int] = {}
        for paper_id in self.marked_ids():
            if paper_id in self:
                for name in self.marks(paper_id).tags:
                    counts[name] = counts.get(name, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def tagged(self, name: str) -> Collection[str] | None:
        """Give the papers with a tag; None where only looking at every paper tells."""
        return self.find(Query(Tag(name))) if self._index_is_true() else None

    def history(self) -> Iterator[Entry]:
        """Give what was done, on every device, the last first; it is read as it is asked for."""
        from store.history import History  # noqa: PLC0415 - a library opens without it

        return History(self.folder, self.device, self._ledger.long_lines).entries()

    def paper_and_merged(self, paper_id: str) -> tuple[Paper, list[JsonObject]]:
        """Give a paper, and what was merged into it as `store.whole.merged_json` does.

        Raises:
            UnknownPaperError: the library has no paper of this id.
        """
        document = self._documents.get(paper_id)
        if document is None:
            return self.paper(paper_id), []
        paper = from_document(paper_id, document)
        return paper, self._merged(document) if "merged" in document else []

    def _merged(self, document: JsonObject) -> list[JsonObject]:
        from store.whole import merged_json  # noqa: PLC0415 - a library opens without it

        taken = (self._documents, self._ledger.trash)

        def marks(name: str) -> Marks | None:
            return None if any(name in table for table in taken) else self.marks(name)

        return merged_json(document, marks)

    def whole(self, paper_id: str) -> JsonObject:
        """Give a paper with all that is known of it, as JSON.

        Raises:
            UnknownPaperError: the library has no paper of this id.
        """
        from store.whole import whole  # noqa: PLC0415

        paper, merged = self.paper_and_merged(paper_id)
        return whole(paper, self.marks(paper_id), merged)

    def merged_ids(self) -> set[str]:
        """Give the papers that were merged into others; their marks are kept."""
        from store.merged import merged_ids  # noqa: PLC0415 - a library opens without it

        found = [*self._documents.values(), *self._ledger.trash.values()]
        return set().union(*map(merged_ids, found))

    def authors(self) -> Iterator[str]:
        """Give the authors of papers whose title and authors are told apart for certain."""
        from store.search import is_split_unsure  # noqa: PLC0415 - importers ask for them

        for paper_id in self:
            paper = self._shelf.paper_now(paper_id)
            if paper is not None and not is_split_unsure(paper):  # or it has gone meanwhile
                yield from paper.authors

    def bad_lines(self) -> Iterator[tuple[Path, int, str]]:
        """Give each line of a journal that could not be used: file, line, reason."""
        for journal in self._ledger.journals:
            for line in journal.bad_lines:
                yield journal.path, line.number, line.reason

    def stamps(self) -> Iterator[tuple[str, list[str]]]:
        """Give, for each journal of marks, the stamps of its fields."""
        return self._ledger.device_marks.stamps()

    def misshapen(self) -> Iterator[tuple[str, str, str]]:
        """Give each field that cannot be used as it stands: file, paper, field."""
        documents = self._documents
        for paper_id in list(documents):
            for name in misshapen(documents.get(paper_id, {"title": ""})):
                yield self.folder.papers.name, paper_id, name
        yield from self._ledger.device_marks.misshapen()

    def refresh(self) -> bool:
        """Read what other windows and devices wrote; tell whether there was anything.

        Raises:
            LibraryError: a journal cannot be used any more.
        """
        known = self._ledger.journals
        has_news = self._ledger.refresh()
        if self._ledger.journals != known:  # what is in them was not followed
            self._shelf.forget_marks()
            self._news.missed()
        return has_news

    def reread(self) -> None:
        """Read every journal again, so that what was altered in its midst is found."""
        for journal in self._ledger.journals:
            with contextlib.suppress(LibraryError):  # one that goes this moment
                journal.reread()

    def news(self) -> Refreshed | None:
        """Read what others wrote; give what was written since the last call, by anybody.

        Raises:
            LibraryError: a journal cannot be used any more.
        """
        self.refresh()
        return self._news.taken()

    def statistics(
        self,
        query: Query = EVERYTHING,
        progress: Callable[[int, int], object] = lambda _done, _all: None,
        is_cancelled: Callable[[], bool] = lambda: False,
        *,
        most: int | None = None,
    ) -> Statistics:
        """Give figures about the papers that match a query; each paper is looked at.

        Args:
            query: what papers; by default all.
            progress: told now and then how many were looked at, and of how many.
            is_cancelled: asked as often.
            most: of categories, tags, organisations and authors; None: all.

        Raises:
            SearchCancelled: `is_cancelled` said so.
        """
        from store.statistics import Tally  # noqa: PLC0415 - rarely asked for

        ids = list(self) if query == EVERYTHING else list(self.find(query, is_cancelled))
        marked, documents, tally = self.marked_ids(), self._documents, Tally()
        for number, paper_id in enumerate(ids):
            if number % _LOOKED_AT == 0:
                progress(number, len(ids))
                if is_cancelled():
                    raise SearchCancelled("Counting was given up.")
            document = documents.get(paper_id)
            if document is not None:  # or it has gone since
                tally.add(document, self._fields(paper_id) if paper_id in marked else ())
        return tally.statistics(most)
