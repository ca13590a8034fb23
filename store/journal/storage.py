"""A TinyDB storage over a journal.

With TinyDB's own `Table` it works like any storage: the whole content is given, and the whole
content taken, of which only the differences are written.  With `store.journal.table` a change
costs what the change is, whatever the size of the journal.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from store.clock import Clock
from store.journal.file import JournalFile
from store.journal.line import BadLine, Batch, Op
from store.models import JsonObject

Documents = dict[str, JsonObject]

Join = Callable[[JsonObject, JsonObject], JsonObject]


class JournalStorage(Storage):
    """Keeps tables of documents in an append-only file.

    Args:
        path: the file; it is made at the first change.
        read_only: never write, lock or mend anything.
        clock: what stamps the batches.
        join: gives a document from what is there and what a line says of it; by default the
            line's fields count.
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
        self._join = join
        self.clock = clock or Clock("local")
        self.version = 0
        """Grows with each batch, one's own or another process's."""
        self.listener: Callable[[Batch], None] = lambda batch: None
        """Called with each batch once it is applied."""
        self._tables: dict[str, Documents] = {}
        self._coming = self._tables
        """The tables batches are applied to: others than those shown only while a file that has
        taken the place of this one is being read."""
        self._given: dict[str, Documents] | None = None
        """The tables as they were last handed out whole."""
        self._file = JournalFile(Path(path), self._apply, self._restart, read_only=read_only)
        self.refresh()

    @property
    def path(self) -> Path:
        """The journal's file."""
        return self._file.path

    @property
    def bad_lines(self) -> list[BadLine]:
        """Lines that could not be used."""
        return self._file.bad_lines

    def documents(self, table: str) -> Documents:
        """Give the live documents of a table, by id; not to be changed."""
        return self._tables.get(table, {})

    def has_table(self, table: str) -> bool:
        """Tell whether there is a table, if an empty one."""
        return table in self._tables

    def refresh(self) -> bool:
        """Read what other processes appended; tell whether there was anything."""
        before = self.version
        self._file.refresh()
        self._show()
        return self.version != before

    def read(self) -> dict[str, Documents] | None:
        """Give a copy of all tables, or None where there is none."""
        self.refresh()
        self._given = {name: dict(documents) for name, documents in self._tables.items()}
        return copied(self._tables) if self._tables else None

    def write(self, data: dict[str, dict[Any, Any]]) -> None:
        """Store what `data` changes of the content that was last read.

        What another process has written since then stays, except in a field that `data`
        changes too.
        """
        with self.writing():
            before = self._tables if self._given is None else self._given
            self.commit(_differences(before, data), "write")
            self._given = None

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the journal's lock, everything read that others wrote."""
        with self._file.writing():
            self._show()
            yield

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

    def _apply(self, batch: Batch) -> None:
        self.clock.seen(batch.at)
        self.version += 1
        for kind, table, *rest in batch.ops:
            if kind == "drop":
                self._coming.pop(table, None)
                continue
            documents = self._coming.setdefault(table, {})
            if self._join and kind in ("put", "set"):
                documents[rest[0]] = self._join(documents.get(rest[0], {}), rest[1])
            elif kind == "put":
                documents[rest[0]] = rest[1]
            elif kind == "set":
                documents[rest[0]] = {**documents.get(rest[0], {}), **rest[1]}
            elif kind == "del":
                documents.pop(rest[0], None)
        self.listener(batch)

    def _restart(self) -> None:
        self._coming = {}

    def _show(self) -> None:
        """Show the tables of a file that has taken the place of this one, now they are whole."""
        if self._coming is not self._tables:
            old, self._tables = self._tables, self._coming
            self.version += 1
            self.listener(Batch("", "", [["drop", name] for name in {**old, **self._tables}]))


def copied(value: Any) -> Any:
    """Give a copy of a value that came from JSON: `copy.deepcopy`, in a fraction of its time."""
    if isinstance(value, dict):
        return {name: copied(part) for name, part in value.items()}
    return [copied(part) for part in value] if isinstance(value, list) else value


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


def _differences(old: dict[str, Documents], new: dict[str, dict[Any, Any]]) -> list[Op]:
    ops: list[Op] = [["drop", name] for name in old if name not in new]
    for name, table in new.items():
        documents = {str(key): plain(document) for key, document in table.items()}
        before = old.get(name)
        if before is None:
            ops.append(["table", name])
            before = {}
        ops += [["del", name, key] for key in before if key not in documents]
        changes = (change_op(name, key, before.get(key), new) for key, new in documents.items())
        ops += [op for op in changes if op]
    return ops
