"""Finding papers: as one types, by a query, and stepping through what was found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from store.events import Refreshed
from store.index.hits import RELEVANCE, Hits
from store.query import EVERYTHING, Query
from store.text.display import one_line
from tui import matches
from tui.answering import FILTER, FIND, SWEEP
from tui.highlight import Highlight
from tui.messages import FIRST, REST, Found, Listed
from tui.order import order_of
from tui.pace import Pace
from tui.screens.asking import FILTERING, FINDING, Asking
from tui.spelling import corrected, question
from tui.views import Views

_GO_ON = "Type another filter; Right or End goes on with this one."


class Finding(Asking):
    """The commands ``list.…``."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.views = Views()
        self._pace = Pace()
        self._before_filter: str | None = None
        """The paper under the cursor before the first filter."""
        self._match_count = self._matches_before = 0
        """How many there are, and before the first that is known, while not all of them are."""
        self._find_text = ""
        """What the matches are matches of; empty: of nothing."""
        self._filter_highlight: Highlight | None = None
        self._before_find: tuple[str, Sequence[int], Highlight | None] = ("", (), None)
        self._filter_before = ""

    def on_listed(self, message: Listed) -> None:
        """Tell how many are unread, and what else takes all papers."""
        if self.deck is not None and message.ids is self.deck.ids:
            self.show_place()

    def action_list_find(self) -> None:
        """Ask for words; the cursor goes to the first paper with them, as they are typed."""
        if self.deck is not None:
            self._origin = self.deck.current
            self._before_find = (self._find_text, self.matches, self.detail.highlight)
            self.say("")
            self.prompt.ask(FIND, "/", hint="words of title, authors, abstract, note")
            self.help_on("")

    def action_list_filter(self) -> None:
        """Ask for a query; the list shows what it finds, as it is typed."""
        if self.deck is not None:
            self._filter_before, self._origin = self.filter_text, self.deck.current
            written = "" if self.filter_text == SWEEP else self.filter_text
            self.say(_GO_ON if written else "")
            hint = 'words "a phrase" -without tag:x is:unread sort:-score'
            self.prompt.ask(FILTER, "filter:", written, hint=hint)
            self.help_on(written)

    def action_list_refresh(self) -> None:
        """Ask the filter again."""
        library = self.library
        if library is not None:
            self.write(lambda: (library.refresh(), Refreshed(is_all=True))[1])

    def show_refreshed(self) -> None:
        """Ask the filter again: other windows may have changed anything."""
        if self.deck is not None:
            self.deck.changed()
        self.search(FILTER, self.filter_text)

    def typed(self, purpose: str, text: str) -> None:
        """Follow what is typed."""
        if self.status.message == _GO_ON:
            self.say("")
        self._follow(purpose, text, self._pace.pause())

    def _follow(self, purpose: str, text: str, pause: float = 0.0) -> None:
        self.help_on(text)
        if purpose == FIND and not text.strip():
            self._next(FIND)
            self.no_complaint()
            self.say("")
            self.show_matches()
            self._go_back()
        else:
            self.search(purpose, text, pause=pause)

    def _go_back(self) -> None:
        """Go to where the cursor was when finding began."""
        if self.deck is not None and self._origin is not None:
            place = self.deck.place(self._origin)
            self.move_to(self.deck.cursor if place is None else place)

    def cancelled(self, purpose: str) -> None:
        """Go back to what was shown before."""
        if purpose in self._numbers:
            self._next(purpose)
        self.no_help()
        self.say("")
        if purpose == FIND:
            self.show_matches(*self._before_find)
            self.find_again()
            self._go_back()
        elif purpose == FILTER and self._filter_before != self.filter_text:
            self.search(FILTER, self._filter_before, go_to=self._origin)

    def on_found(self, message: Found) -> None:
        """Show what a query found, unless another has been asked since."""
        purpose = message.search.purpose
        if self.deck is None or message.search.number != self._numbers[purpose]:
            return
        if self.status.message in (FILTERING, FINDING):
            self.say("")
        if purpose == FILTER:
            self.show_filtered(message)
        elif message.search.shown is not self.deck.ids:  # the list is another by now
            self.search(FIND, message.search.text, moves=message.search.moves)
            return
        else:
            self._show_found(message)
        if message.part != FIRST:
            self._answered[purpose].set()
        self.call_after_refresh(message.search.is_seen.set)

    def show_filtered(self, message: Found) -> None:
        """Show the list that a filter gives."""
        deck, asked = self.deck, message.search
        assert deck is not None
        is_same = self.filter_text == asked.text
        if not self.filter_text:
            self._before_filter = deck.current
        ids, asked_at = message.ids, asked.at
        if is_same and not asked.is_own:
            ids, asked_at = deck.staying(ids), deck.asked_at
        self.set_query(asked.text, asked.query, ids)
        self.hint = question(message.nearest)
        keep = deck.current if self.filter_text or deck.current else self._before_filter
        if not is_same and isinstance(ids, Hits) and ids.order == RELEVANCE:
            keep = None  # the best stands at the top
        if asked.starts_at_top:
            keep = None
        if not is_same or asked.starts_at_top:
            deck.cursor = 0
        self.show_ids(ids, keep, asked_at=asked_at)
        if asked.go_to is not None:
            place = deck.place(asked.go_to)
        else:
            place = deck.first_unread() if keep is None and not asked.text else None
        if place is not None:
            self.move_to(place)
        self._filter_highlight = message.highlight if asked.text else None
        again = self._find_text if is_same else ""
        self.show_matches()
        if again and not self.prompt.purpose:
            self.search(FIND, again, moves=False)
        elif self.prompt.purpose == FIND:
            self._follow(FIND, self.prompt.input.value)
        elif self.prompt.purpose == FILTER and message.nearest:
            self.propose_instead(corrected(asked.text, message.nearest))

    def set_query(self, text: str, query: Query, ids: Sequence[str]) -> None:
        """Take note of what the list shows."""
        self.filter_text, self.query_shown = text, query
        self.order = order_of(query, ids)
        self.hint = ""
        self.name_view()

    def name_view(self) -> None:
        """Say over the list what it shows."""
        query = self.query_shown
        view = None if query == EVERYTHING else self.views.of(query)
        self.view_name = one_line(view.name) if view else ""
        self.show_title()

    def _show_found(self, message: Found) -> None:
        deck, asked = self.deck, message.search
        assert deck is not None
        if message.part == REST:
            self._show_rest(message)
            return
        self.show_matches(asked.text, message.places, message.highlight)
        self._match_count, self._matches_before = message.count, message.before
        if not asked.moves:
            return
        self._go_back()
        if not message.places:
            self._say_nothing(message)
        elif matches.is_among(deck.cursor, message.places):
            self._say_match()
        else:
            self._step(1)

    def _show_rest(self, message: Found) -> None:
        """Know all matches; those on the screen are shown already."""
        self.matches = message.places
        self._match_count, self._matches_before = message.count, 0
        self.paper_list.mark_matches(message.places, message.highlight.of("title"))
        if self.status.message.startswith("Match "):
            self._say_match()

    def _say_nothing(self, message: Found) -> None:
        if message.ids:
            there = "1 is" if len(message.ids) == 1 else f"{len(message.ids):,} are"
            told = f"{there} in the library: {self.commands.key('list.filter')} finds there."
            self.say(f"Nothing found in this list; {told}", is_error=True)
            return
        self.say(f"Nothing found. {question(message.nearest)}".strip(), is_error=True)
        if self.prompt.purpose == FIND and message.nearest:
            self.propose_instead(corrected(message.search.text, message.nearest))

    def show_first(self, ids: Sequence[str]) -> None:
        """Show every paper, the first unread one under the cursor.

        Args:
            ids: all papers.
        """
        assert self.deck is not None
        self.set_query("", EVERYTHING, ids)
        self.show_ids(ids)
        first = self.deck.first_unread()
        if first:
            self.move_to(first)

    async def show_all(self) -> None:
        """Show every paper, the cursor where it is, or where it was before the filter."""
        self.search(FILTER, "")
        await self.filtered()

    def show_matches(
        self, text: str = "", places: Sequence[int] = (), highlight: Highlight | None = None
    ) -> None:
        """Show what was found: a sign before the papers, the words where they are.

        Args:
            text: what was looked for; empty: only what the filter found is shown.
            places: where in the list it is.
            highlight: finds its words in what is shown.
        """
        self._find_text, self.matches = text, places
        self._match_count = self._matches_before = 0
        highlight = highlight or self._filter_highlight
        self.paper_list.mark_matches(places, highlight.of("title") if highlight else None)
        self.detail.highlight = highlight
        self.show_current(keep_place=True)

    def find_again(self) -> None:
        """Find out where the matches are: the list is another."""
        if self._find_text:
            self.search(FIND, self._find_text, moves=False)

    def _step(self, step: int) -> None:
        deck = self.deck
        if deck is None or not self.matches:
            self.say(f"Nothing to step through: {self.commands.key('list.find')} finds.")
            return
        places = self.matches
        if step > 0:
            number = bisect_right(places, deck.cursor)
        else:
            number = bisect_left(places, deck.cursor) - 1
        self.move_to(places[number % len(places)])
        self._say_match()

    def _say_match(self) -> None:
        assert self.deck is not None
        number = self._matches_before + bisect_left(self.matches, self.deck.cursor) + 1
        self.say(f"Match {number:,} of {max(len(self.matches), self._match_count):,}.")

    async def action_list_next_match(self) -> None:
        """Go to the next paper found."""
        await self.found()
        self._step(1)

    async def action_list_previous_match(self) -> None:
        """Go to the previous paper found."""
        await self.found()
        self._step(-1)
