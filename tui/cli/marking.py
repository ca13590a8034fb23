"""``mark``: read, starred, queued, tags."""

from __future__ import annotations

import click

from store.change import Change
from tui.cli import output
from tui.cli.option import QUERY_SETTINGS, library_option, papers_argument
from tui.cli.session import open_library, papers_named


@click.command(
    "mark",
    context_settings=QUERY_SETTINGS,
    short_help="Mark papers read, starred, queued; tag them.",
)
@papers_argument
@click.option("--read/--unread", default=None, help="Read, or not.")
@click.option("--star/--unstar", default=None, help="Starred, or not.")
@click.option("--queue/--unqueue", default=None, help="To be read later, or not.")
@click.option("--tag", "add", multiple=True, metavar="T", help="Give a tag; may be repeated.")
@click.option("--untag", "remove", multiple=True, metavar="T", help="Take a tag away.")
@library_option
@click.pass_context
def mark_command(  # noqa: PLR0913, PLR0917 - an argument for each option
    context: click.Context,
    names: tuple[str, ...],
    read: bool | None,
    star: bool | None,
    queue: bool | None,
    add: tuple[str, ...],
    remove: tuple[str, ...],
) -> int:
    """Mark papers, all of them in one step.

    Each argument that is the id of a paper names it; the others together are one query.
    """
    change = Change(read=read, starred=star, queued=queue, add_tags=add, remove_tags=remove)
    if change == Change():
        raise click.UsageError(
            "It takes an option that says what to mark: --read, --star, --queue, --tag T, …",
            ctx=context,
        )
    with open_library(context, to_change=True) as library:
        ids = papers_named(library, names, to_change=True)
        event = library.change(ids, change)
    if event.ids:
        output.put(f"{event.title}.")
    else:
        was = "That paper was" if len(ids) == 1 else f"All {len(ids)} papers were"
        output.put(f"{was} so already; nothing was changed.")
    return 0
