"""A program on a terminal of its own, watched from outside.

A time is that of the arrival of the bytes that made something true, or, for what is not on the
screen, of when it was seen.
"""

from __future__ import annotations

import os
import select
import struct
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

try:
    import fcntl
    import termios
except ImportError:  # Windows
    HAS_TERMINALS = False
else:
    HAS_TERMINALS = True

from bench.terminal import COLUMNS, ROWS, Screen

NO_TERMINALS = "There are no pseudo-terminals on this system; only `python -m bench store` runs."

Condition = Callable[[Screen], bool]
clock = time.perf_counter

_PATIENCE = 120.0
_ROOT = Path(__file__).parent.parent


class NotSeenError(Exception):
    """What was waited for never came; the message shows the screen."""


class Session:
    """Runs a program.

    Args:
        words: the program and its arguments.
        environment: all of it.
    """

    def __init__(self, words: Sequence[str], environment: Mapping[str, str]) -> None:
        self._terminal, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.screen = Screen(self._send)
        self._arrived: deque[tuple[float, bytes]] = deque()
        self._is_gone = False
        self.begun = self.last = clock()
        """When it was started; when it last wrote."""
        self._process = subprocess.Popen(
            words,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=_ROOT,
            env=dict(environment),
            start_new_session=True,
        )
        os.close(theirs)

    def press(self, keys: str) -> float:
        """Write keys; give when."""
        start = clock()
        self._send(keys.encode())
        return start

    def wait(self, is_so: Condition, since: float, *, every: float = 0.25) -> float:
        """Wait until something is so; give how long that took, in milliseconds.

        Args:
            is_so: looked at whenever a frame is whole, and after each pause.
            since: when it began.
            every: the pause, in seconds.
        """
        end = clock() + _PATIENCE
        if is_so(self.screen):
            return (clock() - since) * 1000
        while clock() < end and not (self._is_gone and not self._arrived):
            has_come = self._step(every)
            if self.screen.is_whole and is_so(self.screen):
                return ((self.last if has_come else clock()) - since) * 1000
        raise NotSeenError(f"What was waited for did not come:\n{self.screen.text()}")

    def time(self, keys: str, is_so: Condition, *, every: float = 0.25) -> float:
        """Give the milliseconds from keys until something is so, which was not before."""
        self.settle(0.0)
        if is_so(self.screen):
            raise NotSeenError(f"It was so before {keys!r} was pressed:\n{self.screen.text()}")
        return self.wait(is_so, self.press(keys), every=every)

    def paced(self, keys: Sequence[tuple[str, Condition]], pause: float) -> list[float]:
        """Press keys at a steady pace, waiting for none; give how long each took to be seen.

        Where a later one is seen, the ones before have been.
        """
        start, sent, found = clock(), list[float](), list[float]()
        while len(found) < len(keys):
            now = clock()
            if now > start + len(keys) * pause + _PATIENCE:
                raise NotSeenError(f"Keys were not followed:\n{self.screen.text()}")
            due = start + len(sent) * pause
            if len(sent) < len(keys) and now >= due:
                sent.append(self.press(keys[len(sent)][0]))
            elif self._step(max(0.0, min(due - now, pause)) if len(sent) < len(keys) else pause):
                found += self._seen(keys, sent, len(found))
        return found

    def _seen(
        self, keys: Sequence[tuple[str, Condition]], sent: list[float], start: int
    ) -> list[float]:
        if self.screen.is_whole:
            for number in range(len(sent) - 1, start - 1, -1):
                if keys[number][1](self.screen):
                    return [(self.last - when) * 1000 for when in sent[start : number + 1]]
        return []

    def settle(self, quiet: float, most: float = 10.0) -> None:
        """Wait until nothing was written for so many seconds, or for the most of them."""
        end = clock() + most
        while self._step(quiet) and clock() < end:
            pass

    def memory(self) -> list[float]:
        """Give the resident memory in megabytes, or nothing where the system does not tell."""
        path = Path(f"/proc/{self._process.pid}/status")
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        return [int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmRSS:")]

    def end(self, keys: str) -> float:
        """Press what ends it; give the milliseconds until it is gone."""
        start = self.press(keys)
        end = start + _PATIENCE
        while not self._is_gone and clock() < end:
            self._step(0.25)
        self._process.wait(_PATIENCE)
        taken = (clock() - start) * 1000
        self.close()
        return taken

    def close(self) -> None:
        """End it in any case."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._terminal >= 0:
            os.close(self._terminal)
            self._terminal = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._terminal, data) :]

    def _read(self, seconds: float) -> None:
        """Take what has come, each piece with its time, waiting for the first only."""
        while not self._is_gone and select.select([self._terminal], [], [], seconds)[0]:
            try:
                data = os.read(self._terminal, 1 << 16)
            except OSError:  # how Linux says that nobody has the other end open any more
                data = b""
            self._is_gone = not data
            self._arrived.append((clock(), data))
            seconds = 0.0

    def _step(self, seconds: float) -> bool:
        """Look at one piece of what came; tell whether there was one."""
        self._read(0.0 if self._arrived else seconds)
        if not self._arrived:
            return False
        self.last, data = self._arrived.popleft()
        self.screen.feed(data)
        self._read(0.0)
        return True
