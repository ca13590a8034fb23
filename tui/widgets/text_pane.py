"""A pane of lines that scrolls: what the detail and the note are shown in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from time import monotonic

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.wrapping import Line, Paragraph, wrapped

_BEHIND_SECONDS = 0.1
"""How far what is shown may stay behind keys that come faster than texts can be wrapped."""


class TextPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows paragraphs, wrapped to its width.

    It draws its own lines, so that what it shows changes in the same frame as the list.  It has
    no keys: the screen's commands scroll it.
    """

    DEFAULT_CSS = """
    TextPane {
        overflow-x: hidden;
        overflow-y: scroll; /* a bar that came and went would have the whole screen laid out */
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._paragraphs: Callable[[], Sequence[Paragraph]] = tuple
        self._keeps_place = True
        self._wanted: re.Pattern[str] | None = None
        """What is to be brought in sight."""
        self._behind_since: float | None = None
        """When that was shown first which is not wrapped yet; None when all is."""
        self._lines: list[Line] = []
        self._starts: list[int] = []
        """The first line of each paragraph."""
        self._drawn: dict[int, Strip] = {}
        """Lines as they stand on the screen, by their number."""
        self._base: Style | None = None
        self._styles: dict[str, Style] = {}
        self._wrapped_for = -1

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show other paragraphs from the top, at once."""
        self._paragraphs, self._wanted, self._keeps_place = lambda: paragraphs, None, False
        self._come_up()

    def show_soon(
        self,
        paragraphs: Callable[[], Sequence[Paragraph]],
        *,
        keep_place: bool = False,
        in_sight: re.Pattern[str] | None = None,
    ) -> None:
        """Show other paragraphs, from the top unless told to keep the place.

        They are made and wrapped before the next frame, once for all keys that come before it.

        Args:
            paragraphs: gives them.
            keep_place: stay where the reader is in them.
            in_sight: what they are scrolled to, where it is not on the screen.
        """
        self._paragraphs, self._wanted = paragraphs, in_sight
        self._keeps_place = keep_place and (self._keeps_place or self._behind_since is None)
        if self._behind_since is None:
            self._behind_since = monotonic()
        self.check_idle()

    def show_again(self) -> None:
        """Make what is shown anew, soon: its colours are others."""
        self.show_soon(self._paragraphs, keep_place=True)

    def show_now(self) -> None:
        """Show at once what is to be shown soon."""
        self._come_up()

    def paragraph_at(self, y: int) -> int:
        """Give the number of the paragraph in a row of the screen, the first row being 0."""
        line = y + self.scroll_offset.y
        return bisect_right(self._starts, line) - 1 if line < len(self._lines) else -1

    def line_of(self, number: int) -> int:
        """Give the first line of a paragraph."""
        return self._starts[number]

    def bring_in_sight(self, number: int) -> None:
        """Scroll as far as shows a paragraph."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        ends = [*self._starts[1:], len(self._lines)]
        first, end = self._starts[number], ends[number]
        wanted = min(max(top, end - height), first)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)

    @property
    def texts(self) -> list[str]:
        """Its lines, without colours."""
        return ["".join(segment.text for segment in line) for line in self._lines]

    def on_idle(self) -> None:
        """Come up with what is to be shown, unless other keys wait."""
        since = self._behind_since
        if since is None:
            return
        if self.app.message_queue_size and monotonic() - since < _BEHIND_SECONDS:
            self.check_idle()
        else:
            self._come_up()

    def _come_up(self) -> None:
        self._behind_since, before = None, self._lines
        self._wrap()
        top = self.scroll_offset.y
        if not self._keeps_place:
            self.scroll_to(0, 0, animate=False, immediate=True)
            if self._wanted is not None:
                self._bring_in_sight(self._wanted)
        if top or self.scroll_offset.y:
            self.refresh(self.size.region)
        elif before != self._lines:  # what is below both texts is empty, and stays so
            lines = min(max(len(before), len(self._lines)), self.size.height)
            self.refresh(Region(0, 0, self.size.width, lines))

    def _bring_in_sight(self, pattern: re.Pattern[str]) -> None:
        """Scroll to the first line that holds something, where it is not on the screen."""
        height = self.scrollable_content_region.height
        for number, line in enumerate(self.texts):
            if pattern.search(line):
                if number >= height:
                    self.scroll_to(y=number - height // 2, animate=False, immediate=True)
                return

    def _wrap(self) -> None:
        self._drawn.clear()
        width = self.scrollable_content_region.width
        if width < 1:  # hidden: it is wrapped when it is shown
            self._wrapped_for = width
            return
        console = self.app.console
        self._lines, self._starts = [], []
        for text in self._paragraphs():
            self._starts.append(len(self._lines))
            self._lines += wrapped(text, width, console)
        self._wrapped_for = width
        size = Size(width, len(self._lines))
        if size != self.virtual_size:
            # Setting it as usual would have the whole screen laid out anew.
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)

    def on_resize(self) -> None:
        """Wrap anew where the width has changed."""
        self._drawn.clear()
        if self._wrapped_for != self.scrollable_content_region.width:
            self._wrap()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Give one line of the pane."""
        return self.rows(range(y, y + 1))[0]

    def rows(self, lines: range) -> list[Strip]:
        """Give lines, the first on the screen being 0."""
        top, last = self.scroll_offset.y, len(self._lines)
        width = max(self._wrapped_for, 1)
        return [self._line(min(top + y, last), width) for y in lines]

    def _line(self, number: int, width: int) -> Strip:
        strip = self._drawn.get(number)
        if strip is None:
            if self._base is None:
                self._base = self.rich_style
            line = self._lines[number] if number < len(self._lines) else ()
            strip = self._drawn[number] = _drawn(line, width, self._base)
        return strip

    def part_style(self, name: str) -> Style:
        """Give the style of one of the classes of its parts."""
        style = self._styles.get(name)
        if style is None:  # working it out takes longer than wrapping a line
            style = self._styles[name] = self.get_component_rich_style(name, partial=True)
        return style

    def notify_style_update(self) -> None:
        """Draw in other colours: the theme or the focus has changed."""
        super().notify_style_update()
        self._base = None
        self._styles.clear()
        self._drawn.clear()


def _drawn(line: Line, width: int, base: Style) -> Strip:
    """Give a line of a width, in colours."""
    segments = [Segment(text, base + style if style else base) for text, style, _ in line]
    room = width - sum(cell_len(segment.text) for segment in segments)
    return Strip([*segments, Segment(" " * room, base)] if room > 0 else segments, width)
