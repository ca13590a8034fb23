"""The lock of a journal: one process writes at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from store.errors import WriteError
from store.journal.disk import open_file, write_failure

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

LOCK_SECONDS = 10.0
"""How long a change waits for another process to finish its own."""

IMPATIENT_SECONDS = 0.2
"""How long it waits where the change before it has waited in vain."""

_POLL_SECONDS = 0.005
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}


class _Lock(Protocol):
    def acquire(self, timeout: float) -> None:
        """Take it.

        Raises:
            TimeoutError: another process keeps it.
            NotImplementedError: the file system has no locks.
            OSError: its file cannot be opened.
        """

    def release(self) -> None:
        """Let go of it."""


class _PosixLock:
    """The lock that `filelock` takes too, without what makes that cost as much as a change."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1

    def acquire(self, timeout: float) -> None:
        end = time.monotonic() + timeout
        while (descriptor := self._attempt()) is None:
            if time.monotonic() >= end:
                raise TimeoutError
            time.sleep(_POLL_SECONDS)
        self._descriptor = descriptor

    def _attempt(self) -> int | None:
        descriptor = open_file(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever removed the file let others lock another one of its name.
            if os.path.samestat(os.fstat(descriptor), os.stat(self._path)):
                return descriptor
        except (BlockingIOError, FileNotFoundError):
            pass
        except OSError as error:
            os.close(descriptor)
            if error.errno in _NO_LOCKS:
                raise NotImplementedError from error
            raise
        os.close(descriptor)
        return None

    def release(self) -> None:
        os.close(self._descriptor)


class _OtherLock:
    """The lock of systems that are none of POSIX."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock  # noqa: PLC0415 - slow to load, and of no use elsewhere

        self._lock = FileLock(path, mode=0o600)

    def acquire(self, timeout: float) -> None:
        self._lock.acquire(timeout=timeout, poll_interval=_POLL_SECONDS)

    def release(self) -> None:
        self._lock.release()


class JournalLock:
    """Keeps other processes, and other threads, from writing a journal.

    Args:
        path: the journal.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._was_in_vain = False

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock.

        Raises:
            WriteError: another process keeps it, or there can be none.
            ReadOnlyError: its folder cannot be written.
        """
        place = self._path.with_name(f".{self._path.name}.lock")
        lock: _Lock = _PosixLock(place) if fcntl else _OtherLock(place)
        self._acquire(lock)
        try:
            yield
        finally:
            lock.release()

    def _acquire(self, lock: _Lock) -> None:
        name = self._path.name
        try:
            lock.acquire(IMPATIENT_SECONDS if self._was_in_vain else LOCK_SECONDS)
        except TimeoutError:
            self._was_in_vain = True
            raise WriteError(
                f"Another program keeps {name} locked. Close it, then do it again."
            ) from None
        except NotImplementedError:
            raise WriteError(
                f"{self._path.parent} is on a file system without locks; nothing was changed. "
                "Keep the library on another disk."
            ) from None
        except OSError as error:
            raise write_failure(self._path, error) from error
        self._was_in_vain = False
