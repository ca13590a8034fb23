"""Every tag: how many papers have it, whether those in question do, and what to do with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label
from textual.widgets.input import Selection
from textual.worker import get_current_worker

from store.errors import PaperdeckError, SearchCancelled
from store.tags import TagError, tag
from tui.screens.box import Box, key, room_in_box
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.tag_desk import Counts, TagDesk
from tui.tag_colours import COLOURS, automatic
from tui.widgets.fitting import fit
from tui.widgets.prompt_bar import LineInput
from tui.widgets.tag_list import ALL, NONE, SOME, TagList, TagRow
from tui.widgets.typing import typed_out

_FIND, _RENAME = "find", "rename"
_WHILE_TYPING = frozenset({"back", "enter", "to_list", "move"})
_AUTOMATIC = "automatic"

_HINTS = {
    "": "Enter shows · Space gives · R renames · D deletes · c colours · Esc",
    _FIND: "Enter shows it, or gives a new one · Tab to the list · Esc finds nothing",
    _RENAME: "Enter renames on every paper; to a name in use: merges · Esc goes back",
}


class TagPicker(Box[str]):
    """Shows every tag; gives one whose papers are to be shown, or None.

    Args:
        desk: does what is asked.
    """

    BINDINGS = [
        key("escape,ctrl+c", "back"),
        key("q,number_sign", "leave"),
        key("enter", "enter"),
        key("tab", "to_list"),
        key("space", "give"),
        key("slash", "ask('find')"),
        key("R", "ask('rename')"),
        key("D", "delete"),
        key("c", "colour"),
        key("u", "undo"),
        key("down", "move(1)"),
        key("up", "move(-1)"),
        key("j", "step(1)"),
        key("k", "step(-1)"),
        key("pagedown", "move(10)"),
        key("pageup", "move(-10)"),
        key("ctrl+d", "step(10)"),
        key("ctrl+u", "step(-10)"),
        key("g,home", "step(-1000000)"),
        key("G,end", "step(1000000)"),
    ]

    class Counted(Message, bubble=False):
        """The tags were counted, or could not be."""

        def __init__(self, counts: Counts | None, told: str = "") -> None:
            super().__init__()
            self.counts = counts
            self.told = told

    def __init__(self, desk: TagDesk) -> None:
        super().__init__()
        self._desk = desk
        self._order: list[str] | None = None
        """The tags, as they stood when the box was opened; None: they are being counted."""
        self._papers: Mapping[str, int] = {}
        self._held: dict[str, int] = {}
        self._kept: set[str] = set()
        """Tags given or taken here: they stay in the list when no paper has them."""
        self._asking = ""
        """What the line is for while it is written in."""
        self._filter = ""
        self._renamed = ""
        self._merged = ""
        """The name in use that a merge was announced for."""

    def compose(self) -> ComposeResult:
        """Give the box."""
        room = room_in_box(self.app.size.width)
        with Vertical(classes="box"):
            yield Label(Text(fit(self._desk.title, room).rstrip()), classes="box-title")
            with Horizontal(id="tag-line"):
                yield Label("/", id="tag-ask", markup=False)
                yield LineInput(placeholder="finds a tag", compact=True, select_on_focus=False)
            yield TagList(self._describe)
            yield Label("", id="tag-told", markup=False)
            yield Label(_HINTS[""], id="tag-hint", classes="box-hint", markup=False)

    def on_mount(self) -> None:
        """Count."""
        self.set_focus(self.tags)
        self._fill()
        self.recount()

    @property
    def tags(self) -> TagList:
        """The list."""
        return self.query_one(TagList)

    @property
    def line(self) -> LineInput:
        """Where a part of a name, or another name, is written."""
        return self.query_one(LineInput)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are the line's own while it is written in."""
        return not self._asking or action in _WHILE_TYPING

    # -- counting

    def recount(self) -> None:
        """Count anew, and show what was said of what was written."""
        self._tell(self._desk.said())
        self.run_worker(
            self._count, thread=True, exclusive=True, group="count", exit_on_error=False
        )

    def _count(self) -> None:
        worker = get_current_worker()
        try:
            message = self.Counted(self._desk.counts(lambda: worker.is_cancelled))
        except SearchCancelled:
            return
        except PaperdeckError as error:
            message = self.Counted(None, str(error))
        if not worker.is_cancelled:
            self.post_message(message)

    def on_tag_picker_counted(self, message: Counted) -> None:
        """Show the counts; tags stay where they stand."""
        if message.counts is None:
            self._tell(message.told)
            return
        papers, held = message.counts
        self._papers, self._held = papers, dict(held)
        before = self._order or []
        known = set(before)
        there = [name for name in before if name in papers or name in self._kept]
        self._order = [*there, *(name for name in papers if name not in known)]
        self._fill()

    # -- what is shown

    def _fill(self, keep: str | None = None) -> None:
        """Show the tags that are looked for, the cursor on one of them."""
        found = self._found()
        if self._order is None:
            empty = "Counting…"
        elif self._order:
            empty = "No tag is called so."
        else:
            empty = "No paper has a tag yet.\n\n/ and a name makes the first one."
        self.tags.show(found, keep or self.tags.current, empty)

    def _found(self) -> list[str]:
        wanted = unicodedata.normalize("NFC", self._filter.strip().lower().removeprefix("#"))
        wanted = "-".join(wanted.split())
        if not wanted or self._order is None:
            return list(self._order or ())
        found = [name for name in self._order if wanted in name]
        found.sort(key=lambda name: not name.startswith(wanted))
        try:
            new = tag(self._filter)
        except TagError:
            return found
        return found if new in found else [*found, new]

    def _describe(self, name: str) -> TagRow:
        count, held = self._papers.get(name, 0), self._held.get(name, 0)
        state = ALL if held >= self._desk.asked else SOME if held else NONE
        is_new = name not in (self._order or ())
        return TagRow(
            name,
            "new" if is_new else f"{count:,}",
            self._desk.colours.of(name),
            state if self._desk.asked else "",
        )

    def _tell(self, told: str) -> None:
        self.query_one("#tag-told", Label).update(told)

    # -- the line

    def action_ask(self, what: str) -> None:
        """Have a part of a name written, or another name for the tag under the cursor."""
        name = self.tags.current
        if what == _RENAME and (name is None or not self._is_in_use(name)):
            return
        self._renamed = name if what == _RENAME and name else ""
        label = f"rename {fit(self._renamed, 20).rstrip()} to:" if self._renamed else "/"
        self._ask(what, label, self._renamed or self._filter)

    def _ask(self, what: str, label: str, text: str) -> None:
        self._asking, self._merged = what, ""
        self._tell("")
        self.query_one("#tag-ask", Label).update(label)
        self.query_one("#tag-hint", Label).update(_HINTS[what])
        line = self.line
        with line.prevent(Input.Changed):
            line.value = text
        line.selection = Selection(0, len(text))  # typing replaces it, as in the prompt
        self.set_focus(line if what else self.tags)

    def _leave_line(self) -> None:
        self._ask("", "/", self._filter)

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Follow what is typed."""
        event.stop()
        self._merged = ""
        if self._asking == _FIND:
            self._find(event.value)
        elif self._asking:
            self._tell("")

    def _find(self, text: str) -> None:
        if text != self._filter:
            self._filter = text
            self.tags.cursor = 0
            found = self._found()
            self._fill(found[0] if found else None)

    async def _typed(self) -> None:
        """Take every letter that came before a key."""
        if self._asking:
            await typed_out(self.line)
            if self._asking == _FIND:
                self._find(self.line.value)

    async def action_back(self) -> None:
        """Leave the line, or the box."""
        await self._typed()
        if not self._asking:
            self.action_leave()
            return
        if self._asking == _FIND:
            self._find("")
        self._leave_line()

    async def action_to_list(self) -> None:
        """Go on in the list with what was found."""
        await self._typed()
        if self._asking == _FIND:
            self._leave_line()

    async def action_enter(self) -> None:
        """Show the papers of the tag under the cursor; give a new one; take another name."""
        await self._typed()
        if self._asking == _RENAME:
            self._rename(self.line.value)
        elif (name := self.tags.current) is None:
            return
        elif name not in (self._order or ()):
            self._find("")
            self._leave_line()
            await self._toggle(name)
        else:
            self.dismiss(name)

    def _rename(self, text: str) -> None:
        old = self._renamed
        try:
            new = tag(text)
        except TagError as error:
            self._tell(str(error))
            return
        if new in self._papers and new not in (old, self._merged):
            self._merged = new
            count = self._papers[new]
            has = "1 paper has" if count == 1 else f"{count:,} papers have"
            self._tell(f"{has} {new} already: Enter again merges {old} into it.")
            return
        self._leave_line()
        if new != old:
            self._kept.discard(old)
            self._desk.rename(old, new)

    # -- tags

    def _is_in_use(self, name: str) -> bool:
        is_used = name in self._papers
        if not is_used:
            self._tell(f"No paper has the tag {name}.")
        return is_used

    async def action_give(self) -> None:
        """Give the tag under the cursor to the papers in question, or take it from them."""
        if (name := self.tags.current) is not None:
            await self._toggle(name)

    async def _toggle(self, name: str) -> None:
        if not self._desk.asked:
            self._tell("There is no paper to give it to.")
            return
        has = await self._desk.toggle(name)
        self._held[name] = self._desk.asked if has else 0
        self._kept.add(name)
        if self._order is not None and name not in self._order:
            self._order.append(name)
        self._fill(name)

    def action_delete(self) -> None:
        """Take the tag under the cursor from every paper."""
        name = self.tags.current
        if name is not None and self._is_in_use(name):
            self._kept.discard(name)
            self._desk.delete(name)

    async def action_undo(self) -> None:
        """Take the last action back."""
        await self._desk.undo()

    def action_colour(self) -> None:
        """Choose the colour of the tag under the cursor."""
        name = self.tags.current
        if name is None:
            return

        def chosen(colour: str | None) -> None:
            if colour is not None:
                self._desk.colour(name, "" if colour == _AUTOMATIC else colour)

        choices = [
            Choice(_AUTOMATIC, _AUTOMATIC, automatic(name)),
            *(Choice(colour, colour, sign=self.tags.ink(colour)) for colour in COLOURS),
        ]
        current = self._desk.colours.chosen(name) or _AUTOMATIC
        title = f"The colour of #{fit(name, 40).rstrip()}"
        self.app.push_screen(ChoiceScreen(title, choices, current=current), chosen)

    # -- moving

    async def action_move(self, rows: int) -> None:
        """Go up or down, also while a part of a name is written."""
        await self._typed()
        if self._asking != _RENAME:
            self.tags.move_to(self.tags.cursor + rows)

    def action_step(self, rows: int) -> None:
        """Go up or down."""
        self.tags.move_to(self.tags.cursor + rows)

    async def on_line_list_chosen(self, message: TagList.Chosen) -> None:
        """Go where the mouse points; the sign there gives or takes, a second click shows."""
        message.stop()
        is_there = message.place == self.tags.cursor
        if self._asking:
            self._leave_line()
        self.tags.move_to(message.place)
        if message.is_sign and self._desk.asked:
            await self.action_give()
        elif is_there:
            await self.action_enter()
