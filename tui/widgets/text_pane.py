"""A pane of lines that scrolls: what the detail and the note are shown in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class TextPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows paragraphs, wrapped to its width.

    It draws its own lines, so that what it shows changes in the same frame as the list.  It has
    no keys: the screen's commands scroll it.
    """

    DEFAULT_CSS = """
    TextPane {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._paragraphs: Sequence[Text] = ()
        self._lines: list[Strip] = []
        self._wrapped_for = -1

    def show(self, paragraphs: Sequence[Text], *, keep_place: bool = False) -> None:
        """Show other paragraphs, from the top unless told to keep the place."""
        self._paragraphs, before = paragraphs, self._lines
        self._wrap()
        if keep_place and before == self._lines:
            return
        if not keep_place:
            self.scroll_to(0, 0, animate=False, immediate=True)
        self.refresh()

    def bring_in_sight(self, pattern: re.Pattern[str]) -> None:
        """Scroll to the first line that holds something, where it is not on the screen."""
        height = self.scrollable_content_region.height
        for number, line in enumerate(self._lines):
            if pattern.search(line.text):
                if number >= height:
                    self.scroll_to(y=number - height // 2, animate=False, immediate=True)
                return

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        if width < 1:  # hidden: it is wrapped when it is shown
            self._wrapped_for = width
            return
        console = self.app.console
        self._lines = [
            Strip(Segment.apply_style(line.render(console), _style(line)), line.cell_len)
            for paragraph in self._paragraphs
            for line in paragraph.wrap(console, width, overflow="fold") or [Text()]
        ]
        self._wrapped_for = width
        self.virtual_size = Size(width, len(self._lines))

    def on_resize(self) -> None:
        """Wrap anew where the width has changed."""
        if self._wrapped_for != self.scrollable_content_region.width:
            self._wrap()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Give one line of the pane."""
        number = self.scroll_offset.y + y
        width = self.size.width
        base = self.rich_style
        if number >= len(self._lines):
            return Strip.blank(width, base)
        return self._lines[number].apply_style(base).extend_cell_length(width, base)


def _style(line: Text) -> Style | None:
    """Give a line's own style, which a text without marked parts leaves out when drawn."""
    return line.style if isinstance(line.style, Style) else None
