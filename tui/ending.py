"""The end of the process, which comes whatever hangs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable

from tui.workers import Writer

ENDING: tuple[int, ...] = ()
"""Signals that ask the program to end: everything is saved first."""
if sys.platform != "win32":
    ENDING = (signal.SIGTERM, signal.SIGHUP)

_END_SECONDS = 3
"""How long the end may take."""


def call_at_end(loop: asyncio.AbstractEventLoop, end: Callable[[int], None]) -> None:
    """Have a function called, in the loop, with each signal that asks the program to end.

    Once the loop is closed such signals do nothing: a terminal that is closed sends several, and
    what is being written then is not to be cut off.
    """

    def called(number: int, _frame: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(end, number)

    for number in ENDING:
        with contextlib.suppress(ValueError):  # not in the main thread: the system's way remains
            signal.signal(number, called)


def end_in_any_case(
    status: int, writer: Writer | None = None, told: threading.Event | None = None
) -> None:
    """See to it that the process ends soon, everything written.

    A thread that reads from a terminal which is gone may never come back, and would keep the
    process alive and busy.
    """

    def end() -> None:
        if writer is not None:
            writer.finish()
        if told is not None:  # what could not be saved, by the thread that may not come to it
            told.wait(_END_SECONDS)
        os._exit(status)

    timer = threading.Timer(_END_SECONDS, end)
    timer.daemon = True
    timer.start()
