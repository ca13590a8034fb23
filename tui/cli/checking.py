"""``doctor``: what in the library wants attention."""

from __future__ import annotations

from dataclasses import asdict

import click

from store.care.doctor import examine
from store.care.finding import Finding
from store.library import Library
from store.record import json_line
from store.text.display import one_line
from tui.cli import output
from tui.cli.failure import FAILED
from tui.cli.option import json_option, library_option, library_path
from tui.cli.session import is_new


@click.command("doctor", short_help="Look the library over, and mend it.")
@json_option("One JSON object a line: kind, where, message, is_damage.")
@click.option("--repair", "is_to_mend", is_flag=True, help="Mend what can be, after a backup.")
@library_option
@click.pass_context
def doctor_command(context: click.Context, as_json: bool, is_to_mend: bool) -> int:
    """Look the library over: lost lines, files that should not be there, papers to look at.

    --repair loses nothing: lines that cannot be read are moved to the library's folder
    quarantine, and papers in a sync tool's copies are taken in.

    The exit status is 1 where something was lost or cannot be read.
    """
    if is_to_mend:
        _mend(context, as_json)
    is_damaged = has_findings = False
    with Library(library_path(context)) as library:
        for finding in examine(library):
            has_findings = True
            is_damaged = is_damaged or finding.is_damage
            output.put(json_line(asdict(finding)) if as_json else _line(finding))
    if not has_findings:
        told = "Nothing is left to report." if is_to_mend else "Nothing to report."
        output.tell(told) if as_json else output.put(told)
        is_new(library)
    return FAILED if is_damaged else 0


def _mend(context: click.Context, as_json: bool) -> None:
    from store.care.repair import repair  # noqa: PLC0415 - looking alone has no need of it

    def tell(sentence: str) -> None:
        output.tell(sentence) if as_json else output.put(one_line(sentence))

    with Library(library_path(context)) as library:
        if not repair(library, tell=tell):
            tell("There was nothing to mend.")


def _line(finding: Finding) -> str:
    where = output.paint(one_line(finding.where), output.RED if finding.is_damage else output.CYAN)
    return f"{where}: {one_line(finding.message)}"
