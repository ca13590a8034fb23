"""Exporting the papers shown, or those of them that are selected."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import PaperdeckError
from store.library import Library
from tui.fault import unexpected
from tui.messages import Said
from tui.screens.importing import file_named
from tui.screens.taking import MOST_COPIED, Taking
from tui.widgets.completing import FileName
from tui.workers import apart

if TYPE_CHECKING:
    from store.exporting import Wishes

EXPORT = "export"

_LATEX = "latex"


class ExportStopped(PaperdeckError):
    """The user stopped an export."""

    def __init__(self) -> None:
        super().__init__("The export was stopped; no file was written.")


def _check_target(path: Path) -> None:
    """Look whether a file can be written at a place.

    Raises:
        PaperdeckError: it cannot; says why.
    """
    if path.is_dir():
        raise PaperdeckError(f"{path} is a folder: name a file in it.")
    if not path.parent.is_dir():
        raise PaperdeckError(f"There is no folder {path.parent}: check the name.")
    if not os.access(path.parent, os.W_OK):
        raise PaperdeckError(f"The folder {path.parent} cannot be written.")


class Exporting(Taking):
    """The command that writes papers to a file, or has them on the clipboard as one."""

    _wanted: tuple[Sequence[str], str] = ((), "")
    """The ids of the papers to be exported, and in which format."""
    _to_replace = ""
    """The file that is there already, and that the user was told of."""
    _export_stop: threading.Event | None = None
    """There while an export is under way."""

    def action_app_export(self) -> None:
        """Ask for a format and a file for the papers shown, or those of them selected."""
        deck = self.deck
        if deck is None or not deck.ids:
            self.say("There is no paper to export.")
        elif self._export_stop is not None:
            self.say("An export is under way; Esc stops it.")
        else:
            self.export(deck.selection.among(deck.ids) or list(deck.ids))

    def export(self, ids: Sequence[str]) -> None:
        """Ask how some papers are to be exported, and do it."""
        from store.exporters.registry import EXPORTERS  # noqa: PLC0415
        from tui.screens.choice import Choice, ChoiceScreen  # noqa: PLC0415

        choices = []
        for exporter in EXPORTERS.values():
            choices.append(Choice(exporter.name, exporter.label))
            if exporter.name == "bibtex":
                choices.append(Choice(_LATEX, f"{exporter.label}, accents as LaTeX"))
        count = "1 paper" if len(ids) == 1 else f"{len(ids):,} papers"

        def chosen(name: str | None) -> None:
            if name is not None:
                self._wanted, self._to_replace = (ids, name), ""
                hint = "papers.bib; empty: the clipboard; Tab completes"
                if name != _LATEX:
                    suffix = (EXPORTERS[name].suffixes or (".bib",))[0]
                    hint = hint.replace(".bib", suffix)
                label = f"export {count} to file:"
                self.prompt.ask(EXPORT, label, completing=FileName(), hint=hint)

        self.app.push_screen(ChoiceScreen(f"Export {count} as", choices), chosen)

    def check_export(self, purpose: str, text: str) -> None:
        """Look whether an answer names a file that can be written; ask before one is replaced.

        Raises:
            PaperdeckError: it does not, or has not been asked yet.
        """
        if purpose != EXPORT:
            return
        if not text.strip():
            if len(self._wanted[0]) > MOST_COPIED:
                told = f"More than {MOST_COPIED:,} papers are too many for a clipboard"
                raise PaperdeckError(f"{told}: name a file.")
            return
        path = file_named(text)
        _check_target(path)
        if path.is_file() and self._to_replace != str(path):
            self._to_replace = str(path)
            raise PaperdeckError(f"{path} is there already: Enter again replaces it.")

    def take_export(self, text: str) -> None:
        """Export to the file of an answer, or to the clipboard."""
        from store.exporters.registry import EXPORTERS  # noqa: PLC0415
        from store.exporting import Wishes  # noqa: PLC0415
        from tui.formats import key_pattern  # noqa: PLC0415
        from tui.settings import Settings  # noqa: PLC0415

        library, (ids, name) = self.library, self._wanted
        if library is None:
            return
        is_latex = name == _LATEX
        exporter = EXPORTERS["bibtex" if is_latex else name]
        try:
            pattern = key_pattern(Settings())
        except PaperdeckError as error:
            self.say(str(error), is_error=True)
            return
        title = self.view_name or self.filter_text
        wishes = Wishes(
            exporter,
            is_latex=is_latex,
            pattern=pattern,
            title=title,
            day=date.today().isoformat(),
        )
        if text.strip():
            self._export_to(file_named(text), library, ids, wishes)
        else:
            self._export_copied(library, ids, wishes)

    def _export_copied(self, library: Library, ids: Sequence[str], wishes: Wishes) -> None:
        from store.exporting import exported  # noqa: PLC0415

        def work() -> None:
            text = b"".join(exported(library, ids, wishes)).decode()
            self._put(wishes.exporter.label.partition(",")[0], text.removesuffix("\n"))

        self.copier.submit(work, self._heard)

    def _export_to(self, path: Path, library: Library, ids: Sequence[str], wishes: Wishes) -> None:
        from store.exporting import exported, write_file  # noqa: PLC0415

        stop = self._export_stop = threading.Event()
        progress = self._progress(stop)

        def work() -> None:
            try:
                write_file(path, exported(library, ids, wishes, progress))
            except PaperdeckError as error:
                self.post_message(Said(str(error), is_error=True))
            except Exception as error:  # a thread's error would otherwise be seen by nobody
                self.post_message(Said(unexpected(error), is_error=True))
            else:
                count = "1 paper" if len(ids) == 1 else f"{len(ids):,} papers"
                self.post_message(Said(f"{count} written to {path}."))
            self.call_later(self._export_ended)

        self.say("Exporting…")
        apart("export", work)

    def _progress(self, stop: threading.Event) -> Callable[[float], None]:
        told = 0

        def progress(share: float) -> None:
            nonlocal told
            if stop.is_set():
                raise ExportStopped
            if int(share * 20) > told:
                told = int(share * 20)
                self.post_message(Said(f"Exporting… {share:.0%} (Esc stops)"))

        return progress

    def _export_ended(self) -> None:
        self._export_stop = None

    def cancel_export(self) -> bool:
        """Stop the export under way; tell whether there is one."""
        if self._export_stop is None or self._export_stop.is_set():
            return False
        self._export_stop.set()
        return True
