"""Options and arguments that several commands have."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tui.cli.reader import library_folder

_F = TypeVar("_F", bound=Callable[..., Any])

LIBRARY = "paperdeck.library"
"""Key in a click context's ``meta`` under which ``--library`` is kept."""

QUERY_SETTINGS = {"ignore_unknown_options": True}
"""Lets ``-word`` through to a query, where it excludes papers."""


def remember_library(context: click.Context, _option: click.Parameter, value: str | None) -> None:
    """Keep what ``--library`` says."""
    if value:  # said again after the command's name, it counts there
        context.meta[LIBRARY] = value


def library_path(context: click.Context) -> Path:
    """Give the library's folder: as asked for, or the platform's place for a user's data."""
    return library_folder(context.meta.get(LIBRARY))


def library_option(command: _F) -> _F:
    """Add ``--library``."""
    return click.option(
        "--library",
        metavar="DIR",
        expose_value=False,
        is_eager=True,
        callback=remember_library,
        help="The library's folder (or set $PAPERDECK_LIBRARY).",
    )(command)


def json_option(what: str) -> Callable[[_F], _F]:
    """Add ``--json``; the function gets ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help=what)


def _count(context: click.Context, option: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    with contextlib.suppress(ValueError):
        if (count := int(value)) >= 0:
            return count
    told = f"'{value}' is no number of lines. Write it as 20."
    raise click.BadParameter(told, ctx=context, param=option)


def limit_option(what: str) -> Callable[[_F], _F]:
    """Add ``--limit``; the function gets ``limit``, or None."""
    return click.option("--limit", callback=_count, metavar="N", help=what)


def _options(command: click.Command, context: click.Context) -> list[str]:
    params = command.get_params(context)
    names = [name for param in params for name in (*param.opts, *param.secondary_opts)]
    return [name for name in names if name.startswith("--")]


def _wrong_option(name: str, context: click.Context) -> click.UsageError:
    """Give what to say of a word of a query that looks like an option."""
    root = context.find_root()
    own, others = _options(context.command, context), _options(root.command, root)
    if name in own:
        return click.UsageError(f"What follows -- is a query: write {name} before it.", context)
    if name in others:
        told = f"{name} stands right after {root.command_path}, before any other word."
        return click.UsageError(told, context)
    import difflib  # noqa: PLC0415 - only for what was mistyped

    near = difflib.get_close_matches(name, own + others, 3)
    return click.NoSuchOption(name, possibilities=near, ctx=context)


def query_words(
    context: click.Context, argument: click.Parameter, words: tuple[str, ...]
) -> tuple[str, ...]:
    """Check the words of a query: what begins with two hyphens was meant to be an option."""
    for word in words:
        if word.startswith("--"):
            raise _wrong_option(word.split("=", 1)[0], context)
        if not word.strip() and argument.required:  # an unset shell variable, surely
            raise click.BadParameter("It is empty.", ctx=context, param=argument)
    return words


query_argument = click.argument("query", nargs=-1, metavar="[QUERY]", callback=query_words)
"""A query of any number of words, none included."""

papers_argument = click.argument(
    "names", nargs=-1, required=True, metavar="ID|QUERY...", callback=query_words
)
"""Papers by their ids or by a query; see `tui.cli.session.papers_named`."""
