"""``import``: bringing papers in."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from store.errors import SourceError
from store.events import PapersImported
from store.garbage import garbage_kept
from store.importers.contract import Draft
from store.importers.registry import IMPORTERS
from store.importers.source import STDIN
from store.intake import each_entry
from store.library import Library
from store.models import Rejection
from store.record import json_line
from store.text.display import one_line
from tui.arrivals import are_of_today
from tui.cli import output
from tui.cli.cell import cut
from tui.cli.failure import FAILED
from tui.cli.option import json_option, library_option
from tui.cli.planning import plan_report, put_plan
from tui.cli.progress import Progress
from tui.cli.session import bring_index_up, open_library

_SHOWN_CELLS = 100
_STDIN = "-"
_MOST_REVISED = 10
"""Ids that are named in the report."""


def _day_of(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        today = date.today().isoformat()
        raise click.BadParameter(
            f"{value!a} is no date. Write it as {today}.", ctx=context, param=option
        ) from None


@dataclass(slots=True)
class _Intake:
    """What was read of all the files."""

    failures: list[Rejection] = field(default_factory=list)
    """Files that could not be read at all."""
    places: list[str] = field(default_factory=list)
    """For each entry its file, as the user wrote it."""
    rejected_places: list[str] = field(default_factory=list)
    """The same for each that was rejected."""


@click.command("import", short_help="Import papers from files.")
@click.argument("names", nargs=-1, required=True, metavar="FILE|-...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["auto", *IMPORTERS]),
    default="auto",
    show_default=True,
    help="What the files are; auto tells by their content.",
)
@click.option(
    "--dry-run", is_flag=True, help="Say what would be done with each entry, and do nothing."
)
@click.option(
    "--today", metavar="DATE", callback=_day_of, help="The day for dates that have no year."
)
@json_option("Print the report as a JSON object.")
@library_option
@click.pass_context
def import_command(  # noqa: PLR0913, PLR0917 - an argument for each option
    context: click.Context,
    names: tuple[str, ...],
    format_name: str,
    dry_run: bool,
    today: date | None,
    as_json: bool,
) -> int:
    """Import the papers of files; - is standard input.

    Papers that the library has already are not added again. What cannot be understood is
    reported, and the rest is imported.
    """
    with open_library(context, to_change=not dry_run) as library, Progress() as progress:
        intake, plan = _Intake(), None
        entries = _read_all(names, intake, library, format_name, today, progress)
        if dry_run:
            with garbage_kept():
                plan = library.plan_import(entries)
            event = plan.event()
        else:
            event = _save(library, entries, progress)
            bring_index_up(library)
        are_shown = not dry_run and are_of_today(library, event.added)
    event = event._replace(rejected=(*intake.failures, *event.rejected))
    fates = plan.fates if plan else []
    if as_json:
        told = {"plan": plan_report(fates, intake.places)} if plan else {}
        output.put(json_line({**event.report(), **told}))
    else:
        put_plan(fates, intake.places)
        _report(event, intake, dry_run=dry_run)
        if are_shown and output.is_terminal(sys.stdout):
            output.tell("To see what was added today: paperdeck added:today")
    return FAILED if event.rejected else 0


def _read_all(  # noqa: PLR0913, PLR0917 - what the command was told, and what it tells
    names: Sequence[str],
    intake: _Intake,
    library: Library,
    format_name: str,
    today: date | None,
    progress: Progress,
) -> Iterator[Draft | Rejection]:
    for name in names:
        path = None if name == _STDIN else Path(name)
        if path is None and output.is_terminal(sys.stdin):
            output.tell("Paste papers here; Ctrl-D (on Windows Ctrl-Z, Enter) ends them.")
        progress.what = f"of {name}" if path else ""
        try:
            for entry in each_entry(
                path, library=library, format_name=format_name, today=today, progress=progress
            ):
                place = name if path else STDIN
                intake.places.append(place)
                if isinstance(entry, Rejection):
                    intake.rejected_places.append(place)
                yield entry
        except SourceError as error:
            output.complain(str(error))
            label = path.name if path else STDIN
            intake.failures.append(Rejection(label or name, 0, str(error), ""))


def _save(
    library: Library, entries: Iterator[Draft | Rejection], progress: Progress
) -> PapersImported:
    with contextlib.ExitStack() as saving:

        def read_to_the_end() -> Iterator[Draft | Rejection]:
            yield from entries
            progress.say("Saving")
            saving.enter_context(_not_interrupted())

        return library.import_papers(read_to_the_end())


@contextlib.contextmanager
def _not_interrupted() -> Iterator[None]:
    """Let what is being written be written: Ctrl-C comes too late for it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(
        signal.SIGINT, lambda *_: output.tell("The papers are being saved already; one moment.")
    )
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _report(event: PapersImported, intake: _Intake, *, dry_run: bool) -> None:
    output.flush()
    for place, entry in zip(
        intake.rejected_places, event.rejected[len(intake.failures) :], strict=True
    ):
        output.tell(f"{one_line(place)}:{entry.line}: {one_line(entry.reason)}")
        output.tell(f"    {cut(one_line(entry.text).strip(), _SHOWN_CELLS)}")
    counts = (len(event.added), len(event.updated), len(event.unchanged))
    if any(counts) or len(intake.failures) < len(event.rejected) or not event.rejected:
        told = (
            "{} would be added, {} updated, {} unchanged."
            if dry_run
            else ("{} added, {} updated, {} unchanged.")
        )
        output.put(told.format(*counts))
        output.flush()
    if event.trashed:
        count = len(event.trashed)
        told = "is in the trash and stays" if count == 1 else "are in the trash and stay"
        output.tell(f"{count} {told} there; to have one back: paperdeck trash --restore ID")
    if event.revised:
        names = ", ".join(map(one_line, event.revised[:_MOST_REVISED]))
        more = " and more" if len(event.revised) > _MOST_REVISED else ""
        told = "would be unread again" if dry_run else "unread again"
        output.tell(f"Changed in a later version, {told}: {names}{more}; see: paperdeck show ID")
    if event.unsure and not dry_run:
        count = len(event.unsure)
        told = "paper wants" if count == 1 else "papers want"
        output.tell(f"{count} {told} a look; see: paperdeck doctor, or paperdeck is:unsure")
