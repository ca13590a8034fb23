"""Opening papers' pages in the browser."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from store.change import Change
from store.models import Paper
from tui.fault import unexpected
from tui.messages import Page, Said, TerminalWanted
from tui.screens.base import NO_PAPER, TriageBase
from tui.workers import apart

if TYPE_CHECKING:  # links and browsers are loaded by the first key that needs them
    from store.citations.link import Link

_MOST_PAGES = 20
"""So many are opened at once: a browser takes long for each, and they are closed one by one."""


class Opening(TriageBase):
    """The commands ``paper.open…``."""

    @property
    def _by_hand(self) -> str:
        return f"{self.commands.key('paper.copy_link')} copies the link"

    def _pages(self, link: Callable[[Paper], Link | None]) -> list[tuple[str, Link | None]]:
        """Give the papers that a command acts on, each with its link; nothing where too many."""
        deck = self.deck
        ids = deck.targets() if deck else []
        if deck is None or not ids:
            self.say(NO_PAPER)
            return []
        if len(ids) > _MOST_PAGES:
            told = f"{_MOST_PAGES} pages at most are opened at once, not {len(ids):,}"
            self.say(
                f"{told}: {self.commands.key('paper.copy_link')} copies the links.", is_error=True
            )
            return []
        return [(paper_id, link(deck.paper(paper_id))) for paper_id in ids]

    def action_paper_open(self) -> None:
        """Open in the browser."""
        from store.citations.link import link  # noqa: PLC0415

        self._open(self._pages(link))

    def action_paper_open_read(self) -> None:
        """Open in the browser, and mark read once it is open."""
        from store.citations.link import link  # noqa: PLC0415

        self._open(self._pages(link), marks_read=True)

    def action_paper_open_pdf(self) -> None:
        """Open the PDF."""
        from store.citations.link import pdf_link  # noqa: PLC0415

        found = self._pages(pdf_link)
        there = [(paper_id, link) for paper_id, link in found if link is not None]
        missing = len(found) - len(there)
        if there:
            self._open(there, f"; no PDF is known for {missing} more" if missing else "")
        elif found:
            key = self.commands.key("paper.open")
            whose, page = f"any of these {missing} papers", "their pages"
            if missing == 1:
                whose, page = "this paper", "its page"
            self.say(f"No PDF is known for {whose}: {key} opens {page}.", is_error=True)

    def _open(
        self,
        found: Sequence[tuple[str, Link | None]],
        besides: str = "",
        *,
        marks_read: bool = False,
    ) -> None:
        from tui.browser import refusal  # noqa: PLC0415

        links = [(paper_id, link) for paper_id, link in found if link is not None]
        refused = [told for _, link in links if (told := refusal(link.url))]
        if refused:
            self.say(refused[0], is_error=True)
        elif links:
            is_search = links[0][1].is_search
            one = "Opening a search for the title…" if is_search else "Opening…"
            self.say(one if len(links) == 1 else f"Opening {len(links)} pages…")
            pages = [Page(paper_id, link.url) for paper_id, link in links]
            apart("browser", lambda: self._start_browser(pages, besides, marks_read=marks_read))

    def _start_browser(self, pages: Sequence[Page], besides: str, *, marks_read: bool) -> None:
        """Try one browser after the other; in a thread of its own."""
        from tui.browser import browsers, opened_by_system, started  # noqa: PLC0415

        left, running = list(pages), list[subprocess.Popen[bytes]]()
        try:
            candidates = browsers()
            why = "The browser did not start" if candidates else "There is no browser to open here"
            told = f"{why}: {self._by_hand}."
            while left and candidates:
                if candidates[0].in_terminal:
                    break
                process = started(candidates[0], left[0].url)
                if process is None:
                    del candidates[0]
                else:
                    running.append(process)
                    del left[0]
            while left and not candidates and sys.platform == "win32":
                if not opened_by_system(left[0].url):
                    break
                del left[0]
            self._were_opened(pages[: len(pages) - len(left)], besides, marks_read=marks_read)
            if left and candidates:
                self.post_message(TerminalWanted(candidates[0], left, marks_read=marks_read))
            elif left:
                self.post_message(Said(told, is_error=True))
            for process in running:
                process.wait()  # or it stays in the system's table when it has ended
        except Exception as error:  # a thread's error would otherwise be seen by nobody
            self.post_message(Said(unexpected(error), is_error=True))

    def _were_opened(self, pages: Sequence[Page], besides: str, *, marks_read: bool) -> None:
        if pages:
            what = "Opened" if len(pages) == 1 else f"Opened {len(pages)} pages"
            self.post_message(Said(f"{what} in the browser{besides}."))
            if marks_read:
                self.call_later(self._mark_opened, pages)

    def _mark_opened(self, pages: Sequence[Page]) -> None:
        self.mark([page.paper_id for page in pages], Change(read=True))

    def on_terminal_wanted(self, message: TerminalWanted) -> None:
        """Let a browser have the terminal for one page after the other, until it is left."""
        from tui.browser import run_in_terminal  # noqa: PLC0415

        name, pages = message.browser.command[0], message.pages
        self.notes.save()
        shown = 0
        try:
            with self.app.suspend():
                while shown < len(pages) and run_in_terminal(message.browser, pages[shown].url):
                    shown += 1
        except SuspendNotSupported:
            self.say(
                f"{name} needs the terminal, which it cannot have: {self._by_hand}.", is_error=True
            )
            return
        if shown == len(pages):
            self.say(f"Shown in {name}.")
        else:
            self.say(f"{name} could not show it: {self._by_hand}.", is_error=True)
        if message.marks_read:
            self._mark_opened(pages[:shown])
