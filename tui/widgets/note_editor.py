"""What a note is written in."""

from __future__ import annotations

import re

from rich.text import Text
from textual.widgets import TextArea

from tui.widgets.typing import TextField

_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class NoteEditor(TextField, TextArea):
    """An editor that draws what could act on the terminal as a sign; the text stays as it is."""

    def get_line(self, line_index: int) -> Text:
        """Give a line as it is drawn, of as many characters as it has."""
        return Text(_UNSAFE.sub("�", self.document.get_line(line_index)), end="", no_wrap=True)
