"""The libraries that are measured, and the environment of everything that is run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from bench.asking import Facts, facts, mark_some
from bench.corpus import rows, write_lines
from bench.shown import Floor, Reader, program

FEW = 50
"""A library so small that its size cannot matter."""

_ROOT = Path(__file__).parent.parent
_UNWANTED = ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "PAPERDECK_LIBRARY", "TMUX", "COLUMNS", "LINES")

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done."""

    launches: int = 9
    keys: int = 200
    burst: int = 200
    bursts: int = 7
    held: int = 150
    queries: int = 3
    letters: int = 30
    """How much of a query is typed."""
    pages: int = 20
    rounds: int = 3
    """How often long things are done."""
    seconds: float = 90.0
    """After which a group of measurements ends, if it was done often enough."""


QUICK = Effort(
    launches=1,
    keys=4,
    burst=10,
    bursts=1,
    held=5,
    queries=1,
    letters=3,
    pages=2,
    rounds=1,
    seconds=1.0,
)


def apart(function: Callable[P, T], *words: P.args, **named: P.kwargs) -> T:
    """Call a function in a process of its own, so that what it loads does not slow this one."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        return processes.submit(function, *words, **named).result()


class Ground:
    """Builds the libraries.

    Args:
        folder: an empty one.
        sizes: numbers of papers.
        corpus: a file of real ones.
        effort: how much is done.
    """

    def __init__(self, folder: Path, sizes: list[int], corpus: Path | None, effort: Effort) -> None:
        self.folder, self.sizes, self.effort = folder, sorted(sizes), effort
        self.environment = _environment(folder / "home")
        self.facts: dict[int, Facts] = {}
        self.imported: dict[int, float] = {}
        """Milliseconds that importing took the first time."""
        self._corpus = corpus

    @property
    def all_sizes(self) -> list[int]:
        """The sizes, and the one that cannot matter."""
        return sorted({FEW, *self.sizes})

    def file(self, size: int) -> Path:
        """Give the file of so many papers."""
        return self.folder / f"{size}.jsonl"

    def library(self, size: int) -> Path:
        """Give the library of so many papers."""
        return self.folder / f"library-{size}"

    def build(self) -> None:
        """Make the files and the libraries, some papers marked."""
        for size in self.all_sizes:
            tell(f"a library of {size:,} papers")
            write_lines(islice(rows(self._corpus), size), self.file(size))
            self.imported[size] = self.import_once(self.file(size), self.library(size))
            apart(mark_some, self.library(size))
            self.facts[size] = apart(facts, self.library(size), self.effort.queries)

    def command(self, *words: str | Path) -> float:
        """Run the program; give the milliseconds it took."""
        return self.run(program("tui.__main__", *words))

    def run(self, words: list[str]) -> float:
        """Run any program; give the milliseconds it took."""
        start = time.perf_counter()
        subprocess.run(
            words,
            check=True,
            cwd=_ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        return (time.perf_counter() - start) * 1000

    def import_once(self, path: Path, library: Path) -> float:
        """Import a file; give the milliseconds it took, the index brought up to date included."""
        taken = self.command("--library", library, "import", path)
        first, second = (
            self.command("--library", library, "list", "--limit", "1") for _ in range(2)
        )
        return taken + max(0.0, first - second)

    def reader(self, size: int) -> Reader:
        """Open the reader."""
        known = self.facts[size]
        return Reader(self.library(size), known.titles, known.total, self.environment)

    def floor(self) -> Floor:
        """Open the smallest program."""
        return Floor(self.environment)

    @contextmanager
    def all_shown(self) -> Iterator[dict[int, Floor | Reader]]:
        """Open the reader on each library, and, as 0, the smallest program."""
        shown: dict[int, Floor | Reader] = {0: self.floor()}
        try:
            shown.update({size: self.reader(size) for size in self.sizes})
            for one in shown.values():
                one.opened()
                one.settle(0.3)
            yield shown
        finally:
            for one in shown.values():
                one.close()


def _environment(home: Path) -> dict[str, str]:
    """Give this process's environment, but for what is the user's own."""
    home.mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _UNWANTED and not name.startswith(("XDG_", "TEXTUAL"))
    }
    kept |= {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return kept | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def tell(what: str) -> None:
    """Say what is being done."""
    print(f"{what} …", file=sys.stderr, flush=True)
