"""Importing a file, or a text that is pasted, without leaving the screen."""

from __future__ import annotations

import asyncio
import contextlib
import os
import stat
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.errors import PaperdeckError, SourceError
from store.events import PapersImported
from store.garbage import garbage_kept
from store.library import Library
from store.models import Rejection
from tui.messages import Progressed, WriteFailed, WriteTask
from tui.screens.arriving import Arriving
from tui.widgets.completing import FileName
from tui.widgets.extract import beginning
from tui.widgets.prompt_bar import LineInput
from tui.workers import apart

if TYPE_CHECKING:
    from store.importers.contract import Draft
    from store.importers.source import Source
    from store.importing import ImportPlan

    Entries = list[Draft | Rejection]

IMPORT = "import"

_MOST_REJECTIONS = 200
_MOST_OF_ENTRY = (400, 6)
"""Characters and lines of each that are shown."""

_READ_SECONDS = 1
"""How long keys wait for what is being read, so that they are for what it shows."""


class Reading(NamedTuple):
    """What was read, to be imported."""

    name: str
    library: Library
    entries: Entries
    plan: ImportPlan | None
    """What would come of all of it; None where that was not worked out."""


class ImportStopped(PaperdeckError):
    """The user stopped an import."""

    def __init__(self) -> None:
        super().__init__("The import was stopped: nothing of it was kept, and it can begin anew.")


def _read(
    path: Path | Source,
    library: Library,
    progress: Callable[[float], None],
    today: date | None = None,
) -> Entries:
    # The importers take long to load, and are not needed to start.
    from store.intake import read_entries  # noqa: PLC0415

    return read_entries(path, library=library, today=today, progress=progress)


def _read_sample(library: Library, progress: Callable[[float], None]) -> Entries:
    from importlib.resources import as_file, files  # noqa: PLC0415

    from store.data import SAMPLE_DAY  # noqa: PLC0415

    with as_file(files("store.data") / "sample.txt") as path:
        return _read(path, library, progress, SAMPLE_DAY)


def _read_text(text: str, library: Library, progress: Callable[[float], None]) -> Entries:
    from store.importers.source import pasted  # noqa: PLC0415

    return _read(pasted(text), library, progress)


def _has_paper(text: str, library: Library) -> bool:
    """Tell whether a line is itself a paper to import: an id, an address, an entry."""
    from store.importers.contract import Draft  # noqa: PLC0415

    try:
        found = _read_text(text, library, lambda _share: None)
    except SourceError:
        return False
    return any(isinstance(entry, Draft) for entry in found)


def file_named(text: str) -> Path:
    """Give the file a line names; quotation marks around it, as a paste may have, do not count."""
    name = text.strip()
    if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"":
        name = name[1:-1]
    return Path(os.path.expanduser(name))


def check_file(path: Path) -> None:
    """Check that a name is that of a file, before anything waits for what it gives.

    Raises:
        SourceError: it is not; says what to do.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise SourceError(f"{path} does not exist: check the name.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{path} cannot be read ({reason}).") from None
    if stat.S_ISDIR(mode):
        raise SourceError(f"{path} is a folder: name a file in it.")
    if not stat.S_ISREG(mode):
        raise SourceError(
            f"{path} is a pipe or a device, and a file is needed; in the shell: paperdeck import -"
        )


def _rejections(rejected: Sequence[Rejection]) -> str:
    """Give the first of the entries that were not understood, and where all of them are."""
    parts = []
    for one in rejected[:_MOST_REJECTIONS]:
        text, left = beginning(one.text.rstrip(), *_MOST_OF_ENTRY)
        parts.append(f"{one.source}:{one.line}: {one.reason}\n{text}{' …' if left else ''}")
    left = len(rejected) - len(parts)
    if left:
        told = f"… {left:,} more; paperdeck import --dry-run {rejected[0].source} prints all"
        parts.append(told)
    return "\n\n".join(parts)


class Importing(Arriving):
    """The commands that bring papers in."""

    _stop: threading.Event | None = None
    """There while an import can still be stopped."""
    _is_importing = False
    _is_previewed = False
    """Whether what is being saved was looked at before."""
    _is_text = False
    """Whether the answer that was checked is no file but a text to import."""
    _unseen: Reading | None = None
    """What was read while a text was written or a box was open."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._was_read = asyncio.Event()
        """Set while nothing is being read."""
        self._was_read.set()

    def action_app_import(self) -> None:
        """Ask for a file or a text; show what was read meanwhile."""
        unseen, self._unseen = self._unseen, None
        if unseen is not None:
            self._preview(unseen)
        elif self.library is not None and not self._is_importing:
            hint = "a file (Tab completes it), or paste BibTeX, RIS, arXiv ids, DOIs…"
            self.prompt.ask(IMPORT, "import:", completing=FileName(), hint=hint)
            self.prompt.input.takes_text = True

    def action_app_import_sample(self) -> None:
        """Import the sample, into a library that has nothing it could replace."""
        if self.library is not None and len(self.library):
            self.say("The sample is for an empty library; paperdeck demo shows it.", is_error=True)
        else:
            self._import("the sample", _read_sample, is_previewed=False)

    async def check_import(self, purpose: str, text: str) -> None:
        """Look whether an answer names a file, or is itself something to import.

        Raises:
            SourceError: it is neither.
        """
        self._is_text, library = False, self.library
        if purpose == IMPORT and text.strip() and library is not None:
            try:
                check_file(file_named(text))
            except SourceError:
                # In a thread: the importers take long to load.
                self._is_text = await asyncio.to_thread(_has_paper, text, library)
                if not self._is_text:
                    raise

    async def take_import(self, text: str) -> None:
        """Import the file of an answer, or the answer itself."""
        if self._is_text:
            self._import_text(text)
        else:
            path = file_named(text)
            self._import(path.name, lambda library, progress: _read(path, library, progress))
        with contextlib.suppress(TimeoutError):  # the next key may be for what it shows
            await asyncio.wait_for(self._was_read.wait(), _READ_SECONDS)

    def on_line_input_text_pasted(self, message: LineInput.TextPasted) -> None:
        """Import what was pasted."""
        message.stop()
        if self.prompt.purpose == IMPORT:
            self.prompt.close()
            self.set_focus(self.paper_list)
            self._import_text(message.text)

    def _import_text(self, text: str) -> None:
        from store.importers.source import PASTED  # noqa: PLC0415

        self._import(PASTED, lambda library, progress: _read_text(text, library, progress))

    def _import(
        self,
        name: str,
        read: Callable[[Library, Callable[[float], None]], Entries],
        *,
        is_previewed: bool = True,
    ) -> None:
        library = self.library
        if library is None or self._is_importing:
            return
        stop = self._stop = threading.Event()
        self._is_importing = True
        self._was_read.clear()

        def telling(what: str) -> Callable[[float], None]:
            def progress(share: float) -> None:
                if stop.is_set():
                    raise ImportStopped
                self.post_message(Progressed(what, share))

            return progress

        def work() -> None:
            reading, comparing = telling("Reading"), telling("Comparing")
            try:
                entries, plan = read(library, reading), None
                if is_previewed:
                    with garbage_kept():
                        plan = library.plan_import(entries, comparing)
                reading(1.0)
            except Exception as error:  # a thread's error would otherwise be seen by nobody
                self.post_message(WriteFailed(error, WriteTask()))
                self.call_later(self._import_ended)
            else:
                self.call_later(self._show_reading, Reading(name, library, entries, plan), stop)

        self.say(f"Reading {name}…")
        apart("import", work)

    def _show_reading(self, reading: Reading, stop: threading.Event) -> None:
        """Show or save what was read, unless it was stopped meanwhile."""
        self._stop = None
        plan = reading.plan
        if stop.is_set():
            self._import_ended()
            self.say(str(ImportStopped()), is_error=True)
        elif plan is None:
            self._save(reading)
        elif not any(fate.is_change for fate in plan.fates):
            self._import_ended()
            self._tell_nothing_new(plan)
        elif self.is_typing or self.app.screen is not self:
            self._unseen = reading
            key = self.commands.key("app.import")
            self.say(f"{reading.name} is read; {key} shows what would come of it.")
        else:
            self._preview(reading)
        self._was_read.set()

    def _tell_nothing_new(self, plan: ImportPlan) -> None:
        from tui.fate_text import counted, numbers  # noqa: PLC0415

        self.say(f"Nothing new: {counted(numbers(plan.fates))}.", is_error=bool(plan.rejected))
        if plan.rejected:
            self.show_text("Not understood", _rejections(plan.rejected))

    def _preview(self, reading: Reading) -> None:
        from tui.screens.import_preview import ImportPreview  # noqa: PLC0415

        plan = reading.plan
        assert plan is not None

        def chosen(left: frozenset[str] | None) -> None:
            if left is None:
                self._import_ended()
                self.say("Nothing was imported.")
                return
            self._is_previewed = True
            if not left:
                self._save(reading)
                return
            pairs = zip(reading.entries, plan.fates, strict=True)
            wanted = [entry for entry, fate in pairs if fate.paper_id not in left]
            self._save(reading._replace(entries=wanted, plan=None))

        self.say("")
        self.app.push_screen(ImportPreview(reading.name, plan.fates), chosen)

    def _save(self, reading: Reading) -> None:
        """Have it written."""
        library, wanted = reading.library, reading.plan or reading.entries
        self.say("Saving…")
        self.write(lambda: library.import_papers(wanted), what=f"the import of {reading.name}")
        self.writer.submit(lambda: None, lambda _event, _error: self._tell_import_ended())

    def _tell_import_ended(self) -> None:
        self.call_later(self._import_ended)

    def _import_ended(self) -> None:
        self._stop = None
        self._is_importing = self._is_previewed = False
        self._was_read.set()

    def on_progressed(self, message: Progressed) -> None:
        """Say how far an import is."""
        if self._stop is not None and not self._stop.is_set():
            self.say(f"{message.what}… {message.share:.0%} (Esc stops)")

    def cancel_import(self) -> bool:
        """Stop the import that is being read; tell whether there is one."""
        if self._stop is None or self._stop.is_set():
            return False
        self._stop.set()
        return True

    def show_import(self, event: PapersImported) -> None:
        """Show the papers that came in, and what could not be understood."""
        deck = self.deck
        assert deck is not None
        told = f"{len(event.added):,} added, {len(event.updated):,} updated, "
        told += f"{len(event.unchanged):,} unchanged."
        if event.trashed:
            told += f" {len(event.trashed):,} in the trash stay there."
        if event.revised:
            told += f" {len(event.revised):,} changed in a later version: unread again."
        if event.unsure:
            key = self.commands.key("list.filter")
            told += f" {len(event.unsure):,} to look at: {key} is:unsure."
        if event.rejected:
            told += f" {len(event.rejected):,} not understood."
            if not self._is_previewed:
                self.show_text("Not understood", _rejections(event.rejected))
        failure = deck.library.backups.failure
        if failure:
            told += f" {failure}"
        is_news = event.rejected and not self._is_previewed
        is_error = bool(is_news or failure)
        self.show_arrived(event.added, event.updated, told, is_error=is_error)
