"""Selecting papers, so that commands act on all of them."""

from __future__ import annotations

from tui.screens.base import NO_PAPER
from tui.screens.finding import Finding
from tui.widgets.paper_list import PaperList


class Selecting(Finding):
    """The commands ``list.select…``, and what the mouse does in the list."""

    def action_list_select(self) -> None:
        """Select the paper under the cursor, or not any more, and go to the next one."""
        deck = self.deck
        if deck is None or deck.current is None:
            self.say(NO_PAPER)
            return
        deck.selection.toggle(deck.current)
        self.paper_list.redraw_rows([deck.cursor])
        self.say("")  # how many are selected is told in its place
        self.move_to(deck.cursor + 1)

    async def action_list_select_shown(self) -> None:
        """Select every paper shown; none of them where all are selected."""
        is_true = await self.filtered()
        deck = self.deck
        if not is_true:
            key = self.commands.key("list.select_shown")
            told = f"nothing was selected; {key} again in a moment does"
            self.say(f"The filter is still being asked: {told}.", is_error=True)
        elif deck is None or not deck.ids:
            self.say(NO_PAPER)
        elif deck.selected() == len(deck.ids):
            deck.selection.remove(deck.ids)
            self._show_selection("")
        else:
            deck.selection.add(deck.ids)
            papers = "1 paper" if len(deck.ids) == 1 else f"{len(deck.ids):,} papers"
            self._show_selection(f"Selected {papers}; {self.commands.key('app.back')} clears it.")

    def _show_selection(self, told: str) -> None:
        self.paper_list.redraw()
        self.show_place()
        self.say(told)

    def unselect(self) -> bool:
        """Select nothing; tell whether anything was selected that is in sight."""
        deck = self.deck
        if deck is None or not deck.selection or (self.filter_text and deck.selected() == 0):
            return False
        deck.selection.clear()
        self._show_selection("")
        return True

    def on_paper_list_chosen(self, message: PaperList.Chosen) -> None:
        """Go where the mouse points; select that row, or those up to it, where it was asked to."""
        deck = self.deck
        self.notes.leave()
        self.set_focus(self.paper_list)
        if deck is None or message.place >= len(deck.ids):
            return
        self.show_moved()
        if message.is_range:
            first, last = sorted((deck.cursor, message.place))
            deck.selection.add(deck.ids[first : last + 1])
            self.paper_list.redraw()
        elif message.is_toggle:
            deck.selection.toggle(deck.ids[message.place])
            self.paper_list.redraw_rows([message.place])
        if message.is_range or message.is_toggle:
            self.say("")
        self.move_to(message.place)
