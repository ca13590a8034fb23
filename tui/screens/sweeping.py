"""Sweeps: going through what is new, leaving and going on, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from store import query as language
from store.errors import PaperdeckError
from store.index.hits import Hits
from store.query import Query
from tui.answering import FILTER, SWEEP
from tui.fault import unexpected
from tui.messages import Found, Search, SweepTold, WriteTask
from tui.rest import Rest
from tui.screens.following import Following
from tui.screens.history import History
from tui.screens.looking import Looking
from tui.screens.resting import Resting

if TYPE_CHECKING:
    from store.sweeps import Standing, Sweep

_REST_SECONDS = 2.0
"""How long the cursor stays until its place is written: a program that is killed writes nothing."""

_MANY = 2000
"""Marks of so many papers have the list asked anew, and the figures with it."""


class Sweeping(Resting, Following, History, Looking):
    """The command ``sweep.start``, and the list while it shows a sweep."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sweep: Sweep | None = None
        self._standing: Standing | None = None
        self._written_place: str | None = None
        self._place_rest = Rest(_REST_SECONDS, self._keep_place, self.set_timer)

    @property
    def is_sweeping(self) -> bool:
        """Whether the list shows a sweep."""
        return self.filter_text == SWEEP and self._sweep is not None

    async def action_sweep_start(self) -> None:
        """Show what is new, or go on with it; in a sweep, tell what came of it."""
        library = self.library
        if library is None:
            return
        if self.is_sweeping:
            await self._sum_up()
        else:
            await self._shown(self._ask_library(library.sweeps.begin, self._begun))

    def _ask_library(self, job: Callable[[], Any], then: Callable[[Any], None]) -> WriteTask:
        """Have the writer's thread do something; what comes of it is taken by a handler."""
        task = WriteTask()

        def report(result: Any, error: Exception | None) -> None:
            self.post_message(SweepTold(task, result, error, then))

        self.writer.submit(job, report)
        return task

    def on_sweep_told(self, message: SweepTold) -> None:
        """Go on with what was asked of the library."""
        error = message.error
        if error is None:
            message.then(message.result)
        else:
            told = str(error) if isinstance(error, PaperdeckError) else unexpected(error)
            self.say(told, is_error=True)
        message.task.done.set()

    def _begun(self, sweep: Sweep | None) -> None:
        if sweep is None:
            self._say_nothing_is_new()
        else:
            self._sweep, self._written_place = sweep, sweep.at or None
            self.search(FILTER, SWEEP, starts_at_top=True)

    def _say_nothing_is_new(self) -> None:
        last = self.library.sweeps.last() if self.library else None
        if last is None:
            self.say("Nothing to sweep: no paper is unread.")
            return
        when = datetime.fromisoformat(last.ended[:24]).astimezone()
        self.say(f"Nothing new since the last sweep, which ended {when:%Y-%m-%d %H:%M}.")

    # -- the list

    def search(self, purpose: str, text: str, *, pause: float = 0.0, **how: Any) -> None:
        """Have a query answered, or the sweep shown, which no query finds."""
        deck = self.deck
        if purpose != FILTER or text != SWEEP or self._sweep is None or deck is None:
            super().search(purpose, "" if text == SWEEP else text, pause=pause, **how)
            return
        self.no_complaint()
        query, number = language.parse("is:unread"), self._next(FILTER)
        self._answered[FILTER].clear()
        asked = Search(FILTER, SWEEP, query, number, deck.ids, sweep=self._sweep, **how)
        self._begin(deck.library, asked)

    def show_filtered(self, message: Found) -> None:
        """Show the papers of the sweep, and how far it is."""
        if message.search.text == SWEEP:
            self._standing = message.standing
        super().show_filtered(message)
        if message.search.text == SWEEP and message.search.starts_at_top:
            self._say_begun()

    def _say_begun(self) -> None:
        standing, key = self._standing, self.commands.key
        if standing is None:
            return
        end = f"{key('app.back')} leaves it, {key('sweep.start')} ends it."
        if not standing.left:
            self.say(f"Nothing is left of the sweep: {end}")
        elif standing.left < standing.count or (self._sweep and self._sweep.at):
            self.say(f"The sweep goes on, {standing.left:,} of {standing.count:,} left: {end}")
        else:
            new = "1 paper is" if standing.count == 1 else f"{standing.count:,} papers are"
            self.say(f"{new} new. {key('paper.done')} passes a paper; {end}")

    def set_query(self, text: str, query: Query, ids: Sequence[str]) -> None:
        """Take note of what the list shows; what is marked in a sweep is marked as done there."""
        was_sweeping = self.is_sweeping
        if was_sweeping and text != SWEEP:
            self._pause()
        super().set_query(text, query, ids)
        if self.is_sweeping and not was_sweeping and self._sweep:
            self._mark_as_of(self._sweep.began)

    def _mark_as_of(self, sweep: str) -> None:
        library = self.library
        if library is not None:  # in the order of the marks themselves
            self.writer.submit(lambda: setattr(library, "sweep", sweep), lambda _none, _error: None)

    def _pause(self) -> None:
        self._keep_place()
        self._place_rest.end()
        self._mark_as_of("")
        standing = self._standing
        if standing is not None and not self.prompt.display:
            key, decided = self.commands.key("sweep.start"), standing.count - standing.left
            self.say(f"The sweep waits at {decided:,} of {standing.count:,}; {key} goes on.")

    def name_view(self) -> None:
        """Say over the list what it shows: of a sweep, how far it is."""
        super().name_view()
        standing = self._standing
        if self.is_sweeping and standing is not None:
            decided = standing.count - standing.left
            self.view_name = f"Sweep: {decided:,} of {standing.count:,}, {standing.kept:,} kept"
            self.show_title()

    def redraw(self, ids: Sequence[str]) -> None:
        """Draw papers anew, and how far the sweep is."""
        sweep, standing, library = self._sweep, self._standing, self.library
        if self.is_sweeping and sweep and standing and library and len(ids) <= _MANY:
            for paper_id in ids:
                if paper_id in standing:
                    standing.put(paper_id, library.sweeps.decided(sweep, paper_id))
            self.name_view()
        super().redraw(ids)

    def show_ids(self, ids: Sequence[str], *args: Any, **kwargs: Any) -> None:
        """Show other papers; what is gone of a sweep no longer counts."""
        if self.is_sweeping and self._standing is not None and not isinstance(ids, Hits):
            self._standing.keep_to(ids)
            self.name_view()
        super().show_ids(ids, *args, **kwargs)

    # -- where one is

    def came_to_rest(self) -> None:
        """Have the place written once the cursor stays there."""
        super().came_to_rest()
        if self.is_sweeping:
            self._place_rest.begin()

    def _keep_place(self) -> None:
        sweep, deck = self._sweep, self.deck
        if not self.is_sweeping or sweep is None or deck is None or deck.current is None:
            return
        paper_id, library = deck.current, deck.library
        if paper_id != self._written_place:
            self._written_place = paper_id
            # Where it cannot be written, the sweep goes on from its marks.
            self.writer.submit(
                lambda: library.sweeps.keep_place(sweep, paper_id), lambda _none, _error: None
            )

    def save_note(self) -> None:
        """Have the note written, and the place in a sweep: the program may end."""
        super().save_note()
        self._keep_place()

    # -- the end

    async def action_paper_done(self) -> None:
        """Mark read and go on; after the last paper of a sweep, tell what came of it."""
        await super().action_paper_done()
        if self.is_sweeping and self.deck is not None and self.deck.unread() == 0:
            await self._sum_up()

    async def _sum_up(self) -> None:
        library, sweep = self.library, self._sweep
        if library is not None and sweep is not None:
            job = self._ask_library(lambda: library.sweeps.look(sweep)[1], self._show_receipt)
            await self._shown(job)

    def _show_receipt(self, standing: Standing) -> None:
        # The reader opens without its boxes.
        from tui.screens.receipt import END, UNDO, Receipt, confirmation  # noqa: PLC0415

        def confirmed(choice: str | None) -> None:
            if choice == UNDO:
                self._undo_sweep()

        def chosen(choice: str | None) -> None:
            if choice == END:
                self._end_sweep()
            elif choice == UNDO:
                self.app.push_screen(confirmation(standing), confirmed)

        self.app.push_screen(Receipt(standing), chosen)

    def _end_sweep(self) -> None:
        library, sweep = self.library, self._sweep
        if library is None or sweep is None:
            return

        def end() -> Standing:
            standing = library.sweeps.end(sweep)
            library.sweep = ""
            return standing

        self._ask_library(end, self._ended)

    def _ended(self, standing: Standing) -> None:
        from tui.screens.receipt import told  # noqa: PLC0415

        self._sweep = self._standing = None
        self._place_rest.end()
        self.search(FILTER, "")
        self.say(f"Ended the sweep: {told(standing)}.")

    def _undo_sweep(self) -> None:
        library, sweep = self.library, self._sweep
        if library is not None and sweep is not None:
            self.write(lambda: library.sweeps.undo(sweep), what="the undo of a sweep")

    # -- what is for queries alone

    async def action_list_sort(self) -> None:
        """Sort what is shown, but a sweep."""
        if not self._is_refused():
            await super().action_list_sort()

    async def action_view_save(self) -> None:
        """Save the filter as a view; a sweep is none."""
        if not self._is_refused():
            await super().action_view_save()

    def action_app_statistics(self) -> None:
        """Show figures about what a query finds."""
        if not self._is_refused():
            super().action_app_statistics()

    def _is_refused(self) -> bool:
        if self.is_sweeping:
            self.say(f"Not in a sweep: {self.commands.key('app.back')} leaves it, for later.")
        return self.is_sweeping
