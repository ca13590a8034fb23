"""``paperdeck`` itself and ``demo``: opening the reader."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import click

from store.data import SAMPLE_DAY
from store.query import parse
from tui.cli.option import QUERY_SETTINGS, library_option, query_argument
from tui.cli.output import is_terminal
from tui.cli.session import library_path


class NoTerminalError(click.ClickException):
    """The reader cannot open without a terminal."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            "The reader needs a terminal for its input and output. "
            "Without one use a command: paperdeck list, or paperdeck --help."
        )


def _check_terminal() -> None:
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise NoTerminalError


@contextlib.contextmanager
def _signals_end_it() -> Iterator[None]:
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


def _open(folder: Path, *, query: str = "", is_demo: bool = False) -> int:
    gc.enable()  # unlike a command, the reader stays
    # Not before a terminal is known to be there: this is where textual is imported.
    from tui.app import run  # noqa: PLC0415

    return run(folder, query=query, is_demo=is_demo)


@click.command("open", context_settings=QUERY_SETTINGS, hidden=True)
@library_option
@query_argument
@click.pass_context
def open_command(context: click.Context, query: tuple[str, ...]) -> int:
    """Open the reader, showing the papers of QUERY."""
    text = " ".join(query)
    parse(text)  # a wrong query is explained here rather than on an empty screen
    _check_terminal()
    with _signals_end_it():
        return _open(library_path(context), query=text)


@click.command("demo", short_help="Try the reader on 50 sample papers.")
def demo_command() -> int:
    """Open the reader on 50 sample papers, in a library that is thrown away afterwards."""
    _check_terminal()
    with (
        _signals_end_it(),
        TemporaryDirectory(prefix="paperdeck-demo-", ignore_cleanup_errors=True) as folder,
    ):
        place = Path(folder) / "library"
        import_sample(place)
        return _open(place, is_demo=True)


def import_sample(folder: Path) -> None:
    """Make a library of the papers that come with the program."""
    from store.intake import read_entries  # noqa: PLC0415 - opening has no need of importers
    from store.library import Library  # noqa: PLC0415

    # By another device, as it were: undo is for what the reader does, and would empty the list.
    importing = Library(folder, device="sample", is_temporary=True)
    with importing as library, as_file(files("store.data") / "sample.txt") as sample:
        library.import_papers(read_entries(sample, library=library, today=SAMPLE_DAY))
