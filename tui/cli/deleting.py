"""``delete`` and ``trash``: papers that are not wanted, and having them back."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from store.errors import PaperdeckError
from store.library import Library
from store.record import json_line
from store.text.display import one_line
from store.trash import Trashed
from tui.cli import output
from tui.cli.cell import pad, width
from tui.cli.failure import FAILED
from tui.cli.option import QUERY_SETTINGS, json_option, library_option, papers_argument
from tui.cli.session import open_library, papers_named
from tui.cli.suggestion import nearest_ids


@click.command("delete", context_settings=QUERY_SETTINGS, short_help="Put papers into the trash.")
@papers_argument
@library_option
@click.pass_context
def delete_command(context: click.Context, names: tuple[str, ...]) -> int:
    """Put papers into the trash, where they stay with their marks until it is emptied.

    Each argument that is the id of a paper names it; the others together are one query.
    """
    with open_library(context, to_change=True) as library:
        ids = papers_named(library, names, to_change=True)
        output.put(f"{library.delete(ids).title}.")
    return 0


@click.command("trash", short_help="Print what was deleted, or have it back.")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--restore", is_flag=True, help="Take the papers of these ids out of the trash.")
@click.option("--empty", is_flag=True, help="Drop what is in it, marks too, for good.")
@click.option("--yes", is_flag=True, help="Do not ask before it is emptied.")
@json_option("One JSON object a line: id, title, deleted.")
@library_option
@click.pass_context
def trash_command(  # noqa: PLR0913, PLR0917 - an argument for each option
    context: click.Context,
    names: tuple[str, ...],
    restore: bool,
    empty: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Print the deleted papers, the last deleted first; take some out, or empty the trash."""
    if restore != bool(names):
        raise click.UsageError("--restore takes the ids of papers in the trash.", ctx=context)
    if restore and empty:
        raise click.UsageError("--restore and --empty do not go together.", ctx=context)
    with open_library(context, to_change=restore or empty) as library:
        if restore:
            return _restore(library, names)
        if empty:
            return _empty(context, library, yes=yes)
        _print(library.trash(), as_json=as_json)
    return 0


def _print(trash: Sequence[Trashed], *, as_json: bool) -> None:
    if not trash and not as_json:
        output.tell("The trash is empty.")
    cells = max((width(one_line(one.paper.id)) for one in trash), default=0)
    for one in trash:
        if as_json:
            told = {"id": one.paper.id, "title": one.paper.title, "deleted": one.deleted}
            output.put(json_line(told))
        else:
            name = output.paint(pad(one_line(one.paper.id), cells), output.CYAN)
            output.put(f"{name}  {one_line(one.deleted[:10])}  {one_line(one.paper.title)}")


def _restore(library: Library, names: Sequence[str]) -> int:
    there = [one.paper.id for one in library.trash()]
    for name in names:
        if name not in there:
            near = ", ".join(map(one_line, nearest_ids(there, name)))
            hint = f"\nDid you mean: {near}?" if near else ""
            raise PaperdeckError(f"There is no paper {one_line(name)} in the trash.{hint}")
    output.put(f"{library.restore_from_trash(names).title}.")
    return 0


def _empty(context: click.Context, library: Library, *, yes: bool) -> int:
    count = len(library.trash())
    if not count:
        output.tell("The trash is empty.")
        return 0
    if not yes and not output.is_terminal(sys.stdin):
        raise click.UsageError("This is for good: say so with --yes.", ctx=context)
    if not yes and not click.confirm(f"Drop {count} papers and their marks for good?", err=True):
        output.tell("The trash was left as it is.")
        return FAILED
    output.put(f"{library.empty_trash().title}.")
    return 0
