"""A bar on stderr for what takes long."""

from __future__ import annotations

import contextlib
import shutil
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from store.text.display import one_line
from tui.cli.cell import cut
from tui.cli.output import is_terminal

_PATIENCE = 0.5
"""Seconds before the bar appears."""
_REDRAW_EVERY = 0.05
_CELLS = 24


class Progress:
    """Shows how far something is, once it has taken a while, and only on a terminal.

    Args:
        clock: gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = self._drawn = clock()
        self._is_shown = False
        self._is_wanted = is_terminal(sys.stderr)
        self.what = ""
        """What is being done, in a word or two."""

    def __call__(self, share: float) -> None:
        """Show a share, from 0 to 1."""
        if not self._is_wanted:
            return
        now = self._clock()
        if now - self._begun > _PATIENCE and (
            not self._is_shown or now - self._drawn > _REDRAW_EVERY
        ):
            self._drawn = now
            filled = round(min(max(share, 0.0), 1.0) * _CELLS)
            bar = "█" * filled + "░" * (_CELLS - filled)
            self._draw(f"{bar} {share:4.0%} {one_line(self.what)}")

    def say(self, what: str) -> None:
        """Show something that has no measure."""
        self.what = what
        if self._is_wanted and self._clock() - self._begun > _PATIENCE:
            self._draw(f"{one_line(what)}…")

    def _draw(self, text: str) -> None:
        self._is_shown = True
        self._write(f"\r{cut(text, shutil.get_terminal_size().columns - 1)}\x1b[K")

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Wipe the bar away."""
        if self._is_shown:
            self._write("\r\x1b[K")
