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
from typing import TYPE_CHECKING

from store.errors import LibraryError, ReadOnlyError, WriteError
from store.journal.line import BadLine, Batch, batch_line, check_header, header, parse_batch

if TYPE_CHECKING:
    from filelock import FileLock

LOCK_SECONDS = 10
"""How long an append waits for another process to finish its own."""


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
        read_only: never write, lock or mend anything.
    """

    def __init__(
        self, path: Path, apply: Callable[[Batch], None], *, read_only: bool = False
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.bad_lines: list[BadLine] = []
        self._apply = apply
        self._offset = 0
        """End of the last line that was read."""
        self._number = 0
        self._whole = True
        """False where the file ends in text that is no line: cut off, or still being written."""
        self._ends_line = True
        self._identity: tuple[int, int] | None = None

    @cached_property
    def _lock(self) -> FileLock:
        # Its module is a tenth of a command's start; reading needs no lock.
        from filelock import FileLock  # noqa: PLC0415

        return FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=LOCK_SECONDS)

    def refresh(self) -> int:
        """Read what was appended since the last look; give the number of batches.

        Raises:
            LibraryError: the file cannot be read or is no journal.
        """
        try:
            with self.path.open("rb") as file:
                self._check_same(os.fstat(file.fileno()))
                return self._read(file.fileno())
        except FileNotFoundError:
            if self._offset:
                raise LibraryError(f"{self.path} has disappeared. Put it back.") from None
            return 0
        except OSError as error:
            raise LibraryError(f"{self.path} cannot be read: {error.strerror}.") from error

    def _check_same(self, now: os.stat_result) -> None:
        identity = (now.st_dev, now.st_ino)
        if self._identity not in (None, identity) or now.st_size < self._offset:
            raise LibraryError(
                f"{self.path.name} was replaced by another file while it was open. "
                "Close this window and open the library again."
            )
        self._identity = identity

    def _read(self, descriptor: int) -> int:
        count = 0
        with os.fdopen(os.dup(descriptor), "rb") as file:
            file.seek(self._offset)
            for line in file:
                if not self._take(line):
                    break
                count += 1
        return count

    def _take(self, line: bytes) -> bool:
        """Use one line; False where it is the cut-off end of the file."""
        ended = line.endswith(b"\n")
        if not self._offset and (ended or self._is_header(line)):
            check_header(line, self.path.name)
        elif line.strip():
            try:
                batch = parse_batch(line)
            except (ValueError, RecursionError) as error:
                self._whole = ended
                if not ended:
                    return False
                self.bad_lines.append(BadLine(self._number + 1, self._offset, str(error)))
            else:
                self._apply(batch)
        self._offset += len(line)
        self._number += 1
        self._whole, self._ends_line = True, ended
        return True

    def _is_header(self, line: bytes) -> bool:
        with contextlib.suppress(LibraryError):
            check_header(line, self.path.name)
            return True
        return False

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
            self._lock.acquire()
        except TimeoutError:
            raise WriteError(
                f"Another program keeps {self.path.name} locked. Close it, then do it again."
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
        data = header() + line if is_new else line if self._ends_line else b"\n" + line
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(self.path, flags, 0o600)
        try:
            start = self._offset
            if os.fstat(descriptor).st_size > start:
                os.ftruncate(descriptor, start)
            try:
                _write_all(descriptor, start, data)
                os.fsync(descriptor)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(descriptor, start)
                raise
            now = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            _sync_folder(self.path.parent)
        self._identity = (now.st_dev, now.st_ino)
        self._offset += len(data)
        self._number += 2 if is_new else 1
        self._whole = self._ends_line = True


def _write_all(descriptor: int, start: int, data: bytes) -> None:
    os.lseek(descriptor, start, os.SEEK_SET)
    rest = memoryview(data)
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
