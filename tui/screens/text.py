"""A text to read, or to copy by hand where no clipboard took it."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from store.text.display import many_lines


class TextScreen(ModalScreen[None]):
    """Shows a text by itself, so that the terminal's own selection can take it.

    Args:
        title: what it is, or why it is shown.
        text: the text.
    """

    BINDINGS = [
        Binding("escape,q,enter,ctrl+c", "leave", "Back", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box"):
            yield Label(Text(self._title), classes="box-title")
            with VerticalScroll():
                yield Static(Text(many_lines(self._text)))
            yield Label(
                Text("Select it with the mouse (with Shift held) · Esc goes back"),
                classes="box-hint",
            )

    def action_scroll(self, lines: int) -> None:
        """Scroll."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
