"""What is laid over the main screen: boxes and pages, each left once."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import ModalScreen

from tui.guide import TEXT

Result = TypeVar("Result")

_READY_SECONDS = 2
"""After this a box that does not appear is not waited for."""


_MOST_ROWS = 20
"""Of what scrolls in a box, on a terminal that is high enough."""

_BOX_CELLS, _FRAME_CELLS = 90, 8
"""A box's greatest width; what its frame and a scroll bar take of it."""


def room_in_box(width: int) -> int:
    """Give how many cells a row in a box has on a screen of some width."""
    return min(int(width * 0.9), _BOX_CELLS) - _FRAME_CELLS


def key(names: str, action: str) -> Binding:
    """Give a binding of a box.

    It has priority: what a key does is then done before the next key is looked at, so that in a
    burst the keys after the one that leaves a box are for what lies below it.
    """
    return Binding(names, action, show=False, priority=True)


class Box(ModalScreen[Result], Generic[Result]):
    """A screen that is left once, whatever still asks it to be.

    Leaving takes away the screen on top, so a box asked twice would take away the one below.
    """

    BINDINGS = [key("f1", "help")]
    HELP = TEXT
    """What the help says first; see `tui.guide`."""

    def __init__(self) -> None:
        super().__init__()
        self._ready = asyncio.Event()
        self._is_left = False

    def on_mount(self) -> None:
        """Let keys in."""
        self._ready.set()

    def on_resize(self) -> None:
        """Leave what scrolls as many rows as there are between what stands over and under it."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        for box in self.query(".box"):
            for pane in box.query("OptionList, TextPane"):
                others = sum(
                    one.outer_size.height + one.styles.margin.height
                    for one in box.children
                    if one is not pane
                )
                room = int(self.size.height * 0.9) - box.styles.gutter.height - others
                pane.styles.max_height = max(1, min(room, _MOST_ROWS))

    @property
    def is_there(self) -> bool:
        """Whether what it is made of is there: not before it is shown, nor once it is left."""
        return self._ready.is_set() and self.is_attached

    async def ready(self) -> None:
        """Wait until what a key acts on is there."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ready.wait(), _READY_SECONDS)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave with a result, where it is not left already."""
        if self._is_left or not self.is_current:
            return AwaitComplete()
        self._is_left = True
        return super().dismiss(result)

    def recount(self) -> None:
        """Count anew what is counted, if anything: something was written."""

    def action_leave(self) -> None:
        """Leave without a result."""
        self.dismiss(None)

    async def action_help(self) -> None:
        """Show what the keys do here."""
        await self.app.run_action(f"help_with('{self.HELP}')")
