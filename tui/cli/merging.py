"""``merge`` and ``split``: papers that are one, and taking them apart again."""

from __future__ import annotations

import click

from tui.cli import output
from tui.cli.option import library_option
from tui.cli.session import open_library
from tui.cli.suggestion import paper_of


@click.command("merge", short_help="Make papers one.")
@click.argument("paper_id", metavar="ID")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@library_option
@click.pass_context
def merge_command(context: click.Context, paper_id: str, others: tuple[str, ...]) -> int:
    """Make papers one: ID, with what it lacks of the others.

    It has the tags of all, the stars, the greatest rating, the notes one after the other.
    paperdeck split ID takes them apart again, paperdeck undo at once.
    """
    with open_library(context, to_change=True) as library:
        ids = [paper_of(library, name).id for name in (paper_id, *others)]
        output.put(f"{library.merging.merge(ids).title}.")
    return 0


@click.command("split", short_help="Take papers apart that were merged.")
@click.argument("paper_id", metavar="ID")
@library_option
@click.pass_context
def split_command(context: click.Context, paper_id: str) -> int:
    """Take out of a paper what was merged into it last, as it was; imports keep them apart."""
    with open_library(context, to_change=True) as library:
        paper_of(library, paper_id)
        output.put(f"{library.merging.split(paper_id).title}.")
    return 0
