"""What the index of a library is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from store.index.catching import PAPERS
from store.journal.storage import JournalStorage
from store.ledger import Ledger
from store.models import Marks, Paper
from store.shelf import Shelf


class JournalSource:
    """The journals of a library, as its index sees them.

    Args:
        ledger: the journals.
        shelf: makes papers and marks of them.
    """

    def __init__(self, ledger: Ledger, shelf: Shelf) -> None:
        self._ledger = ledger
        self._shelf = shelf

    def journals(self) -> Mapping[str, JournalStorage]:
        """Give the journals, the papers' under `PAPERS`."""
        papers, *marks = self._ledger.journals
        return {PAPERS: papers, **{journal.path.name: journal for journal in marks}}

    def paper_ids(self) -> list[str]:
        """Give the ids of all papers, in the order they were added."""
        return list(self._ledger.papers)

    def has_paper(self, paper_id: str) -> bool:
        """Tell whether there is a paper."""
        return paper_id in self._ledger.papers

    def paper_now(self, paper_id: str) -> Paper | None:
        """Give a paper as it is; None where there is none."""
        return self._shelf.paper_now(paper_id)

    def marks_now(self, paper_id: str) -> Marks:
        """Give the marks of a paper as they are."""
        return self._shelf.marks_now(paper_id)

    def marks_of(self, ids: Iterable[str]) -> Iterator[tuple[str, Marks]]:
        """Give papers with their marks as they are."""
        return self._shelf.marks_of(ids)

    def marked_ids(self) -> set[str]:
        """Give the papers that have marks."""
        return self._ledger.device_marks.ids()

    def read_news(self) -> None:
        """Read what others wrote."""
        self._ledger.refresh()
