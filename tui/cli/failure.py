"""The one place where what went wrong becomes a sentence and an exit status."""

from __future__ import annotations

import os
from collections.abc import Callable

import click

from store.errors import PaperdeckError, QueryError
from store.text.display import one_line
from tui.cli import output
from tui.cli.cell import width

FAILED, WRONG_USE, STOPPED = 1, 2, 130


def guarded(call: Callable[[], int]) -> int:
    """Call, and give its exit status, whatever happens in it."""
    try:
        return call()
    except click.exceptions.Exit as end:
        return _end(end.exit_code)
    except (KeyboardInterrupt, click.Abort):
        output.tell("Stopped.")
        return STOPPED
    except (output.OutputClosed, BrokenPipeError):
        output.give_up()
        return 0
    except Exception as error:  # the funnel: nothing else may end in a traceback
        return explain(error)


def explain(error: Exception) -> int:
    """Say what went wrong; give the exit status."""
    match error:
        case click.ClickException():
            return _misused(error)
        case QueryError():
            output.complain(explained(error))
            return WRONG_USE
        case PaperdeckError():
            if isinstance(error, output.OutputError):
                output.give_up()
            output.complain(str(error))
            return FAILED
    return _unexpected(error)


def _end(status: int) -> int:
    """End early, after ``--help`` and ``--version``: what they printed may not be out yet."""
    return guarded(lambda: _flushed(status))


def _flushed(status: int) -> int:
    output.flush()
    return status


def _misused(error: click.ClickException) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    output.complain(error.format_message())
    if context is not None:
        output.tell(context.get_usage())
        output.tell(f"More is told by: {context.command_path.strip()} --help")
    return error.exit_code


def explained(error: QueryError) -> str:
    """Give what is wrong with a query, and below it the query with the place marked."""
    before = one_line(error.text[: error.position])
    place = error.text[error.position : error.position + error.length]
    after = error.text[error.position + error.length :]
    carets = "^" * max(width(one_line(place)), 1)
    whole = f"{before}{one_line(place)}{one_line(after)}"
    return f"{error}\n  {whole}\n  {' ' * width(before)}{carets}"


def _unexpected(error: Exception) -> int:
    if os.environ.get("PAPERDECK_DEBUG"):
        from traceback import format_exception  # noqa: PLC0415 - seldom needed

        output.tell("".join(format_exception(error)).rstrip())
        return FAILED
    from tui.fault import unexpected  # noqa: PLC0415 - seldom needed

    output.complain(unexpected(error))
    return FAILED
