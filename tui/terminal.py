"""The terminal's settings, before and after the reader has it."""

from __future__ import annotations

import os
import sys
from typing import Any

try:
    import termios
except ImportError:  # on Windows
    HAS_SETTINGS = False
else:
    HAS_SETTINGS = True

Settings = list[Any]


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
