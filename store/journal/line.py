"""The lines of a journal: what is in them, and how they are written and checked.

A journal is a text file, UTF-8, of JSON objects, one a line.  The first line names the format:

    {"journal": "paperdeck", "version": 1, "generation": 0, "crc": "…"}

Every other line is a batch, the changes of one user action:

    {"at": STAMP, "do": TITLE, "ops": [OP, …], "crc": "…"}

An OP is ``["put", TABLE, ID, DOCUMENT]``, ``["set", TABLE, ID, FIELDS]`` (these fields of the
document, the others stay), ``["del", TABLE, ID]``, ``["table", TABLE]`` (it exists, though
empty) or ``["drop", TABLE]``.  A batch may hold more fields; readers keep what they know.

``crc`` is always last: the CRC-32 (as in ISO 3309), in 8 hexadecimal digits, of the bytes of
the line before ``, "crc"``.  So a line is checked without being parsed first, and a writer may
stream it.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from store.errors import LibraryError, NewerVersionError
from store.models import JsonObject

VERSION = 1
"""The newest version of the format this program reads and writes."""

Op = list[Any]

_SEAL = b',"crc":"'
_SEAL_LENGTH = len(_SEAL) + 8 + len(b'"}')


@dataclass(frozen=True, slots=True)
class Batch:
    """The changes of one user action."""

    at: str
    """The stamp of its writing; see `store.clock`."""
    do: str
    """What the user did, in words: ``Star 3 papers``."""
    ops: list[Op]
    about: JsonObject = field(default_factory=dict)
    """Further fields of the line."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used."""

    number: int
    """Counted from 1."""
    offset: int
    """Its first byte in the file."""
    reason: str


def _dump(content: JsonObject) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which UTF-8 has no form for
        return json.dumps(content, separators=(",", ":"), allow_nan=False).encode()


def seal(content: JsonObject) -> bytes:
    """Give the line for an object, checksum and line end included.

    Raises:
        ValueError: it holds a number JSON has no form for.
        TypeError: it holds a value JSON has no form for.
    """
    body = _dump(content)[:-1]
    return b'%s%s%08x"}\n' % (body, _SEAL, zlib.crc32(body))


def unseal(line: bytes) -> JsonObject:
    """Give the object of a line.

    Raises:
        ValueError: the line is not whole or was altered; the text says which.
    """
    line = line.rstrip(b"\r\n")
    if line[-_SEAL_LENGTH:-10] != _SEAL or not line.endswith(b'"}'):
        raise ValueError("it does not end in a checksum: cut off, or written by something else")
    body = line[:-_SEAL_LENGTH]
    if b"%08x" % zlib.crc32(body) != line[-10:-2]:
        raise ValueError("its checksum does not fit: it was altered after it was written")
    content = json.loads(body + b"}")
    if not isinstance(content, dict):
        raise ValueError("it is not a JSON object")
    return content


def header() -> bytes:
    """Give the first line of a journal."""
    return seal({"journal": "paperdeck", "version": VERSION, "generation": 0})


def check_header(line: bytes, name: str) -> None:
    """Check the first line of a journal.

    Raises:
        NewerVersionError: a later version of the program wrote it.
        LibraryError: it is not a journal.
    """
    try:
        content = unseal(line)
    except ValueError:
        content = {}
    if content.get("journal") != "paperdeck":
        raise LibraryError(
            f"{name} is not a paperdeck journal, or its first line was altered. "
            "Move it away, or put back a copy of it."
        )
    version = content.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise NewerVersionError(
            f"{name} was written by a newer paperdeck (format {version}; this one knows "
            f"{VERSION}). Install the newer version; nothing was changed."
        )


def batch_line(batch: Batch) -> bytes:
    """Give the line of a batch."""
    return seal({"at": batch.at, "do": batch.do, "ops": batch.ops, **batch.about})


_SHAPES = {"put": 4, "set": 4, "del": 3, "table": 2, "drop": 2}


def parse_batch(line: bytes) -> Batch:
    """Give the batch of a line.

    Raises:
        ValueError: the line is not a whole, unaltered batch.
    """
    content = unseal(line)
    ops, at, do = content.pop("ops", None), content.pop("at", ""), content.pop("do", "")
    if not isinstance(ops, list) or not all(_is_op(op) for op in ops):
        raise ValueError("it holds a change of an unknown kind")
    if not isinstance(at, str) or not isinstance(do, str):
        raise ValueError("its stamp or title is not text")
    return Batch(at, do, ops, content)


def _is_op(op: object) -> bool:
    return (
        isinstance(op, list)
        and bool(op)
        and _SHAPES.get(str(op[0])) == len(op)
        and all(isinstance(part, str) for part in op[:3])
        and (len(op) < 4 or isinstance(op[3], dict))
    )
