"""What a query being typed may go on to, and what is wrong with it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Sequence

from store.errors import PaperdeckError, QueryError
from tui.messages import Proposed
from tui.proposal import (
    LIBRARY_FIELDS,
    Beginning,
    Proposal,
    beginning,
    is_of_signs,
    is_unfinished,
    ways_on,
)
from tui.screens.base import TriageBase
from tui.widgets.hint_bar import HintBar
from tui.workers import apart

_MOST = 20

_COMPLETE_SECONDS = 1
"""How long Tab waits for what the library is being asked."""


class Completing(TriageBase):
    """The help that the prompt gives with queries."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._has_complained = False
        self._asking = threading.Lock()
        """Held by the one thread that asks; those after it find out whether they are still to."""
        self._help = 0
        """Counts what help was asked for: only the last is still wanted."""
        self._proposed = asyncio.Event()
        """Set while the library is not being asked."""
        self._proposed.set()

    def complain(self, error: QueryError, *, is_told: bool = False) -> None:
        """Explain what is wrong with a query, where it is wrong and not merely unfinished.

        Args:
            error: what is wrong.
            is_told: it was told to be finished.
        """
        is_wrong = is_told or not is_unfinished(error)
        # Where no prompt has the query, the place cannot be marked in it.
        place = "" if self.prompt.purpose else f" (at character {error.position + 1})"
        told = "" if is_of_signs(error) and not is_wrong else f"{error}{place}"
        self.say(told, is_error=is_wrong)
        self._has_complained = True
        part = (error.position, error.position + error.length) if is_wrong else (0, 0)
        self.prompt.input.mark_wrong(*part)

    def no_complaint(self) -> None:
        """Take back what was said about a query: it is right now."""
        if self._has_complained:
            self.say("")
            self.prompt.input.mark_wrong(0, 0)
            self._has_complained = False

    def help_on(self, text: str) -> None:
        """Show what a query may go on to."""
        self._help += 1
        self._proposed.set()
        if text != self.prompt.input.value:  # the help on what was typed since comes next
            return
        if self.prompt.taken:  # Tab goes on to the next of them
            self.query_one(HintBar).propose(self.prompt.taken, "Tab")
            return
        at = beginning(text)
        ways = ways_on(at) if at else []
        # Before anything is typed they are no more than a reminder of what there is.
        self._propose(ways, is_for_tab=bool(text))
        # Of all words there are the most frequent are of no use, and take long to count.
        if at and at.field in LIBRARY_FIELDS and (at.word or at.field in ("tag", "cat")):
            self._proposed.clear()
            if not ways:
                self.query_one(HintBar).propose(())  # not the keys, only until it answers
            number = self._help
            # Threads of its own: those of searches must not wait for it.
            apart("completion", lambda: self._ask(text, at, number))

    def no_help(self) -> None:
        """Show the keys again: no query is being typed."""
        self._help += 1
        self._proposed.set()
        self.query_one(HintBar).propose(None)

    async def action_prompt_complete(self, step: int = 1) -> None:
        """Complete the word, whatever keys the panes have; again, step to the next way on."""
        await self.typed_out()
        if step > 0:
            await self.helped()
        self.prompt.complete(step)

    async def helped(self) -> None:
        """Wait a little for what the library is being asked."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._proposed.wait(), _COMPLETE_SECONDS)

    def _ask(self, text: str, at: Beginning, number: int) -> None:
        library = self.library
        with self._asking:
            if number != self._help or library is None:
                return
            found: Sequence[tuple[str, int]] = ()
            with contextlib.suppress(PaperdeckError):  # the search itself tells of it
                found = library.completions(at.field, at.word, _MOST)
        proposals = [at.proposal(*one) for one in found if one[0] != at.word]
        if number == self._help:
            self.post_message(Proposed(text, proposals))

    def on_proposed(self, message: Proposed) -> None:
        """Show what the library knows, unless more has been typed since."""
        if self.prompt.purpose and self.prompt.input.value == message.text:
            self._propose(message.proposals)
            self._proposed.set()

    def propose_instead(self, text: str) -> None:
        """Offer another query, where one finds nothing."""
        self._propose([Proposal(text, text)])

    def _propose(self, proposals: Sequence[Proposal], *, is_for_tab: bool = True) -> None:
        self.query_one(HintBar).propose(proposals or None, "Tab" if is_for_tab else "fields")
        self.prompt.propose(proposals if is_for_tab else ())
