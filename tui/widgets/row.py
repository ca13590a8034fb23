"""What a row of the list says of a paper, and which parts of it stand out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.style import Style

from store.models import Marks, Paper
from store.text.display import one_line
from store.text.latex import decoded
from store.text.person import family_name
from tui.columns import Column
from tui.followed import Followed
from tui.tag_colours import TagColours
from tui.widgets.extract import MOST_IN_ROW

_MOST_NAMES = 20


class Row(NamedTuple):
    """What a row shows; all text is safe to show already."""

    title: str
    texts: Sequence[str] = ()
    """What stands in each column, nothing in that of the title."""
    read: bool = False
    starred: bool = False
    queued: bool = False
    has_note: bool = False
    tags: Sequence[tuple[str, str]] = ()
    """Each with its colour."""
    unsure: bool = False
    selected: bool = False
    is_followed: bool = False
    """Whether the user follows the author."""


def _line(text: str) -> str:
    return one_line(text[:MOST_IN_ROW])


def _family(author: str) -> str:
    return one_line(family_name(decoded(author)[:MOST_IN_ROW]))


def _score(paper: Paper) -> str:
    return f"{paper.score:g}".rjust(5) if paper.score is not None else ""


def _organisation(paper: Paper) -> str:
    names = paper.organisations
    return _line(decoded(names[0])) + " +" * (len(names) > 1) if names else ""


_OF_PAPERS: Mapping[str, Callable[[Paper], str]] = {
    "date": lambda paper: _line(paper.published),
    "year": lambda paper: _line(paper.published[:4]),
    "category": lambda paper: _line(paper.categories[0]) if paper.categories else "",
    "score": _score,
    "venue": lambda paper: _line(decoded(paper.venue)),
    "organisation": _organisation,
    "added": lambda paper: _line(paper.added[:10]),
}
_OF_MARKS: Mapping[str, Callable[[Marks], str]] = {
    "rating": lambda marks: "★" * (marks.rating or 0),
    "tags": lambda marks: _line(" ".join(f"#{name}" for name in marks.tags[:_MOST_NAMES])),
}


class RowMaker:
    """Makes the rows of papers.

    Args:
        columns: of the list.
        followed: whom the user follows; shown before the first author.
        colours: of tags.
    """

    def __init__(self, columns: Sequence[Column], followed: Followed, colours: TagColours) -> None:
        self._colours = colours
        self._names = [column.name for column in columns]
        self._followed = followed.authors

    def row(self, paper: Paper, marks: Marks, *, is_selected: bool = False) -> Row:
        """Give the row of a paper."""
        author, is_followed = self._author(paper) if "author" in self._names else ("", False)
        return Row(
            title=one_line(decoded(paper.title)[:MOST_IN_ROW]) or "(no title)",
            texts=[self._text(name, paper, marks, author) for name in self._names],
            read=marks.read,
            starred=marks.starred,
            queued=marks.queued,
            has_note=bool(marks.note),
            tags=[(one_line(name), self._colours.of(name)) for name in marks.tags[:_MOST_NAMES]],
            unsure=bool(paper.unsure),
            selected=is_selected,
            is_followed=is_followed,
        )

    @staticmethod
    def _text(name: str, paper: Paper, marks: Marks, author: str) -> str:
        if name == "author":
            return author
        of_paper, of_marks = _OF_PAPERS.get(name), _OF_MARKS.get(name)
        return of_paper(paper) if of_paper else of_marks(marks) if of_marks else ""

    def _author(self, paper: Paper) -> tuple[str, bool]:
        """Give the author that a row shows, one who is followed before the first; whether so."""
        name, is_followed = (_family(paper.authors[0]) if paper.authors else ""), False
        followed = self._followed
        for one in paper.authors[:_MOST_NAMES] if followed else ():
            if followed and followed.search(decoded(one)):
                name, is_followed = _family(one), True
                break
        more = len(paper.authors) > 1 or not paper.authors_complete
        return (f"{name} +" if name and more else name), is_followed


def parted(
    text: str, kinds: Sequence[tuple[re.Pattern[str] | None, Style]], base: Style
) -> list[tuple[str, Style]]:
    """Give a text in parts, each in the style of the first kind that finds it."""
    spans = [
        (match.start(), match.end(), style)
        for pattern, style in kinds
        if pattern is not None
        for match in pattern.finditer(text)
    ]
    if not spans:
        return [(text, base)]
    places = sorted({0, len(text), *(place for start, end, _ in spans for place in (start, end))})
    return [
        (text[here:then], next((one for start, end, one in spans if start <= here < end), base))
        for here, then in pairwise(places)
    ]
