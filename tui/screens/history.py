"""What was done: marked, deleted, taken back, done again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence

from store.change import counted
from store.events import PapersDeleted, PapersEdited, PapersMarked
from tui.answering import FILTER
from tui.deck import MANY, Deck
from tui.messages import WriteTask
from tui.screens.base import NO_PAPER, names, still_there
from tui.screens.finding import Finding

SO_ALREADY = "Nothing to change: it is so already."

_UNNOTICED_SECONDS = 0.3
"""What is done so soon needs no word that it is being done."""

_SHOWN_SECONDS = 0.2
"""So long after that it is waited for: what takes longer does not hold up the keys."""


class History(Finding):
    """The commands ``history.…``, and the deleting of papers."""

    async def action_paper_delete(self) -> None:
        """Put the papers that are selected, or the one under the cursor, into the trash."""
        deck = self.deck
        ids = deck.targets() if deck else []
        if deck is None or not ids:
            self.say(NO_PAPER)
            return
        library = deck.library
        told = f"Deleted {counted(ids)}; {self.commands.key('history.undo')} undoes it."
        if len(ids) > MANY:
            self.say(f"Deleting {counted(ids)}…")
        what = f"Deleted {names(ids)}"

        def delete() -> PapersDeleted:
            return library.delete(still_there(library, ids))

        await self._shown(self.write(delete, told=told, what=what))

    async def action_history_undo(self) -> None:
        """Take the last action back."""
        if self.library is not None:
            await self._shown(self.write(self.library.undo, what="an undo"), "Undoing…")

    async def action_history_redo(self) -> None:
        """Do again what was taken back."""
        if self.library is not None:
            await self._shown(self.write(self.library.redo, what="a redo"), "Redoing…")

    async def _shown(self, task: WriteTask, told: str = "") -> None:
        """Wait until what came of a change is shown: the next key may stand on it.

        Args:
            task: the change.
            told: what is said where it takes long.
        """
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(task.done.wait(), _UNNOTICED_SECONDS)
        if told and not task.done.is_set():
            self.say(told)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(task.done.wait(), _SHOWN_SECONDS)
        await self.filtered(quietly=True)

    def show_marked(self, deck: Deck, event: PapersMarked, task: WriteTask) -> None:
        """Show marks as they are now; the cursor goes to those taken back or done again."""
        if not task.expected:
            if len(event.ids) > MANY:  # the index knows sooner than each paper can be looked at
                deck.changed(event.read, event.read)
                self.search(FILTER, self.filter_text, is_own=False)
            else:
                deck.changed(event.ids)
            if deck.current not in event.ids:
                places = [place for name in event.ids if (place := deck.place(name)) is not None]
                if places:
                    self.move_to(min(places))
        self.redraw(event.ids)
        if not self.prompt.display:
            self.say(self._told(event, task))

    def _told(self, event: PapersMarked, task: WriteTask) -> str:
        if task.told or not event.ids:
            return task.told or SO_ALREADY
        if len(task.expected) < 2:  # one paper, or what was taken back
            return f"{event.title}."
        same = len(task.expected) - len(event.ids)
        already = f" ({same:,} {'was' if same == 1 else 'were'} so already)" if same else ""
        return f"{event.title}{already}; {self.commands.key('history.undo')} undoes it."

    def show_deleted(self, event: PapersDeleted, task: WriteTask) -> None:
        """Show the list without papers that were deleted, the cursor on the next one."""
        if self.deck is not None:
            self._show_without(self.deck, event.ids)
        self.say(task.told or f"{event.title}.")

    def show_edited(self, event: PapersEdited) -> None:
        """Show papers as they are now; the cursor goes to one that came back or was changed."""
        deck = self.deck
        if deck is None:
            return
        deck.changed(event.ids)
        if event.gone:
            self._show_without(deck, event.gone)
        if event.came:
            self.search(FILTER, self.filter_text, go_to=event.came[0], is_own=False)
        places = [place for name in event.ids if (place := deck.place(name)) is not None]
        if not event.came and places and deck.cursor not in places:
            deck.cursor = min(places)
            self.paper_list.move_to(deck.cursor)
        self.paper_list.redraw()
        self.show_current()
        self.say(f"{event.title}." if event.ids else SO_ALREADY)

    def _show_without(self, deck: Deck, ids: Sequence[str]) -> None:
        gone = set(ids)
        deck.selection.drop(gone)
        there = [name for name in deck.ids if name not in gone]
        nearest = [*deck.ids[deck.cursor :], *reversed(deck.ids[: deck.cursor])]
        keep = next((name for name in nearest if name not in gone), None)
        self.show_ids(there, keep, asked_at=deck.asked_at)
        self.find_again()
