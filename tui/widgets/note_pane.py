"""The notes pane: shows the paper's note, and edits it in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer

from tui.draft import NoteDraft, NoteText
from tui.widgets.note_view import NoteView

if TYPE_CHECKING:
    from textual.widgets import TextArea

SAVE_AFTER = 1.5
"""Seconds after a change of a text until it is saved by itself."""


_MOST_WRAPPED = 200_000
"""Characters of a note from which on wrapping its lines would make each key slow."""


class NotePane(Vertical):
    """Shows a note; `edit` turns it into an editor, `leave` saves and turns it back.

    Args:
        edit_key: what to press to write one, as it is printed.
    """

    class Changed(Message):
        """The text of a note is to be saved."""

        def __init__(self, note: NoteText) -> None:
            super().__init__()
            self.note = note

    class Left(Message):
        """The editor was left."""

    def __init__(self, edit_key: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._edit_key = edit_key
        self._paper_id = ""
        self._saved = ""
        """The text that is saved, or about to be."""
        self._shows_none = False
        """Whether it says that a paper has no note, as it would of the next one."""
        self._refused: str | None = None
        """The text that could not be saved."""
        self._draft = NoteDraft("", "")
        self._timer: Timer | None = None
        self._editor: TextArea | None = None

    def compose(self) -> ComposeResult:
        """Give the pane that shows the note."""
        yield NoteView(self._edit_key, id="note-view")

    @property
    def view(self) -> NoteView:
        """What shows the note."""
        return self.query_one("#note-view", NoteView)

    @property
    def editor(self) -> TextArea | None:
        """The editor, while there is one."""
        return self._editor

    def show_note(self, paper_id: str, text: str, *, keep_place: bool = False) -> None:
        """Show the note of a paper; a note being edited is left alone."""
        if self.editor is not None and paper_id == self._paper_id:
            return
        self.leave()
        is_empty = bool(paper_id) and not text
        self._paper_id, self._saved = paper_id, text
        if is_empty and self._shows_none and not keep_place:
            return
        self._shows_none = is_empty
        self.view.show_note(paper_id, text, keep_place=keep_place)

    async def edit(self, text: str | None = None) -> None:
        """Open the editor, the cursor at the end of the text.

        Args:
            text: what stands in it instead of the note: a text that was not saved.
        """
        if self.editor is not None:
            self.screen.set_focus(self.editor)  # the mouse may have taken it away
        if self.editor is not None or not self._paper_id:
            return
        from tui.widgets.note_editor import NoteEditor  # noqa: PLC0415 - takes long to load

        self._draft = NoteDraft(self._paper_id, self._saved)
        self._refused = text
        content = self._saved if text is None else text
        editor = NoteEditor(
            content,
            soft_wrap=len(content) < _MOST_WRAPPED,
            tab_behavior="indent",
            placeholder="Write a note, in Markdown. Esc leaves; it is saved as you write.",
        )
        self._editor = editor
        self.view.display = False
        await self.mount(editor)
        editor.move_cursor(editor.document.end)
        self.screen.set_focus(editor)

    def leave(self) -> None:
        """Save what was written and close the editor."""
        editor = self.editor
        if editor is None:
            return
        self.save()
        self._editor = None
        if self.screen.focused is editor:
            self.screen.set_focus(None)  # or the framework moves it to some pane, in its own time
        editor.remove()
        self.view.display = True
        self.post_message(self.Left())
        paper_id, self._paper_id = self._paper_id, ""
        self.show_note(paper_id, self._saved)

    def was_refused(self, note: NoteText) -> bool:
        """Take note that a text was not saved; tell whether its editor is still open."""
        if self._editor is None or note.draft is not self._draft:
            return False
        self._saved = note.draft.base
        self._refused = note.text
        return True

    @property
    def unsaved(self) -> str:
        """The text that could not be saved, while its editor is open."""
        return self._editor.text if self._editor is not None and self._refused else ""

    def save(self) -> None:
        """Have the text saved, if it has changed."""
        self._stop_timer()
        unsaved = self.take_unsaved()
        if unsaved is not None:
            self.post_message(self.Changed(unsaved))

    def take_unsaved(self) -> NoteText | None:
        """Give what has been written and not been saved; the caller must see to it."""
        editor = self._editor
        # What was refused is not tried again unchanged: Esc must lead out of the editor.
        if editor is None or editor.text in (self._saved, self._refused):
            return None
        self._saved, self._refused = editor.text, None
        return NoteText(self._draft, editor.text)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Save soon."""
        event.stop()
        if self._timer is None:  # not begun anew at each letter: one may type without a pause
            self._timer = self.set_timer(SAVE_AFTER, self.save)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
