"""Writing a journal anew, without what later changes have made untrue.

The documents as they were before the last few batches become the beginning of another file;
those batches follow as they are, so that what was done last can still be taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

from store.errors import LibraryError
from store.journal.documents import Join, Tables
from store.journal.file import JournalFile
from store.journal.line import Batch, Op, batch_line
from store.journal.reader import Reader
from store.journal.span import Span
from store.journal.storage import JournalStorage

KEPT_BATCHES = 1000
KEPT_BYTES = 1 << 20
"""The last batches are kept as they are, as long as they are no more than this."""

COMPACTED = "Compacted"
"""The title of the batches that stand for all that was before; undo knows them by it."""

_OPS_A_LINE = 200


class Compacted(NamedTuple):
    """What came of it: the size of the file in bytes, before and after."""

    before: int
    after: int


def compact(
    journal: JournalStorage, *, batches: int = KEPT_BATCHES, size: int = KEPT_BYTES
) -> Compacted:
    """Write a journal anew, whole or not at all.

    Args:
        journal: the journal, open for writing; there must be a file.
        batches: so many of the last batches are kept as they are, at most.
        size: so many bytes of them, at most.

    Raises:
        LibraryError: it has lines that cannot be used, which would be lost.
        WriteError: the disk did not take it; nothing was changed.
    """
    before = 0

    def lines() -> Iterator[bytes]:
        nonlocal before
        if journal.bad_lines:
            raise LibraryError(
                f"{journal.path.name} has lines that cannot be read and would be lost: "
                "paperdeck doctor --repair puts them aside first."
            )
        before = journal.path.stat().st_size
        cut = _cut(journal.path, batches, size)
        places: list[int] = []
        yield from _snapshot(journal.path, cut, journal.join, places)
        yield from _rest(journal.path, cut, places)

    journal.rewrite(lines)
    return Compacted(before, journal.path.stat().st_size)


def _cut(path: Path, batches: int, size: int) -> int:
    """Give where the first line begins that is kept as it is."""
    starts: list[int] = []
    at = 0
    with path.open("rb") as file:
        for line in file:
            starts.append(at)
            at += len(line)
    cut = at
    for number, start in enumerate(reversed(starts[1:]), 1):
        if number > batches or at - start > size:
            break
        cut = start
    return cut


def _snapshot(path: Path, cut: int, join: Join | None, later: list[int]) -> Iterator[bytes]:
    """Give lines that make the documents as they are at a place in the file.

    Args:
        path: the journal.
        cut: the place.
        join: see `JournalStorage`.
        later: takes the places of the batches that come after it, each in its line.
    """
    reader = Reader(path)
    tables = Tables(lambda span: _op_at(reader, span), join=join)
    stamp = ""

    def apply(batch: Batch, spans: list[Span]) -> None:
        nonlocal stamp
        if spans and spans[0][0] >= cut:
            later.append(spans[0][0])
        elif spans:
            stamp = max(stamp, batch.at)
            tables.apply(batch, spans)

    JournalFile(path, apply, read_only=True, repeats_count=join is not None).refresh()
    ops: list[Op] = []
    for name, documents in tables.items():
        ops.append(["table", name])
        for key in documents:
            ops.append(["put", name, key, documents[key]])
            if len(ops) >= _OPS_A_LINE:
                yield batch_line(Batch(stamp, COMPACTED, ops, {"part": True}))
                ops = []
    if ops:
        yield batch_line(Batch(stamp, COMPACTED, ops, {"part": True}))
    reader.close()


def _op_at(reader: Reader, span: Span) -> Op:
    data = reader.read(span)
    if data is None:  # it was read a moment ago: a disk that does not give it again
        raise LibraryError("The journal could not be read to its end; nothing was changed.")
    return cast(Op, json.loads(data))


def _rest(path: Path, cut: int, places: list[int]) -> Iterator[bytes]:
    """Give the lines from a place on, but for those that only repeat what was before it.

    Args:
        path: the journal.
        cut: the place.
        places: one in each line that counts, in order.
    """
    left = iter(places)
    place = next(left, -1)
    with path.open("rb") as file:
        file.seek(cut)
        at = cut
        for line in file:
            at += len(line)
            if 0 <= place < at:
                place = next(left, -1)
                yield line if line.endswith(b"\n") else line + b"\n"
