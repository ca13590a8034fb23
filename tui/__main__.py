"""Where the program begins: ``paperdeck`` and ``python -m tui``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line with the process's own arguments, and end with its status."""
    gc.disable()  # a command ends before there is garbage; looking for some takes half its time
    try:
        from tui.cli.program import run  # noqa: PLC0415 - Ctrl-C may come while it loads

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
