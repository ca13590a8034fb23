"""The end of the process, which comes whatever hangs."""

from __future__ import annotations

import os
import signal
import sys
import threading

from tui.workers import Writer

ENDING: tuple[int, ...] = ()
"""Signals that ask the program to end: everything is saved first."""
if sys.platform != "win32":
    ENDING = (signal.SIGTERM, signal.SIGHUP)

_END_SECONDS = 3
"""How long the end may take."""


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
