"""A copy, outside the library, of what this device wrote into it.

Programs that copy folders both ways may put an older copy of this device's own journal in its
place.  What it lacks then is put back from here.  The copy is not waited for to be on the disk:
it guards against other programs, the journal itself against power cuts.
"""

from __future__ import annotations

import os
from pathlib import Path

from store.errors import LibraryError
from store.journal.disk import open_file
from store.journal.line import parse_batch
from store.journal.storage import JournalStorage
from store.private import make_folder, replace, write_all

_TAIL_BYTES = 64
_CHUNK = 1 << 20


class Witness:
    """The copy of one journal.

    Args:
        journal: the journal, open for writing.
        path: where the copy is.
    """

    def __init__(self, journal: JournalStorage, path: Path) -> None:
        self._journal = journal
        self._path = path
        self._restarts = -1
        """Up to which file in the journal's place the copy is known to agree."""
        self._size = -1
        """Its size when it was last known to."""

    def is_needed(self) -> bool:
        """Tell whether the copy has anything that the journal lacks; a cheap look."""
        if self._restarts == self._journal.restarts:
            return False
        try:
            size = self._path.stat().st_size
            is_needed = bool(size) and not self._agrees(size)
        except OSError:
            return False
        if not is_needed:
            self._restarts = self._journal.restarts
        return is_needed

    def put_back(self) -> int:
        """Put the changes back that the journal lacks; to be called while it is being written.

        Returns:
            How many.

        Raises:
            WriteError: they were not; nothing was changed.
        """
        if not self.is_needed() or not self._is_of_this_journal():
            return 0
        _header, *there = _lines(self._journal.path)
        known = set(there)
        lost = [line for line in _lines(self._path)[1:] if line not in known and _stamp(line)]
        if there and any(line.startswith(there[-1].rstrip(b"\n")) for line in lost):
            there.pop()  # the beginning of a line that a crash cut off
        if lost:
            self._journal.rewrite(lambda: iter(_in_order([*there, *lost])))
        return len(lost)

    def follow(self) -> None:
        """Copy what was appended to the journal; to be called while it is being written."""
        try:
            size = self._present_size()
            if size and (self._is_known(size) or self._agrees(size)):
                self._append(size)
            else:
                self._copy()
        except (OSError, LibraryError):
            # It cannot be kept here; the journal itself is whole.
            return
        self._restarts, self._size = self._journal.restarts, self._journal.size

    def _present_size(self) -> int:
        try:
            return self._path.stat().st_size
        except FileNotFoundError:
            return 0

    def _is_known(self, size: int) -> bool:
        return (self._restarts, self._size) == (self._journal.restarts, size)

    def _copy(self) -> None:
        make_folder(self._path.parent)
        for left in self._path.parent.glob(f".{self._path.name}.*.new"):
            left.unlink(missing_ok=True)  # by a process that was killed
        replace(self._path, [self._journal.path.read_bytes()], is_durable=False)

    def _agrees(self, size: int) -> bool:
        """Tell whether the copy, of this size, is a beginning of the journal."""
        if self._journal.path.stat().st_size < size:
            return False
        start = max(size - _TAIL_BYTES, 0)
        return _part(self._path, start, size) == _part(self._journal.path, start, size)

    def _append(self, size: int) -> None:
        end = self._journal.size
        if end <= size:
            return
        descriptor = open_file(self._path, os.O_WRONLY)
        try:
            os.lseek(descriptor, size, os.SEEK_SET)
            for start in range(size, end, _CHUNK):
                write_all(descriptor, [self._journal.part(start, min(start + _CHUNK, end))])
        finally:
            os.close(descriptor)

    def _is_of_this_journal(self) -> bool:
        """Tell whether both begin with the same change, and not a library begun anew there."""
        return _first_change(self._path) == _first_change(self._journal.path) != b""


def _part(path: Path, start: int, end: int) -> bytes:
    with path.open("rb", buffering=0) as file:
        file.seek(start)
        return file.read(end - start) or b""


def _lines(path: Path) -> list[bytes]:
    return [
        line if line.endswith(b"\n") else line + b"\n"
        for line in path.read_bytes().splitlines(keepends=True)
        if line.strip()
    ]


def _stamp(line: bytes) -> str:
    """Give when a change was made; nothing where a line is none."""
    try:
        return parse_batch(line).at
    except (ValueError, RecursionError):
        return ""


def _in_order(lines: list[bytes]) -> list[bytes]:
    """Give lines in the order of their stamps; one without stays after the one before it."""
    placed: list[tuple[str, bytes]] = []
    for line in lines:
        placed.append((_stamp(line) or (placed[-1][0] if placed else ""), line))
    return [line for _stamp, line in sorted(placed, key=lambda pair: pair[0])]


def _first_change(path: Path) -> bytes:
    with path.open("rb") as file:
        file.readline()
        return file.readline().strip()
