"""The figures about the papers: when they came and were read, and what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from time import monotonic

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Grid, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Label

from store.errors import PaperdeckError, SearchCancelled
from store.library import Library
from store.query import Query
from store.statistics import Statistics
from tui.fault import unexpected
from tui.guide import STATISTICS
from tui.periods import periods, years
from tui.screens.box import Box, key
from tui.widgets.figures import READ, UNREAD, Heatmap, Ranking, Totals
from tui.workers import apart

_MOST = 10
"""Rows of each ranking."""

_TOLD_EVERY = 0.1
"""Seconds between two words on how far counting is."""

_LEGEND = f"{READ} read {UNREAD} unread"


class StatisticsScreen(Box[Statistics]):
    """Counts, and shows what was counted; gives it, so that it need not be counted again.

    Args:
        library: whose papers.
        query: which of them.
        what: the same in words.
        known: the figures, where they are known.
        today: the day that charts end at.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    HELP = STATISTICS
    BINDINGS = [
        key("escape,q,percent_sign,ctrl+c", "leave"),
        key("question_mark", "help"),
        key("j,down", "scroll(1)"),
        key("k,up", "scroll(-1)"),
        key("pagedown,ctrl+d,space", "scroll(10)"),
        key("pageup,ctrl+u", "scroll(-10)"),
        key("g,home", "scroll(-10000)"),
        key("G,end", "scroll(10000)"),
        key("tab,l,right", "figure(1)"),
        key("shift+tab,h,left", "figure(-1)"),
    ]

    class Progressed(Message):
        """So much is counted."""

        def __init__(self, done: int, count: int) -> None:
            super().__init__()
            self.done, self.count = done, count

    class Counted(Message):
        """All is counted."""

        def __init__(self, statistics: Statistics) -> None:
            super().__init__()
            self.statistics = statistics

    class Failed(Message):
        """Counting failed."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(
        self,
        library: Library,
        query: Query,
        what: str,
        *,
        known: Statistics | None = None,
        today: date | None = None,
    ) -> None:
        super().__init__()
        self._library = library
        self._query = query
        self._what = what
        self._found = known
        self._today = today or date.today()
        self._is_over = False
        self._told = 0.0

    def compose(self) -> ComposeResult:
        """Give the page, empty."""
        yield Label(Text(f"Statistics: {self._what}"), classes="page-title")
        with VerticalScroll(id="figures", can_focus=False):
            yield Label(Text("Counting…"), id="figures-told")
        yield Label(Text("j k scroll · Tab goes to the next · Esc goes back"), classes="page-hint")

    def on_mount(self) -> None:
        """Begin to count."""
        apart("statistics", self._count)

    def _count(self) -> None:
        """Count, and load what draws the charts, beside the screen's thread."""
        try:
            import tui.widgets.time_chart  # noqa: PLC0415, F401 - a plotting library

            found = self._found or self._library.statistics(
                self._query, self._tell, lambda: self._is_over, most=_MOST
            )
        except SearchCancelled:
            return
        except Exception as error:  # a thread's error would otherwise be seen by nobody
            self.post_message(self.Failed(error))
            return
        self.post_message(self.Counted(found))

    def _tell(self, done: int, count: int) -> None:
        now = monotonic()
        if now - self._told > _TOLD_EVERY:
            self._told = now
            self.post_message(self.Progressed(done, count))

    # -- what was counted

    def _say(self, text: str) -> None:
        for label in self.query("#figures-told").results(Label):
            label.update(Text(text))

    def on_statistics_screen_progressed(self, message: Progressed) -> None:
        """Tell how far it is."""
        self._say(f"Counting {message.count:,} papers… {message.done / (message.count or 1):.0%}")

    def on_statistics_screen_failed(self, message: Failed) -> None:
        """Tell why there are no figures."""
        error = message.error
        self._say(str(error) if isinstance(error, PaperdeckError) else unexpected(error))

    async def on_statistics_screen_counted(self, message: Counted) -> None:
        """Show the figures."""
        if self._is_left or not self.is_mounted:
            return
        self._found = message.statistics
        if not message.statistics.papers:
            is_new = not len(self._library)
            self._say("This library is empty." if is_new else "No paper matches the filter.")
            return
        page = self.query_one("#figures", VerticalScroll)
        await page.remove_children()
        await page.mount(*self._figures(message.statistics))
        self.focus_next(".figure")

    def _figures(self, found: Statistics) -> Iterator[Widget]:
        from tui.widgets.time_chart import TimeChart  # noqa: PLC0415 - loaded beside the screen

        yield _named(Totals(found), "In all")
        nothing = "Nothing is marked read yet."
        yield Grid(
            _named(TimeChart("added", partial(periods, found.added, self._today)), "Papers added"),
            _named(
                TimeChart("read", partial(periods, found.read_on, self._today), nothing),
                "Papers read",
            ),
        )
        yield _named(Heatmap(found.read_on, self._today), "Read by day, the last year")
        yield Grid(
            *(
                _named(Ranking(title.lower(), shares, nothing), f"{title} · {_LEGEND}")
                for title, shares, nothing in (
                    ("Categories", found.categories, "No paper has a category."),
                    ("Tags", found.tags, "No paper has a tag yet."),
                    ("Organisations", found.organisations, "No paper names an organisation."),
                    ("Authors", found.authors, "No paper has an author that is certain."),
                )
            )
        )
        yield _named(TimeChart("published", partial(years, found.published)), "Published by year")

    # -- keys

    def action_scroll(self, lines: int) -> None:
        """Scroll."""
        page = self.query_one("#figures", VerticalScroll)
        page.scroll_to(y=page.scroll_offset.y + lines, animate=False, immediate=True)

    def action_figure(self, step: int) -> None:
        """Go to another figure."""
        found = self.focus_next(".figure") if step > 0 else self.focus_previous(".figure")
        if found is not None:
            found.scroll_visible(animate=False, immediate=True, top=True)

    def action_leave(self) -> None:
        """Leave, counting no more."""
        self._is_over = True
        self.dismiss(self._found)


def _named(figure: Widget, title: str) -> Widget:
    figure.border_title = Content(title)
    return figure
