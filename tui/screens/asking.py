"""Having queries answered: in a thread, the latest of each purpose alone."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from textual.timer import Timer
from textual.worker import get_current_worker

from store import query as language
from store.errors import PaperdeckError, QueryError, SearchCancelled
from store.index.hits import NEWEST, Hits
from store.library import Library
from tui import answering
from tui.answering import FILTER, FIND
from tui.fault import unexpected
from tui.messages import Search, SearchFailed
from tui.screens.completing import Completing

FILTERING, FINDING = "Filtering…", "Finding…"
"""What is said while keys wait for an answer."""

_ANSWER_SECONDS = 3
"""How long keys wait for an answer, so that they act on what it gives."""


class Asking(Completing):
    """Searches, and waiting for what they find."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._origin: str | None = None
        """The paper under the cursor when finding began."""
        self._numbers = {FIND: 0, FILTER: 0}
        """The latest search of each purpose; what answers an older one is passed over."""
        self._answered = {FIND: asyncio.Event(), FILTER: asyncio.Event()}
        """Set while nothing is being asked for the purpose."""
        for event in self._answered.values():
            event.set()
        self._waiting: dict[str, Timer] = {}
        """What begins a search when no letter comes any more."""

    def search(self, purpose: str, text: str, *, pause: float = 0.0, **how: Any) -> None:
        """Have a query answered in a thread; a later one takes its place.

        Args:
            purpose: what for.
            text: the query.
            pause: seconds to wait for a later one.
            how: what is to become of the cursor: ``moves``, ``go_to``, ``starts_at_top``, as a
                `Search` has them.
        """
        deck = self.deck
        if deck is None:
            return
        number = self._next(purpose)
        try:
            query = language.parse(text)
        except QueryError as error:
            self.complain(error, is_told=not self.prompt.purpose)
            self._answered[purpose].set()
            return
        self.no_complaint()
        self._answered[purpose].clear()
        asked = Search(purpose, text.strip(), query, number, deck.ids, **how)
        asked.is_typed = purpose == FILTER == self.prompt.purpose
        if purpose == FIND and asked.moves:
            asked.origin = self._place_of_origin()
        if pause:
            self._waiting[purpose] = self.set_timer(pause, lambda: self._begin(deck.library, asked))
        else:
            self._begin(deck.library, asked)

    def _begin(self, library: Library, asked: Search) -> None:
        self.run_worker(
            lambda: self._answer(library, asked),
            thread=True,
            exclusive=True,
            group=asked.purpose,
            exit_on_error=False,
        )

    def _next(self, purpose: str) -> int:
        """Give up the search of a purpose that is under way; give the next one's number."""
        if purpose in self._waiting:
            self._waiting.pop(purpose).stop()
        self.workers.cancel_group(self, purpose)
        self._numbers[purpose] += 1
        self._answered[purpose].set()
        return self._numbers[purpose]

    def _answer(self, library: Library, asked: Search) -> None:
        worker = get_current_worker()

        def is_cancelled() -> bool:
            return worker.is_cancelled

        answer = answering.typed if asked.is_typed else answering.answered
        try:
            self.post_message(answer(library, asked, is_cancelled, self.post_message))
        except SearchCancelled:
            return
        except Exception as error:  # a thread's error would otherwise be seen by nobody
            self.post_message(SearchFailed(asked, error))

    def on_search_failed(self, message: SearchFailed) -> None:
        """Say why there is no answer; what is shown stays."""
        if message.search.number == self._numbers[message.search.purpose]:
            self._answered[message.search.purpose].set()
            error = message.error
            told = str(error) if isinstance(error, PaperdeckError) else unexpected(error)
            self.say(told, is_error=True)

    def is_list_true(self) -> bool:
        """Tell whether the list is what the filter found."""
        return self._answered[FILTER].is_set()

    async def filtered(self, *, quietly: bool = False) -> bool:
        """Wait a little for the filter being asked; tell whether the list is what it found."""
        return await self._answer_to(FILTER, "" if quietly else FILTERING)

    async def found(self) -> bool:
        """Wait a little for what is being looked for; tell whether the matches are true."""
        return await self._answer_to(FIND, FINDING)

    async def _answer_to(self, purpose: str, told: str) -> bool:
        answered = self._answered[purpose]
        if not answered.is_set():
            if told:
                self.say(told)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(answered.wait(), _ANSWER_SECONDS)
        return answered.is_set()

    def _place_of_origin(self) -> int | None:
        """Give where finding began, where every paper is shown in the order of its date."""
        deck = self.deck
        if deck is None or not self.query_shown.is_everything or not isinstance(deck.ids, Hits):
            return None
        is_by_date = deck.ids.order == NEWEST and deck.ids.is_whole
        return deck.place(self._origin) if self._origin is not None and is_by_date else None
