"""A list of tags: any number of them, drawn a line at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from store.text.display import one_line
from tui.tag_colours import COLOURS
from tui.widgets.fitting import fit
from tui.widgets.line_list import LineList

ALL, SOME, NONE = "[✓] ", "[–] ", "[ ] "
"""Signs for how many of the papers in question have a tag."""

_COUNT_CELLS, _COLOUR_CELLS = 11, 8
_COLOUR_FROM = 40
"""Width, in cells, from which a row has room for the name of its colour."""


class TagRow(NamedTuple):
    """What a row shows."""

    name: str
    told: str
    """How many papers have it."""
    colour: str
    state: str = ""
    """`ALL`, `SOME` or `NONE`; empty: no paper is in question."""


class TagList(LineList[str]):
    """Rows of tags; its screen moves the cursor.

    Args:
        describe: gives the row of a tag.
    """

    COMPONENT_CLASSES = {
        "tag-list--cursor",
        "tag-list--aside",
        *(f"tag-list--{colour}" for colour in COLOURS),
    }

    def __init__(self, describe: Callable[[str], TagRow]) -> None:
        super().__init__()
        self._describe = describe

    def drawn(self, item: str, width: int, base: Style, *, is_current: bool) -> list[Segment]:
        """Give the row of a tag."""
        row = self._describe(item)
        ink, aside = base + self._style(row.colour), base + self._style("aside")
        if is_current:
            base = ink = aside = base + self._style("cursor")
        is_wide = width >= _COLOUR_FROM
        room = width - len(row.state) - _COUNT_CELLS - (_COLOUR_CELLS if is_wide else 0) - 1
        parts = [
            (row.state, base),
            (fit(f"#{one_line(row.name)}", room), ink),
            (row.told.rjust(_COUNT_CELLS), base),
            ("  " + fit(row.colour, _COLOUR_CELLS - 2) if is_wide else "", aside),
            (" ", base),
        ]
        return [Segment(text, style) for text, style in parts]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"tag-list--{name}", partial=True)

    def ink(self, colour: str) -> Style:
        """Give how a tag of a colour is drawn."""
        return self.rich_style + self._style(colour)
