"""How far a journal was read, and whether a file is still the one that was read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from store.clock import is_stamp

_LONG_BYTES = 1 << 18

TAIL_BYTES = 64
"""Enough to hold a checksum, so that other lines have another end."""

_BLOCK = 1 << 20
_HEAD = re.compile(rb'\{"at":"([^"\\]{1,1000})"')
_HEAD_BYTES = 1024
"""No head of a batch is longer."""


class Place(NamedTuple):
    """A place in a journal, and what tells whether a file is the one it is in."""

    offset: int
    head: bytes
    """The first line."""
    tail: bytes
    """The last bytes before the place."""
    bad_lines: int = 0
    """How many lines before it could not be used."""


@dataclass
class Progress:
    """How far a journal was read."""

    offset: int = 0
    """End of the last line that was read."""
    number: int = 0
    """Lines read."""
    ends_line: bool = True
    tail: bytes = b""
    """The last bytes that were read, a checksum among them: where they are no longer in their
    place, the file is another one."""
    head: bytes = b""
    """The first line."""
    latest: str = ""
    """The greatest stamp of the batches read."""
    long_lines: list[tuple[int, int]] = field(default_factory=list)
    """First byte, and the one after the last, of each line that takes long to look through."""

    def passed(self, data: bytes) -> None:
        """Count bytes as read."""
        if not self.offset:
            self.head = data
        self.passed_long(len(data), data[-TAIL_BYTES:])

    def passed_long(self, size: int, tail: bytes) -> None:
        """Count bytes as read, of which only the last are at hand."""
        if size >= _LONG_BYTES:
            self.long_lines.append((self.offset, self.offset + size))
        self.offset += size
        self.ends_line = tail.endswith(b"\n")
        self.tail = (self.tail + tail)[-TAIL_BYTES:]

    def is_late(self, stamp: str) -> bool:
        """Take note of a batch's stamp; tell whether later ones were read before it."""
        if not is_stamp(stamp):
            return False
        is_late = stamp < self.latest
        self.latest = max(self.latest, stamp)
        return is_late

    def fits(self, file: BinaryIO) -> bool:
        """Tell whether a file is the one that was read so far, perhaps with more at its end."""
        file.seek(self.offset - len(self.tail))
        if file.read(len(self.tail)) != self.tail:
            return False
        file.seek(0)
        return file.read(len(self.head)) == self.head


def stamps_before(file: BinaryIO, end: int) -> set[str]:
    """Give the stamps of the batches in a file up to a place."""
    found: set[str] = set()
    data = b""
    while (left := end - file.tell()) > 0 and (block := file.read(min(left, _BLOCK))):
        data = data[-_HEAD_BYTES:] + block
        found.update(stamp.decode("utf-8", "replace") for stamp in _HEAD.findall(data))
    return found
