"""Opening addresses in the user's browser, never through a shell."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

_GRAPHICAL = (
    ("xdg-open",),
    ("gio", "open"),
    ("x-www-browser",),
    ("firefox",),
    ("chromium",),
    ("google-chrome",),
)
_TERMINAL = ("www-browser", "w3m", "lynx", "elinks", "links")

_IN_TERMINAL = frozenset({*_TERMINAL, "links2", "browsh", "carbonyl", "cha"})
"""Browsers that draw on the terminal."""

_START_SECONDS = 2
"""A browser that has not failed by then has started."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A way to open an address."""

    command: tuple[str, ...]
    """Program and arguments; ``%s`` in one stands for the address."""

    @property
    def in_terminal(self) -> bool:
        """Whether it needs the terminal for itself."""
        return PurePath(self.command[0]).stem.lower() in _IN_TERMINAL

    def arguments(self, url: str) -> list[str]:
        """Give the program and its arguments for an address."""
        if any("%s" in part for part in self.command[1:]):
            return [self.command[0], *(part.replace("%s", url) for part in self.command[1:])]
        return [*self.command, url]


def refusal(url: str) -> str:
    """Tell why an address is not to be opened; nothing for one that may be."""
    with contextlib.suppress(ValueError):
        if urlsplit(url).scheme.lower() in ("http", "https") and url.isprintable():
            return "" if " " not in url else "Not opened: the address has a space in it."
    return "Not opened: only http and https addresses are."


def browsers() -> list[Browser]:
    """Give the browsers to try: those of ``$BROWSER``, or what the system has."""
    named = os.environ.get("BROWSER", "")
    found = list(_named(named)) if named.strip() else [Browser(one) for one in _system()]
    return [one for one in found if shutil.which(one.command[0])]


def _named(names: str) -> Iterator[Browser]:
    for name in names.split(os.pathsep):
        words: list[str] = []
        with contextlib.suppress(ValueError):  # an open quotation mark
            words = shlex.split(name)
        words = words[:-1] if words[-1:] == ["&"] else words
        if words:
            yield Browser(tuple(words))


def _system() -> Iterator[tuple[str, ...]]:
    if sys.platform == "darwin":
        yield ("open",)
    elif os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield from _GRAPHICAL
    yield from ((name,) for name in _TERMINAL)


def started(browser: Browser, url: str) -> subprocess.Popen[bytes] | None:
    """Start a browser with windows of its own; None where it fails.

    It has no terminal: neither can what it prints be drawn over the screen, nor does a key that
    ends the program end it.  May take a moment, so not for the screen's thread.
    """
    try:
        process = subprocess.Popen(
            browser.arguments(url),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return None
    try:
        return process if process.wait(_START_SECONDS) == 0 else None
    except subprocess.TimeoutExpired:
        return process


def opened_by_system(url: str) -> bool:
    """Open an address as the system does, where that needs no program: on Windows."""
    with contextlib.suppress(webbrowser.Error, OSError):
        return webbrowser.open(url)
    return False


def run_in_terminal(browser: Browser, url: str) -> bool:
    """Let a browser have the terminal until it ends, Ctrl+C too; tell whether it did its work.

    One that a signal ended, as Ctrl+C does, was left by its user.
    """

    def leave_to_it(_number: int, _frame: object) -> None:
        # Not SIG_IGN: a child would inherit that.
        pass

    before = signal.signal(signal.SIGINT, leave_to_it)
    try:
        return subprocess.run(browser.arguments(url), check=False).returncode <= 0
    except (OSError, ValueError):
        return False
    finally:
        signal.signal(signal.SIGINT, before)
