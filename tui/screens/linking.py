"""Stepping through what of a paper can be opened or copied by itself."""

from __future__ import annotations

from store.text.display import one_line
from tui.screens.base import NO_PAPER
from tui.screens.opening import Opening
from tui.screens.taking import Taking
from tui.widgets.extract import MOST_IN_ROW
from tui.widgets.paper_detail import PaperDetail
from tui.widgets.target import Target


def _kind(target: Target) -> str:
    return one_line(target.kind[:MOST_IN_ROW])


class Linking(Taking, Opening):
    """The commands ``link.…``; what is chosen is what the paper's commands then act on."""

    @property
    def _target(self) -> Target | None:
        """What is chosen, as long as the reader is in the paper."""
        return self.detail.target if self.detail.has_focus else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter opens what is chosen, and is another command's key otherwise."""
        if action == "link_open":
            return self._target is not None
        return super().check_action(action, parameters)

    def action_link_next(self) -> None:
        """Choose the next identifier or link of the paper."""
        self._choose(1)

    def action_link_previous(self) -> None:
        """Choose the one before."""
        self._choose(-1)

    def _choose(self, steps: int) -> None:
        if self.deck is None or self.deck.current is None:
            self.say(NO_PAPER)
            return
        self.enter_detail()
        target = self.detail.step(steps)
        if target is None:
            self.say("This paper has no identifiers or links.")
        else:
            self._tell(target)

    def _tell(self, target: Target) -> None:
        open_key, copy_key = self.commands.key("paper.open"), self.commands.key("paper.copy_link")
        self.say(f"{_kind(target)}: Enter or {open_key} opens it, {copy_key} copies it.")

    def enter_detail(self) -> None:
        """Go to the paper."""
        raise NotImplementedError

    def on_paper_detail_chosen(self, message: PaperDetail.Chosen) -> None:
        """Go where the mouse points; open what it points at a second time."""
        self.enter_detail()
        if message.is_to_open:
            self.action_link_open()
        else:
            self._tell(message.target)

    def action_link_open(self) -> None:
        """Open what is chosen."""
        from store.citations.link import Link, address  # noqa: PLC0415

        target = self._target
        if target is not None:
            url = address(target.kind, target.value)
            if url:
                self._open([("", Link(url))])
            else:
                key = self.commands.key("paper.copy_link")
                self.say(f"{_kind(target)} is no address to open; {key} copies it.", is_error=True)

    def action_paper_open(self) -> None:
        """Open what is chosen, or the paper's page."""
        if self._target is not None:
            self.action_link_open()
        else:
            super().action_paper_open()

    def action_paper_copy_link(self) -> None:
        """Copy what is chosen, or the paper's address."""
        from store.citations.link import address  # noqa: PLC0415
        from store.text.display import to_copy  # noqa: PLC0415

        target = self._target
        if target is None:
            super().action_paper_copy_link()
            return
        text = address(target.kind, target.value) or to_copy(target.value)
        self._copy_in_turn(_kind(target), text)
