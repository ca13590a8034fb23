"""Telling the lines of a journal that can be used from those that cannot, without a library."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONDecoder
from pathlib import Path
from typing import BinaryIO

from store.clock import is_stamp
from store.garbage import garbage_kept
from store.journal.line import Batch, Op, batch_line, check_header, is_op, parse_batch, salvage
from store.models import JsonObject

_BLOCK = 1 << 16
_STAMP = re.compile(rb'\{"at":"([^"\\]+)"')
_CHANGE = re.compile(r'\["(?:put|set|del)","(?:papers|trash)",')
"""Begins a change; within a text its quotation marks would stand behind backslashes."""

_END = b',"crc":"'
_END_BYTES = len(_END) + 10
"""How a line ends: so it begins, and so many bytes."""

_decode = JSONDecoder().raw_decode
_PART: JsonObject = {"part": True}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a journal as it stands in its file."""

    content: bytes
    is_header: bool
    fault: str = ""
    """Why it cannot be used as it is."""

    @property
    def is_cut_off(self) -> bool:
        """Whether the file ends in the midst of it."""
        return bool(self.fault) and not self.content.endswith(b"\n")

    def usable(self) -> bytes:
        """Give what of it a journal can hold: all, or the whole batches within a spoilt line."""
        if self.fault:
            return b"".join(batch_line(batch) for batch, _spans in salvage(self.content))
        return self.content if self.content.endswith(b"\n") else self.content + b"\n"


def rescue(line: Line) -> Batch:
    """Give the changes of papers that can still be made out in a spoilt line.

    An import is one line, whatever its length: one bit that changed must not cost all of it.
    What cannot be told is which of the changes has the altered bit, if it can be read at all.
    A line that was cut off is another thing: what it was to do was never done.
    """
    stamp = _STAMP.match(line.content)
    at = stamp[1].decode("ascii", "replace") if stamp else ""
    ops: list[Op] = []
    is_whole = line.content.rstrip()[-_END_BYTES:].startswith(_END)
    if is_whole and not line.usable():  # or its whole batches are kept as they are
        text = line.content.decode("utf-8", "replace")
        start = 0
        while found := _CHANGE.search(text, start):
            start = found.start() + 1
            with contextlib.suppress(ValueError, RecursionError):
                op, start = _decode(text, found.start())
                if is_op(op):
                    ops.append(op)
    return Batch(at if is_stamp(at) else "", "Rescued from a line that was altered", ops, _PART)


def lines(path: Path) -> Iterator[Line]:
    """Give the lines of a journal.

    Raises:
        LibraryError: it is no journal, or a newer version's.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        for number, content in enumerate(file):
            yield Line(content, not number, _fault(content, path.name, is_header=not number))


def spoilt(path: Path) -> dict[int, Line]:
    """Give the lines of a journal that cannot be used, by number from 0.

    Raises:
        LibraryError: it is no journal, or a newer version's.
        OSError: it cannot be read.
    """
    with garbage_kept(), contextlib.suppress(FileNotFoundError):
        return {number: line for number, line in enumerate(lines(path)) if line.fault}
    return {}


def _fault(content: bytes, name: str, *, is_header: bool) -> str:
    if is_header:
        return check_header(content, name)
    try:
        if content.strip():
            parse_batch(content)
    except (ValueError, RecursionError) as error:
        return str(error)
    return ""


def tail(path: Path) -> int:
    """Give how many bytes at a journal's end are no whole line, so that nobody reads them."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        start = _start_of_last_line(file)
        file.seek(start)
        content = file.read()
        if start and _fault(content, path.name, is_header=False) and not any(salvage(content)):
            return len(content)
    return 0


def _start_of_last_line(file: BinaryIO) -> int:
    """Give where the bytes after a file's last line end begin."""
    end = file.seek(0, os.SEEK_END)
    while end:
        start = max(end - _BLOCK, 0)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0
