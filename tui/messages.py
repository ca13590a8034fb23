"""What workers tell the screen; everything they have to say comes as one of these."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.message import Message

from store.events import Event
from store.library import Library


class LibraryOpened(Message, bubble=False):
    """The library is open."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library


class OpeningFailed(Message, bubble=False):
    """The library cannot be opened."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Written(Message, bubble=False):
    """A change is on disk."""

    def __init__(self, event: Event, expected: Sequence[str]) -> None:
        super().__init__()
        self.event = event
        self.expected = expected
        """The papers that were shown as changed before it was."""


class WriteFailed(Message, bubble=False):
    """A change could not be made; nothing of it was."""

    def __init__(self, error: Exception, expected: Sequence[str]) -> None:
        super().__init__()
        self.error = error
        self.expected = expected


class Found(Message, bubble=False):
    """A query was answered."""

    def __init__(
        self, purpose: str, text: str, ids: list[str], pattern: re.Pattern[str] | None
    ) -> None:
        super().__init__()
        self.purpose = purpose
        self.text = text
        self.ids = ids
        self.pattern = pattern
        """Finds the query's words where they are shown."""


class Progressed(Message, bubble=False):
    """An import has done a part of its work."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share


class Said(Message, bubble=False):
    """Something to tell the user came out of work off the screen's thread."""

    def __init__(self, text: str, *, is_error: bool = False, by_hand: str = "") -> None:
        super().__init__()
        self.text = text
        self.is_error = is_error
        self.by_hand = by_hand
        """A text to show so that it can be copied by hand."""
