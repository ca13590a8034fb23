"""Running paperdeck as its users do, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).resolve().parents[2]

SAMPLE = ROOT / "store" / "data" / "sample.txt"

PAPER = "wang2022-self-instruct"
"""The id of the sample's first paper."""

LISTING = """\
CLDec 20, 2022Code
Deep Learning for CatsAda Lovelace, Alan Turing
Cats are learned deeply.
LGMar 11, 2023
Dogs at PlayGrace Hopper
Dogs play.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[str]:
        """The lines of its results."""
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Its results, where they are a JSON object a line."""
        return [json.loads(row) for row in self.rows]


class Runner(Protocol):
    """Runs a command line in this process."""

    def __call__(self, *arguments: str | Path, stdin: str | bytes = "") -> Outcome:
        """Give how it ended."""


def command(*arguments: str | Path) -> list[str]:
    """Give the words that start a process of its own."""
    return [sys.executable, "-m", "tui", *map(str, arguments)]


def environment(**extra: str) -> dict[str, str]:
    """Give the environment for a process of its own."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **extra}


def run_process(*arguments: str | Path, stdin: str = "", **extra: str) -> Outcome:
    """Run a command line in a process of its own."""
    done = subprocess.run(
        command(*arguments),
        input=stdin.encode(),
        capture_output=True,
        env=environment(**extra),
        timeout=120,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
