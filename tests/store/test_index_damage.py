"""What is damage to an index, and what is not: it is thrown away for the first alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.index.index import Index
from store.library import Library
from store.query import Query, parse
from tests.store.making import draft, library


@pytest.fixture
def opened(folder: Path) -> Library:
    made = library(folder)
    made.import_papers([draft("Cats"), draft("Dogs")])
    assert made.catch_up()
    return made


@pytest.mark.parametrize(
    "query",
    [
        "-(" * 21 + "cats" + ")" * 21,
        "(is:read OR " * 21 + "cats" + ")" * 21,
        "(dogs OR " * 40 + "cats" + ")" * 40,
        " OR ".join(["is:unread"] * 1200),
    ],
    ids=["denials", "flags", "words", "terms"],
)
def test_a_query_that_is_too_much_for_it_is_answered_and_leaves_it(
    opened: Library, query: str
) -> None:
    inode = opened.folder.index.stat().st_ino
    assert len(opened.find(parse(query))) == opened.count(parse(query))
    assert opened.folder.index.stat().st_ino == inode
    assert opened.is_indexed()


def test_an_import_goes_on_without_an_index_that_is_damaged(opened: Library) -> None:
    size = opened.folder.index.stat().st_size
    with opened.folder.index.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    for end in ("-wal", "-shm"):
        Path(f"{opened.folder.index}{end}").unlink(missing_ok=True)
    event = opened.import_papers([draft("Cats"), draft("Birds")])
    assert len(event.added) == 1
    assert len(event.unchanged) == 1
    assert len(opened.find(parse("birds"))) == 1
    assert opened.is_indexed()


@pytest.mark.parametrize("ask", [Library.find, Library.find_by_date, Library.count])
def test_whatever_is_asked_without_an_index_has_one_made(
    opened: Library, ask: Callable[[Library, Query], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    missed: list[None] = []
    opened.index_missed = lambda: missed.append(None)
    ask(opened, parse("cats"))
    assert not missed
    monkeypatch.setattr(Index, "follow", lambda _index: False)
    ask(opened, parse("cats"))
    assert missed
