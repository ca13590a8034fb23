"""What the main screen shows: which papers, where the cursor is, marks not on disk yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from store.change import Change
from store.library import Library
from store.models import Marks, Paper
from store.tags import tag


def changed(marks: Marks, change: Change) -> Marks:
    """Give marks as they will be after a change."""
    plain = {
        name: getattr(change, name)
        for name in ("read", "starred", "queued", "rating", "note")
        if getattr(change, name) is not None
    }
    tags = set(marks.tags) | {tag(name) for name in change.add_tags}
    tags -= {tag(name) for name in change.remove_tags}
    return replace(marks, **plain, tags=tuple(sorted(tags)))


@dataclass(slots=True)
class _Pending:
    marks: Marks
    writes: int = 0


class Deck:
    """The papers on the screen.

    Marks are shown as they will be the moment a key asks for them; `settled` lets go of them
    once they are written, or have failed to be.

    Args:
        library: where papers and marks are.
        ids: the papers shown, in order.
    """

    def __init__(self, library: Library, ids: Sequence[str] = ()) -> None:
        self.library = library
        self.ids: Sequence[str] = ids
        self.cursor = 0
        self._pending: dict[str, _Pending] = {}
        self._places: dict[str, int] | None = None
        self._unread: int | None = None

    def show(self, ids: Sequence[str], keep: str | None = None) -> None:
        """Show other papers; the cursor stays on `keep` where it is among them.

        Otherwise it stays at its place in the list, as near as there is one.
        """
        self.ids = ids
        self._places = None
        self._unread = None
        place = self.place(keep) if keep else None
        self.cursor = place if place is not None else min(self.cursor, max(len(ids) - 1, 0))

    def place(self, paper_id: str) -> int | None:
        """Give where a paper is in the list, None where it is not shown."""
        if self._places is None:
            self._places = {name: number for number, name in enumerate(self.ids)}
        return self._places.get(paper_id)

    @property
    def current(self) -> str | None:
        """The paper under the cursor."""
        return self.ids[self.cursor] if self.ids else None

    def paper(self, paper_id: str) -> Paper:
        """Give a paper."""
        return self.library.paper(paper_id)

    def marks(self, paper_id: str) -> Marks:
        """Give a paper's marks, as they are or are about to be."""
        pending = self._pending.get(paper_id)
        return pending.marks if pending else self.library.marks(paper_id)

    def expect(self, ids: Iterable[str], change: Change) -> None:
        """Show marks as a change will leave them.

        Raises:
            TagError: a tag of the change cannot be one.
        """
        for paper_id in ids:
            before = self.marks(paper_id)
            after = changed(before, change)
            self._count(paper_id, before, after)
            pending = self._pending.setdefault(paper_id, _Pending(after))
            pending.marks = after
            pending.writes += 1

    def settled(self, ids: Iterable[str]) -> None:
        """Show marks as the library has them: a change was written, or could not be."""
        for paper_id in ids:
            pending = self._pending.get(paper_id)
            if pending:
                pending.writes -= 1
                if not pending.writes:
                    self._drop(paper_id)

    def failed(self, ids: Iterable[str]) -> None:
        """Show marks as the library has them at once: what was expected did not come."""
        for paper_id in ids:
            self._drop(paper_id)

    def _drop(self, paper_id: str) -> None:
        pending = self._pending.pop(paper_id, None)
        if pending:
            self._count(paper_id, pending.marks, self.library.marks(paper_id))

    def _count(self, paper_id: str, before: Marks, after: Marks) -> None:
        if self._unread is not None and self.place(paper_id) is not None:
            self._unread += before.read - after.read

    def changed_elsewhere(self) -> None:
        """Count anew what is unread: marks changed that were not expected to."""
        self._unread = None

    def unread_after(self, step: int) -> int | None:
        """Give the place of the nearest unread paper, going round at the end.

        Args:
            step: 1 to look downwards, -1 upwards.
        """
        count = len(self.ids)
        for distance in range(1, count):
            place = (self.cursor + step * distance) % count
            if not self.marks(self.ids[place]).read:
                return place
        return None

    def first_unread(self) -> int | None:
        """Give the place of the first unread paper."""
        for place, paper_id in enumerate(self.ids):
            if not self.marks(paper_id).read:
                return place
        return None

    def unread(self) -> int:
        """Give how many of the papers shown are unread."""
        if self._unread is None:
            self._unread = sum(1 for paper_id in self.ids if not self.marks(paper_id).read)
        return self._unread
