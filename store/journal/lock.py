"""The lock of a journal: one process writes at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import WriteError
from store.journal.disk import write_failure

if TYPE_CHECKING:
    from filelock import FileLock

LOCK_SECONDS = 10.0
"""How long a change waits for another process to finish its own."""

IMPATIENT_SECONDS = 0.2
"""How long it waits where the change before it has waited in vain."""

_POLL_SECONDS = 0.005


class JournalLock:
    """Keeps other processes from writing a journal.

    Args:
        path: the journal.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._was_in_vain = False

    @cached_property
    def _lock(self) -> FileLock:
        # Its module is a tenth of a command's start; reading needs no lock.
        from filelock import FileLock  # noqa: PLC0415

        return FileLock(self._path.with_name(f".{self._path.name}.lock"), mode=0o600)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; it may be held by the same thread already.

        Raises:
            WriteError: another process keeps it, or there can be none.
            ReadOnlyError: its folder cannot be written.
        """
        self._acquire()
        try:
            yield
        finally:
            self._lock.release()

    def _acquire(self) -> None:
        name = self._path.name
        patience = IMPATIENT_SECONDS if self._was_in_vain else LOCK_SECONDS
        try:
            self._lock.acquire(timeout=patience, poll_interval=_POLL_SECONDS)
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
