"""The lines of a journal: what is in them, and how they are written and checked.

A journal is a text file, UTF-8, of JSON objects, one a line.  The first line names the format:

    {"journal":"paperdeck","version":1,"generation":0,"crc":"…"}

Every other line is a batch, the changes of one user action:

    {"at":STAMP,"do":TITLE,"ops":[OP,…],"crc":"…"}

An OP is ``["put", TABLE, ID, DOCUMENT]``, ``["set", TABLE, ID, FIELDS]`` (these fields of the
document, the others stay), ``["del", TABLE, ID]``, ``["table", TABLE]`` (it exists, though
empty) or ``["drop", TABLE]``.  A batch may hold more fields; readers keep what they know.

``crc`` is always last: the CRC-32 (as in ISO 3309), in 8 hexadecimal digits, of the bytes of
the line before ``,"crc"``.  So a line is checked without being parsed first, and a writer may
stream it.
"""

from __future__ import annotations

import contextlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from store.errors import LibraryError, NewerVersionError
from store.journal.encoding import ChangeEncoder, encoded
from store.journal.span import Span, taken_apart
from store.models import JsonObject

VERSION = 1
"""The newest version of the format this program reads and writes."""

Op = list[Any]

_SEAL = b',"crc":"'
_SEAL_LENGTH = len(_SEAL) + 8 + len(b'"}')
_SEALED_END = re.compile(rb',"crc":"[0-9a-f]{8}"\}')

_TITLE = b'{"journal":"paperdeck",'
"""How every header begins."""

_BATCH = b'{"at":"'
"""How every batch begins."""

_PIECE = 1 << 20
"""So long is a piece of a long line."""

_ALTERED_BYTES = 3
"""So many bytes of the beginning of a header may differ and it is still known as one."""


class Batch(NamedTuple):
    """The changes of one user action."""

    at: str
    """The stamp of its writing; see `store.clock`."""
    do: str
    """What the user did, in words: ``Star 3 papers``."""
    ops: list[Op]
    about: Mapping[str, Any] = MappingProxyType({})
    """Further fields of the line."""


class BadLine(NamedTuple):
    """A line that cannot be used."""

    number: int
    """Counted from 1."""
    offset: int
    """Its first byte in the file."""
    reason: str
    size: int = 0
    """Its bytes, line end included."""


def _sealed(body: bytes) -> bytes:
    return b'%s%s%08x"}\n' % (body, _SEAL, zlib.crc32(body))


def seal(content: JsonObject) -> bytes:
    """Give the line for an object, checksum and line end included.

    Raises:
        ValueError: it holds a number JSON has no form for.
        TypeError: it holds a value JSON has no form for.
    """
    return _sealed(encoded(content)[:-1])


def _check_seal(line: bytes) -> None:
    end = len(line)
    while end and line[end - 1] in b"\r\n":
        end -= 1
    if line[end - _SEAL_LENGTH : end - 10] != _SEAL or line[end - 2 : end] != b'"}':
        raise ValueError("it does not end in a checksum: cut off, or written by something else")
    # An import may be one line of 100 MB: it is not copied to be checked.
    checksum = zlib.crc32(memoryview(line)[: end - _SEAL_LENGTH])
    if b"%08x" % checksum != line[end - 10 : end - 2]:
        raise ValueError("its checksum does not fit: it was altered after it was written")


def unseal(line: bytes) -> JsonObject:
    """Give the object of a line.

    Raises:
        ValueError: the line is not whole or was altered; the text says which.
    """
    _check_seal(line)
    content = json.loads(line)
    if not isinstance(content, dict):
        raise ValueError("it is not a JSON object")
    content.pop("crc", None)
    return content


def header(generation: int = 0) -> bytes:
    """Give the first line of a journal.

    Args:
        generation: how often the file was written anew, as when it is compacted.
    """
    return seal({"journal": "paperdeck", "version": VERSION, "generation": generation})


def generation_of(line: bytes) -> int:
    """Give the generation that a first line tells; 0 where it tells none."""
    found = re.search(rb'"generation":([0-9]{1,9})\b', line)
    return int(found[1]) if found else 0


def is_cut_header(line: bytes) -> bool:
    """Tell whether a file of nothing but this is a journal whose first line was cut off.

    A crash may also leave the length of a line without its content: zeros.
    """
    return not line.strip(b"\0") or line.startswith(_TITLE) or _TITLE.startswith(line)


def is_batch_begun(data: bytes) -> bool:
    """Tell whether bytes are what a crash may leave of a batch: its beginning, or zeros."""
    return not data.strip(b"\0") or data.startswith(_BATCH) or _BATCH.startswith(data)


def check_header(line: bytes, name: str) -> str:
    """Check the first line of a journal.

    Returns:
        What is wrong with it, where it is a header for all that; empty where nothing is.

    Raises:
        NewerVersionError: a later version of the program wrote it.
        LibraryError: it is not a journal.
    """
    fault = ""
    try:
        content = unseal(line)
    except (ValueError, RecursionError) as error:
        content = {}
        if _resembles_header(line):
            fault, content = str(error), {"journal": "paperdeck", "version": _version_in(line)}
    if content.get("journal") != "paperdeck":
        raise LibraryError(
            f"{name} is not a paperdeck journal, or its first line was altered. "
            "Move it away, or put back a copy of it."
        )
    version = content.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise NewerVersionError(
            f"{name} was written by a newer paperdeck (format {version!a}; this one knows "
            f"{VERSION}). Install the newer version; nothing was changed."
        )
    return fault


def _resembles_header(line: bytes) -> bool:
    start = header().partition(b"0")[0]
    differing = sum(a != b for a, b in zip(line, start, strict=False))
    return len(line) > len(start) and differing <= _ALTERED_BYTES


def _version_in(line: bytes) -> int:
    """Give the version that an altered header still tells."""
    found = re.search(rb'"version":([0-9]{1,9}),', line)
    return int(found[1]) if found else VERSION


def batch_line(batch: Batch) -> bytes:
    """Give the line of a batch; raises what `seal` raises."""
    return b"".join(line_pieces(batch, []))


def line_pieces(batch: Batch, spans: list[Span]) -> Iterator[bytes]:
    """Give the line of a batch, a piece at a time: an import may be a line of 100 MB.

    Args:
        batch: the batch.
        spans: takes the place in the line of each of its changes.

    Raises:
        ValueError: it holds a number JSON has no form for.
        TypeError: it holds a value JSON has no form for.
    """
    head = encoded({"at": batch.at, "do": batch.do, **batch.about})[:-1]
    piece = [head, b',"ops":[']
    at, size, crc = len(head) + 8, len(head) + 8, 0
    encode = ChangeEncoder()
    for number, op in enumerate(batch.ops):
        if number:
            piece.append(b",")
            at += 1
            size += 1
        part = encode(op)
        spans.append((at, len(part), zlib.crc32(part)))
        piece.append(part)
        at += len(part)
        size += len(part)
        if size >= _PIECE:
            data = b"".join(piece)
            crc = zlib.crc32(data, crc)
            yield data
            piece, size = [], 0
    piece.append(b"]")
    data = b"".join(piece)
    yield b'%s%s%08x"}\n' % (data, _SEAL, zlib.crc32(data, crc))


_SHAPES = {"put": 4, "set": 4, "del": 3, "table": 2, "drop": 2}


def parse_batch(line: bytes) -> Batch:
    """Give the batch of a line.

    Raises:
        ValueError: the line is not a whole, unaltered batch.
    """
    return parse_placed(line)[0]


def parse_placed(line: bytes) -> tuple[Batch, list[Span]]:
    """Give the batch of a line, and the place in the line of each of its changes.

    Raises:
        ValueError: the line is not a whole, unaltered batch.
    """
    _check_seal(line)
    content, spans = taken_apart(line)
    del content["crc"]
    ops, at, do = content.pop("ops", None), content.pop("at", ""), content.pop("do", "")
    if not isinstance(ops, list) or not all(is_op(op) for op in ops):
        raise ValueError("it holds a change of an unknown kind")
    if not isinstance(at, str) or not isinstance(do, str):
        raise ValueError("its stamp or title is not text")
    return Batch(at, do, ops, content), spans


def is_op(op: object) -> bool:
    """Tell whether a value is a change of a known kind and shape."""
    return (
        isinstance(op, list)
        and bool(op)
        and _SHAPES.get(str(op[0])) == len(op)
        and all(isinstance(part, str) for part in op[:3])
        and (len(op) < 4 or isinstance(op[3], dict))
    )


def salvage(line: bytes) -> Iterator[tuple[Batch, list[Span]]]:
    """Give the batches inside a line that is none: whole lines whose line end was lost."""
    start = 0
    for found in _SEALED_END.finditer(line):
        begin = line.find(b'{"at":', start)
        start = found.end()
        with contextlib.suppress(ValueError, RecursionError):
            batch, spans = parse_placed(line[begin:start] if begin >= 0 else b"")
            yield batch, [(begin + at, size, crc) for at, size, crc in spans]


def changed_in(data: bytes) -> dict[str, None] | None:
    """Give the ids of the documents that lines change, in order; None where a whole table goes."""
    found: dict[str, None] = {}
    for line in data.splitlines(keepends=True):
        try:
            batches = [parse_batch(line)] if line.strip() else []
        except (ValueError, RecursionError):
            batches = [batch for batch, _ in salvage(line)]
        for batch in batches:
            for kind, _table, *rest in batch.ops:
                if rest:
                    found[rest[0]] = None
                elif kind == "drop":
                    return None
    return found
