"""``undo``, ``redo`` and ``history``: what was done, and taking it back."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

import click

from store.clock import is_stamp
from store.history import Entry
from store.record import json_line
from store.text.display import one_line
from tui.cli import output
from tui.cli.option import json_option, library_option
from tui.cli.session import open_library


@click.command("undo", short_help="Take the last action back, whatever it was.")
@library_option
@click.pass_context
def undo_command(context: click.Context) -> int:
    """Take back the last action of this machine: a mark, a note, an import, a deletion.

    Undoing again takes back the one before. What was changed again since stays.
    """
    with open_library(context, to_change=True) as library:
        output.put(f"{one_line(library.undo().title)}.")
    return 0


@click.command("redo", short_help="Do again what was taken back.")
@library_option
@click.pass_context
def redo_command(context: click.Context) -> int:
    """Do again what was taken back last, if nothing else was done since."""
    with open_library(context, to_change=True) as library:
        output.put(f"{one_line(library.redo().title)}.")
    return 0


@click.command("history", short_help="Print what was done, the last first.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Not more than N actions.")
@json_option("One JSON object a line: at, time, device, what, undone.")
@library_option
@click.pass_context
def history_command(context: click.Context, limit: int | None, as_json: bool) -> int:
    """Print what was done, the last first: when, on which machine if on another, and what."""
    with open_library(context) as library:
        for entry in islice(library.history(), limit):
            if as_json:
                output.put(json_line(_object(entry)))
            else:
                output.put(_line(entry, library.device))
    return 0


def _object(entry: Entry) -> dict[str, object]:
    when = _when(entry)
    return {
        "at": entry.at,
        "time": when.isoformat(timespec="seconds") if when else None,
        "device": entry.device,
        "what": entry.title,
        "undone": entry.is_undone,
    }


def _line(entry: Entry, device: str) -> str:
    when = _when(entry)
    time = f"{when:%Y-%m-%d %H:%M}" if when else " " * 16
    where = f"{one_line(entry.device)}: " if entry.device != device else ""
    sign = output.paint(" (undone)", output.DIM) if entry.is_undone else ""
    return f"{output.paint(time, output.DIM)}  {where}{one_line(entry.title)}{sign}"


def _when(entry: Entry) -> datetime | None:
    """Give the local time of an action; None where a program left no time that can be read."""
    return datetime.fromisoformat(entry.at[:24]).astimezone() if is_stamp(entry.at) else None
