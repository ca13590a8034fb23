"""Help for where the reader is: the page of keys, the line of hints, the tour."""

from __future__ import annotations

from textual.events import DescendantFocus

from tui import guide
from tui.answering import FILTER, FIND
from tui.memory import Memory
from tui.screens.base import TriageBase
from tui.widgets.hint_bar import HintBar

_WELCOMED = "welcomed"


class Helping(TriageBase):
    """The commands that explain the others."""

    _is_first_start: bool | None = None
    """Whether an empty library was never shown before; None: nobody has looked."""

    def welcome(self) -> str:
        """Give what stands in the place of papers where there are none.

        The first time it tells what there is to do besides.
        """
        if self._is_first_start is None:
            memory = Memory()
            self._is_first_start = not memory.get(_WELCOMED)
            if self._is_first_start:
                self.writer.submit(lambda: memory.put(_WELCOMED, "yes"), lambda _done, _error: None)
        return guide.welcome(self.commands, with_tour=self._is_first_start)

    @property
    def place(self) -> str:
        """Where the keys go."""
        if self.prompt.display:
            return guide.QUERY if self.prompt.purpose in (FIND, FILTER) else guide.ASKED
        if self.is_writing:
            return guide.WRITING
        focused = self.focused
        if focused is self.detail:
            return guide.PAPER
        return guide.NOTE if focused is self.notes.view else guide.LIST

    def on_descendant_focus(self, _event: DescendantFocus) -> None:
        """Hint at the keys of the pane in focus."""
        for hints in self.query(HintBar):
            hints.show_place(self.place)

    def action_app_help(self) -> None:
        """Show the keys."""
        from tui.screens.help import HelpScreen  # noqa: PLC0415

        self.app.push_screen(HelpScreen(self.commands, self.place))

    async def action_app_help_here(self) -> None:
        """Show the keys while something is being written, which stays as it is."""
        await self.typed_out()
        self.action_app_help()

    def action_app_tour(self) -> None:
        """Show what there is to do."""
        from tui.screens.tour import TourScreen  # noqa: PLC0415

        self.app.push_screen(TourScreen(self.commands))
