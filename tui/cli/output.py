"""Writing to the user: results to stdout, everything else to stderr."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from io import TextIOWrapper
from typing import TextIO

from store.errors import PaperdeckError
from store.text.display import many_lines

_READER_GONE = (errno.EPIPE, errno.EINVAL) if sys.platform == "win32" else (errno.EPIPE,)

BOLD, DIM, RED, YELLOW, CYAN = "1", "2", "31", "33", "36"
"""Colours and weights, as ``paint`` takes them."""


class OutputClosed(Exception):
    """Whoever read our output has had enough of it (``| head``)."""


class OutputError(PaperdeckError):
    """The output cannot be written."""


def prepare() -> None:
    """Make the standard streams able to take any text of any paper.

    A terminal keeps its encoding, since it could not show another; what that lacks is written
    as escapes. Files, pipes and the C locale get UTF-8.
    """
    if sys.stdout is None:  # closed by whoever started us; its number must not go to a journal
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_plain = stream.encoding.lower() in ("ascii", "us-ascii", "ansi_x3.4-1968")
            keeps = is_terminal(stream) and not is_plain
            stream.reconfigure(
                encoding=stream.encoding if keeps else "utf-8", errors="backslashreplace"
            )


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def put(text: str) -> None:
    """Write a line, or several, of results.

    Raises:
        OutputClosed: nobody reads any more.
        OutputError: the disk is full, or the like.
    """
    put_all(f"{text}\n")


def put_all(text: str) -> None:
    """Write a piece of results that has its line breaks already.

    Raises:
        OutputClosed: nobody reads any more.
        OutputError: the disk is full, or the like.
    """
    try:
        sys.stdout.write(text)
    except OSError as error:
        raise _failure(error) from error


def flush() -> None:
    """Have everything written that `put` was given.

    Raises:
        OutputClosed: nobody reads any more.
        OutputError: the disk is full, or the like.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _failure(error) from error


def _failure(error: OSError) -> Exception:
    if error.errno in _READER_GONE:
        return OutputClosed()
    return OutputError(f"The output could not be written: {error.strerror}.")


def give_up() -> None:
    """Drop what is not written yet, so that Python does not try again at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def tell(text: str) -> None:
    """Write a line, or several, of what is no result."""
    _write_error(many_lines(text))


def complain(text: str) -> None:
    """Say on stderr, in the program's name, what went wrong."""
    _write_error(f"{paint('paperdeck:', RED, stream=sys.stderr)} {many_lines(text)}")


def _write_error(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):  # there is nobody left to tell
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def has_colour(stream: TextIO) -> bool:
    """Tell whether a stream shows colours and the user wants any (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if sys.platform == "win32" and not os.environ.get("WT_SESSION"):
        return False  # an old console would print the sequences
    return is_terminal(stream)


def paint(text: str, colour: str, *, stream: TextIO | None = None) -> str:
    """Give text in a colour, where the stream (by default stdout) has any."""
    if not has_colour(sys.stdout if stream is None else stream):
        return text
    return f"\x1b[{colour}m{text}\x1b[0m"


def columns() -> int | None:
    """Give how many cells a line of the terminal has; None where stdout is none."""
    if not is_terminal(sys.stdout):
        return None
    from shutil import get_terminal_size  # noqa: PLC0415 - loads compressors that a pipe needs not

    return max(get_terminal_size().columns, 20)
