"""The detail pane: everything known about one paper."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message

from store.citations.told import told
from store.models import UNSURE_CATEGORY, UNSURE_SPLIT, Marks, Paper
from store.text.display import many_lines, one_line
from store.text.latex import decoded
from tui.commands import CommandTable
from tui.followed import Followed
from tui.highlight import Highlight
from tui.tag_colours import COLOURS, TagColours
from tui.widgets.extract import MOST_IN_LINE, MOST_IN_ROW, beginning, listed, more
from tui.widgets.target import MOST_IDENTIFIERS, Target, targets
from tui.widgets.text_pane import TextPane

_MOST_FLAGS = 10
_MOST_OF_CHANGE = 4000
"""Cells of what changed in a text."""
_SIGN_STYLES = {"+": "inserted", "-": "deleted"}
_FIELDS = ("title", "author", "org", "venue", "abstract")


def _decoded(texts: Sequence[str]) -> list[str]:
    return [decoded(text) for text in texts]


def _title(paper: Paper, command: str) -> str:
    text, left = beginning(decoded(paper.title), MOST_IN_LINE)
    return (one_line(text) or "(no title)") + more(left, "characters", command)


def _authors(paper: Paper, command: str) -> str:
    names = listed(_decoded(paper.authors), ", ", "authors", command) or "(no authors)"
    return names if paper.authors_complete else f"{names} et al."


def _facts(paper: Paper, command: str) -> str:
    facts = [
        paper.published,
        *paper.categories,
        decoded(paper.venue),
        f"score {paper.score:g}" if paper.score is not None else "",
        "code" if paper.has_code else "",
    ]
    found = listed([fact for fact in facts if fact], " · ", "of these", command)
    places = listed(_decoded(paper.organisations), ", ", "organisations", command)
    return " · ".join(filter(None, (found, places)))


class PaperDetail(TextPane):
    """Shows a paper: title, authors, facts, addresses, tags, abstract."""

    COMPONENT_CLASSES = {
        "paper-detail--title",
        "paper-detail--authors",
        "paper-detail--meta",
        "paper-detail--link",
        "paper-detail--tag",
        *(f"paper-detail--tag-{colour}" for colour in COLOURS),
        "paper-detail--unsure",
        "paper-detail--inserted",
        "paper-detail--deleted",
        "paper-detail--match",
        "paper-detail--followed",
        "paper-detail--chosen",
    }

    class Chosen(Message):
        """The mouse chose something to open or copy."""

        def __init__(self, target: Target, *, is_to_open: bool) -> None:
            super().__init__()
            self.target = target
            self.is_to_open = is_to_open

    def __init__(self, commands: CommandTable, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands = commands
        self._paper: Paper | None = None
        self._targets: list[Target] | None = None
        """What is to be stepped through; None: not looked for yet."""
        self._place: int | None = None
        """Which of it is chosen."""
        self._first_target = 0
        """The number of its first paragraph."""

    highlight: Highlight | None = None
    """What a search looked for, shown where it is."""

    followed = Followed()
    """What the user follows, shown where it is."""

    tag_colours: TagColours | None = None
    """In which colours tags are drawn."""

    def show_paper(self, paper: Paper, marks: Marks, *, keep_place: bool = False) -> None:
        """Show a paper from the top, or, after a mark, where the reader is in it."""
        if self._paper is not paper:
            is_same = self._paper is not None and self._paper.id == paper.id
            self._paper, self._targets = paper, None
            self._place = self._place if is_same else None
        highlight = self.highlight

        def paragraphs() -> list[Text]:
            found = self._paragraphs_of(paper, marks)
            self._mark_followed(found)
            if highlight is not None:
                self._mark_found(found, highlight)
            return found

        anywhere = highlight.of(*_FIELDS) if highlight else None
        self.show_soon(paragraphs, keep_place=keep_place, in_sight=anywhere)

    def _mark_found(self, paragraphs: Sequence[Text], highlight: Highlight) -> None:
        style = self._style("match")
        fields = chain((("title",), ("author",), ("org", "venue")), repeat(("abstract",)))
        for paragraph, of_it in zip(paragraphs, fields, strict=False):
            found = highlight.of(*of_it)
            if found is not None:
                paragraph.highlight_regex(found, style)

    def _mark_followed(self, paragraphs: Sequence[Text]) -> None:
        authors, keywords, _ = self.followed
        if authors:
            paragraphs[1].highlight_regex(authors, self._style("followed"))
        if keywords:
            for paragraph in (paragraphs[0], *paragraphs[3 : self._first_target]):
                paragraph.highlight_regex(keywords, self._style("followed"))

    def show_nothing(self) -> None:
        """Show that no paper is chosen."""
        self._paper = self._targets = self._place = None
        self.show_soon(tuple)

    def _style(self, name: str) -> Style:
        return self.part_style(f"paper-detail--{name}")

    def _paragraphs_of(self, paper: Paper, marks: Marks) -> list[Text]:
        command = f"paperdeck show {paper.id}"
        found = [
            Text(_title(paper, command), self._style("title")),
            Text(_authors(paper, command), self._style("authors")),
            Text(_facts(paper, command), self._style("meta")),
        ]
        if marks.tags:
            found.append(self._tags(marks.tags, command))
        found += [self._warning(flag) for flag in paper.unsure[:_MOST_FLAGS]]
        if paper.previous and not marks.read:
            found += self._changes(paper, marks)
        found += [Text(), *self._abstract(paper, command)]
        self._first_target = len(found) + 1
        return [*found, *self._addresses(paper, command), *self._sources(paper, command)]

    def _tags(self, tags: Sequence[str], command: str) -> Text:
        """Give the names of tags, each in its colour."""
        names = [f"#{name}" for name in tags]
        found = Text(listed(names, " ", "tags", command), self._style("tag"))
        place = 0
        for name, kept in zip(map(one_line, names), tags, strict=True):
            if not found.plain.startswith(name, place):
                break  # they are cut off here
            if self.tag_colours is not None:
                style = self._style(f"tag-{self.tag_colours.of(kept)}")
                found.stylize(style, place, place + len(name))
            place += len(name) + 1
        return found

    def _changes(self, paper: Paper, marks: Marks) -> list[Text]:
        """Give what a later version changed; signs tell what came and went, not colours alone."""
        from store.revision import changes, heading  # noqa: PLC0415 - few papers have changed

        found: list[Text] = []
        for pieces in changes(paper, marks):
            line = Text()
            for piece in pieces:
                style = self._style(_SIGN_STYLES[piece.sign]) if piece.is_change else ""
                line.append(" " if line else "").append(one_line(piece.signed), style)
            line.truncate(_MOST_OF_CHANGE, overflow="ellipsis")
            found += [Text(), line]
        head = Text(one_line(heading(paper)), self._style("unsure"))
        return [Text(), head, *found[1:]] if found else []

    def _abstract(self, paper: Paper, command: str) -> list[Text]:
        if not paper.abstract:
            return [Text("(no abstract)", self._style("meta"))]
        text, left = beginning(decoded(paper.abstract))
        lines = [Text(line) for line in many_lines(text).split("\n")]
        return [*lines, *self._more(left, "characters", command)]

    def _more(self, left: int, what: str, command: str) -> list[Text]:
        return [Text(more(left, what, command).strip(), self._style("meta"))] if left else []

    def _addresses(self, paper: Paper, command: str) -> list[Text]:
        wanted = self._all_targets()
        if not wanted:
            return []
        meta, link = self._style("meta"), self._style("link")
        found = [Text()]
        for place, (kind, value) in enumerate(wanted):
            text, left = beginning(value, MOST_IN_LINE)
            label = f"{one_line(kind[:MOST_IN_ROW])}: "
            tail = more(left, "characters", command)
            line = Text.assemble((label, meta), (one_line(text), link), (tail, meta))
            if place == self._place:
                line.stylize(self._style("chosen"))
            found.append(line)
        left = max(sum(1 for _ in told(paper)) - MOST_IDENTIFIERS, 0)
        return [*found, *self._more(left, "identifiers", command)]

    def _sources(self, paper: Paper, command: str) -> list[Text]:
        """Give the files that told of a paper, where there are several."""
        if not paper.later_sources:
            return []
        names = [name for name in (paper.source, *paper.later_sources) if name]
        gap = [] if self._all_targets() else [Text()]
        return [*gap, Text(f"from {listed(names, ', ', 'files', command)}", self._style("meta"))]

    # -- stepping through what can be opened or copied

    def _all_targets(self) -> list[Target]:
        if self._targets is None:
            self._targets = targets(self._paper) if self._paper else []
        return self._targets

    @property
    def target(self) -> Target | None:
        """What of the paper is chosen, an identifier or a link; None: nothing."""
        return None if self._place is None else self._all_targets()[self._place]

    def step(self, steps: int) -> Target | None:
        """Choose the next identifier or link, from the last on the first; None where none is."""
        count = len(self._all_targets())
        if not count:
            return None
        before = self._place if self._place is not None else -1 if steps > 0 else 0
        self._choose((before + steps) % count)
        return self.target

    def choose_nothing(self) -> None:
        """Have nothing chosen."""
        self._choose(None)

    def _choose(self, place: int | None) -> None:
        self._place = place
        self.show_again()
        self.show_now()
        if place is not None:
            self.bring_in_sight(self._first_target + place)

    def on_focus(self) -> None:
        """Show what is chosen as that of the pane in focus."""
        self._recolour_chosen()

    def on_blur(self) -> None:
        """Show what is chosen as that of a pane not in focus."""
        self._recolour_chosen()

    def _recolour_chosen(self) -> None:
        if self._place is not None:
            self.call_after_refresh(self.show_again)

    def on_click(self, event: events.Click) -> None:
        """Choose what is under the mouse; what is chosen already is to be opened."""
        offset = event.get_content_offset(self)
        place = self.paragraph_at(offset.y) - self._first_target if offset else -1
        if 0 <= place < len(self._all_targets()):
            event.stop()
            is_chosen = place == self._place
            self._choose(place)
            self.post_message(self.Chosen(self._all_targets()[place], is_to_open=is_chosen))

    def _warning(self, flag: str) -> Text:
        key = self._commands.key("paper.split")
        told = {
            UNSURE_SPLIT: f"Is the title cut off at the right place? {key} moves it.",
            UNSURE_CATEGORY: "This category is not one that arXiv lists.",
        }
        return Text(f"? {told.get(flag, one_line(flag[:MOST_IN_ROW]))}", self._style("unsure"))
