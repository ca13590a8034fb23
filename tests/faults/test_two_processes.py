"""Several processes that mark at once."""

from __future__ import annotations

import subprocess
import threading
import time
from pathlib import Path

import pytest

from store.care.doctor import examine
from store.library import Library
from tests.faults.child import start
from tests.faults.situation import PAPERS
from tests.store.making import filled, library

MARKS = 400
"""In all, at least; so many as to have the processes wait for each other again and again."""

DEADLINE = 300


def tags(opened: Library) -> set[str]:
    return {tag for name in opened for tag in opened.marks(name).tags}


class Reader:
    """Looks at a library again and again; what it has seen once must be there at every look."""

    def __init__(self, folder: Path) -> None:
        self.opened = library(folder, "phone", read_only=True)
        self.looks = 0
        """At how many different stands."""
        self.seen: set[str] = set()
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
        while not self._is_over.wait(0.02):
            self.opened.refresh()
            found = tags(self.opened)
            self.lost |= self.seen - found
            self.looks += found != self.seen
            self.seen = found

    def has_seen(self, words: list[str]) -> bool:
        """Tell whether it has seen enough of every process."""
        each = MARKS // len(words) // 4
        counts = [sum(tag.startswith(word) for tag in self.seen) for word in words]
        return self.looks > 10 and sum(counts) >= MARKS and min(counts) >= each


@pytest.mark.parametrize("processes", [2, 8])
def test_every_acknowledged_mark_of_every_process_is_there_and_no_line_is_spoilt(
    processes: int, tmp_path: Path
) -> None:
    watching = filled(tmp_path / "library", PAPERS)
    with Reader(tmp_path / "library") as reader:
        words = [f"p{number}-" for number in range(processes)]
        children = [
            start("mark", tmp_path / "library", word[:-1], stdin=subprocess.PIPE) for word in words
        ]
        end = time.monotonic() + DEADLINE
        while not reader.has_seen(words):
            assert time.monotonic() < end, "some process comes to nothing"
            time.sleep(0.02)
        told = [child.communicate(timeout=DEADLINE)[0].decode().split() for child in children]
    assert [child.returncode for child in children] == [0] * processes
    expected = {tag for tags in told for tag in tags}
    opened = library(tmp_path / "library")
    assert tags(opened) == expected
    assert list(examine(opened)) == []
    watching.refresh()
    assert tags(watching) == expected
    assert not reader.lost
    lines = (tmp_path / "library" / "marks" / "laptop.jsonl").read_bytes().splitlines()
    assert len(lines) == 1 + len(expected)
    stamps = [line[len(b'{"at":"') :][:29] for line in lines[1:]]
    assert stamps == sorted(set(stamps))
