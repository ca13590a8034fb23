"""The commands in the command palette."""

from __future__ import annotations

from collections.abc import Coroutine
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.commands import COMMANDS, Command, key_label


class CommandProvider(Provider):
    """Finds commands by their titles."""

    def _label(self, command: Command) -> str:
        return f"{command.title}  ({', '.join(key_label(key) for key in command.keys)})"

    def _run(self, command: Command) -> partial[Coroutine[Any, Any, None]]:
        return partial(self.screen.run_action, command.action)

    async def discover(self) -> Hits:
        """Give every command."""
        for command in COMMANDS:
            yield DiscoveryHit(self._label(command), self._run(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Give the commands whose title or help matches."""
        matcher = self.matcher(query)
        for command in COMMANDS:
            label = self._label(command)
            score = max(matcher.match(label), matcher.match(command.help) * 0.7)
            if score > 0:
                yield Hit(score, matcher.highlight(label), self._run(command), help=command.help)
