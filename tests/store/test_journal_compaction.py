"""Writing a journal anew."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import LibraryError, WriteError
from store.journal.compaction import compact
from store.journal.line import Op
from store.journal.storage import JournalStorage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "papers.jsonl"


def toggled(path: Path, times: int = 50) -> JournalStorage:
    journal = JournalStorage(path)
    with journal.writing():
        for number in range(times):
            journal.commit([["put", "t", "1", {"n": number}]], f"change {number}")
    return journal


def content(journal: JournalStorage) -> dict[str, dict[str, object]]:
    return {name: dict(journal.documents(name)) for name in journal.tables()}


def test_what_later_changes_made_untrue_is_left_out_and_the_last_changes_stay(path: Path) -> None:
    journal = toggled(path)
    lines = path.read_bytes().splitlines()
    told = compact(journal, batches=5)
    assert told.after == path.stat().st_size < told.before
    assert path.read_bytes().splitlines()[-5:] == lines[-5:]
    assert len(path.read_bytes().splitlines()) == 7
    for one in (journal, JournalStorage(path)):
        assert content(one) == {"t": {"1": {"n": 49}}}
        assert one.generation == 1


def test_no_more_bytes_of_changes_are_kept_than_asked_for(path: Path) -> None:
    compact(toggled(path), size=300)
    assert 2 < len(path.read_bytes().splitlines()) < 6


def test_another_window_reads_the_new_file_and_goes_on_writing(path: Path) -> None:
    first, second = toggled(path), JournalStorage(path)
    compact(first)
    compact(first, batches=2)
    with second.writing():
        second.commit([["put", "t", "2", {}]], "change")
    first.refresh()
    assert content(first) == content(second) == {"t": {"1": {"n": 49}, "2": {}}}
    assert second.generation == 2


def test_a_line_that_cannot_be_read_is_not_thrown_away(path: Path) -> None:
    journal = toggled(path)
    with path.open("ab") as file:
        file.write(b"garbage\n")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="doctor --repair"):
        compact(journal)
    assert path.read_bytes() == before
    assert list(path.parent.glob("*draft*")) == []


def test_a_full_disk_changes_nothing_and_leaves_nothing_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = toggled(path)
    before = path.read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("store.private.sync", refuse)
    with pytest.raises(WriteError, match="No room"):
        compact(journal)
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == [".papers.jsonl.lock", "papers.jsonl"]
    assert compact(journal, batches=1).after < len(before)


OPS = st.one_of(
    st.tuples(st.just("put"), st.sampled_from("tu"), st.sampled_from("abc"), st.just({"x": 1})),
    st.tuples(
        st.just("set"),
        st.sampled_from("tu"),
        st.sampled_from("abc"),
        st.dictionaries(st.sampled_from("xyü"), st.text(max_size=2), max_size=2),
    ),
    st.tuples(st.just("del"), st.sampled_from("tu"), st.sampled_from("abc")),
    st.tuples(st.just("drop"), st.sampled_from("tu")),
    st.tuples(st.just("table"), st.sampled_from("tu")),
)


@settings(max_examples=150)
@given(
    st.lists(st.lists(OPS, min_size=1, max_size=3), min_size=1, max_size=12),
    st.integers(0, 12),
    st.integers(0, 400),
)
def test_whatever_is_kept_the_documents_and_their_order_are_the_same_afterwards(
    tmp_path_factory: pytest.TempPathFactory,
    batches: list[list[tuple[object, ...]]],
    kept: int,
    size: int,
) -> None:
    path = tmp_path_factory.mktemp("journal") / "x.jsonl"
    journal = JournalStorage(path)
    with journal.writing():
        for ops in batches:
            made: list[Op] = [list(op) for op in ops]
            journal.commit(made, "change")
    before = {name: list(table.items()) for name, table in content(journal).items()}
    for _ in range(2):
        compact(journal, batches=kept, size=size)
        for one in (journal, JournalStorage(path)):
            after = {name: list(table.items()) for name, table in content(one).items()}
            assert after == before
