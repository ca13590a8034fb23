"""What an import would do, to be accepted, in part or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from store.fate import REJECTED, Fate
from store.text.display import one_line
from tui.fate_text import WORDS, counted, numbers, signed, unread_again
from tui.guide import PREVIEW
from tui.screens.box import Box, key
from tui.widgets.extract import MOST_IN_ROW
from tui.widgets.fate_detail import FateDetail
from tui.widgets.fate_list import FateList

_CHANGES, _ALL = "what changes", "all"
_HINTS = (
    "Enter imports · Space takes, leaves · V all · f filters · Esc leaves",
    "Enter imports · Space takes · Esc leaves",
    "Enter imports · Esc leaves",
    "Enter · Esc leaves",
)
"""From the longest to what there is room for on the smallest screen."""
_OTHER_ROWS = 22
"""Of the box, beside those of the list."""

_LOW, _HIGH = 10, 16
"""Rows of a screen: with fewer there is no frame, with fewer nothing is told of an entry."""
_SLIM = 60
"""Cells of one that a box needs the whole width of."""
_MOST_CELLS, _FRAME_CELLS = 140, 4
"""Of the box, and what its frame takes of them."""

_NOTHING = "Nothing is taken: Space takes what is under the cursor, Esc leaves."


class ImportPreview(Box[frozenset[str]]):
    """Shows what would become of each entry; gives the papers that are left out, or None.

    A paper is taken or left as a whole: with all entries that are about it.

    Args:
        name: what is imported.
        fates: what would become of all entries.
    """

    HELP = PREVIEW
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (_LOW, "-low"), (_HIGH, "-high")]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (_SLIM, "-usual")]
    BINDINGS = [
        key("escape,q,ctrl+c", "leave"),
        key("enter", "accept"),
        key("space", "take"),
        key("V", "take_shown"),
        key("f,tab", "filter(1)"),
        key("shift+tab", "filter(-1)"),
        key("question_mark", "help"),
        key("j,down", "move(1)"),
        key("k,up", "move(-1)"),
        key("pagedown,ctrl+d", "move(10)"),
        key("pageup,ctrl+u", "move(-10)"),
        key("g,home", "move(-100000000)"),
        key("G,end", "move(100000000)"),
        key("J,shift+down", "scroll(3)"),
        key("K,shift+up", "scroll(-3)"),
    ]

    def __init__(self, name: str, fates: Sequence[Fate]) -> None:
        super().__init__()
        self._source = name
        self._fates = fates
        self._counts = numbers(fates)
        self._changing = {fate.paper_id for fate in fates if fate.is_change}
        self._left: set[str] = set()
        """The papers that are not to be imported, of those that would be."""
        self._shown: Sequence[int] = range(len(fates))
        """The numbers of the entries shown."""
        kinds = list(self._counts) if len(self._counts) > 1 else []
        has_others = not all(map(self._is_of_interest, fates))
        self._filters = [_CHANGES, *kinds, _ALL] if has_others else [_ALL, *kinds]
        self._filter = 0
        """Which of them is shown."""
        self._told = ""
        """What is said in the place of how many are taken."""

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box"):
            title = f"Import {one_line(self._source[:MOST_IN_ROW])}"
            yield Label(Text(title, no_wrap=True, overflow="ellipsis"), classes="box-title")
            yield Label("", id="fate-counts", markup=False)
            yield FateList(self._fates, self._is_taken)
            yield FateDetail(self._source, self._fates)
            yield Label("", id="fate-told", markup=False)
            yield Label("", classes="box-hint", markup=False)

    def on_mount(self) -> None:
        """Show what changes."""
        self.set_focus(self.rows)
        self.rows.styles.max_height = len(self._fates)
        self.query_one(Vertical).styles.max_height = len(self._fates) + _OTHER_ROWS
        self._tell_size()
        self._fill()

    def on_resize(self) -> None:
        """Say what there is room for."""
        self._tell_size()
        self._tell(self._told)

    def _fit(self) -> None:
        """Leave it to the list and what is told of an entry to share the room."""

    def _tell_size(self) -> None:
        again = unread_again(self._fates)
        counts = self._fitting(
            " · ".join(filter(None, (counted(self._counts), again))),
            " · ".join(filter(None, (signed(self._counts), again))),
            signed(self._counts),
        )
        self.query_one("#fate-counts", Label).update(counts)
        self.query_one(".box-hint", Label).update(self._fitting(*_HINTS))

    def _fitting(self, *texts: str) -> str:
        """Give the first text for which a line has room, or the last; a high screen has lines."""
        width, height = self.size
        if height >= _HIGH:
            return texts[0]
        room = width if height < _LOW else min(width, _MOST_CELLS) - _FRAME_CELLS
        return next((text for text in texts if len(text) <= room), texts[-1])

    @property
    def rows(self) -> FateList:
        """The list."""
        return self.query_one(FateList)

    @staticmethod
    def _is_of_interest(fate: Fate) -> bool:
        return fate.is_change or fate.status == REJECTED

    def _is_taken(self, fate: Fate) -> bool | None:
        return fate.paper_id not in self._left if fate.paper_id in self._changing else None

    # -- what is shown

    def _fill(self) -> None:
        wanted, current = self._filters[self._filter], self.rows.current
        if wanted == _ALL:
            self._shown = range(len(self._fates))
        else:
            self._shown = [
                number
                for number, fate in enumerate(self._fates)
                if (self._is_of_interest(fate) if wanted == _CHANGES else fate.status == wanted)
            ]
        self.rows.show(self._shown, current, "")
        self._show_current()
        self._tell()

    def _show_current(self) -> None:
        self.query_one(FateDetail).show_fate(self.rows.current)

    def _tell(self, told: str = "") -> None:
        self._told = told
        taken, count = len(self._changing) - len(self._left), len(self._changing)
        papers = "paper" if count == 1 else "papers"
        wanted = self._filters[self._filter]
        kind = WORDS.get(wanted, wanted) if len(self._filters) > 1 else ""
        texts = [
            f"{taken:,} of {count:,} {papers} taken{kind and f' · shown: {kind}'}",
            f"{taken:,} of {count:,} taken{kind and f' · {kind}'}",
        ]
        if self.size.height < _LOW:  # the one line that there is beside the rows and the keys
            long = f"{texts[0]} · {counted(self._counts)}"
            texts = [long, f"{taken:,}/{count:,} · {signed(self._counts)}"]
        line = self._fitting(*texts)
        self.query_one("#fate-told", Label).update(told or line)

    async def action_filter(self, step: int) -> None:
        """Show entries of one kind, the next."""
        await self.ready()
        self._filter = (self._filter + step) % len(self._filters)
        self._fill()

    async def action_move(self, rows: int) -> None:
        """Go up or down."""
        await self.ready()
        self._move_to(self.rows.cursor + rows)

    def _move_to(self, place: int) -> None:
        self.rows.move_to(place)
        self._show_current()

    async def action_scroll(self, lines: int) -> None:
        """Scroll what is said of an entry."""
        await self.ready()
        pane = self.query_one(FateDetail)
        pane.scroll_to(y=pane.scroll_offset.y + lines, animate=False, immediate=True)

    def on_line_list_chosen(self, message: FateList.Chosen) -> None:
        """Go where the mouse points; the sign there takes or leaves."""
        message.stop()
        self._move_to(message.place)
        if message.is_sign:
            self._toggle()

    # -- taking and leaving

    def _toggle(self) -> None:
        number = self.rows.current
        if number is None or self._is_taken(self._fates[number]) is None:
            self._tell("There is nothing to take here.")
            return
        self._left ^= {self._fates[number].paper_id}
        self.rows.refresh()
        self._tell()

    async def action_take(self) -> None:
        """Take the paper under the cursor, or leave it, and go to the next."""
        await self.ready()
        self._toggle()
        self._move_to(self.rows.cursor + 1)

    async def action_take_shown(self) -> None:
        """Take every paper shown; none of them where all are taken."""
        await self.ready()
        papers = {self._fates[number].paper_id for number in self._shown} & self._changing
        if papers & self._left:
            self._left -= papers
        else:
            self._left |= papers
        self.rows.refresh()
        self._tell()

    async def action_accept(self) -> None:
        """Import what is taken."""
        await self.ready()
        if len(self._left) == len(self._changing):
            self._tell(_NOTHING)
        else:
            self.dismiss(frozenset(self._left))
