"""One journal on disk: reading what is there, and appending to it safely.

Several processes may hold the same journal.  An append takes the journal's lock, reads what
others appended since, mends a line that a crash cut off, and returns when the disk has it.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from store.errors import LibraryError, ReadOnlyError, WriteError
from store.garbage import garbage_kept
from store.journal.disk import is_full, open_file, write_failure
from store.journal.line import (
    BadLine,
    Batch,
    check_header,
    generation_of,
    header,
    is_batch_begun,
    is_cut_header,
    line_pieces,
    parse_placed,
    salvage,
)
from store.journal.lock import WriteLock
from store.journal.progress import TAIL_BYTES, Progress, stamps_before
from store.journal.span import Span
from store.private import replace, sync, sync_folder, write_all

_MUCH = 1 << 20
"""Bytes to read from which on it pays to read in large pieces, without collecting garbage."""

Apply = Callable[[Batch, list[Span]], None]
"""Takes a batch and where in the file each of its changes stands."""


class JournalFile:
    """An append-only file of batches.

    Args:
        path: the file; it need not exist.
        apply: called with each batch, in order, also with those other processes append.
        restart: called where another file has taken its place: what was applied counts no
            more, and the batches of the other follow.
        read_only: never write, lock or mend anything.
        repeats_count: a batch that stands in the file twice is applied twice, as may be where
            the order of batches makes no difference.
    """

    def __init__(
        self,
        path: Path,
        apply: Apply,
        restart: Callable[[], None] = lambda: None,
        *,
        read_only: bool = False,
        repeats_count: bool = False,
    ) -> None:
        self.path = path
        self._repeats_count = repeats_count
        self.read_only = read_only
        self.bad_lines: list[BadLine] = []
        self.progress = Progress()
        self._stamps: set[str] | None = None
        """Those of the batches read; they are looked for once a batch is late."""
        self.is_suspect = False
        """Set where a part of it was found altered: the next look reads all of it again."""
        self.make_room: Callable[[], bool] = lambda: False
        """Called where the disk is full; tells whether it deleted something."""
        self.restarts = 0
        """How often another file has taken its place."""
        self.busy = threading.RLock()
        """Held while it is read or written, so that no line is applied by two threads."""
        self._holder = 0
        """The thread that holds the lock."""
        self._apply = apply
        self._restart = restart
        self._lock = WriteLock(path)

    # -- reading

    @property
    def generation(self) -> int:
        """How often it was written anew."""
        return generation_of(self.progress.head)

    def unread_bytes(self) -> int:
        """Give the size of its cut-off end, which the next append replaces."""
        with contextlib.suppress(OSError):
            return max(self.path.stat().st_size - self.progress.offset, 0)
        return 0

    def resume(self, progress: Progress, bad_lines: list[BadLine]) -> bool:
        """Begin where an earlier reading ended, if the file is still the same; tell whether."""
        with contextlib.suppress(OSError, LibraryError), self._opened() as file:
            if progress.offset and progress.fits(file):
                self.progress, self.bad_lines = progress, bad_lines
                return True
        return False

    def refresh(self) -> int:
        """Read what was appended since the last look; give the number of batches.

        Where a sync tool has put another file in its place, all of that is read.

        Raises:
            LibraryError: the file cannot be read or is no journal.
        """
        try:
            with self.busy, self._opened() as file:
                return self._look(file)
        except FileNotFoundError:
            if self.progress.offset:
                raise LibraryError(f"{self.path} has disappeared. Put it back.") from None
            return 0
        except OSError as error:
            raise LibraryError(f"{self.path} cannot be read: {error.strerror}.") from error

    def _opened(self) -> BinaryIO:
        return open(open_file(self.path, os.O_RDONLY), "rb", buffering=1 << 16)

    def _look(self, file: BinaryIO) -> int:
        size = os.fstat(file.fileno()).st_size
        if self.progress.offset and not size:
            raise LibraryError(f"{self.path} was emptied. Put a copy of it back.")
        if self.is_suspect or not self.progress.fits(file):
            self._start_over()
        is_much = size - self.progress.offset > _MUCH
        with garbage_kept() if is_much else contextlib.nullcontext():
            return self._read(file)

    def _start_over(self) -> None:
        self.is_suspect = False
        self.restarts += 1
        self.bad_lines = []
        self.progress = Progress()
        self._stamps = None
        self._restart()

    def _read(self, file: BinaryIO) -> int:
        count = 0
        file.seek(self.progress.offset)
        for line in file:
            if not self._take(line):
                break
            count += 1
        return count

    def _take(self, line: bytes) -> bool:
        """Use one line; False where it is the cut-off end of the file."""
        ended = line.endswith(b"\n")
        is_first = not self.progress.offset
        if is_first and not ended and self._is_cut_header(line):
            return False
        fault, batches = self._content(line, is_first=is_first)
        if fault and not ended and not batches and not is_first:
            return False
        if self.progress.ends_line:
            self.progress.number += 1
        if fault:
            bad = BadLine(self.progress.number, self.progress.offset, fault, len(line))
            self.bad_lines.append(bad)
        for batch, spans in batches:
            if not self._is_repeat(batch):
                self._apply_at(batch, spans, self.progress.offset)
        self.progress.passed(line)
        return True

    def _is_repeat(self, batch: Batch) -> bool:
        """Tell whether a batch stands before as well, so that it would undo what came since."""
        if not self.progress.is_late(batch.at) or self._repeats_count:
            return False
        if self._stamps is None:
            with self._opened() as file:
                self._stamps = stamps_before(file, self.progress.offset)
        return batch.at in self._stamps

    def _apply_at(self, batch: Batch, spans: list[Span], offset: int) -> None:
        if self._stamps is not None:
            self._stamps.add(batch.at)
        if offset:
            spans[:] = [(offset + at, size, crc) for at, size, crc in spans]
        self._apply(batch, spans)

    def _is_cut_header(self, line: bytes) -> bool:
        if not is_cut_header(line) or any(True for _ in salvage(line)):
            return False
        with contextlib.suppress(LibraryError):
            return bool(check_header(line, self.path.name))
        return True

    def _content(
        self, line: bytes, *, is_first: bool
    ) -> tuple[str, list[tuple[Batch, list[Span]]]]:
        """Give what is wrong with a line, if anything, and the batches that are in it."""
        try:
            if is_first:
                fault = check_header(line, self.path.name)
                return fault, list(salvage(line)) if fault else []
            return "", [parse_placed(line)] if line.strip() else []
        except (ValueError, RecursionError) as error:
            return str(error), list(salvage(line))

    # -- writing

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the journal's lock, with everything read that others wrote.

        Raises:
            ReadOnlyError: it was opened for reading, or its folder cannot be written.
            WriteError: another process keeps the lock.
        """
        if self.read_only:
            raise ReadOnlyError(f"{self.path.parent} is open for reading only.")
        thread = threading.get_ident()
        if self._holder == thread:  # and has read everything already
            yield
            return
        with self._lock.held(), self.busy:
            self._holder = thread
            try:
                self.refresh()
                yield
            finally:
                self._holder = 0

    def append(self, batch: Batch) -> None:
        """Write a batch and apply it; to be called inside `writing`.

        On return the batch is on disk.  Where it raises, nothing of it is.

        Raises:
            WriteError: the disk did not take it.
            ReadOnlyError: the file cannot be written.
        """
        spans: list[Span] = []
        try:
            offset = self._put(line_pieces(batch, spans))
        except OSError as error:
            if not (is_full(error) and self.make_room()):
                raise write_failure(self.path, error) from error
            spans.clear()
            offset = self._put_again(batch, spans)
        self.progress.is_late(batch.at)
        self._apply_at(batch, spans, offset)

    def _put_again(self, batch: Batch, spans: list[Span]) -> int:
        try:
            return self._put(line_pieces(batch, spans))
        except OSError as error:
            raise write_failure(self.path, error) from error

    def _put(self, line: Iterable[bytes]) -> int:
        """Write a line; give where it begins."""
        is_new = not self.progress.offset
        # One that has just disappeared must not come back without its beginning; and one that is
        # made must not be made elsewhere, by way of a link.
        new = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        pieces = iter(line)
        first = next(pieces)  # so that no file is made for what cannot be written
        descriptor = open_file(self.path, os.O_RDWR | (new if is_new else 0))
        try:
            start = self.progress.offset
            size = os.fstat(descriptor).st_size
            if size < start:
                raise WriteError(f"Another program cut {self.path.name} off. Put a copy back.")
            if size > start:
                self._mend_end(descriptor, start)
            lead = header() if is_new else b"" if self.progress.ends_line else b"\n"
            size, tail = self._write_durably(descriptor, chain([lead, first], pieces))
        finally:
            os.close(descriptor)
        if is_new:
            sync_folder(self.path.parent)
            self.progress.number += 1
        self.progress.number += 1
        if lead:
            self.progress.passed(lead)
        begin = self.progress.offset
        self.progress.passed_long(size - len(lead), tail)
        return begin

    def _mend_end(self, descriptor: int, start: int) -> None:
        """Cut off what a crash left of a line; what is no such thing stays, as a bad line."""
        os.lseek(descriptor, start, os.SEEK_SET)
        end = os.read(descriptor, TAIL_BYTES)
        if not start or is_batch_begun(end):
            os.ftruncate(descriptor, start)
            return
        os.lseek(descriptor, 0, os.SEEK_END)
        write_all(descriptor, [b"\n"])
        self.refresh()

    def _write_durably(self, descriptor: int, pieces: Iterable[bytes]) -> tuple[int, bytes]:
        """Write bytes, or nothing; give how many there were, and the last of them."""
        start = self.progress.offset
        size, tail = 0, b""
        try:
            os.lseek(descriptor, start, os.SEEK_SET)
            for piece in pieces:
                write_all(descriptor, [piece])
                size += len(piece)
                tail = (tail + piece[-TAIL_BYTES:])[-TAIL_BYTES:]
            sync(descriptor)
        except BaseException:
            with contextlib.suppress(OSError):
                os.ftruncate(descriptor, start)
            raise
        return size, tail

    def rewrite(self, lines: Iterable[bytes]) -> None:
        """Put a file of other lines in its place, whole or not at all; inside `writing`.

        Args:
            lines: the lines after the first, which is written with the next generation.

        Raises:
            WriteError: the disk did not take it; nothing was changed.
        """

        def parts() -> Iterator[bytes]:
            yield header(self.generation + 1)
            yield from lines

        try:
            replace(Path(os.path.realpath(self.path)), parts())
        except OSError as error:
            raise write_failure(self.path, error) from error
        self.refresh()
