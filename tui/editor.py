"""Writing a text in the user's own editor."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue

from store.errors import PaperdeckError
from store.private import write

_MOST_BYTES = 8_000_000
"""A file longer than this was not meant as a note."""

_MOST_NAME = 80

_STOP_SECONDS = 2
"""How long an editor that is to end may take to save what it holds."""

_UNSAFE_NAME = re.compile("[^A-Za-z0-9-]+")


class EditorError(PaperdeckError):
    """The editor could not be run, or what it left cannot be used."""


class EditorStopped(EditorError):
    """This program is to end, and has told the editor to."""

    number = 0
    """The signal that said so; who catches this is to send it again."""


class Draft:
    """A text in a file of its own, which nobody else may read, until it is in the library.

    It has a folder of its own as well, for what editors put beside a file.  The folder stays
    when something fails, so that what was written is not lost.

    Args:
        text: what the editor shows at first.
        place: the library's folder.
        name: what the file is called, as far as a file can be.

    Raises:
        EditorError: no file can be made there.
    """

    def __init__(self, text: str, place: Path, name: str) -> None:
        begun_as = f"{text}\n" if text and not text.endswith("\n") else text
        self._begun_as = begun_as.encode("utf-8", "backslashreplace")
        safe_name = _UNSAFE_NAME.sub("-", name)[:_MOST_NAME].strip("-") or "note"
        try:
            self._folder = Path(tempfile.mkdtemp(prefix=".note-", dir=place.resolve()))
            self.path = self._folder / f"{safe_name}.md"
            write(self.path, [self._begun_as])
        except OSError as error:
            raise EditorError(
                f"No file for the editor can be made in {place} ({error.strerror})."
            ) from error

    @property
    def is_changed(self) -> bool:
        """Whether the folder holds anything else than what was put there."""
        try:
            if any(path != self.path for path in self._folder.iterdir()):
                return True
            size = self.path.stat().st_size
            return size != len(self._begun_as) or self.path.read_bytes() != self._begun_as
        except FileNotFoundError:
            return False
        except OSError:
            return True

    def edit(self, ending: Sequence[int] = ()) -> str:
        """Open the editor, and give the text once it is closed.

        Args:
            ending: signals that end this program; the editor is then told to end, too.

        Raises:
            EditorStopped: there was such a signal.
            EditorError: it could not be run, ended badly, or left what is no text.
        """
        command = editor_command()
        name = Path(command[0]).name
        try:
            status = _run([*command, str(self.path)], ending)
        except EditorStopped as stopped:
            stopped.args = (f"{name} was still open.",)
            raise
        except OSError as error:
            raise EditorError(
                f"The editor {command[0]} cannot be run ({error.strerror}); "
                "set $VISUAL or $EDITOR to another."
            ) from error
        if status:
            raise EditorError(f"The editor {name} {_ended(status)}.")
        return self.text()

    def text(self) -> str:
        """Give what the file holds.

        Raises:
            EditorError: it is no text, or too much of it.
        """
        try:
            state = self.path.stat()
            if not stat.S_ISREG(state.st_mode):
                raise EditorError("The editor left no file.")
            if state.st_size > _MOST_BYTES:
                size, most = state.st_size / 1e6, _MOST_BYTES // 10**6
                raise EditorError(
                    f"What the editor saved is too long for a note: {size:,.1f} MB, "
                    f"and {most} are the most."
                )
            text = self.path.read_text("utf-8-sig")
        except FileNotFoundError as error:
            raise EditorError("The editor has removed the file it was given.") from error
        except (OSError, UnicodeDecodeError) as error:
            raise EditorError("What the editor saved cannot be read as UTF-8 text.") from error
        return text.removesuffix("\n") if text.strip() else ""

    def failed(self, error: PaperdeckError) -> PaperdeckError:
        """Keep the file, unless nothing was written in it; give the error that says where it is."""
        if not self.is_changed:
            self.discard()
            return error
        return PaperdeckError(
            f"{error}\nThe note was not changed; what you wrote is in {self.path}"
        )

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


def _ended(status: int) -> str:
    """Say how a program ended."""
    if status > 0:
        return f"failed (status {status})"
    with contextlib.suppress(ValueError):
        return f"was killed ({signal.Signals(-status).name})"
    return f"was killed (signal {-status})"


def _run(words: Sequence[str], ending: Sequence[int]) -> int:
    """Run a program that has the terminal; give its status.

    Raises:
        OSError: it could not be run.
        EditorStopped: it was told to end.
    """
    ended: SimpleQueue[int] = SimpleQueue()
    stopped = EditorStopped()

    def stop(number: int, _frame: object) -> None:
        stopped.number = number
        ended.put(0)

    # Ctrl-C is the editor's.  These are handlers because SIG_IGN would be passed on to it.
    handlers: dict[int, Callable[..., None]] = dict.fromkeys(ending, stop)
    handlers[signal.SIGINT] = lambda *_: None
    with _handling(handlers):
        process = subprocess.Popen(words)
        # A thread waits for it, so that this one can be woken by a signal.
        waiting = threading.Thread(target=lambda: ended.put(process.wait()), daemon=True)
        waiting.start()
        status = ended.get()
        if stopped.number:
            process.terminate()
            waiting.join(_STOP_SECONDS)
    if stopped.number:
        raise stopped
    return status


@contextlib.contextmanager
def _handling(handlers: dict[int, Callable[..., None]]) -> Iterator[None]:
    """Handle signals in another way for a while."""
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
