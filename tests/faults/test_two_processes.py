"""Several processes that mark at once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from store.care.doctor import examine
from store.library import Library
from tests.faults.child import start
from tests.faults.situation import PAPERS
from tests.store.making import filled, library

SECONDS = 10


def tags(opened: Library) -> set[str]:
    return {tag for name in opened for tag in opened.marks(name).tags}


class Reader:
    """Looks at a library again and again; what it has seen once must be there at every look."""

    def __init__(self, folder: Path) -> None:
        self.opened = library(folder, "phone", read_only=True)
        self.looks: list[int] = []
        self.lost: set[str] = set()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Reader:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        seen: set[str] = set()
        while not self._is_over.wait(0.05):
            self.opened.refresh()
            found = tags(self.opened)
            self.lost |= seen - found
            seen = found
            self.looks.append(len(seen))


@pytest.mark.parametrize("processes", [2, 8])
def test_every_acknowledged_mark_of_every_process_is_there_and_no_line_is_spoilt(
    processes: int, tmp_path: Path
) -> None:
    watching = filled(tmp_path / "library", PAPERS)
    with Reader(tmp_path / "library") as reader:
        children = [start("mark", tmp_path / "library", f"p{n}", SECONDS) for n in range(processes)]
        told = [child.communicate(timeout=120)[0].decode().split() for child in children]
    assert [child.returncode for child in children] == [0] * processes
    assert all(told)
    expected = {tag for tags in told for tag in tags}
    opened = library(tmp_path / "library")
    assert tags(opened) == expected
    assert list(examine(opened)) == []
    watching.refresh()
    assert tags(watching) == expected
    assert not reader.lost
    assert len(set(reader.looks)) > 10
    lines = (tmp_path / "library" / "marks" / "laptop.jsonl").read_bytes().splitlines()
    assert len(lines) == 1 + len(expected)
    stamps = [line[len(b'{"at":"') :][:29] for line in lines[1:]]
    assert stamps == sorted(set(stamps))
