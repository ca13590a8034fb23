"""Copying text out of the terminal: the desktop's clipboard, tmux's buffer, or OSC 52.

What each way needs, and why they are tried in this order:

1. pyperclip, where this machine has a clipboard the reader sits at. Over SSH that is only so
   with a forwarded X display.
2. tmux's buffer, inside tmux, which by default drops OSC 52 of programs. ``-w`` (tmux 3.2)
   has tmux pass the text on to the terminal's clipboard as well.
3. OSC 52, an escape sequence that has the terminal itself fill its clipboard, over SSH too.
   There is no answer to it, so nobody can say whether it worked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.text.display import to_copy
from tui.clipboard.desktop import copy_to_desktop
from tui.clipboard.process import find, run
from tui.clipboard.terminal import (
    OSC52_LIMIT,
    WriteTerminal,
    copy_to_terminal,
    osc52,
    terminal_writer,
)

__all__ = ["OSC52_LIMIT", "Copied", "WriteTerminal", "copy", "osc52", "terminal_writer"]

CLIPBOARD = "clipboard"
TMUX = "tmux"
TERMINAL = "osc52"
NOWHERE = "none"

_TMUX_SECONDS = 0.3
# With the second for the desktop and the terminal's own limit: less than 2 s in all, even
# when everything hangs.


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a text to copy."""

    way: str
    """``clipboard``, ``tmux``, ``osc52`` or ``none``."""
    ok: bool
    message: str
    """When `ok` where it went, to follow "copied": ``to the clipboard``. Else a sentence."""
    text: str
    """What was copied: the text without control characters. To be shown when not `ok`."""


def copy(
    text: str,
    write_terminal: WriteTerminal | None = None,
    environ: Mapping[str, str] | None = None,
) -> Copied:
    """Copy text by the best way there is. Never raises; takes two seconds at the very most.

    Args:
        text: control characters but line breaks and tabs are left out of it.
        write_terminal: sends characters to the terminal as they are, or None without one.
        environ: the environment, by default this process's own.
    """
    env = os.environ if environ is None else environ
    safe = to_copy(text)
    if not safe:
        return Copied(NOWHERE, False, "There is nothing to copy.", safe)
    data = safe.encode("utf-8")
    complaints: list[str] = []
    for way, fill, message in (
        (CLIPBOARD, copy_to_desktop, "to the clipboard"),
        (TMUX, _copy_to_tmux, "to the tmux buffer (prefix ] pastes)"),
    ):
        complaint = fill(data, env)
        if complaint is None:
            return Copied(way, True, message, safe)
        complaints += filter(None, [complaint])
    complaint = copy_to_terminal(data, write_terminal, env)
    if complaint is None:
        return Copied(TERMINAL, True, _through_terminal(len(data), complaints), safe)
    reasons = [*(complaints or ["no display and no tmux within reach"]), complaint]
    return Copied(NOWHERE, False, f"Not copied: {'; '.join(reasons)}.", safe)


def _through_terminal(size: int, complaints: Sequence[str]) -> str:
    message = "through the terminal (OSC 52), which does not confirm it"
    if size > OSC52_LIMIT:
        message += f": {size:,} bytes, and many terminals refuse more than {OSC52_LIMIT:,}"
    return "; ".join([message, *complaints])


def _copy_to_tmux(data: bytes, env: Mapping[str, str]) -> str | None:
    program = find(env, "tmux")
    if not env.get("TMUX") or program is None:
        return ""
    deadline = time.monotonic() + _TMUX_SECONDS
    for arguments in (["load-buffer", "-w", "-"], ["load-buffer", "-"]):
        status = run([program, *arguments], data, env, deadline - time.monotonic())
        if status == 0:
            return None
        if status is None:
            return "tmux did not answer"
    return "tmux refused it"
