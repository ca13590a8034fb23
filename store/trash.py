"""Deleted papers: they are kept, and their marks with them, until the trash is emptied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from store.change import counted
from store.errors import UnknownPaperError
from store.events import PapersDeleted, PapersEdited
from store.ledger import Ledger
from store.marks import NOTE, TAG
from store.merged import merged_ids
from store.models import NO_MARKS, JsonObject, Marks, Paper
from store.record import from_document

DELETED = "deleted"
"""Field of a document in the trash: when it came there."""


@dataclass(frozen=True, slots=True)
class Trashed:
    """A deleted paper."""

    paper: Paper
    deleted: str
    """ISO 8601, UTC, to the second."""


def thrown(document: JsonObject, when: str) -> JsonObject:
    """Give a paper's document as it is kept in the trash."""
    return {**document, DELETED: when}


class Trash:
    """What was deleted.

    Args:
        ledger: the library's journals.
        time: gives the time as text.
    """

    def __init__(self, ledger: Ledger, time: Callable[[], str]) -> None:
        self._ledger = ledger
        self._time = time

    def contents(self) -> list[Trashed]:
        """Give the deleted papers, the last deleted first."""
        found = [
            Trashed(from_document(paper_id, document), str(document.get(DELETED, "")))
            for paper_id, document in list(self._ledger.trash.items())
        ]
        return sorted(reversed(found), key=lambda trashed: trashed.deleted, reverse=True)

    def delete(self, ids: Sequence[str]) -> PapersDeleted:
        """Put papers into the trash; see `Library.delete`."""
        with self._ledger.writing():
            papers, when = self._ledger.papers, self._time()
            ids = tuple(dict.fromkeys(ids))
            title = f"Deleted {counted(ids)}"
            trash = {name: thrown(_known(papers.get(name), name), when) for name in ids}
            self._ledger.write_papers(dict.fromkeys(ids), title, trash=trash)
        return PapersDeleted(ids, title)

    def restore(self, ids: Sequence[str]) -> PapersEdited:
        """Put papers back from the trash; see `Library.restore_from_trash`."""
        with self._ledger.writing():
            trash = self._ledger.trash
            ids = tuple(dict.fromkeys(ids))
            papers = {name: dict(_known(trash.get(name), name, "in the trash")) for name in ids}
            for document in papers.values():
                document.pop(DELETED, None)
            title = f"Took {counted(ids)} out of the trash"
            self._ledger.write_papers(papers, title, trash=dict.fromkeys(ids))
        return PapersEdited(ids, title, came=ids)

    def empty(self, marks: Callable[[str], Marks], before: Callable[[], object]) -> PapersDeleted:
        """Drop what is in the trash, for good; see `Library.empty_trash`."""
        with self._ledger.writing():
            ids = tuple(self._ledger.trash)
            title = f"Emptied the trash of {counted(ids)}"
            if ids:
                before()
                gone = {*ids, *chain.from_iterable(map(merged_ids, self._ledger.trash.values()))}
                papers = self._ledger.papers
                gone -= {*papers, *chain.from_iterable(map(merged_ids, papers.values()))}
                wanted = {name: cleared(marks(name)) for name in gone}
                self._ledger.write_papers({}, title, trash=dict.fromkeys(ids))
                self._ledger.write_marks(wanted, lambda _changes: title, {"part": True})
        return PapersDeleted(ids, title)


def _known(
    document: JsonObject | None, paper_id: str, where: str = "in this library"
) -> JsonObject:
    if document is None:
        raise UnknownPaperError(f"There is no paper {paper_id!a} {where}.")
    return document


def cleared(marks: Marks) -> dict[str, Any]:
    """Give the fields that leave a paper of these marks without any."""
    plain = {
        name: getattr(NO_MARKS, name) for name in ("read", "starred", "queued", "rating", NOTE)
    }
    return plain | {f"{TAG}{name}": False for name in marks.tags}
