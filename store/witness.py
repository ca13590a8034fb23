"""A copy, outside the library, of what this device wrote into it.

Programs that copy folders both ways may put an older copy of this device's own journal in its
place.  What it lacks then is put back from here, as lines, in whatever order: the merge law
makes no difference of it.  The copy is not waited for to be on the disk: it guards against
other programs, the journal itself against power cuts.
"""

from __future__ import annotations

import os
from pathlib import Path

from store.errors import LibraryError
from store.journal.disk import open_file, replace_file, write_all
from store.journal.storage import JournalStorage

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

    def is_needed(self) -> bool:
        """Tell whether the copy has anything that the journal lacks; a cheap look."""
        try:
            size = self._path.stat().st_size
            return bool(size) and not self._agrees(size)
        except OSError:
            return False

    def put_back(self) -> int:
        """Put lines back that the journal lacks; to be called while it is being written.

        Returns:
            How many.

        Raises:
            WriteError: they were not; nothing was changed.
        """
        if not self.is_needed() or not self._is_of_this_journal():
            return 0
        there = set(_lines(self._journal.path))
        lost = [line for line in dict.fromkeys(_lines(self._path)) if line not in there]
        lost = lost[1:] if lost and lost[0].startswith(b'{"journal"') else lost
        if lost:
            self._journal.put_back(lost)
        return len(lost)

    def follow(self) -> None:
        """Copy what was appended to the journal; to be called while it is being written."""
        try:
            size = self._path.stat().st_size if self._path.exists() else 0
            if size and self._agrees(size):
                self._append(size)
            else:
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                replace_file(self._path, [self._journal.path.read_bytes()], is_durable=False)
        except (OSError, LibraryError):
            # It cannot be kept here; the journal itself is whole.
            return

    def _agrees(self, size: int) -> bool:
        """Tell whether the copy, of this size, is a beginning of the journal."""
        if self._journal.path.stat().st_size < size:
            return False
        start = max(size - _TAIL_BYTES, 0)
        return _part(self._path, start, size) == _part(self._journal.path, start, size)

    def _append(self, size: int) -> None:
        end = self._journal.path.stat().st_size
        if end == size:
            return
        descriptor = open_file(self._path, os.O_WRONLY)
        try:
            os.lseek(descriptor, size, os.SEEK_SET)
            for start in range(size, end, _CHUNK):
                write_all(descriptor, [_part(self._journal.path, start, min(start + _CHUNK, end))])
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


def _first_change(path: Path) -> bytes:
    with path.open("rb") as file:
        file.readline()
        return file.readline().strip()
