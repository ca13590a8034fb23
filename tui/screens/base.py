"""What every part of the main screen builds on: its panes, its deck, its way to the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from store import query as language
from store.change import Change, title_of
from store.events import Event
from store.library import Library
from store.query import EVERYTHING, Query
from store.text.display import one_line
from tui.columns import columns_of
from tui.commands import CommandTable
from tui.deck import MANY, Deck
from tui.draft import NoteText
from tui.followed import followed
from tui.messages import WriteFailed, WriteTask, Written
from tui.order import USUAL_ORDER
from tui.screens.box import Box
from tui.screens.quick_screen import QuickScreen
from tui.settings import Settings
from tui.tag_colours import TagColours
from tui.widgets.extract import MOST_IN_ROW
from tui.widgets.hint_bar import HintBar
from tui.widgets.note_pane import NotePane
from tui.widgets.paper_detail import PaperDetail
from tui.widgets.paper_list import PaperList
from tui.widgets.prompt_bar import PromptBar
from tui.widgets.row import Row, RowMaker
from tui.widgets.status_bar import StatusBar
from tui.widgets.text_pane import TextPane
from tui.widgets.typing import TextField, typed_out
from tui.workers import Writer

_NOTHING = "No paper matches the filter.\n\nEsc drops it, {} changes it."

READ_ONLY = "This library is read-only until you may write in its folder"

NO_PAPER = "There is no paper here."

_MOST_NAMES = 20

_BEHIND_SECONDS = 0.05
"""How far what is shown may stay behind keys that come faster than it can be drawn."""


def names(ids: Sequence[str]) -> str:
    """Name papers in a message."""
    more = f" and {len(ids) - _MOST_NAMES:,} more" if len(ids) > _MOST_NAMES else ""
    return ", ".join(ids[:_MOST_NAMES]) + more


def still_there(library: Library, ids: Sequence[str]) -> Sequence[str]:
    """Leave out papers that another window has deleted by now: one alone is complained about."""
    return ids if len(ids) == 1 else [name for name in ids if name in library]


class TriageBase(QuickScreen):
    """The main screen's state, and how its panes are kept true to it."""

    def __init__(self, writer: Writer, copier: Writer, commands: CommandTable) -> None:
        super().__init__((PaperList, TextPane, StatusBar))
        self.commands = commands
        self.followed = followed(Settings())
        """Whom and what the user follows."""
        self.tag_colours = TagColours(Settings())
        self.columns = columns_of(Settings())
        """What the list shows of papers."""
        self._rows = RowMaker(self.columns.columns, self.followed, self.tag_colours)
        self.writer = writer
        self.copier = copier
        """Fills the clipboard, in the order of the keys; a clipboard may take a second."""
        self.deck: Deck | None = None
        self.filter_text = ""
        self.query_shown = EVERYTHING
        """What the filter stands for."""
        self.view_name = ""
        """What is shown, by its name; empty: a query that has none."""
        self.order = ""
        """In which order it is shown, in words."""
        self.hint = ""
        """What to try instead, where the filter finds nothing."""
        self.last_change: Change | None = None
        self.all_papers = "all papers"
        """What to call the list without a filter."""
        self._title = ""
        """What stands over the list."""
        self._moved_since: float | None = None
        """When the cursor was moved that is not shown yet; None when all is."""
        self._beside: tuple[object, ...] = ()
        """What the panes beside the list show."""
        self.matches: Sequence[int] = ()
        """Where in the list what was found is, in order."""
        self._notes = NotePane(commands.key("note.edit"), id="notes")
        """At hand also when the program was ended from outside and its panes are gone."""

    def take_size(self, size: Size) -> None:
        """Have the classes of a size from the beginning, so that the panes are styled once."""
        for _points, name in self.breakpoints(size):
            self.set_class(True, name, update=False)

    def breakpoints(self, size: Size) -> list[tuple[list[tuple[int, str]], str]]:
        """Give the breakpoints of width and of height, each with the class that a size has."""
        return [
            (points, next(name for least, name in sorted(points, reverse=True) if cells >= least))
            for cells, points in (
                (size.width, self.HORIZONTAL_BREAKPOINTS or []),
                (size.height, self.VERTICAL_BREAKPOINTS or []),
            )
        ]

    # -- panes

    @property
    def paper_list(self) -> PaperList:
        """The list."""
        return self.query_one(PaperList)

    @property
    def detail(self) -> PaperDetail:
        """The paper under the cursor."""
        return self.query_one(PaperDetail)

    @property
    def notes(self) -> NotePane:
        """Its note."""
        return self._notes

    @property
    def status(self) -> StatusBar:
        """What happened, and where one is."""
        return self.query_one(StatusBar)

    @property
    def prompt(self) -> PromptBar:
        """What asks for text."""
        return self.query_one(PromptBar)

    @property
    def library(self) -> Library | None:
        """The library, once it is open."""
        return self.deck.library if self.deck else None

    @property
    def is_typing(self) -> bool:
        """Whether a text is being written."""
        return isinstance(self.focused, TextField)

    @property
    def is_writing(self) -> bool:
        """Whether it is a note."""
        return self.focused is not None and self.focused is self.notes.editor

    def say(self, message: str, *, is_error: bool = False) -> None:
        """Tell the user something."""
        self.status.say(message, is_error=is_error)

    def show_text(self, title: str, text: str) -> None:
        """Show a text by itself, over everything."""
        from tui.screens.text import TextScreen  # noqa: PLC0415 - the reader opens without it

        self.app.push_screen(TextScreen(title, text))

    def goal(self) -> Widget:
        """Give the pane that moving moves: the one in focus, the list otherwise."""
        focused = self.focused
        if focused is self.detail or focused is self.notes.view:
            return focused
        return self.paper_list

    async def typed_out(self) -> None:
        """Wait until a text being written has taken every key that came before."""
        await typed_out(self.focused)

    # -- keeping the panes true

    def describe(self, paper_id: str) -> Row:
        """Give the row of a paper."""
        assert self.deck is not None
        paper, marks = self.deck.paper(paper_id), self.deck.marks(paper_id)
        return self._rows.row(paper, marks, is_selected=paper_id in self.deck.selection)

    def show_current(self, *, keep_place: bool = False) -> None:
        """Show the paper under the cursor in the other panes."""
        if self.deck is None:
            return
        self.show_moved()
        paper_id = self.deck.current
        self._beside = self._for_beside()
        if paper_id is None:
            self.detail.show_nothing()
            self.notes.show_note("", "")
        else:
            marks = self.deck.marks(paper_id)
            self.detail.show_paper(self.deck.paper(paper_id), marks, keep_place=keep_place)
            self.notes.show_note(paper_id, marks.note, keep_place=keep_place)
        self.show_place()

    def _for_beside(self) -> tuple[object, ...]:
        """Give what the panes beside the list are to show."""
        paper_id = self.deck.current if self.deck else None
        if self.deck is None or paper_id is None:
            return ()
        marks = self.deck.marks(paper_id)
        paper = self.deck.paper(paper_id)
        return paper, marks.tags, marks.note, bool(paper.previous) and marks.read

    def show_place(self) -> None:
        """Say where in the list the cursor is."""
        if self.deck is None:
            return
        count = len(self.deck.ids)
        place = f"{self.deck.cursor + 1:,}/{count:,}" if count else "0/0"
        order = "" if self.order == USUAL_ORDER else self.order
        unread = self.deck.unread()
        if unread is not None:
            place = f"{unread:,} unread · {place}"
        self.status.show_place(self.what_is_shown, place, order, self._selected(self.deck))

    @staticmethod
    def _selected(deck: Deck) -> str:
        """Say how many papers are selected, and of how many that cannot be seen."""
        count, shown = len(deck.selection), deck.selected()
        hidden = 0 if shown is None else count - shown
        told = f"{count:,} selected" if count else ""
        return f"{told}, {hidden:,} hidden" if hidden else told

    @property
    def what_is_shown(self) -> str:
        """What the list shows, in words."""
        query = self.query_shown
        if query.is_everything and not self.view_name:
            return self.all_papers
        # The order is told in words, beside it.
        text = language.printed(Query(query.where)) if query.sort else self.filter_text
        return self.view_name or f"filter: {one_line(text[:MOST_IN_ROW])}"

    def show_title(self) -> None:
        """Say over the list what it shows, and in which order."""
        name = self.view_name or ("Papers" if self.query_shown.is_everything else "Filtered")
        title = " · ".join(filter(None, (name, self.order)))
        if title != self._title:  # the same one again would have the whole pane drawn
            self._title = title
            self.paper_list.border_title = Content(title)

    def move_to(self, place: int) -> None:
        """Put the cursor on a paper and show it, in one frame, once for all keys that wait."""
        if self.deck is None or not self.deck.ids:
            return
        self.deck.cursor = max(0, min(place, len(self.deck.ids) - 1))
        if self._moved_since is None:
            self._moved_since = monotonic()
            if self.app.message_queue_size:
                self.call_later(self._look_again)
        self._show_moved_unless_keys_wait()

    def _look_again(self) -> None:
        if self._moved_since is not None:
            self._show_moved_unless_keys_wait()
            if self._moved_since is not None:
                self.call_later(self._look_again)

    def _show_moved_unless_keys_wait(self) -> None:
        since = self._moved_since
        is_late = since is None or monotonic() - since > _BEHIND_SECONDS
        if is_late or not self.app.message_queue_size:
            self.show_moved()

    def show_moved(self) -> None:
        """Show where the cursor is by now."""
        if self._moved_since is None or self.deck is None:
            return
        self._moved_since = None
        self.show_current()  # first: what it draws has a longer way to the frame
        self.paper_list.move_to(self.deck.cursor)

    def redraw(self, ids: Sequence[str]) -> None:
        """Draw what is shown of some papers anew."""
        if self.deck is None:
            return
        self.show_moved()
        if len(ids) > MANY:
            self.paper_list.redraw()
        else:
            places = [place for name in ids if (place := self.deck.place(name)) is not None]
            self.paper_list.redraw_rows(places)
        # Most marks are shown in the list alone; wrapping the texts anew would hold up the frame.
        if self.deck.current in ids and self._for_beside() != self._beside:
            self.show_current(keep_place=True)
        else:
            self.show_place()

    def show_ids(
        self,
        ids: Sequence[str],
        keep: str | None = None,
        *,
        keep_row: bool = False,
        asked_at: float | None = None,
    ) -> None:
        """Show other papers in the list.

        Args:
            ids: the papers.
            keep: the one that the cursor stays on.
            keep_row: the cursor stays in its row of the screen, too.
            asked_at: when they were asked for; None: just now.
        """
        assert self.deck is not None
        self.show_moved()
        before = self.deck.current
        self.deck.show(ids, keep, asked_at)
        is_new = not len(self.deck.library)
        nothing = _NOTHING.format(self.commands.key("list.filter"))
        empty = self.welcome() if is_new else "\n\n".join(filter(None, (nothing, self.hint)))
        self.paper_list.show(ids, self.deck.cursor, empty, keep_row=keep_row)
        self.set_class(is_new, "-empty")
        self.query_one(HintBar).show_empty(is_new)
        self.show_current(keep_place=keep_row and self.deck.current == before)

    def recount(self) -> None:
        """Count anew in the boxes that count: something was written."""
        for screen in self.app.screen_stack:
            if isinstance(screen, Box) and screen.is_there:
                screen.recount()

    def welcome(self) -> str:
        """Give what stands in the place of papers where there are none."""
        raise NotImplementedError

    def is_list_true(self) -> bool:
        """Tell whether the list shows what was asked for, and not what was before."""
        return True

    # -- writing

    def write(
        self,
        job: Callable[[], Event | None],
        expected: Sequence[str] = (),
        *,
        told: str = "",
        note: NoteText | None = None,
        what: str = "",
    ) -> WriteTask:
        """Have the library changed; what comes of it arrives as a message.

        Args:
            job: makes the change and gives its event.
            expected: papers already shown as changed.
            told: what to say when it is done; by default the event's own title.
            note: the note it is to write.
            what: what is lost where it is never made, in words.
        """
        task = WriteTask(expected, told, note, what)

        def report(event: Event | None, error: Exception | None) -> None:
            message = Written(event, task) if error is None else WriteFailed(error, task)
            if not self.post_message(message) and error is not None:
                self.writer.unheard.append(error)

        self.writer.submit(job, report, what)
        return task

    def mark(self, ids: Sequence[str], change: Change, *, told: str = "") -> None:
        """Change marks: on the screen at once, on disk as soon as can be.

        Raises:
            TagError: a tag of the change cannot be one.
        """
        if self.deck is None or not ids:
            return
        library = self.deck.library
        self.deck.expect(ids, change)
        self.redraw(ids)
        what = f"{title_of(change.fields())} {names(ids)}"
        self.write(
            lambda: library.change(still_there(library, ids), change), ids, told=told, what=what
        )
