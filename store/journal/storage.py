"""A TinyDB storage over a journal.

With TinyDB's own `Table` it works like any storage: the whole content is given, and the whole
content taken, of which only the differences are written.  With `store.journal.table` a change
costs what the change is, whatever the size of the journal.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from tinydb.storages import Storage

from store.clock import Clock
from store.errors import AlteredError
from store.journal import places
from store.journal.documents import Join, Saved, Tables, copied
from store.journal.file import JournalFile
from store.journal.line import BadLine, Batch, Op, changed_in
from store.journal.progress import Place
from store.journal.reader import Reader
from store.journal.span import Span
from store.models import JsonObject

SAVE_BYTES = 1 << 18
"""So much of a journal is read anew before it pays to save where its documents stand."""

_NO_DOCUMENTS: Mapping[str, JsonObject] = {}


class JournalStorage(Storage):
    """Keeps tables of documents in an append-only file.

    Opening it reads what was appended since the places of documents were last saved; documents
    are read when they are asked for.

    Args:
        path: the file; it is made at the first change.
        read_only: never write, lock or mend anything.
        clock: what stamps the batches.
        join: makes of a document, and what a line puts or sets, the document from then on, where
            the order of lines must not count; by default the line's fields count.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        read_only: bool = False,
        clock: Clock | None = None,
        join: Join | None = None,
    ) -> None:
        super().__init__()
        self.join = join
        self.clock = clock or Clock("local")
        self.version = 0
        """Grows with each batch, one's own or another process's."""
        self.listener: Callable[[Batch], None] = lambda batch: None
        """Called with each batch once it is applied."""
        self._file = JournalFile(
            Path(path),
            self._apply,
            self._restart,
            read_only=read_only,
            repeats_count=join is not None,
        )
        self._reader = Reader(self._file.path)
        self._tables = self._no_tables()
        self._coming = self._tables
        """The tables batches are applied to: others than those shown only while a file that has
        taken the place of this one is being read."""
        self._saved_offset = 0
        """How far the saved places go."""
        self._given: dict[str, dict[str, JsonObject]] | None = None
        """The tables as they were last handed out whole."""
        self._resume()
        self.refresh()

    @property
    def path(self) -> Path:
        """The journal's file."""
        return self._file.path

    @property
    def bad_lines(self) -> list[BadLine]:
        """Lines that could not be used."""
        return self._file.bad_lines

    @property
    def unread_bytes(self) -> int:
        """The size of the file's cut-off end, which the next change replaces."""
        return self._file.unread_bytes()

    @property
    def size(self) -> int:
        """How many bytes of the file were read."""
        return self._file.progress.offset

    @property
    def latest(self) -> str:
        """The greatest stamp of the batches in the file; empty where there is none."""
        return self._file.progress.latest

    @property
    def long_lines(self) -> dict[int, int]:
        """Where the long lines of the file begin, by where they end."""
        return {end: start for start, end in self._file.progress.long_lines}

    @property
    def restarts(self) -> int:
        """How often another file has taken the place of this one."""
        return self._file.restarts

    @property
    def generation(self) -> int:
        """How often the file was written anew."""
        return self._file.generation

    def on_full_disk(self, make_room: Callable[[], bool]) -> None:
        """Have something called where the disk is full, which tells whether it made room."""
        self._file.make_room = make_room

    def part(self, start: int, end: int) -> bytes:
        """Give bytes of the file, as they are now.

        Raises:
            OSError: they cannot be read.
        """
        return self._reader.part(start, end - start)

    @property
    def place(self) -> Place:
        """How far the file was read, every batch up to there applied."""
        with self._file.busy:
            progress = self._file.progress
            return Place(progress.offset, progress.head, progress.tail, len(self.bad_lines))

    def changed_since(self, place: Place) -> dict[str, None] | None:
        """Give the ids of the documents that were changed after a place of this file, in order.

        None where it is no place of this file, or everything was changed.

        Raises:
            OSError: the file cannot be read.
        """
        with self._file.busy:
            end = self._file.progress.offset
            bad_lines = sum(line.offset < place.offset for line in self.bad_lines)
            if not 0 < place.offset <= end or bad_lines != place.bad_lines:
                return None
            tail = self.part(place.offset - len(place.tail), place.offset)
            if tail != place.tail or self.part(0, len(place.head)) != place.head:
                return None
            data = self.part(place.offset, end)
        return changed_in(data)

    def documents(self, table: str) -> Mapping[str, JsonObject]:
        """Give the documents of a table, by id, as they are and will be."""
        return self._tables.get(table, _NO_DOCUMENTS)

    def some(self, table: str, keys: Iterable[str]) -> dict[str, JsonObject]:
        """Give those documents of a table that there are of some ids; see `Documents.some`."""
        documents = self._tables.get(table)
        return {} if documents is None else documents.some(keys)

    def tables(self) -> list[str]:
        """Give the names of the tables."""
        return list(self._tables)

    def has_table(self, table: str) -> bool:
        """Tell whether there is a table, if an empty one."""
        return table in self._tables

    def refresh(self) -> bool:
        """Read what other processes appended; tell whether there was anything."""
        with self._file.busy:
            before = self.version
            self._file.refresh()
            self._show()
            self._after_reading()
            return self.version != before

    def reread(self) -> None:
        """Read all of the file again, as if nothing were known of it."""
        self._file.is_suspect = True
        self.refresh()

    def read(self) -> dict[str, dict[str, JsonObject]] | None:
        """Give a copy of all tables, or None where there is none."""
        self.refresh()
        self._given = {name: dict(documents) for name, documents in self._tables.items()}
        return copied(self._given) if self._tables else None

    def write(self, data: dict[str, dict[Any, Any]]) -> None:
        """Store what `data` changes of the content that was last read.

        What another process has written since then stays, except in a field that `data`
        changes too.
        """
        with self.writing():
            before: Mapping[str, Mapping[str, JsonObject]]
            before = self._tables if self._given is None else self._given
            self.commit(_differences(before, data), "write")
            self._given = None

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the journal's lock, everything read that others wrote."""
        with self._file.writing():
            self._show()
            yield
        with self._file.busy:
            self._after_reading()

    def commit(self, ops: list[Op], do: str, at: str = "", about: JsonObject | None = None) -> None:
        """Write changes as one batch; to be called inside `writing`.

        Args:
            ops: the changes; nothing is written for none.
            do: what the user did, in words.
            at: the stamp, where the changes carry one; otherwise the clock gives it.
            about: further fields of the batch.

        Raises:
            WriteError: the disk did not take it; nothing was changed.
        """
        if ops:
            self._file.append(Batch(at or self.clock.tick(), do, ops, about or {}))

    def rewrite(self, lines: Callable[[], Iterator[bytes]]) -> None:
        """Put a file of other lines in the place of this one, whole or not at all.

        Args:
            lines: gives the lines after the first; called with the lock held and everything
                read.

        Raises:
            WriteError: nothing was changed.
        """
        with self.writing():
            self._file.rewrite(lines())
            self._show()

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()

    def _apply(self, batch: Batch, spans: list[Span]) -> None:
        self.clock.seen(batch.at)
        self.version += 1
        self._coming.apply(batch, spans)
        self.listener(batch)

    def _no_tables(self, saved: Mapping[str, Saved] | None = None) -> Tables:
        reader = self._reader
        return Tables(
            partial(self._read_op, reader), saved, self.join, partial(self._read_all, reader)
        )

    def _read_op(self, reader: Reader, span: Span) -> Op:
        return cast(Op, json.loads(self._unaltered(reader.read(span))))

    def _read_all(self, reader: Reader, spans: Iterable[Span]) -> dict[Span, bytes]:
        return {span: self._unaltered(data) for span, data in reader.read_all(spans)}

    def _unaltered(self, data: bytes | None) -> bytes:
        if data is None:
            # The file was altered behind our back: the next look finds out what it is now, be it
            # another process's.
            self._file.is_suspect = True
            if not self._file.read_only:
                with contextlib.suppress(OSError):
                    places.place_file(self.path).unlink()
            raise AlteredError(
                f"A line of {self.path.name} was altered after it was written; what is left is "
                "told by: paperdeck doctor"
            )
        return data

    def _restart(self) -> None:
        self._reader = Reader(self._file.path)  # the tables shown so far are read from the other
        self._coming = self._no_tables()
        self._saved_offset = 0

    def _show(self) -> None:
        """Show the tables of a file that has taken the place of this one, now they are whole."""
        if self._coming is not self._tables:
            old, self._tables = self._tables, self._coming
            self.version += 1
            self.listener(Batch("", "", [["drop", name] for name in {**old, **self._tables}]))

    def _resume(self) -> None:
        saved = places.load(self.path)
        if saved is None or not self._file.resume(saved.progress, saved.bad_lines):
            return
        self.clock.seen(saved.progress.latest)
        self._saved_offset = saved.progress.offset
        self._tables = self._coming = self._no_tables(saved.tables)

    def _after_reading(self) -> None:
        if self._file.progress.offset:
            self._reader.keep()
        self._save_places()

    def _save_places(self) -> None:
        progress = self._file.progress
        if self._file.read_only or progress.offset - self._saved_offset < SAVE_BYTES:
            return
        self._saved_offset = progress.offset
        with contextlib.suppress(OSError):  # it only saves work
            places.save(self.path, progress, self.bad_lines, self._tables)


def plain(document: Mapping[Any, Any]) -> JsonObject:
    """Give a document as it will be read back.

    Raises:
        TypeError: it holds a value JSON has no form for.
    """
    found: JsonObject = json.loads(json.dumps(dict(document)))
    return found


def change_op(table: str, key: str, old: JsonObject | None, new: JsonObject) -> Op | None:
    """Give the smallest change that makes a document `new`, or None where it is already."""
    if old == new:
        return None
    if old is None or old.keys() - new.keys():
        return ["put", table, key, new]
    fields = {name: value for name, value in new.items() if name not in old or old[name] != value}
    return ["set", table, key, fields]


def _differences(
    old: Mapping[str, Mapping[str, JsonObject]], new: dict[str, dict[Any, Any]]
) -> list[Op]:
    ops: list[Op] = [["drop", name] for name in old if name not in new]
    for name, table in new.items():
        documents = {str(key): plain(document) for key, document in table.items()}
        if name not in old:
            ops.append(["table", name])
        before = old.get(name, {})
        ops += [["del", name, key] for key in before if key not in documents]
        changes = (change_op(name, key, before.get(key), new) for key, new in documents.items())
        ops += [op for op in changes if op]
    return ops
