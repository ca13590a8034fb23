"""The line over the last: where one is, and what happened."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from store.text.display import one_line
from tui.widgets.extract import MOST_IN_LINE
from tui.widgets.fitting import fit

_MOST_LINES = 4
_LEAST_MESSAGE = 16
"""Cells of a message that is never made shorter."""
_LEAST_VIEW = 20
"""Cells of a query that are to be seen of it, before its order is cut off."""


class StatusBar(Widget):
    """Left what happened last, or what is shown; right where in the list one is."""

    COMPONENT_CLASSES = {"status-bar--error", "status-bar--message"}

    DEFAULT_CSS = "StatusBar { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._place = ""
        self._view = ""
        self._order = ""
        self._selected = ""
        self._message = ""
        self._is_error = False
        self._lines = [""]
        """The message as it is wrapped."""

    @property
    def message(self) -> str:
        """What happened last."""
        return self._message

    @property
    def has_error(self) -> bool:
        """Whether what it says is an error."""
        return self._is_error and bool(self._message)

    def show_place(self, view: str, place: str, order: str = "", selected: str = "") -> None:
        """Say what is shown, in which order, where in it one is, and how much is selected."""
        shown = (view, place, order, selected)
        if shown != (self._view, self._place, self._order, self._selected):
            self._view, self._place, self._order, self._selected = shown
            if len(self._lines) > 1:
                self._fit()
            self.refresh()

    def say(self, message: str, *, is_error: bool = False) -> None:
        """Say what happened; it stays until something else does."""
        self._message, self._is_error = one_line(message[:MOST_IN_LINE]), is_error
        self._fit()
        self.refresh()

    def on_resize(self) -> None:
        """Fit the message to the width."""
        self._fit()

    def _fit(self) -> None:
        """Give a message as many lines as it needs, four at most.

        Where it takes several, or is an error, where one is stands after it. Of one that is too
        long the middle is left out: what to do stands last.
        """
        room = max(self.size.width - 2, 1)
        place = self._all_places()
        own = self._wrapped(self._message, room)
        if len(own) == 1 and not self.has_error:
            place = ""  # what happened matters more while it stands there
        lines = self._with_place(own, place, room)
        budget = room * _MOST_LINES - cell_len(place)
        while len(lines) > _MOST_LINES and budget > _LEAST_MESSAGE:
            lines = self._with_place(
                self._wrapped(_shortened(self._message, budget), room), place, room
            )
            budget -= 4
        self._lines = lines[:_MOST_LINES]
        height = len(self._lines)
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height

    def _wrapped(self, text: str, room: int) -> list[str]:
        return [line.plain.rstrip() for line in Text(text).wrap(self.app.console, room)] or [""]

    @staticmethod
    def _with_place(lines: list[str], place: str, room: int) -> list[str]:
        """Give lines with room for the place in the last of them."""
        if place and cell_len(lines[-1]) + 2 + cell_len(place) > room:
            return [*lines, ""]
        return lines

    def render_line(self, y: int) -> Strip:
        """Give a line."""
        width, height = self.size
        base = self.rich_style
        is_last = y >= height - 1
        place = self._right(width, y) if is_last else ""
        left = width - cell_len(place) - 3 if place else width - 2
        if self._message:
            line = self._lines[y] if 1 < height == len(self._lines) else self._message
            told = Segment(fit(line, left), base + self._style())
        else:
            told = Segment(self._shown(left), base)
        parts = [Segment(" ", base), told, Segment(f" {place} " if place else " ", base)]
        return Strip(parts).adjust_cell_length(width, base)

    def _all_places(self) -> str:
        return " · ".join(filter(None, (self._selected, self._place)))

    def _right(self, width: int, y: int) -> str:
        """Give what stands to the right of the message, as much of it as there is room for."""
        line = self._lines[y] if len(self._lines) > 1 and y < len(self._lines) else self._message
        # What happened matters more while it stands there.
        least = cell_len(line) + 3 if self._message else 1
        both = self._all_places()
        fitting = (one for one in (both, self._selected) if cell_len(one) + least <= width)
        return next(fitting, "")

    def _style(self) -> Style:
        name = "error" if self.has_error else "message"
        return self.get_component_rich_style(f"status-bar--{name}", partial=True)

    def _shown(self, cells: int) -> str:
        """Give what is shown, the order whole where both have room enough."""
        order = f" · {self._order}" if self._order else ""
        room = cells - cell_len(order)
        if room < min(cell_len(self._view), _LEAST_VIEW):
            return fit(self._view + order, cells)
        view = self._view if cell_len(self._view) <= room else fit(self._view, room)
        return fit(view + order, cells)


def _shortened(message: str, cells: int) -> str:
    """Give the beginning and the end of a message, whole words of both."""
    half = max(cells // 2 - 2, 1)
    head, tail = message[:half], message[-half:]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"
