"""Finding papers: by the index where it can tell, otherwise by looking at every paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeVar

from store.completion import class_of, likeliest
from store.errors import LibraryError, ReadOnlyError
from store.folder import Folder
from store.index.hits import NEWEST, SORTED, Hits, Part
from store.index.index import Index
from store.index.nothing import NoIndex
from store.index.source import JournalSource
from store.ledger import Ledger
from store.models import Fresh, JsonObject
from store.query import EVERYTHING, Query
from store.record import published
from store.shelf import Shelf
from store.text.fold import fold

_T = TypeVar("_T")


class Searching:
    """Papers of a library by what they are, and how its index is kept; safe from any thread.

    Args:
        folder: the library's folder, which can be used.
        ledger: its journals.
        shelf: makes papers and marks of them.
        read_only: change nothing on disk.
    """

    _fresh: Mapping[str, Fresh] = {}
    """Papers just written, which the index need not read again."""

    def __init__(self, folder: Folder, ledger: Ledger, shelf: Shelf, *, read_only: bool) -> None:
        self.folder = folder
        self.read_only = read_only
        self.may_be_behind = False
        """Answer from an index that is behind, where catching up takes long: whoever sets this
        has it caught up, and asks again."""
        self.index_missed: Callable[[], object] = lambda: None
        """Called where papers are looked at one by one, since no index could tell."""
        self.wait_for_index: Callable[[Callable[[], bool]], bool] = lambda _is_cancelled: False
        """Called before that, in threads of searches: waits until somebody has made the index, or
        what it is given says that nobody waits any more; tells whether to ask the index again."""
        self._ledger = ledger
        self._shelf = shelf
        self._index: Index | NoIndex = NoIndex()
        if not read_only:
            self._index = Index(folder.index, JournalSource(ledger, shelf))
            self._index.otherwise = self._looked_for

    def __len__(self) -> int:
        return len(self._documents)

    @property
    def _documents(self) -> Mapping[str, JsonObject]:
        return self._ledger.papers

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

        def ask() -> Hits | None:
            is_true = self._index_is_true()
            if not is_true and not self.may_be_behind:
                return None
            hits = self._index.find(query, is_cancelled, most=most, began=began)
            if hits is not None:
                hits.is_behind = not is_true
            return hits

        if query == EVERYTHING:  # an index that is being made knows no paper yet
            return ask() or self._looked_for(query, most)
        found = self._asked(ask, is_cancelled)
        return found if found is not None else self._looked_for(query, most, is_cancelled)

    def _asked(self, ask: Callable[[], _T | None], is_cancelled: Callable[[], bool]) -> _T | None:
        """Ask the index, once more where it could not tell and somebody has made it since."""
        found = ask()
        if found is None and not self.read_only and self.wait_for_index(is_cancelled):
            return ask()
        return found

    def _looked_for(
        self,
        query: Query,
        most: int | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Hits:
        """Answer a query without the index."""
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

        def ask() -> Hits | None:
            return self._index.find_by_date(query, is_cancelled) if self._can_tell() else None

        found = self._asked(ask, is_cancelled)
        return (
            found if found is not None else self._looked_for(Query(query.where), None, is_cancelled)
        )

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
        if not self._can_tell():
            return None
        return self._index.part(query, start, most, is_cancelled)

    def _can_tell(self) -> bool:
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

        def ask() -> int | None:
            return self._index.count(query, is_cancelled) if self._can_tell() else None

        found = self._asked(ask, is_cancelled)
        return found if found is not None else len(self._matching(query, is_cancelled))

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
        found = self._index.completions(field, start, most) if self._can_tell() else None
        if found is not None:
            return found
        if self.may_be_behind and not self.read_only:
            return []  # it is being made; looking at every paper would take as long
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
        return self._index.nearest(word, most) if self._can_tell() else []

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
