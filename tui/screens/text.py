"""A text to read, or to copy by hand where no clipboard took it."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label, Static

from store.text.display import many_lines
from tui.screens.box import Box, key


class TextScreen(Box[None]):
    """Shows a text by itself, so that the terminal's own selection can take it.

    Args:
        title: what it is, or why it is shown.
        text: the text.
    """

    BINDINGS = [
        key("escape,q,enter,ctrl+c", "leave"),
        key("j,down", "scroll(1)"),
        key("k,up", "scroll(-1)"),
        key("pagedown,ctrl+d,space", "scroll(10)"),
        key("pageup,ctrl+u", "scroll(-10)"),
        key("g,home", "scroll(-10000000)"),
        key("G,end", "scroll(10000000)"),
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
