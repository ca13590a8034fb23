"""What a note is read in: its text, the Markdown in it drawn as what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from store.text.display import many_lines
from tui.widgets.extract import beginning, more
from tui.widgets.text_pane import TextPane
from tui.widgets.wrapping import Paragraph

_MAY_BE_MARKDOWN = re.compile(r"[*_`~\[\\<]|://|^[ ]*(?:#|[-+>]|\d+[.)])", re.MULTILINE)


class NoteView(TextPane):
    """Shows a note.

    Args:
        edit_key: what to press to write one, as it is printed.
    """

    COMPONENT_CLASSES = {
        "note-view--aside",
        "note-view--sign",
        "note-view--heading",
        "note-view--code",
        "note-view--link",
        "note-view--quote",
    }

    def __init__(self, edit_key: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._none = f"No note. {edit_key} writes one."

    def show_note(self, paper_id: str, text: str, *, keep_place: bool = False) -> None:
        """Show the note of a paper, from the top unless told to keep the place."""
        self.show_soon(lambda: self._drawn_as(paper_id, text), keep_place=keep_place)

    def _style(self, name: str) -> Style:
        return self.part_style(f"note-view--{name}")

    def _drawn_as(self, paper_id: str, text: str) -> Sequence[Paragraph]:
        if not text:
            return [Text(self._none if paper_id else "", self._style("aside"))]
        start, left = beginning(text)
        shown = many_lines(start)
        tail = more(left, "characters", f"paperdeck note {paper_id}").strip()
        paragraphs: list[Paragraph]
        if _MAY_BE_MARKDOWN.search(shown):
            from tui.widgets.markdown import paragraphs_of  # noqa: PLC0415 - few notes need it

            paragraphs = paragraphs_of(shown, self._style)
        else:
            paragraphs = [Text(line) for line in shown.split("\n")]
        return [*paragraphs, Text(tail, self._style("aside"))] if tail else paragraphs
