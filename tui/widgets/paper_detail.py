"""The detail pane: everything known about one paper."""

from __future__ import annotations

import re

from rich.style import Style
from rich.text import Text

from store.models import UNSURE_CATEGORY, UNSURE_SPLIT, Marks, Paper
from store.text.display import many_lines, one_line
from tui.widgets.text_pane import TextPane


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

    pattern: re.Pattern[str] | None = None
    """What a search looked for, shown where it is."""

    def show_paper(self, paper: Paper, marks: Marks, *, keep_place: bool = False) -> None:
        """Show a paper from the top, or, after a mark, where the reader is in it."""
        paragraphs = self._paragraphs_of(paper, marks)
        if self.pattern is not None:
            style = self._style("match")
            for paragraph in paragraphs:
                paragraph.highlight_regex(self.pattern, style)
        self.show(paragraphs, keep_place=keep_place)
        if self.pattern is not None and not keep_place:
            self.bring_in_sight(self.pattern)

    def show_nothing(self) -> None:
        """Show that no paper is chosen."""
        self.show(())

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"paper-detail--{name}", partial=True)

    def _paragraphs_of(self, paper: Paper, marks: Marks) -> list[Text]:
        meta = self._style("meta")
        found = [Text(one_line(paper.title) or "(no title)", self._style("title"))]
        authors = ", ".join(one_line(name) for name in paper.authors)
        if not paper.authors_complete:
            authors += " et al."
        found.append(Text(authors or "(no authors)", self._style("authors")))
        found.append(Text(self._facts(paper), meta))
        if marks.tags:
            found.append(
                Text(" ".join(f"#{one_line(name)}" for name in marks.tags), self._style("tag"))
            )
        found += [self._warning(flag) for flag in paper.unsure]
        found.append(Text())
        abstract = many_lines(paper.abstract).split("\n") if paper.abstract else ["(no abstract)"]
        found += [Text(line, style="" if paper.abstract else meta) for line in abstract]
        if paper.identifiers:
            found.append(Text())
        found += [
            Text.assemble((f"{one_line(kind)}: ", meta), (one_line(value), self._style("link")))
            for kind, value in paper.identifiers.items()
        ]
        return found

    def _facts(self, paper: Paper) -> str:
        facts = [
            paper.published,
            *paper.categories,
            paper.venue,
            f"score {paper.score:g}" if paper.score is not None else "",
            "code" if paper.has_code else "",
            ", ".join(paper.organisations),
        ]
        return " · ".join(one_line(fact) for fact in facts if fact)

    def _warning(self, flag: str) -> Text:
        told = {
            UNSURE_SPLIT: "Is the title cut off at the right place? m moves it.",
            UNSURE_CATEGORY: "This category is not one that arXiv lists.",
        }
        return Text(f"? {told.get(flag, one_line(flag))}", self._style("unsure"))
