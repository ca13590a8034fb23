"""``views``: the named queries, with what each finds."""

from __future__ import annotations

import click

from store.errors import QueryError
from store.library import Library
from store.query import parse
from store.record import json_line
from store.text.display import one_line
from tui.cli import output
from tui.cli.cell import pad, width
from tui.cli.failure import FAILED
from tui.cli.option import json_option, library_option
from tui.cli.session import is_new, open_library
from tui.views import View, Views


@click.command("views", short_help="Print the views: key, name, papers, query.")
@json_option("One JSON object a line: key, name, query, papers (null: a wrong query), own.")
@library_option
@click.pass_context
def views_command(context: click.Context, as_json: bool) -> int:
    """Print the views, the user's own included, and how many papers each finds.

    In the reader the keys show them, and F saves what a filter finds as one.
    """
    views = Views()
    found = views.all()
    problems = list(views.problems)
    with open_library(context) as library:
        is_new(library)
        longest = max(width(one_line(view.name)) for view in found)
        for view in found:
            try:
                count: int | None = _count(library, view)
            except QueryError as error:
                count = None
                problems.append(f"The query of the view {view.name} is wrong: {error}")
            output.put(_json(view, count) if as_json else _line(view, count, longest))
    output.flush()
    for problem in problems:
        output.complain(problem)
    return FAILED if problems else 0


def _count(library: Library, view: View) -> int:
    query = parse(view.query)
    return len(library) if query.is_everything else library.count(query)


def _json(view: View, count: int | None) -> str:
    return json_line(
        {
            "key": view.key,
            "name": view.name,
            "query": view.query,
            "papers": count,
            "own": view.is_own,
        }
    )


def _line(view: View, count: int | None, longest: int) -> str:
    told = "-" if count is None else str(count)
    name = pad(one_line(view.name), longest)
    return f"{view.key or ' '}  {name}  {told:>7}  {one_line(view.query)}".rstrip()
