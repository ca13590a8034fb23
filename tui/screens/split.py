"""Telling title and authors apart by hand."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label, Static

from store.correction import glued, moved, places
from store.models import Paper
from store.text.display import one_line
from tui.guide import SPLIT
from tui.screens.box import Box, key

_MOST = 10_000
"""Characters of title and authors; more have so many places that none is found."""


def is_too_long(paper: Paper) -> bool:
    """Tell whether nobody could find the place in so long a line."""
    return len(paper.title) + sum(map(len, paper.authors)) > _MOST


class SplitScreen(Box[Paper]):
    """Lets the reader move the place between title and authors; gives the paper as it is then.

    Args:
        paper: the paper.
    """

    HELP = SPLIT
    BINDINGS = [
        key("escape,q,ctrl+c", "leave"),
        key("question_mark", "help"),
        key("left,h,b,k,up", "step(-1)"),
        key("right,l,w,j,down", "step(1)"),
        key("shift+left,H", "nudge(-1)"),
        key("shift+right,L", "nudge(1)"),
        key("enter", "accept"),
    ]

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._paper = paper
        self._text = glued(paper)
        self._place = len(paper.title)
        self._places = places(paper)

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box"):
            yield Label(Text("Where does the first author begin?"), classes="box-title")
            yield Label(
                Text("← → likely places · Shift+← → one letter · Enter accepts · Esc back"),
                classes="box-hint",
            )
            yield Static(id="split-text")
            yield Static(id="split-result")

    def on_mount(self) -> None:
        """Show the place."""
        self._show()

    def _show(self) -> None:
        before, after = self._text[: self._place], self._text[self._place :]
        line = Text.assemble(one_line(before), (" | ", "bold reverse"), one_line(after))
        self.query_one("#split-text", Static).update(line)
        paper = moved(self._paper, self._place)
        authors = "; ".join(one_line(name) for name in paper.authors) or "(none)"
        result = f"Title: {one_line(paper.title)}\nAuthors: {authors}"
        self.query_one("#split-result", Static).update(Text(result))

    def action_step(self, step: int) -> None:
        """Go to the next likely place."""
        ahead = [place for place in self._places if (place - self._place) * step > 0]
        if ahead:
            self._place = min(ahead) if step > 0 else max(ahead)
            self._show()

    def action_nudge(self, step: int) -> None:
        """Go one letter on."""
        self._place = max(1, min(self._place + step, len(self._text)))
        self._show()

    def action_accept(self) -> None:
        """Take this place."""
        self.dismiss(moved(self._paper, self._place))
