"""The terminal's settings, before and after the reader has it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any

try:
    import termios
except ImportError:  # on Windows
    HAS_SETTINGS = False
else:
    HAS_SETTINGS = True

Settings = list[Any]

_AS_USUAL = b"\x1b[?1l\x1b>\x1b[?2004l\x1b[>4m\x1b[m\x1b[?25h"
"""Takes back what a killed program leaves on: other codes for keys, colours, no cursor."""


def take_keys() -> Settings | None:
    """Have the terminal keep every key as it is typed, and show none.

    The reader takes its time to load.  What is typed meanwhile would otherwise stand on the
    screen, Enter would arrive as another key, and Ctrl+C, Ctrl+D or Backspace not at all.

    Returns:
        The settings to give back at the end; None where there are none.
    """
    if not HAS_SETTINGS or sys.stdin is None:
        return None
    try:
        before: Settings = termios.tcgetattr(sys.stdin.fileno())
        after: Settings = termios.tcgetattr(sys.stdin.fileno())
        # As Textual sets them, which finds nothing left to do.
        signals = 0 if os.environ.get("TEXTUAL_ALLOW_SIGNALS") else termios.ISIG
        after[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | signals)
        after[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        after[6][termios.VMIN] = 1
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, after)
    except (termios.error, OSError, ValueError):
        return None
    return before


def give_back(settings: Settings | None) -> None:
    """Give the terminal its settings back."""
    if not HAS_SETTINGS or settings is None:
        return
    try:
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, settings)
    except (termios.error, OSError, ValueError):
        return  # it is gone


@contextlib.contextmanager
def lent() -> Iterator[None]:
    """Lend the terminal, as the shell had it, to another program, however that ends.

    Keys that it did not take are dropped: they were meant for it, and would be commands here.
    """
    if not HAS_SETTINGS or sys.__stdin__ is None:
        yield
        return
    keys, screen = sys.__stdin__.fileno(), sys.__stderr__
    before: Settings | None = None
    with contextlib.suppress(termios.error, OSError, ValueError):
        before = termios.tcgetattr(keys)
    try:
        yield
    finally:
        with contextlib.suppress(termios.error, OSError, ValueError):  # it may be gone
            if before is not None:
                termios.tcsetattr(keys, termios.TCSANOW, before)
                termios.tcflush(keys, termios.TCIFLUSH)
                if screen is not None:
                    os.write(screen.fileno(), _AS_USUAL)
