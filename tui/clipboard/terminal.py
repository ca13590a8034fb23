"""OSC 52: having the terminal itself fill its clipboard."""

from __future__ import annotations

import base64
import os
import select
import sys
import time
from collections.abc import Callable, Mapping

WriteTerminal = Callable[[str], object]
"""Sends characters to the terminal as they are."""

OSC52_LIMIT = 74_994
"""Bytes of text that fit into the 100,000 of one sequence that careful terminals accept."""

_CAP = 1_000_000
"""Beyond this nothing is sent: no terminal takes it, and a slow line would be busy with it."""

_SECONDS = 0.3

_SCREEN_CHUNK = 76
"""GNU screen passes on strings of at most 256 bytes (768 in later versions)."""

_NO_OSC52 = frozenset({"dumb", "linux"})


def copy_to_terminal(
    data: bytes, write_terminal: WriteTerminal | None, env: Mapping[str, str]
) -> str | None:
    """Ask the terminal to copy; it never answers.

    Args:
        data: the text, in UTF-8.
        write_terminal: None where there is no terminal.
        env: the environment that says what the terminal is.

    Returns:
        None when the terminal was asked, else why not.
    """
    if write_terminal is None:
        return "there is no terminal to ask"
    if env.get("TERM") in _NO_OSC52:
        return f"this terminal ({env['TERM']}) has no clipboard"
    if len(data) > _CAP:
        return f"{len(data):,} bytes are too many for a terminal"
    try:
        # Inside tmux inside screen it is tmux that reads the sequence.
        write_terminal(osc52(data, is_screen=bool(env.get("STY")) and not env.get("TMUX")))
    except (OSError, ValueError, RuntimeError, AssertionError):
        # A driver that is gone raises any of these.
        return "the terminal cannot be written to"
    return None


def osc52(data: bytes, is_screen: bool = False) -> str:
    """Give the sequence that has a terminal copy text.

    Args:
        data: the text, in UTF-8.
        is_screen: wrap it so that GNU screen passes it on, in pieces it can hold.
    """
    encoded = base64.b64encode(data).decode("ascii")
    if not is_screen:
        return f"\x1b]52;c;{encoded}\a"
    pieces = [encoded[at : at + _SCREEN_CHUNK] for at in range(0, len(encoded), _SCREEN_CHUNK)]
    return "\x1bP\x1b]52;c;" + "\x1b\\\x1bP".join(pieces) + "\a\x1b\\"


def terminal_writer() -> WriteTerminal | None:
    """Give what writes to the controlling terminal, wherever stdout goes; None without one.

    For the command line. An app that draws on the terminal writes through its own driver
    instead, lest the sequence lands in the middle of a frame.
    """
    path = "CONOUT$" if sys.platform == "win32" else "/dev/tty"
    flags = os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        os.close(os.open(path, flags))
    except OSError:
        return None

    def write(data: str) -> None:
        descriptor = os.open(path, flags)
        try:
            _write_all(descriptor, data.encode("ascii"))
        finally:
            os.close(descriptor)

    return write


def _write_all(descriptor: int, data: bytes) -> None:
    """Write to a terminal that may be held by Ctrl+S.

    Raises:
        OSError: it does not take the data in time, or is gone.
    """
    deadline = time.monotonic() + _SECONDS
    while data:
        try:
            data = data[os.write(descriptor, data) :]
        except BlockingIOError:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([], [descriptor], [], left)[1]:
                raise TimeoutError("the terminal takes no more") from None
