"""What the doctor finds."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.care.doctor import examine
from store.care.finding import Finding
from store.care.repair import repair
from store.change import Change
from store.journal.line import Op
from tests.store.making import draft, files, filled, journal, library

A = "anon-x"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a library with three papers, one of them marked."""
    filled(tmp_path / "library").change([A], Change(read=True))
    return tmp_path / "library"


def findings(folder: Path) -> list[Finding]:
    before = files(folder)
    found = list(examine(library(folder)))
    assert files(folder) == before
    return found


def test_a_sound_library_has_nothing_to_attend_to(folder: Path) -> None:
    assert findings(folder) == []


def test_an_empty_library_has_nothing_to_attend_to(tmp_path: Path) -> None:
    assert findings(tmp_path / "nothing") == []


def test_a_lost_line_is_named_by_file_and_number(folder: Path) -> None:
    path = folder / "marks" / "laptop.jsonl"
    header, line = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(header + b"garbage\n" + line)
    (found,) = findings(folder)
    assert (found.kind, found.where, found.is_damage) == ("line", "laptop.jsonl:2", True)
    assert "checksum" in found.message


def test_an_altered_first_line_is_named(folder: Path) -> None:
    path = folder / "papers.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"generation":0', b'"generation":1', 1))
    (found,) = findings(folder)
    assert (found.kind, found.where, found.is_damage) == ("line", "papers.jsonl:1", True)


def test_an_unread_end_of_the_papers_is_named_and_no_damage(folder: Path) -> None:
    with (folder / "papers.jsonl").open("ab") as file:
        file.write(b'{"at":"2026')
    (found,) = findings(folder)
    assert (found.kind, found.where, found.is_damage) == ("tail", "papers.jsonl", False)
    assert "11 bytes" in found.message


@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n"])
def test_a_last_line_that_lacks_only_its_end_is_read_and_nothing_to_report(
    folder: Path, ending: bytes
) -> None:
    path = folder / "papers.jsonl"
    path.write_bytes(path.read_bytes().rstrip() + ending)
    assert len(library(folder)) == 3
    assert findings(folder) == []


def test_a_cut_off_last_line_of_marks_is_what_a_sync_in_progress_leaves(folder: Path) -> None:
    for name in ("laptop.jsonl", "phone.jsonl"):
        path = folder / "marks" / name
        path.write_bytes((folder / "marks" / "laptop.jsonl").read_bytes() + b'{"at":"2026')
        path.chmod(0o600)
    assert findings(folder) == []


def test_another_devices_file_that_is_none_is_named_whole(folder: Path) -> None:
    (folder / "marks" / "my old phone.jsonl").write_text("hello\n")
    (folder / "marks" / "my old phone.jsonl").chmod(0o600)
    (found,) = findings(folder)
    assert (found.kind, found.where, found.is_damage) == ("file", "my old phone.jsonl", True)


def test_fields_of_the_wrong_shape_are_named(folder: Path) -> None:
    fields = {"read": 1, "colour": "blue", "starred": [True, "2026-01-01T00:00:00.000Z-0000-p"]}
    journal(folder / "marks" / "phone.jsonl", [["set", "marks", A, fields]])
    with (folder / "papers.jsonl").open("ab") as file:
        other = journal(folder.parent / "other", [["set", "papers", A, {"score": "high"}]])
        file.write(other.read_bytes().splitlines(keepends=True)[1])
    found = {(finding.kind, finding.where, finding.is_damage): finding.message
             for finding in findings(folder)}  # fmt: skip
    assert found.keys() == {
        ("field", f"phone.jsonl: {A}", True),
        ("field", f"papers.jsonl: {A}", True),
    }
    assert "Its read is not" in found["field", f"phone.jsonl: {A}", True]
    assert "Its score is not" in found["field", f"papers.jsonl: {A}", True]


def test_marks_without_a_paper_are_named_and_no_damage(folder: Path) -> None:
    stamp = "2026-01-01T00:00:00.000Z-0000-phone"
    journal(folder / "marks" / "phone.jsonl", [["set", "marks", "gone", {"read": [True, stamp]}]])
    (found,) = findings(folder)
    assert (found.kind, found.where, found.is_damage) == ("marks", "gone", False)


def test_guesses_are_named_and_no_damage(folder: Path) -> None:
    library(folder).import_papers(
        [
            draft("Cats", ("Ada", "Eve"), unsure=("split",)),
            draft("Dogs", (), unsure=("category",), categories=("cs.QQ",)),
        ]
    )
    split, category = findings(folder)
    assert (split.kind, split.where, split.is_damage) == ("split", "ada-cats", False)
    assert "Cats | Ada, Eve" in split.message
    assert (category.kind, category.where) == ("category", "anon-dogs")
    assert "cs.QQ" in category.message


def test_a_paper_that_is_there_twice_is_named(folder: Path) -> None:
    with (folder / "papers.jsonl").open("ab") as file:
        other = journal(
            folder.parent / "other",
            [["put", "papers", "again", {"title": "X!", "authors": []}]],
            [["put", "papers", "other", {"title": "x", "identifiers": {"doi": "10.1/a"}}]],
        )
        file.writelines(other.read_bytes().splitlines(keepends=True)[1:])
    found = [(finding.kind, finding.where, finding.message) for finding in findings(folder)]
    assert [place[:2] for place in found] == [("twice", "again"), ("twice", "other")]
    assert "the same paper as anon-x" in found[0][2]


def test_stamps_a_day_and_more_ahead_are_named_and_less_is_not(folder: Path) -> None:
    def stamped(when: datetime) -> list[Op]:
        stamp = f"{when.isoformat(timespec='seconds')[:19]}.000Z-0000-phone"
        return [["set", "marks", A, {"read": [True, stamp], "queued": [True, stamp]}]]

    now = datetime.now(UTC)  # the library's own marks are of today
    journal(folder / "marks" / "phone.jsonl", stamped(now + timedelta(hours=23)))
    assert not [f for f in examine(library(folder), now) if f.kind == "stamp"]
    later = now + timedelta(hours=25)
    journal(folder / "marks" / "phone.jsonl", stamped(later))
    (found,) = [f for f in examine(library(folder), now) if f.kind == "stamp"]
    assert (found.where, found.is_damage) == ("phone.jsonl", False)
    told = f"2 of its marks are from the future, up to {later.isoformat()[:16]}"
    assert told in found.message


def test_files_that_are_no_part_of_a_library_are_named_and_left(folder: Path) -> None:
    for name in ("thesis.pdf", ".DS_Store", "marks/readme.txt", "marks/._phone.jsonl"):
        (folder / name).write_text("x")
    os.mkfifo(folder / "marks" / "pipe.jsonl")
    found = [(finding.kind, finding.where) for finding in findings(folder)]
    assert found == [
        ("foreign", "thesis.pdf"),
        ("foreign", "marks/pipe.jsonl"),
        ("foreign", "marks/readme.txt"),
        ("mode", "marks/._phone.jsonl"),
        ("mode", "marks/pipe.jsonl"),
        ("mode", "marks/readme.txt"),
    ]


def test_files_and_folders_that_others_may_use_are_named(folder: Path) -> None:
    folder.chmod(0o755)
    (folder / "papers.jsonl").chmod(0o640)
    (folder / "marks" / "laptop.jsonl").chmod(0o604)
    found = {finding.where: finding.message for finding in findings(folder)}
    assert found.keys() == {".", "papers.jsonl", "marks/laptop.jsonl"}
    assert "mode 755" in found["."]
    assert not any(finding.is_damage for finding in findings(folder))


def test_what_killed_processes_left_and_notes_that_were_not_saved_are_named(folder: Path) -> None:
    (folder / ".papers.jsonl.123.new").write_bytes(b"half")
    (folder / ".note-abc").mkdir(0o700)
    (folder / "marks" / ".laptop.jsonl.5.new").write_bytes(b"")
    told = {f.where: f.message for f in findings(folder) if f.kind == "foreign"}
    assert told.keys() == {".papers.jsonl.123.new", ".note-abc", "marks/.laptop.jsonl.5.new"}
    assert "killed" in told[".papers.jsonl.123.new"]
    assert "note" in told[".note-abc"]


def altered_unnoticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Flip a bit in a paper of a library that opens without its papers being read."""
    monkeypatch.setattr("store.journal.storage.SAVE_BYTES", 1)
    filled(folder).import_papers([draft("more", ())])
    path = folder / "papers.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"title":"y"', b'"title":"Y"'))


def test_a_line_that_opening_does_not_read_is_named_where_it_was_altered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    altered_unnoticed(tmp_path, monkeypatch)
    found = [finding for finding in examine(library(tmp_path)) if finding.is_damage]
    assert [(one.kind, one.where) for one in found] == [("line", "papers.jsonl:2")]


def test_an_altered_line_is_no_hindrance_to_an_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    altered_unnoticed(tmp_path, monkeypatch)
    library(tmp_path).import_papers([draft("another", ())])
    assert "anon-another" in library(tmp_path)
    assert "line" in {one.kind for one in examine(library(tmp_path))}


def test_an_older_journal_of_papers_in_a_newer_ones_place_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    filled(folder)
    older = (folder / "papers.jsonl").read_bytes()
    library(folder).import_papers([draft("newer", ())])
    (folder / "papers.jsonl").write_bytes(older)
    opened = library(folder)
    (found,) = examine(opened)
    assert (found.kind, found.where, found.is_damage) == ("file", "papers.jsonl", True)
    assert "An older copy has taken its place" in found.message
    assert any("Took papers.jsonl as it is" in sentence for sentence in repair(opened))
    assert list(examine(library(folder))) == []


def test_a_library_begun_anew_in_the_same_place_lacks_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    filled(folder)
    shutil.rmtree(folder)
    assert list(examine(library(folder))) == []
    filled(folder)
    assert list(examine(library(folder))) == []


def test_papers_of_another_device_that_arrive_are_no_loss(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    filled(folder)
    library(folder, "phone").import_papers([draft("theirs", ())])
    library(folder).import_papers([draft("ours", ())])
    for device in ("laptop", "phone"):
        assert list(examine(library(folder, device))) == []
