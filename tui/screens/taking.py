"""Taking away: links and citations to the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from store.errors import PaperdeckError
from store.models import Paper
from tui.fault import unexpected
from tui.messages import Said
from tui.screens.base import NO_PAPER, TriageBase
from tui.widgets.completing import LastWord
from tui.widgets.extract import MOST_IN_ROW

# Citations and the clipboard are loaded by the first key that needs them.
if TYPE_CHECKING:
    from store.citations.style import CopyFormat

STYLE = "style"

MOST_COPIED = 10_000
"""More is hardly meant for a clipboard, which keeps all of it in memory."""

_ONE_A_LINE = frozenset({"markdown", "link", "pdf", "doi", "title", "id"})
_NOT_OF_ALL = frozenset({"pdf", "doi"})
"""Formats that leave papers out which have nothing of the kind."""

_MOST_GLIMPSES = 10
"""Papers that a format is shown with."""

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


def _copied(kind: CopyFormat, papers: Sequence[Paper], text: str) -> tuple[str, str]:
    """Say what was copied of which papers, and what is to be known of it."""
    from store.citations.link import link  # noqa: PLC0415

    searches = sum(link(paper).is_search for paper in papers) if kind.id == "link" else 0
    if len(papers) == 1:
        return ("Search link", ": the paper has no address") if searches else (kind.label, "")
    missing = len(papers) - len(text.splitlines()) if kind.id in _NOT_OF_ALL else 0
    there = len(papers) - missing
    label = f"{kind.label}s" if kind.id in _ONE_A_LINE else kind.label
    what = f"{label} of {there:,} paper{'s' if there != 1 else ''}"
    if searches:
        return what, f"; a search for {searches:,} without an address"
    return what, f"; {missing:,} selected have none" if missing else ""


class Taking(TriageBase):
    """The commands that copy."""

    _to_cite: Sequence[str] = ()
    """The papers for which a style is asked."""

    def _targets(self) -> list[str]:
        ids = self.deck.targets() if self.deck else []
        if not ids:
            self.say(NO_PAPER)
        return ids

    def _copy(self, ids: Sequence[str], kind: CopyFormat) -> None:
        deck = self.deck
        if deck is None or not ids:
            return
        if len(ids) > MOST_COPIED:
            told = f"{MOST_COPIED:,} papers at most are copied at once, not {len(ids):,}"
            self.say(f"{told}: paperdeck cite writes any number to a file.", is_error=True)
            return
        # Many are read and rendered in the copier's thread, too.
        self.copier.submit(
            lambda: self._copy_text(kind, [deck.paper(name) for name in ids]), self._heard
        )

    def _copy_in_turn(self, what: str, text: str) -> None:
        """Copy a text, after what was to be copied before."""
        self.copier.submit(lambda: self._put(what, text), self._heard)

    def _heard(self, _result: object, error: Exception | None) -> None:
        if error is not None:
            told = str(error) if isinstance(error, PaperdeckError) else unexpected(error)
            self.post_message(Said(told, is_error=True))

    def _copy_text(self, kind: CopyFormat, papers: Sequence[Paper]) -> None:
        from tui.formats import rendered  # noqa: PLC0415

        text, notice = rendered(kind, papers, self.library)
        what, why = _copied(kind, papers, text)
        self._put(what, text, f"{why}. {notice}" if notice else why)

    def _put(self, what: str, text: str, why: str = "") -> None:
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
        """Copy the paper's address, or those of all selected, one a line."""
        self._copy(self._targets(), _format("link"))

    def action_paper_cite(self) -> None:
        """Copy a citation in the style of the settings, or those of all selected."""
        from tui.formats import default_format  # noqa: PLC0415
        from tui.settings import Settings  # noqa: PLC0415

        ids = self._targets()
        if not ids:
            return
        try:
            kind = default_format(Settings())
        except PaperdeckError as error:
            self.say(str(error), is_error=True)
        else:
            self._copy(ids, kind)

    def action_paper_copy(self) -> None:
        """Choose what to copy."""
        from tui.formats import OTHER_STYLE, copy_formats, glimpse  # noqa: PLC0415
        from tui.screens.choice import Choice, ChoiceScreen  # noqa: PLC0415
        from tui.settings import Settings  # noqa: PLC0415

        deck, ids = self.deck, self._targets()
        if deck is None or not ids:
            return
        formats, problems = copy_formats(Settings())
        if problems:
            self.say(" ".join(problems), is_error=True)
        by_id = {one.id: one for one in formats}

        def chosen(name: str | None) -> None:
            if name == OTHER_STYLE.id:
                self._ask_style(ids)
            elif name is not None:
                self._copy(ids, by_id[name])

        parts = [_part(deck.paper(name)) for name in ids[:_MOST_GLIMPSES]]

        def detail(name: str) -> str:  # styles take long to load
            return glimpse(by_id[name], parts[:1]) if by_id[name].style else ""

        texts = [(one, "" if one.style else glimpse(one, parts)) for one in formats]
        choices = [
            # Of many papers those that are not looked at may have what these lack.
            Choice(one.id, one.label, text)
            for one, text in texts
            if text or one.style or ids[1:]
        ]
        title = "Copy as" if len(ids) == 1 else f"Copy {len(ids):,} papers as"
        self.app.push_screen(ChoiceScreen(title, choices, detail=detail), chosen)

    def _ask_style(self, ids: Sequence[str]) -> None:
        """Ask for any style by its name."""
        from store.citations.csl.style_file import package_styles  # noqa: PLC0415

        self._to_cite = ids
        hint = f"any of {len(package_styles()):,}, as cell or plos-one; Tab completes"
        completing = LastWord(package_styles())
        self.prompt.ask(STYLE, "citation style:", completing=completing, hint=hint)

    def take_style(self, text: str) -> None:
        """Copy citations in the style of an answer."""
        from store.citations.style import style_format  # noqa: PLC0415
        from tui.formats import styles_folder  # noqa: PLC0415
        from tui.settings import Settings  # noqa: PLC0415

        self._copy(self._to_cite, style_format(text.strip(), styles_folder(Settings())))

    def on_said(self, message: Said) -> None:
        """Tell what came of it; show a text that has to be copied by hand."""
        self.say(message.text, is_error=message.is_error)
        if message.by_hand:
            self.show_text(message.text, message.by_hand)
