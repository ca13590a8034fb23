"""The cost of changing and opening libraries, beside bare writes and stock TinyDB.

The floor of a change is what appending as many bytes durably costs: ``open`` for appending,
one ``write``, ``fdatasync``, ``close``.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB

from bench.corpus import Writer
from bench.table import Row
from bench.timing import Case, Sample, interleaved, once
from store.change import Change
from store.importers.contract import Draft
from store.journal.table import JournalDB
from store.library import Library
from store.record import to_document

_PAPERS = "papers"
_NOTE_CHARACTERS = 2000


def append(path: Path, data: bytes) -> Case:
    """Give what appends to a file durably, and does nothing else."""

    def run() -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(descriptor, data)
        getattr(os, "fdatasync", os.fsync)(descriptor)
        os.close(descriptor)

    return run


def opened(folder: Path) -> Library:
    """Open a library as this program's device."""
    return Library(folder, device="bench")


def marking(library: Library, ids: Sequence[str]) -> Case:
    """Give what stars papers one after the other, far apart in the journal."""
    turns = itertools.count()

    def run() -> None:
        turn = next(turns)
        library.change([ids[turn * 7919 % len(ids)]], Change(starred=not turn // len(ids) % 2))

    return run


def _noting(library: Library, ids: Sequence[str]) -> Case:
    """Give what writes a note on one paper after the other."""
    turns = itertools.count()
    text = Writer(2).text(_NOTE_CHARACTERS)

    def run() -> None:
        turn = next(turns)
        name = ids[turn * 7919 % len(ids)]
        library.write_note(name, text[turn : turn + _NOTE_CHARACTERS], library.marks(name).note)

    return run


def growth(file: Path, case: Case) -> bytes:
    """Do something; give what it appended to a file."""
    before = file.stat().st_size if file.exists() else 0
    case()
    return file.read_bytes()[before:]


def _get(path: Path, name: str) -> object:
    database = JournalDB(path)
    return database, database.table(_PAPERS).get(doc_id=cast(Any, name))


def _get_stock(path: Path, number: int) -> object:
    with TinyDB(path) as database:
        return database.get(doc_id=number)


def _read(folder: Path, name: str) -> object:
    library = opened(folder)
    return library, library.paper(name)


def _updating(database: TinyDB, number: int) -> Case:
    turns = itertools.count()
    return lambda: database.update({"n": next(turns)}, doc_ids=[number])


class StoreBench:
    """Measures a library of so many papers.

    Args:
        folder: an empty one, for everything that is written.
        drafts: the papers.
        most: how often to do one thing.
        seconds: after which a group of measurements ends, if it was done often enough.
    """

    def __init__(self, folder: Path, drafts: list[Draft], most: int, seconds: float) -> None:
        self._folder = folder
        self._library = folder / "library"
        self._drafts = drafts
        self._most, self._seconds = most, seconds
        self._rows: list[Row] = []

    def run(self) -> list[Row]:
        """Measure everything; give a row for each thing."""
        self._import()
        self._change()
        self._open()
        self._compare()
        return self._rows

    def _add(self, what: str, sample: Sample, floor: Sample | None = None) -> Sample:
        self._rows.append(Row(what, len(self._drafts), sample, floor))
        return sample

    def _measured(self, **cases: Case) -> dict[str, Sample]:
        return interleaved(cases, most=self._most, seconds=self._seconds)

    def _import(self) -> None:
        library = opened(self._library)
        first = self._add("import of all papers", once(lambda: library.import_papers(self._drafts)))
        again = once(lambda: library.import_papers(self._drafts))
        self._add("the same again", again, first)

    def _change(self) -> None:
        library = opened(self._library)
        mark, note = marking(library, list(library)), _noting(library, list(library))
        journal = library.folder.marks(library.device)
        mark()  # the first makes the journal
        samples = self._measured(
            bare=append(self._folder / "bare", growth(journal, mark)),
            mark=mark,
            undo=library.undo,
            bare_note=append(self._folder / "bare notes", growth(journal, note)),
            note=note,
        )
        bare = self._add("bare append as long as a mark's", samples["bare"])
        self._add("a mark", samples["mark"], bare)
        self._add("undo of a mark", samples["undo"], bare)
        bare = self._add("bare append as long as a note's", samples["bare_note"])
        self._add("a note of 2 kB", samples["note"], bare)

    def _open(self) -> None:
        path = self._library / "papers.jsonl"
        ids = list(opened(self._library))
        name = ids[len(ids) // 2]
        samples = self._measured(
            bare=path.read_bytes,
            library=lambda: _read(self._library, name),
            journal=lambda: _get(path, name),
        )
        bare = self._add("bare reading of papers.jsonl", samples["bare"])
        self._add("open the library, read one paper", samples["library"], bare)
        self._add("open JournalDB, get one document", samples["journal"], bare)

    def _compare(self) -> None:
        documents = [to_document(draft.paper) for draft in self._drafts]
        path, middle = self._folder / "stock.json", len(documents) // 2 + 1
        with TinyDB(path) as stock, JournalDB(self._folder / "ours.jsonl") as ours:
            for database in (stock, ours):
                database.insert_multiple(documents)
            # Each by itself: stock TinyDB leaves nothing of anything else in the caches.
            found = self._measured(
                bare=append(self._folder / "bare", b"x" * 120), ours=_updating(ours, middle)
            )
            self._add("update of one document, JournalDB", found["ours"], found["bare"])
            stock_found = self._measured(
                update=_updating(stock, middle), get=lambda: _get_stock(path, middle)
            )
        self._add("update of one document, stock TinyDB", stock_found["update"], found["bare"])
        self._add("open stock TinyDB, get one document", stock_found["get"])
