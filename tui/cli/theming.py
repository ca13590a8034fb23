"""``themes``: the colours there are."""

from __future__ import annotations

import click

from store.text.display import one_line
from tui.cli import output
from tui.cli.failure import FAILED
from tui.themes import builtin_folder, load_themes, user_folder


@click.command("themes", short_help="Print the names of the themes.")
def themes_command() -> int:
    """Print the themes, the user's own included; in the reader, T chooses one."""
    themes, problems = load_themes(builtin_folder(), user_folder())
    longest = max((len(theme.name) for theme in themes), default=0)
    for theme in themes:
        output.put(f"{one_line(theme.name):{longest}}  {one_line(theme.about)}".rstrip())
    output.flush()
    for problem in problems:
        output.complain(str(problem))
    return FAILED if problems else 0
