"""Where the program begins: ``paperdeck`` and ``python -m tui``."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence


def main() -> None:
    """Run the command line with the process's own arguments, and end with its status."""
    gc.disable()  # a command ends before there is garbage; looking for some takes half its time
    try:
        status = _run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    _end(status)


def _run(arguments: Sequence[str]) -> int:
    # Nothing is imported earlier: Ctrl-C may come while it loads.
    from tui.cli.output import prepare  # noqa: PLC0415
    from tui.cli.reader import has_terminal, library_alone, open_reader, signals_end_it  # noqa: PLC0415

    folder = library_alone(arguments)
    if folder is None or not has_terminal():
        from tui.cli.program import run  # noqa: PLC0415

        return run(arguments)
    prepare()
    try:
        with signals_end_it():
            return open_reader(folder)
    except Exception as error:
        from tui.cli.failure import explain  # noqa: PLC0415 - seldom needed

        return explain(error)


def _end(status: int) -> None:
    """End the process.

    Everything is closed by now, and no thread that is left has anything to finish.  Taking the
    interpreter apart would take longer than all else between the last key and the prompt.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            continue  # closed, or nobody reads it
    os._exit(status)


if __name__ == "__main__":
    main()
