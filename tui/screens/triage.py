"""The main screen: list, paper and note side by side or stacked."""

from __future__ import annotations

import time

from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap
from textual.containers import Container, Vertical
from textual.events import Key
from textual.theme import Theme
from textual.widget import Widget

from store.errors import PaperdeckError, QueryError
from store.events import PapersDeleted, PapersEdited, PapersImported, PapersMarked, Refreshed
from tui.answering import FILTER, FIND
from tui.commands import USUAL_COMMANDS, Command, CommandTable
from tui.deck import Deck
from tui.fault import unexpected
from tui.keymap import bindings
from tui.messages import LibraryOpened, WriteFailed, Written
from tui.screens.answer import check_answer
from tui.screens.base import READ_ONLY
from tui.screens.exporting import EXPORT, Exporting
from tui.screens.helping import Helping
from tui.screens.importing import IMPORT
from tui.screens.leaving import Leaving
from tui.screens.lending import Lending
from tui.screens.linking import Linking
from tui.screens.merging import Merging
from tui.screens.moving import Moving
from tui.screens.selecting import Selecting
from tui.screens.sizing import Sizing
from tui.screens.splitting import Splitting
from tui.screens.sweeping import Sweeping
from tui.screens.tagging import TAGS, Tagging
from tui.screens.taking import STYLE
from tui.screens.viewing import RENAME_VIEW, SAVE_VIEW
from tui.widgets.hint_bar import HintBar
from tui.widgets.paper_detail import PaperDetail
from tui.widgets.paper_list import PaperList
from tui.widgets.prompt_bar import PromptBar
from tui.widgets.status_bar import StatusBar
from tui.workers import Writer

_WHILE_TYPING = frozenset({"app_back", "app_quit", "app_interrupt", "app_palette", "app_help_here"})
"""Actions whose keys act while a text is being written."""

_BEFORE_ALL = (
    Binding("enter", "prompt_submit", show=False, priority=True),
    Binding("enter", "link_open", show=False, priority=True),
    Binding("tab", "prompt_complete", show=False, priority=True),
    Binding("shift+tab", "prompt_complete(-1)", show=False, priority=True),
    Binding("ctrl+c", "app_interrupt", show=False, priority=True),
)


class TriageScreen(
    Moving,
    Selecting,
    Tagging,
    Lending,
    Sweeping,
    Merging,
    Leaving,
    Linking,
    Exporting,
    Splitting,
    Sizing,
    Helping,
):
    """Where papers are walked, looked at and decided about.

    Args:
        writer: does the writing.
        copier: fills the clipboard.
        query: what to show at first.
        is_demo: the library is thrown away afterwards; say so.
        commands: with the keys they have.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (32, "-tall")]

    def __init__(
        self,
        writer: Writer,
        copier: Writer,
        query: str = "",
        *,
        is_demo: bool = False,
        commands: CommandTable = USUAL_COMMANDS,
    ) -> None:
        super().__init__(writer, copier, commands)
        self.set_class(True, "-on-list", update=False)
        # A class has the same bindings for everybody; these are the user's.
        own = BindingsMap([*_BEFORE_ALL, *bindings(commands)]).key_to_bindings
        self._bindings = BindingsMap.from_keys({**self._bindings.key_to_bindings, **own})
        self.library_given: LibraryOpened | None = None
        """The library, where it was open before the screen is shown."""
        self._query = query
        if is_demo:
            self.all_papers = "demo: nothing here is kept"

    def compose(self) -> ComposeResult:
        """Give the panes."""
        with Container(id="panes"):
            yield PaperList(self.describe, self.columns.columns, id="list")
            with Vertical(id="side"):
                yield PaperDetail(self.commands, id="detail")
                yield self.notes
        yield PromptBar(id="prompt")
        yield StatusBar(id="status")
        yield HintBar(self.commands, id="hints")

    def on_mount(self) -> None:
        """Name the panes."""
        self.app.theme_changed_signal.subscribe(self, self._recolour)
        self.show_title()
        self.lay_out()
        self.detail.border_title = "Paper"
        self.notes.border_title = "Note"
        self.detail.followed, self.paper_list.keywords = self.followed, self.followed.keywords
        self.detail.tag_colours = self.tag_colours
        self.set_focus(self.paper_list)
        if self.library_given is not None:
            self.on_library_opened(self.library_given)

    def _recolour(self, _theme: Theme) -> None:
        """Draw the panes that keep drawn lines in the colours of another theme."""
        self.call_after_refresh(self._redraw_panes)

    def _redraw_panes(self) -> None:
        self.show_current(keep_place=True)

    # -- the library

    def on_library_opened(self, message: LibraryOpened) -> None:
        """Show the library."""
        self.deck = Deck(message.library)
        if message.library.read_only:
            self.say(f"{READ_ONLY}: marks and notes cannot be saved.", is_error=True)
        self.show_first(message.ids)
        self.follow(message.library)
        if message.library.unreadable or any(True for _ in message.library.bad_lines()):
            told = "Something in this library cannot be read: paperdeck doctor tells what."
            self.say(told, is_error=True)
        if self._query:
            self.search(FILTER, self._query)

    def on_written(self, message: Written) -> None:
        """Show what a change did."""
        deck, event, task = self.deck, message.event, message.task
        if deck is None:
            return
        deck.settled(task.expected)
        if isinstance(event, PapersImported):
            self.show_import(event)
        elif isinstance(event, PapersMarked):
            self.show_marked(deck, event, task)
        elif isinstance(event, PapersEdited):
            self.show_edited(event)
        elif isinstance(event, PapersDeleted):
            self.show_deleted(event, task)
        elif isinstance(event, Refreshed):
            self.show_refreshed()
        if not isinstance(event, PapersMarked):
            self.counted()
        self.index()
        self.recount()
        task.done.set()

    async def on_write_failed(self, message: WriteFailed) -> None:
        """Show marks as they are on disk, and say why they did not change."""
        error, task = message.error, message.task
        if self.deck is not None:
            self.deck.settled(task.expected, is_made=False)
            self.paper_list.redraw()
            self.show_current(keep_place=True)
        told = str(error) if isinstance(error, PaperdeckError) else unexpected(error)
        if task.note is not None and await self.keep_refused(task.note):
            told += " Type to try again; Esc leaves the note unsaved."
        self.say(told, is_error=True)
        self.refused += [time.monotonic()] if task.what else []
        self.recount()
        task.done.set()

    # -- panes

    def _panes(self) -> list[Widget]:
        return [self.paper_list, self.detail, self.notes.view]

    def _pane_number(self) -> int:
        focused = self.focused
        if self.is_writing:
            return 2
        panes = self._panes()
        return panes.index(focused) if focused in panes else 0

    def _focus_pane(self, number: int) -> None:
        self.notes.leave()
        if self.has_class("-empty"):
            number = 0
        pane = self._panes()[number % 3]
        for index, name in enumerate(("-on-list", "-on-detail", "-on-notes")):
            self.set_class(index == number % 3, name)
        if pane.focusable:
            self.set_focus(pane)
        else:  # on a low screen the note is shown only while one is in it
            self.call_after_refresh(self.set_focus, pane)

    def action_pane_next(self) -> None:
        """Go to the next pane."""
        self._focus_pane(self._pane_number() + 1)

    def action_pane_previous(self) -> None:
        """Go to the pane before."""
        self._focus_pane(self._pane_number() - 1)

    def action_pane_list(self) -> None:
        """Go to the list."""
        self._focus_pane(0)

    def enter_detail(self) -> None:
        """Go to the paper."""
        self._focus_pane(1)

    action_pane_detail = enter_detail

    def action_pane_zoom(self) -> None:
        """Give the pane in focus the whole screen, or back."""
        self._focus_pane(self._pane_number())
        self.toggle_class("-zoomed")

    # -- the prompt

    def on_prompt_bar_changed(self, event: PromptBar.Changed) -> None:
        """Follow what is typed."""
        if event.purpose in (FIND, FILTER):
            self.typed(event.purpose, event.text)

    async def action_prompt_submit(self) -> None:
        """Take an answer; one that is wrong stays where it can be mended."""
        await self.typed_out()
        try:
            purpose, text = self.prompt.purpose, self.prompt.input.value
            check_answer(purpose, text)
            self.check_export(purpose, text)
            self.check_view_name(purpose, text)
            await self.check_import(purpose, text)
        except QueryError as error:
            self.complain(error, is_told=True)
            return
        except PaperdeckError as error:
            self.say(str(error), is_error=True)
            return
        purpose, text = self.prompt.close()
        self.set_focus(self.paper_list)
        self.no_help()
        if purpose == TAGS:
            self.take_tags(text)
        elif purpose == IMPORT and text.strip():
            await self.take_import(text)
        elif purpose == EXPORT:
            self.take_export(text)
        elif purpose == STYLE and text.strip():
            self.take_style(text)
        elif purpose in (SAVE_VIEW, RENAME_VIEW):
            self.take_view_name(purpose, text)
        elif purpose == FIND:
            await self.found()
        elif purpose == FILTER:
            if text.strip() != self.filter_text:
                self.search(FILTER, text)
            await self.filtered()

    def _leave_prompt(self) -> None:
        purpose, _text = self.prompt.close()
        self.set_focus(self.paper_list)
        self.cancelled(purpose)

    # -- the program

    def on_key(self, event: Key) -> None:
        """Say that a key does nothing, which is what comes here: all others were taken before."""
        is_text = self.prompt.display or self.is_writing
        if event.is_printable and event.character and not is_text:
            pressed, help_key = event.character.replace(" ", "Space"), self.commands.key("app.help")
            self.say(f"{pressed} does nothing; {help_key} shows the keys.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters and control keys are the text's own while one is being written."""
        if not action.startswith("move_"):
            self.show_moved()  # what it acts on is what stands beside the list
        if action.startswith("prompt_"):
            return self.prompt.display
        if self.is_writing and action == "app_interrupt":
            return False  # Ctrl+C copies there
        if self.is_typing and action not in _WHILE_TYPING:
            return False
        return super().check_action(action, parameters)

    async def action_app_back(self) -> None:
        """Leave what is open, the nearest first."""
        await self.typed_out()
        if self.prompt.display:
            self._leave_prompt()
        elif self.notes.editor is not None:
            self.notes.leave()
        elif self.cancel_import():
            self.say("The import is being stopped; nothing of it is kept.")
        elif self.cancel_export():
            self.say("The export is being stopped; no file is written.")
        elif self.has_class("-zoomed"):
            self.remove_class("-zoomed")
        elif self.focused is not self.paper_list:
            self.detail.choose_nothing()
            self._focus_pane(0)
        elif self.matches:
            self.show_matches()
            self.say("")
        elif self.unselect():
            return
        elif self.filter_text:
            self.say("")
            await self.show_all()

    async def action_app_close(self) -> None:
        """Go back, or quit where there is nothing to go back from."""
        is_filtered = not self.query_shown.is_everything
        if self.has_class("-zoomed") or self.focused is not self.paper_list or is_filtered:
            await self.action_app_back()
        else:
            await self.action_app_quit()

    async def action_app_quit(self) -> None:
        """Quit, everything saved."""
        await self.app.run_action("app.quit")

    async def action_app_interrupt(self) -> None:
        """Leave the prompt, or quit."""
        if self.prompt.display:
            await self.action_app_back()
        else:
            await self.action_app_quit()

    async def action_app_palette(self) -> None:
        """Show every command by name."""
        from tui.screens.palette import CommandPalette  # noqa: PLC0415

        await self.typed_out()

        async def chosen(command: Command | None) -> None:
            if command is None:
                return
            if self.prompt.display:
                self._leave_prompt()
            self.leave_note()
            await self.run_action(command.action)

        self.app.push_screen(CommandPalette(self.commands), chosen)
