"""``doctor``: what in the library wants attention."""

from __future__ import annotations

from dataclasses import asdict

import click

from store.doctor import Finding, examine
from store.library import Library
from store.record import json_line
from store.text.display import one_line
from tui.cli import output
from tui.cli.failure import FAILED
from tui.cli.option import json_option, library_option
from tui.cli.session import library_path


@click.command("doctor", short_help="Look the library over.")
@json_option("One JSON object a line: kind, where, message, is_damage.")
@library_option
@click.pass_context
def doctor_command(context: click.Context, as_json: bool) -> int:
    """Look the library over: lost lines, and papers whose title or category is a guess.

    The exit status is 1 where something was lost or cannot be read.
    """
    is_damaged = has_findings = False
    with Library(library_path(context)) as library:
        for finding in examine(library):
            has_findings = True
            is_damaged = is_damaged or finding.is_damage
            output.put(json_line(asdict(finding)) if as_json else _line(finding))
    if not has_findings:
        output.tell("Nothing to report.") if as_json else output.put("Nothing to report.")
    return FAILED if is_damaged else 0


def _line(finding: Finding) -> str:
    where = output.paint(one_line(finding.where), output.RED if finding.is_damage else output.CYAN)
    return f"{where}: {one_line(finding.message)}"
