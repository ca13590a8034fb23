"""``cite``: citations, printed or copied."""

from __future__ import annotations

import click

from store.citations.bibtex import bibtex
from store.citations.style import BIBTEX
from store.citing import keys_of
from store.library import Library
from store.text.display import many_lines
from tui.cli import output
from tui.cli.failure import FAILED
from tui.cli.option import QUERY_SETTINGS, library_option, papers_argument
from tui.cli.progress import Progress
from tui.cli.session import open_library, papers_named
from tui.formats import default_style, key_pattern, styles_folder
from tui.settings import Settings


@click.command("cite", context_settings=QUERY_SETTINGS, short_help="Print or copy citations.")
@papers_argument
@click.option(
    "--style",
    metavar="STYLE",
    help="bibtex, apa, mla, chicago, chicago-notes, ieee, acm, nature, harvard, vancouver; any "
    "other style of CSL by its name; or one of your own. The settings tell the usual one.",
)
@click.option("--html", "form", flag_value="html", help="As HTML.")
@click.option("--markdown", "form", flag_value="markdown", help="As Markdown.")
@click.option("--copy", "to_clipboard", is_flag=True, help="Copy them instead of printing them.")
@library_option
@click.pass_context
def cite_command(
    context: click.Context,
    names: tuple[str, ...],
    style: str | None,
    form: str | None,
    to_clipboard: bool,
) -> int:
    """Print the citations of papers.

    Each argument that is the id of a paper names it; the others together are one query.
    """
    settings = Settings()
    wanted = default_style(settings) if style is None else style
    is_bibtex = wanted.lower() == BIBTEX
    if is_bibtex and form:
        raise click.UsageError(f"BibTeX is no {form}: choose a --style, as apa.", ctx=context)
    if not is_bibtex:
        _check(context, wanted, settings, is_asked=style is not None)
    with open_library(context) as library:
        ids = papers_named(library, names)
        text, notice = (
            (_bibtex(library, ids, settings), "")
            if is_bibtex
            else _in_style(library, ids, wanted, form or "text", settings)
        )
    if notice:
        output.tell(notice)
    if to_clipboard:
        return _copy(text, len(ids))
    output.put(many_lines(text))
    return 0


def _check(context: click.Context, style: str, settings: Settings, *, is_asked: bool) -> None:
    from store.citations.csl.cite import check  # noqa: PLC0415 - BibTeX needs no parser of XML
    from store.citations.style import UnknownStyleError  # noqa: PLC0415

    try:
        check(style, styles_folder(settings))
    except UnknownStyleError as error:
        if is_asked:
            raise click.BadParameter(str(error), ctx=context, param_hint="--style") from error
        raise


def _bibtex(library: Library, ids: list[str], settings: Settings) -> str:
    keys = keys_of(library, ids, key_pattern(settings))
    return "\n\n".join(bibtex(library.paper(paper_id), keys[paper_id]) for paper_id in ids)


def _in_style(
    library: Library, ids: list[str], style: str, form: str, settings: Settings
) -> tuple[str, str]:
    from store.citations.csl.cite import cite  # noqa: PLC0415

    papers = [library.paper(paper_id) for paper_id in ids]
    with Progress() as progress:
        progress.what = "of the citations"
        cited = cite(papers, style, form, styles_folder(settings), progress)
    return cited.text, cited.notice


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
