"""Papers and marks made from the documents of the journals, each once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from store import marks as law
from store.errors import UnknownPaperError
from store.journal.line import Op
from store.marks import Fields
from store.models import Marks, Paper
from store.record import from_document

if TYPE_CHECKING:
    from store.matching import Entry


class Shelf:
    """What was made of documents, until they change; safe from any thread.

    Args:
        documents: gives the papers' documents, by id.
        fields: gives what each device has written about a paper.
    """

    def __init__(
        self,
        documents: Callable[[], Mapping[str, Any]],
        fields: Callable[[str], Iterable[Fields]],
    ) -> None:
        self._documents = documents
        self._fields = fields
        self._papers: dict[str, Paper] = {}
        self._marks: dict[str, Marks] = {}
        self._texts: dict[str, tuple[Paper, str]] = {}
        """The words of papers, each beside the paper they were taken from."""
        self._lock = threading.Lock()
        """Held while something is made and put here, so that what a writer has just made untrue
        is not put here after it."""

    def paper(self, paper_id: str) -> Paper:
        """Give a paper.

        Raises:
            UnknownPaperError: there is no paper of this id.
        """
        known = self._papers.get(paper_id)
        if known is None:
            try:
                with self._lock:
                    known = from_document(paper_id, self._documents()[paper_id])
                    self._papers[paper_id] = known
            except KeyError:
                raise UnknownPaperError(
                    f"There is no paper {paper_id!a} in this library."
                ) from None
        return known

    def marks(self, paper_id: str) -> Marks:
        """Give the marks of a paper, whether there is the paper or not."""
        known = self._marks.get(paper_id)
        if known is None:
            with self._lock:
                known = law.merge(self._fields(paper_id))
                self._marks[paper_id] = known
        return known

    def entries(self) -> Iterator[Entry]:
        """Give every paper as a search sees it."""
        from store.matching import Entry  # noqa: PLC0415 - a library opens without it
        from store.search import text_of  # noqa: PLC0415

        for paper_id in list(self._documents()):
            try:
                paper = self.paper(paper_id)
            except UnknownPaperError:  # it has gone since the search began
                continue
            source, text = self._texts.get(paper_id, (None, ""))
            if source is not paper:
                text = text_of(paper)
                self._texts[paper_id] = (paper, text)
            yield Entry(paper, self.marks(paper_id), text)

    def forget(self, ops: Iterable[Op]) -> None:
        """Drop what was made from documents that have changed."""
        with self._lock:
            for _kind, _table, *rest in ops:
                if rest:
                    self._papers.pop(rest[0], None)
                    self._marks.pop(rest[0], None)
                else:
                    self._papers.clear()
                    self._marks.clear()

    def forget_marks(self) -> None:
        """Drop all marks: another device has come to it."""
        with self._lock:
            self._marks.clear()
