"""Making papers one, and taking them apart again."""

from __future__ import annotations

from tui.screens.base import NO_PAPER, names
from tui.screens.history import History


class Merging(History):
    """The commands ``paper.merge`` and ``paper.unmerge``."""

    async def action_paper_merge(self) -> None:
        """Make the selected papers one, that under the cursor where it is one of them."""
        deck = self.deck
        ids = deck.targets() if deck else []
        if deck is None or len(ids) < 2:
            select, merge = (self.commands.key(name) for name in ("list.select", "paper.merge"))
            self.say(f"Select the papers that are one ({select}), then {merge}.")
            return
        if deck.current in ids:
            ids = [deck.current, *(name for name in ids if name != deck.current)]
        merging = deck.library.merging
        task = self.write(lambda: merging.merge(ids), what=f"Merged {names(ids)}")
        await self._shown(task)
        if ids[1] not in deck.library and ids[0] in deck.selection:
            # Were the one that is left of them selected, all that follows would be for it alone.
            deck.selection.drop(ids)
            self.paper_list.redraw()
            self.show_place()

    async def action_paper_unmerge(self) -> None:
        """Take out of the paper under the cursor what was merged into it last."""
        deck = self.deck
        if deck is None or deck.current is None:
            self.say(NO_PAPER)
            return
        paper_id, merging = deck.current, deck.library.merging
        await self._shown(self.write(lambda: merging.split(paper_id), what=f"Split {paper_id}"))
