"""What workers tell the screen; everything they have to say comes as one of these."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.message import Message

if TYPE_CHECKING:
    from store.events import Event, Refreshed
    from store.library import Library
    from store.query import Query
    from store.sweeps import Standing, Sweep
    from tui.browser import Browser
    from tui.draft import NoteText
    from tui.highlight import Highlight
    from tui.proposal import Proposal
    from tui.spelling import Nearest


class Page(NamedTuple):
    """A page to open."""

    paper_id: str
    url: str


@dataclass(eq=False)
class WriteTask:
    """What was asked of the library."""

    expected: Sequence[str] = ()
    """The papers that are shown as changed already."""
    told: str = ""
    """What to say when it is done; by default the event's own title."""
    note: NoteText | None = None
    """The note it was to write."""
    what: str = ""
    """What it was, in words, for where it is lost."""
    done: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the screen shows what came of it."""


class LibraryOpened(Message, bubble=False):
    """The library is open."""

    def __init__(self, library: Library, ids: Sequence[str]) -> None:
        super().__init__()
        self.library = library
        self.ids = ids
        """Its papers, or the first of them, while the others are being read."""


class Listed(Message, bubble=False):
    """All papers are at hand of a list that was shown with the first of them."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__()
        self.ids = ids


class IndexGrew(Message, bubble=False):
    """The index is being made."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share


class IndexMade(Message, bubble=False):
    """The index is up to date."""


class OpeningFailed(Message, bubble=False):
    """The library cannot be opened."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Written(Message, bubble=False):
    """A change is on disk."""

    def __init__(self, event: Event | None, task: WriteTask) -> None:
        super().__init__()
        self.event = event
        self.task = task


class WriteFailed(Message, bubble=False):
    """A change could not be made; nothing of it was."""

    def __init__(self, error: Exception, task: WriteTask) -> None:
        super().__init__()
        self.error = error
        self.task = task


class NewsCame(Message, bubble=False):
    """Something was written to the library."""

    def __init__(
        self,
        event: Refreshed,
        ids: Sequence[str] | None,
        read: Mapping[str, bool] | None = None,
    ) -> None:
        super().__init__()
        self.event = event
        self.ids = ids
        """All papers, where it may be others than before."""
        self.read = read
        """Where marks of many papers are others: which of these papers are read."""


class NewsFailed(Message, bubble=False):
    """What was written to the library cannot be read."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


@dataclass(eq=False)
class Search:
    """What was asked of the library."""

    purpose: str
    text: str
    query: Query
    number: int
    """Which search of its purpose it is."""
    shown: Sequence[str] = ()
    """The list that was shown when it was asked."""
    moves: bool = True
    """Whether the cursor is to go to what it finds."""
    is_typed: bool = False
    """Whether the next key may change it: the first papers are wanted before the others."""
    origin: int | None = None
    """From where on the first match is looked for, where every paper is shown, by date."""
    at: float = field(default_factory=monotonic)
    """When, in seconds of the machine's clock."""
    go_to: str | None = None
    """The paper that the cursor is to go to in the list it gives."""
    is_seen: threading.Event = field(default_factory=threading.Event)
    """Set when what was found first is on the screen."""
    starts_at_top: bool = False
    """Whether the cursor is to go to the first paper of that list."""
    is_own: bool = True
    """Whether the user asked; otherwise what was marked since the list was asked for stays."""
    sweep: Sweep | None = None
    """The sweep to be shown, instead of what a query finds."""


WHOLE, FIRST, REST = "whole", "first", "rest"


class Found(Message, bubble=False):
    """A query was answered."""

    def __init__(
        self,
        search: Search,
        ids: Sequence[str],
        highlight: Highlight,
        places: Sequence[int] = (),
        nearest: Nearest = (),
    ) -> None:
        super().__init__()
        self.search = search
        self.part = WHOLE
        """Whether it is all, or what is found first, or what follows that."""
        self.before = 0
        """How many matches come before the first of `places`."""
        self.count = len(places)
        """How many matches there are of all."""
        self.ids = ids
        self.highlight = highlight
        """Finds the query's words where they are shown."""
        self.places = places
        """Where in the list shown they are, in order."""
        self.standing: Standing | None = None
        """What was decided, of the papers of a sweep."""
        self.nearest = nearest
        """Where nothing was found: words that no paper has, and those spelled most alike."""


class SweepTold(Message, bubble=False):
    """The library was asked about a sweep.

    Args:
        task: set as done once this is shown.
        result: what it gave.
        error: why it gave nothing.
        then: takes what it gave, in the screen's thread.
    """

    def __init__(
        self,
        task: WriteTask,
        result: Any,
        error: Exception | None,
        then: Callable[[Any], None],
    ) -> None:
        super().__init__()
        self.task, self.result, self.error, self.then = task, result, error, then


class SearchFailed(Message, bubble=False):
    """A query could not be answered."""

    def __init__(self, search: Search, error: Exception) -> None:
        super().__init__()
        self.search = search
        self.error = error


class Proposed(Message, bubble=False):
    """The library knows what a query that is being typed may go on to."""

    def __init__(self, text: str, proposals: Sequence[Proposal]) -> None:
        super().__init__()
        self.text = text
        self.proposals = proposals


class ViewsChanged(Message, bubble=False):
    """The user's views are others, or could not be made so."""

    def __init__(self, told: str, *, is_error: bool = False) -> None:
        super().__init__()
        self.told = told
        self.is_error = is_error


class TagsRecoloured(Message, bubble=False):
    """Tags may have other colours, or could not be given them."""

    def __init__(self, told: str = "", *, is_error: bool = False) -> None:
        super().__init__()
        self.told = told
        self.is_error = is_error


class Progressed(Message, bubble=False):
    """An import has done a part of its work."""

    def __init__(self, what: str, share: float) -> None:
        super().__init__()
        self.what = what
        self.share = share


class TerminalWanted(Message, bubble=False):
    """A browser needs the terminal to show pages, one after the other."""

    def __init__(self, browser: Browser, pages: Sequence[Page], *, marks_read: bool) -> None:
        super().__init__()
        self.browser = browser
        self.pages = pages
        self.marks_read = marks_read


class Said(Message, bubble=False):
    """Something to tell the user came out of work off the screen's thread."""

    def __init__(self, text: str, *, is_error: bool = False, by_hand: str = "") -> None:
        super().__init__()
        self.text = text
        self.is_error = is_error
        self.by_hand = by_hand
        """A text to show so that it can be copied by hand."""
