"""Importing a file without leaving the screen."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import PaperdeckError, SourceError
from store.events import PapersImported
from store.library import Library
from store.models import Rejection
from tui.answering import FILTER
from tui.messages import Progressed, WriteFailed, WriteTask
from tui.screens.finding import Finding
from tui.widgets.completing import FileName
from tui.widgets.extract import beginning
from tui.workers import apart

if TYPE_CHECKING:
    from store.importers.contract import Draft

    Entries = list[Draft | Rejection]

IMPORT = "import"

_MOST_REJECTIONS = 200
_MOST_OF_ENTRY = (400, 6)
"""Characters and lines of each that are shown."""


class ImportStopped(PaperdeckError):
    """The user stopped an import."""

    def __init__(self) -> None:
        super().__init__("The import was stopped: nothing of it was kept, and it can begin anew.")


def _read(
    path: Path, library: Library, progress: Callable[[float], None], today: date | None = None
) -> Entries:
    # The importers take long to load, and are not needed to start.
    from store.intake import read_entries  # noqa: PLC0415

    return read_entries(path, library=library, today=today, progress=progress)


def _read_sample(library: Library, progress: Callable[[float], None]) -> Entries:
    from importlib.resources import as_file, files  # noqa: PLC0415

    from store.data import SAMPLE_DAY  # noqa: PLC0415

    with as_file(files("store.data") / "sample.txt") as path:
        return _read(path, library, progress, SAMPLE_DAY)


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


class Importing(Finding):
    """The commands that bring papers in."""

    _stop: threading.Event | None = None
    """There while an import can still be stopped."""
    _is_importing = False

    def action_app_import(self) -> None:
        """Ask for a file."""
        if self.library is not None and not self._is_importing:
            hint = "BibTeX, RIS, feeds, listings and more; Tab completes"
            self.prompt.ask(IMPORT, "import file:", completing=FileName(), hint=hint)

    def action_app_import_sample(self) -> None:
        """Import the sample, into a library that has nothing it could replace."""
        if self.library is not None and len(self.library):
            self.say("The sample is for an empty library; paperdeck demo shows it.", is_error=True)
        else:
            self._import("the sample", _read_sample)

    def take_file(self, text: str) -> None:
        """Import the file of an answer."""
        path = file_named(text)
        self._import(path.name, lambda library, progress: _read(path, library, progress))

    def _import(
        self, name: str, read: Callable[[Library, Callable[[float], None]], Entries]
    ) -> None:
        library = self.library
        if library is None or self._is_importing:
            return
        stop = self._stop = threading.Event()
        self._is_importing = True

        def progress(share: float) -> None:
            if stop.is_set():
                raise ImportStopped
            self.post_message(Progressed(share))

        def work() -> None:
            try:
                entries = read(library, progress)
                progress(1.0)
            except Exception as error:  # a thread's error would otherwise be seen by nobody
                self.post_message(WriteFailed(error, WriteTask()))
                self.call_later(self._import_ended)
            else:
                self.call_later(self._save, name, library, entries, stop)

        self.say(f"Reading {name}…")
        apart("import", work)

    def _save(self, name: str, library: Library, entries: Entries, stop: threading.Event) -> None:
        """Have what was read written, unless it was stopped meanwhile."""
        self._stop = None
        if stop.is_set():
            self._import_ended()
            self.say(str(ImportStopped()), is_error=True)
            return
        self.say("Saving…")
        self.write(lambda: library.import_papers(entries), what=f"the import of {name}")
        self.writer.submit(lambda: None, lambda _event, _error: self._tell_import_ended())

    def _tell_import_ended(self) -> None:
        self.call_later(self._import_ended)

    def _import_ended(self) -> None:
        self._stop = None
        self._is_importing = False

    def on_progressed(self, message: Progressed) -> None:
        """Say how far an import is."""
        if self._stop is not None and not self._stop.is_set():
            self.say(f"Reading… {message.share:.0%} (Esc stops)")

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
        self.search(FILTER, self.filter_text, is_own=False)
        told = f"{len(event.added)} added, {len(event.updated)} updated, "
        told += f"{len(event.unchanged)} unchanged."
        if event.trashed:
            told += f" {len(event.trashed)} in the trash stay there."
        if event.unsure:
            key = self.commands.key("list.filter")
            told += f" {len(event.unsure)} to look at: {key} is:unsure."
        if event.rejected:
            told += f" {len(event.rejected)} not understood."
            self.show_text("Not understood", _rejections(event.rejected))
        failure = deck.library.backups.failure
        if failure:
            told += f" {failure}"
        self.say(told, is_error=bool(event.rejected or failure))
