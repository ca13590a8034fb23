"""A byte that has changed on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.change import Change
from store.doctor import examine
from tests.store.making import draft, filled, unwitnessed

NAMES = ["anon-x", "anon-y", "anon-z"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    opened = filled(tmp_path / "library")
    for name in NAMES:
        opened.change([name], Change(starred=True))
    return tmp_path / "library"


def starred(folder: Path) -> list[str]:
    opened = unwitnessed(folder)
    return [name for name in NAMES if opened.marks(name).starred]


def test_the_line_is_reported_and_every_other_line_is_kept(folder: Path) -> None:
    path = folder / "marks" / "laptop.jsonl"
    sound = path.read_bytes()
    lines = sound.splitlines(keepends=True)
    place = 0
    for number, line in enumerate(lines):
        lost = NAMES[number - 1 : number] if number else []
        for offset in range(len(line)):
            altered = bytearray(sound)
            altered[place + offset] ^= 1
            path.write_bytes(altered)
            if offset < len(line) - 1:
                assert starred(folder) == [name for name in NAMES if name not in lost]
                (found,) = examine(unwitnessed(folder))
                assert (found.where, found.is_damage) == (f"laptop.jsonl:{number + 1}", True)
            else:  # the line end: no line is lost with it
                assert starred(folder) == NAMES
        place += len(line)


@pytest.mark.parametrize("bit", range(8))
def test_an_altered_import_costs_its_own_papers_and_nothing_else(bit: int, folder: Path) -> None:
    opened = unwitnessed(folder)
    opened.import_papers([draft("lost", (), abstract="ünï"), draft("too", ())])
    opened.import_papers([draft("kept", ())])
    opened.write_note("anon-kept", "a note", "")
    path = folder / "papers.jsonl"
    sound = path.read_bytes()
    _header, first, line, _last = sound.splitlines(keepends=True)
    start = len(_header + first)
    for offset in range(start, start + len(line) - 1, 7):
        altered = bytearray(sound)
        altered[offset] ^= 1 << bit
        path.write_bytes(altered)
        opened = unwitnessed(folder)
        assert [opened.paper(name).title for name in opened] == ["x", "y", "z", "kept"]
        assert opened.marks("anon-kept").note == "a note"
        (found,) = (finding for finding in examine(opened) if finding.is_damage)
        assert found.where.startswith("papers.jsonl:3")


def test_after_it_changes_go_on_and_the_lost_line_is_left_for_the_doctor(folder: Path) -> None:
    path = folder / "marks" / "laptop.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"anon-y"', b'"anon-?"'))
    unwitnessed(folder).change(NAMES, Change(read=True))
    opened = unwitnessed(folder)
    assert all(opened.marks(name).read for name in NAMES)
    assert b'"anon-?"' in path.read_bytes()
    assert [finding.where for finding in examine(opened)] == ["laptop.jsonl:3"]


def test_a_changed_last_line_end_does_not_cost_the_last_change(folder: Path) -> None:
    path = folder / "marks" / "laptop.jsonl"
    path.write_bytes(path.read_bytes()[:-1] + b"\x0b")
    unwitnessed(folder).change(["anon-x"], Change(read=True))
    assert starred(folder) == NAMES
    assert unwitnessed(folder).marks("anon-x").read
