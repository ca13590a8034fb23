"""A note being edited, from the opening of its editor to the last time it is saved."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import NamedTuple

from store.events import PapersMarked
from store.library import Library


@dataclass(slots=True)
class NoteDraft:
    """The editing of one note.  Its fields change only in the thread that writes."""

    paper_id: str
    base: str
    """The note as this editing last left it, or as it found it."""
    prefix: str = ""
    """What another window wrote meanwhile; it is kept before what is written here."""
    name: str = field(default_factory=lambda: os.urandom(6).hex())
    """Tells this editing from others: what it saves is taken back together."""


class NoteText(NamedTuple):
    """What an editor held when it was to be saved."""

    draft: NoteDraft
    text: str

    def write(self, library: Library) -> PapersMarked:
        """Save it.

        Raises:
            PaperdeckError: it was not saved.
        """
        draft = self.draft
        wanted = draft.prefix + self.text
        event = library.write_note(draft.paper_id, wanted, draft.base, draft.name)
        draft.base = library.marks(draft.paper_id).note
        if draft.base != wanted:
            draft.prefix = draft.base.removesuffix(self.text)
        return event
