"""Views, and the order of the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store import query as language
from store.errors import PaperdeckError
from store.query import Sort
from tui.answering import FILTER
from tui.fault import unexpected
from tui.messages import ViewsChanged
from tui.screens.finding import Finding
from tui.views import ALL, View, checked_name

if TYPE_CHECKING:
    from tui.screens.view_list import ViewAsked

SAVE_VIEW, RENAME_VIEW = "save view", "rename view"


class Viewing(Finding):
    """The commands ``view.…``, and ``list.sort``."""

    _renamed = ""
    """The view that is being given another name."""

    async def action_view_number(self, digit: str = "") -> None:
        """Show the view of a digit; from the palette, where there is none, all of them."""
        view = self.views.with_key(digit)
        self._tell_problems()
        if not digit:
            self.action_view_choose()
        elif view is not None:
            await self._show_view(view)
        else:
            key = self.commands.key("view.save")
            self.say(f"{digit} shows no view yet: {key} saves the filter as one.")

    def action_view_choose(self) -> None:
        """Show every view with its count, to choose from."""
        # The reader opens without its boxes.
        from tui.screens.view_list import ViewScreen  # noqa: PLC0415

        deck = self.deck
        if deck is None:
            return
        library, views = deck.library, self.views.all()
        self._tell_problems()

        def count(query: str, is_cancelled: Callable[[], bool]) -> int:
            return library.count(language.parse(query), is_cancelled) if query else len(library)

        async def chosen(asked: ViewAsked | None) -> None:
            if asked is not None:
                await self._take(asked)

        current = self.view_name or (ALL.name if self.query_shown.is_everything else "")
        self.app.push_screen(
            ViewScreen(views, current, count, self.commands.key("view.save")), chosen
        )

    async def _take(self, asked: ViewAsked) -> None:
        from tui.screens.view_list import DELETE, RENAME  # noqa: PLC0415

        name = asked.view.name
        if asked.what == DELETE:
            self._change_views(lambda: self.views.delete(name))
        elif asked.what == RENAME and asked.view.is_own:
            self._renamed = name
            self.prompt.ask(RENAME_VIEW, "rename view to:", name)
        elif asked.what == RENAME:
            key = self.commands.key("view.save")
            told = f"only your own can be renamed; {key} saves what is shown as one"
            self.say(f"{name} comes with paperdeck: {told}.", is_error=True)
        else:
            await self._show_view(asked.view)

    async def _show_view(self, view: View) -> None:
        if self.deck is None:
            return
        if view.query.strip():
            self.search(FILTER, view.query)
            await self.filtered()
        else:
            self.say("")
            await self.show_all()

    def _tell_problems(self) -> None:
        if self.views.problems:
            self.say(" ".join(self.views.problems), is_error=True)

    async def action_view_save(self) -> None:
        """Ask for a name, under which the filter is a view from then on."""
        if not await self.filtered():
            return
        if not self.filter_text:
            key = self.commands.key("list.filter")
            self.say(f"Every paper is shown already: filter first ({key}), then save.")
            return
        self.say("")
        name = self.view_name
        self.prompt.ask(SAVE_VIEW, "save view as:", name, hint=f"a name for {self.filter_text}")

    def take_view_name(self, purpose: str, text: str) -> None:
        """Save the filter under a name, or give a view another one."""
        if not text.strip():
            return
        if purpose == SAVE_VIEW:
            query = self.filter_text
            self._change_views(lambda: self.views.save(text, query))
        else:
            name = self._renamed
            self._change_views(lambda: self.views.rename(name, text))

    def check_view_name(self, purpose: str, text: str) -> None:
        """Check that the filter, or the view that is being renamed, may be called so.

        Raises:
            ViewError: it may not.
        """
        if not text.strip():
            return
        if purpose == RENAME_VIEW:
            self.views.check_rename(self._renamed, text)
        elif purpose == SAVE_VIEW:
            checked_name(text)

    def _change_views(self, job: Callable[[], str]) -> None:
        """Have the settings changed by the thread that writes."""

        def report(told: str | None, error: Exception | None) -> None:
            if error is None:
                self.post_message(ViewsChanged(told or ""))
            else:
                why = str(error) if isinstance(error, PaperdeckError) else unexpected(error)
                self.post_message(ViewsChanged(why, is_error=True))

        self.writer.submit(job, report, "a change of your views")

    def on_views_changed(self, message: ViewsChanged) -> None:
        """Tell what came of it; what is shown may have a name now, or none."""
        self.name_view()
        self.say(message.told, is_error=message.is_error)

    async def action_list_sort(self) -> None:
        """Ask for a field, and sort by it what is shown."""
        from tui.screens.sorting import SortScreen  # noqa: PLC0415

        if self.deck is None or not await self.filtered():
            return
        query = self.query_shown

        async def chosen(sort: Sort | str | None) -> None:
            if sort is None:
                return
            rules = (sort,) if isinstance(sort, Sort) else ()
            text = language.printed(query._replace(sort=rules))
            self.search(FILTER, text, starts_at_top=True)
            await self.filtered()

        self.app.push_screen(SortScreen(query.sort[0] if query.sort else None), chosen)
