"""Taking away: links and citations to the clipboard, pages to the browser."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from store.change import Change
from store.errors import PaperdeckError
from store.models import Paper
from tui.fault import unexpected
from tui.messages import Said, TerminalWanted
from tui.screens.base import TriageBase
from tui.widgets.completing import LastWord
from tui.widgets.extract import MOST_IN_ROW
from tui.workers import apart

# Citations, the clipboard and browsers are loaded by the first key that needs them.
if TYPE_CHECKING:
    from store.citations.link import Link
    from store.citations.style import CopyFormat

STYLE = "style"

_GLIMPSED = 25
"""Authors that a format is shown with; none prints more of them."""


def _format(name: str) -> CopyFormat:
    from store.citations.style import COPY_FORMATS  # noqa: PLC0415

    return next(one for one in COPY_FORMATS if one.id == name)


def _part(paper: Paper) -> Paper:
    """Give as much of a paper as shows what a format makes of it."""
    return replace(
        paper,
        title=paper.title[:MOST_IN_ROW],
        authors=tuple(name[:MOST_IN_ROW] for name in paper.authors[:_GLIMPSED]),
        authors_complete=paper.authors_complete and len(paper.authors) <= _GLIMPSED,
        abstract=paper.abstract[:MOST_IN_ROW],
        organisations=paper.organisations[:_GLIMPSED],
        venue=paper.venue[:MOST_IN_ROW],
    )


class Taking(TriageBase):
    """The commands that copy and open."""

    _to_cite: Sequence[Paper] = ()
    """Papers for which a style is asked."""

    def _paper(self) -> Paper | None:
        deck = self.deck
        if deck is None or deck.current is None:
            self.say("There is no paper here.")
            return None
        return deck.paper(deck.current)

    def _copy(self, papers: Sequence[Paper], kind: CopyFormat) -> None:
        from store.citations.link import link  # noqa: PLC0415

        what, why = kind.label, ""
        if kind.id == "link" and link(papers[0]).is_search:
            what, why = "Search link", ": the paper has no address"
        library = self.library

        def work() -> None:
            from tui.formats import rendered  # noqa: PLC0415

            text, notice = rendered(kind, papers, library)
            self._copy_text(what, text, "; ".join(filter(None, (why, notice))))

        self.copier.submit(work, self._heard)

    def _heard(self, _result: object, error: Exception | None) -> None:
        if error is not None:
            told = str(error) if isinstance(error, PaperdeckError) else unexpected(error)
            self.post_message(Said(told, is_error=True))

    def _copy_text(self, what: str, text: str, why: str) -> None:
        from tui.clipboard import copy  # noqa: PLC0415

        copied = copy(text, self._write_terminal)
        by_hand = "" if copied.ok else copied.text
        message = f"{what} copied {copied.message}{why}" if copied.ok else copied.message
        self.post_message(Said(message, is_error=not copied.ok, by_hand=by_hand))

    def _write_terminal(self, sequence: str) -> None:
        """Write an escape sequence to the terminal, through what writes the frames."""
        driver = self.app._driver
        if driver is None:
            raise OSError("there is no terminal")
        driver.write(sequence)

    def action_paper_copy_link(self) -> None:
        """Copy the paper's address."""
        paper = self._paper()
        if paper is not None:
            self._copy([paper], _format("link"))

    def action_paper_cite(self) -> None:
        """Copy a citation in the style of the settings."""
        from tui.formats import default_format  # noqa: PLC0415
        from tui.settings import Settings  # noqa: PLC0415

        paper = self._paper()
        if paper is None:
            return
        try:
            kind = default_format(Settings())
        except PaperdeckError as error:
            self.say(str(error), is_error=True)
        else:
            self._copy([paper], kind)

    def action_paper_copy(self) -> None:
        """Choose what to copy."""
        from tui.formats import OTHER_STYLE, copy_formats, glimpse  # noqa: PLC0415
        from tui.screens.choice import Choice, ChoiceScreen  # noqa: PLC0415
        from tui.settings import Settings  # noqa: PLC0415

        paper = self._paper()
        if paper is None:
            return
        formats, problems = copy_formats(Settings())
        if problems:
            self.say(" ".join(problems), is_error=True)
        by_id = {one.id: one for one in formats}

        def chosen(name: str | None) -> None:
            if name == OTHER_STYLE.id:
                self._ask_style([paper])
            elif name is not None:
                self._copy([paper], by_id[name])

        part = _part(paper)
        texts = [(one, "" if one.style else glimpse(one, [part])) for one in formats]
        choices = [Choice(one.id, one.label, text) for one, text in texts if text or one.style]

        def detail(name: str) -> str:  # styles take long to load
            return glimpse(by_id[name], [part])

        self.app.push_screen(ChoiceScreen("Copy as", choices, detail=detail), chosen)

    def _ask_style(self, papers: Sequence[Paper]) -> None:
        """Ask for any style by its name."""
        from store.citations.csl.style_file import package_styles  # noqa: PLC0415

        self._to_cite = papers
        hint = f"any of {len(package_styles()):,}, as cell or plos-one; Tab completes"
        completing = LastWord(package_styles())
        self.prompt.ask(STYLE, "citation style:", completing=completing, hint=hint)

    def take_style(self, text: str) -> None:
        """Copy a citation in the style of an answer."""
        from store.citations.style import style_format  # noqa: PLC0415
        from tui.formats import styles_folder  # noqa: PLC0415
        from tui.settings import Settings  # noqa: PLC0415

        self._copy(self._to_cite, style_format(text.strip(), styles_folder(Settings())))

    # -- the browser

    @property
    def _by_hand(self) -> str:
        return f"{self.commands.key('paper.copy_link')} copies the link"

    def _open(self, target: Link, to_mark: str = "") -> None:
        from tui.browser import refusal  # noqa: PLC0415

        refused = refusal(target.url)
        if refused:
            self.say(refused, is_error=True)
            return
        self.say("Opening a search for the title…" if target.is_search else "Opening…")
        apart("browser", lambda: self._start_browser(target.url, to_mark))

    def _start_browser(self, url: str, to_mark: str) -> None:
        """Try one browser after the other; in a thread of its own."""
        from tui.browser import NOT_THERE, browsers, opened_by_system, started  # noqa: PLC0415

        try:
            candidates = browsers()
            for browser in candidates:
                if browser.in_terminal:
                    self.post_message(TerminalWanted(browser, url, to_mark))
                    return
                process = started(browser, url)
                if process is not None:
                    self._was_opened(to_mark)
                    process.wait()  # or it stays in the system's table when it has ended
                    return
            if sys.platform == "win32" and opened_by_system(url):
                self._was_opened(to_mark)
                return
        except Exception as error:  # a thread's error would otherwise be seen by nobody
            self.post_message(Said(unexpected(error), is_error=True))
            return
        told = f"The browser did not start: {self._by_hand}." if candidates else NOT_THERE
        self.post_message(Said(told, is_error=True))

    def _was_opened(self, to_mark: str) -> None:
        self.post_message(Said("Opened in the browser."))
        if to_mark:
            self.call_later(self.mark, [to_mark], Change(read=True))

    def on_terminal_wanted(self, message: TerminalWanted) -> None:
        """Let a browser have the terminal until it is left."""
        from tui.browser import run_in_terminal  # noqa: PLC0415

        name = message.browser.command[0]
        self.notes.save()
        try:
            with self.app.suspend():
                is_shown = run_in_terminal(message.browser, message.url)
        except SuspendNotSupported:
            self.say(
                f"{name} needs the terminal, which it cannot have: {self._by_hand}.", is_error=True
            )
            return
        if not is_shown:
            self.say(f"{name} could not show it: {self._by_hand}.", is_error=True)
            return
        self.say(f"Shown in {name}.")
        if message.to_mark:
            self.mark([message.to_mark], Change(read=True))

    def action_paper_open(self) -> None:
        """Open in the browser."""
        from store.citations.link import link  # noqa: PLC0415

        paper = self._paper()
        if paper is not None:
            self._open(link(paper))

    def action_paper_open_read(self) -> None:
        """Open in the browser, and mark read once it is open."""
        from store.citations.link import link  # noqa: PLC0415

        paper = self._paper()
        if paper is not None:
            self._open(link(paper), paper.id)

    def action_paper_open_pdf(self) -> None:
        """Open the PDF."""
        from store.citations.link import pdf_link  # noqa: PLC0415

        paper = self._paper()
        if paper is None:
            return
        target = pdf_link(paper)
        if target is None:
            key = self.commands.key("paper.open")
            self.say(f"No PDF is known for this paper: {key} opens its page.", is_error=True)
        else:
            self._open(target)

    def on_said(self, message: Said) -> None:
        """Tell what came of it; show a text that has to be copied by hand."""
        self.say(message.text, is_error=message.is_error)
        if message.by_hand:
            self.show_text(message.text, message.by_hand)
