"""The program and its floor on a terminal, and what is seen of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.session import Condition, Session
from bench.terminal import COLUMNS, ROWS, Screen

DOWN, UP, ESCAPE, PAGE_DOWN = "j", "k", "\x1b", "\x1b[6~"

_COUNTED = "counted:"
_PROGRAM = "import sys; from {} import main; sys.exit(main())"
_LINES_BELOW = 3
"""How many rows at the bottom may hold the prompt and what is said."""


def program(module: str, *words: str | Path) -> list[str]:
    """Give how a program is started, as the script that pip installs would."""
    return [sys.executable, "-c", _PROGRAM.format(module), *map(str, words)]


class Shown(Session):
    """Something with a cursor that ``j`` and ``k`` move."""

    places = 1 << 30
    """How many places its cursor may be at."""
    place = 0
    """Where its cursor is."""

    def is_at(self, place: int) -> Condition:
        """Give what tells whether everything shows that the cursor is there."""
        raise NotImplementedError

    def opened(self) -> float:
        """Wait until it is there; give the milliseconds since it was started."""
        raise NotImplementedError

    def step(self) -> float:
        """Move by one; give the milliseconds until that is shown."""
        return self.time(*self.run(1)[0])

    def run(self, count: int) -> list[tuple[str, Condition]]:
        """Give so many keys to press, and what each leads to; down, or up where the end is near."""
        step = 1 if self.place + count < self.places else -1
        start, self.place = self.place, self.place + step * count
        key = DOWN if step > 0 else UP
        return [(key, self.is_at(start + step * number)) for number in range(1, count + 1)]

    def look_around(self, pages: int) -> None:
        """Go to the end, to the beginning, and some pages down."""
        for keys in ("G", "g", *[PAGE_DOWN] * pages):
            self.press(keys)
            self.settle(0.05)
        self.settle(0.3)

    def burst(self, count: int) -> float:
        """Press many keys at once; give the milliseconds until the last change is shown."""
        keys = self.run(count)
        start = self.press("".join(key for key, _ in keys))
        self.wait(keys[-1][1], start)
        self.settle(0.15)
        return (self.last - start) * 1000


class Floor(Shown):
    """The smallest program."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        super().__init__(program("bench.minimal", _COUNTED), environment)

    def is_at(self, place: int) -> Condition:
        """Give what tells whether the line shows the count."""
        return lambda screen: screen.row(0).startswith(f"{_COUNTED} {place} ")

    def opened(self) -> float:
        """Wait for its line."""
        return self.wait(self.is_at(0), self.begun)


class Reader(Shown):
    """The reader on a library.

    Args:
        library: the folder.
        titles: those at the top of its list, in order.
        total: how many papers there are.
        environment: all of it.
    """

    def __init__(
        self, library: Path, titles: Sequence[str], total: int, environment: Mapping[str, str]
    ) -> None:
        super().__init__(program("tui.__main__", "--library", library), environment)
        self._titles, self._total = titles, total
        self.places = len(titles)
        self._prompt = 0

    def opened(self) -> float:
        """Wait for the first paper in the list."""
        return self.wait(lambda screen: bool(self._rows_of(screen, 0)), self.begun)

    def is_at(self, place: int) -> Condition:
        """Give what tells whether the detail shows a paper, and the list the cursor on it."""
        wanted = _letters(self._titles[place])[:80]

        def is_shown(screen: Screen) -> bool:
            start = _edge(screen) + 1
            shown = _letters("".join(screen.row(y, start, COLUMNS - 2) for y in range(1, 5)))
            return shown.startswith(wanted) and self._cursor_row(screen, place) is not None

        return is_shown

    def _rows_of(self, screen: Screen, place: int) -> list[int]:
        """Give the rows of the list that begin as a paper's title does."""
        beginning, end = self._titles[place][:24].rstrip(), _edge(screen)
        return [y for y in range(1, ROWS - 2) if beginning in screen.row(y, 0, end)]

    def _cursor_row(self, screen: Screen, place: int) -> int | None:
        rows = (row for row in self._rows_of(screen, place) if _has_cursor(screen, row))
        return next(rows, None)

    def has_star(self, wanted: bool) -> Condition:
        """Give what tells whether the row under the cursor has a star, or none."""

        def is_so(screen: Screen) -> bool:
            row = self._cursor_row(screen, self.place)
            return row is not None and ("★" in screen.row(row, 0, _edge(screen))) is wanted

        return is_so

    def is_starred(self) -> bool:
        """Tell whether the row under the cursor has a star."""
        return self.has_star(True)(self.screen)

    # -- typing a query

    def ask(self, key: str) -> None:
        """Open the prompt and find where it is."""
        rows = range(ROWS - _LINES_BELOW, ROWS)
        before = [self.screen.row(y) for y in rows]

        def changed(screen: Screen) -> list[int]:
            return [y for y, old in zip(rows, before, strict=True) if screen.row(y) != old]

        self.wait(lambda screen: bool(changed(screen)), self.press(key))
        self.settle(0.1)
        self._prompt = changed(self.screen)[0]

    def leave(self) -> None:
        """Drop the prompt, and what it found."""
        before = self.screen.row(self._prompt)
        self.wait(lambda screen: screen.row(self._prompt) != before, self.press(ESCAPE))
        self.wait(self.counts(self._total), self.press(ESCAPE))
        self.settle(0.2)

    def letters(self, text: str) -> list[tuple[str, Condition]]:
        """Give the keys of a text, and what tells that each stands in the prompt."""

        def has(typed: str) -> Condition:
            return lambda screen: (
                screen.row(self._prompt).split(maxsplit=1)[1:] != []
                and (screen.row(self._prompt).split(maxsplit=1)[1].startswith(typed.strip()))
            )

        return [(letter, has(text[: at + 1])) for at, letter in enumerate(text)]

    def counts(self, many: int) -> Condition:
        """Give what tells whether a number of papers is said to be found."""
        number = re.compile(rf"(?<![\d,.])(?:{many}|{many:,})(?![\d,])")
        rows = range(ROWS - _LINES_BELOW, ROWS)
        return lambda screen: any(number.search(screen.row(y)) for y in rows)


def _edge(screen: Screen) -> int:
    """Give the column between list and detail."""
    cells, _ = screen.look(1)
    return cells.index("│") if "│" in cells else COLUMNS


def _letters(text: str) -> str:
    return "".join(text.split())


def _has_cursor(screen: Screen, row: int) -> bool:
    """Tell whether a row of the list is in other colours than its neighbours."""
    _, styles = screen.look(row, 20, 30)
    others = [screen.look(y, 20, 30)[1] for y in (row - 1, row + 1)]
    return all(styles != other for other in others)
