"""Parts of a journal, read when they are asked for."""

from __future__ import annotations

import contextlib
import os
import threading
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from store.errors import LibraryError
from store.journal.disk import open_file
from store.journal.span import Span

_KEEPS_OPEN = hasattr(os, "pread")
"""Elsewhere (Windows) an open file could not be replaced by a sync tool."""


_AT_ONCE = 1 << 18
"""Bytes that are read at once at most, where many places are asked for."""

_BETWEEN = 1 << 10
"""Bytes nobody asked for that are read along: sooner than to ask the system once more."""


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

    def read_all(self, spans: Iterable[Span]) -> Iterator[tuple[Span, bytes | None]]:
        """Give what `read` does of many places, in the order of the file.

        Those that stand together are read at once.
        """
        for together in _together(sorted(spans)):
            start, (last, size, _crc) = together[0][0], together[-1]
            data = b""
            with contextlib.suppress(OSError, LibraryError):
                data = self.part(start, last + size - start)
            for span in together:
                at, size, crc = span
                found = data[at - start : at - start + size]
                is_whole = len(found) == size and zlib.crc32(found) == crc
                yield span, found if is_whole else self.read(span)

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


def _together(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Give places, sorted, in groups of those that are read at once."""
    group: list[Span] = []
    start = end = 0
    for span in spans:
        at, size, _crc = span
        if group and (at - end > _BETWEEN or at + size - start > _AT_ONCE):
            yield group
            group = []
        if not group:
            start = at
        group.append(span)
        end = at + size
    if group:
        yield group
