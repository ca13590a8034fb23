"""What nobody expected: recorded where its user can find it, and said in one sentence."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from traceback import format_exception

import platformdirs

from store.text.display import one_line


def described(error: BaseException) -> str:
    """Give an error in a few words that are safe to show."""
    return one_line(f"{type(error).__name__}: {error}")[:200]


def record(error: BaseException) -> Path | None:
    """Write an error's traceback to the program's log; give the log, or None if it cannot be."""
    from tempfile import gettempdir  # noqa: PLC0415 - seldom needed

    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ}"
    entry = f"{when}\n{''.join(format_exception(error))}\n"
    for folder in (platformdirs.user_log_path("paperdeck", appauthor=False), Path(gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            place = folder / "paperdeck.log"
            with place.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(entry)
        except OSError:
            continue
        return place
    return None


def unexpected(error: BaseException) -> str:
    """Record an error; give the sentence for its user."""
    place = record(error)
    told = f"the details are in {place}" if place else "PAPERDECK_DEBUG=1 shows the details"
    return f"Something went wrong that should not have ({described(error)}); {told}."
