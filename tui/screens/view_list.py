"""Every view, with how many papers it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from store.errors import PaperdeckError, QueryError, SearchCancelled
from store.text.display import one_line
from tui.guide import VIEWS
from tui.screens.box import key, room_in_box
from tui.screens.list_box import ListBox
from tui.views import View
from tui.widgets.extract import MOST_IN_ROW
from tui.widgets.fitting import fit

Count = Callable[[str, Callable[[], bool]], int]
"""Gives how many papers a query finds; the second says whether nobody waits any more."""

_COUNT_CELLS, _NAME_CELLS = 9, 24

CHOOSE, RENAME, DELETE = "choose", "rename", "delete"


@dataclass(frozen=True, slots=True)
class ViewAsked:
    """What is to be done with a view."""

    what: str
    """`CHOOSE`, `RENAME` or `DELETE`."""
    view: View


class ViewScreen(ListBox[ViewAsked]):
    """Asks for a view; gives it and what is to be done, or None.

    Args:
        views: all views.
        current: the name of the one shown.
        count: counts their papers, in a thread; the counts appear as they come.
    """

    HELP = VIEWS
    BINDINGS = [
        *(key(digit, f"number('{digit}')") for digit in "0123456789"),
        key("R", "ask('rename')"),
        key("D", "ask('delete')"),
    ]

    class Counted(Message, bubble=False):
        """The papers of a view were counted."""

        def __init__(self, place: int, told: str) -> None:
            super().__init__()
            self.place = place
            self.told = told

    def __init__(self, views: Sequence[View], current: str, count: Count, save_key: str) -> None:
        super().__init__()
        self._save_key = save_key
        self._views = views
        self._current = current
        self._count = count
        self._told = ["…"] * len(views)

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box"):
            yield Label(Text("Views"), classes="box-title")
            yield OptionList(*(Option(self._prompt(place)) for place in range(len(self._views))))
            own = any(view.is_own for view in self._views)
            hint = (
                "R renames yours, D deletes it"
                if own
                else f"{self._save_key} saves a filter as a view"
            )
            yield Label(Text(f"Enter or its number shows · {hint} · Esc"), classes="box-hint")

    def on_mount(self) -> None:
        """Put the cursor on the view shown, and count."""
        names = [view.name for view in self._views]
        self.options.highlighted = names.index(self._current) if self._current in names else 0
        self.recount()

    def recount(self) -> None:
        """Count anew: marks have changed."""
        self.run_worker(
            self._count_all, thread=True, exclusive=True, group="count", exit_on_error=False
        )

    def _count_all(self) -> None:
        worker = get_current_worker()
        for place, view in enumerate(self._views):
            try:
                told = f"{self._count(view.query, lambda: worker.is_cancelled):,}"
            except SearchCancelled:
                return
            except QueryError:
                told = "wrong"
            except PaperdeckError:
                told = "?"
            if worker.is_cancelled or not self.post_message(self.Counted(place, told)):
                return

    def on_view_screen_counted(self, message: Counted) -> None:
        """Show a count."""
        self._told[message.place] = message.told
        self.options.replace_option_prompt_at_index(message.place, self._prompt(message.place))

    def _prompt(self, place: int) -> Text:
        view, told = self._views[place], self._told[place]
        longest = max(len(one_line(one.name)) for one in self._views)
        name = fit(one_line(view.name), min(longest, _NAME_CELLS))
        room = room_in_box(self.app.size.width) - len(name) - _COUNT_CELLS - 6
        query = fit(one_line(view.query[:MOST_IN_ROW]), room)
        return Text.assemble(
            f"{view.key or ' '}  ", (name, "bold"), "  ", query, told.rjust(_COUNT_CELLS)
        )

    def action_number(self, digit: str) -> None:
        """Show the view of a digit."""
        view = next((one for one in self._views if one.key == digit), None)
        if view is not None:
            self.dismiss(ViewAsked(CHOOSE, view))

    def action_choose(self) -> None:
        """Show the view under the cursor."""
        self.action_ask(CHOOSE)

    def action_ask(self, what: str) -> None:
        """Have something done with the view under the cursor."""
        if self.place is not None:
            self.dismiss(ViewAsked(what, self._views[self.place]))
