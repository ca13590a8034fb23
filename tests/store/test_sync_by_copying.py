"""Two libraries kept alike by copying the folder there and back."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from store.change import Change
from store.library import Library
from store.models import Marks
from tests.store.making import draft, filled

X, Y, Z = "anon-x", "anon-y", "anon-z"
Copy = Callable[[Path, Path], object]
Open = Callable[[Path], Library]


def copytree(source: Path, target: Path) -> None:
    shutil.copytree(source, target, dirs_exist_ok=True)


def copy_newer(source: Path, target: Path) -> None:
    """Copy what is newer than what is there, and leave the rest."""
    for path in sorted(source.rglob("*")):
        there = target / path.relative_to(source)
        if path.is_dir():
            there.mkdir(parents=True, exist_ok=True)
        elif not there.exists() or path.stat().st_mtime > there.stat().st_mtime:
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, there)


def command(*words: str, otherwise: Copy = copytree) -> Copy:
    """Give what copies the content of a folder by a command; by Python where it is not there."""
    if not shutil.which(words[0]):
        return otherwise

    def copy(source: Path, target: Path) -> None:
        target.mkdir(exist_ok=True)
        subprocess.run([*words, f"{source}/.", str(target)], check=True)

    return copy


OVERWRITING = {
    "copytree": copytree,
    "cp -r": command("cp", "-r"),
    "rsync -a": command("rsync", "-a"),
}
KEEPING_NEWER = {
    "rsync -au": command("rsync", "-au", otherwise=copy_newer),
    "cp -au": command("cp", "-au", otherwise=copy_newer),
}
EITHER = OVERWRITING | KEEPING_NEWER


class Pair:
    """A library and its copy, each with a window that stays open."""

    def __init__(self, folder: Path, copy: Copy, devices: tuple[str, str] | None) -> None:
        self._copy = copy
        self._names = devices or (None, None)
        self._folders = (folder / "here", folder / "there")
        filled(self._folders[0], device="elsewhere").change([X], Change(note="old", read=True))
        self._copy(*self._folders)
        self.here, self.there = map(self._open, (0, 1))
        self._let_a_minute_pass()

    def _open(self, number: int) -> Library:
        return Library(self._folders[number], device=self._names[number])

    def sync(self, *, looks_between: bool = False) -> None:
        """Copy there, then back."""
        here, there = self._folders
        self._copy(here, there)
        if looks_between:
            self.there.refresh()
        self._copy(there, here)
        for window in (self.here, self.there):
            window.refresh()
        self._let_a_minute_pass()

    def _let_a_minute_pass(self) -> None:
        for folder in self._folders:
            for path in folder.rglob("*"):
                modified = path.stat().st_mtime - 60
                os.utime(path, (modified, modified))

    def marks(self, paper: str) -> Marks:
        """Give the marks, which must be the same in both, in windows long open and just opened."""
        every = [self.here, self.there, self._open(0), self._open(1)]
        first, *others = [library.marks(paper) for library in every]
        assert all(other == first for other in others)
        return first


def edit_apart(pair: Pair, turn: str) -> None:
    pair.here.change([X], Change(starred=turn == "1", add_tags=(f"here-{turn}",)))
    pair.here.write_note(X, f"here {turn}", pair.here.marks(X).note)
    pair.there.change([Y], Change(queued=turn == "1", add_tags=(f"there-{turn}",)))
    pair.there.change([X], Change(rating=int(turn), add_tags=(f"there-{turn}",)))
    pair.there.write_note(X, f"there {turn}", pair.there.marks(X).note)


def check(pair: Pair, turns: list[str]) -> None:
    last = turns[-1]
    found = pair.marks(X)
    for place in ("here", "there"):
        assert {f"{place}-{turn}" for turn in turns} <= set(found.tags)
        assert f"{place} {last}" in found.note
        assert last == "1" or f"{place} 1" not in found.note
    assert "old" not in found.note
    assert (found.read, found.starred, found.rating) == (True, last == "1", int(last))
    assert pair.marks(Y).queued is (last == "1")
    assert pair.marks(Z) == Marks()


@pytest.mark.parametrize("copy", EITHER.values(), ids=EITHER)
def test_libraries_edited_apart_are_alike_after_copying_both_ways_and_keep_both_notes(
    copy: Copy, tmp_path: Path
) -> None:
    pair = Pair(tmp_path, copy, ("laptop", "phone"))
    edit_apart(pair, "1")
    pair.sync()
    check(pair, ["1"])


@pytest.mark.parametrize("copy", KEEPING_NEWER.values(), ids=KEEPING_NEWER)
def test_they_are_so_time_after_time(copy: Copy, tmp_path: Path) -> None:
    pair = Pair(tmp_path, copy, ("laptop", "phone"))
    turns: list[str] = []
    for turn in ("1", "2", "3"):
        edit_apart(pair, turn)
        pair.sync()
        turns.append(turn)
        check(pair, turns)


@pytest.mark.parametrize("copy", EITHER.values(), ids=EITHER)
def test_they_are_so_where_older_files_take_the_place_of_newer_and_a_window_sees_it(
    copy: Copy, tmp_path: Path
) -> None:
    pair = Pair(tmp_path, copy, ("laptop", "phone"))
    turns: list[str] = []
    for turn in ("1", "2", "3"):
        edit_apart(pair, turn)
        pair.sync(looks_between=True)
        turns.append(turn)
        check(pair, turns)


@pytest.mark.parametrize("copy", OVERWRITING.values(), ids=OVERWRITING)
def test_what_was_overwritten_while_nobody_looked_is_put_back_and_goes_along_the_next_time(
    copy: Copy, tmp_path: Path
) -> None:
    pair = Pair(tmp_path, copy, ("laptop", "phone"))
    edit_apart(pair, "1")
    pair.sync()
    edit_apart(pair, "2")
    pair.sync()
    assert {"there-1", "there-2"} <= set(pair.there.marks(X).tags)
    assert "there 2" in pair.there.marks(X).note
    pair.sync(looks_between=True)
    check(pair, ["1", "2"])


@pytest.mark.parametrize("copy", EITHER.values(), ids=EITHER)
def test_they_are_so_on_one_machine_too(copy: Copy, tmp_path: Path) -> None:
    pair = Pair(tmp_path, copy, None)
    edit_apart(pair, "1")
    pair.sync()
    check(pair, ["1"])


@pytest.mark.xfail(strict=True, reason="a copy overwrites the journal of papers")
@pytest.mark.parametrize("copy", EITHER.values(), ids=EITHER)
def test_papers_imported_apart_are_in_both(copy: Copy, tmp_path: Path) -> None:
    pair = Pair(tmp_path, copy, ("laptop", "phone"))
    pair.here.import_papers([draft("only here")])
    pair.there.import_papers([draft("only there")])
    pair.sync()
    for library in (pair.here, pair.there):
        assert {library.paper(name).title for name in library} >= {"only here", "only there"}
