"""The list of papers: any number of them, drawn a line at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.columns import DATE, USUAL_COLUMNS, Column, Place, Plan, plan
from tui.matches import is_among
from tui.tag_colours import COLOURS
from tui.widgets.fitting import fit, fit_date
from tui.widgets.row import Row, parted

_TITLE_WITH_TAGS = 60
"""Cells of a title from which the names of tags stand behind it; which take as many cells as
follow, and a cut one so many."""
_TAG_CELLS, _LEAST_TAG_CELLS = 26, 5
_STRIPS_KEPT = 2000
_WHOLE_DATE = 10
_USUAL_PAGE = 40
"""How many rows are looked at before it is known how many there is room for."""
_SIGNS_CELLS = 8
"""What stands before and after the columns."""


class PaperList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows over a sequence of ids; only those on the screen are ever looked at.

    It has no keys of its own: the screen moves the cursor, so that the other panes change in
    the same frame.

    Args:
        describe: gives the row of an id.
        columns: what stands beside the title, and where.
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
        "paper-list--tag",
        *(f"paper-list--tag-{colour}" for colour in COLOURS),
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

    def __init__(
        self,
        describe: Callable[[str], Row],
        columns: Sequence[Column] = USUAL_COLUMNS,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._describe = describe
        self._columns = columns
        usual = Column(DATE, 0)
        self._date = columns.index(usual) if usual in columns else None
        """Which column is as wide as the dates that are shown."""
        self._date_cells = 0
        """How wide the dates are that were shown since the list is this one."""
        self._plan: Plan | None = None
        """How rows are divided, of papers about whose title nothing is unsure."""
        self._looked_at: dict[str, Row] = {}
        """Rows whose dates were looked at before they are drawn."""
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
        self._forget()
        self._date_cells, self._plan = 0, None
        self._take_room()
        if keep_row:
            top = max(0, min(top, len(ids) - self.page))
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self._scroll_to_cursor()
        self._look_at_dates()
        self.refresh(self.size.region)

    def _forget(self) -> None:
        """Draw every row anew the next time."""
        self._strips.clear()
        self._looked_at.clear()

    def _look_at_dates(self) -> None:
        """Make room for the dates that are shown first, so that no frame has them otherwise."""
        if self._date is not None:
            top = self.scroll_offset.y
            page = self.page if self.size else _USUAL_PAGE
            for paper_id in self._ids[top : top + page]:
                row = self._looked_at[paper_id] = self._describe(paper_id)
                self._date_cells = max(self._date_cells, self._needed(row))

    def _needed(self, row: Row) -> int:
        """Give the cells that a row's date needs."""
        return 0 if self._date is None else min(len(row.texts[self._date]), _WHOLE_DATE)

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
        self._forget()
        self.refresh(self.size.region)

    def redraw_rows(self, places: Sequence[int]) -> None:
        """Draw some rows anew, those on the screen only where they are others than before."""
        top, height, width = self.scroll_offset.y, self.size.height, self.size.width
        for place in places:
            key = (self._ids[place], place == self._cursor)
            before = self._strips.pop(key, None)
            self._looked_at.pop(key[0], None)
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
        self._plan = None
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
        while True:
            before = self._date_cells
            found = [self._row(top + y, width) for y in lines]
            if self._date_cells == before:
                return found
            self._strips.clear()

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
        paper_id, is_cursor = self._ids[place], place == self._cursor
        row = self._looked_at.pop(paper_id, None) or self._describe(paper_id)
        if self._base is None:  # working it out takes longer than drawing a row
            self._base = self.rich_style
        base = self._base + self._style("read" if row.read else "unread")
        under = self._style("cursor") if is_cursor else Style()
        segments = [
            self._first(place, row, base),
            *self._signs(row, base),
            *self._texts(row, base, self._divided(row, width)),
        ]
        found = base + self._style("match")
        strip = Strip(
            [Segment(text, style if style == found else style + under) for text, style in segments]
        )
        return strip.adjust_cell_length(width, base + under)

    def _divided(self, row: Row, width: int) -> Plan:
        """Give how rows are divided, made once for all of them."""
        needed = self._needed(row)
        if needed > self._date_cells:
            self._date_cells, self._plan = needed, None
            self.call_later(self.redraw)  # what is drawn already stands elsewhere now
        if self._plan is None:
            self._plan = plan(self._columns, width - _SIGNS_CELLS, self._date_cells)
        return self._plan

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
            (bool(row.tags), "#", "tag"),
        )
        drawn = [(sign if has else " ", base + self._style(name)) for has, sign, name in signs]
        unsure = ("? ", base + self._style("unsure")) if row.unsure else (" ", base)
        return [*drawn, unsure]

    def _texts(self, row: Row, base: Style, divided: Plan) -> list[tuple[str, Style]]:
        meta = base + self._style("meta")
        before = [part for one in divided.before for part in self._text(row, one, base, meta)]
        after = [part for one in divided.after for part in self._text(row, one, base, meta)]
        ink = base + self._style("selected") if row.selected else base
        tags = self._tags(row, base) if divided.title >= _TITLE_WITH_TAGS else []
        taken = row.unsure + sum(cell_len(text) for text, _ in tags)
        title = self._marked(fit(row.title, divided.title - taken), ink)
        gap = [(" ", meta)]
        return [*before, *title, *tags, *(gap if after else []), *after[:-1], (" ", base)]

    def _tags(self, row: Row, base: Style) -> list[tuple[str, Style]]:
        """Give the names of tags, as many as there is room for, and the last cut off."""
        found: list[tuple[str, Style]] = []
        room = _TAG_CELLS
        for name, colour in row.tags:
            text = f"#{name}"
            if room < _LEAST_TAG_CELLS:
                break
            text = fit(text, min(cell_len(text), room - 1))
            found += [(" ", base), (text, base + self._style(f"tag-{colour}"))]
            room -= cell_len(text) + 1
        return found

    def _text(self, row: Row, one: Place, base: Style, meta: Style) -> list[tuple[str, Style]]:
        """Give what stands in a column, and the gap after it."""
        text = (fit_date if one.name == DATE else fit)(row.texts[one.number], one.cells)
        if row.is_followed and one.name == "author":
            name = text.rstrip()
            followed = (name, base + self._style("followed"))
            return [followed, (" " * (len(text) - len(name)), meta), (" ", meta)]
        return [(text, meta), (" ", meta)]

    def _marked(self, title: str, base: Style) -> list[tuple[str, Style]]:
        """Give a title in parts: what a search found, what is followed, the rest."""
        kinds = [
            (self._pattern, base + self._style("match")),
            (self.keywords, base + self._style("followed")),
        ]
        return parted(title, kinds, base)

    # -- mouse

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse; Alt is for terminals that keep Shift for themselves."""
        offset = event.get_content_offset(self)
        place = offset.y + self.scroll_offset.y if offset else -1
        if 0 <= place < len(self._ids):
            event.stop()
            chosen = self.Chosen(place, is_range=event.shift or event.meta, is_toggle=event.ctrl)
            self.post_message(chosen)
