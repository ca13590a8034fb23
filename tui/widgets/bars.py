"""The two lines at the bottom: where one is and what happened; which keys do what."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from store.text.display import one_line
from tui.commands import CommandTable
from tui.proposal import Proposal
from tui.widgets.extract import MOST_IN_LINE
from tui.widgets.paper_list import fit

_MOST_LINES = 4
_MOST_LABEL = 40
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
        """Give a message as many lines as it needs, four at most: what to do stands last."""
        room = max(self.size.width - 2, 1)
        lines = len(Text(self._message).wrap(self.app.console, room))
        height = max(1, min(lines, _MOST_LINES))
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height

    def render(self) -> Text | Padding:
        """Give the lines of a long message."""
        return Padding(Text(self._message, self._style()), (0, 1))

    def render_line(self, y: int) -> Strip:
        """Give a line; where it is the only one, without the way through the framework."""
        width, height = self.size
        if height != 1:
            return super().render_line(y)
        base = self.rich_style
        place = self._right(width)
        left = width - cell_len(place) - 3 if place else width - 2
        if self._message:
            told = Segment(fit(self._message, left), base + self._style())
        else:
            told = Segment(self._shown(left), base)
        parts = [Segment(" ", base), told, Segment(f" {place} " if place else " ", base)]
        return Strip(parts).adjust_cell_length(width, base)

    def _right(self, width: int) -> str:
        """Give what stands to the right of the message, as much of it as there is room for."""
        both = " · ".join(filter(None, (self._selected, self._place)))
        # What happened matters more while it stands there.
        least = cell_len(self._message) + 3 if self._message else 1
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


class HintBar(Widget):
    """As many keys, with a word each, as there is room for.

    While a query is being typed, when these keys are letters: what it may go on to.
    """

    COMPONENT_CLASSES = {"hint-bar--key"}

    DEFAULT_CSS = "HintBar { height: 1; }"

    ORDER = (
        "app.help",
        "paper.done",
        "paper.star",
        "paper.tag",
        "note.edit",
        "app.close",
        "list.find",
        "paper.cite",
        "paper.copy_link",
        "list.filter",
        "view.choose",
        "history.undo",
        "paper.read",
        "paper.queue",
        "move.next_unread",
        "list.sort",
        "list.select",
        "app.import",
    )
    """The most needed first."""

    def __init__(self, commands: CommandTable, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands = commands
        self._proposals: Sequence[Proposal] | None = None
        self._label = ""

    def propose(self, proposals: Sequence[Proposal] | None, label: str = "") -> None:
        """Show what a query may go on to; None shows the keys again.

        Args:
            proposals: the first is what Tab takes.
            label: what stands before them.
        """
        if (proposals, label) != (self._proposals, self._label):
            self._proposals, self._label = proposals, label
            self.refresh()

    def render(self) -> Text:
        """Give the line."""
        style = self.get_component_rich_style("hint-bar--key", partial=True)
        line = Text(" ", no_wrap=True)
        if self._proposals is not None:
            return self._proposed(line, style)
        for name in self.ORDER:
            command = self._commands.get(name)
            if command is None or not command.keys:
                continue
            key = command.key_labels[0]
            if line.cell_len + len(key) + len(command.hint) + 3 > self.size.width:
                continue
            line.append(key, style).append(f" {command.hint}  ")
        return line

    def _proposed(self, line: Text, style: Style) -> Text:
        for number, one in enumerate(self._proposals or ()):
            label = fit(one_line(one.label), min(cell_len(one.label), _MOST_LABEL))
            count = f" {one.count:,}" if one.count else ""
            if not number:
                line.append(f"{self._label} ", style)
            if line.cell_len + cell_len(label + count) + 2 > self.size.width:
                break
            line.append(label, "bold" if not number else "").append(f"{count}  ")
        return line
