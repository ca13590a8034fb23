"""A terminal's screen, made of what a program writes: places, characters, colours.

It knows what the programs that are measured here use, and passes over the rest.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import cache

from rich.cells import cell_len

ROWS, COLUMNS = 40, 120

_TOKEN = re.compile(
    r"\x1b\[(?P<private>[?<=>]?)(?P<numbers>[\d;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[PX^_][^\x1b]*\x1b\\"
    r"|\x1b[ -/]*[0-OQ-WYZ\\`-~]"
    r"|(?P<text>[^\x00-\x1f\x7f]+)"
    r"|(?P<control>[\x00-\x1f\x7f])",
)
_UNFINISHED = re.compile(r"\x1b(?:\[[\d;:<=>?]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?)?$")
_FRAMES = "2026"
"""The mode in which a frame is shown as a whole."""

cells_of = cache(cell_len)


class Screen:
    """What a terminal would show.

    Args:
        answer: takes what the terminal says to the program.
    """

    def __init__(self, answer: Callable[[bytes], None]) -> None:
        self._answer = answer
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._tail = ""
        self._y = self._x = 0
        self._style = ""
        self._in_frame = False
        self._clear()

    @property
    def is_whole(self) -> bool:
        """Whether a terminal shows it: it is not in the middle of a frame."""
        return not self._in_frame and not self._tail

    def row(self, y: int, start: int = 0, end: int = COLUMNS) -> str:
        """Give the text of a row, or of a part of it; -1 is the last row."""
        return "".join(self._cells[y][start:end])

    def look(self, y: int, start: int = 0, end: int = COLUMNS) -> tuple[list[str], list[str]]:
        """Give characters and colours of a part of a row."""
        return self._cells[y][start:end], self._styles[y][start:end]

    def text(self) -> str:
        """Give everything."""
        return "\n".join(self.row(y).rstrip() for y in range(ROWS))

    def feed(self, data: bytes) -> None:
        """Take what a program wrote."""
        text = self._tail + self._decoder.decode(data)
        cut = _UNFINISHED.search(text, max(0, len(text) - 4096))
        text, self._tail = (text[: cut.start()], cut.group()) if cut else (text, "")
        for token in _TOKEN.finditer(text):
            if token["text"]:
                self._put(token["text"])
            elif token["final"]:
                self._control(token["private"], token["numbers"], token["final"])
            elif token["control"] == "\r":
                self._x = 0
            elif token["control"] == "\n":
                self._y = min(self._y + 1, ROWS - 1)

    def _clear(self) -> None:
        self._cells = [[" "] * COLUMNS for _ in range(ROWS)]
        self._styles = [[""] * COLUMNS for _ in range(ROWS)]

    def _control(self, private: str, numbers: str, final: str) -> None:
        if final == "m" and not private:
            self._style = "" if numbers in ("", "0") else self._style + f";{numbers}"
        elif final == "H":
            row, _, column = numbers.partition(";")
            self._y = min(int(row or 1), ROWS) - 1
            self._x = min(int(column or 1), COLUMNS) - 1
        elif final == "J" or (private == "?" and numbers == "1049"):
            self._clear()
            if private:  # what another screen shows, and where on it one was, is not kept
                self._y = self._x = 0
        elif private == "?" and numbers == _FRAMES and final == "p":
            self._answer(b"\x1b[?2026;2$y")
        elif private == "?" and numbers == _FRAMES:
            self._in_frame = final == "h"

    def _put(self, text: str) -> None:
        if text.isascii():
            text = text[: COLUMNS - self._x]
            self._write(list(text))
            return
        for character in text:
            width = cells_of(character)
            if width and self._x + width <= COLUMNS:
                self._write([character, *[""] * (width - 1)])

    def _write(self, cells: list[str]) -> None:
        end = self._x + len(cells)
        self._cells[self._y][self._x : end] = cells
        self._styles[self._y][self._x : end] = [self._style] * len(cells)
        self._x = end
