"""Mending a library without loss."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from store.care.doctor import examine
from store.care.repair import repair
from store.change import Change
from store.errors import BackupError, LibraryError, ReadOnlyError
from store.journal.line import unseal
from tests.store.making import draft, files, filled, journal, library

IDS = ["anon-x", "anon-y", "anon-z"]


@pytest.fixture(autouse=True)
def no_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine have no copy of what it wrote, as one that was set up anew."""
    monkeypatch.setattr("store.library.witness_file", lambda *_: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a library each of whose papers was marked by a line of its own."""
    with filled(tmp_path / "library") as opened:
        for name in IDS:
            opened.change([name], Change(starred=True))
    return tmp_path / "library"


def spoil(path: Path, number: int, content: bytes = b'{"at":"garb\xff\x00age"}\n') -> bytes:
    """Put something else in a line's place; give it."""
    lines = path.read_bytes().splitlines(keepends=True)
    lines[number - 1 : number] = [content]
    path.write_bytes(b"".join(lines))
    return content


def kept(folder: Path) -> dict[str, bytes]:
    """Give what is in the quarantine, by the name of the journal it came from."""
    place = folder / "quarantine"
    return {file.name: file.read_bytes() for file in place.iterdir()} if place.exists() else {}


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_sound_library_is_left_as_it_is(folder: Path) -> None:
    before = everything(folder)
    assert repair(library(folder)) == []
    assert everything(folder) == before


def test_an_unreadable_line_is_moved_to_the_quarantine_byte_for_byte(folder: Path) -> None:
    content = spoil(folder / "marks" / "laptop.jsonl", 3)
    done = repair(library(folder))
    (name,) = kept(folder)
    assert name.startswith("laptop.jsonl-20")
    assert name.endswith(".txt")
    assert kept(folder)[name] == content
    assert any(name in sentence for sentence in done)
    opened = library(folder)
    assert [opened.marks(paper).starred for paper in IDS] == [True, False, True]
    assert list(examine(opened)) == []
    before = everything(folder)
    assert repair(library(folder)) == []
    assert everything(folder) == before


def test_lines_that_can_be_read_stay_byte_for_byte_and_the_header_counts_up(folder: Path) -> None:
    path = folder / "marks" / "laptop.jsonl"
    header, *lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([header, *lines[:1], b"garbage\n", *lines[1:]]))
    repair(library(folder))
    new, *after = path.read_bytes().splitlines(keepends=True)
    assert after == lines
    assert unseal(new) == {"journal": "paperdeck", "version": 1, "generation": 1}


def test_papers_are_mended_too_and_kept_in_the_backup_before(folder: Path) -> None:
    library(folder).import_papers([draft("w", ())])
    path = folder / "papers.jsonl"
    with path.open("ab") as file:
        file.write(b"garbage\n")
    spoilt = path.read_bytes()
    assert any("backup" in sentence for sentence in repair(library(folder)))
    backup = library(folder).backups.all()[-1]
    assert (backup.path / "papers.jsonl").read_bytes() == spoilt
    library(folder).import_papers([draft("v", ())])
    assert (backup.path / "papers.jsonl").read_bytes() == spoilt
    assert len(library(folder)) == 5


def test_an_end_that_was_cut_off_is_kept_before_the_next_change_cuts_it(folder: Path) -> None:
    for path in (folder / "papers.jsonl", folder / "marks" / "laptop.jsonl"):
        with path.open("ab") as file:
            file.write(b'{"at":"2026-11')
    repair(library(folder))
    assert list(kept(folder).values()) == [b'{"at":"2026-11'] * 2
    assert list(examine(library(folder))) == []
    assert repair(library(folder)) == []


def test_whole_changes_inside_a_spoilt_line_stay(folder: Path) -> None:
    path = folder / "marks" / "laptop.jsonl"
    path.write_bytes(path.read_bytes()[:-1] + b"\x0b")
    library(folder).change([IDS[0]], Change(read=True))
    assert len(list(examine(library(folder)))) == 1
    repair(library(folder))
    opened = library(folder)
    assert all(opened.marks(name).starred for name in IDS)
    assert opened.marks(IDS[0]).read
    assert list(examine(opened)) == []


def test_an_altered_first_line_is_put_right(folder: Path) -> None:
    path = folder / "papers.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"generation":0', b'"generation":4', 1))
    repair(library(folder))
    header = path.read_bytes().splitlines()[0]
    assert unseal(header).keys() == {"journal", "version", "generation"}
    assert len(library(folder)) == 3
    assert list(examine(library(folder))) == []


def test_another_devices_journal_is_not_written_since_its_own_machine_may_have_it_whole(
    folder: Path,
) -> None:
    path = journal(folder / "marks" / "phone.jsonl")
    with path.open("ab") as file:
        file.write(b"garbage\n")
    before = path.read_bytes()
    assert repair(library(folder)) == []
    assert path.read_bytes() == before
    (found,) = examine(library(folder))
    assert found.where == "phone.jsonl:2"


def test_another_window_reads_the_mended_journal_and_goes_on(folder: Path) -> None:
    spoil(folder / "marks" / "laptop.jsonl", 2)
    window = library(folder)
    repair(library(folder))
    window.change([IDS[0]], Change(queued=True))
    window.refresh()
    assert list(window.bad_lines()) == []
    again = library(folder)
    assert [again.marks(name) for name in IDS] == [window.marks(name) for name in IDS]
    assert again.marks(IDS[0]).queued
    assert again.marks(IDS[1]).starred


def test_other_users_are_kept_out(folder: Path) -> None:
    (folder / "papers.jsonl").chmod(0o644)
    (folder / "marks").chmod(0o775)
    folder.chmod(0o755)
    done = repair(library(folder))
    assert done == ["Kept other users from 3 of the library's files and folders."]
    assert list(examine(library(folder))) == []


def test_nothing_is_moved_where_no_backup_can_be_made(folder: Path) -> None:
    spoil(folder / "marks" / "laptop.jsonl", 3)
    (folder / "backups").write_text("no folder")
    (folder / "backups").chmod(0o600)
    before = everything(folder)
    with pytest.raises(BackupError):
        repair(library(folder))
    assert everything(folder) == before


def test_a_library_that_is_open_for_reading_is_not_mended(folder: Path) -> None:
    spoil(folder / "marks" / "laptop.jsonl", 3)
    before = everything(folder)
    with pytest.raises(ReadOnlyError):
        repair(library(folder, read_only=True))
    assert everything(folder) == before


def test_a_link_in_a_journals_place_is_not_replaced(folder: Path, tmp_path: Path) -> None:
    path = folder / "marks" / "laptop.jsonl"
    spoil(path, 3)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    with pytest.raises(LibraryError, match="is a link"):
        repair(library(folder))
    assert path.is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == before


def test_a_link_laid_out_for_an_unfinished_file_is_not_followed(
    folder: Path, tmp_path: Path
) -> None:
    spoil(folder / "marks" / "laptop.jsonl", 3)
    (tmp_path / "precious").write_text("precious")
    for number in range(5):
        (folder / "marks" / f".laptop.jsonl.{number}.new").symlink_to(tmp_path / "precious")
    repair(library(folder))
    assert (tmp_path / "precious").read_text() == "precious"
    assert not list((folder / "marks").glob(".*.new"))


def test_a_repair_that_the_disk_stops_tells_what_it_did_and_is_finished_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (folder / "papers.jsonl", folder / "marks" / "laptop.jsonl"):
        with path.open("ab") as file:
            file.write(b"garbage\n")
    really = os.replace

    def refuse(source: Path, target: Path) -> None:
        if target.name == "laptop.jsonl":
            raise OSError(errno.EIO, "the disk fails")
        really(source, target)

    told: list[str] = []
    with monkeypatch.context() as disk:
        disk.setattr(os, "replace", refuse)
        with pytest.raises(LibraryError, match="the disk fails"):
            repair(library(folder), tell=told.append)
    assert any("of papers.jsonl to" in sentence for sentence in told)
    assert not any("of laptop.jsonl to" in sentence for sentence in told)
    assert not list(folder.rglob(".*.new"))
    repair(library(folder))
    assert sorted(kept(folder).values()) == [b"garbage\n"] * 2
    assert list(examine(library(folder))) == []


def test_files_that_are_no_part_of_the_library_are_left(folder: Path) -> None:
    (folder / "thesis.pdf").write_text("thesis")
    (folder / "marks" / "readme.txt").write_text("hello")
    os.chmod(folder / "marks" / "readme.txt", 0o600)
    before = files(folder)
    assert repair(library(folder)) == []
    assert files(folder) == before
    assert (folder / "thesis.pdf").exists()


def test_a_spoilt_line_that_this_machine_has_a_copy_of_is_put_back_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.library.witness_file", lambda *_: tmp_path / "state" / "copy")
    folder = tmp_path / "witnessed"
    opened = filled(folder)
    for name in IDS:
        opened.change([name], Change(starred=True))
    content = spoil(folder / "marks" / "laptop.jsonl", 3)
    repair(library(folder))
    assert list(kept(folder).values()) == [content]
    again = library(folder)
    assert all(again.marks(name).starred for name in IDS)
    assert list(examine(again)) == []


def flip(path: Path, where: bytes) -> None:
    """Alter one bit of a file, at the first byte of a text in it."""
    data = bytearray(path.read_bytes())
    data[data.index(where)] ^= 1
    path.write_bytes(data)


def test_one_altered_bit_does_not_cost_the_papers_that_came_in_the_same_line(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "many"
    titles = [f"Paper {number} of many" for number in range(40)]
    library(folder).import_papers([draft(title, ("Ann Lee",)) for title in titles])
    flip(folder / "papers.jsonl", b"Paper 7 ")
    assert len(library(folder)) == 0
    done = repair(library(folder))
    opened = library(folder)
    found = {opened.paper(name).title for name in opened}
    assert len(found) == 40
    assert set(titles) - found == {"Paper 7 of many"}
    assert any("Kept 40 changes of papers" in sentence for sentence in done)
    assert any("Importing those papers again" in sentence for sentence in done)
    assert list(examine(opened)) == []
    assert repair(library(folder)) == []


def test_a_change_that_cannot_be_read_is_left_out_and_its_neighbours_are_kept(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "many"
    library(folder).import_papers([draft(f"Paper {number}", ()) for number in range(9)])
    flip(folder / "papers.jsonl", b'"title":"Paper 4')
    repair(library(folder))
    titles = {library(folder).paper(name).title for name in library(folder)}
    assert titles == {f"Paper {number}" for number in range(9) if number != 4}


def test_an_import_that_was_cut_off_is_not_made_out_in_part(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    library(folder).import_papers([draft("First", ())])
    library(folder).import_papers([draft(f"Paper {number}", ()) for number in range(9)])
    path = folder / "papers.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    repair(library(folder))
    assert len(library(folder)) == 1
