"""What the doctor finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.change import Change
from store.doctor import Finding, examine
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


def test_a_cut_off_last_line_is_nothing_that_was_lost(folder: Path) -> None:
    with (folder / "papers.jsonl").open("ab") as file:
        file.write(b'{"at":"2026')
    assert findings(folder) == []


def test_another_devices_file_that_is_none_is_named_whole(folder: Path) -> None:
    (folder / "marks" / "my old phone.jsonl").write_text("hello\n")
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
