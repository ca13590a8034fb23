"""What a library holds, for reading."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from store.backup import Backups
from store.clock import Clock
from store.completion import class_of, likeliest
from store.errors import LibraryError, ReadOnlyError
from store.folder import Folder
from store.index.hits import NEWEST, SORTED, Hits, Part
from store.index.index import Index
from store.index.nothing import NoIndex
from store.index.source import JournalSource
from store.journal.line import Batch
from store.journal.storage import JournalStorage
from store.ledger import PAPERS, Ledger
from store.marks import Fields
from store.models import Fresh, JsonObject, Marks, Paper
from store.news import News
from store.query import EVERYTHING, Query
from store.record import misshapen, published
from store.shelf import Shelf
from store.text.fold import fold

if TYPE_CHECKING:
    from store.events import Refreshed
    from store.history import Entry


class Catalogue:
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
        self.folder = folder
        self.backups = backups
        self.read_only = read_only
        self.may_be_behind = False
        """Answer from an index that is behind, where catching up takes long: whoever sets this
        has it caught up, and asks again."""
        self._news = News(PAPERS)
        self.index_missed: Callable[[], object] = lambda: None
        """Called where papers are looked at one by one, since no index could tell."""
        self._fresh: Mapping[str, Fresh] = {}
        """Papers just written, which the index need not read again."""
        # Before the ledger, which may change documents while it opens.
        self._shelf = Shelf(lambda: self._ledger.papers, self._fields)
        self._ledger = Ledger(
            folder,
            clock,
            backups,
            read_only=read_only,
            changed=self._changed,
        )
        source = JournalSource(self._ledger, self._shelf)
        self._index: Index | NoIndex = NoIndex()
        if not read_only:
            self._index = Index(folder.index, source)
            self._index.otherwise = self.find
        self._ledger.make_room = self._index.discard

    def _changed(self, batch: Batch) -> None:
        self._shelf.forget(batch.ops)
        self._fresh = {}
        self._news.heard(batch.ops)

    def _fields(self, paper_id: str) -> list[Fields]:
        return self._ledger.device_marks.fields(paper_id)

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

    def __len__(self) -> int:
        return len(self._documents)

    def __contains__(self, paper_id: object) -> bool:
        return paper_id in self._documents

    def __iter__(self) -> Iterator[str]:
        """Give the ids of all papers, in the order they were added."""
        return iter(list(self._documents))

    @property
    def _documents(self) -> Mapping[str, JsonObject]:
        return self._ledger.papers

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

    def marked_ids(self) -> set[str]:
        """Give the ids that any device has written marks for."""
        return self._ledger.device_marks.ids()

    def find(
        self,
        query: Query,
        is_cancelled: Callable[[], bool] = lambda: False,
        *,
        most: int | None = None,
        began: Callable[[Hits], None] | None = None,
    ) -> Hits:
        """Give the ids of the papers that match a query, in order.

        Where the query says no order, papers that fit its words best come first, or, where they
        are too many for that and where it has no words, the latest published.

        Args:
            query: what papers, in what order.
            is_cancelled: asked now and then.
            most: give so many at most.
            began: takes the first of many while the others are being read.

        Raises:
            SearchCancelled: `is_cancelled` said so.
        """
        is_true = self._index_is_true()
        if is_true or self.may_be_behind:
            hits = self._index.find(query, is_cancelled, most=most, began=began)
            # An index that is being made knows no paper yet; which there are is known without it.
            if hits is not None and (hits or query != EVERYTHING):
                hits.is_behind = not is_true
                return hits
        if query == EVERYTHING:
            self.index_missed()
            return self._hits(self._ids_by_date()[:most], NEWEST)
        ids = self._matching(query, is_cancelled)
        return self._hits(ids[:most], SORTED if query.sort else NEWEST)

    def find_by_date(self, query: Query, is_cancelled: Callable[[], bool] = lambda: False) -> Hits:
        """Give the ids of the papers that match a query, the latest published first.

        They are there sooner than in the order of what fits best.

        Raises:
            SearchCancelled: `is_cancelled` said so.
        """
        if self._index_can_tell():
            hits = self._index.find_by_date(query, is_cancelled)
            if hits is not None:
                return hits
        return self._hits(self._matching(Query(query.where), is_cancelled), NEWEST)

    def part(
        self,
        query: Query,
        start: str,
        most: int,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Part | None:
        """Give a part of what `find_by_date` gives: so many from the place of a paper on.

        None where it is not there sooner than the whole.

        Raises:
            SearchCancelled: `is_cancelled` said so.
        """
        if not self._index_can_tell():
            return None
        return self._index.part(query, start, most, is_cancelled)

    def _index_can_tell(self) -> bool:
        return self._index_is_true() or self.may_be_behind

    def _index_is_true(self) -> bool:
        is_true = self._index.follow()
        if is_true:
            self._fresh = {}
        return is_true

    def find_all(self, began: Callable[[Hits], None] | None = None) -> Hits:
        """Give the ids of all papers, the latest published first; see `find`."""
        return self.find(EVERYTHING, began=began)

    def _ids_by_date(self) -> list[str]:
        """Give all ids, the latest published first, by looking at every paper."""
        documents = self._documents
        ids = list(documents)
        ids.sort(key=lambda name: published(documents.get(name, {})), reverse=True)
        return ids

    def _hits(self, ids: list[str], order: str) -> Hits:
        marked = self.marked_ids()
        read = bytearray(name in marked and self._shelf.marks_now(name).read for name in ids)
        return Hits(ids, read, order=order)

    def count(self, query: Query, is_cancelled: Callable[[], bool] = lambda: False) -> int:
        """Give how many papers match a query.

        Raises:
            SearchCancelled: `is_cancelled` said so.
        """
        found = self._index.count(query, is_cancelled) if self._index_can_tell() else None
        if found is not None:
            return found
        return len(self._matching(query, is_cancelled))

    def _matching(self, query: Query, is_cancelled: Callable[[], bool]) -> list[str]:
        """Give the ids of the papers that match, by looking at every paper."""
        from store.search import find  # noqa: PLC0415 - only where there is no index

        self.index_missed()
        return find(query, self._shelf.entries(), is_cancelled)

    def completions(self, field: str, beginning: str, most: int = 20) -> list[tuple[str, int]]:
        """Give what a value of a field may go on to, and how many papers have it.

        Args:
            field: ``tag``, ``cat``, ``author``, ``org`` or ``venue``; of the last three words
                are given, as a query finds them.
            beginning: how it begins, in any case.
            most: so many at most, those of the most papers first.
        """
        start = beginning.casefold() if field in ("tag", "cat") else fold(beginning)
        found = self._index.completions(field, start, most) if self._index.follow() else None
        if found is not None:
            return found
        from store.search import values  # noqa: PLC0415 - only where there is no index

        counts: Counter[str] = Counter()
        classes: set[str] = set()
        for entry in self._shelf.entries():
            found_here = values(entry, field)
            if field == "cat":
                classes.update(map(class_of, found_here))
            counts.update(one for one in found_here if one.startswith(start))
        return likeliest(counts, classes)[:most]

    def nearest(self, word: str, most: int = 3) -> list[str]:
        """Give words of the library's papers that are spelled nearly so, the nearest first."""
        return self._index.nearest(word, most) if self._index.follow() else []

    def catch_up(
        self,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Bring the index to what the journals say; tell whether it is so far.

        Args:
            progress: told how many papers are in, and of how many, while it is made.
            is_cancelled: asked now and then.

        Raises:
            SearchCancelled: `is_cancelled` said so.
            LibraryError: a journal cannot be read any more.
        """

        def fresh() -> Mapping[str, Fresh]:
            found, self._fresh = self._fresh, {}
            return found

        return self._index.catch_up(progress, is_cancelled, fresh)

    def is_indexed(self) -> bool:
        """Tell whether the index is up to date, or was soon brought so far."""
        return self._index.follow()

    def reindex(self, progress: Callable[[int, int], None] = lambda _done, _all: None) -> int:
        """Make the index anew; give the number of papers in it.

        Raises:
            ReadOnlyError: the library is open for reading only.
            LibraryError: it could not be made.
        """
        if self.read_only:
            raise ReadOnlyError(f"{self.folder.path} cannot be written, so it has no index.")
        self._index.discard()
        if len(self) and not self._index.catch_up(progress):
            raise LibraryError(f"{self.folder.path} takes no index: is its disk full?")
        return len(self)

    def tags(self) -> dict[str, int]:
        """Give every tag in use and how many papers have it, the most used first."""
        counts: dict[str, int] = {}
        for paper_id in self.marked_ids():
            if paper_id in self:
                for name in self.marks(paper_id).tags:
                    counts[name] = counts.get(name, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def history(self) -> Iterator[Entry]:
        """Give what was done, on every device, the last first; it is read as it is asked for."""
        from store.history import History  # noqa: PLC0415 - a library opens without it

        return History(self.folder, self.device, self._ledger.long_lines).entries()

    def authors(self) -> Iterator[str]:
        """Give the authors of papers whose title and authors are told apart for certain."""
        from store.search import is_split_unsure  # noqa: PLC0415 - importers ask for them

        for paper_id in self:
            paper = self.paper(paper_id)
            if not is_split_unsure(paper):
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
