"""Somebody who does anything, at any size of the terminal: keys, the mouse, what was copied."""

from __future__ import annotations

import asyncio
import string
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from unittest.mock import patch

from textual import events
from textual.events import Event, Key, MouseEvent, Paste, Resize
from textual.geometry import Size
from textual.keys import _character_to_key

from tui.commands import COMMANDS

SMALLEST, LARGEST = Size(20, 5), Size(250, 70)

_CURSOR = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
_TABLE = tuple(key for command in COMMANDS for key in command.keys)
_OTHERS = (
    *(f"f{number}" for number in range(1, 13)),
    *(f"ctrl+{letter}" for letter in string.ascii_lowercase),
    *(f"{held}+{key}" for held in ("shift", "ctrl") for key in _CURSOR),
    *("backspace", "delete", "insert", "ctrl+at", "ctrl+backslash", "shift+enter"),
)
_SELDOM = frozenset(("q", "D", "ctrl+q", "ctrl+c"))
"""Keys after which there is little left to do."""

_CHARACTERS = f"{string.ascii_letters}{string.digits}{string.punctuation} é漢\u0301👩\u202e\x1b"

_PASTES = (
    "papers.jsonl",
    "two\nlines of \x1b[31mred\x1b[0m [b]text[/b]\r\n\tand a tab",
    "\u202edrawkcab 漢字 👩\u200d🔬 e\u0301\x00\x07",
    "is:unread -tag:x sort:-date",
    "word of it " * 5_000,
    "",
)

_PHRASES = (
    "fis:unread\n",
    "fabout sort:title\n",
    "f\n",
    "/thing\n",
    "tnew -old [b]\n",
    "ea note\n# [b]\x1b",
    "ipapers.jsonl\n",
    "x\nout.bib\n",
    "CCite\n",
    "Fa view\n",
    ":unread\n",
    "Wdsdb",
    "VtALL\n",
)
"""What chance seldom comes to by itself."""

_NAMES = {"\n": "enter", "\x1b": "escape"}


def key(name: str) -> Key:
    """Give a key as a terminal's driver does."""
    if name.startswith("alt+"):
        return Key(name, name[4:])
    char = name if len(name) == 1 else next((one for one in _PRINTED if _PRINTED[one] == name), "")
    return Key(name, char or None)


_PRINTED = {char: _character_to_key(char) for char in f"{string.punctuation} "}


def typed(text: str) -> list[Event]:
    """Give a text as keys."""
    return [
        key(_NAMES[char]) if char in _NAMES else Key(_character_to_key(char), char) for char in text
    ]


class Monkey:
    """Gives what is done next; of the same seed always the same.

    Args:
        seed: of its chances.
    """

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self.size = self._any_size()
        """Of the terminal, by now."""

    def burst(self) -> list[Event]:
        """Give a few things that are done at once."""
        return [event for _ in range(self._chance.randint(1, 6)) for event in self._deed()]

    def _deed(self) -> Sequence[Event]:
        chance = self._chance
        deeds = {
            self._key_of_table: 50,
            lambda: typed(chance.choice(_CHARACTERS)): 12,
            lambda: [key(chance.choice(("escape", "enter", "tab", "shift+tab")))]: 14,
            lambda: [key(chance.choice(_CURSOR))]: 6,
            lambda: [key(chance.choice(_OTHERS))]: 4,
            lambda: [key(f"alt+{chance.choice(string.ascii_lowercase)}")]: 1,
            lambda: [Paste(chance.choice(_PASTES))]: 2,
            lambda: typed(chance.choice(_PHRASES)): 3,
            self._click: 4,
            self._wheel: 2,
            self._resize: 2,
        }
        (deed,) = chance.choices(list(deeds), list(deeds.values()))
        return deed()

    def _key_of_table(self) -> Sequence[Event]:
        name = self._chance.choice(_TABLE)
        if name in _SELDOM and self._chance.randrange(6):
            name = "j"
        return [key(name)]

    def _any_size(self) -> Size:
        return Size(
            self._chance.randint(SMALLEST.width, LARGEST.width),
            self._chance.randint(SMALLEST.height, LARGEST.height),
        )

    def _resize(self) -> Sequence[Event]:
        self.size = self._any_size()
        return [Resize(self.size, self.size)]

    def _place(self) -> tuple[int, int]:
        return self._chance.randrange(self.size.width), self._chance.randrange(self.size.height)

    def _click(self) -> Sequence[Event]:
        """Press a button and let go of it, mostly where it was pressed."""
        button = self._chance.choice((1, 1, 1, 2, 3))
        place = self._place()
        end = place if self._chance.randrange(4) else self._place()
        found: list[Event] = [_mouse(events.MouseDown, place, button)]
        if end != place:
            found.append(_mouse(events.MouseMove, end, button))
        return [*found, _mouse(events.MouseUp, end, button)]

    def _wheel(self) -> Sequence[Event]:
        kind = self._chance.choice((events.MouseScrollDown, events.MouseScrollUp))
        place = self._place()
        return [_mouse(kind, place, 0) for _ in range(self._chance.randint(1, 5))]


def _mouse(kind: type[MouseEvent], place: tuple[int, int], button: int) -> MouseEvent:
    x, y = place
    return kind(None, x, y, 0, 0, button, False, False, False, x, y)


class Longest:
    """The step of the event loop that took longest: nothing else was done meanwhile."""

    def __init__(self) -> None:
        self.cpu = 0.0
        """Seconds of the processor's time in this thread: what else a machine does is not in it."""
        self.wall = 0.0
        """The same by the clock on the wall."""
        self.during: Sequence[Event] = ()
        self.now: Sequence[Event] = ()
        """What is being done."""


@contextmanager
def steps_measured(longest: Longest) -> Iterator[None]:
    """Measure every step of the event loop."""
    run = asyncio.Handle._run

    def measured(handle: asyncio.Handle) -> None:
        cpu, wall = time.thread_time(), time.perf_counter()
        run(handle)
        cpu, wall = time.thread_time() - cpu, time.perf_counter() - wall
        longest.wall = max(wall, longest.wall)
        if cpu > longest.cpu:
            longest.cpu, longest.during = cpu, longest.now

    with patch.object(asyncio.Handle, "_run", measured):
        yield
