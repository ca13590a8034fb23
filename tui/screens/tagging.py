"""Tags: giving and taking them, and all of them at once with what can be done to each."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from store import query as language
from store.change import Change
from store.errors import PaperdeckError, SearchCancelled
from store.events import PapersMarked
from store.marks import TAG
from store.query import Query
from store.query.tree import Tag
from store.tags import tag
from store.text.display import one_line
from store.text.latex import decoded
from tui.answering import FILTER
from tui.fault import unexpected
from tui.messages import TagsRecoloured
from tui.screens.finding import Finding
from tui.screens.marking import Marking
from tui.screens.tag_desk import Counts, TagDesk
from tui.settings import Settings
from tui.tag_colours import TagColours
from tui.widgets.completing import LastWord
from tui.widgets.extract import MOST_IN_ROW

if TYPE_CHECKING:
    from tui.deck import Deck

TAGS = "tags"

_COUNT_SECONDS = 0.5
"""How long asking for tags waits for those that there are."""

_PORTION = 256
"""Papers between two looks whether anybody still waits."""


def tag_change(text: str) -> Change:
    """Give the change that a line of tags asks for: ``rl -survey``.

    Raises:
        TagError: one of them cannot be a tag.
    """
    words = text.replace(",", " ").split()
    added = (tag(word) for word in words if not word.startswith("-"))
    removed = (tag(word[1:]) for word in words if word.startswith("-"))
    return Change(add_tags=tuple(added), remove_tags=tuple(removed))


class Tagging(Marking, Finding):
    """The commands ``paper.tag`` and ``tag.…``."""

    async def action_paper_tag(self) -> None:
        """Ask for tags."""
        deck = self.deck
        if deck is None or deck.current is None:
            return
        has = self._current_marks().tags
        known: list[str] = []
        with contextlib.suppress(TimeoutError, PaperdeckError):  # then nothing is completed
            counting = asyncio.to_thread(deck.library.tags)
            known = list(await asyncio.wait_for(counting, _COUNT_SECONDS))
        words = [*has, *(name for name in known if name not in has)]
        self.say("")
        hint = "tags to add; -tag takes one away; Tab completes"
        count = len(deck.targets())
        label = "tag:" if count == 1 else f"tag {count:,} papers:"
        self.prompt.ask(TAGS, label, completing=LastWord(words), hint=hint)

    def take_tags(self, text: str) -> None:
        """Add and remove the tags of an answer.

        Raises:
            TagError: one of them cannot be a tag.
        """
        change = tag_change(text)
        if change.add_tags or change.remove_tags:
            self._decide(change)

    def action_tag_manage(self) -> None:
        """Show every tag, with what can be done to it."""
        # The reader opens without its boxes.
        from tui.screens.tag_picker import TagPicker  # noqa: PLC0415

        deck = self.deck
        if deck is None:
            return
        self.tag_colours.look_again()
        if self.tag_colours.problems:
            self.say(" ".join(self.tag_colours.problems), is_error=True)
        else:
            self.say("")
        desk = TagDesk(
            title=self._in_question(deck),
            asked=len(deck.targets()),
            counts=self._counting(deck),
            colours=self.tag_colours,
            toggle=self._toggle_tag,
            rename=self._rename_tag,
            delete=self._delete_tag,
            colour=self._recolour_tag,
            undo=lambda: self.run_action("history_undo"),
            said=lambda: self.status.message,
        )

        async def chosen(name: str | None) -> None:
            if name is not None:
                self.search(FILTER, language.printed(Query(Tag(name))), starts_at_top=True)
                await self.filtered()

        self.app.push_screen(TagPicker(desk), chosen)

    def _in_question(self, deck: Deck) -> str:
        """Say which papers a picked tag is given to."""
        ids = deck.targets()
        if not ids:
            return "Tags"
        if len(ids) > 1:
            return f"Tags · {len(ids):,} selected papers"
        return f"Tags · {one_line(decoded(deck.paper(ids[0]).title)[:MOST_IN_ROW])}"

    @staticmethod
    def _counting(deck: Deck) -> Callable[[Callable[[], bool]], Counts]:
        """Give what counts the tags of a library, and of the papers in question."""
        library, ids = deck.library, deck.targets()

        def count(is_cancelled: Callable[[], bool]) -> Counts:
            papers = library.tags()
            held: Counter[str] = Counter()
            for number, paper_id in enumerate(ids):
                if number % _PORTION == 0 and is_cancelled():
                    raise SearchCancelled("Nobody waits for the tags any more.")
                held.update(library.marks(paper_id).tags)
            return Counts(papers, held)

        return count

    async def _toggle_tag(self, name: str) -> bool:
        """Give the papers in question a tag, or take it where all have it; tell which."""
        has = await self._have(f"{TAG}{name}")
        self._decide(Change(remove_tags=(name,)) if has else Change(add_tags=(name,)))
        return not has

    def _undoable(self, event: PapersMarked) -> PapersMarked:
        return event._replace(title=f"{event.title}; {self.commands.key('history.undo')} undoes it")

    def _rename_tag(self, old: str, new: str) -> None:
        library = self.library
        if library is None:
            return

        def rename() -> PapersMarked:
            event = library.rename_tag(old, new)
            with contextlib.suppress(PaperdeckError):  # the tag has its name, if not its colour
                TagColours(Settings()).keep(old, new)
            self.post_message(TagsRecoloured())
            return self._undoable(event)

        self.write(rename, what=f"Renamed the tag {old} to {new}")

    def _delete_tag(self, name: str) -> None:
        library = self.library
        if library is not None:
            what = f"Deleted the tag {name}"
            self.write(lambda: self._undoable(library.delete_tag(name)), what=what)

    def _recolour_tag(self, name: str, colour: str) -> None:
        def choose() -> str:
            TagColours(Settings()).choose(name, colour)
            return f"The tag {name} is {colour} now." if colour else f"{name} has its own colour."

        def report(told: str | None, error: Exception | None) -> None:
            if error is None:
                self.post_message(TagsRecoloured(told or ""))
            else:
                why = str(error) if isinstance(error, PaperdeckError) else unexpected(error)
                self.post_message(TagsRecoloured(why, is_error=True))

        self.writer.submit(choose, report, "a change of a tag's colour")

    def on_tags_recoloured(self, message: TagsRecoloured) -> None:
        """Draw tags in the colours that they have now."""
        self.tag_colours.look_again()
        self.paper_list.redraw()
        self.show_current(keep_place=True)
        if message.told:
            self.say(message.told, is_error=message.is_error)
        self.recount()
