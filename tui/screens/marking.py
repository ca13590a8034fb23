"""Deciding about papers: marks and notes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from store.change import Change
from store.errors import PaperdeckError
from store.events import PapersMarked
from store.library import Library
from store.models import Marks
from tui.deck import Deck
from tui.draft import NoteText
from tui.screens.base import NO_PAPER, TriageBase
from tui.widgets.note_pane import NotePane

if TYPE_CHECKING:
    from tui.editor import Draft

_PORTION = 100
"""So many papers are looked at before something else may come between."""

_MANY = 2000
"""To mark so many takes long enough that it is told beforehand."""


class Marking(TriageBase):
    """The commands that change marks and notes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lost_notes: list[NoteText] = []
        """Texts that could not be saved and are in no editor."""

    def _decide(self, change: Change, *, told: str = "") -> None:
        ids = self.deck.targets() if self.deck else []
        if not ids:
            self.say(NO_PAPER)
            return
        self.last_change = change
        self._mark_all(ids, change, told=told)

    def _mark_all(self, ids: Sequence[str], change: Change, *, told: str = "") -> None:
        if len(ids) > _MANY:
            self.say(f"Marking {len(ids):,} papers…")
        self.mark(ids, change, told=told)

    async def _have(self, mark: str) -> bool:
        """Tell whether the papers that a command acts on all have a mark: they lose it then.

        Args:
            mark: see `Deck.all_have`.
        """
        deck = self.deck
        ids = deck.targets() if deck else []
        for start in range(0, len(ids), _PORTION):
            if start:  # the screen goes on; keys wait for what it comes to
                await asyncio.sleep(0)
            if deck is not None and not deck.all_have(ids[start : start + _PORTION], mark):
                return False
        return bool(ids)

    def _current_marks(self) -> Marks:
        deck = self.deck
        if deck is None or deck.current is None:
            return Marks()
        return deck.marks(deck.current)

    async def action_paper_read(self) -> None:
        """Mark read, or unread again."""
        self._decide(Change(read=not await self._have("read")))

    async def action_paper_star(self) -> None:
        """Star, or take the star away."""
        self._decide(Change(starred=not await self._have("starred")))

    async def action_paper_queue(self) -> None:
        """Put in the queue, or take out."""
        self._decide(Change(queued=not await self._have("queued")))

    async def action_paper_done(self) -> None:
        """Mark read and go to the next unread paper."""
        deck = self.deck
        if deck is None or deck.current is None:
            return
        if deck.selected() != 0:
            await self._done_with_selection(deck)
            return
        place = deck.unread_after(1)
        told = "" if place is not None else "Done: no unread paper is left in this list."
        if not self._current_marks().read:
            self._decide(Change(read=True), told=told)
        else:
            self.say(told)
        if place is not None:
            self.move_to(place)

    async def _done_with_selection(self, deck: Deck) -> None:
        if await self._have("read"):  # to go on would look as if the paper there had been marked
            key = self.commands.key("app.back")
            self.say(f"What is selected is read already; {key} clears the selection.")
            return
        self._decide(Change(read=True))
        place = deck.unread_after(1)
        if place is not None:
            self.move_to(place)

    def action_paper_repeat(self) -> None:
        """Do the last mark again, on this paper, or on those selected."""
        if self.last_change is None:
            self.say("No mark to repeat yet.")
        else:
            self._decide(self.last_change)

    def action_list_all_read(self) -> None:
        """Mark every paper shown read."""
        ids = self.deck.unread_ids() if self.deck else []
        if not self.is_list_true():
            told = (
                f"nothing was marked; {self.commands.key('list.all_read')} again in a moment does"
            )
            self.say(f"The filter is still being asked: {told}.", is_error=True)
        elif ids:
            self._mark_all(ids, Change(read=True))
        else:
            self.say("Every paper shown is read already.")

    # -- notes

    async def action_note_edit(self) -> None:
        """Edit the note in the pane."""
        if self.deck is None or self.deck.current is None:
            self.say("There is no paper to write about.")
            return
        self.add_class("-editing")
        await self.notes.edit()

    def save_note(self) -> None:
        """Have the note that is being edited written: the program ends."""
        unsaved = self.notes.take_unsaved()
        if unsaved is not None:
            self.write_note(unsaved)

    def leave_note(self) -> None:
        """Close the editor, what is in it on its way to the disk before anything else is asked."""
        self.save_note()
        self.notes.leave()

    def unsaved_notes(self) -> list[str]:
        """Give the texts of notes that could not be saved."""
        texts = [self.notes.unsaved, *(note.text for note in self._lost_notes)]
        return [f"This note was not saved:\n{text}" for text in texts if text]

    def on_note_pane_changed(self, event: NotePane.Changed) -> None:
        """Write a note, and show that there is one."""
        self.write_note(event.note)
        if self.deck is not None:
            self.paper_list.redraw_rows(self._places(self.deck, event.note.draft.paper_id))

    def write_note(self, note: NoteText, file: Draft | None = None) -> None:
        """Have a note written, with the file that it comes from, which is removed then."""
        deck = self.deck
        if deck is None:
            return
        library, paper_id = deck.library, note.draft.paper_id
        deck.expect([paper_id], Change(note=note.text))
        what = f"the note of {paper_id}:\n{note.text}"
        self.write(lambda: self._try_note(note, library, file), [paper_id], note=note, what=what)

    def _try_note(self, note: NoteText, library: Library, file: Draft | None) -> PapersMarked:
        try:
            event = note.write(library)
        except PaperdeckError as error:
            if not self.is_running:
                self._lost_notes.append(note)
            if file is None:
                raise
            raise file.failed(error) from error
        if file is not None:
            file.discard()
        return event

    async def keep_refused(self, note: NoteText) -> bool:
        """Show the text of a note that could not be saved; tell whether it can be tried again."""
        deck, paper_id = self.deck, note.draft.paper_id
        if self.notes.was_refused(note) or deck is None:
            return True
        place = deck.place(paper_id)
        if place is None or self.notes.editor is not None:
            self.show_text("This note could not be saved", note.text)
            self._lost_notes.append(note)
            return False
        self.move_to(place)
        self.show_moved()
        self.add_class("-editing")
        await self.notes.edit(note.text)
        return True

    @staticmethod
    def _places(deck: Deck, paper_id: str) -> list[int]:
        place = deck.place(paper_id)
        return [] if place is None else [place]

    def on_note_pane_left(self) -> None:
        """Go back to the list; show the note as it was saved, which may hold another's text too."""
        self.remove_class("-editing")
        if self.notes.editor is None:
            self.show_current(keep_place=True)
        if self.focused is None:
            self.set_focus(self.paper_list)
