"""A text to read, or to copy by hand where no clipboard took it."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from store.text.display import many_lines
from tui.screens.box import Box, key
from tui.widgets.extract import beginning
from tui.widgets.text_pane import TextPane

_MOST, _MOST_LINES = 100_000, 4000
_MOST_ROWS = 20


class TextScreen(Box[None]):
    """Shows a text by itself, so that the terminal's own selection can take it.

    Args:
        title: what it is, or why it is shown.
        text: the text.
    """

    BINDINGS = [
        key("escape,q,enter,ctrl+c", "leave"),
        key("question_mark", "help"),
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
            yield TextPane()
            yield Label(
                Text("Select it with the mouse (with Shift held) · Esc goes back"),
                classes="box-hint",
            )

    def on_mount(self) -> None:
        """Fill the pane, once it has a width."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        if not self.query(TextPane):  # left before it was drawn
            return
        text, left = beginning(self._text, _MOST, _MOST_LINES)
        lines = many_lines(text).split("\n")
        lines += [f"… {left:,} more characters"] if left else []
        pane = self.query_one(TextPane)
        pane.show([Text(line) for line in lines])
        pane.styles.height = min(pane.virtual_size.height, _MOST_ROWS)
        pane.focus()

    def action_scroll(self, lines: int) -> None:
        """Scroll."""
        pane = self.query_one(TextPane)
        pane.scroll_to(y=pane.scroll_offset.y + lines, animate=False, immediate=True)
