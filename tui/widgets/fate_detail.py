"""What becomes of one entry of an import, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from store.fate import DUPLICATE, NEW, TRASHED, Difference, Fate
from store.importers.contract import Draft
from store.models import Paper, Rejection
from store.text.display import many_lines, one_line
from store.text.latex import decoded
from tui.fate_text import field_name, value_told
from tui.widgets.extract import MOST_IN_LINE, MOST_IN_ROW, beginning, listed
from tui.widgets.text_pane import TextPane

_MOST_VALUE = 600
"""Characters of a value before and after."""

_BESIDE = 60
"""Values are told on one line where both are no longer than this."""

_UNREAD_AGAIN = "You have read it; this later version makes it unread again."


class FateDetail(TextPane):
    """Shows an entry.

    Args:
        name: what is imported.
        fates: what would become of all entries.
    """

    COMPONENT_CLASSES = {"fate-detail--title", "fate-detail--aside", "fate-detail--reason"}

    def __init__(self, name: str, fates: Sequence[Fate]) -> None:
        super().__init__()
        self._source = name
        self._fates = fates

    def show_fate(self, number: int | None) -> None:
        """Show an entry by its number; None: there is none."""
        self.show_soon(lambda: [] if number is None else list(self._of(self._fates[number])))

    def _of(self, fate: Fate) -> Iterator[Text]:
        place = f"{one_line(self._source[:MOST_IN_ROW])}:{fate.line}"
        aside = self.part_style("fate-detail--aside")
        entry = fate.entry
        if isinstance(entry, Rejection):
            yield Text(f"{place}: {one_line(entry.reason)}", self.part_style("fate-detail--reason"))
            yield from _lines(entry.text)
            return
        title = beginning(decoded(entry.paper.title), MOST_IN_LINE)[0]
        yield Text(f"{place} · {self._standing(fate)}", aside)
        yield Text(one_line(title), self.part_style("fate-detail--title"))
        if fate.is_unread_again:
            yield Text(_UNREAD_AGAIN, self.part_style("fate-detail--reason"))
        for one in sorted(fate.differences, key=_length):
            yield from self._difference(one)
        if fate.status == NEW:
            yield from self._paper(entry)

    def _standing(self, fate: Fate) -> str:
        paper_id = one_line(fate.paper_id)
        if fate.status == NEW:
            return f"new, as {paper_id}"
        if fate.status == TRASHED:
            return f"it stays in the trash; paperdeck trash --restore {paper_id} brings it back"
        if fate.status == DUPLICATE and fate.first is not None:
            changes = "adds to it" if fate.differences else "says nothing new"
            return f"duplicate of line {self._fates[fate.first].line}, {changes}"
        return f"{'updates' if fate.differences else 'says nothing new of'} {paper_id}"

    def _difference(self, one: Difference) -> Iterator[Text]:
        aside, name = self.part_style("fate-detail--aside"), one_line(field_name(one.name)[:40])
        before, after = (
            one_line(beginning(value_told(value), _MOST_VALUE)[0])
            + (" …" if len(value_told(value)) > _MOST_VALUE else "")
            for value in (one.before, one.after)
        )
        if max(len(before), len(after)) <= _BESIDE:
            yield Text.assemble((f"{name}: ", aside), before, (" → ", aside), after)
        else:
            yield Text.assemble((f"{name}, was: ", aside), before)
            yield Text.assemble((f"{name}, now: ", aside), after)

    def _paper(self, entry: Draft) -> Iterator[Text]:
        paper, aside = entry.paper, self.part_style("fate-detail--aside")
        authors = listed([decoded(name) for name in paper.authors], ", ", "authors", "the file")
        if authors:
            yield Text(authors if paper.authors_complete else f"{authors} et al.")
        yield Text(_facts(paper), aside)
        if paper.unsure:
            told = f"? {one_line(', '.join(paper.unsure))}: to be looked at, the importer guessed"
            yield Text(told, self.part_style("fate-detail--reason"))
        if paper.abstract:
            yield from _lines(decoded(paper.abstract))


def _length(one: Difference) -> int:
    """Give how long a difference is: what is short is told first."""
    return len(value_told(one.before)) + len(value_told(one.after))


def _facts(paper: Paper) -> str:
    identifiers = [f"{kind}: {value}" for kind, value in paper.identifiers.items()]
    facts = (paper.published, decoded(paper.venue), *paper.categories, *identifiers)
    return " · ".join(one_line(fact[:_MOST_VALUE]) for fact in facts[:20] if fact)


def _lines(text: str) -> Iterator[Text]:
    shown, left = beginning(text)
    for line in many_lines(shown).split("\n"):
        yield Text(line)
    if left:
        yield Text("…")
