"""What a sweep has come to, and what is to become of it."""

from __future__ import annotations

from store.sweeps import Standing
from tui.screens.box import key
from tui.screens.choice import Choice, ChoiceScreen

END, GO_ON, UNDO = "end", "go on", "undo"


def told(standing: Standing) -> str:
    """Give the figures of a sweep in words: ``5 kept, 112 passed, 3 left``."""
    return f"{standing.kept:,} kept, {standing.passed:,} passed, {standing.left:,} left"


class Receipt(ChoiceScreen):
    """Shows what was decided; asks whether to end the sweep, to go on or to undo it all.

    Args:
        standing: what was decided.
    """

    BINDINGS = [key("u", "undo")]

    def __init__(self, standing: Standing) -> None:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in standing.kinds().items())
        title = f"Sweep of {_papers(standing.count)}: {told(standing)}"
        decided, left = standing.kept + standing.passed, standing.left
        end = f"{left:,} left are not new any more" if left else ""
        choices = (
            Choice(END, "End the sweep", end),
            Choice(GO_ON, "Go on", "back to its papers"),
            Choice(UNDO, "Undo the sweep", f"u; its marks on {_papers(decided)}"),
        )
        super().__init__(f"{title}\nKept: {kinds}" if kinds else title, choices, current=END)

    def action_undo(self) -> None:
        """Ask for it to be undone."""
        self.dismiss(UNDO)


def confirmation(standing: Standing) -> ChoiceScreen:
    """Give the box that asks whether a sweep is to be undone."""
    decided = standing.kept + standing.passed
    choices = (
        Choice(GO_ON, "Keep them", "back to the sweep"),
        Choice(UNDO, "Undo them", "one key does them again"),
    )
    title = f"Undo all marks made in this sweep, on {_papers(decided)}?"
    return ChoiceScreen(title, choices, current=GO_ON)


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count:,} papers"
