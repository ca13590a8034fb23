"""The list of papers: any number of them, drawn a line at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.matches import is_among

_DATE_FROM, _CATEGORY_FROM, _AUTHOR_FROM = 56, 84, 100
"""Widths, in cells, from which a row has room for the column."""
_AUTHOR_CELLS = 16
_STRIPS_KEPT = 2000


class Row(NamedTuple):
    """What a row shows; all text is safe to show already."""

    title: str
    author: str = ""
    date: str = ""
    category: str = ""
    read: bool = False
    starred: bool = False
    queued: bool = False
    has_note: bool = False
    has_tags: bool = False
    unsure: bool = False
    selected: bool = False
    is_followed: bool = False
    """Whether the user follows the author."""


def fit(text: str, cells: int) -> str:
    """Give text that takes exactly so many cells, cut between characters, ``…`` where cut."""
    if cells < 1:
        return ""
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    return set_cell_size(set_cell_size(text, cells - 1).rstrip() + "…", cells)


def _blanks(text: str) -> int:
    return len(text) - len(text.rstrip())


def _parted(
    text: str, kinds: Sequence[tuple[re.Pattern[str] | None, Style]], base: Style
) -> list[tuple[str, Style]]:
    """Give a text in parts, each in the style of the first kind that finds it."""
    spans = [
        (match.start(), match.end(), style)
        for pattern, style in kinds
        if pattern is not None
        for match in pattern.finditer(text)
    ]
    if not spans:
        return [(text, base)]
    places = sorted({0, len(text), *(place for start, end, _ in spans for place in (start, end))})
    return [
        (text[here:then], next((one for start, end, one in spans if start <= here < end), base))
        for here, then in pairwise(places)
    ]


class PaperList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows over a sequence of ids; only those on the screen are ever looked at.

    It has no keys of its own: the screen moves the cursor, so that the other panes change in
    the same frame.

    Args:
        describe: gives the row of an id.
    """

    COMPONENT_CLASSES = {
        "paper-list--cursor",
        "paper-list--read",
        "paper-list--unread",
        "paper-list--unread-sign",
        "paper-list--star",
        "paper-list--queue",
        "paper-list--note",
        "paper-list--meta",
        "paper-list--unsure",
        "paper-list--match",
        "paper-list--found",
        "paper-list--selected",
        "paper-list--followed",
    }

    DEFAULT_CSS = """
    PaperList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    class Chosen(Message):
        """The mouse chose a row."""

        def __init__(self, place: int, *, is_range: bool = False, is_toggle: bool = False) -> None:
            super().__init__()
            self.place = place
            self.is_range = is_range
            """Whether it chose all rows from the cursor to this one."""
            self.is_toggle = is_toggle
            """Whether it chose this row beside others."""

    def __init__(self, describe: Callable[[str], Row], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._describe = describe
        self._ids: Sequence[str] = ()
        self._empty: Sequence[str] = ()
        self._cursor = 0
        self._matches: Sequence[int] = ()
        self._pattern: re.Pattern[str] | None = None
        self.keywords: re.Pattern[str] | None = None
        """Finds what the user follows in titles."""
        self._strips: dict[tuple[str, bool], Strip] = {}
        self._styles: dict[str, Style] = {}
        self._base: Style | None = None

    # -- what it shows

    def show(
        self, ids: Sequence[str], cursor: int, empty: str = "", *, keep_row: bool = False
    ) -> None:
        """Show other papers, or, where there is none, a text that says what to do.

        Args:
            ids: the papers.
            cursor: the place of the cursor.
            empty: the text.
            keep_row: the cursor stays in its row of the screen.
        """
        top = self.scroll_offset.y + cursor - self._cursor
        self._ids = ids
        self._empty = empty.split("\n")
        self._cursor = cursor
        self._strips.clear()
        self._take_room()
        if keep_row:
            top = max(0, min(top, len(ids) - self.page))
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self._scroll_to_cursor()
        self.refresh(self.size.region)

    def _take_room(self) -> None:
        """Be as high as there are papers."""
        size = Size(self.scrollable_content_region.width, len(self._ids))
        if size != self.virtual_size:
            # Setting it as usual would have the whole screen laid out anew.
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)

    def move_to(self, place: int) -> None:
        """Put the cursor on a row."""
        before, self._cursor = self._cursor, place
        top = self.scroll_offset.y
        self._scroll_to_cursor()
        if self.scroll_offset.y == top:
            for row in (before, place):
                self.refresh(Region(0, row - top, self.size.width, 1))
        # Otherwise scrolling has every row drawn.

    def mark_matches(self, places: Sequence[int], pattern: re.Pattern[str] | None) -> None:
        """Show which papers a search found, and what it found in their titles.

        Args:
            places: of the papers, in order.
            pattern: finds it.
        """
        before, self._matches = self._matches, places
        is_same, self._pattern = pattern is self._pattern, pattern
        self._strips.clear()
        if is_same:  # more of the same matches are known; few of them are on the screen
            top = self.scroll_offset.y
            for place in range(top, min(top + self.size.height, len(self._ids))):
                if is_among(place, before) != is_among(place, places):
                    self.refresh(Region(0, place - top, self.size.width, 1))
        else:
            self.refresh(self.size.region)

    def redraw(self) -> None:
        """Draw every row anew: what they show may have changed."""
        self._strips.clear()
        self.refresh(self.size.region)

    def redraw_rows(self, places: Sequence[int]) -> None:
        """Draw some rows anew, those on the screen only where they are others than before."""
        top, height, width = self.scroll_offset.y, self.size.height, self.size.width
        for place in places:
            key = (self._ids[place], place == self._cursor)
            before = self._strips.pop(key, None)
            self._strips.pop((key[0], not key[1]), None)
            if top <= place < top + height:
                if before is not None:
                    self._strips[key] = self._draw(place, width)
                if before is None or before != self._strips[key]:
                    self.refresh(Region(0, place - top, width, 1))

    @property
    def page(self) -> int:
        """How many rows are on the screen."""
        return max(self.scrollable_content_region.height, 1)

    def _scroll_to_cursor(self) -> None:
        if not self.size:  # it is not laid out yet; on_resize comes back to it
            return
        top, page = self.scroll_offset.y, self.page
        margin = min(2, (page - 1) // 2)
        if self._cursor < top + margin:
            top = self._cursor - margin
        elif self._cursor >= top + page - margin:
            top = self._cursor - page + 1 + margin
        top = max(0, min(top, len(self._ids) - page))
        # By force: the framework does not know yet that a list which has grown can be scrolled.
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    # -- drawing

    def notify_style_update(self) -> None:
        """Forget colours: the theme has changed."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()
        self._base = None

    def on_resize(self) -> None:
        """Fit the rows to the width."""
        self._strips.clear()
        self._take_room()
        self._scroll_to_cursor()
        self.refresh(self.size.region)

    def on_focus(self) -> None:
        """Draw the cursor as that of the pane in focus."""
        self.redraw()

    def on_blur(self) -> None:
        """Draw the cursor as that of a pane not in focus."""
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """Give one row."""
        return self.rows(range(y, y + 1))[0]

    def rows(self, lines: range) -> list[Strip]:
        """Give rows, the first on the screen being 0."""
        top, width = self.scroll_offset.y, self.size.width
        return [self._row(top + y, width) for y in lines]

    def _row(self, place: int, width: int) -> Strip:
        if not self._ids and 0 < place <= len(self._empty):
            return Strip([Segment(fit(f"  {self._empty[place - 1]}", width), self.rich_style)])
        if place >= len(self._ids):
            return Strip.blank(width, self.rich_style)
        key = (self._ids[place], place == self._cursor)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > _STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[key] = self._draw(place, width)
        return strip

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self.get_component_rich_style(f"paper-list--{name}", partial=True)
            self._styles[name] = style
        return style

    def _draw(self, place: int, width: int) -> Strip:
        row, is_cursor = self._describe(self._ids[place]), place == self._cursor
        if self._base is None:  # working it out takes longer than drawing a row
            self._base = self.rich_style
        base = self._base + self._style("read" if row.read else "unread")
        under = self._style("cursor") if is_cursor else Style()
        meta = base + self._style("meta")
        segments = [
            self._first(place, row, base),
            *self._signs(row, base),
            *self._columns(row, base, meta, width),
        ]
        found = base + self._style("match")
        strip = Strip(
            [Segment(text, style if style == found else style + under) for text, style in segments]
        )
        return strip.adjust_cell_length(width, base + under)

    def _first(self, place: int, row: Row, base: Style) -> tuple[str, Style]:
        """Give the sign at the edge: of a paper that is selected, or else of one found."""
        if row.selected:
            return "✓", base + self._style("selected")
        return ("›", base + self._style("found")) if is_among(place, self._matches) else (" ", base)

    def _signs(self, row: Row, base: Style) -> list[tuple[str, Style]]:
        signs = (
            (not row.read, "●", "unread-sign"),
            (row.starred, "★", "star"),
            (row.queued, "»", "queue"),
            (row.has_note, "¶", "note"),
            (row.has_tags, "#", "note"),
        )
        drawn = [(sign if has else " ", base + self._style(name)) for has, sign, name in signs]
        unsure = ("? ", base + self._style("unsure")) if row.unsure else (" ", base)
        return [*drawn, unsure]

    def _columns(self, row: Row, base: Style, meta: Style, width: int) -> list[tuple[str, Style]]:
        left: list[tuple[str, Style]] = []
        right: list[tuple[str, Style]] = []
        if width >= _DATE_FROM:
            left.append((fit(row.date, 10) + " ", meta))
        if width >= _CATEGORY_FROM:
            right.append((" " + fit(row.category, 8), meta))
        if width >= _AUTHOR_FROM:
            author = base + self._style("followed") if row.is_followed else meta
            name = fit(row.author, _AUTHOR_CELLS)
            right[:0] = [(" ", meta), (name.rstrip(), author), (" " * _blanks(name), meta)]
        taken = 7 + row.unsure + sum(cell_len(text) for text, _ in left + right)
        ink = base + self._style("selected") if row.selected else base
        title = self._marked(fit(row.title, width - taken - 1), ink)
        return [*left, *title, *right, (" ", base)]

    def _marked(self, title: str, base: Style) -> list[tuple[str, Style]]:
        """Give a title in parts: what a search found, what is followed, the rest."""
        kinds = [
            (self._pattern, base + self._style("match")),
            (self.keywords, base + self._style("followed")),
        ]
        return _parted(title, kinds, base)

    # -- mouse

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse; Alt is for terminals that keep Shift for themselves."""
        offset = event.get_content_offset(self)
        place = offset.y + self.scroll_offset.y if offset else -1
        if 0 <= place < len(self._ids):
            event.stop()
            chosen = self.Chosen(place, is_range=event.shift or event.meta, is_toggle=event.ctrl)
            self.post_message(chosen)
