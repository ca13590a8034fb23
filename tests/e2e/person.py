"""A person at a terminal: presses the keys of commands and looks at what comes of it."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.e2e.terminal import Terminal
from tui.commands import USUAL_COMMANDS

DEADLINE = 60.0
_LOOK_AGAIN = 0.05
PROMPT = "yes?"
"""What the shell shows when it waits."""

Shown = str | Callable[[str], object]
"""A text that is on the screen, or what tells of the whole of it whether something is so."""


Sit = Callable[..., "Person"]
"""Opens a terminal, of the kind that is given or the usual one, and gives who sits at it."""


def no(text: str) -> Shown:
    """Give what tells that a text is not on the screen."""
    return lambda screen: text not in screen


def at_prompt(screen: str) -> bool:
    """Tell whether the shell has the terminal and waits for a command."""
    return screen.rstrip().endswith(PROMPT)


def _are_so(shown: tuple[Shown, ...], screen: str) -> bool:
    return all(one in screen if isinstance(one, str) else one(screen) for one in shown)


class Person:
    """Somebody who reads papers.

    Args:
        terminal: in front of them.
        environment: of what they run beside it.
    """

    def __init__(self, terminal: Terminal, environment: Mapping[str, str]) -> None:
        self.terminal = terminal
        self._environment = environment

    def open(self, *shown: Shown) -> None:
        """Start the installed program from the shell, and wait until something is shown."""
        self.see(at_prompt)
        self.type("paperdeck")
        self.press("enter")
        self.see(*shown)

    def do(self, name: str, *shown: Shown, key: str = "") -> str:
        """Have a command done by its key, and see what was not so before; give the screen.

        Args:
            name: its id in the table.
            shown: what is to be seen afterwards.
            key: another of its keys than the first.
        """
        command = USUAL_COMMANDS.get(name)
        assert command is not None, f"there is no command {name}"
        assert not key or key in command.keys, f"{key} is no key of {name}"
        before = self.terminal.text()
        assert not _are_so(shown, before), f"it was so before {name}:\n{before}"
        if command.keys:
            self.press(key or command.keys[0])
        else:
            self.do("app.palette", "a part of its name")
            self.type(command.title)
            self.see(f" {command.title}")
            self.press("enter")
        return self.see(*shown)

    def see(self, *shown: Shown) -> str:
        """Wait until all of it is so, and give the screen then."""
        end = time.monotonic() + DEADLINE
        while not _are_so(shown, screen := self.terminal.text()):
            assert time.monotonic() < end, f"{shown} was waited for in vain:\n{screen}"
            time.sleep(_LOOK_AGAIN)
        return screen

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.terminal.send(key)

    def type(self, text: str) -> None:
        """Type a text."""
        self.terminal.type(text)

    def enter(self, text: str) -> None:
        """Type a text and Enter."""
        self.type(text)
        self.press("enter")

    def finds(self, text: str, where: Callable[[], str]) -> None:
        """Wait until a text is somewhere else than on the screen: on the clipboard, in a file."""
        end = time.monotonic() + DEADLINE
        while text not in (found := where()):
            assert time.monotonic() < end, f"{text!r} is not there, but {found!r}"
            time.sleep(_LOOK_AGAIN)

    def run(self, *words: str) -> list[dict[str, Any]]:
        """Give what a command of the installed program prints, JSON objects."""
        done = subprocess.run(
            ["paperdeck", *words, "--json"],
            env=self._environment,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return [json.loads(line) for line in done.stdout.splitlines()]

    def paper(self, paper_id: str) -> dict[str, Any]:
        """Give a paper and its marks, as ``show`` has them."""
        return self.run("show", paper_id)[0]
