"""Writing a text in the user's own editor."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from store.errors import PaperdeckError
from store.private import write


class EditorError(PaperdeckError):
    """The editor could not be run, or what it left cannot be used."""


class Draft:
    """A text in a file of its own, which nobody else may read, until it is in the library.

    It has a folder of its own as well, for what editors put beside a file.  The folder stays
    when something fails, so that what was written is not lost.

    Args:
        text: what the editor shows at first.
        place: the library's folder.

    Raises:
        EditorError: no file can be made there.
    """

    def __init__(self, text: str, place: Path) -> None:
        self._begun_as = f"{text}\n" if text and not text.endswith("\n") else text
        try:
            self._folder = Path(tempfile.mkdtemp(prefix=".note-", dir=place.resolve()))
            self.path = self._folder / "note.md"
            write(self.path, [self._begun_as.encode("utf-8", "backslashreplace")])
        except OSError as error:
            raise EditorError(
                f"No file for the editor can be made in {place} ({error.strerror})."
            ) from error

    @property
    def is_changed(self) -> bool:
        """Whether the file holds something else than at first."""
        with contextlib.suppress(OSError):
            return self.path.read_bytes() != self._begun_as.encode("utf-8", "backslashreplace")
        return False

    def edit(self) -> str:
        """Open the editor, and give the text once it is closed.

        Raises:
            EditorError: it could not be run, ended badly, or left what is no text.
        """
        command = editor_command()
        try:
            with _interrupts_go_to_the_editor():
                status = subprocess.run([*command, str(self.path)], check=False).returncode
        except OSError as error:
            raise EditorError(
                f"The editor {command[0]} cannot be run ({error.strerror}); "
                "set $VISUAL or $EDITOR to another."
            ) from error
        if status:
            raise EditorError(f"The editor {command[0]} failed (status {status}).")
        try:
            text = self.path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise EditorError(f"What {command[0]} saved cannot be read as UTF-8 text.") from error
        return text.removesuffix("\n")

    def discard(self) -> None:
        """Remove the file: its text is in the library, or is not wanted."""
        shutil.rmtree(self._folder, ignore_errors=True)


def editor_command() -> list[str]:
    """Give the user's editor as a command, without a shell between.

    Raises:
        EditorError: the setting cannot be understood, or there is no editor.
    """
    for name in ("VISUAL", "EDITOR"):
        if setting := os.environ.get(name, "").strip():
            try:
                # Backslashes are part of a path on Windows, where quotes then stay in the parts.
                parts = shlex.split(setting, posix=sys.platform != "win32")
            except ValueError as error:
                raise EditorError(f"${name} cannot be understood ({error}): {setting}") from None
            return [part.strip('"') for part in parts] if sys.platform == "win32" else parts
    if sys.platform == "win32":
        return ["notepad"]
    found = next(filter(None, map(shutil.which, ("vi", "nano"))), None)
    if found is None:
        raise EditorError("No editor was found: set $VISUAL or $EDITOR to one.")
    return [found]


@contextlib.contextmanager
def _interrupts_go_to_the_editor() -> Iterator[None]:
    """Leave Ctrl-C to the editor; a handler, unlike SIG_IGN, is not passed on to it."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
