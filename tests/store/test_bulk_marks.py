"""Many papers marked at once: read together, written whole or not at all, followed by the index."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.change import Change
from store.index.catching import CatchingUp
from store.journal.line import header
from store.journal.reader import Reader
from store.library import Library
from store.query import parse
from tests.store.making import draft, journal, library

MANY = 60
IDS = [f"anon-paper-{number}" for number in range(MANY)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with library(tmp_path / "library") as made:
        made.import_papers(
            draft(f"Paper {number}", (), asked=name) for number, name in enumerate(IDS)
        )
    return tmp_path / "library"


@pytest.fixture
def opened(folder: Path) -> Iterator[Library]:
    with library(folder) as found:
        yield found


def _reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give what takes the size of each part that is read from a journal."""
    sizes: list[int] = []
    read = Reader._read

    def counted(reader: Reader, at: int, size: int) -> bytes:
        sizes.append(size)
        return read(reader, at, size)

    monkeypatch.setattr(Reader, "_read", counted)
    return sizes


def test_the_fields_of_many_papers_are_read_in_few_parts(
    opened: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.change(IDS, Change(read=True))
    sizes = _reads(monkeypatch)
    opened.change(IDS, Change(starred=True))
    assert len(sizes) < 10
    assert all(opened.marks(name).starred and opened.marks(name).read for name in IDS)


def test_taking_many_marks_back_reads_each_papers_fields_once(
    opened: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.change(IDS, Change(read=True))
    written = folder.joinpath("marks", "laptop.jsonl").stat().st_size
    sizes = _reads(monkeypatch)
    assert opened.undo().ids == tuple(IDS)
    # The journal's copy outside the library is made of what was appended: so much again.
    assert sum(sizes) < 2 * written
    assert not any(opened.marks(name).read for name in IDS)


def test_undo_of_many_leaves_what_was_changed_since(opened: Library) -> None:
    opened.change(IDS, Change(read=True, add_tags=("x",)))
    opened.change(IDS[:2], Change(read=False))
    opened.undo()
    opened.change([IDS[3]], Change(remove_tags=("x",)))
    with library(opened.folder.path, "phone") as phone:
        phone.change([IDS[4]], Change(read=False))
    opened.refresh()
    opened.undo()
    event = opened.undo()
    assert event.title == f"Undid: marked read, tagged #x {MANY} papers"
    assert {name: opened.marks(name) for name in IDS if opened.marks(name).read} == {}
    assert not any(opened.marks(name).tags for name in IDS)
    opened.redo()
    assert [name for name in IDS if not opened.marks(name).read] == [IDS[4]]


def test_lines_of_other_programs_are_not_taken_for_each_other(folder: Path) -> None:
    def field(value: bool) -> list[Any]:
        return [value, "2026-11-20T10:00:00.000Z-0000-other"]

    made = folder / "marks" / "other.jsonl"
    ops = [
        ["set", "marks", IDS[0], {"tag:a": field(True), "read": field(True)}],
        ["set", "marks", IDS[1], {"tag:a": field(False), "read": field(True)}],
        ["set", "marks", 'x","y",{', {"read": field(True)}],
        ["set", "marks", "marks", {"read": field(False)}],
    ]
    journal(made, ops)
    body = json.dumps({"at": field(True)[1], "do": "with spaces", "ops": ops[:2]})[:-1]
    line = f'{body},"crc":"{zlib.crc32(body.encode()):08x}"}}\n'
    made.with_name("spaced.jsonl").write_bytes(header() + line.encode())
    with library(folder) as opened:
        names = [str(op[2]) for op in ops]
        found = dict(opened.read_of(names))
        assert found == {name: opened.marks(name).read for name in names}
        assert [found[name] for name in names] == [True, True, True, False]
        assert opened.marks(IDS[0]).tags == ("a",) != opened.marks(IDS[1]).tags


def test_marks_found_one_by_one_and_many_at_once_are_the_same(
    opened: Library, folder: Path
) -> None:
    opened.change(IDS, Change(read=True))
    opened.change(IDS[::2], Change(read=False, rating=3, note="of\nmine"))
    for number in range(6):  # of so many lines a document is kept once it is made
        opened.change(IDS[:3], Change(starred=bool(number % 2)))
    with library(folder, "phone") as phone:
        phone.change(IDS[::3], Change(read=True, note="of the phone", add_tags=("p",)))
        many = dict(phone._shelf.marks_of(IDS))
        assert many == {name: phone.marks(name) for name in IDS}


def test_the_index_follows_flags_of_many_papers_and_words_of_some(opened: Library) -> None:
    opened.catch_up()
    opened.change(IDS, Change(read=True))
    opened.change(IDS[:9], Change(add_tags=("deep",), note="remember"))
    opened.change(IDS[5:], Change(starred=True, rating=4))
    opened.catch_up()
    for query, expected in {
        "is:unread": set(),
        "is:starred": set(IDS[5:]),
        "rating:4 tag:deep": set(IDS[5:9]),
        "note:remember": set(IDS[:9]),
    }.items():
        assert set(opened.find(parse(query))) == expected, query
    opened.undo()
    opened.catch_up()
    assert set(opened.find(parse("is:starred"))) == set()
    assert set(opened.find(parse("tag:deep is:read"))) == set(IDS[:9])


def test_where_the_words_of_most_papers_changed_the_index_is_made_anew(
    opened: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.catch_up()
    monkeypatch.setattr("store.index.catching.FEW", 10)
    monkeypatch.setattr("store.index.index.FEW", 10)
    made: list[object] = []
    rebuild = CatchingUp.rebuild

    def counted(*told: Any) -> None:
        made.append(told)
        rebuild(*told)

    monkeypatch.setattr(CatchingUp, "rebuild", counted)
    opened.change(IDS[:5], Change(add_tags=("few",)))
    opened.catch_up()
    assert not made
    opened.change(IDS, Change(add_tags=("all",)))
    assert not opened.is_indexed()  # a search does not wait for it
    assert set(opened.find(parse("tag:all"))) == set(IDS)
    opened.catch_up()
    assert len(made) == 1
    assert set(opened.find(parse("tag:all"))) == set(IDS)
    assert set(opened.find(parse("tag:few paper"))) == set(IDS[:5])


def test_what_the_journals_say_since_is_read_once_for_the_index(
    opened: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.catch_up()
    opened.change(IDS, Change(read=True))
    looks: list[object] = []
    gap = CatchingUp.gap

    def counted(*told: Any) -> object:
        looks.append(told)
        return gap(*told)

    monkeypatch.setattr(CatchingUp, "gap", counted)
    opened.catch_up()
    assert len(looks) == 1


def test_of_a_batch_that_was_cut_off_nothing_counts(opened: Library, folder: Path) -> None:
    opened.change(IDS, Change(read=True))
    path = folder / "marks" / "laptop.jsonl"
    before = path.stat().st_size
    opened.change(IDS, Change(starred=True))
    size = path.stat().st_size
    opened.close()
    folder.joinpath("marks", ".laptop.jsonl.places").unlink(missing_ok=True)
    data = path.read_bytes()
    for end in (before + 1, (before + size) // 2, size - 2):
        copy = folder.with_name(f"cut-{end}")
        copy.joinpath("marks").mkdir(parents=True)
        copy.joinpath("papers.jsonl").write_bytes(folder.joinpath("papers.jsonl").read_bytes())
        copy.joinpath("marks", "laptop.jsonl").write_bytes(data[:end])
        os.chmod(copy / "marks" / "laptop.jsonl", 0o600)
        with library(copy, is_temporary=True) as cut:
            assert {cut.marks(name).read for name in IDS} == {True}
            assert {cut.marks(name).starred for name in IDS} == {False}
