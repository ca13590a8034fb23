"""What is asked of a library directly, each function run in a process of its own."""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from bench.store import append, growth, marking, opened
from bench.timing import Sample, interleaved
from store.change import Change
from store.folder import Folder
from store.index.asking import FIRST, Asking
from store.query import Query, parse
from store.text.display import one_line
from store.text.latex import decoded

_TITLES = 600
_MARKED_EVERY = 20
_WORDS = re.compile(r"(?<![\w-])([a-z]{4,12}) ([a-z]{4,12})(?![\w-])")
_FIRST_CHOICE = "retrieval augmented"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is right about a library."""

    titles: list[str]
    """Those at the top of the list, as they are shown."""
    total: int
    """How many papers there are: an import may take two for one."""
    queries: dict[str, list[int]]
    """Queries, each with how many papers its first letters find: one, two and so on."""


def mark_some(folder: Path) -> None:
    """Mark papers, as another machine."""
    with opened(folder) as library:
        marked = list(library.find_all())[_MARKED_EVERY - 1 :: _MARKED_EVERY]
        library.change(marked, Change(read=True, starred=True))
        library.catch_up()


def facts(folder: Path, queries: int) -> Facts:
    """Ask a library what there is to be seen."""
    with opened(folder) as library:
        library.catch_up()
        ids = list(itertools.islice(library.find_all(), _TITLES))
        titles = [one_line(decoded(library.paper(name).title)) for name in ids]

        def counts(text: str) -> list[int]:
            beginnings = (text[:end] for end in range(1, len(text) + 1))
            return [library.count(parse(beginning), lambda: False) for beginning in beginnings]

        wanted = itertools.islice(_queries(titles), queries + 1)
        found = {text: counts(text) for text in wanted if library.count(parse(text), lambda: False)}
        return Facts(titles, len(library), dict(itertools.islice(found.items(), queries)))


def _queries(titles: list[str]) -> Iterator[str]:
    """Give words to type: ones that many know, then pairs from titles."""
    yield _FIRST_CHOICE
    for title in titles:
        if pair := _WORDS.search(title):
            yield pair.group()


def bare_queries(folder: Path, queries: dict[str, list[int]], most: int) -> Sample:
    """Measure the SQL of each query's first letters alone; nothing where there is no index."""
    path = Folder(folder).index
    if not path.exists():
        return Sample()
    beginnings = [parse(text[:end]) for text in queries for end in range(1, len(text) + 1)]
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        asking = Asking(connection, lambda: False)

        def run(query: Query) -> None:
            answer, _count = asking.answer(query, date.today())
            asking.rows(answer, FIRST)

        cases = {str(at): partial(run, query) for at, query in enumerate(beginnings)}
        found = interleaved(cases, most=most, seconds=10)
    return Sample([taken for sample in found.values() for taken in sample.times])


def mark_samples(folder: Path, library_folder: Path, most: int, seconds: float) -> list[Sample]:
    """Measure a call that marks, and a bare append as long as its line."""
    with opened(library_folder) as library:
        mark = marking(library, list(library.find_all()))
        journal = library.folder.marks(library.device)
        mark()  # the first makes the journal
        bare = append(folder / "bare", growth(journal, mark))
        samples = interleaved({"bare": bare, "mark": mark}, most=most, seconds=seconds)
        return [samples["mark"], samples["bare"]]
