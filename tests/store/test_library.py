"""The library: opening it, marking papers, reading while another thread writes."""

from __future__ import annotations

import json
import stat
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from store.change import Change
from store.errors import (
    LibraryError,
    NewerVersionError,
    PaperdeckError,
    ReadOnlyError,
    UnknownPaperError,
)
from store.events import PapersMarked
from store.journal.line import seal
from store.journal.table import JournalDB
from store.library import Library
from store.models import NO_MARKS, Marks
from store.query import parse
from store.tags import TagError
from tests.store.making import draft, files, filled, library

A, B, C = "anon-x", "anon-y", "anon-z"
ALL = [A, B, C]


# -- opening


def test_a_library_that_is_not_there_yet_is_empty_and_looking_does_not_make_it(
    folder: Path,
) -> None:
    with library(folder) as opened:
        assert (len(opened), list(opened), opened.tags(), [*opened.find_all()]) == (0, [], {}, [])
        assert opened.find(parse("cats")) == []
        assert opened.plan_import([draft()]).event().added == ("lovelace-deep-learning-cats",)
    assert not folder.exists()


def test_the_first_change_makes_the_folder_for_its_owner_only(folder: Path) -> None:
    opened = filled(folder / "deep")
    opened.change([A], Change(read=True))
    assert opened.catch_up()
    modes = {
        str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode)
        for path in (folder / "deep").rglob("*")
    }
    assert stat.S_IMODE((folder / "deep").stat().st_mode) == 0o700
    assert modes == {
        "deep/index.sqlite3": 0o600,
        "deep/index.sqlite3-shm": 0o600,
        "deep/index.sqlite3-wal": 0o600,
        "deep/papers.jsonl": 0o600,
        "deep/.papers.jsonl.lock": 0o600,
        "deep/marks": 0o700,
        "deep/marks/laptop.jsonl": 0o600,
        "deep/marks/.laptop.jsonl.lock": 0o600,
    }


def test_an_empty_folder_or_one_of_hidden_files_becomes_a_library(folder: Path) -> None:
    folder.mkdir()
    (folder / ".directory").touch()
    assert len(filled(folder)) == 3


def test_a_folder_of_other_things_is_refused_and_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.tex").write_text("x")
    with pytest.raises(LibraryError, match="is no paperdeck library and not empty"):
        library(folder)
    assert [file.name for file in folder.iterdir()] == ["thesis.tex"]


def test_a_file_in_place_of_the_folder_is_refused(folder: Path) -> None:
    folder.write_text("x")
    with pytest.raises(LibraryError, match="is a file"):
        library(folder)
    assert folder.read_text() == "x"


def test_a_file_above_the_folder_is_refused_at_the_first_change(folder: Path) -> None:
    folder.write_text("x")
    with pytest.raises(LibraryError):
        filled(folder / "library")


def test_a_dataset_called_papers_jsonl_is_not_taken_for_a_library(folder: Path) -> None:
    folder.mkdir()
    (folder / "papers.jsonl").write_text('{"title": "Cats"}')
    with pytest.raises(LibraryError, match=r"papers\.jsonl is not a paperdeck journal"):
        filled(folder)
    assert files(folder) == {"papers.jsonl": b'{"title": "Cats"}'}


# -- marking


def test_a_change_tells_what_was_changed_and_is_there_after_reopening(
    made: Library, folder: Path
) -> None:
    event = made.change([A, C], Change(read=True, starred=True, add_tags=("RL",), rating=4))
    assert event == PapersMarked((A, C), "Marked read, starred, rated 4, tagged #rl 2 papers")
    marks = Marks(read=True, starred=True, rating=4, tags=("rl",))
    for opened in (made, library(folder)):
        assert [opened.marks(name) for name in ALL] == [marks, NO_MARKS, marks]


def test_a_change_is_one_line_whatever_it_is_about(made: Library, folder: Path) -> None:
    for number in range(1, 4):
        made.change(ALL, Change(queued=number % 2 == 1, note=f"{number}"))
        lines = (folder / "marks" / "laptop.jsonl").read_bytes().splitlines()
        assert len(lines) == 1 + number


def test_only_papers_that_were_not_so_already_are_changed_and_counted(
    made: Library, folder: Path
) -> None:
    made.change([A], Change(starred=True))
    event = made.change(ALL, Change(starred=True))
    assert event == PapersMarked((B, C), "Starred 2 papers")
    written = json.loads((folder / "marks" / "laptop.jsonl").read_bytes().splitlines()[-1])
    assert (written["do"], len(written["ops"])) == ("Starred 2 papers", 2)


@pytest.mark.parametrize(
    ("before", "change", "title"),
    [
        ({}, {"add_tags": ("rl",), "remove_tags": ("x",)}, "Tagged #rl anon-x"),
        ({"add_tags": ("x",)}, {"remove_tags": ("x", "y")}, "Untagged #x anon-x"),
        ({"read": True}, {"read": True, "starred": True}, "Starred anon-x"),
        ({}, {"add_tags": ("Deep Learning", "rl")}, "Tagged #deep-learning #rl anon-x"),
        ({"note": "x"}, {"note": ""}, "Cleared the note of anon-x"),
        ({"read": True}, {"read": False}, "Marked unread anon-x"),
    ],
)
def test_the_title_says_only_what_changed(
    made: Library, before: dict[str, object], change: dict[str, object], title: str
) -> None:
    made.change([A], Change(**before))  # type: ignore[arg-type]
    assert made.change([A], Change(**change)).title == title  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        Change(),
        Change(read=False, starred=False, queued=False, note=""),
        Change(remove_tags=("rl",)),
    ],
)
def test_where_nothing_changes_not_a_byte_is_written(
    made: Library, folder: Path, change: Change
) -> None:
    before = files(folder)
    assert made.change(ALL, change).ids == ()
    assert files(folder) == before
    assert [entry.title for entry in made.history()] == ["Imported papers: 3 added"]


@pytest.mark.parametrize(
    ("ids", "change", "error"),
    [
        ([A, "nobody"], Change(read=True), UnknownPaperError),
        ([A], Change(add_tags=("ok", "!")), TagError),
        ([A], Change(rating=6), PaperdeckError),
    ],
)
def test_a_change_that_cannot_be_made_leaves_everything_as_it_was(
    made: Library, folder: Path, ids: list[str], change: Change, error: type[Exception]
) -> None:
    before = files(folder)
    with pytest.raises(error):
        made.change(ids, change)
    assert files(folder) == before
    assert made.marks(A) == NO_MARKS


def test_an_unknown_paper_is_named_without_what_its_name_could_do_to_a_terminal(
    made: Library,
) -> None:
    with pytest.raises(UnknownPaperError, match=r"no paper 'x\\x1b\[2J'"):
        made.paper("x\x1b[2J")
    assert "x" not in made
    assert made.marks("x") == NO_MARKS


def test_tags_are_counted_the_most_used_first(made: Library) -> None:
    made.change([A, B], Change(add_tags=("rl", "z")))
    made.change([B, C], Change(add_tags=("a", "rl")))
    made.change([A], Change(remove_tags=("z",)))
    assert list(made.tags().items()) == [("rl", 3), ("a", 2), ("z", 1)]


def test_a_search_sees_a_change_at_once(made: Library) -> None:
    assert made.find(parse("tag:rl OR horses")) == []
    made.change([A], Change(add_tags=("rl",)))
    made.change([B], Change(note="about horses"))
    assert made.find(parse("tag:rl OR horses")) == [A, B]
    made.edit(replace(made.paper(C), abstract="horses"), "Edited")
    assert made.find(parse("horses")) == [B, C]


def test_the_latest_published_come_first(folder: Path) -> None:
    opened = library(folder)
    dates = {"a": "2023", "b": "", "c": "2024-05-01", "d": "2024-05"}
    opened.import_papers([draft(title, (), published=date) for title, date in dates.items()])
    titles = [opened.paper(name).title for name in opened.find_all()]
    assert titles == ["c", "d", "a", "b"]
    assert opened.find(parse("")) == opened.find_all()


# -- reading only, newer, gone


ATTEMPTS: list[Callable[[Library], object]] = [
    lambda opened: opened.change([A], Change(read=True)),
    lambda opened: opened.write_note(A, "x", ""),
    lambda opened: opened.import_papers([draft("new", ())]),
    lambda opened: opened.edit(replace(opened.paper(A), title="T"), "Edited"),
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_library_opened_for_reading_refuses_every_change(
    made: Library, folder: Path, attempt: Callable[[Library], object]
) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    opened = library(folder, read_only=True)
    assert opened.read_only
    assert len(opened) == 3
    with pytest.raises(ReadOnlyError, match="reading only"):
        attempt(opened)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


@pytest.mark.parametrize("name", ["papers.jsonl", "marks/laptop.jsonl", "marks/phone.jsonl"])
def test_a_library_that_a_newer_version_has_written_is_not_opened(
    made: Library, folder: Path, name: str
) -> None:
    made.change([A], Change(read=True))
    (folder / name).write_bytes(seal({"journal": "paperdeck", "version": 2, "generation": 0}))
    before = files(folder)
    with pytest.raises(NewerVersionError, match="Install the newer version"):
        library(folder)
    assert files(folder) == before


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_folder_that_has_gone_while_it_was_open_is_not_begun_anew(
    made: Library, folder: Path, attempt: Callable[[Library], object]
) -> None:
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(LibraryError, match="disappeared"):
        attempt(made)
    assert not folder.exists()
    folder.with_name("elsewhere").rename(folder)
    attempt(made)


def test_a_journal_of_papers_that_has_gone_is_told(made: Library, folder: Path) -> None:
    (folder / "papers.jsonl").unlink()
    with pytest.raises(LibraryError, match=r"papers\.jsonl has disappeared"):
        made.refresh()
    with pytest.raises(LibraryError, match=r"papers\.jsonl has disappeared"):
        made.import_papers([draft("new", ())])
    assert not (folder / "papers.jsonl").exists()


def test_tables_dropped_by_a_script_are_gone_from_the_open_window(
    made: Library, folder: Path
) -> None:
    made.change([A], Change(read=True))
    assert made.marks(A).read
    JournalDB(folder / "marks" / "laptop.jsonl").drop_tables()
    # It is noticed at the next change as well as at the next look.
    assert made.change([B], Change(read=True)).ids == (B,)
    assert made.marks(A) == NO_MARKS
    assert made.paper(A).title == "x"
    JournalDB(folder / "papers.jsonl").drop_tables()
    assert made.refresh() is True
    assert A not in made
    with pytest.raises(UnknownPaperError):
        made.paper(A)


# -- threads


def test_reading_while_another_thread_writes_never_fails_and_ends_up_to_date(
    folder: Path,
) -> None:
    opened = filled(folder, "bcdfghjklm")
    names = list(opened)
    failures: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                opened.tags()
                opened.marked_ids()
                opened.find(parse("word"))
                opened.plan_import([draft("another", ())])
        except BaseException as error:
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number, name in enumerate(names):
        opened.change([name], Change(add_tags=(f"t{number}", "all")))
        opened.edit(replace(opened.paper(name), abstract="word"), "Edited")
        opened.import_papers([draft(f"new{number}", ())])
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert opened.find(parse("word")) == names
    assert opened.tags()["all"] == len(names)


def test_marks_may_be_counted_while_papers_are_marked_for_the_first_time(folder: Path) -> None:
    opened = library(folder)
    opened.import_papers([draft(f"title{number}", ()) for number in range(2000)])
    names = list(opened)
    opened.change(names[:1900], Change(read=True))
    failures: list[BaseException] = []
    done = threading.Event()

    def count() -> None:
        try:
            while not done.is_set():
                opened.marked_ids()
        except BaseException as error:
            failures.append(error)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    counting = threading.Thread(target=count)
    counting.start()
    try:
        for name in names[1900:]:
            opened.change([name], Change(read=True))
    finally:
        done.set()
        counting.join()
        sys.setswitchinterval(interval)
    assert failures == []
    assert opened.marked_ids() == set(names)


def test_papers_may_go_while_it_is_told_of_their_authors(folder: Path) -> None:
    with library(folder) as opened:
        first, second = opened.import_papers([draft("One"), draft("Two")]).added
        authors = opened.authors()
        assert next(authors)
        with library(folder) as other:
            other.delete([second])
        opened.refresh()
        assert list(authors) == []
        assert list(opened) == [first]
