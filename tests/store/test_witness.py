"""What a device wrote is there again after another program put an older copy in its place."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from store.change import Change
from store.journal.compaction import compact
from store.journal.line import parse_batch
from store.journal.storage import JournalStorage
from store.models import NO_MARKS
from store.witness import Witness
from tests.store.making import filled, library


class Window:
    """A journal of marks and its witness, as a window has them."""

    def __init__(self, folder: Path) -> None:
        self.journal = JournalStorage(folder / "library.jsonl")
        self.witness = Witness(self.journal, folder / "state" / "witness.jsonl", folder / "papers")

    def mark(self, *names: str) -> None:
        for name in names:
            with self.journal.writing():
                field = {"read": [True, self.journal.clock.tick()]}
                self.journal.commit([["set", "marks", name, field]], f"Marked {name}")
                self.witness.follow()

    def put_back(self) -> int:
        if not self.witness.is_needed():
            return 0
        with self.journal.writing():
            return self.witness.put_back()

    @property
    def marked(self) -> set[str]:
        return set(self.journal.documents("marks"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_the_copy_is_the_journal_and_nobody_elses_to_read(folder: Path) -> None:
    Window(folder).mark("a", "b")
    Window(folder).mark("c")
    copy = folder / "state" / "witness.jsonl"
    assert copy.read_bytes() == (folder / "library.jsonl").read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert not Window(folder).witness.is_needed()


def test_an_older_copy_of_the_journal_gets_its_lost_lines_back(folder: Path) -> None:
    window = Window(folder)
    window.mark("a")
    shutil.copy(folder / "library.jsonl", folder / "older.jsonl")
    window.mark("b", "c")
    shutil.copy(folder / "older.jsonl", folder / "library.jsonl")
    again = Window(folder)
    assert again.marked == {"a"}
    assert again.put_back() == 2
    assert again.marked == Window(folder).marked == {"a", "b", "c"}
    assert again.put_back() == 0


def test_what_was_written_after_the_older_copy_came_stays_too(folder: Path) -> None:
    window = Window(folder)
    window.mark("a")
    shutil.copy(folder / "library.jsonl", folder / "older.jsonl")
    window.mark("b")
    shutil.copy(folder / "older.jsonl", folder / "library.jsonl")
    other = JournalStorage(folder / "library.jsonl")
    with other.writing():
        other.commit([["set", "marks", "c", {"read": [True, other.clock.tick()]}]], "Marked c")
    again = Window(folder)
    assert again.put_back() == 1
    again.mark("d")
    assert Window(folder).marked == {"a", "b", "c", "d"}
    assert not Window(folder).witness.is_needed()


def test_a_library_begun_anew_in_the_same_place_gets_nothing_of_the_old_one(folder: Path) -> None:
    Window(folder).mark("a", "b", "c", "d")
    (folder / "library.jsonl").unlink()
    anew = Window(folder)
    anew.mark("e")
    assert anew.put_back() == 0
    assert anew.marked == Window(folder).marked == {"e"}


def test_what_is_put_back_stands_in_the_order_in_which_it_was_done(folder: Path) -> None:
    window = Window(folder)
    window.mark("a")
    shutil.copy(folder / "library.jsonl", folder / "older.jsonl")
    window.mark("b")
    shutil.copy(folder / "older.jsonl", folder / "library.jsonl")
    other = JournalStorage(folder / "library.jsonl")
    other.clock.seen(window.journal.clock.tick())
    with other.writing():
        other.commit([["set", "marks", "c", {}]], "Marked c")
    Window(folder).put_back()
    lines = (folder / "library.jsonl").read_bytes().splitlines()[1:]
    assert [parse_batch(line).do[-1] for line in lines] == ["a", "b", "c"]


def test_a_line_that_was_put_aside_as_unreadable_does_not_come_back(folder: Path) -> None:
    window = Window(folder)
    window.mark("a")
    with (folder / "library.jsonl").open("ab") as file:
        file.write(b"garbage\n")
    again = Window(folder)
    again.mark("b")
    lines = (folder / "library.jsonl").read_bytes().splitlines(keepends=True)
    again.journal.rewrite(lambda: iter([lines[1], lines[3]]))
    assert again.put_back() == 0
    assert again.journal.bad_lines == []


def test_a_journal_that_was_written_anew_is_followed(folder: Path) -> None:
    window = Window(folder)
    window.mark("a", "b")
    lines = (folder / "library.jsonl").read_bytes().splitlines(keepends=True)
    window.journal.rewrite(lambda: iter(lines[2:]))
    window.mark("c")
    assert window.put_back() == 0
    assert window.marked == {"b", "c"}


def test_a_folder_for_the_copy_that_cannot_be_made_stops_nothing(folder: Path) -> None:
    (folder / "state").write_text("a file")
    window = Window(folder)
    window.mark("a")
    assert window.put_back() == 0
    assert window.marked == {"a"}


def test_a_copy_from_before_a_compaction_gets_back_what_was_done_after_it(folder: Path) -> None:
    window = Window(folder)
    window.mark("a", "b")
    shutil.copy(folder / "library.jsonl", folder / "older.jsonl")
    compact(window.journal, batches=0)
    window.mark("c")
    shutil.copy(folder / "older.jsonl", folder / "library.jsonl")
    assert Window(folder).put_back() > 0
    assert Window(folder).marked == {"a", "b", "c"}


def test_a_compaction_that_was_killed_before_the_copy_followed_stays(folder: Path) -> None:
    window = Window(folder)
    window.mark("a", "a", "b")
    compact(window.journal, batches=0)
    size = (folder / "library.jsonl").stat().st_size
    again = Window(folder)
    again.put_back()
    again.mark("c")
    assert Window(folder).marked == {"a", "b", "c"}
    assert not Window(folder).witness.is_needed()
    assert (folder / "library.jsonl").stat().st_size < size * 2


@pytest.mark.parametrize("is_emptied", [False, True])
def test_marks_that_were_lost_while_no_window_was_open_are_put_back(
    tmp_path: Path, is_emptied: bool
) -> None:
    with filled(tmp_path) as opened:
        opened.change(["anon-x"], Change(note="mine"))
    if is_emptied:
        (tmp_path / "marks" / "laptop.jsonl").write_bytes(b"")
    else:
        shutil.rmtree(tmp_path / "marks")
    assert library(tmp_path).marks("anon-x").note == "mine"
    library(tmp_path).change(["anon-y"], Change(note="yours"))
    assert library(tmp_path).marks("anon-x").note == "mine"


def test_a_library_deleted_and_begun_anew_there_gets_no_marks_of_the_old_one(
    tmp_path: Path,
) -> None:
    with filled(tmp_path / "mine") as opened:
        opened.change(["anon-x"], Change(note="mine"))
        opened.compact()
    shutil.rmtree(tmp_path / "mine")
    anew = filled(tmp_path / "mine")
    assert anew.marks("anon-x") == NO_MARKS
    anew.change(["anon-y"], Change(note="yours"))
    assert library(tmp_path / "mine").marks("anon-x") == NO_MARKS
