"""What every exporter is given, and how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from store.models import JsonObject, Marks, Paper


class Row(NamedTuple):
    """One paper to be written."""

    paper: Paper
    marks: Marks
    """What the reader decided; of a paper nobody has looked at where marks are left out."""
    key: str
    """Its citation key, which no other paper of the library has; empty where none is written."""
    merged: Sequence[JsonObject] = ()
    """What was merged into it; see `store.whole.merged_json`."""


@dataclass(frozen=True, slots=True)
class Source:
    """The papers to be written, each read when its turn comes.

    Args:
        ids: of the papers, in order.
        row: gives a paper; None where it was deleted meanwhile.
        marks: gives its marks alone, which is far sooner done.
        has_marks: whether marks are wanted.
        is_latex: whether letters beyond ASCII are wanted as commands of LaTeX.
        title: what they are called together.
        day: today, as an ISO date.
    """

    ids: Sequence[str]
    row: Callable[[str], Row | None]
    marks: Callable[[str], Marks]
    has_marks: bool = True
    is_latex: bool = False
    title: str = ""
    day: str = ""

    def __iter__(self) -> Iterator[Row]:
        """Give the papers in order."""
        return self.rows(self.ids)

    def rows(self, ids: Sequence[str]) -> Iterator[Row]:
        """Give some of the papers."""
        return (row for row in map(self.row, ids) if row is not None)


class Exporter(Protocol):
    """Writes one format."""

    @property
    def name(self) -> str:
        """As `--format` has it."""

    @property
    def label(self) -> str:
        """As people call it."""

    @property
    def has_keys(self) -> bool:
        """Whether citation keys are written; to make them costs as much as all the rest."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Ends of the names of such files; the first is the usual one."""

    def write(self, source: Source) -> Iterator[str]:
        """Give the text, a piece at a time."""
