"""The command ``paperdeck``: its commands, and what stands for a query."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import click

from tui.cli import output
from tui.cli.failure import guarded
from tui.cli.option import remember_library

_COMMANDS = {
    "demo": "opening",
    "import": "importing",
    "list": "reading",
    "show": "reading",
    "tags": "tagging",
    "views": "viewing",
    "stats": "counting",
    "mark": "marking",
    "note": "noting",
    "cite": "citing",
    "export": "exporting",
    "merge": "merging",
    "split": "merging",
    "delete": "deleting",
    "trash": "deleting",
    "undo": "undoing",
    "redo": "undoing",
    "history": "undoing",
    "doctor": "checking",
    "backup": "keeping",
    "restore": "keeping",
    "compact": "keeping",
    "reindex": "keeping",
    "themes": "theming",
    "keys": "keying",
    "config": "configuring",
}
"""Each command and the module it is in, imported only when the command is used."""

_RAW = "paperdeck.arguments"
_NEAR = 0.82
"""How alike a word and a command must be (`difflib`) for a slip: ``imprt``, not ``important``."""


def _load(name: str, module: str) -> click.Command:
    return cast(click.Command, getattr(import_module(f"tui.cli.{module}"), f"{name}_command"))


def _is_swapped(word: str, name: str) -> bool:
    """Tell whether two neighbouring letters changed places."""
    swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return name in swapped


def near_command(word: str) -> str | None:
    """Give the command that a word is a slip of the finger from, if any."""
    import difflib  # noqa: PLC0415 - only for what is no command

    near = difflib.get_close_matches(word.lower(), _COMMANDS, 1, _NEAR)
    return near[0] if near else next((n for n in _COMMANDS if _is_swapped(word.lower(), n)), None)


class Program(click.Group):
    """Commands by name; words that are none are a query, with which the reader opens."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands, in the order of the help."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command, importing it."""
        module = _COMMANDS.get(cmd_name)
        return _load(cmd_name, module) if module else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the program's own options; ``-h`` asks for help wherever it stands."""
        literal = args.index("--") if "--" in args else len(args)
        args = ["--help" if arg == "-h" else arg for arg in args[:literal]] + args[literal:]
        ctx.meta[_RAW] = tuple(args)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that arguments begin with; without one they are a query."""
        raw = ctx.meta[_RAW]
        if raw[: len(raw) - len(args)][-1:] == ("--",):
            return "", _load("open", "opening"), ["--", *args]
        if self.get_command(ctx, args[0]):
            return super().resolve_command(ctx, args)
        _check_meant_as_query(ctx, args)
        return "", _load("open", "opening"), args


def _check_meant_as_query(context: click.Context, words: Sequence[str]) -> None:
    """Stop at what was hardly meant to be a query.

    Raises:
        UsageError: says what it may have been, and how to have it as a query all the same.
    """
    import shlex  # noqa: PLC0415

    near, quoted = near_command(words[0]), shlex.join(words)
    otherwise = f"\nTo open the reader with this as a query: paperdeck -- {quoted}"
    if near:
        context.fail(f"There is no command {words[0]!a}. Did you mean {near}?{otherwise}")
    is_path = "/" in words[0] or "." in words[0]
    if len(words) == 1 and is_path and Path(words[0]).is_file():
        context.fail(f"This is a file. To import it: paperdeck import {quoted}{otherwise}")


def _show_version(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if not value or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - rarely asked for

    try:
        output.put(f"paperdeck {version('paperdeck')}")
    except PackageNotFoundError:
        output.put("paperdeck, run from its source without having been installed")
    context.exit()


@click.group(
    cls=Program,
    invoke_without_command=True,
    subcommand_metavar="[QUERY] | COMMAND [ARGS]...",
    context_settings={"ignore_unknown_options": True, "max_content_width": 100},
)
@click.option(
    "--library",
    metavar="DIR",
    envvar="PAPERDECK_LIBRARY",
    expose_value=False,
    callback=remember_library,
    help="The library's folder (or set $PAPERDECK_LIBRARY).",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.pass_context
def program(context: click.Context) -> Any:
    """Read, mark and cite research papers in the terminal.

    Without a command the reader opens, showing the papers of QUERY: words, "a phrase",
    tag:NAME, is:unread, is:starred, -word; sort:-date puts them in order.

    To begin: paperdeck demo, or paperdeck import FILE and then paperdeck.
    """
    if context.invoked_subcommand is None:
        return context.invoke(_load("open", "opening"), query=())
    return None


def run(arguments: Sequence[str]) -> int:
    """Run one command line.

    Args:
        arguments: without the program's name.

    Returns:
        The exit status: 0 done, 1 something was not done (and it said what), 2 wrong use, 130
        stopped by Ctrl-C.
    """
    output.prepare()
    return guarded(lambda: _call(list(arguments)))


def _call(arguments: list[str]) -> int:
    with program.make_context("paperdeck", arguments) as context:
        status = program.invoke(context)
    output.flush()
    return int(status or 0)
