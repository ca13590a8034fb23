"""The smallest program of the framework, and the fastest way out: what nothing can go below.

It shows the word it is given and a count; ``j`` and ``k`` count up and down, ``q`` ends.
"""

from __future__ import annotations

import os
import sys

from textual.app import App, ComposeResult
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.widgets import Static


class LeavingDriver(LinuxDriver):
    """Leaves without waiting for the thread that reads keys."""

    def disable_input(self) -> None:
        """Do nothing: the process is about to end."""


class MinimalApp(App[None]):
    """One line of text."""

    ENABLE_COMMAND_PALETTE = False

    count = 0

    def compose(self) -> ComposeResult:
        """Give the line."""
        yield Static(f"{sys.argv[1]} 0 ")

    def on_key(self, event: Key) -> None:
        """Count, or end."""
        if event.key == "q":
            self.exit()
            return
        self.count += {"j": 1, "k": -1}.get(event.key, 0)
        self.query_one(Static).update(f"{sys.argv[1]} {self.count} ")


def main() -> None:
    """Run it."""
    MinimalApp(driver_class=LeavingDriver).run()
    sys.stdout.flush()
    os._exit(0)
