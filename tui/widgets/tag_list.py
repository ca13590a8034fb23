"""A list of tags: any number of them, drawn a line at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.text.display import one_line
from tui.tag_colours import COLOURS
from tui.widgets.fitting import fit

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


class TagList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of which only those on the screen are ever looked at; its screen moves the cursor.

    Args:
        describe: gives the row of a tag.
    """

    COMPONENT_CLASSES = {
        "tag-list--cursor",
        "tag-list--aside",
        *(f"tag-list--{colour}" for colour in COLOURS),
    }

    DEFAULT_CSS = """
    TagList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    class Chosen(Message):
        """The mouse chose a row."""

        def __init__(self, place: int, *, is_state: bool) -> None:
            super().__init__()
            self.place = place
            self.is_state = is_state
            """Whether it was the sign before it."""

    def __init__(self, describe: Callable[[str], TagRow]) -> None:
        super().__init__()
        self._describe = describe
        self._names: Sequence[str] = ()
        self._empty = ""
        self.cursor = 0

    @property
    def current(self) -> str | None:
        """The tag under the cursor."""
        return self._names[self.cursor] if self._names else None

    @property
    def page(self) -> int:
        """How many rows are on the screen."""
        return max(self.scrollable_content_region.height, 1)

    def show(self, names: Sequence[str], keep: str | None, empty: str) -> None:
        """Show other tags.

        Args:
            names: the tags.
            keep: the one that the cursor goes to; where it is not there, it stays in its row.
            empty: what stands there where there is none.
        """
        self._names, self._empty = names, empty
        place = names.index(keep) if keep in names else self.cursor
        self.virtual_size = Size(self.scrollable_content_region.width, len(names))
        self.move_to(place)

    def move_to(self, place: int) -> None:
        """Put the cursor on a row, or on the nearest there is."""
        self.cursor = max(0, min(place, len(self._names) - 1))
        top = self.scroll_offset.y
        lowest = max(self.cursor - self.page + 1, 0)
        top = max(lowest, min(top, self.cursor))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.show(self._names, self.current, self._empty)

    def render_line(self, y: int) -> Strip:
        """Give one row."""
        place, width, base = self.scroll_offset.y + y, self.size.width, self.rich_style
        if not self._names:
            lines = self._empty.split("\n")
            text = lines[y] if y < len(lines) else ""
            return Strip([Segment(fit(text, width), base)])
        if place >= len(self._names):
            return Strip.blank(width, base)
        return Strip(self._drawn(place, width, base)).adjust_cell_length(width, base)

    def _drawn(self, place: int, width: int, base: Style) -> list[Segment]:
        row = self._describe(self._names[place])
        ink, aside = base + self._style(row.colour), base + self._style("aside")
        if place == self.cursor:
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

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse."""
        offset = event.get_content_offset(self)
        place = offset.y + self.scroll_offset.y if offset else -1
        if offset and 0 <= place < len(self._names):
            event.stop()
            self.post_message(self.Chosen(place, is_state=offset.x < len(ALL)))
