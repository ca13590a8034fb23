"""``export``: papers to a file or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from store.exporters.contract import Exporter
from store.exporters.registry import EXPORTERS, exporter_of
from store.exporting import Wishes, exported, write_file
from store.query import EVERYTHING
from store.text.display import many_lines, one_line
from tui.cli import output
from tui.cli.failure import FAILED
from tui.cli.option import QUERY_SETTINGS, library_option, query_argument
from tui.cli.progress import Progress
from tui.cli.session import bring_index_up, is_new, open_library, papers_named
from tui.formats import key_pattern
from tui.settings import Settings

_LATEX = ("bibtex", "biblatex")


@click.command("export", context_settings=QUERY_SETTINGS, short_help="Write papers to a file.")
@query_argument
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(EXPORTERS), case_sensitive=False),
    help="What is written; where -o names a file, its ending tells.",
)
@click.option(
    "-o",
    "--output",
    "file_name",
    metavar="FILE",
    help="Write to a file, replacing it; - is standard output, as without this option.",
)
@click.option("--latex", "is_latex", is_flag=True, help="Accents as LaTeX, for (Bib)TeX only.")
@click.option("--no-marks", "is_bare", is_flag=True, help="Leave out tags, notes and other marks.")
@library_option
@click.pass_context
def export_command(  # noqa: PLR0913, PLR0917 - an argument for each option
    context: click.Context,
    query: tuple[str, ...],
    format_name: str | None,
    file_name: str | None,
    is_latex: bool,
    is_bare: bool,
) -> int:
    """Write papers, or all, as BibTeX, RIS, JSON lines or another format.

    Each argument that is the id of a paper names it; the others together are one query.

    JSON lines hold everything, marks and notes too: paperdeck import takes them back, as a
    backup or on another machine. A file is written whole or not at all.
    """
    exporter = _exporter(context, format_name, file_name)
    if is_latex and exporter.name not in _LATEX:
        raise click.BadParameter(f"{exporter.name} has no accents of LaTeX.", ctx=context)
    wishes = Wishes(
        exporter,
        has_marks=not is_bare,
        is_latex=is_latex,
        pattern=key_pattern(Settings()),
        title=one_line(" ".join(query)),
        day=date.today().isoformat(),
    )
    with open_library(context) as library:
        if is_new(library):
            return FAILED
        bring_index_up(library)
        ids = papers_named(library, query) if query else list(library.find(EVERYTHING))
        with Progress() as progress:
            progress.what = "of the export"
            told = _write(exported(library, ids, wishes, progress), file_name)
    if told:
        count = "1 paper" if len(ids) == 1 else f"{len(ids):,} papers"
        output.tell(f"{count} written to {told}.")
    return 0


def _exporter(context: click.Context, name: str | None, file_name: str | None) -> Exporter:
    if name:
        return EXPORTERS[name]
    found = exporter_of(file_name) if file_name else None
    if found is None:
        told = "Name the format: --format " + ", ".join(EXPORTERS)
        raise click.UsageError(told, ctx=context)
    return found


def _write(pieces: Iterator[bytes], file_name: str | None) -> str:
    """Write an export; say where to, if that is a file."""
    if file_name in (None, "-"):
        _print(pieces)
        return ""
    path = Path(str(file_name)).expanduser()
    was_there = path.is_file()
    write_file(path, pieces)
    return f"{path}{', in place of what it was' if was_there else ''}"


def _print(pieces: Iterator[bytes]) -> None:
    is_shown = output.is_terminal(sys.stdout)
    for piece in pieces:
        text = piece.decode()
        output.put_all(many_lines(text) if is_shown else text)
