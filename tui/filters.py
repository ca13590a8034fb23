"""What becomes of lines on their way to a terminal that cannot show them as they are."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = {
    **dict.fromkeys("─━═╌╍┄┅┈┉╴╶╸╺", "-"),
    **dict.fromkeys("│┃║╎╏┆┇┊┋╵╷╹╻▏▕", "|"),
    **dict.fromkeys("░", ":"),
    **dict.fromkeys("▒", "+"),
    **dict.fromkeys("▓", "*"),
    **dict.fromkeys("█■▉▊▋▌▀▄▐▙▛▜▟", "#"),
    **dict.fromkeys("▁▂▃▔▍▎▖▗▘▝▚▞▅▆▇", " "),  # the ends of bars
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«", '"'),
    **dict.fromkeys("…·•∙", "."),
    **dict.fromkeys("→▸▶►›»", ">"),
    **dict.fromkeys("←◂◀◄‹", "<"),
    **dict.fromkeys("↑▲", "^"),
    **dict.fromkeys("↓▼", "v"),
    **dict.fromkeys("★☆✓✔", "*"),
    "●": "o",
    "○": ".",
    "¶": "=",
    "×": "x",
    "ß": "s",
    "æ": "a",
    "Æ": "A",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "ł": "l",
    "Ł": "L",
    "ı": "i",
    "þ": "t",
    "ð": "d",
    "\xa0": " ",
}
"""One ASCII character for one cell."""


def _is_line(character: str) -> bool:
    return "─" <= character <= "╿"


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Give as many ASCII characters as a character has cells."""
    cells = cell_len(character)
    if character.isascii() or not cells:
        return character if character.isascii() else ""
    known = _SIGNS.get(character)
    if known is None and _is_line(character):
        known = "+"
    if known is None:
        known = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"
        known = known if known.isprintable() else "?"
    return known[:cells].ljust(cells, known[0] if known == "?" else " ")


@lru_cache(maxsize=2048)
def in_ascii(text: str) -> str:
    """Give a text in ASCII that is as wide as it is."""
    return text if text.isascii() else "".join(map(_plain, text))


class AsciiFilter(LineFilter):
    """Puts ASCII in the place of every other sign, cell by cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give segments of ASCII."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]


class BackgroundFilter(LineFilter):
    """Leaves the terminal its own background where a theme has its."""

    def __init__(self) -> None:
        super().__init__()
        self.ground: ColorTriplet | None = None
        """The theme's background."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give segments without the theme's background."""
        ground = self.ground
        return [
            Segment(text, _without_ground(style), control)
            if style is not None and style.bgcolor is not None and style.bgcolor.triplet == ground
            else Segment(text, style, control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=1024)
def _without_ground(style: Style) -> Style:
    return Style(
        color=style.color,
        bold=style.bold,
        dim=style.dim,
        italic=style.italic,
        underline=style.underline,
        underline2=style.underline2,
        blink=style.blink,
        reverse=style.reverse,
        strike=style.strike,
        conceal=style.conceal,
        overline=style.overline,
        link=style.link,
        meta=style.meta,
    )
