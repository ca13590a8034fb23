"""What the tests of faults run in processes of their own: marking, and saying so."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

from store.change import Change
from store.errors import PaperdeckError
from store.journal import lock
from store.library import Library

ROOT = Path(__file__).resolve().parents[2]


def start(
    *arguments: object, module: str = "tests.faults.child", stdin: int | None = None
) -> subprocess.Popen[bytes]:
    """Start a module as a process; what it acknowledges comes out of it line by line."""
    words = [sys.executable, "-m", module, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(words, cwd=ROOT, stdin=stdin, stdout=subprocess.PIPE, env=environment)


def mark(folder: str, word: str) -> None:
    """Give tags one after the other, as a window does, until the input ends.

    Each is printed once it is written.
    """
    lock.LOCK_SECONDS = 600  # whoever is left behind by the others is to come to its turn
    opened = Library(Path(folder), device="laptop")
    papers = list(opened)
    number = 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        opened.change([papers[number % len(papers)]], Change(add_tags=(f"{word}-{number}",)))
        acknowledge(f"{word}-{number}")
        number += 1


def attempt(folder: str, user: str) -> None:
    """As a user other than root, look at a library and try to change it; print what came of it."""
    os.chdir(Path(folder).parent)  # which another user may not get to by its whole path
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(int(user))
        os.setuid(int(user))
    try:
        opened = Library(Path(Path(folder).name), device="laptop")
        acknowledge(f"{len(opened)} papers")
        opened.change([next(iter(opened))], Change(starred=True))
        acknowledge("changed")
    except PaperdeckError as error:
        acknowledge(f"{type(error).__name__}: {error}")


def acknowledge(text: str) -> None:
    """Print a line at once."""
    os.write(1, f"{text}\n".encode())


if __name__ == "__main__":
    if sys.argv[1] == "mark":
        mark(*sys.argv[2:])
    else:
        attempt(*sys.argv[2:])
