"""Leaving the program with everything saved, or knowing what is not."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from tui.screens.importing import Importing
from tui.screens.marking import Marking

_LOOK_AGAIN_SECONDS = 0.01
_UNSEEN_SECONDS = 1
"""How long before quitting an error can have come without being read."""

_PATIENCE_SECONDS = 0.3
"""How long saving takes before it is talked about."""


class Leaving(Marking, Importing):
    """What happens before the program ends."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused: list[float] = []
        """When changes could not be written that may not have been noticed."""
        self.has_given_up = False
        """Whether the program is to end with changes unsaved."""
        self._is_told_to_wait = False

    async def may_quit(self) -> bool:
        """Finish what is being written; tell whether all of it was, or is given up.

        A note that could not be saved stays open, and is given up when asked a second time.
        """
        await self.typed_out()
        self.cancel_import()
        given_up = bool(self.notes.unsaved)
        unseen = time.monotonic() - _UNSEEN_SECONDS
        self.refused = [when for when in self.refused if when > unseen]
        self.save_note()
        await self._saved()
        if self.has_given_up:
            return True
        await asyncio.sleep(0)  # what the writer's thread has just told is put in the queue
        heard = asyncio.Event()
        self.call_later(heard.set)
        await heard.wait()
        if self.refused or (self.notes.unsaved and not given_up):
            self.refused.clear()
            self.say(f"{self.status.message} Quitting once more gives it up.", is_error=True)
            return False
        return True

    async def _saved(self) -> None:
        """Wait until everything is saved or given up."""
        begun = time.monotonic()
        while not self.has_given_up and (unsaved := self.writer.unsaved):
            if time.monotonic() - begun > _PATIENCE_SECONDS and not self._is_told_to_wait:
                count = "a change" if len(unsaved) == 1 else f"{len(unsaved)} changes"
                told = "Ctrl+Q once more ends without, and prints what is lost."
                self.say(f"Still saving {count}: the library may be busy. {told}", is_error=True)
                self._is_told_to_wait = True
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        self._is_told_to_wait = False

    def give_up(self) -> None:
        """End without what is still waiting to be saved, once its user knows that there is."""
        self.has_given_up = self._is_told_to_wait
