"""A backup, a repair or a migration that is killed at any step it takes on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.change import Change
from store.doctor import examine
from store.migrations import migrate, pending
from store.models import Marks
from store.repair import repair
from tests.faults.stopping import STEPS, stopped_at_each_step
from tests.store.making import draft, files, filled, library

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no SIGKILL here")

IDS = ["anon-x", "anon-y", "anon-z"]
GARBAGE = b'{"at":"garbage"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a library whose three papers are marked and backed up once."""
    opened = filled(tmp_path / "library")
    opened.change(IDS[:2], Change(starred=True, note="precious"))
    opened.backups.make()
    opened.change(IDS, Change(read=True))
    return tmp_path / "library"


def assert_usable(folder: Path) -> None:
    """Check that every mark is there, and that another can be made."""
    opened = library(folder)
    assert [opened.marks(name).starred for name in IDS] == [True, True, False]
    assert all(opened.marks(name).read for name in IDS)
    assert opened.marks(IDS[0]).note == "precious"
    opened.change([IDS[2]], Change(queued=True))
    assert library(folder).marks(IDS[2]) == Marks(read=True, queued=True)


def test_a_killed_backup_is_whole_or_none_and_the_next_one_is_made(
    folder: Path, tmp_path: Path
) -> None:
    marks = files(folder)["marks/laptop.jsonl"]
    left = stopped_at_each_step("backup", folder, tmp_path / "left")
    assert len(left) > 10
    for place in left:
        backups = library(place).backups
        for backup in backups.all()[1:]:
            assert (backup.path / "laptop.jsonl").read_bytes() == marks
            assert (backup.path / "papers.jsonl").exists()
        assert len(backups.all()) in (1, 2)
        made = backups.make()
        assert (made.path / "laptop.jsonl").read_bytes() == marks
        assert not list((place / "backups").glob(".marks-*"))
        assert_usable(place)


def test_a_killed_repair_loses_no_byte_and_the_next_one_finishes(
    folder: Path, tmp_path: Path
) -> None:
    for path in (folder / "papers.jsonl", folder / "marks" / "laptop.jsonl"):
        header, *lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join([header, GARBAGE, *lines, b'{"torn']))
    copy = tmp_path / "copy"
    filled(copy, "xv")
    (copy / "papers.jsonl").rename(folder / "papers (1).jsonl")
    (folder / "papers.jsonl").chmod(0o644)
    left = stopped_at_each_step("repair", folder, tmp_path / "left")
    assert len(left) > 40
    for place in left:
        opened = library(place)
        assert set(IDS) <= set(opened)
        held = b"".join(file.read_bytes() for file in place.rglob("*") if file.is_file())
        assert held.count(GARBAGE) >= 2
        assert held.count(b'"title":"v"') >= 1
        assert all(opened.marks(name).read for name in IDS)
        repair(library(place))
        assert [found for found in examine(library(place)) if found.kind != "copy"] == []
        assert set(library(place)) == {*IDS, "anon-v"}
        assert (place / "quarantine" / "papers (1).jsonl").exists()
        for name in ("papers.jsonl", "laptop.jsonl"):
            # A half of a line that the killed repair itself was writing may be there as well.
            kept = [file.read_bytes() for file in (place / "quarantine").glob(f"{name}-*.txt")]
            assert kept.count(GARBAGE + b'{"torn') == 1
        assert repair(library(place)) == []
        assert_usable(place)


def test_a_killed_migration_is_finished_by_the_next_change(folder: Path, tmp_path: Path) -> None:
    left = stopped_at_each_step("migration", folder, tmp_path / "left")
    assert len(left) > 6
    for place in left:
        opened = library(place)
        taken = migrate(*opened.own_journals, opened.backups, STEPS)
        assert taken in (["one", "two"], ["two"], [])
        assert pending(opened.own_journals[0], STEPS) == []
        again = library(place)
        assert again.marks(IDS[0]).tags == ("one", "two")
        assert {again.paper(name).venue for name in IDS} == {"two"}
        assert len(again.backups.all()) in (2, 3)
        assert_usable(place)


def test_an_import_that_is_killed_in_its_backup_can_be_done_again(folder: Path) -> None:
    opened = library(folder)
    (folder / "backups" / ".marks-2026-11-23T120000Z.new").mkdir()
    assert opened.import_papers([draft("w", ())]).added == ("anon-w",)
    assert len(opened.backups.all()) == 2
