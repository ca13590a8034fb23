"""``config``: the settings, looked at."""

from __future__ import annotations

import click

from store.text.display import many_lines, one_line
from tui.cli import output
from tui.cli.failure import FAILED
from tui.settings import Settings
from tui.settings_check import example, problems


@click.group("config", short_help="Look at the settings: path, show, check.")
def config_command() -> None:
    """Look at the settings: a file, config.toml, that you write by hand."""


@config_command.command("path")
def path_command() -> int:
    """Print where the settings are, or belong."""
    output.put(one_line(str(Settings().path)))
    return 0


@config_command.command("show")
@click.option("--example", "is_example", is_flag=True, help="Print what could be set, explained.")
def show_command(is_example: bool) -> int:
    """Print the settings; an explained example where there are none.

    To begin with: paperdeck config show --example > "$(paperdeck config path)"
    """
    settings = Settings()
    if is_example or settings.stamp() is None:
        output.put(example().rstrip("\n"))
    else:
        output.put(many_lines("\n".join(settings.lines())).rstrip("\n"))
    return 0


@config_command.command("check")
def check_command() -> int:
    """Say what in the settings cannot be followed; where something cannot, the status is 1."""
    settings = Settings()
    found = problems(settings)
    for problem in found:
        output.put(one_line(problem))
    if not found:
        is_there = settings.stamp() is not None
        told = "is in order" if is_there else "is not there: everything is as it comes"
        output.tell(f"{one_line(str(settings.path))} {told}.")
    return FAILED if found else 0
