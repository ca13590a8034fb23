"""TinyDB's table over a journal, without the cost of reading and writing everything.

`Table` hands a function the whole table as a dict and stores what the function left of it.
Here the function gets a dict that copies a document when it is touched, and only documents
that differ afterwards are written: an update of one paper in 100,000 writes one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from store.journal.documents import copied
from store.journal.line import Op
from store.journal.storage import JournalStorage, change_op, plain
from store.models import JsonObject


class _Writing(MutableMapping[Any, JsonObject]):
    """A table's documents as an updater sees them; the live ones stay as they are."""

    def __init__(self, documents: Mapping[str, JsonObject], id_class: Callable[[str], Any]) -> None:
        self._documents = documents
        self._id_class = id_class
        self._touched: dict[str, JsonObject | None] = {}

    def __getitem__(self, key: Any) -> JsonObject:
        name = str(key)
        if name not in self._touched:
            self._touched[name] = self._documents[name]
        document = self._touched[name]
        if document is None:
            raise KeyError(key)
        return document

    def __setitem__(self, key: Any, document: JsonObject) -> None:
        self._touched[str(key)] = document

    def __delitem__(self, key: Any) -> None:
        if key not in self:
            raise KeyError(key)
        self._touched[str(key)] = None

    def __contains__(self, key: object) -> bool:
        name = str(key)
        if name in self._touched:
            return self._touched[name] is not None
        return name in self._documents

    def __iter__(self) -> Iterator[Any]:
        for name in list(self._documents):
            if self._touched.get(name, self._documents) is not None:
                yield self._id_class(name)
        for name, document in list(self._touched.items()):
            if document is not None and name not in self._documents:
                yield self._id_class(name)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._touched = dict.fromkeys(self._documents)

    def ops(self, table: str) -> list[Op]:
        """Give the changes made."""
        found: list[Op] = []
        for name, document in self._touched.items():
            old = self._documents.get(name)
            if document is None:
                if old is not None:
                    found.append(["del", table, name])
            elif op := change_op(table, name, old, plain(document)):
                found.append(op)
        return found


def _document_id(text: str) -> int | str:
    """Give a document's id: TinyDB's own are numbers, those of papers are words."""
    try:
        number = int(text)
    except ValueError:
        return text
    return number if str(number) == text else text


class JournalTable(Table):
    """A table whose changes cost what the change is; needs a `JournalStorage`."""

    document_id_class = cast(Any, staticmethod(_document_id))

    _seen_version = -1

    @property
    def _journal(self) -> JournalStorage:
        return cast(JournalStorage, self._storage)

    def _catch_up(self) -> None:
        """Forget what was remembered of documents that another process has changed since."""
        self._journal.refresh()
        if self._seen_version != self._journal.version:
            self.clear_cache()
            self._next_id = None
            self._seen_version = self._journal.version

    def search(self, cond: QueryLike) -> list[Document]:
        """Give the documents that match; see `tinydb.table.Table.search`."""
        self._catch_up()
        return [Document(copied(dict(found)), found.doc_id) for found in super().search(cond)]

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document; see `tinydb.table.Table.insert`."""
        with self._journal.writing():  # or another process may take the same id
            self._catch_up()
            return super().insert(document)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Update documents or insert one; see `tinydb.table.Table.upsert`."""
        with self._journal.writing():  # or another process may insert it in between
            return super().upsert(document, cond)

    def _get_next_id(self) -> int:
        number: int | None = self._next_id
        if number is None:
            ids = map(_document_id, self._journal.documents(self.name))
            number = max((name for name in ids if isinstance(name, int)), default=0) + 1
        self._next_id = cast(Any, number + 1)
        return number

    def _read_table(self) -> dict[str, Mapping[Any, Any]]:
        self._journal.refresh()
        table: Any = self._journal.documents(self.name)
        return cast(dict[str, Mapping[Any, Any]], table)

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        with self._journal.writing():
            self._catch_up()
            table = _Writing(self._journal.documents(self.name), self.document_id_class)
            updater(cast(Any, table))
            ops = table.ops(self.name)
            if not ops and not self._journal.has_table(self.name):
                ops = [["table", self.name]]
            self._journal.commit(ops, f"change {self.name}")
            self._seen_version = self._journal.version
        self.clear_cache()


class JournalDB(TinyDB):
    """TinyDB over a journal: ``JournalDB("papers.jsonl")``."""

    default_storage_class = cast(Any, JournalStorage)
    table_class = JournalTable

    @property
    def journal(self) -> JournalStorage:
        """The storage."""
        return cast(JournalStorage, self.storage)
