"""``tags``: the tags in use, and giving them other names."""

from __future__ import annotations

from itertools import islice

import click

from store.library import Library
from store.record import json_line
from store.text.display import one_line
from tui.cli import output
from tui.cli.option import json_option, library_option
from tui.cli.session import is_new, open_library


@click.command("tags", short_help="Print the tags in use, or rename one.")
@click.option(
    "--rename", nargs=2, metavar="OLD NEW", help="Give a tag another name, or merge two tags."
)
@json_option("One JSON object a line: tag, papers.")
@library_option
@click.pass_context
def tags_command(context: click.Context, rename: tuple[str, str] | None, as_json: bool) -> int:
    """Print the tags in use and how many papers have each, the most used first."""
    with open_library(context, to_change=rename is not None) as library:
        if rename:
            event = library.rename_tag(*rename)
            output.put(f"{event.title}." if event.ids else "That is its name; nothing was changed.")
        else:
            _print(library, as_json=as_json)
    return 0


def _print(library: Library, *, as_json: bool) -> None:
    tags = library.tags()
    if not tags and not is_new(library):
        output.tell("No paper has a tag yet. To give one: paperdeck mark ID --tag NAME")
    longest = max(map(len, islice(tags, 1000)), default=0)
    for name, count in tags.items():
        if as_json:
            output.put(json_line({"tag": name, "papers": count}))
        else:
            output.put(f"{one_line(name):{longest}}  {count}")
