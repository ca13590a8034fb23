"""The application: the library's opening and closing, the screens."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import sys
import threading
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Event, Key

from store.errors import PaperdeckError
from store.index.hits import Hits
from store.library import Library
from store.text.display import many_lines
from tui.colouring import Colouring
from tui.driver import driver_class
from tui.ending import call_at_end, end_in_any_case
from tui.fault import unexpected
from tui.messages import LibraryOpened, Listed, OpeningFailed, Said
from tui.read_after import read_after
from tui.remapping import keys_of
from tui.screens.box import Box
from tui.screens.triage import TriageScreen
from tui.settings import Settings as UserSettings
from tui.terminal import Settings, give_back
from tui.widgets.typing import TextField
from tui.workers import Writer, apart

_LEAVE_KEYS = ("ctrl+q", "ctrl+c")

_WORD_KEYS = {"ctrl+right": "f", "ctrl+left": "b"}
"""What Esc and a letter are read as."""

_OPEN_SECONDS = 0.1
"""How long the first frame may wait for the library."""

_SWITCH_SECONDS = 0.001
"""How long a search may hold up the screen's thread; Python's own value is five times that."""


class PaperdeckApp(Colouring):
    """paperdeck on the terminal.

    Args:
        path: the library's folder.
        query: what to show at first.
        read_only: change nothing on disk.
        is_demo: the library is thrown away afterwards; say so.
        settings_before: the terminal's settings, where they were changed before.
    """

    TITLE = "paperdeck"
    CSS_PATH = "styles/app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
    ]

    def __init__(
        self,
        path: Path,
        *,
        query: str = "",
        read_only: bool = False,
        is_demo: bool = False,
        settings_before: Settings | None = None,
    ) -> None:
        driver, settings = driver_class(), UserSettings()
        super().__init__(driver, settings)
        if driver is None:
            give_back(settings_before)  # Textual's own takes what it finds for what was before
        self.settings_before = settings_before
        """The terminal's settings before anything was done to it; None where nothing was."""
        self._path = path
        self._query = query
        self._read_only = read_only
        self._is_demo = is_demo
        self.has_told = threading.Event()
        """Set once what could not be saved was told, at the end."""
        self._writer = Writer()
        self._copier = Writer()
        self._library: Library | None = None
        self._triage: TriageScreen | None = None
        self._early: list[Key] = []
        self._is_ready = False
        """Whether the main screen has its panes, and shows the library."""
        self._is_leaving = False
        self._is_open = asyncio.Event()
        self._opened: LibraryOpened | None = None
        """The library, from when it is open until the main screen has it."""
        self.failure = ""
        """Why it ended without being asked to."""
        self._keys = keys_of(settings)
        self._read_after, problems = read_after(settings)
        self._problems = [*self._keys.problems, *problems]

    # -- keys

    async def on_event(self, event: Event) -> None:
        """Keep keys typed before the library is open; take Esc and a letter for what they are."""
        if isinstance(event, Key) and not event.is_forwarded:
            if self._is_early(event):
                self._early.append(event)
                return
            if self._triage is not None and event.time < self._triage.lent_until:
                return  # typed for the program that had the terminal
            if self._is_leaving and self._triage is not None:
                if event.key in _LEAVE_KEYS:
                    self._triage.give_up()
                return
            if isinstance(self.screen, Box):
                await self.screen.ready()
            letter = self._after_escape(event)
            if letter:
                await super().on_event(Key("escape", None))
                event = Key(letter, letter)
        await super().on_event(event)

    def _after_escape(self, event: Key) -> str:
        """Give the letter where a key may be Esc and a letter in quick succession.

        Terminals send Alt and a letter as both, so they are read as Alt, or, f and b, as what
        moves by words in a text.  No command has such a key.
        """
        if event.key.startswith("alt+") and event.is_printable:
            return event.character or ""
        is_typing = isinstance(self.focused, TextField)
        return "" if is_typing else _WORD_KEYS.get(event.key, "")

    def _is_early(self, event: Key) -> bool:
        is_ready = self._is_ready and self._library is not None
        return not is_ready and event.key not in _LEAVE_KEYS

    # -- start and end

    async def on_load(self) -> None:
        """Open the library; wait a little, so that the first frame has papers on it."""
        self._end_on_signals()
        self._screen_loop = asyncio.get_running_loop()
        apart("open-library", self._open)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._is_open.wait(), _OPEN_SECONDS)

    def get_default_screen(self) -> TriageScreen:
        """Give the main screen."""
        writers, keys = (self._writer, self._copier), self._keys.commands
        screen = TriageScreen(*writers, self._query, is_demo=self._is_demo, commands=keys)
        screen.library_given, screen.read_after = self._opened, self._read_after
        screen.take_size(self.size)
        self._triage = screen
        return screen

    def on_mount(self) -> None:
        """Say what is wrong with themes and settings."""
        triage = self._triage
        if triage is None:
            return
        problems = [*self._problems, *triage.followed.problems, *triage.columns.problems]
        settings = UserSettings()
        if settings.stamp() is not None and settings.unknown():
            from tui.settings_check import unknown  # noqa: PLC0415 - only for a slip

            problems += unknown(settings)
        told = [*self.looks_problems, *problems[:1]]
        if problems[1:]:
            told.append(f"paperdeck config check tells {len(problems) - 1:,} more.")
        if told:
            triage.call_after_refresh(triage.say, " ".join(told), is_error=True)

    def _end_on_signals(self) -> None:
        """Save and end when the terminal is closed or the system asks for it."""
        if self.is_headless:
            return
        call_at_end(asyncio.get_running_loop(), self._end)

    def _end(self, number: int) -> None:
        if self._triage is not None:
            self._triage.save_note()
            self.failure = self._triage.left_open
        end_in_any_case(128 + number, self._writer, self.has_told)
        self.exit(128 + number, return_code=128 + number)

    def _open(self) -> None:
        gc.disable()  # a hundred thousand papers are not garbage; looking for some takes longest
        try:
            library = Library(self._path, read_only=self._read_only, is_temporary=self._is_demo)
        except Exception as error:  # a thread's error would otherwise be seen by nobody
            self.post_message(OpeningFailed(error))
            return
        finally:
            gc.freeze()
            gc.enable()
        self._list(library)
        failure = library.back_up_if_due()
        if failure:
            self.post_message(Said(failure, is_error=True))

    def on_said(self, message: Said) -> None:
        """Have it told by the main screen."""
        if self._triage is not None:
            self._triage.post_message(Said(message.text, is_error=message.is_error))

    def _list(self, library: Library) -> None:
        """Hand the library over with the first of its papers, then with all of them."""
        library.may_be_behind = True  # the main screen sees to the index
        begun: list[Hits] = []

        def began(hits: Hits) -> None:
            begun.append(hits)
            self._has_opened(LibraryOpened(library, hits))

        try:
            ids = library.find_all(began)
        except Exception as error:  # a thread's error would otherwise be seen by nobody
            self.post_message(OpeningFailed(error))
            return
        if begun:
            self.post_message(Listed(ids))
        else:
            self._has_opened(LibraryOpened(library, ids))

    def _has_opened(self, opened: LibraryOpened) -> None:
        self._opened = opened
        self._screen_loop.call_soon_threadsafe(self._is_open.set)
        self.post_message(opened)

    def on_library_opened(self, message: LibraryOpened) -> None:
        """Hand the library to the main screen."""
        self._library, self._opened = message.library, None
        if self._triage is not None:
            if self._triage.library_given is None:
                self._triage.post_message(LibraryOpened(message.library, message.ids))
            self._triage.call_later(self._replay)

    def on_listed(self, message: Listed) -> None:
        """Tell the main screen that all papers are at hand."""
        if self._triage is not None:
            self._triage.post_message(Listed(message.ids))

    def _replay(self) -> None:
        """Take the keys that were typed before the library was open."""
        self._is_ready = True
        early, self._early = self._early, []
        for event in early:
            self.post_message(Key(event.key, event.character))

    def on_opening_failed(self, message: OpeningFailed) -> None:
        """End, once the screen is there to be taken away."""
        if self._triage is not None:
            self._triage.call_later(self._fail, message.error)

    def _fail(self, error: Exception) -> None:
        """End with a sentence; what nobody expected ends as any other bug does."""
        if not isinstance(error, PaperdeckError):
            raise error
        self.failure = str(error)
        self.exit(1, return_code=1)

    def action_help_with(self, place: str) -> None:
        """Show what the keys do in a box."""
        from tui.screens.help import HelpScreen  # noqa: PLC0415

        self.push_screen(HelpScreen(self._keys.commands, place))

    async def action_quit(self) -> None:
        """Quit, everything saved."""
        if self._triage is None:
            self.exit()
        elif not self._is_leaving:
            self._is_leaving = True
            self.run_worker(self._leave(self._triage), group="leave")

    async def _leave(self, triage: TriageScreen) -> None:
        # Not in the handler of the key: the key may come a second time while this waits.
        if await triage.may_quit():
            self.exit()
        else:
            self._is_leaving = False

    def close_library(self) -> list[str]:
        """Save what is being written, in both senses, and let go of the library.

        Returns:
            What could not be saved, a sentence or a text each.
        """
        lost: list[str] = []
        if self._triage is not None:
            self._triage.unfollow()
            self._triage.save_note()
            if self._triage.has_given_up:
                lost += [f"Not saved: {what}" for what in self._writer.give_up()]
        self._writer.finish()
        self._copier.finish()
        lost += [str(error) for error in self._writer.unheard]
        if self._triage is not None:
            lost += self._triage.unsaved_notes()
        if self._library is not None:
            self._library.close()
        return lost

    def _handle_exception(self, error: Exception) -> None:
        """End with a sentence where nobody expected the error; it stands in the log."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.failure = unexpected(error)
        self.exit(1, return_code=1)


def run(
    path: Path,
    *,
    query: str = "",
    read_only: bool = False,
    is_demo: bool = False,
    settings_before: Settings | None = None,
) -> int:
    """Open the reader on a library; returns when the user quits.

    Args:
        path: the library's folder.
        query: what to show at first.
        read_only: change nothing on disk.
        is_demo: the library is thrown away afterwards.
        settings_before: the terminal's settings, where they were changed before.

    Returns:
        The exit status.
    """
    app = PaperdeckApp(
        path,
        query=query,
        read_only=read_only,
        is_demo=is_demo,
        settings_before=settings_before,
    )
    sys.setswitchinterval(_SWITCH_SECONDS)
    lost: list[str] = []
    try:
        app.run()
    finally:
        lost = app.close_library()
        for text in [app.failure, *lost]:
            if text:
                print(f"paperdeck: {many_lines(text)}", file=sys.stderr, flush=True)
        app.has_told.set()
        end_in_any_case(1 if lost else app.return_code or 0)
    return 1 if lost else app.return_code or 0
