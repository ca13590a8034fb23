"""Giving the terminal away for a while: to the shell, and to the user's own editor."""

from __future__ import annotations

import asyncio
import os
import time
from typing import TYPE_CHECKING

from textual._time import get_time
from textual.app import SuspendNotSupported

from store.errors import PaperdeckError
from tui.draft import NoteDraft, NoteText
from tui.ending import ENDING
from tui.screens.base import READ_ONLY
from tui.screens.marking import Marking
from tui.terminal import lent

if TYPE_CHECKING:
    from tui.editor import Draft

_SAVED_SECONDS = 2
"""How long what is being written may hold up the giving away."""

_LOOK_AGAIN_SECONDS = 0.01


class Lending(Marking):
    """The commands that give the terminal away."""

    left_open = ""
    """What to tell of an editor that was open when the program was ended."""

    lent_until = 0.0
    """When the terminal was last taken back, in seconds of the machine's clock."""

    def on_mount(self) -> None:
        """Draw everything again when the program goes on: the terminal has kept nothing."""
        self.app.app_resume_signal.subscribe(self, lambda app: app.refresh(layout=True))

    async def action_app_suspend(self) -> None:
        """Hand the terminal back to the shell until the program is called again."""
        driver = self.app._driver
        if driver is None or not driver.can_suspend:
            self.say("There is no shell to go back to here.", is_error=True)
            return
        self.save_note()
        await self._saved_so_far()
        self.app.action_suspend_process()
        self.lent_until = get_time()

    async def action_note_editor(self) -> None:
        """Edit the note in the user's own editor."""
        deck = self.deck
        if deck is None or deck.current is None:
            self.say("There is no paper to write about.")
            return
        library, paper_id = deck.library, deck.current
        if library.read_only:
            self.say(f"{READ_ONLY}: notes cannot be saved.", is_error=True)
            return
        self.leave_note()
        if not await self._saved_so_far():
            told = "The library is busy: the note can be opened when all is saved."
            self.say(told, is_error=True)
            return
        from tui.editor import Draft, EditorStopped  # noqa: PLC0415 - seldom needed

        note = library.marks(paper_id).note
        try:
            file = Draft(note, library.folder.path, paper_id)
        except PaperdeckError as error:
            self.say(str(error), is_error=True)
            return
        try:
            text = self._edited(file)
        except EditorStopped as stopped:
            self._take_over(file, NoteDraft(paper_id, note), str(stopped))
            os.kill(os.getpid(), stopped.number)  # now the program may end
        except PaperdeckError as error:
            self.say(str(file.failed(error)), is_error=True)
        else:
            if text == note or not file.is_changed:
                file.discard()
                self.say("The note was left as it was.")
            else:
                self.write_note(NoteText(NoteDraft(paper_id, note), text), file)

    def _edited(self, file: Draft) -> str:
        """Let the editor have the terminal; give what was written.

        Raises:
            EditorStopped: the program is to end; the terminal was not taken back.
            PaperdeckError: there is nothing that can be saved.
        """
        from tui.editor import EditorError, EditorStopped  # noqa: PLC0415

        text, failure = "", None
        try:
            with self.app.suspend(), lent():
                try:
                    text = file.edit(ENDING)
                except EditorStopped:
                    raise
                except Exception as error:  # none may keep the terminal from being taken back
                    failure = error
        except SuspendNotSupported:
            raise EditorError("The editor needs the terminal, which it cannot have.") from None
        self.lent_until = get_time()
        if failure is not None:
            raise failure
        return text

    def _take_over(self, file: Draft, draft: NoteDraft, told: str) -> None:
        """Save what an editor that was still open had saved; its file stays."""
        if not file.is_changed:
            file.discard()
            return
        try:
            text = file.text()
        except PaperdeckError as error:
            self.left_open = str(file.failed(error))
            return
        if text != draft.base:
            self.write_note(NoteText(draft, text))
        self.left_open = f"{told} What it had saved is the note now, and stays in {file.path}"

    async def _saved_so_far(self) -> bool:
        """Wait a little for what is being written; tell whether all of it is."""
        end = time.monotonic() + _SAVED_SECONDS
        while self.writer.waiting:
            if time.monotonic() > end:
                return False
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        return True
