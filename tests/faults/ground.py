"""A process that forks others to be killed: starting Python anew for each would take minutes.

It has one thread and no test in it, so that forking is safe.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.child import start
from tests.faults.disk import Death, faulty
from tests.faults.situation import SITUATIONS, STREAMS
from tests.store.making import library

Say = Callable[[str], object]


@dataclass(frozen=True)
class Victim:
    """A process that has ended."""

    told: list[str]
    """What it acknowledged."""
    was_killed: bool


class Ground:
    """The killing ground, as a test sees it.

    Args:
        process: this module, run.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def single(self, name: str, folder: Path, number: int, when: str) -> Victim:
        """Have a process make one change of a situation and die at one of its calls."""
        return self._ask("single", name, str(folder), number, when)

    def stream(self, name: str, folder: Path, number: int, calls: int, when: str) -> Victim:
        """Have a process make changes, from a number on, and die so many calls after the first."""
        return self._ask("stream", name, str(folder), number, calls, when)

    def _ask(self, *words: Any) -> Victim:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(words).encode() + b"\n")
        self._process.stdin.flush()
        status, told = json.loads(self._process.stdout.readline())
        assert status in (0, -signal.SIGKILL), told
        return Victim(told.split(), status != 0)


@contextmanager
def ground() -> Iterator[Ground]:
    """Give a killing ground."""
    with start(module="tests.faults.ground", stdin=subprocess.PIPE) as process:
        yield Ground(process)
        assert process.stdin is not None
        process.stdin.close()


def _single(say: Say, name: str, folder: str, number: int, when: str) -> None:
    opened = library(Path(folder))
    death = Death(number, when)
    with faulty(death):
        SITUATIONS[name].act(opened)
    say("done")
    death.unplug()


def _stream(say: Say, name: str, folder: str, number: int, *moment: Any) -> None:
    opened = library(Path(folder))
    STREAMS[name].act(opened, number)
    say(f"{number}")
    with faulty(Death(*moment)):
        while True:
            number += 1
            STREAMS[name].act(opened, number)
            say(f"{number}")


def _fork(kind: str, *words: Any) -> tuple[int, str]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        say = os.write  # not the one that kills
        act = _single if kind == "single" else _stream
        act(lambda text: say(writing, f"{text}\n".encode()), *words)
        os._exit(0)
    os.close(writing)
    with open(reading, "rb", buffering=0) as pipe:
        told = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told.decode()


if __name__ == "__main__":
    for line in sys.stdin.buffer:
        print(json.dumps(_fork(*json.loads(line))), flush=True)
