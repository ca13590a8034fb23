"""What an import would do: a row for each entry, drawn when it comes in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style

from store.fate import REJECTED, Fate
from store.text.display import one_line
from store.text.latex import decoded
from tui.fate_text import SIGNS, WORDS
from tui.widgets.extract import MOST_IN_ROW
from tui.widgets.fitting import fit
from tui.widgets.line_list import LineList

_TAKEN, _LEFT, _NO_CHOICE = "[✓] ", "[ ] ", "    "
_LINE_CELLS = 8
_WORD_FROM = 90
"""Width, in cells, from which a row has room to say that a number is that of a line."""
_STATUS_FROM, _NUMBER_FROM = 50, 30
"""Widths from which it says in a word what becomes of an entry, and where that stands."""


class FateList(LineList[int]):
    """Rows of entries, by their numbers; its screen moves the cursor.

    Args:
        fates: what would become of all entries.
        is_taken: tells whether an entry is to be imported; None where there is no choice.
    """

    COMPONENT_CLASSES = {"fate-list--cursor", *(f"fate-list--{status}" for status in WORDS)}

    def __init__(self, fates: Sequence[Fate], is_taken: Callable[[Fate], bool | None]) -> None:
        super().__init__()
        self._fates = fates
        self._is_taken = is_taken
        self._word_cells = 4 + max(len(WORDS[fate.status]) for fate in fates)

    def drawn(self, item: int, width: int, base: Style, *, is_current: bool) -> list[Segment]:
        """Give the row of an entry."""
        fate = self._fates[item]
        taken = self._is_taken(fate)
        style = base + self.get_component_rich_style(f"fate-list--{fate.status}", partial=True)
        if is_current:
            cursor = self.get_component_rich_style("fate-list--cursor", partial=True)
            base = style = base + cursor
        sign = _NO_CHOICE if taken is None else _TAKEN if taken else _LEFT
        cells = self._word_cells if width >= _STATUS_FROM else 2
        word = fit(f"{SIGNS[fate.status]} {WORDS[fate.status]}"[:cells], cells)
        told = fate.reason if fate.status == REJECTED else decoded(fate.title[:MOST_IN_ROW])
        line = f"line {fate.line}" if width >= _WORD_FROM else f"{fate.line}"
        line = f" {line.rjust(_LINE_CELLS)}" if width >= _NUMBER_FROM else ""
        room = width - len(sign) - cells - len(line) - 1
        parts = [
            (sign, base),
            (word, style),
            (fit(one_line(told[:MOST_IN_ROW]), room), base),
            (line, style),
            (" ", base),
        ]
        return [Segment(text, ink) for text, ink in parts]
