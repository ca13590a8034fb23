"""Reading a file in a process of its own.

To understand a file is Python's own work, and Python does one thing at a time in a process: beside
the reader of a long file no key would be answered in time, and its papers be saved only after it.

Whoever wants a file read starts `main` in another process and writes a `_Request` to it, and then
the text. The answer is a row of pairs: what it is, and what it says. Each part comes after eight
bytes that tell its length, and all but the text is pickled: it comes from a program that was
started for it, over a pipe that nobody else has.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import IO, Any, NamedTuple

from store.importers.bounded import read
from store.importers.contract import Context, Draft
from store.importers.registry import importer_named
from store.importers.source import Source
from store.models import Paper, Prepared, Rejection, Searched
from store.preparing import prepared

ENTRIES, AUTHORS, SHARE, END = "entries", "authors", "share", "end"
"""Kinds of answers: what was read; a wish for the authors that are known; how far it is, 0 to 1."""

_MOST_AT_ONCE = 250
_SECONDS = 0.1
"""So many entries are told together, or those of so much time."""

_PIPE_BYTES = 1 << 20
"""What a pipe is to hold, where that can be said: less is a wait more for whoever is busy."""

_BEGIN = "import sys; sys.path[:] = {path!r}; from store.apart import main; main()"

_fields = attrgetter(*(field.name for field in fields(Paper)))

_Row = tuple[Any, ...]


class Broken(Exception):
    """The process has not come to its end, for whatever reason."""


class _Request(NamedTuple):
    format_name: str
    source: str
    today: date
    is_to_be_searched: bool


def read_apart(
    format_name: str, source: Source, context: Context, *, is_to_be_searched: bool
) -> Iterator[Draft | Rejection]:
    """Give the entries of a text, read by another process; see `store.importers.bounded.read`.

    The process is ended where nobody wants its entries any more.

    Args:
        format_name: an importer's name.
        source: the text.
        context: of the import.
        is_to_be_searched: whether the index wants the words of all papers.

    Raises:
        Broken: the process could not begin or has broken off; the entries so far are right.
    """
    request = _Request(format_name, source.name, context.today, is_to_be_searched)
    try:
        # Not with the user's folder among those that modules are looked for in.
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", _BEGIN.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
    except (OSError, ValueError) as error:
        raise Broken from error
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        _widen(process.stdout)
        _write(process.stdin, request)
        _send(process.stdin, memoryview(source.data))
        while (told := _read(process.stdout))[0] != END:
            kind, content = told
            if kind == AUTHORS:
                _write(process.stdin, list(context.known_authors))
            elif kind == SHARE:
                context.progress(content)
            else:
                context.progress(content[0])
                yield from map(_entry, content[1])
    except (OSError, EOFError, pickle.UnpicklingError) as error:
        raise Broken from error
    except (MemoryError, OverflowError) as error:  # as a length: something has printed a greeting
        raise Broken from error
    finally:
        process.kill()
        for stream in (process.stdin, process.stdout):
            stream.close()
        process.wait()


def _widen(pipe: IO[bytes]) -> None:
    try:
        import fcntl  # noqa: PLC0415 - not everywhere

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    except (ImportError, AttributeError, OSError):
        pass


def _write(stream: IO[bytes], told: object) -> None:
    _send(stream, memoryview(pickle.dumps(told, pickle.HIGHEST_PROTOCOL)))


def _send(stream: IO[bytes], content: memoryview) -> None:
    for part in (memoryview(len(content).to_bytes(8, "big")), content):
        left = part
        while left:
            left = left[stream.write(left) :]


def _read(stream: IO[bytes]) -> Any:
    return pickle.loads(_received(stream))


def _received(stream: IO[bytes]) -> bytearray:
    return _exactly(stream, int.from_bytes(_exactly(stream, 8), "big"))


def _exactly(stream: IO[bytes], count: int) -> bytearray:
    found = bytearray(count)
    left = memoryview(found)
    while left:
        got = stream.readinto(left)  # type: ignore[attr-defined]
        if not got:
            raise EOFError
        left = left[got:]
    return found


# Objects are written as rows of what they hold: that takes half as long.


def _row(entry: Draft | Rejection, *, is_to_be_searched: bool) -> _Row | Rejection:
    if isinstance(entry, Rejection):
        return entry
    made = prepared(entry.paper, is_to_be_searched=is_to_be_searched)
    words = tuple(made.searched) if made.searched else None
    known = (made.name, made.keys, made.content, words)
    return _fields(entry.paper), entry.line, entry.year_inferred, entry.marks, entry.merged, known


def _entry(row: _Row | Rejection) -> Draft | Rejection:
    if isinstance(row, Rejection):
        return row
    paper, line, year_inferred, marks, merged, (name, keys, content, words) = row
    made = Prepared(name, keys, content, words and Searched(*words))
    return Draft(Paper(*paper), line, year_inferred, marks, merged, made)


class _Telling:
    """Tells what is read, some at a time, and how far it is."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._share = 0.0
        self._rows: list[_Row | Rejection] = []
        self._told = time.monotonic()

    def progress(self, share: float) -> None:
        self._share = share
        self._tell_if_due()

    def take(self, row: _Row | Rejection) -> None:
        self._rows.append(row)
        if len(self._rows) >= _MOST_AT_ONCE:
            self.tell()
        else:
            self._tell_if_due()

    def _tell_if_due(self) -> None:
        if time.monotonic() - self._told > _SECONDS:
            self.tell()

    def tell(self) -> None:
        """Tell what was not told yet."""
        told = (ENTRIES, (self._share, self._rows)) if self._rows else (SHARE, self._share)
        _write(self._stream, told)
        self._rows = []
        self._told = time.monotonic()


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer a request.

    Args:
        asked: a stream with the request.
        answers: a stream for the entries.
    """
    request: _Request = _read(asked)
    telling = _Telling(answers)

    def authors() -> Iterator[str]:  # asked for where somebody wants them
        _write(answers, (AUTHORS, None))
        yield from _read(asked)

    context = Context(request.source, request.today, authors(), telling.progress)
    source = Source(request.source, _received(asked))
    for entry in read(importer_named(request.format_name), source, context):
        telling.take(_row(entry, is_to_be_searched=request.is_to_be_searched))
    telling.tell()
    _write(answers, (END, None))


def main() -> None:
    """Answer the request on standard input on standard output, and end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked is told to end, and ends this
    gc.disable()
    with open(0, "rb", buffering=0) as asked, open(1, "wb", buffering=0) as answers:
        serve(asked, answers)
        os._exit(0)
