"""A copy, outside the library, of what this device wrote into it.

Programs that copy folders both ways may put an older copy of this device's own journal in its
place.  What it lacks then is put back from here.  The copy is not waited for to be on the disk:
it guards against other programs, the journal itself against power cuts.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from store.errors import LibraryError
from store.journal.compaction import COMPACTED
from store.journal.disk import open_file
from store.journal.line import Batch, parse_batch
from store.journal.storage import JournalStorage
from store.private import make_folder, replace, write_all

_TAIL_BYTES = 64
_CHUNK = 1 << 20
_HEAD = re.compile(rb'\{"at":"([^"\\]+)"')
_HEAD_BYTES = 256


class Witness:
    """The copy of one journal.

    Args:
        journal: the journal, open for writing.
        path: where the copy is.
        papers: the journal of the same library's papers.
    """

    def __init__(self, journal: JournalStorage, path: Path, papers: Path) -> None:
        self._journal = journal
        self._path = path
        self._papers = papers
        self._restarts = -1
        """Up to which file in the journal's place the copy is known to agree."""
        self._size = -1
        """Its size when it was last known to."""
        self._foreign: tuple[int, bool] | None = None
        """Which file it was found to be of another library than, and whether there was one."""

    def is_needed(self) -> bool:
        """Tell whether the copy has anything that the journal lacks; a cheap look."""
        if self._restarts == self._journal.restarts or self._foreign == self._seen():
            return False
        try:
            size = self._path.stat().st_size
            is_needed = bool(size) and not self._agrees(size)
        except OSError:
            return False
        if not is_needed and self._journal.size:
            self._restarts = self._journal.restarts
        return is_needed

    def put_back(self) -> int:
        """Put the changes back that the journal lacks; to be called while it is being written.

        Returns:
            How many.

        Raises:
            WriteError: they were not; nothing was changed.
        """
        if not self.is_needed():
            return 0
        there, saved = _changes(self._journal.path), _changes(self._path)
        if not self._is_of_this_library(there, saved):
            self._foreign = self._seen()
            return 0
        known = set(there)
        # A compaction has seen all that was done before it.
        since = max((_stamp(line) for line in there if _is_snapshot(line)), default="")
        lost = [line for line in saved if line not in known and _is_since(line, since)]
        if there and any(line.startswith(there[-1].rstrip(b"\n")) for line in lost):
            there.pop()  # the beginning of a line that a crash cut off
        if lost:
            self._journal.rewrite(lambda: iter(_in_order([*there, *lost])))
        return len(lost)

    def _seen(self) -> tuple[int, bool]:
        return self._journal.restarts, bool(self._journal.size)

    def _is_of_this_library(self, there: list[bytes], saved: list[bytes]) -> bool:
        """Tell whether both journals are of one library, and not of one begun anew there.

        They begin with the same change, unless one of them was compacted, or there is nothing
        in the journal any more; but all of a library that was begun anew is later than what
        was saved of another.
        """
        if there and saved and saved[0].startswith(there[0].rstrip(b"\n")):
            return True
        if there and not any(_is_snapshot(line) for line in (*there[:1], *saved[:1])):
            return False
        began = _stamp(there[0]) if there else _began(self._papers)
        return "" < began <= max(map(_stamp, saved), default="")

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
        if not self._journal.size or self._journal.path.stat().st_size < size:
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


def _part(path: Path, start: int, end: int) -> bytes:
    with path.open("rb", buffering=0) as file:
        file.seek(start)
        return file.read(end - start) or b""


def _changes(path: Path) -> list[bytes]:
    """Give the lines of a journal after its first; none where there is no such file."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    lines = [
        line if line.endswith(b"\n") else line + b"\n"
        for line in content.splitlines(keepends=True)
        if line.strip()
    ]
    return lines[1:]


def _batch(line: bytes) -> Batch | None:
    try:
        return parse_batch(line)
    except (ValueError, RecursionError):
        return None


def _stamp(line: bytes) -> str:
    """Give when a change was made; nothing where a line is none."""
    batch = _batch(line)
    return batch.at if batch else ""


def _is_since(line: bytes, stamp: str) -> bool:
    """Tell whether a change is not among those that a compaction of this stamp put together."""
    return _stamp(line) > stamp or (_stamp(line) == stamp != "" and _is_snapshot(line))


def _is_snapshot(line: bytes) -> bool:
    batch = _batch(line)
    return batch is not None and batch.do == COMPACTED


def _in_order(lines: list[bytes]) -> list[bytes]:
    """Give lines in the order of their stamps; one without stays after the one before it."""
    placed: list[tuple[str, bytes]] = []
    for line in lines:
        placed.append((_stamp(line) or (placed[-1][0] if placed else ""), line))
    return [line for _stamp, line in sorted(placed, key=lambda pair: pair[0])]


def _began(path: Path) -> str:
    """Give when the first change of a journal was made; nothing where it does not tell."""
    with (
        contextlib.suppress(OSError, LibraryError),
        open(open_file(path, os.O_RDONLY), "rb") as file,
    ):
        file.readline(_HEAD_BYTES)
        found = _HEAD.match(file.readline(_HEAD_BYTES))
        return found[1].decode("utf-8", "replace") if found else ""
    return ""
