"""Runs a piece of work in processes that are killed, each a step later than the one before.

    python -m tests.faults.stopping WORK LIBRARY PLACE

PLACE gets a copy of the library for each: ``1`` where the process was killed at its first step
on the disk, and so on; the last is that of the process which came to its end.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from unittest.mock import patch

from store.backup import Backups
from store.care.repair import repair
from store.folder import Folder
from store.index.file import IndexFile
from store.library import Library
from store.migrations import Changes, Migration, migrate
from tests.faults.child import ROOT
from tests.faults.disk import Death, faulty


def stopped_at_each_step(work: str, library: Path, place: Path) -> list[Path]:
    """Give the libraries that processes killed at each step of a piece of work left behind."""
    place.mkdir()
    words = [sys.executable, "-m", "tests.faults.stopping", work, str(library), str(place)]
    subprocess.run(words, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    return sorted(place.iterdir(), key=lambda folder: int(folder.name))


def back_up(folder: Path) -> None:
    """Make a backup."""
    Backups(Folder(folder)).make(with_papers=True)


def mend(folder: Path) -> None:
    """Repair."""
    repair(Library(folder, device="laptop"))


STEPS = [
    Migration(
        name,
        f"Marked {name}",
        lambda papers, marks, at, name=name: Changes(  # type: ignore[misc]
            [["set", "papers", paper, {"venue": name}] for paper in papers.documents("papers")],
            [["set", "marks", "anon-x", {f"tag:{name}": [True, at]}]],
        ),
    )
    for name in ("one", "two")
]


def migrate_twice(folder: Path) -> None:
    """Take two steps."""
    opened = Library(folder, device="laptop")
    migrate(*opened.own_journals, opened.backups, STEPS)


def index(folder: Path) -> None:
    """Catch up with few papers as if they were many."""
    with patch("store.index.catching.FEW", 1), patch("store.index.filling.AT_ONCE", 2):
        Library(folder, device="laptop").catch_up()


@contextmanager
def dying_at_statement(number: int) -> Iterator[None]:
    """Die at a statement of the database, FTS5's own among them."""
    left = itertools.count(number, -1)

    def trace(_statement: str) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    connect = IndexFile._connect

    def connected(file: IndexFile) -> sqlite3.Connection:
        connection = connect(file)
        connection.set_trace_callback(trace)
        return connection

    with patch.object(IndexFile, "_connect", connected):
        yield


def dying(work: str, number: int) -> AbstractContextManager[None]:
    """Die at a step of a piece of work."""
    if work == "index":  # the database takes its steps on the disk itself
        return dying_at_statement(number * 2)
    return faulty(Death(number, "middle"))


_WORK: dict[str, Callable[[Path], None]] = {
    "index": index,
    "backup": back_up,
    "repair": mend,
    "migration": migrate_twice,
}


def _run(work: str, library: Path, place: Path) -> None:
    for number in itertools.count(1):
        folder = place / str(number)
        shutil.copytree(library, folder)
        process = os.fork()
        if not process:
            with dying(work, number - 1):
                _WORK[work](folder)
            os._exit(0)
        status = os.waitpid(process, 0)[1]
        if status == 0:
            return
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
            sys.exit(f"{work} failed at step {number}")


if __name__ == "__main__":
    _run(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
