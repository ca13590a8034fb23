"""A list in a box: any number of rows, of which only those on the screen are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.fitting import fit

Item = TypeVar("Item")

SIGN_CELLS = 4
"""What the sign before a row takes, that the mouse can change."""


class LineList(ScrollView, Generic[Item], can_focus=True, inherit_bindings=False):
    """Rows, each drawn when it comes in sight; its screen moves the cursor."""

    DEFAULT_CSS = """
    LineList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    class Chosen(Message):
        """The mouse chose a row."""

        def __init__(self, place: int, *, is_sign: bool) -> None:
            super().__init__()
            self.place = place
            self.is_sign = is_sign
            """Whether it was the sign before it."""

    def __init__(self) -> None:
        super().__init__()
        self._items: Sequence[Item] = ()
        self._empty = ""
        self.cursor = 0

    @property
    def current(self) -> Item | None:
        """What is under the cursor."""
        return self._items[self.cursor] if self._items else None

    @property
    def page(self) -> int:
        """How many rows are on the screen."""
        return max(self.scrollable_content_region.height, 1)

    def show(self, items: Sequence[Item], keep: Item | None, empty: str) -> None:
        """Show other rows.

        Args:
            items: what they are of.
            keep: what the cursor goes to; where it is not there, it stays in its row.
            empty: what stands there where there is none.
        """
        self._items, self._empty = items, empty
        place = items.index(keep) if keep is not None and keep in items else self.cursor
        self.virtual_size = Size(self.scrollable_content_region.width, len(items))
        self.move_to(place)

    def move_to(self, place: int) -> None:
        """Put the cursor on a row, or on the nearest there is."""
        self.cursor = max(0, min(place, len(self._items) - 1))
        top = self.scroll_offset.y
        lowest = max(self.cursor - self.page + 1, 0)
        top = max(lowest, min(top, self.cursor))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._items))
        self.move_to(self.cursor)

    def render_line(self, y: int) -> Strip:
        """Give one row."""
        place, width, base = self.scroll_offset.y + y, self.size.width, self.rich_style
        if not self._items:
            lines = self._empty.split("\n")
            text = lines[y] if y < len(lines) else ""
            return Strip([Segment(fit(text, width), base)])
        if place >= len(self._items):
            return Strip.blank(width, base)
        segments = self.drawn(self._items[place], width, base, is_current=place == self.cursor)
        return Strip(segments).adjust_cell_length(width, base)

    def drawn(self, item: Item, width: int, base: Style, *, is_current: bool) -> list[Segment]:
        """Give a row of a width."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse."""
        offset = event.get_content_offset(self)
        place = offset.y + self.scroll_offset.y if offset else -1
        if offset and 0 <= place < len(self._items):
            event.stop()
            self.post_message(self.Chosen(place, is_sign=offset.x < SIGN_CELLS))
