"""What the main screen shows: which papers, where the cursor is, marks not on disk yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, islice
from time import monotonic

from store.change import Change
from store.errors import UnknownPaperError
from store.index.hits import Hits
from store.library import Library
from store.marks import TAG
from store.models import Marks, Paper
from tui.selection import Selection

MANY = 2000
"""Papers that are not looked at one by one while the screen waits."""

_MANY_LOOKUPS = 8
"""From so many on it pays to know the place of every paper."""


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
        self.selection = Selection()
        self._pending: dict[str, list[Change]] = {}
        """Changes that are not on disk yet, in the order in which they will be."""
        self._lookups = 0
        self._places: dict[str, int] | None = None
        self._read: bytearray | None = None
        """Of each paper shown whether it is read: a byte; None where it is to be looked for."""
        self.asked_at = monotonic()
        """When what is shown was asked for."""
        self._touched: dict[str, float] = {}
        """When the marks of papers changed that were since what is shown was asked for."""
        self._told: dict[str, bool] = {}
        """Of some of these whether they are read, which need not be looked for."""

    def show(
        self, ids: Sequence[str], keep: str | None = None, asked_at: float | None = None
    ) -> None:
        """Show other papers; the cursor stays on `keep`, or the nearest below it that is there.

        Otherwise it stays at its place in the list, as near as there is one.

        Args:
            ids: the papers.
            keep: the one under the cursor.
            asked_at: when they were asked for, by `time.monotonic`: marks changed since may not be
                in the answer. None: just now.
        """
        start = self.place(keep) if keep else None
        before, self.ids = self.ids, ids
        self._lookups = 0
        self._places = self._read = None
        self.selection.recount()
        since = self.asked_at = monotonic() if asked_at is None else asked_at
        self._touched = {name: when for name, when in self._touched.items() if when >= since}
        if len(self._told) > len(self._touched):
            self._told = {name: self._told[name] for name in self._touched if name in self._told}
        place = self.place(keep) if keep else None
        if place is None and start is not None and self._is_whole:
            place = self._nearest(before, start)
        self.cursor = place if place is not None else min(self.cursor, max(len(ids) - 1, 0))

    def staying(self, found: Sequence[str]) -> Sequence[str]:
        """Give what was found, and in their places those papers shown that were marked since.

        They stay until somebody asks for another list, or for this one again.
        """
        if not self._touched or not isinstance(found, Hits) or not found.is_whole:
            return found
        there = found.places()
        stay = {
            name
            for name in self._touched.keys() - there.keys()
            if self.place(name) is not None and name in self.library
        }
        if not stay:
            return found
        before, after = "", dict[str, list[str]]()
        for name in self.ids:
            if name in stay:
                after.setdefault(before, []).append(name)
            elif name in there:
                before = name
        ids = [*after.get("", ())]
        for name in found:
            ids += [name, *after.get(name, ())]
        own = self._are_read(stay)
        read = (found.read[there[name]] if name in there else own[name] for name in ids)
        both = Hits(ids, bytearray(read), order=found.order)
        both.is_behind = found.is_behind
        return both

    def _nearest(self, before: Sequence[str], start: int) -> int | None:
        """Give where the papers next to one that is gone are now."""
        there = self._all_places()
        known = _at_hand(before)  # the others are of no list that was ever seen
        for name in chain(islice(known, start, None), reversed(known[:start])):
            if name in there:
                return there[name]
        return None

    def place(self, paper_id: str) -> int | None:
        """Give where a paper is in the list, None where it is not shown."""
        self._lookups += 1
        if self._lookups > _MANY_LOOKUPS and self._is_whole:
            return self._all_places().get(paper_id)
        known = self._places
        if known is None and isinstance(self.ids, Hits):
            known = self.ids.known_places
        if known is not None:
            return known.get(paper_id)
        try:
            return _at_hand(self.ids).index(paper_id)
        except ValueError:
            return None

    @property
    def _is_whole(self) -> bool:
        return not isinstance(self.ids, Hits) or self.ids.is_whole

    def _all_places(self) -> dict[str, int]:
        if self._places is None:
            if isinstance(self.ids, Hits):
                self._places = self.ids.places()
            else:
                self._places = {name: number for number, name in enumerate(self.ids)}
        return self._places

    @property
    def current(self) -> str | None:
        """The paper under the cursor."""
        return self.ids[min(self.cursor, len(self.ids) - 1)] if self.ids else None

    def targets(self) -> list[str]:
        """Give the papers that a command acts on, in order: never one that is not shown.

        They are those selected, or, where none of these is shown, the one under the cursor.
        """
        chosen = self.selection.among(self.ids)
        return chosen or ([self.current] if self.current is not None else [])

    def selected(self) -> int | None:
        """Give how many of the papers shown are selected; None while they are being read."""
        if not self.selection:
            return 0
        return self.selection.count(self.ids) if self._is_whole else None

    def all_have(self, ids: Iterable[str], mark: str) -> bool:
        """Tell whether papers all have a mark: ``read``, ``starred``, ``queued`` or ``tag:NAME``.

        Looking at one may take as long as reading a line of a file.
        """
        if mark.startswith(TAG):
            name = mark.removeprefix(TAG)
            return all(name in self.marks(paper_id).tags for paper_id in ids)
        return all(getattr(self.marks(paper_id), mark) for paper_id in ids)

    def paper(self, paper_id: str) -> Paper:
        """Give a paper; one that was deleted a moment ago as one that says so."""
        try:
            return self.library.paper(paper_id)
        except UnknownPaperError:  # the list is about to learn of it
            return Paper(paper_id, "(deleted)")

    def marks(self, paper_id: str) -> Marks:
        """Give a paper's marks, as they are or are about to be."""
        marks = self.library.marks(paper_id)
        for change in self._pending.get(paper_id, ()):
            marks = change.applied(marks)
        return marks

    def expect(self, ids: Sequence[str], change: Change) -> None:
        """Show marks as a change will leave them.

        Raises:
            TagError: a tag of the change cannot be one.
        """
        change.fields()
        for paper_id in ids:
            self._pending.setdefault(paper_id, []).append(change)
        self._touch(ids)
        if self._read is not None and change.read is not None:
            self._put_read([(paper_id, change.read) for paper_id in ids])

    def _touch(self, ids: Iterable[str]) -> None:
        touched = dict.fromkeys(ids, monotonic())
        self._touched.update(touched)
        if self._told:
            for paper_id in touched:
                self._told.pop(paper_id, None)

    def settled(self, ids: Sequence[str], *, is_made: bool = True) -> None:
        """Show marks without the oldest change that was expected.

        Changes only set values, so one that is on disk already makes no difference here.

        Args:
            ids: the papers.
            is_made: the change was made, and did not fail.
        """
        self._touch(ids)
        for paper_id in ids:
            waiting = self._pending.get(paper_id)
            if waiting:
                change = waiting.pop(0)
                if change.read is not None:
                    self._told[paper_id] = change.read
                if not waiting:
                    del self._pending[paper_id]
        if not is_made:
            self.changed(ids)

    def changed(
        self, ids: Iterable[str] | None = None, read: Mapping[str, bool] | None = None
    ) -> None:
        """Look anew whether papers are read: their marks changed.

        Args:
            ids: the papers; None: any.
            read: which of them are, as far as somebody has looked at them for this.
        """
        if ids is None:
            self.selection.keep(self.library)
            marked = self.library.marked_ids() | self._pending.keys()
            self._told = dict(read or {})
            is_read = self._are_read(name for name in self.ids if name in marked)
            self._read = bytearray(is_read.get(name, False) for name in self.ids)
            return
        ids = list(ids)
        self._touch(ids)
        self._told.update(read or {})
        if self._read is not None:
            self._look_at(ids)

    def _look_at(self, ids: Iterable[str]) -> None:
        self._put_read(self._are_read(ids).items())

    def _put_read(self, papers: Collection[tuple[str, bool]]) -> None:
        assert self._read is not None
        is_much = len(papers) > MANY and self._is_whole
        place_of = self._all_places().get if is_much else self.place
        for paper_id, is_read in papers:
            place = place_of(paper_id)
            if place is not None:
                self._read[place] = is_read

    def _are_read(self, ids: Iterable[str]) -> dict[str, bool]:
        """Give papers and whether they are read, as they are or are about to be."""
        found: dict[str, bool] = {}
        unknown: list[str] = []
        for name in ids:
            read = self._told.get(name)
            for change in self._pending.get(name, ()):
                read = read if change.read is None else change.read
            if read is None:
                unknown.append(name)
            else:
                found[name] = read
        if len(unknown) > MANY:
            found.update(self.library.read_of(unknown))
        else:
            found.update((name, self.library.marks(name).read) for name in unknown)
        return found

    def _flags(self) -> bytearray:
        """Give of each paper shown whether it is read, as it is or is about to be."""
        if self._read is None:
            if isinstance(self.ids, Hits):
                self._read = bytearray(self.ids.read)
                self._look_at({**self._touched, **self._pending})
            else:
                self.changed()
        assert self._read is not None
        return self._read

    def unread_after(self, step: int) -> int | None:
        """Give the place of the nearest unread paper, going round at the end.

        Args:
            step: 1 to look downwards, -1 upwards.
        """
        flags = self._flags()
        if step > 0:
            place = flags.find(0, self.cursor + 1)
            place = flags.find(0, 0, self.cursor) if place < 0 else place
        else:
            place = flags.rfind(0, 0, self.cursor)
            place = flags.rfind(0, self.cursor + 1) if place < 0 else place
        return place if place >= 0 else None

    def first_unread(self) -> int | None:
        """Give the place of the first unread paper."""
        if isinstance(self.ids, Hits) and not self.ids.is_whole:
            place = self.ids.first_read.find(0)  # seldom is none of them unread
            if place >= 0:
                return place
        place = self._flags().find(0)
        return place if place >= 0 else None

    def unread(self) -> int | None:
        """Give how many of the papers shown are unread; None while they are being read."""
        if not self._is_whole:
            return None
        return self._flags().count(0)

    def unread_ids(self) -> list[str]:
        """Give the papers shown that are unread."""
        return [name for name, read in zip(self.ids, self._flags(), strict=True) if not read]


def _at_hand(ids: Sequence[str]) -> Sequence[str]:
    """Give the papers of a list, or, while they are being read, the first of them."""
    return ids.first if isinstance(ids, Hits) else ids
