"""Where the papers of an import are: the cursor goes to them, and it is said how to see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store import query as language
from store.index.hits import Hits
from tui.answering import FILTER
from tui.arrivals import TODAY, are_of_today
from tui.messages import Found, IndexGrew
from tui.screens.finding import Finding
from tui.views import ALL


class _Arrival(NamedTuple):
    """Papers that came, and are not shown yet."""

    ids: Sequence[str]
    text: str
    """What the list is asked for."""
    stood: str | None
    """The paper that was under the cursor."""
    told: str
    is_error: bool
    are_todays: bool
    """Whether they were added today, and not by a backup's word long ago."""


class Arriving(Finding):
    """The list after an import."""

    _arrival: _Arrival | None = None

    def show_arrived(
        self, added: Sequence[str], updated: Sequence[str], told: str, *, is_error: bool
    ) -> None:
        """Ask the list anew, and go to the first paper in it that came, or else was changed.

        Args:
            added: the papers that came.
            updated: those that were changed.
            told: what to say of them.
            is_error: whether that is something wrong.
        """
        deck = self.deck
        assert deck is not None
        self._arrival = None
        if ids := added or updated:
            todays, text = are_of_today(deck.library, added), self.filter_text
            self._arrival = _Arrival(ids, text, deck.current, told, is_error, todays)
        self.search(FILTER, self.filter_text, is_own=False)
        self.say(told, is_error=is_error)

    def show_filtered(self, message: Found) -> None:
        """Show the list that a filter gives, and in it what came."""
        super().show_filtered(message)
        arrival, ids = self._arrival, message.ids
        if arrival is None:
            return
        if message.search.text != arrival.text:
            self._arrival = None
        elif not (isinstance(ids, Hits) and ids.is_behind):  # or it is asked anew
            self._arrival = None
            self._go_to(arrival)

    def on_index_grew(self, message: IndexGrew) -> None:
        """Tell how far the list is that is to show what came: of many papers it takes a while."""
        arrival = self._arrival
        if arrival is not None and self._is_told(arrival):
            told = f"{arrival.told} The list follows: {message.share:.0%}"
            self.say(told, is_error=arrival.is_error)

    def _is_told(self, arrival: _Arrival) -> bool:
        return self.status.message.startswith(arrival.told)

    def _go_to(self, arrival: _Arrival) -> None:
        deck = self.deck
        assert deck is not None
        places = [place for name in arrival.ids if (place := deck.place(name)) is not None]
        is_free = not self.prompt.purpose and not self.is_typing and self.app.screen is self
        if places and is_free and deck.current in (arrival.stood, *arrival.ids):
            self.move_to(min(places))
        if self._is_told(arrival):
            self.say(
                f"{arrival.told} {self._where(arrival, bool(places))}", is_error=arrival.is_error
            )

    def _where(self, arrival: _Arrival, is_shown: bool) -> str:
        undo = f"{self.commands.key('history.undo')} undoes it"
        view = self.views.of(language.parse(TODAY))
        key = view.key if view and view.key else f"{self.commands.key('list.filter')} {TODAY}"
        has_view = arrival.are_todays and arrival.text != (view.query if view else TODAY)
        if is_shown:
            return f"{key} shows today's; {undo}." if has_view else f"{undo}."
        where = f"{key} shows today's" if has_view else f"{ALL.key} shows all"
        return f"Not in this list: {where}; {undo}."
