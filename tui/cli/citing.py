"""``cite``: citations, printed or copied."""

from __future__ import annotations

import click

from store.citations.style import STYLES, cite
from store.text.display import many_lines
from tui.cli import output
from tui.cli.failure import FAILED
from tui.cli.option import QUERY_SETTINGS, library_option, papers_argument
from tui.cli.session import open_library, papers_named


@click.command("cite", context_settings=QUERY_SETTINGS, short_help="Print or copy citations.")
@papers_argument
@click.option(
    "--style",
    type=click.Choice(sorted(STYLES), case_sensitive=False),
    default="bibtex",
    show_default=True,
    help="How they are written.",
)
@click.option("--copy", "to_clipboard", is_flag=True, help="Copy them instead of printing them.")
@library_option
@click.pass_context
def cite_command(
    context: click.Context, names: tuple[str, ...], style: str, to_clipboard: bool
) -> int:
    """Print the citations of papers.

    Each argument that is the id of a paper names it; the others together are one query.
    """
    with open_library(context) as library:
        ids = papers_named(library, names)
        text = cite([library.paper(paper_id) for paper_id in ids], style)
    if to_clipboard:
        return _copy(text, len(ids))
    output.put(many_lines(text))
    return 0


def _copy(text: str, count: int) -> int:
    """Copy, and say how; where that fails, print it to be copied by hand."""
    from tui.clipboard import copy, terminal_writer  # noqa: PLC0415 - printing has no need of it

    copied = copy(text, terminal_writer())
    if copied.ok:
        told = "The citation was" if count == 1 else f"{count} citations were"
        output.tell(f"{told} copied {copied.message}.")
        return 0
    output.put(many_lines(copied.text))
    output.complain(copied.message)
    return FAILED
