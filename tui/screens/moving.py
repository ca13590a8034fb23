"""Moving in the list and the panes."""

from __future__ import annotations

from textual.scroll_view import ScrollView

from tui.screens.base import TriageBase


class Moving(TriageBase):
    """The commands ``move.…``."""

    def _move(self, rows: int) -> None:
        goal = self.goal()
        if goal is self.paper_list:
            if self.deck is not None:
                self.move_to(self.deck.cursor + rows)
        elif isinstance(goal, ScrollView):
            goal.scroll_to(y=goal.scroll_offset.y + rows, animate=False, immediate=True)

    def _page(self) -> int:
        return max(self.goal().size.height - 1, 1)

    def action_move_down(self) -> None:
        """Go a row down."""
        self._move(1)

    def action_move_up(self) -> None:
        """Go a row up."""
        self._move(-1)

    def action_move_half_down(self) -> None:
        """Go half a page down."""
        self._move(max(self._page() // 2, 1))

    def action_move_half_up(self) -> None:
        """Go half a page up."""
        self._move(-max(self._page() // 2, 1))

    def action_move_page_down(self) -> None:
        """Go a page down."""
        self._move(self._page())

    def action_move_page_up(self) -> None:
        """Go a page up."""
        self._move(-self._page())

    def action_move_first(self) -> None:
        """Go to the first row."""
        self._move(-(10**9))

    def action_move_last(self) -> None:
        """Go to the last row."""
        self._move(10**9)

    def _to_unread(self, step: int) -> None:
        if self.deck is None:
            return
        before = self.deck.cursor
        place = self.deck.unread_after(step)
        if place is None:
            self.say("No other unread paper in this list.")
            return
        self.move_to(place)
        went_round = (place - before) * step < 0
        self.say("Went round to the other end of the list." if went_round else "")

    def action_move_next_unread(self) -> None:
        """Go to the next unread paper."""
        self._to_unread(1)

    def action_move_previous_unread(self) -> None:
        """Go to the previous unread paper."""
        self._to_unread(-1)
