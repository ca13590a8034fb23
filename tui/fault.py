"""What nobody expected: recorded where its user can find it, and said in one sentence."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from traceback import format_exception

import platformdirs

from store.private import append, make_folder
from store.text.display import one_line


def described(error: BaseException) -> str:
    """Give an error in a few words that are safe to show."""
    return one_line(f"{type(error).__name__}: {error}")[:200]


def record(error: BaseException) -> Path | None:
    """Write an error's traceback to the program's log; give the log, or None if it cannot be."""
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ}"
    entry = f"{when}\n{''.join(format_exception(error))}\n".encode("utf-8", "backslashreplace")
    folder = platformdirs.user_log_path("paperdeck", appauthor=False)
    try:
        make_folder(folder)
        return append(folder / "paperdeck.log", entry)
    except OSError:
        return _apart(entry)


def _apart(entry: bytes) -> Path | None:
    """Write to a file that nobody else can have laid out, where there is no log."""
    from tempfile import mkstemp  # noqa: PLC0415 - seldom needed

    try:
        descriptor, name = mkstemp(prefix="paperdeck-", suffix=".log")
        with os.fdopen(descriptor, "wb") as file:
            file.write(entry)
    except OSError:
        return None
    return Path(name)


def unexpected(error: BaseException) -> str:
    """Record an error; give the sentence for its user."""
    place = record(error)
    told = f"the details are in {place}" if place else "PAPERDECK_DEBUG=1 shows the details"
    return f"Something went wrong that should not have ({described(error)}); {told}."
