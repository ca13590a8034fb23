"""``stats``: figures about the papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import click

from store.library import Library
from store.query import Query, parse
from store.record import json_line
from store.statistics import Share, Statistics
from store.text.display import one_line
from tui.cli import output
from tui.cli.cell import cut, pad, width
from tui.cli.option import QUERY_SETTINGS, json_option, library_option, limit_option, query_argument
from tui.cli.progress import Progress
from tui.cli.session import bring_index_up, is_new, open_library

_USUAL_ROWS = 10
_NAME_CELLS = 40


@click.command(
    "stats", short_help="Print figures about the papers.", context_settings=QUERY_SETTINGS
)
@query_argument
@limit_option("Not more than N categories, tags and so on; 10 where nothing is said.")
@json_option("One JSON object: counts, papers by day and year, and what has the most papers.")
@library_option
@click.pass_context
def stats_command(
    context: click.Context, query: tuple[str, ...], limit: int | None, as_json: bool
) -> int:
    """Print how many papers are read, starred and so on, and what they are about.

    All papers count, or those that QUERY finds. In the reader, % draws charts.
    """
    asked = parse(" ".join(query))
    with open_library(context) as library:
        if is_new(library) and not as_json:
            return 0
        found = _counted(library, asked, _USUAL_ROWS if limit is None else limit)
    if as_json:
        output.put(json_line(_object(found)))
    else:
        for line in _lines(found):
            output.put(line)
    return 0


def _counted(library: Library, query: Query, most: int) -> Statistics:
    if not query.is_everything:
        bring_index_up(library)
    with Progress() as progress:
        progress.what = "of the papers"
        return library.statistics(
            query, lambda done, count: progress(done / (count or 1)), most=most
        )


def _lines(found: Statistics) -> Iterator[str]:
    counts = _counts(found)
    digits = max(len(f"{count:,}") for count in counts.values())
    for name, count in counts.items():
        yield f"{name:8}  {count:>{digits},}"
    for title, shares in _kinds(found).items():
        if shares:
            yield ""
            yield output.paint(f"{title.capitalize()} (papers, read)", output.BOLD)
            yield from _rows(shares)


def _rows(shares: Sequence[Share]) -> Iterator[str]:
    names = [cut(one_line(share.name), _NAME_CELLS) for share in shares]
    longest = max(map(width, names))
    digits, read = (max(len(f"{share[at]:,}") for share in shares) for at in (1, 2))
    for name, share in zip(names, shares, strict=True):
        yield f"{pad(name, longest)}  {share.papers:>{digits},}  {share.read:>{read},}"


def _counts(found: Statistics) -> dict[str, int]:
    return {
        "papers": found.papers,
        "unread": found.unread,
        "read": found.read,
        "starred": found.starred,
        "queued": found.queued,
        "tagged": found.tagged,
        "notes": found.notes,
        "rated": found.rated,
    }


def _kinds(found: Statistics) -> dict[str, Sequence[Share]]:
    return {
        "categories": found.categories,
        "tags": found.tags,
        "organisations": found.organisations,
        "authors": found.authors,
    }


def _object(found: Statistics) -> dict[str, object]:
    return {
        **_counts(found),
        "ratings": {str(rating): count for rating, count in found.ratings.items()},
        "added": _by_day(found.added),
        "read_on": _by_day(found.read_on),
        "published": {str(year): count for year, count in found.published.items()},
        **{name: [share._asdict() for share in shares] for name, shares in _kinds(found).items()},
    }


def _by_day(days: Mapping[date, int]) -> dict[str, int]:
    return {day.isoformat(): count for day, count in days.items()}
