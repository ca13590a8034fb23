"""What was done, read from the ends of the journals: nothing of it is kept in memory."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass

from store.backwards import Line, newest_first
from store.clock import device_of
from store.folder import Folder
from store.journal.line import Batch

UNDOES, REDOES = "undoes", "redoes"
"""Fields of a batch that takes back, or does again, the action of a stamp."""

_PAPERS = 0
"""The number of the journal of papers among those that are read."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user did that can be taken back, or done again."""

    at: str
    """The stamp that names it."""
    batches: tuple[Batch, ...]
    """The batches that did it, or took it back, the last first."""

    @property
    def is_compacted(self) -> bool:
        """Whether it stands for everything that was done before, which is no longer told."""
        return not self.batches

    @property
    def is_recorded(self) -> bool:
        """Whether its batches tell what they replaced."""
        return all(isinstance(batch.about.get("was"), dict) for batch in self.batches)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history."""

    at: str
    title: str
    is_undone: bool

    @property
    def device(self) -> str:
        """Where it was done."""
        return device_of(self.at)


class History:
    """What was done in a library, the last first.

    Args:
        folder: the library's folder.
        device: whose actions are taken back and done again.
        long_lines: gives where lines of the journal of papers begin; see `newest_first`.
    """

    def __init__(
        self, folder: Folder, device: str, long_lines: Callable[[], Mapping[int, int]]
    ) -> None:
        self._long_lines = long_lines
        self._folder = folder
        self._device = device

    def to_undo(self) -> Action | None:
        """Give the last action of this device that is not taken back."""
        undone: set[str] = set()
        with contextlib.closing(self._groups()) as groups:
            for group in groups:
                if not group:
                    return Action("", ())
                head = group[0]
                taken, again = _named(head, UNDOES), _named(head, REDOES)
                if taken:
                    undone.add(taken)
                elif again and _is_idle(head):
                    undone.add(again)
                elif undone.isdisjoint((again or head.at, _named(head, "sweep"))):
                    return Action(again or head.at, tuple(group))
        return None

    def to_redo(self) -> Action | None:
        """Give the action taken back last, unless something else was done since."""
        redone: set[str] = set()
        with contextlib.closing(self._groups()) as groups:
            for group in groups:
                if not group:
                    return None
                head = group[0]
                taken, again = _named(head, UNDOES), _named(head, REDOES)
                if again:
                    redone.add(again)
                elif not taken:
                    return None
                elif taken not in redone and not _is_idle(head):
                    return Action(taken, tuple(group))
        return None

    def of_sweep(self, began: str) -> list[Batch]:
        """Give what this device did in a sweep, the last first.

        Args:
            began: the stamp that names it.
        """
        found: list[Batch] = []
        with contextlib.closing(newest_first([self._folder.marks(self._device)])) as lines:
            for line in lines:
                if line.is_snapshot or (line.at and line.at < began):
                    break
                found += [
                    batch
                    for batch in line.batches()
                    if _named(batch, "sweep") == began and not batch.about.get("part")
                ]
        return found

    def entries(self) -> Iterator[Entry]:
        """Give what was done, on every device."""
        undone: set[str] = set()
        redone: set[str] = set()
        drafts: dict[str, str] = {}
        devices = map(self._folder.marks, self._folder.devices())
        for line in newest_first([self._folder.papers, *devices], self._long_lines()):
            for batch in line.batches():
                sweep = _named(batch, "sweep")
                if batch.about.get("part"):
                    if sweep:  # the end of one
                        yield Entry(batch.at, batch.do, False)
                    continue
                draft, device = _named(batch, "draft"), device_of(batch.at)
                is_same, drafts[device] = draft and drafts.get(device) == draft, draft
                taken, again = _named(batch, UNDOES), _named(batch, REDOES)
                if again and not _is_idle(batch):
                    redone.add(again)
                elif taken and not _is_idle(batch) and taken not in redone:
                    undone.add(taken)
                elif not (taken or again or is_same):
                    is_undone = not undone.isdisjoint((batch.at, sweep))
                    yield Entry(batch.at, batch.do, is_undone)

    def _groups(self) -> Generator[list[Batch]]:
        """Give the batches of this device, those of one action together.

        There are none in a group that stands for what was done before a journal was compacted.
        """
        lines = newest_first(
            [self._folder.papers, self._folder.marks(self._device)], self._long_lines()
        )
        with contextlib.closing(lines):
            devices = ("", self._device)
            own = (line for line in lines if line.is_snapshot or line.device in devices)
            line = next(own, None)
            while line is not None:
                if line.is_snapshot:
                    yield []
                batches = [one for one in line.batches() if device_of(one.at) == self._device]
                line = next(own, None)
                for batch in batches:
                    if not batch.about.get("part"):
                        group = [batch]
                        line = _rest(group, line, own)
                        yield group


def _rest(group: list[Batch], line: Line | None, lines: Iterator[Line]) -> Line | None:
    """Add what belongs to the action of a batch; give the first line that does not."""
    draft, half = _named(group[0], "draft"), _named(group[0], "marks")
    while line is not None:
        if half and line.at == half:
            group += line.batches()
            return next(lines, None)
        if half and not line.at and not line.batches():  # the first line of a journal
            line = next(lines, None)
            continue
        # An autosave is a mark; what is in the journal of papers may be very long.
        if not draft or line.is_snapshot or line.journal == _PAPERS:
            break
        batches = line.batches()
        if any(not one.about.get("part") and _named(one, "draft") != draft for one in batches):
            break
        group += [one for one in batches if not one.about.get("part")]
        line = next(lines, None)
    return line


def _named(batch: Batch, name: str) -> str:
    value = batch.about.get(name)
    return value if isinstance(value, str) else ""


def _is_idle(batch: Batch) -> bool:
    """Tell whether a batch changes nothing: what it was to put back had been changed again."""
    return all(op[0] == "table" for op in batch.ops)
