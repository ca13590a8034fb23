"""What the tests of faults run in processes of their own: marking, and saying so."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import filelock  # noqa: F401 - another user may not be able to load it later

from store.change import Change
from store.errors import PaperdeckError
from store.library import Library

ROOT = Path(__file__).resolve().parents[2]


def start(
    *arguments: object, module: str = "tests.faults.child", stdin: int | None = None
) -> subprocess.Popen[bytes]:
    """Start a module as a process; what it acknowledges comes out of it line by line."""
    words = [sys.executable, "-m", module, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(words, cwd=ROOT, stdin=stdin, stdout=subprocess.PIPE, env=environment)


def mark(folder: str, word: str, seconds: str) -> None:
    """Give tags one after the other, as a window does; each is printed once it is written."""
    opened = Library(Path(folder), device="laptop")
    papers = list(opened)
    end = time.monotonic() + float(seconds)
    number = 0
    while time.monotonic() < end:
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
