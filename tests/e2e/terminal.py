"""A real terminal with a shell in it: tmux where it is installed, else a pseudo-terminal."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path

from bench.session import Session
from bench.terminal import COLUMNS, ROWS, Screen
from tui.key_names import key_label

_SHELL = ("sh", "-i")

_SENT: Mapping[str, tuple[str, str]] = {
    "space": ("Space", " "),
    "tab": ("Tab", "\t"),
    "shift+tab": ("BTab", "\x1b[Z"),
    "enter": ("Enter", "\r"),
    "escape": ("Escape", "\x1b"),
    "up": ("Up", "\x1b[A"),
    "down": ("Down", "\x1b[B"),
    "right": ("Right", "\x1b[C"),
    "left": ("Left", "\x1b[D"),
    "home": ("Home", "\x1b[H"),
    "end": ("End", "\x1b[F"),
    "pageup": ("PageUp", "\x1b[5~"),
    "pagedown": ("PageDown", "\x1b[6~"),
    "f1": ("F1", "\x1bOP"),
    "f5": ("F5", "\x1b[15~"),
}
"""Keys that are no characters: how tmux calls them, and what a terminal sends."""


class Terminal(ABC):
    """A terminal in which a shell waits, 120 columns wide and 40 rows high."""

    @abstractmethod
    def send(self, key: str) -> None:
        """Press a key, named as in the table of commands."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Type characters."""

    @abstractmethod
    def text(self) -> str:
        """Give what it shows, a line for each row."""

    @abstractmethod
    def copied(self) -> str:
        """Give what a program has put on its clipboard last."""

    @abstractmethod
    def close(self) -> None:
        """Close it, as a window is closed."""


class Tmux(Terminal):
    """A window of a tmux of its own, without anybody's settings.

    Args:
        environment: the shell's, all of it.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        # Not below the test's folder: the path of a socket has to be short.
        self._folder = tempfile.mkdtemp(prefix="paperdeck-tmux-")
        size = ("-x", str(COLUMNS), "-y", str(ROWS))
        settings = ("set", "-g", "status", "off", ";", "set", "-s", "set-clipboard", "on")
        self._run("start-server", ";", *settings, ";", "new-session", "-d", *size, *_SHELL)

    def send(self, key: str) -> None:
        """Press a key."""
        modifier, _, letter = key.rpartition("+")
        if key in _SENT:
            self._run("send-keys", _SENT[key][0])
        elif modifier == "ctrl":
            self._run("send-keys", f"C-{letter}")
        else:
            self.type(key_label(key))

    def type(self, text: str) -> None:
        """Type characters."""
        self._run("send-keys", "-l", "--", text)

    def text(self) -> str:
        """Give what it shows."""
        return self._run("capture-pane", "-p")

    def copied(self) -> str:
        """Give the last buffer."""
        return self._run("show-buffer") if self._run("list-buffers") else ""

    def close(self) -> None:
        """End its tmux and what runs in it."""
        self._run("kill-server")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-S", str(Path(self._folder, "socket")), "-f", "/dev/null", *words],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()


class _KeptScreen(Screen):
    """A screen that keeps what was written on it, for what cannot be seen."""

    written = b""

    def feed(self, data: bytes) -> None:
        """Take what a program wrote."""
        self.written += data
        super().feed(data)


class Pty(Session, Terminal):
    """A pseudo-terminal, watched by the small terminal that measuring is done with.

    Args:
        environment: the shell's, all of it.
    """

    _OWN_SHELL = (
        "import fcntl, os, sys, termios\n"
        "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"  # or the shell could stop no program
        "os.execvp(sys.argv[1], sys.argv[1:])"
    )
    _COPIED = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")

    def __init__(self, environment: Mapping[str, str]) -> None:
        words = [sys.executable, "-c", self._OWN_SHELL, *_SHELL]
        super().__init__(words, {**environment, "TERM": "xterm-256color"})
        self.screen = self._kept = _KeptScreen(self._send)
        self._shown = ""

    def send(self, key: str) -> None:
        """Press a key."""
        modifier, _, letter = key.rpartition("+")
        if key in _SENT:
            self.press(_SENT[key][1])
        elif modifier == "ctrl":
            self.press(chr(ord(letter) & 0x1F))
        else:
            self.press(key_label(key))

    def type(self, text: str) -> None:
        """Type characters."""
        self.press(text)

    def text(self) -> str:
        """Give what it shows, never a frame of which only a part has come."""
        self.settle(0.02, 1.0)
        if self.screen.is_whole:
            self._shown = self.screen.text()
        return self._shown

    def copied(self) -> str:
        """Give what came last in the sequence that fills a clipboard."""
        self.text()
        found = self._COPIED.findall(self._kept.written)
        return base64.b64decode(found[-1]).decode() if found else ""


TERMINALS: tuple[type[Tmux | Pty], ...] = (Tmux, Pty) if shutil.which("tmux") else (Pty,)
"""Those there are here, the one that people use first."""
