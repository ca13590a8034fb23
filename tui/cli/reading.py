"""``list`` and ``show``: looking at what the library has."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from store.library import Library
from store.query import EVERYTHING, SORT_FIELDS, Query, Sort
from store.record import json_line
from store.text.display import one_line
from tui.cli import output
from tui.cli.option import (
    QUERY_SETTINGS,
    json_option,
    library_option,
    limit_option,
    query_argument,
)
from tui.cli.page import page
from tui.cli.row import RowPrinter
from tui.cli.session import bring_index_up, is_new, open_library
from tui.cli.suggestion import paper_of


def _sort_of(context: click.Context, option: click.Parameter, value: str | None) -> Sort | None:
    if value is None:
        return None
    name = value.removeprefix("-").lower()
    if name not in SORT_FIELDS:
        known = ", ".join(SORT_FIELDS)
        raise click.BadParameter(
            f"{value!a} is not one of {known} (with - before it from great to small).",
            ctx=context,
            param=option,
        )
    return Sort(name, value.startswith("-"))


def _parsed(text: str) -> Query:
    if not text:
        return EVERYTHING
    from store.query import parse  # noqa: PLC0415 - the list of everything is there sooner

    return parse(text)


def _found(library: Library, query: Query, sort: Sort | None, limit: int | None) -> Sequence[str]:
    """Give the ids of a query's papers."""
    if sort:
        query = query._replace(sort=(sort,))
    bring_index_up(library)
    return library.find(query, most=limit)


@click.command("list", context_settings=QUERY_SETTINGS, short_help="Print papers, one a line.")
@query_argument
@click.option(
    "--sort", metavar="FIELD", callback=_sort_of, help=f"{', '.join(SORT_FIELDS)}; -FIELD reverses."
)
@limit_option("Not more than N papers.")
@json_option("One JSON object a line, with everything about the paper.")
@library_option
@click.pass_context
def list_command(
    context: click.Context,
    query: tuple[str, ...],
    sort: Sort | None,
    limit: int | None,
    as_json: bool,
) -> int:
    """Print the papers of QUERY, or all, a line each: id, date, signs, title.

    The signs: ● unread, ★ starred, » queued, ¶ has a note, # has tags, ? wants a look.
    """
    text = " ".join(query)
    parsed = _parsed(text)
    with open_library(context) as library:
        if is_new(library):
            return 0
        ids = _found(library, parsed, sort, limit)
        if not ids and limit != 0:
            from tui.spelling import nearest_words, question  # noqa: PLC0415 - seldom needed

            hint = question(nearest_words(library, parsed))
            output.tell(one_line(f"No paper matches the query: {text}. {hint}").rstrip())
        if as_json:
            for paper_id in ids:
                output.put(json_line(library.whole(paper_id)))
            return 0
        printer = RowPrinter(ids)
        for paper_id in ids:
            output.put(printer.row(library.paper(paper_id), library.marks(paper_id)))
        # To a person, who cannot count them; where --limit cut it, nobody has counted the rest.
        if output.is_terminal(sys.stdout) and ids and len(ids) != limit:
            output.flush()
            output.tell("1 paper." if len(ids) == 1 else f"{len(ids):,} papers.")
    return 0


@click.command("show", short_help="Print all there is about a paper.")
@click.argument("paper_id", metavar="ID")
@json_option("One JSON object.")
@library_option
@click.pass_context
def show_command(context: click.Context, paper_id: str, as_json: bool) -> int:
    """Print all there is about a paper."""
    with open_library(context) as library:
        paper, marks = paper_of(library, paper_id), library.marks(paper_id)
        output.put(json_line(library.whole(paper_id)) if as_json else page(paper, marks))
    return 0
