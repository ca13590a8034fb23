"""The two lines at the bottom: where one is and what happened; which keys do what."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from store.text.display import one_line
from tui.commands import BY_ID, key_label
from tui.widgets.extract import MOST_IN_LINE
from tui.widgets.paper_list import fit

_MOST_LINES = 3


class StatusBar(Widget):
    """Left what happened last, or what is shown; right where in the list one is."""

    COMPONENT_CLASSES = {"status-bar--error", "status-bar--message"}

    DEFAULT_CSS = "StatusBar { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._place = ""
        self._view = ""
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

    def show_place(self, view: str, place: str) -> None:
        """Say what is shown and where in it one is."""
        if (view, place) != (self._view, self._place):
            self._view, self._place = view, place
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
        """Give an error as many lines as it needs, three at most: what to do stands last."""
        room = max(self.size.width - 2, 1)
        lines = 1 + (cell_len(self._message) - 1) // room if self._is_error else 1
        height = max(1, min(lines, _MOST_LINES))
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height

    def render(self) -> Text:
        """Give the line."""
        width = self.size.width
        if self.size.height > 1:
            error = self.get_component_rich_style("status-bar--error", partial=True)
            return Text(self._message, error)
        place = self._place if cell_len(self._place) < width else ""
        left = width - cell_len(place) - 3
        text = self._message or self._view
        name = "error" if self._is_error and self._message else "message"
        style = self.get_component_rich_style(f"status-bar--{name}", partial=True)
        return Text.assemble(
            " ", (fit(text, left), style if self._message else ""), " ", place, " "
        )


class HintBar(Widget):
    """As many keys, with a word each, as there is room for."""

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
        "history.undo",
        "paper.read",
        "paper.queue",
        "move.next_unread",
        "app.import",
    )
    """The most needed first."""

    def render(self) -> Text:
        """Give the line."""
        style = self.get_component_rich_style("hint-bar--key", partial=True)
        line = Text(" ", no_wrap=True)
        for name in self.ORDER:
            command = BY_ID[name]
            key = key_label(command.keys[0])
            if line.cell_len + len(key) + len(command.hint) + 3 > self.size.width:
                continue
            line.append(key, style).append(f" {command.hint}  ")
        return line
