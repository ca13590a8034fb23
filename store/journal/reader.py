"""Parts of a journal, read when they are asked for."""

from __future__ import annotations

import contextlib
import os
import threading
import zlib
from pathlib import Path

from store.errors import LibraryError
from store.journal.disk import open_file
from store.journal.span import Span

_KEEPS_OPEN = hasattr(os, "pread")
"""Elsewhere (Windows) an open file could not be replaced by a sync tool."""


class Reader:
    """Reads parts of a file, and checks that they are what they were; safe from any thread.

    A mapping of the file into memory would be quicker, but ends the process where another
    program cuts the file off.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        self._lock = threading.Lock()

    def read(self, span: Span) -> bytes | None:
        """Give the bytes at a place, None where they are not what they were."""
        with self._lock:
            found = self._checked(span)
            return self._in_its_place(span) if found is None else found

    def _in_its_place(self, span: Span) -> bytes | None:
        """Read from the file that has taken the place of the one held, if it has this part."""
        held, self._descriptor = self._descriptor, None
        found = self._checked(span)
        useless = held
        if found is None:
            useless, self._descriptor = self._descriptor, held
        if useless is not None:
            os.close(useless)
        return found

    def _checked(self, span: Span) -> bytes | None:
        at, size, crc = span
        with contextlib.suppress(OSError, LibraryError):
            data = self._read(at, size)
            if len(data) == size and zlib.crc32(data) == crc:
                return data
        return None

    def part(self, at: int, size: int) -> bytes:
        """Give bytes of the file, as they are now.

        Raises:
            OSError: they cannot be read.
        """
        with self._lock:
            return self._read(at, size)

    def keep(self) -> None:
        """Hold the file from here on, so that it can be read when it is moved or replaced."""
        with self._lock, contextlib.suppress(OSError, LibraryError):
            self._open()

    def _open(self) -> int | None:
        if self._descriptor is None and _KEEPS_OPEN:
            self._descriptor = open_file(self._path, os.O_RDONLY)
        return self._descriptor

    def _read(self, at: int, size: int) -> bytes:
        descriptor = self._open()
        if descriptor is not None:
            return os.pread(descriptor, size, at)
        with self._path.open("rb") as file:
            file.seek(at)
            return file.read(size)

    def close(self) -> None:
        """Let go of the file; it is opened again when it is needed."""
        with self._lock:
            descriptor, self._descriptor = self._descriptor, None
            if descriptor is not None:
                os.close(descriptor)

    def __del__(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            self.close()
