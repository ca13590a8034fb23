"""Deciding about papers: marks, tags, notes, and taking them back."""

from __future__ import annotations

from store.change import Change
from store.errors import PaperdeckError
from store.models import Marks
from store.tags import tag
from tui.deck import Deck
from tui.screens.base import TriageBase
from tui.widgets.note_pane import NotePane


def tag_change(text: str) -> Change:
    """Give the change that a line of tags asks for: ``rl -survey``.

    Raises:
        TagError: one of them cannot be a tag.
    """
    words = text.replace(",", " ").split()
    added = (tag(word) for word in words if not word.startswith("-"))
    removed = (tag(word[1:]) for word in words if word.startswith("-"))
    return Change(add_tags=tuple(added), remove_tags=tuple(removed))


class Marking(TriageBase):
    """The commands that change marks and notes."""

    def _decide(self, change: Change) -> None:
        paper_id = self.deck.current if self.deck else None
        if paper_id is None:
            self.say("There is no paper here.")
            return
        self.last_change = change
        self.mark([paper_id], change)

    def _current_marks(self) -> Marks:
        deck = self.deck
        if deck is None or deck.current is None:
            return Marks()
        return deck.marks(deck.current)

    def action_paper_read(self) -> None:
        """Mark read, or unread again."""
        self._decide(Change(read=not self._current_marks().read))

    def action_paper_star(self) -> None:
        """Star, or take the star away."""
        self._decide(Change(starred=not self._current_marks().starred))

    def action_paper_queue(self) -> None:
        """Put in the queue, or take out."""
        self._decide(Change(queued=not self._current_marks().queued))

    def action_paper_done(self) -> None:
        """Mark read and go to the next unread paper."""
        deck = self.deck
        if deck is None or deck.current is None:
            return
        place = deck.unread_after(1)
        if not self._current_marks().read:
            self._decide(Change(read=True))
        if place is None:
            self.say("Done: no unread paper is left in this list.")
        else:
            self.move_to(place)

    def action_paper_repeat(self) -> None:
        """Do the last mark again, on this paper."""
        if self.last_change is None:
            self.say("No mark to repeat yet.")
        else:
            self._decide(self.last_change)

    def action_list_all_read(self) -> None:
        """Mark every paper shown read."""
        deck = self.deck
        ids = [name for name in deck.ids if not deck.marks(name).read] if deck else []
        if ids:
            self.mark(ids, Change(read=True))
        else:
            self.say("Every paper shown is read already.")

    # -- tags

    def action_paper_tag(self) -> None:
        """Ask for tags."""
        deck = self.deck
        if deck is None or deck.current is None:
            return
        has = self._current_marks().tags
        words = [*has, *(name for name in deck.library.tags() if name not in has)]
        hint = "tags to add; -tag takes one away; Tab completes"
        self.prompt.ask("tag", "tag:", words=words, hint=hint)

    def take_tags(self, text: str) -> None:
        """Add and remove the tags of an answer."""
        try:
            change = tag_change(text)
            if change.add_tags or change.remove_tags:
                self._decide(change)
        except PaperdeckError as error:
            self.say(str(error), is_error=True)

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
            self._write_note(unsaved)

    def on_note_pane_changed(self, event: NotePane.Changed) -> None:
        """Write a note."""
        deck = self.deck
        if deck is not None:
            deck.expect([event.paper_id], Change(note=event.text))
            self.paper_list.redraw_rows(self._places(deck, event.paper_id))
            self._write_note(event)

    def _write_note(self, event: NotePane.Changed) -> None:
        library = self.library
        if library is not None:
            self.write(
                lambda: library.write_note(event.paper_id, event.text, event.base),
                [event.paper_id],
            )

    @staticmethod
    def _places(deck: Deck, paper_id: str) -> list[int]:
        place = deck.place(paper_id)
        return [] if place is None else [place]

    def on_note_pane_left(self) -> None:
        """Go back to the list."""
        self.remove_class("-editing")
        self.set_focus(self.paper_list)

    # -- history

    def action_history_undo(self) -> None:
        """Take the last mark or note back."""
        if self.library is not None:
            self.write(self.library.undo)

    def action_history_redo(self) -> None:
        """Do again what was taken back."""
        if self.library is not None:
            self.write(self.library.redo)
