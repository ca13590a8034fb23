"""Choosing what the list is sorted by."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from store.query import SORT_FIELDS, Sort
from tui.guide import SORT
from tui.order import direction, field_name, usual
from tui.screens.box import key
from tui.screens.list_box import ListBox

_NAME_CELLS = 14

UNSORTED = "unsorted"
"""The choice of no field."""


class SortScreen(ListBox["Sort | str"]):
    """Asks for a field and a direction; gives both, or `UNSORTED`, or None.

    Args:
        current: what the list is sorted by now, first of all.
    """

    HELP = SORT
    BINDINGS = [key("r,left,right,h,l,minus,S", "turn")]

    def __init__(self, current: Sort | None) -> None:
        super().__init__()
        self._current = current
        self._sorts = [usual(field) for field in SORT_FIELDS]
        if current is not None:
            self._sorts[SORT_FIELDS.index(current.field)] = current

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box"):
            yield Label(Text("Sort"), classes="box-title")
            told = "best match first, or newest first"
            unsorted = Text.assemble(("unsorted".ljust(_NAME_CELLS), "bold"), told)
            yield OptionList(Option(unsorted), *map(self._prompt, self._sorts))
            hint = "Enter sorts · r the other way round · Esc goes back"
            yield Label(Text(hint), classes="box-hint")

    def on_mount(self) -> None:
        """Put the cursor on what the list is sorted by now."""
        if self._current is not None:
            self.options.highlighted = 1 + SORT_FIELDS.index(self._current.field)

    def _prompt(self, sort: Sort) -> Text:
        now = " (now)" if sort == self._current else ""
        name = field_name(sort.field).ljust(_NAME_CELLS)
        return Text.assemble((name, "bold"), direction(sort), now)

    def action_turn(self) -> None:
        """Turn the order under the cursor round."""
        if self.place:
            sort = self._sorts[self.place - 1]
            turned = self._sorts[self.place - 1] = Sort(sort.field, not sort.descending)
            self.options.replace_option_prompt_at_index(self.place, self._prompt(turned))

    def action_choose(self) -> None:
        """Sort by what is under the cursor."""
        if self.place is not None:
            self.dismiss(self._sorts[self.place - 1] if self.place else UNSORTED)
