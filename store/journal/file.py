"""One journal on disk: reading what is there, and appending to it safely.

Several processes may hold the same journal.  An append takes the journal's lock, reads what
others appended since, mends a line that a crash cut off, and returns when the disk has it.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from store.errors import LibraryError, ReadOnlyError, WriteError
from store.garbage import garbage_kept
from store.journal.line import (
    BadLine,
    Batch,
    batch_line,
    check_header,
    header,
    is_cut_header,
    parse_batch,
    salvage,
)

if TYPE_CHECKING:
    from filelock import FileLock

LOCK_SECONDS = 10
"""How long an append waits for another process to finish its own."""

_POLL_SECONDS = 0.005
_TAIL_BYTES = 64
_MUCH = 1 << 20
"""Bytes to read from which on it pays to read in large pieces, without collecting garbage."""


def _no_room(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_failure(path: Path, error: OSError) -> LibraryError:
    """Give what to tell the user when writing a file failed."""
    if _no_room(error):
        return WriteError(
            f"No room left to write {path.name}: the last change was not saved. "
            "Free some space, then do it again."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnlyError(f"{path.parent} cannot be written: {error.strerror}.")
    return WriteError(f"{path.name} could not be written ({error.strerror}); nothing was changed.")


class JournalFile:
    """An append-only file of batches.

    Args:
        path: the file; it need not exist.
        apply: called with each batch, in order, also with those other processes append.
        restart: called where another file has taken its place: what was applied counts no
            more, and the batches of the other follow.
        read_only: never write, lock or mend anything.
    """

    def __init__(
        self,
        path: Path,
        apply: Callable[[Batch], None],
        restart: Callable[[], None] = lambda: None,
        *,
        read_only: bool = False,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.bad_lines: list[BadLine] = []
        self._apply = apply
        self._restart = restart
        self._offset = 0
        """End of the last line that was read."""
        self._number = 0
        self._ends_line = True
        self._tail = b""
        """The last bytes that were read, a checksum among them: where they are no longer in
        their place, the file is another one."""

    @cached_property
    def _lock(self) -> FileLock:
        # Its module is a tenth of a command's start; reading needs no lock.
        from filelock import FileLock  # noqa: PLC0415

        return FileLock(
            self.path.with_name(f".{self.path.name}.lock"),
            timeout=LOCK_SECONDS,
            mode=0o600,
        )

    def refresh(self) -> int:
        """Read what was appended since the last look; give the number of batches.

        Where a sync tool has put another file in its place, all of that is read.

        Raises:
            LibraryError: the file cannot be read or is no journal.
        """
        try:
            size = self.path.stat().st_size
            is_much = size - self._offset > _MUCH
            with self.path.open("rb", buffering=_MUCH if is_much else -1) as file:
                if self._offset and not size:
                    raise LibraryError(f"{self.path} was emptied. Put a copy of it back.")
                if not self._continues(file):
                    self._start_over()
                with garbage_kept() if is_much else contextlib.nullcontext():
                    return self._read(file)
        except FileNotFoundError:
            if self._offset:
                raise LibraryError(f"{self.path} has disappeared. Put it back.") from None
            return 0
        except OSError as error:
            raise LibraryError(f"{self.path} cannot be read: {error.strerror}.") from error

    def _continues(self, file: BinaryIO) -> bool:
        """Tell whether a file is the one that was read so far, perhaps with more at its end."""
        file.seek(self._offset - len(self._tail))
        return file.read(len(self._tail)) == self._tail

    def _start_over(self) -> None:
        self.bad_lines = []
        self._offset = self._number = 0
        self._ends_line, self._tail = True, b""
        self._restart()

    def _read(self, file: BinaryIO) -> int:
        count = 0
        file.seek(self._offset)
        for line in file:
            if not self._take(line):
                break
            count += 1
        return count

    def _take(self, line: bytes) -> bool:
        """Use one line; False where it is the cut-off end of the file."""
        ended = line.endswith(b"\n")
        is_first = not self._offset
        if is_first and not ended and self._is_cut_header(line):
            return False
        fault, batches = self._content(line, is_first=is_first)
        if fault and not ended and not batches and not is_first:
            return False
        if self._ends_line:
            self._number += 1
        if fault:
            self.bad_lines.append(BadLine(self._number, self._offset, fault))
        for batch in batches:
            self._apply(batch)
        self._passed(line)
        return True

    def _is_cut_header(self, line: bytes) -> bool:
        if not is_cut_header(line) or any(True for _ in salvage(line)):
            return False
        with contextlib.suppress(LibraryError):
            return bool(check_header(line, self.path.name))
        return True

    def _content(self, line: bytes, *, is_first: bool) -> tuple[str, list[Batch]]:
        """Give what is wrong with a line, if anything, and the batches that are in it."""
        try:
            if is_first:
                fault = check_header(line, self.path.name)
                return fault, list(salvage(line)) if fault else []
            return "", [parse_batch(line)] if line.strip() else []
        except (ValueError, RecursionError) as error:
            return str(error), list(salvage(line))

    def _passed(self, data: bytes) -> None:
        self._offset += len(data)
        self._ends_line = data.endswith(b"\n")
        self._tail = (data if len(data) >= _TAIL_BYTES else self._tail + data)[-_TAIL_BYTES:]

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the journal's lock, with everything read that others wrote.

        Raises:
            ReadOnlyError: it was opened for reading, or its folder cannot be written.
            WriteError: another process keeps the lock.
        """
        if self.read_only:
            raise ReadOnlyError(f"{self.path.parent} is open for reading only.")
        try:
            self._lock.acquire(poll_interval=_POLL_SECONDS)
        except TimeoutError:
            raise WriteError(
                f"Another program keeps {self.path.name} locked. Close it, then do it again."
            ) from None
        except NotImplementedError:
            raise WriteError(
                f"{self.path.parent} is on a file system without locks; nothing was changed. "
                "Keep the library on another disk."
            ) from None
        except OSError as error:
            raise write_failure(self.path, error) from error
        try:
            self.refresh()
            yield
        finally:
            self._lock.release()

    def append(self, batch: Batch) -> None:
        """Write a batch and apply it; to be called inside `writing`.

        On return the batch is on disk.  Where it raises, nothing of it is.

        Raises:
            WriteError: the disk did not take it.
            ReadOnlyError: the file cannot be written.
        """
        line = batch_line(batch)
        try:
            self._put(line)
        except OSError as error:
            raise write_failure(self.path, error) from error
        self._apply(batch)

    def _put(self, line: bytes) -> None:
        is_new = not self._offset
        parts = [header(), line] if is_new else [line] if self._ends_line else [b"\n", line]
        flags = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        # One that has just disappeared must not come back without its beginning; and one that is
        # made must not be made elsewhere, by way of a link.
        new = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self.path, flags | new if is_new else flags, 0o600)
        try:
            start = self._offset
            size = os.fstat(descriptor).st_size
            if size < start:
                raise WriteError(f"Another program cut {self.path.name} off. Put a copy back.")
            if size > start:
                os.ftruncate(descriptor, start)
            try:
                _write_all(descriptor, start, parts)
                os.fsync(descriptor)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(descriptor, start)
                raise
        finally:
            os.close(descriptor)
        if is_new:
            _sync_folder(self.path.parent)
        self._number += len(parts) if is_new else 1
        for part in parts:
            self._passed(part)


def _write_all(descriptor: int, start: int, parts: list[bytes]) -> None:
    os.lseek(descriptor, start, os.SEEK_SET)
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def _sync_folder(folder: Path) -> None:
    """Make a file's entry in its folder durable, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
