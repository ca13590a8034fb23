"""The system calls by which a library changes a disk, each of which can be made to go wrong."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

CALLS = tuple(
    name
    for name in (
        "write",
        "pwrite",
        "fsync",
        "fdatasync",
        "ftruncate",
        "truncate",
        "replace",
        "rename",
        "link",
        "unlink",
        "mkdir",
        "open",
    )
    if hasattr(os, name)
)
WRITES = ("write", "pwrite")
SYNCS = ("fsync", "fdatasync")

_REAL = {name: getattr(os, name) for name in CALLS}

Call = Callable[..., Any]
Fault = Callable[[str, Call, tuple[Any, ...]], Any]
"""Gets a call's name, the call itself, and its arguments."""


@contextlib.contextmanager
def faulty(fault: Fault) -> Iterator[None]:
    """Have every call that changes the disk go through a fault."""

    def wrapped(name: str, call: Call) -> Call:
        def run(*args: Any, **named: Any) -> Any:
            if name == "open" and not args[1] & os.O_CREAT:
                return call(*args, **named)
            return fault(name, lambda *now: call(*now, **named), args)

        return run

    with contextlib.ExitStack() as stack:
        for name in CALLS:
            stack.enter_context(patch.object(os, name, wrapped(name, getattr(os, name))))
        yield


class Refusal:
    """Fails one call as a full disk does, a write after half of its bytes.

    Args:
        number: of the call, from 0.
    """

    def __init__(self, number: int) -> None:
        self._left = number
        self.is_over = False
        """Whether the call has come."""

    def __call__(self, name: str, call: Call, args: tuple[Any, ...]) -> Any:
        self._left -= 1
        if self._left == -1:
            self.is_over = True
            half(name, call, args)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return call(*args)


def half(name: str, call: Call, args: tuple[Any, ...]) -> None:
    """Do half of a call: of a write the first half of its bytes, of any other nothing."""
    if name in WRITES:
        descriptor, data, *rest = args
        call(descriptor, bytes(data)[: len(data) // 2], *rest)


class Death:
    """Kills its own process at one call.

    Args:
        number: of the call, from 0.
        when: ``before`` it, in the ``middle``, ``after`` it, or ``unplugged``: before it, and
            what was written but not yet synced to the disk is lost as well.
    """

    def __init__(self, number: int, when: str) -> None:
        self._left = number
        self._when = when
        self._memory = _Memory()

    def __call__(self, name: str, call: Call, args: tuple[Any, ...]) -> Any:
        self._left -= 1
        if self._left >= 0:
            if self._when == "unplugged":
                self._memory.note(name, args)
            return call(*args)
        if self._when == "middle":
            half(name, call, args)
        elif self._when == "after":
            call(*args)
        self.unplug()
        os.kill(os.getpid(), signal.SIGKILL)

    def unplug(self) -> None:
        """Lose what was written but not yet synced."""
        self._memory.lose()


class _Memory:
    """What the system has been told and the disk has not: contents of files, entries of folders.

    Of two orders in which a disk may lose them the worse is taken: all that may be lost is.
    """

    def __init__(self) -> None:
        self._contents: dict[int, tuple[int, int]] = {}
        """Files written to: a descriptor of their own, and how much of them the disk has."""
        self._entries: list[tuple[Path, bytes | None]] = []
        """Entries changed, and what the files were before; None where there were none."""

    def note(self, name: str, args: tuple[Any, ...]) -> None:
        """Take note of a call that is about to be made."""
        if name in SYNCS:
            self._synced(args[0])
        elif name in WRITES:
            file = os.fstat(args[0])
            if file.st_ino not in self._contents:
                self._contents[file.st_ino] = (os.dup(args[0]), file.st_size)
        elif name in ("replace", "rename", "link"):
            self._changes(Path(args[1]))
        elif name == "unlink" or (name in ("mkdir", "open") and not os.path.exists(args[0])):
            self._changes(Path(args[0]))

    def _changes(self, path: Path) -> None:
        self._entries.append((path, path.read_bytes() if path.exists() else None))

    def _synced(self, descriptor: int) -> None:
        synced = os.fstat(descriptor).st_ino
        self._contents.pop(synced, None)
        self._entries = [
            (path, data) for path, data in self._entries if path.parent.stat().st_ino != synced
        ]

    def lose(self) -> None:
        """Put the disk back to what it has for certain."""
        with contextlib.ExitStack() as stack:
            for name, call in _REAL.items():
                stack.enter_context(patch.object(os, name, call))
            for descriptor, size in self._contents.values():
                os.ftruncate(descriptor, size)
            for path, data in reversed(self._entries):
                if data is not None:
                    path.write_bytes(data)
                elif path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
