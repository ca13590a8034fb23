"""The clipboard of the desktop, by way of pyperclip.

pyperclip has no timeout and ignores how ``xclip`` ended, and ``xclip`` complains on the
terminal the app draws on.  So it runs in a process of its own that can be ended, and only
where a display answers.
"""

from __future__ import annotations

import re
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tui.clipboard.process import find, run

_SECONDS = 1.0
_SOCKET_SECONDS = 0.2

_X_DISPLAY = re.compile(
    r"(?:(?:unix|tcp)/)?(?P<host>\[[^\]]+\]|[^:\[\]]*):(?P<number>\d{1,5})(?:\.\d+)?"
)
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})

_PYPERCLIP = """
import subprocess, sys
started = []
class Recorded(subprocess.Popen):
    def __init__(self, *args, **kwargs):
        started.append(self)
        super().__init__(*args, **kwargs)
subprocess.Popen = Recorded
import pyperclip
pyperclip.copy(sys.stdin.buffer.read().decode("utf-8"))
sys.exit(any(process.returncode for process in started))
"""
"""Run by a Python of its own; ends with 1 when the tool pyperclip chose did not end well."""


def copy_to_desktop(data: bytes, env: Mapping[str, str]) -> str | None:
    """Fill the clipboard of the desktop the reader sits at.

    Args:
        data: the text, in UTF-8.
        env: the environment that says where the desktop is.

    Returns:
        None when it is there; else what went wrong, empty if there is no desktop.
    """
    deadline = time.monotonic() + _SECONDS
    complaint = ""
    places = _places(env)
    for number, (tool, place) in enumerate(places):
        # A tool that hangs must leave time for the next.
        seconds = (deadline - time.monotonic()) / (len(places) - number)
        status = run([sys.executable, "-P", "-c", _PYPERCLIP], data, place, seconds)
        if status == 0:
            return None
        complaint = f"{tool} did not answer" if status is None else f"{tool} failed"
    return complaint


def _places(env: Mapping[str, str]) -> list[tuple[str, Mapping[str, str]]]:
    """Clipboards within reach: a name to complain of, and the environment to reach it in."""
    if not sys.executable:
        return []
    is_remote = any(env.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))
    if sys.platform in ("win32", "darwin", "cygwin"):
        return [] if is_remote else [("the clipboard", env)]
    if _is_wsl():
        found = not is_remote and _has(env, "clip.exe")
        return [("clip.exe", env)] if found else []
    found_here: list[tuple[str, Mapping[str, str]]] = []
    if not is_remote and env.get("WAYLAND_DISPLAY") and _has(env, "wl-copy", "wl-paste"):
        found_here.append(("wl-copy", env))
    tool = next((name for name in ("xclip", "xsel") if _has(env, name)), None)
    if tool and _answers(env.get("DISPLAY", ""), is_remote):
        # pyperclip would go for Wayland alone, where only X may work.
        x_only = {name: value for name, value in env.items() if name != "WAYLAND_DISPLAY"}
        found_here.append((tool, x_only))
    return found_here


def _has(env: Mapping[str, str], *tools: str) -> bool:
    return all(find(env, tool) for tool in tools)


def _is_wsl() -> bool:
    """Tell it as pyperclip does, which uses nothing but ``clip.exe`` there."""
    try:
        return "microsoft" in Path("/proc/version").read_text(encoding="utf-8").lower()
    except (OSError, ValueError):
        return False


def _answers(display: str, is_remote: bool) -> bool:
    """Tell whether somebody listens at an X display, so that no tool is started in vain.

    Over SSH only a display with a host counts (forwarding sets ``localhost:10.0``): ``:0`` is
    the screen of a machine the reader is not at.
    """
    found = _X_DISPLAY.fullmatch(display)
    if found is None:
        # An address we cannot read (a launchd socket): the tool may know better.
        return bool(display) and not is_remote
    host, number = found["host"].strip("[]"), int(found["number"])
    if host in _THIS_MACHINE:
        return _listens(host, 6000 + number)
    if host and host != "unix":
        # Looking up a name may take longer than we have; the tool has a deadline.
        return True
    return not is_remote and _listens_here(f"/tmp/.X11-unix/X{number}")


def _listens(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), _SOCKET_SECONDS).close()
    except (OSError, OverflowError, UnicodeError):
        return False
    return True


def _listens_here(path: str) -> bool:
    # Linux has an abstract socket of the same name where /tmp is not shared (containers).
    if sys.platform == "win32":
        return False
    for address in (path, "\0" + path):
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(_SOCKET_SECONDS)
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False
