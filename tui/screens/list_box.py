"""What boxes have in common that show a list to choose from."""

from __future__ import annotations

from textual.widgets import OptionList

from tui.guide import CHOICE
from tui.screens.box import Box, Result, key


class ListBox(Box[Result]):
    """A box with a list, and the keys that move in it and leave it."""

    BINDINGS = [
        key("escape,q,ctrl+c", "leave"),
        key("enter,space", "choose"),
        key("question_mark", "help"),
        key("j,down", "move(1)"),
        key("k,up", "move(-1)"),
        key("pagedown,ctrl+d", "move(10)"),
        key("pageup,ctrl+u", "move(-10)"),
        key("g,home", "move(-1000)"),
        key("G,end", "move(1000)"),
    ]

    HELP = CHOICE

    @property
    def options(self) -> OptionList:
        """The list."""
        return self.query_one(OptionList)

    @property
    def place(self) -> int | None:
        """Where in it the cursor is."""
        return self.options.highlighted

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose what the mouse points at."""
        event.stop()
        self.options.highlighted = event.option_index
        self.action_choose()

    def action_choose(self) -> None:
        """Choose what is under the cursor."""
        raise NotImplementedError

    def action_move(self, rows: int) -> None:
        """Go up or down."""
        place = (self.options.highlighted or 0) + rows
        self.options.highlighted = max(0, min(place, self.options.option_count - 1))
