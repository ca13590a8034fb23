"""Journals read from their ends, so that what was done last costs no more than itself."""

from __future__ import annotations

import contextlib
import heapq
import os
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from store.clock import device_of, is_stamp
from store.errors import LibraryError
from store.journal.compaction import COMPACTED
from store.journal.line import Batch, parse_batch, salvage

_HEAD = re.compile(rb'\{"at":"([^"\\]+)"')
_SNAPSHOT = b',"do":"%s","part":true,' % COMPACTED.encode()
_HEAD_BYTES = 192
_LEAST_BYTES, _MOST_BYTES = 1 << 14, 1 << 22
"""Read at a time: little at first, and more where a line is long."""

_LAST = "~"
"""Comes after every stamp."""


class Line:
    """A line of a journal; it may be long, and is not read before it is asked for.

    Args:
        file: the journal.
        start: its first byte.
        end: the byte after its last one.
        journal: the journal's number among those that are read.
    """

    def __init__(self, file: BinaryIO, start: int, end: int, journal: int) -> None:
        self._file, self._start, self._end = file, start, end
        self.journal = journal
        head = self._read(min(end - start, _HEAD_BYTES))
        found = _HEAD.match(head)
        stamp = found[1].decode("utf-8", "replace") if found else ""
        self.at = stamp if is_stamp(stamp) else ""
        """Its stamp; empty where it does not begin as a batch does."""
        self.is_snapshot = found is not None and head.startswith(_SNAPSHOT, found.end())
        """Whether it stands for what was done before, which is no longer told."""

    @property
    def device(self) -> str:
        """The device that wrote it, as far as its beginning tells."""
        return device_of(self.at)

    def _read(self, size: int) -> bytes:
        self._file.seek(self._start)
        return self._file.read(size)

    def batches(self) -> list[Batch]:
        """Give what is in it, the last first; nothing where it is damaged."""
        data = self._read(self._end - self._start)
        try:
            return [parse_batch(data)]
        except (ValueError, RecursionError):
            return [batch for batch, _spans in salvage(data)][::-1]


def newest_first(
    paths: Iterable[Path], long_lines: Mapping[int, int] = MappingProxyType({})
) -> Generator[Line]:
    """Give the lines of journals in the order of their stamps, the last first.

    Args:
        paths: the journals.
        long_lines: where lines of the first one begin, by where they end, as far as is known:
            the beginning of an import of 100 MB is not looked for.
    """
    with contextlib.ExitStack() as stack:
        sources = []
        for number, path in enumerate(paths):
            try:
                file = stack.enter_context(path.open("rb"))
            except FileNotFoundError:
                continue
            except OSError as error:
                raise LibraryError(f"{path} cannot be read: {error.strerror}.") from error
            known = long_lines if number == 0 else {}
            sources.append(_placed(_lines_of(file, number, known)))
        # A line that tells no stamp stands where the one after it does.
        for _at, line in heapq.merge(*sources, key=lambda placed: placed[0], reverse=True):
            yield line


def _placed(lines: Iterable[Line]) -> Iterator[tuple[str, Line]]:
    at = _LAST
    for line in lines:
        at = line.at or at
        yield at, line


def _lines_of(file: BinaryIO, journal: int, long_lines: Mapping[int, int]) -> Iterator[Line]:
    end = at = file.seek(0, os.SEEK_END)
    size = _LEAST_BYTES
    known = dict(long_lines)
    while at:
        begin = known.pop(at, 0) if at == end else 0
        if _is_line(file, begin):
            yield Line(file, begin, end, journal)
            end, at, size = begin, begin, _LEAST_BYTES
            continue
        start = max(at - size, 0)
        file.seek(start)
        block = file.read(at - start)
        at, size = start, min(size * 2, _MOST_BYTES)
        found = len(block)
        while (found := block.rfind(b"\n", 0, found)) >= 0:
            if start + found + 1 < end:
                yield Line(file, start + found + 1, end, journal)
            end = start + found + 1
            if end in known:
                at, size = end, _LEAST_BYTES
                break
    if end:
        yield Line(file, 0, end, journal)


def _is_line(file: BinaryIO, start: int) -> bool:
    """Tell whether a line begins at a place; the file may be another one by now."""
    if not start:
        return False
    file.seek(start - 1)
    return file.read(1) == b"\n" and bool(_HEAD.match(file.read(_HEAD_BYTES)))
