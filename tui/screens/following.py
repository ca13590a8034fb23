"""Following what other windows, the command line and other devices write."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from store.errors import PaperdeckError
from store.index.hits import Hits
from store.library import Library
from tui.answering import FILTER
from tui.deck import MANY, Deck
from tui.fault import unexpected
from tui.indexing import Indexer
from tui.messages import IndexGrew, IndexMade, NewsCame, NewsFailed
from tui.screens.asking import FILTERING, FINDING
from tui.screens.viewing import Viewing
from tui.watch import Watch

_INDEXING = "Making the search index:"


class Following(Viewing):
    """What keeps the screen true to a library that others write to as well."""

    _watch: Watch | None = None
    _known = 0
    """How many papers the library had when the screen last knew of them all."""

    _indexer: Indexer | None = None
    _failure = ""
    """Why what was written could not be read, the last time."""

    def follow(self, library: Library) -> None:
        """Begin to look for what others write, and to keep the index true."""
        self._known = len(library)
        self._indexer = Indexer(
            library,
            lambda share: self.post_message(IndexGrew(share)),
            lambda: self.post_message(IndexMade()),
            lambda error: self.post_message(NewsFailed(error)),
        )
        self._indexer.wake()

        def changed() -> threading.Event:
            done = threading.Event()

            def report(message: NewsCame | None, error: Exception | None) -> None:
                if error is not None:
                    watch.look_again()
                done.set()
                if error is not None:
                    self.post_message(NewsFailed(error))
                elif message is not None:
                    self.post_message(message)

            self.writer.submit(lambda: self._read_news(library), report)
            return done

        self._watch = watch = Watch(library.folder, changed)

    def unfollow(self) -> None:
        """Look no more."""
        if self._watch is not None:
            self._watch.stop()
        if self._indexer is not None:
            self._indexer.stop()

    def index(self) -> None:
        """Have the index follow what was written."""
        if self._indexer is not None:
            self._indexer.wake()

    def on_index_grew(self, message: IndexGrew) -> None:
        """Tell how far the index is, where nothing else is told but that it is waited for."""
        said = self.status.message
        if said in ("", FILTERING, FINDING) or said.startswith(_INDEXING):
            self.say(f"{_INDEXING} {message.share:.0%}")

    def on_index_made(self, _message: IndexMade) -> None:
        """Answer from the index what was answered without it."""
        if self.status.message.startswith(_INDEXING):
            self.say("")
        ids = self.deck.ids if self.deck is not None else ()
        if isinstance(ids, Hits) and ids.is_behind:
            is_typed = self.prompt.purpose == FILTER
            text = self.prompt.input.value if is_typed else self.filter_text
            self.search(FILTER, text, is_own=False)
        self.recount()

    @staticmethod
    def _read_news(library: Library) -> NewsCame | None:
        event = library.news()
        if event is None:
            return None
        read = None
        if event.is_all or len(event.ids) > MANY:
            read = dict(library.read_of(library.marked_ids() if event.is_all else event.ids))
        ids = library.find_all() if event.has_papers or event.is_all else None
        return NewsCame(event, ids, read)

    def counted(self) -> None:
        """Take the papers there are for known: what brought them has been told of."""
        self._known = len(self.library or ())

    def on_news_came(self, message: NewsCame) -> None:
        """Show what was written, quietly: everything stays where it is that can."""
        deck = self.deck
        self._failure = ""
        if deck is None:
            return
        if message.ids is not None:
            self._show_papers(deck, message.ids)
        self._show_marks(deck, message)
        self.index()
        self.recount()

    def on_news_failed(self, message: NewsFailed) -> None:
        """Tell of it, unless there is an error on the screen that came of what its user did."""
        error = message.error
        if str(error) == self._failure:  # it is tried again and again
            return
        self._failure = str(error)
        told = str(error) if isinstance(error, PaperdeckError) else unexpected(error)
        if not self.status.has_error:
            self.say(told, is_error=True)

    def _show_papers(self, deck: Deck, ids: Sequence[str]) -> None:
        """Show papers that came in, unless there is a filter; take out those that are gone."""
        deck.selection.keep(deck.library)
        asked_at = None
        if self.filter_text or not self.is_list_true():
            ids, asked_at = [name for name in deck.ids if name in deck.library], deck.asked_at
        if ids != deck.ids:
            self.show_ids(ids, deck.current, keep_row=True, asked_at=asked_at)
            self.find_again()
        arrived = len(deck.library) - self._known
        self.counted()
        if arrived > 0 and not self.prompt.display:
            papers = "1 paper" if arrived == 1 else f"{arrived:,} papers"
            self.say(f"{papers} came in from another window.")

    def _show_marks(self, deck: Deck, message: NewsCame) -> None:
        event = message.event
        if event.is_all:
            deck.changed(read=message.read)
            self.paper_list.redraw()
            self.show_current(keep_place=True)
        else:
            deck.changed(event.ids, message.read)
            self.redraw(event.ids)
