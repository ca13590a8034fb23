"""What there is to look at besides papers: figures about them, and the colours."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from store.query import Query
from tui.screens.base import TriageBase

if TYPE_CHECKING:
    from store.statistics import Statistics


class Looking(TriageBase):
    """The main screen, as far as it opens such pages."""

    _counted_for: object = None
    """What the figures are about that were counted last, and how things stood."""
    _figures: Statistics | None = None

    def action_app_statistics(self) -> None:
        """Show figures about the papers that are shown."""
        library = self.library
        if library is None:
            return
        from tui.screens.statistics import StatisticsScreen  # noqa: PLC0415

        query, today = Query(self.query_shown.where), date.today()
        asked = (query, today, library.folder.stand())
        known = self._figures if asked == self._counted_for else None

        def keep(figures: Statistics | None) -> None:
            if figures is not None:
                self._counted_for, self._figures = asked, figures

        screen = StatisticsScreen(library, query, self.what_is_shown, known=known, today=today)
        self.app.push_screen(screen, keep)

    async def action_app_theme(self) -> None:
        """Choose the colours."""
        await self.app.run_action("choose_theme")
