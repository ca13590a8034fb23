"""Finding papers: as one types, by a query, and stepping through what was found."""

from __future__ import annotations

import asyncio
import contextlib
import re
from bisect import bisect_left, bisect_right

from textual.worker import get_current_worker

from store.errors import QueryError, SearchCancelled
from store.events import Refreshed
from store.query import All, Query, parse
from tui.fault import unexpected
from tui.highlight import pattern
from tui.messages import Found, Said
from tui.screens.base import TriageBase

FIND, FILTER = "find", "filter"

_FILTERING = "Filtering…"

_FILTER_SECONDS = 3
"""How long keys wait for a filter, so that they act on the list it gives."""


def explain(error: QueryError) -> str:
    """Give a query's error in one line, the place named."""
    return f"{error} (at character {error.position + 1})"


class Finding(TriageBase):
    """The commands ``list.…``."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._origin: str | None = None
        """The paper under the cursor when finding began."""
        self._numbers = {FIND: 0, FILTER: 0}
        """The latest search of each purpose; what answers an older one is passed over."""
        self._has_complained = False
        self._answered = asyncio.Event()
        """Set while no filter is being asked."""
        self._answered.set()
        self._before_filter: str | None = None
        """The paper under the cursor before the first filter."""
        self._had_matches: list[str] = []
        self._match_places: list[int] = []
        self._filter_before = ""
        self.go_to: str | None = None
        """The paper that the cursor is to go to when the filter has been asked again."""

    def search(self, purpose: str, text: str) -> None:
        """Have a query answered in a thread; a later one takes its place."""
        library = self.library
        if library is None:
            return
        number = self._next(purpose)
        if purpose == FILTER:
            self._answered.clear()
        try:
            query = parse(text)
        except QueryError as error:
            self.say(explain(error), is_error=True)
            self._has_complained = True
            self._answered.set()
            return
        if self._has_complained:
            self.say("")
            self._has_complained = False
        self.run_worker(
            lambda: self._answer(purpose, text, query, number),
            thread=True,
            exclusive=True,
            group=purpose,
            exit_on_error=False,
        )

    def _next(self, purpose: str) -> int:
        """Give up the search of a purpose that is under way; give the next one's number."""
        self.workers.cancel_group(self, purpose)
        self._numbers[purpose] += 1
        return self._numbers[purpose]

    def _answer(self, purpose: str, text: str, query: Query, number: int) -> None:
        library = self.library
        assert library is not None
        worker = get_current_worker()
        try:
            if query == Query(All(())):
                ids = library.find_all()
            else:
                ids = library.find(query, lambda: worker.is_cancelled)
        except SearchCancelled:
            return
        except Exception as error:  # a thread's error would otherwise be seen by nobody
            self.call_later(self._answered.set)
            self.post_message(Said(unexpected(error), is_error=True))
            return
        self.post_message(Found(purpose, text, ids, pattern(query), number))

    def is_list_true(self) -> bool:
        """Tell whether the list is what the filter found."""
        return self._answered.is_set()

    async def filtered(self, *, quietly: bool = False) -> bool:
        """Wait a little for the filter being asked; tell whether the list is what it found."""
        if not self._answered.is_set():
            if not quietly:
                self.say(_FILTERING)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._answered.wait(), _FILTER_SECONDS)
        return self._answered.is_set()

    def action_list_find(self) -> None:
        """Ask for words; the cursor goes to the first paper with them, as they are typed."""
        if self.deck is not None:
            self._origin = self.deck.current
            self._had_matches = self.matches
            self.say("")
            self.prompt.ask(FIND, "/", hint="words of title, authors, abstract, note")

    def action_list_filter(self) -> None:
        """Ask for a query; the list shows what it finds, as it is typed."""
        if self.deck is not None:
            self._filter_before = self.filter_text
            self.say("")
            hint = 'words "a phrase" -without tag:x is:unread sort:-score'
            self.prompt.ask(FILTER, "filter:", self.filter_text, hint=hint)

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
        if purpose == FIND and not text.strip():
            self._next(FIND)
            self.show_matches([])
            self._go_back()
        else:
            self.search(purpose, text)

    def _go_back(self) -> None:
        """Go to where the cursor was when finding began."""
        if self.deck is not None and self._origin is not None:
            place = self.deck.place(self._origin)
            self.move_to(self.deck.cursor if place is None else place)

    def cancelled(self, purpose: str) -> None:
        """Go back to what was shown before."""
        if purpose in self._numbers:
            self._next(purpose)
        self.say("")
        if purpose == FIND:
            self.show_matches(self._had_matches)
            self._go_back()
        elif purpose == FILTER and self._filter_before != self.filter_text:
            self.search(FILTER, self._filter_before)

    def on_found(self, message: Found) -> None:
        """Show what a query found, unless another has been asked since."""
        deck = self.deck
        if deck is None or message.number != self._numbers[message.purpose]:
            return
        if message.purpose == FILTER:
            is_same = self.filter_text == message.text.strip()
            if not self.filter_text:
                self._before_filter = deck.current
            self.filter_text = message.text.strip()
            keep = deck.current if self.filter_text or deck.current else self._before_filter
            if not is_same:
                deck.cursor = 0
            self.show_ids(message.ids, self.go_to if self.go_to in message.ids else keep)
            self.go_to = None
            self.show_matches([], message.pattern)
            self._answered.set()
            if self.status.message == _FILTERING:
                self.say("")
            if self.prompt.purpose == FIND:
                self.typed(FIND, self.prompt.input.value)
            return
        wanted = set(message.ids)
        self.show_matches([name for name in deck.ids if name in wanted], message.pattern)
        if not self.matches:
            where = "in this list" if self.filter_text else "in the library"
            self.say(f"Nothing found {where}.", is_error=True)
            self._go_back()
            return
        self._go_back()
        if self._origin in wanted and deck.current == self._origin:
            self._say_match()
        else:
            self._step(1)

    def show_all(self) -> None:
        """Show every paper, the first unread one under the cursor."""
        deck = self.deck
        if deck is None:
            return
        self._next(FILTER)
        self._answered.set()
        keep = deck.current or self._before_filter
        self.filter_text = ""
        self.show_matches([])
        ids = deck.library.find_all()
        self.show_ids(ids, keep)
        first = deck.first_unread() if keep is None else None
        if first:
            self.move_to(first)

    def show_matches(self, ids: list[str], pattern: re.Pattern[str] | None = None) -> None:
        """Show what was found: a sign before the papers, the words where they are."""
        self.matches = ids
        self.place_matches()
        self.paper_list.mark_matches(frozenset(ids), pattern)
        self.detail.pattern = pattern
        self.show_current(keep_place=True)

    def place_matches(self) -> None:
        """Find where in the list the matches are."""
        deck = self.deck
        found = (deck.place(name) for name in self.matches) if deck else ()
        self._match_places = sorted(place for place in found if place is not None)

    def _step(self, step: int) -> None:
        deck = self.deck
        if deck is None or not self._match_places:
            self.say("Nothing to step through: / finds.")
            return
        places = self._match_places
        if step > 0:
            number = bisect_right(places, deck.cursor)
        else:
            number = bisect_left(places, deck.cursor) - 1
        self.move_to(places[number % len(places)])
        self._say_match()

    def _say_match(self) -> None:
        assert self.deck is not None
        number = bisect_left(self._match_places, self.deck.cursor)
        self.say(f"Match {number + 1} of {len(self._match_places)}.")

    def action_list_next_match(self) -> None:
        """Go to the next paper found."""
        self._step(1)

    def action_list_previous_match(self) -> None:
        """Go to the previous paper found."""
        self._step(-1)
