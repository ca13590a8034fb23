"""Opening addresses in the user's browser."""

from __future__ import annotations

import os
import sys
import webbrowser
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of it."""

    is_open: bool
    message: str


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_address(url: str) -> Opened:
    """Open an address in the browser; may take a while, so not for the screen's thread.

    Only http and https are opened.  Where there is no screen nothing is started, since a
    browser in the terminal would fight with the program for it.
    """
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https") or not url.isprintable() or " " in url:
        return Opened(False, "Not opened: only http and https addresses are.")
    if not _has_screen() and not os.environ.get("BROWSER"):
        return Opened(False, "There is no browser to open here: y copies the link.")
    try:
        is_open = webbrowser.open(url)
    except (webbrowser.Error, OSError) as error:
        return Opened(False, f"The browser did not start ({error}): y copies the link.")
    return Opened(
        is_open, "Opened in the browser." if is_open else "No browser found: y copies the link."
    )
