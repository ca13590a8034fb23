"""The system calls by which a library changes a disk, each of which can be made to go wrong."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
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
    )
    if hasattr(os, name)
)
WRITES = ("write", "pwrite")
SYNCS = ("fsync", "fdatasync")

_cut = os.ftruncate

Call = Callable[..., Any]
Fault = Callable[[str, Call, tuple[Any, ...]], Any]
"""Gets a call's name, the call itself, and its arguments."""


@contextmanager
def faulty(fault: Fault) -> Iterator[None]:
    """Have every call that changes the disk go through a fault."""

    def wrapped(name: str, call: Call) -> Call:
        return lambda *args, **named: fault(name, lambda *now: call(*now, **named), args)

    with ExitStack() as stack:
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
        self._unsynced: dict[int, tuple[int, int]] = {}
        """Files written to: a descriptor of their own, and how much of them the disk has."""

    def __call__(self, name: str, call: Call, args: tuple[Any, ...]) -> Any:
        self._left -= 1
        if self._left >= 0:
            if self._when == "unplugged":
                self._note(name, args)
            return call(*args)
        if self._when == "middle":
            half(name, call, args)
        elif self._when == "after":
            call(*args)
        self.unplug()
        os.kill(os.getpid(), signal.SIGKILL)

    def unplug(self) -> None:
        """Lose what was written but not yet synced."""
        for descriptor, size in self._unsynced.values():
            _cut(descriptor, size)

    def _note(self, name: str, args: tuple[Any, ...]) -> None:
        if name in WRITES + SYNCS:
            file = os.fstat(args[0])
            if name in SYNCS:
                self._unsynced.pop(file.st_ino, None)
            elif file.st_ino not in self._unsynced:
                self._unsynced[file.st_ino] = (os.dup(args[0]), file.st_size)
