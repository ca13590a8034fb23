"""Papers and marks made from the documents of the journals, each once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from store import marks as law
from store.errors import UnknownPaperError
from store.journal.line import Op
from store.marks import Fields
from store.models import NO_MARKS, Marks, Paper
from store.record import from_document

if TYPE_CHECKING:
    from store.matching import Entry

Made = TypeVar("Made")

_MOST_KEPT = 4096
"""Papers, and marks, that are kept made: more than are walked past in one go."""


class Shelf:
    """What was made of documents, until they change; safe from any thread.

    Args:
        documents: gives the papers' documents, by id.
        fields: gives what each device has written about a paper.
        fields_of: does that for many papers at once.
    """

    def __init__(
        self,
        documents: Callable[[], Mapping[str, Any]],
        fields: Callable[[str], Iterable[Fields]],
        fields_of: Callable[[Iterable[str]], Iterable[tuple[str, Sequence[Fields]]]],
    ) -> None:
        self._documents = documents
        self._fields = fields
        self._fields_of = fields_of
        self._papers: dict[str, Paper] = {}
        self._marks: dict[str, Marks] = {}
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
                    _keep(self._papers, paper_id, known)
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
                known = self.marks_now(paper_id)
                _keep(self._marks, paper_id, known)
        return known

    def paper_now(self, paper_id: str) -> Paper | None:
        """Give a paper without keeping it; None where there is none."""
        known = self._papers.get(paper_id)
        if known is not None:
            return known
        document = self._documents().get(paper_id)
        return None if document is None else from_document(paper_id, document)

    def marks_now(self, paper_id: str) -> Marks:
        """Give the marks of a paper without keeping them."""
        fields = list(self._fields(paper_id))
        return law.merge(fields) if fields else NO_MARKS

    def marks_of(self, ids: Iterable[str]) -> Iterator[tuple[str, Marks]]:
        """Give papers with what `marks_now` gives of each."""
        before, marks = list[Fields](), NO_MARKS
        for paper_id, fields in self._fields_of(ids):
            if fields != before:  # in what was marked in one go they are the same
                before, marks = list(fields), law.merge(fields)
            yield paper_id, marks

    def entries(self) -> Iterator[Entry]:
        """Give every paper as a search sees it."""
        # Only where there is no index to search.
        from store.matching import Entry  # noqa: PLC0415
        from store.search import text_of  # noqa: PLC0415

        for paper_id in list(self._documents()):
            paper = self.paper_now(paper_id)
            if paper is not None:  # or it has gone since the search began
                yield Entry(paper, self.marks_now(paper_id), text_of(paper))

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


def _keep(kept: dict[str, Made], paper_id: str, made: Made) -> None:
    """Keep what was made, and let go of what was made first where it is too much."""
    kept[paper_id] = made
    if len(kept) > _MOST_KEPT:
        del kept[next(iter(kept))]
