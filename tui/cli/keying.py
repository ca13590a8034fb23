"""``keys``: the commands of the reader, with their keys."""

from __future__ import annotations

import click

from store.record import json_line
from tui.cli import output
from tui.cli.cell import pad, width
from tui.cli.failure import FAILED
from tui.cli.option import json_option
from tui.commands import Command
from tui.remapping import keys_of
from tui.settings import Settings


@click.command("keys", short_help="Print the keys of the reader.")
@json_option("One JSON object a line: id, keys, title, help, group.")
def keys_command(as_json: bool) -> int:
    """Print the reader's commands, each with its keys and its id.

    The ids are what [keys] in config.toml gives other keys, as in "paper.star" = "x".
    """
    keys = keys_of(Settings())
    commands = list(keys.commands)
    names = max(len(command.id) for command in commands)
    longest = max(width(" ".join(command.key_labels)) for command in commands)
    for command in commands:
        output.put(_json(command) if as_json else _line(command, longest, names))
    output.flush()
    for problem in keys.problems:
        output.complain(problem)
    return FAILED if keys.problems else 0


def _json(command: Command) -> str:
    return json_line(
        {
            "id": command.id,
            "keys": list(command.keys),
            "title": command.title,
            "help": command.help,
            "group": command.group,
        }
    )


def _line(command: Command, longest: int, names: int) -> str:
    keys = pad(" ".join(command.key_labels), longest)
    return f"{keys}  {command.id:{names}}  {command.help}".rstrip()
