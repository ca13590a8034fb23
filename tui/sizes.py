"""How large the user has made the panes, remembered from one run to the next."""

from __future__ import annotations

import contextlib
import json

from tui.memory import Memory

Share = tuple[int, int]
"""Cells of a pane, and of how many: the same part is taken of other sizes of the terminal."""

LIST, NOTE = "list", "note"
"""Panes with a size of their own: the others take what is left."""

_NAME = "panes"


class Sizes:
    """The panes' shares, each where the panes are side by side and where they are stacked.

    Args:
        memory: what remembers them.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._shares = dict(_read(memory.get(_NAME)))

    def get(self, layout: str, pane: str) -> Share | None:
        """Give a pane's share; None where it is the usual one."""
        return self._shares.get(f"{layout}.{pane}")

    def put(self, layout: str, pane: str, share: Share) -> None:
        """Set a pane's share."""
        self._shares[f"{layout}.{pane}"] = share

    def forget(self, layout: str) -> None:
        """Have the usual shares again."""
        for pane in (LIST, NOTE):
            self._shares.pop(f"{layout}.{pane}", None)

    def keep(self) -> None:
        """Write them down."""
        self._memory.put(_NAME, json.dumps(dict(self._shares)))


def _read(text: str) -> list[tuple[str, Share]]:
    """Give the shares of a text, without what is none."""
    found: list[tuple[str, Share]] = []
    with contextlib.suppress(ValueError, RecursionError):
        content = json.loads(text or "{}")
        for name, value in content.items() if isinstance(content, dict) else ():
            match value:
                case [int(cells), int(all_cells)] if 0 < cells < all_cells < 10_000:
                    found.append((name, (cells, all_cells)))
    return found
