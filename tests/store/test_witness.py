"""What a device wrote is there again after another program put an older copy in its place."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from store.journal.line import parse_batch
from store.journal.storage import JournalStorage
from store.witness import Witness


class Window:
    """A journal of marks and its witness, as a window has them."""

    def __init__(self, folder: Path) -> None:
        self.journal = JournalStorage(folder / "library.jsonl")
        self.witness = Witness(self.journal, folder / "state" / "witness.jsonl")

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
