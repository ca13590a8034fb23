"""The tour: what there is to do, on one page that any key leaves."""

from __future__ import annotations

from rich.segment import Segment
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Label

from tui.commands import CommandTable
from tui.guide import tour
from tui.screens.box import Box, key
from tui.widgets.text_pane import TextPane
from tui.widgets.wrapping import Hanging, Paragraph

_KEYS_CELLS = 8


class TourScreen(Box[None]):
    """Shows the few steps from a file of papers to what one takes from them.

    Args:
        commands: with the keys they have.
    """

    COMPONENT_CLASSES = {"box--key"}

    BINDINGS = [key("escape,ctrl+c,enter,space", "leave")]

    def __init__(self, commands: CommandTable) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box"):
            yield Label(Text("What there is to do"), classes="box-title")
            yield TextPane()
            yield Label(Text("Any key goes back"), classes="box-hint")

    def on_mount(self) -> None:
        """Fill the pane, once it has a width."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        if not self.query(TextPane):  # left before it was drawn
            return
        style = self.get_component_rich_style("box--key", partial=True)
        blanks = Segment(" " * _KEYS_CELLS)
        lines: list[Paragraph] = [
            Hanging(Segment(step.keys.ljust(_KEYS_CELLS), style), blanks, Text(step.told))
            for step in tour(self._commands)
        ]
        more = f"{self._commands.key('app.help')} shows all keys, {{}} all commands."
        lines += [Text(), Text(more.format(self._commands.key("app.palette")))]
        pane = self.query_one(TextPane)
        pane.show(lines)
        pane.styles.height = max(1, min(pane.virtual_size.height, self.size.height - 5))
        pane.focus()

    def on_key(self, event: Key) -> None:
        """Leave."""
        event.stop()
        self.action_leave()
