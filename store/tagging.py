"""Tags as a whole: each can get another name, be merged into another, or go from every paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from store.change import counted, touched
from store.errors import PaperdeckError
from store.events import PapersMarked
from store.ledger import Ledger
from store.marks import TAG
from store.models import Marks
from store.tags import tag


class Tagging:
    """Changes of one tag on all papers, those in the trash included; each is one action.

    Args:
        ledger: the library's journals.
        marks: gives the marks of a paper.
        found: gives the papers with a tag; None where only looking at every paper tells.
    """

    def __init__(
        self,
        ledger: Ledger,
        marks: Callable[[str], Marks],
        found: Callable[[str], Collection[str] | None],
    ) -> None:
        self._ledger = ledger
        self._marks = marks
        self._found = found

    def rename(self, old: str, new: str) -> PapersMarked:
        """Give a tag another name; see `Library.rename_tag`."""
        before, after = tag(old), tag(new)
        with self._ledger.marking():
            ids, is_known = self._with(before, after)
            done, to = ("Merged", "into") if is_known else ("Renamed", "to")
            title = f"{done} the tag {before} {to} {after} on {counted(ids)}"
            # In this order: of a tag renamed to itself the second value counts.
            values = {f"{TAG}{before}": False, f"{TAG}{after}": True}
            return self._write(ids, values, title)

    def delete(self, name: str) -> PapersMarked:
        """Take a tag from every paper; see `Library.delete_tag`."""
        gone = tag(name)
        with self._ledger.marking():
            ids, _ = self._with(gone, gone)
            title = f"Deleted the tag {gone} from {counted(ids)}"
            return self._write(ids, {f"{TAG}{gone}": False}, title)

    def _with(self, name: str, other: str) -> tuple[list[str], bool]:
        """Give the papers that have a tag, and whether any paper there is has another one.

        Raises:
            PaperdeckError: no paper has the tag.
        """
        marked, papers = self._ledger.device_marks.ids(), self._ledger.papers
        found, others = self._found(name), self._found(other)
        if found is None or others is None:
            candidates = marked
            is_known = any(other in self._marks(one).tags for one in marked if one in papers)
        else:  # the index knows nothing of the trash
            candidates = {*found, *(one for one in marked if one not in papers)}
            is_known = bool(others)
        ids = sorted(one for one in candidates if name in self._marks(one).tags)
        if not ids:
            raise PaperdeckError(f"No paper has the tag {name}.")
        return ids, is_known

    def _write(self, ids: Sequence[str], values: dict[str, bool], title: str) -> PapersMarked:
        written = self._ledger.write_marks(dict.fromkeys(ids, values), lambda _changes: title)
        return PapersMarked(touched(written.changes), title)
