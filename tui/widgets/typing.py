"""Texts being written, and the keys that are on their way to them."""

from __future__ import annotations

import asyncio
import contextlib

from textual.events import Key
from textual.widget import Widget

_TYPED_OUT_SECONDS = 2
"""After this a text that does not answer is not waited for."""


class TextField:
    """A widget that a text is written in."""

    async def _on_key(self, event: Key) -> None:
        """Do what a key does to the text before the letters after it are taken.

        The framework would have the key go round by the program, and letters overtake it.
        """
        assert isinstance(self, Widget)
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if not binding.priority and await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return


async def typed_out(field: Widget | None) -> None:
    """Wait until a text being written has taken every key that came before.

    Keys reach the text through a queue of its own.  In a burst, as over a slow line, the key
    that ends the text would otherwise overtake the letters before it.
    """
    if isinstance(field, TextField):
        done = asyncio.Event()
        field.call_later(done.set)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _TYPED_OUT_SECONDS)
