"""Where the documents of a journal stand, saved beside it so that it opens without being read.

The file may be deleted at any time: it only saves work.  Its first line is JSON, what was read
of the journal and how long the tables are; then, for each table, arrays of little-endian
numbers and the ids in UTF-8, one after the other:

    crc     uint32 × n     the CRC-32 of each id, in ascending order
    order   uint32 × n     the number of the document of each such id
    ends    uint32 × n     where each id ends in the text of all ids
    last    uint32 × n     up to which of the places each document goes
    at      uint64 × m     the places: first byte in the journal,
    size    uint32 × m     number of bytes,
    sum     uint32 × m     their CRC-32
    ids                    the text of all ids

The last four bytes are the CRC-32 of all others.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from store.errors import LibraryError
from store.journal.disk import open_file
from store.journal.documents import Documents, Places
from store.journal.line import BadLine
from store.journal.progress import Progress
from store.private import replace

_FORMAT = "paperdeck places 1"
_SUM = 4
_WIDTHS = (("crc", 4), ("order", 4), ("ends", 4), ("last", 4), ("at", 8), ("size", 4), ("sum", 4))
_PER_DOCUMENT = 4
"""So many of the arrays have a number a document; the others have one a place."""


def place_file(journal: Path) -> Path:
    """Give the file that is beside a journal."""
    return journal.with_name(f".{journal.name}.places")


class SavedTable:
    """A table of the file.

    Args:
        data: its part of the file.
        documents: how many documents it has.
        places: how many places.
    """

    def __init__(self, data: memoryview, documents: int, places: int) -> None:
        self._count = documents
        at = 0
        self._arrays: dict[str, memoryview] = {}
        for number, (name, width) in enumerate(_WIDTHS):
            size = (documents if number < _PER_DOCUMENT else places) * width
            part = data[at : at + size]
            self._arrays[name] = part.cast("I") if width == 4 else part.cast("Q")
            at += size
        self._text = data[at:]

    def __len__(self) -> int:
        return self._count

    @cached_property
    def ids(self) -> list[str]:
        """The ids, in the order they were added."""
        return [self._id(number) for number in range(self._count)]

    def _id(self, number: int) -> str:
        ends = self._arrays["ends"]
        text = self._text[ends[number - 1] if number else 0 : ends[number]]
        return str(text, "utf-8", "surrogatepass")

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a document."""
        return self._number(key) is not None

    def find(self, key: str) -> Places | None:
        """Give the places of a document, None where there is no such one."""
        number = self._number(key)
        return None if number is None else self._places(number)

    def _number(self, key: str) -> int | None:
        sums, order = self._arrays["crc"], self._arrays["order"]
        crc = zlib.crc32(key.encode("utf-8", "surrogatepass"))
        at = bisect_left(sums, crc)
        while at < self._count and sums[at] == crc:
            if self._id(order[at]) == key:
                return int(order[at])
            at += 1
        return None

    def items(self) -> Iterator[tuple[str, Places]]:
        """Give every id and its places, in the order they were added."""
        spans = zip(*(self._arrays[name] for name in ("at", "size", "sum")), strict=True)
        start = 0
        for key, last in zip(self.ids, self._arrays["last"], strict=True):
            yield key, tuple(islice(spans, last - start))
            start = last

    def _places(self, number: int) -> Places:
        last = self._arrays["last"]
        span = slice(last[number - 1] if number else 0, last[number])
        parts = (self._arrays[name][span] for name in ("at", "size", "sum"))
        return tuple(zip(*parts, strict=True))


class SavedPlaces(NamedTuple):
    """What the file holds."""

    progress: Progress
    bad_lines: list[BadLine]
    tables: dict[str, SavedTable]


def load(journal: Path) -> SavedPlaces | None:
    """Give what was saved of a journal; None where there is nothing that can be used."""
    if sys.byteorder != "little":
        return None
    try:
        with open(open_file(place_file(journal), os.O_RDONLY), "rb") as file:
            data = memoryview(file.read())
    except (OSError, LibraryError):
        return None
    if zlib.crc32(data[:-_SUM]) != int.from_bytes(data[-_SUM:], "little"):
        return None
    with contextlib.suppress(ValueError, TypeError, KeyError, LookupError):
        return _loaded(data[:-_SUM])
    return None


def _loaded(data: memoryview) -> SavedPlaces | None:
    line, _, _ = bytes(data[: 1 << 20]).partition(b"\n")
    told = json.loads(line)
    if told["format"] != _FORMAT:
        return None
    told["progress"] |= {name: bytes.fromhex(told["progress"][name]) for name in ("tail", "head")}
    tables: dict[str, SavedTable] = {}
    at = len(line) + 1
    for name, documents, places, size in told["tables"]:
        tables[name] = SavedTable(data[at : at + size], documents, places)
        at += size
    bad_lines = [BadLine(**bad) for bad in told["bad_lines"]]
    return SavedPlaces(Progress(**told["progress"]), bad_lines, tables)


def save(
    journal: Path,
    progress: Progress,
    bad_lines: list[BadLine],
    tables: Mapping[str, Documents],
) -> None:
    """Save where the documents of a journal stand, as far as it was read.

    Raises:
        OSError: it was not saved.
    """
    if sys.byteorder != "little":
        return
    told: dict[str, Any] = {"format": _FORMAT, "progress": dict(vars(progress))}
    told["progress"] |= {name: told["progress"][name].hex() for name in ("tail", "head")}
    told["bad_lines"] = [bad._asdict() for bad in bad_lines]
    told["tables"] = []
    packed: list[bytes] = []
    for name, documents in tables.items():
        count, places, data = _packed(documents)
        told["tables"].append([name, count, places, len(data)])
        packed.append(data)
    head = json.dumps(told, separators=(",", ":")).encode() + b"\n"
    replace(place_file(journal), _summed([head, *packed]), is_durable=False)


def _summed(parts: list[bytes]) -> Iterator[bytes]:
    crc = 0
    for part in parts:
        crc = zlib.crc32(part, crc)
        yield part
    yield crc.to_bytes(_SUM, "little")


def _packed(documents: Documents) -> tuple[int, int, bytes]:
    columns = {name: array("I" if width == 4 else "Q") for name, width in _WIDTHS}
    ats, sizes, sums = (columns[name].append for name in ("at", "size", "sum"))
    ends, lasts = columns["ends"].append, columns["last"].append
    ids: list[bytes] = []
    end = last = 0
    for key, places in documents.all_places():
        text = key.encode("utf-8", "surrogatepass")
        ids.append(text)
        end += len(text)
        ends(end)
        for at, size, crc in places:
            ats(at)
            sizes(size)
            sums(crc)
        last += len(places)
        lasts(last)
    crcs = list(map(zlib.crc32, ids))
    order = sorted(range(len(ids)), key=crcs.__getitem__)
    columns["crc"].extend(map(crcs.__getitem__, order))
    columns["order"].extend(order)
    data = b"".join([*(columns[name].tobytes() for name, _ in _WIDTHS), *ids])
    return len(ids), len(columns["at"]), data
