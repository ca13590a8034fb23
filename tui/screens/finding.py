"""Finding papers: as one types, by a query, and stepping through what was found."""

from __future__ import annotations

import re

from textual.worker import get_current_worker

from store.errors import QueryError
from store.events import Refreshed
from store.query import Query, parse
from store.search import SearchCancelled
from tui.highlight import pattern
from tui.messages import Found, Said
from tui.screens.base import TriageBase

FIND, FILTER = "find", "filter"


def explain(error: QueryError) -> str:
    """Give a query's error in one line, the place named."""
    return f"{error} (at character {error.position + 1})"


class Finding(TriageBase):
    """The commands ``list.…``."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._origin = 0
        """Where the cursor was when finding began."""
        self._had_matches: list[str] = []
        self._filter_before = ""

    def search(self, purpose: str, text: str) -> None:
        """Have a query answered in a thread; a later one takes its place."""
        library = self.library
        if library is None:
            return
        try:
            query = parse(text)
        except QueryError as error:
            self.workers.cancel_group(self, "search")
            self.say(explain(error), is_error=True)
            return
        self.say("")
        self.run_worker(
            lambda: self._answer(purpose, text, query),
            thread=True,
            exclusive=True,
            group="search",
            exit_on_error=False,
        )

    def _answer(self, purpose: str, text: str, query: Query) -> None:
        library = self.library
        assert library is not None
        worker = get_current_worker()
        try:
            ids = library.find(query, lambda: worker.is_cancelled)
        except SearchCancelled:
            return
        except Exception as error:  # a thread's error would otherwise be seen by nobody
            self.post_message(Said(f"The search failed: {error}", is_error=True))
            return
        if not worker.is_cancelled:
            self.post_message(Found(purpose, text, ids, pattern(query)))

    def action_list_find(self) -> None:
        """Ask for words; the cursor goes to the first paper with them, as they are typed."""
        if self.deck is not None:
            self._origin = self.deck.cursor
            self._had_matches = self.matches
            self.prompt.ask(FIND, "/", hint="words of title, authors, abstract, note")

    def action_list_filter(self) -> None:
        """Ask for a query; the list shows what it finds, as it is typed."""
        if self.deck is not None:
            self._filter_before = self.filter_text
            hint = 'words "a phrase" -without tag:x is:unread sort:-score; empty: all papers'
            self.prompt.ask(FILTER, "filter:", self.filter_text, hint=hint)

    def action_list_refresh(self) -> None:
        """Ask the filter again."""
        library = self.library
        if library is not None:
            self.write(lambda: Refreshed() if library.refresh() else None)
            self.search(FILTER, self.filter_text)

    def typed(self, purpose: str, text: str) -> None:
        """Follow what is typed."""
        if purpose == FIND and not text.strip():
            self.show_matches([])
            self.move_to(self._origin)
        else:
            self.search(purpose, text)

    def cancelled(self, purpose: str) -> None:
        """Go back to what was shown before."""
        self.workers.cancel_group(self, "search")
        self.say("")
        if purpose == FIND:
            self.show_matches(self._had_matches)
            self.move_to(self._origin)
        elif purpose == FILTER and self._filter_before != self.filter_text:
            self.search(FILTER, self._filter_before)

    def on_found(self, message: Found) -> None:
        """Show what a query found."""
        if self.deck is None:
            return
        if message.purpose == FILTER:
            self.filter_text = message.text.strip()
            self.show_matches([], message.pattern)
            self.show_ids(message.ids, self.deck.current)
            return
        wanted = set(message.ids)
        self.show_matches([name for name in self.deck.ids if name in wanted], message.pattern)
        if not self.matches:
            where = "in this list" if self.filter_text else "in the library"
            self.say(f"Nothing found {where}.", is_error=True)
            self.move_to(self._origin)
        elif self.deck.ids[self._origin] in wanted:
            self.move_to(self._origin)
            self._say_match()
        else:
            self.deck.cursor = self._origin
            self._step(1)

    def show_matches(self, ids: list[str], pattern: re.Pattern[str] | None = None) -> None:
        """Show what was found: a sign before the papers, the words where they are."""
        self.matches = ids
        self.paper_list.mark_matches(frozenset(ids), pattern)
        self.detail.pattern = pattern
        self.show_current(keep_place=True)

    def _step(self, step: int) -> None:
        deck = self.deck
        if deck is None or not self.matches:
            self.say("Nothing to step through: / finds.")
            return
        places = [place for name in self.matches if (place := deck.place(name)) is not None]
        ahead = [place for place in places if (place - deck.cursor) * step > 0]
        if ahead or places:
            self.move_to((ahead or places)[0 if step > 0 else -1])
            self._say_match()

    def _say_match(self) -> None:
        assert self.deck is not None
        current = self.deck.current
        if current in self.matches:
            self.say(f"Match {self.matches.index(current) + 1} of {len(self.matches)}.")

    def action_list_next_match(self) -> None:
        """Go to the next paper found."""
        self._step(1)

    def action_list_previous_match(self) -> None:
        """Go to the previous paper found."""
        self._step(-1)
