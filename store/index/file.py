"""The file of an index, and the connections to it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from store.folder import QUARANTINE
from store.index import schema
from store.index.catching import WAIT_SECONDS
from store.private import make_folder

_HEAD_BYTES = 100

_BESIDE = ("-wal", "-shm", "-journal", "")
"""What the names of a database's files end in."""


class IndexFile:
    """An SQLite file that may be deleted, replaced or damaged at any time.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None
        self.is_usable = False
        """Whether it holds an index that can be asked, be it behind."""

    def _is_of_another_program(self) -> bool:
        """Tell whether it is a database, but nobody's index: see sqlite.org/fileformat2.html."""
        with contextlib.suppress(OSError):
            if self.path.is_file():
                with self.path.open("rb") as file:
                    head = file.read(_HEAD_BYTES)
                page, application = head[16:18], head[68:72]
                return (
                    head.startswith(b"SQLite format 3\0")
                    # Nor is one begun and not filled, whose content is in the log beside it.
                    and 0 < int.from_bytes(page, "big") < self.path.stat().st_size
                    and int.from_bytes(application, "big") != schema.APPLICATION
                )
        return False

    def _put_aside(self) -> None:
        """Move another program's database away, byte for byte: it may be the only one there is.

        Raises:
            OSError: it stays.
        """
        folder = self.path.parent / QUARANTINE
        make_folder(folder)
        place, number = folder / self.path.name, 2
        while place.exists():
            place = folder / f"{self.path.stem}-{number}{self.path.suffix}"
            number += 1
        for end in _BESIDE:
            with contextlib.suppress(FileNotFoundError):
                Path(f"{self.path}{end}").rename(f"{place}{end}")

    def _connect(self) -> sqlite3.Connection:
        if self.path.is_symlink():  # who writes through it may write anything
            raise OSError(f"{self.path} is a link")
        if not self.path.exists():
            new = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
            os.close(os.open(self.path, new, 0o600))
        connection = sqlite3.connect(
            self.path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            # The database's own `lower` knows ASCII alone.
            connection.create_function("in_small_letters", 1, str.lower, deterministic=True)
            for told in ("journal_mode = WAL", "synchronous = NORMAL", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {told}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def writer(self) -> sqlite3.Connection:
        """Give the connection that writes, to the file that is there now.

        Raises:
            sqlite3.Error: it cannot be opened.
            OSError: it cannot be made, or another program's cannot be put aside.
        """
        if self._writer is not None and not self.is_same:
            self.let_go()
        if self._writer is None:
            if self._is_of_another_program():
                self._put_aside()
            self._writer = self._connect()
            self.is_usable = schema.is_current(self._writer)
            if not self.is_usable and not schema.is_empty(self._writer):
                self.delete()  # another version's, or nobody knows whose
                self._writer = self._connect()
            self._inode = self._present()
        return self._writer

    def _present(self) -> tuple[int, int] | None:
        with contextlib.suppress(OSError):
            found = self.path.stat()
            return found.st_dev, found.st_ino
        return None

    @property
    def is_open(self) -> bool:
        """Whether there is a connection that writes."""
        return self._writer is not None

    @property
    def is_same(self) -> bool:
        """Whether the file that is open is the one that is there."""
        return self._present() == self._inode

    def let_go(self) -> None:
        """Close the connections; those in use close when they are given back."""
        self.is_usable = False
        writer, self._writer = self._writer, None
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in [*idle, *([writer] if writer else [])]:
            with contextlib.suppress(sqlite3.Error):
                connection.close()

    def __del__(self) -> None:
        # Whoever forgot it has no use for its connections, which say so from Python 3.13 on.
        self.let_go()

    def delete(self) -> bool:
        """Take the file away; tell whether there was one."""
        self.let_go()
        was_there = self.path.is_file()
        if self._is_of_another_program():
            with contextlib.suppress(OSError):
                self._put_aside()
            return was_there
        for end in _BESIDE:
            with contextlib.suppress(OSError):
                Path(f"{self.path}{end}").unlink()
        return was_there

    @contextlib.contextmanager
    def lent(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to one thread."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        inode = self._inode
        connection = connection or self._connect()
        is_sound = True
        try:
            yield connection
        except sqlite3.DatabaseError:
            is_sound = False
            raise
        finally:
            with self._lock:
                is_kept = is_sound and self.is_usable and inode == self._inode
                if is_kept:
                    self._idle.append(connection)
            if not is_kept:
                connection.close()
