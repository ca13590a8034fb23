"""Importing a file without leaving the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from store.data import SAMPLE_DAY
from store.errors import PaperdeckError
from store.events import PapersImported
from store.library import Library
from tui.messages import Progressed, WriteFailed, Written
from tui.screens.base import TriageBase
from tui.screens.text import TextScreen


class ImportStopped(PaperdeckError):
    """The user stopped an import."""


class Importing(TriageBase):
    """The commands that bring papers in."""

    _stop: threading.Event | None = None

    def action_app_import(self) -> None:
        """Ask for a file."""
        if self.library is not None and self._stop is None:
            self.prompt.ask(
                "import", "import file:", hint="a listing or JSON lines; ~ is your home"
            )

    def action_app_import_sample(self) -> None:
        """Import the sample."""
        with as_file(files("store.data") / "sample.txt") as path:
            self.take_file(str(path), SAMPLE_DAY)

    def take_file(self, text: str, today: date | None = None) -> None:
        """Import the file of an answer.

        Args:
            text: the file's name.
            today: for dates without a year; by default the local date.
        """
        library = self.library
        name = text.strip()
        if library is None or not name:
            return
        path = Path(name).expanduser()
        stop = self._stop = threading.Event()

        def progress(share: float) -> None:
            if stop.is_set():
                raise ImportStopped("The import was stopped; nothing of it was kept.")
            self.post_message(Progressed(share))

        self.say(f"Reading {path.name}…")
        self.run_worker(
            lambda: self._read(library, path, today, progress),
            thread=True,
            group="import",
            exit_on_error=False,
        )

    def _read(
        self,
        library: Library,
        path: Path,
        today: date | None,
        progress: Callable[[float], None],
    ) -> None:
        # The importers take long to load, and are not needed to start.
        from store.intake import read_entries  # noqa: PLC0415

        try:
            entries = read_entries(path, library=library, today=today, progress=progress)
            progress(1.0)
        except Exception as error:  # a thread's error would otherwise be seen by nobody
            self.post_message(WriteFailed(error, ()))
            self.call_later(self._import_ended)
            return

        def report(event: object, error: Exception | None) -> None:
            if error is not None:
                self.post_message(WriteFailed(error, ()))
            else:
                self.post_message(Written(event, ()))  # type: ignore[arg-type]
            self.call_later(self._import_ended)

        self.writer.submit(lambda: library.import_papers(entries), report)

    def _import_ended(self) -> None:
        self._stop = None

    def on_progressed(self, message: Progressed) -> None:
        """Say how far an import is."""
        if self._stop is not None:
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
        keep = deck.current
        self.show_all()
        if keep is None and event.added:
            self.move_to(0)
        told = f"{len(event.added)} added, {len(event.updated)} updated, "
        told += f"{len(event.unchanged)} unchanged."
        if event.unsure:
            told += f" {len(event.unsure)} to look at: f is:unsure."
        if event.rejected:
            told += f" {len(event.rejected)} not understood."
            lines = "\n\n".join(
                f"{r.source}:{r.line}: {r.reason}\n{r.text}" for r in event.rejected
            )
            self.app.push_screen(TextScreen("Not understood", lines))
        self.say(told, is_error=bool(event.rejected))

    def show_all(self) -> None:
        """Show every paper; the screen does it."""
        raise NotImplementedError
