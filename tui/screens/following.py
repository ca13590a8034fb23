"""Following what other windows, the command line and other devices write."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from store.errors import PaperdeckError
from store.events import Refreshed
from store.library import Library
from tui.deck import Deck
from tui.fault import unexpected
from tui.messages import NewsCame, NewsFailed
from tui.screens.viewing import Viewing
from tui.watch import Watch


class Following(Viewing):
    """What keeps the screen true to a library that others write to as well."""

    _watch: Watch | None = None
    _known = 0
    """How many papers the library had when the screen last knew of them all."""

    def follow(self, library: Library) -> None:
        """Begin to look for what others write."""
        self._known = len(library)

        def changed() -> threading.Event:
            done = threading.Event()

            def report(message: NewsCame | None, error: Exception | None) -> None:
                done.set()
                if error is not None:
                    self.post_message(NewsFailed(error))
                elif message is not None:
                    self.post_message(message)

            self.writer.submit(lambda: self._read_news(library), report)
            return done

        self._watch = Watch(library.folder, changed)

    def unfollow(self) -> None:
        """Look no more."""
        if self._watch is not None:
            self._watch.stop()

    @staticmethod
    def _read_news(library: Library) -> NewsCame | None:
        event = library.news()
        if event is None:
            return None
        return NewsCame(event, library.find_all() if event.has_papers or event.is_all else None)

    def counted(self) -> None:
        """Take the papers there are for known: what brought them has been told of."""
        self._known = len(self.library or ())

    def on_news_came(self, message: NewsCame) -> None:
        """Show what was written, quietly: everything stays where it is that can."""
        deck = self.deck
        if deck is None:
            return
        if message.ids is not None:
            self._show_papers(deck, message.ids)
        self._show_marks(deck, message.event)
        self.recount_views()

    def on_news_failed(self, message: NewsFailed) -> None:
        """Tell of it, unless there is an error on the screen that came of what its user did."""
        error = message.error
        told = str(error) if isinstance(error, PaperdeckError) else unexpected(error)
        if not self.status.has_error:
            self.say(told, is_error=True)

    def _show_papers(self, deck: Deck, ids: Sequence[str]) -> None:
        """Show papers that came in, unless there is a filter; take out those that are gone."""
        if self.filter_text or not self.is_list_true():
            ids = [name for name in deck.ids if name in deck.library]
        if ids != deck.ids:
            self.show_ids(ids, deck.current, keep_row=True)
            self.find_again()
        arrived = len(deck.library) - self._known
        self.counted()
        if arrived > 0 and not self.prompt.display:
            papers = "1 paper" if arrived == 1 else f"{arrived:,} papers"
            self.say(f"{papers} came in from another window.")

    def _show_marks(self, deck: Deck, event: Refreshed) -> None:
        if event.is_all:
            deck.changed()
            self.paper_list.redraw()
            self.show_current(keep_place=True)
        else:
            deck.changed(event.ids)
            self.redraw(event.ids)
