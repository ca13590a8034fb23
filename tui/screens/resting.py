"""Marking papers read that were looked at for a time, where the settings want it."""

from __future__ import annotations

from typing import Any

from store.change import Change
from tui.rest import Rest
from tui.screens.marking import Marking


class Resting(Marking):
    """What happens while the cursor stays where it is."""

    read_after = 0.0
    """The seconds after which a paper under the cursor counts as read; 0: never."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rests_on: str | None = None
        self._reading: Rest | None = None

    def show_current(self, *, keep_place: bool = False) -> None:
        """Show the paper under the cursor; from here on it is looked at."""
        super().show_current(keep_place=keep_place)
        current = self.deck.current if self.deck else None
        if current != self._rests_on:
            self._rests_on = current
            self.came_to_rest()

    def came_to_rest(self) -> None:
        """Begin to count the time: the cursor is on another paper."""
        if self.read_after:
            if self._reading is None:
                self._reading = Rest(self.read_after, self._was_looked_at, self.set_timer)
            self._reading.begin()

    def on_screen_resume(self) -> None:
        """Count the time anew: the paper was hidden by a box."""
        if self._reading is not None:
            self._reading.begin()

    def _was_looked_at(self) -> None:
        deck = self.deck
        if deck is None or deck.current is None or deck.library.read_only:
            return
        if not self._is_looked_at():
            self.came_to_rest()
        elif not deck.marks(deck.current).read:
            told = f"Marked read {deck.current}: it was open for {self.read_after:g} s."
            self.mark([deck.current], Change(read=True), told=told)

    def _is_looked_at(self) -> bool:
        """Tell whether the paper can be seen, and is what its user is at."""
        return self.app.screen is self and not self.is_typing and bool(self.detail.region)
