"""Opening the reader; what stands between the first key and the list is loaded here and no more."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from tui.cli.output import is_terminal
from tui.terminal import give_back, take_keys


def library_alone(arguments: Sequence[str]) -> Path | None:
    """Give the library that is to be opened where the arguments ask for nothing else.

    That is how the reader is mostly called, and the command line's own library takes longer to
    load than its answer is worth here.
    """
    if len(arguments) == 1 and arguments[0].startswith("--library="):
        given = arguments[0].removeprefix("--library=")
    elif len(arguments) == 2 and arguments[0] == "--library":
        given = "" if arguments[1].startswith("-") else arguments[1]
    elif arguments:
        return None
    else:
        return library_folder(os.environ.get("PAPERDECK_LIBRARY"))
    return library_folder(given) if given else None


def library_folder(given: str | None) -> Path:
    """Give the library's folder: as asked for, or the platform's place for a user's data."""
    if given:
        return Path(os.path.expanduser(given))  # Path's own raises for a user nobody knows
    import platformdirs  # noqa: PLC0415 - seldom needed by a command that names its library

    return platformdirs.user_data_path("paperdeck", appauthor=False)


def has_terminal() -> bool:
    """Tell whether there is a terminal for the reader to open on."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


@contextlib.contextmanager
def signals_end_it() -> Iterator[None]:
    """Turn the signals that would kill the process into an ordinary end, with its cleaning up."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def open_reader(folder: Path, *, query: str = "", is_demo: bool = False) -> int:
    """Open the reader; returns when it is left.

    Returns:
        The exit status.
    """
    before = take_keys()
    try:
        # Not before a terminal is known to be there: this is where textual is imported.
        from tui.app import run  # noqa: PLC0415

        return run(folder, query=query, is_demo=is_demo, settings_before=before)
    finally:
        give_back(before)
