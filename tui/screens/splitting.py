"""Moving the place between title and authors."""

from __future__ import annotations

from store.library import Library
from store.models import Paper
from tui.screens.base import TriageBase


class Splitting(TriageBase):
    """The command ``paper.split``."""

    def action_paper_split(self) -> None:
        """Move the place between title and authors."""
        deck = self.deck
        if deck is None or deck.current is None:
            return
        # The splitter and its words take long to load, and are not needed to start.
        from tui.screens.split import SplitScreen, is_too_long  # noqa: PLC0415

        library: Library = deck.library

        def chosen(paper: Paper | None) -> None:
            if paper is not None:
                title = f"Corrected {paper.id}"
                self.write(lambda: library.edit(paper, title), what=title)

        paper = deck.paper(deck.current)
        if is_too_long(paper):
            told = "correct them in the file that they came in, and import it again"
            self.say(
                f"Title and authors are too long to be told apart here: {told}.", is_error=True
            )
        else:
            self.app.push_screen(SplitScreen(paper), chosen)
