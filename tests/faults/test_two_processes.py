"""Several processes that mark at once."""

from __future__ import annotations

from pathlib import Path

from store.doctor import examine
from tests.faults.child import PAPER, start
from tests.store.making import filled, library

PROCESSES = 4
MARKS = 60


def test_every_acknowledged_mark_of_every_process_is_there_and_no_line_is_spoilt(
    tmp_path: Path,
) -> None:
    watching = filled(tmp_path / "library")
    children = [start("mark", tmp_path / "library", f"p{n}", MARKS) for n in range(PROCESSES)]
    told = [child.communicate(timeout=60)[0].decode().split() for child in children]
    assert [child.returncode for child in children] == [0] * PROCESSES
    assert [len(tags) for tags in told] == [MARKS] * PROCESSES
    expected = {tag for tags in told for tag in tags}
    opened = library(tmp_path / "library")
    assert set(opened.marks(PAPER).tags) == expected
    assert list(examine(opened)) == []
    watching.refresh()
    assert watching.marks(PAPER) == opened.marks(PAPER)
    lines = (tmp_path / "library" / "marks" / "laptop.jsonl").read_bytes().splitlines()
    assert len(lines) == 1 + PROCESSES * MARKS
    stamps = [line[len(b'{"at":"') :][:29] for line in lines[1:]]
    assert stamps == sorted(set(stamps))
