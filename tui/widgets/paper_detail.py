"""The detail pane: everything known about one paper."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice, repeat

from rich.style import Style
from rich.text import Text

from store.models import UNSURE_CATEGORY, UNSURE_SPLIT, Marks, Paper
from store.text.display import many_lines, one_line
from tui.commands import CommandTable
from tui.highlight import Highlight
from tui.widgets.extract import MOST_IN_LINE, MOST_IN_ROW, beginning, listed, more
from tui.widgets.text_pane import TextPane

_MOST_IDENTIFIERS, _MOST_FLAGS = 60, 10
_FIELDS = ("title", "author", "org", "venue", "abstract")


def _title(paper: Paper, command: str) -> str:
    text, left = beginning(paper.title, MOST_IN_LINE)
    return (one_line(text) or "(no title)") + more(left, "characters", command)


def _authors(paper: Paper, command: str) -> str:
    names = listed(paper.authors, ", ", "authors", command) or "(no authors)"
    return names if paper.authors_complete else f"{names} et al."


def _facts(paper: Paper, command: str) -> str:
    facts = [
        paper.published,
        *paper.categories,
        paper.venue,
        f"score {paper.score:g}" if paper.score is not None else "",
        "code" if paper.has_code else "",
    ]
    found = listed([fact for fact in facts if fact], " · ", "of these", command)
    places = listed(paper.organisations, ", ", "organisations", command)
    return " · ".join(filter(None, (found, places)))


class PaperDetail(TextPane):
    """Shows a paper: title, authors, facts, addresses, tags, abstract."""

    COMPONENT_CLASSES = {
        "paper-detail--title",
        "paper-detail--authors",
        "paper-detail--meta",
        "paper-detail--link",
        "paper-detail--tag",
        "paper-detail--unsure",
        "paper-detail--match",
    }

    def __init__(self, commands: CommandTable, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands = commands

    highlight: Highlight | None = None
    """What a search looked for, shown where it is."""

    def show_paper(self, paper: Paper, marks: Marks, *, keep_place: bool = False) -> None:
        """Show a paper from the top, or, after a mark, where the reader is in it."""
        highlight = self.highlight

        def paragraphs() -> list[Text]:
            found = self._paragraphs_of(paper, marks)
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

    def show_nothing(self) -> None:
        """Show that no paper is chosen."""
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
            names = [f"#{name}" for name in marks.tags]
            found.append(Text(listed(names, " ", "tags", command), self._style("tag")))
        found += [self._warning(flag) for flag in paper.unsure[:_MOST_FLAGS]]
        return [*found, Text(), *self._abstract(paper, command), *self._addresses(paper, command)]

    def _abstract(self, paper: Paper, command: str) -> list[Text]:
        if not paper.abstract:
            return [Text("(no abstract)", self._style("meta"))]
        text, left = beginning(paper.abstract)
        lines = [Text(line) for line in many_lines(text).split("\n")]
        return [*lines, *self._more(left, "characters", command)]

    def _more(self, left: int, what: str, command: str) -> list[Text]:
        return [Text(more(left, what, command).strip(), self._style("meta"))] if left else []

    def _addresses(self, paper: Paper, command: str) -> list[Text]:
        if not paper.identifiers:
            return []
        meta, link = self._style("meta"), self._style("link")
        found = [Text()]
        for kind, value in islice(paper.identifiers.items(), _MOST_IDENTIFIERS):
            text, left = beginning(value, MOST_IN_LINE)
            label = f"{one_line(kind[:MOST_IN_ROW])}: "
            tail = more(left, "characters", command)
            found.append(Text.assemble((label, meta), (one_line(text), link), (tail, meta)))
        left = max(len(paper.identifiers) - _MOST_IDENTIFIERS, 0)
        return [*found, *self._more(left, "identifiers", command)]

    def _warning(self, flag: str) -> Text:
        key = self._commands.key("paper.split")
        told = {
            UNSURE_SPLIT: f"Is the title cut off at the right place? {key} moves it.",
            UNSURE_CATEGORY: "This category is not one that arXiv lists.",
        }
        return Text(f"? {told.get(flag, one_line(flag[:MOST_IN_ROW]))}", self._style("unsure"))
