"""``paperdeck`` itself and ``demo``: opening the reader."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.option import QUERY_SETTINGS, library_option, library_path, query_argument
from tui.cli.output import tell
from tui.cli.reader import has_terminal, open_reader, signals_end_it


class NoTerminalError(click.ClickException):
    """The reader cannot open without a terminal."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            "The reader needs a terminal for its input and output. "
            "Without one use a command: paperdeck list, or paperdeck --help."
        )


def _check_terminal() -> None:
    if not has_terminal():
        raise NoTerminalError


@click.command("open", context_settings=QUERY_SETTINGS, hidden=True)
@library_option
@query_argument
@click.pass_context
def open_command(context: click.Context, query: tuple[str, ...]) -> int:
    """Open the reader, showing the papers of QUERY."""
    text = " ".join(query)
    if text:
        from store.query import parse  # noqa: PLC0415 - the reader is mostly opened without one

        parse(text)  # a wrong one is explained here rather than on an empty screen
    _check_terminal()
    with signals_end_it():
        return open_reader(library_path(context), query=text)


@click.command("demo", short_help="Try the reader on 50 sample papers.")
def demo_command() -> int:
    """Open the reader on 50 sample papers, in a library that is thrown away afterwards."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - only the demo needs it

    _check_terminal()
    with (
        signals_end_it(),
        TemporaryDirectory(prefix="paperdeck-demo-", ignore_cleanup_errors=True) as folder,
    ):
        place = Path(folder) / "library"
        import_sample(place)
        status = open_reader(place, is_demo=True)
    if status == 0:
        tell("The demo is gone, and what you did in it. To read your own: paperdeck import FILE")
    return status


def import_sample(folder: Path) -> None:
    """Make a library of the papers that come with the program."""
    # Opening has no need of importers.
    from importlib.resources import as_file, files  # noqa: PLC0415

    from store.data import SAMPLE_DAY  # noqa: PLC0415
    from store.intake import read_entries  # noqa: PLC0415
    from store.library import Library  # noqa: PLC0415

    # By another device, as it were: undo is for what the reader does, and would empty the list.
    importing = Library(folder, device="sample", is_temporary=True)
    with importing as library, as_file(files("store.data") / "sample.txt") as sample:
        library.import_papers(read_entries(sample, library=library, today=SAMPLE_DAY))
