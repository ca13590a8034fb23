"""Papers to measure with: made up, or real ones from a file."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from store.importers.contract import Draft
from store.models import Paper

_WORDS = 20_000
_SHIFT = 2.7
_SYLLABLES = [
    first + vowel + last
    for first in "bdfgklmnprstv"
    for vowel in "aeiou"
    for last in ("", "n", "s")
]


class Writer:
    """Writes texts whose words are as frequent as those of a language.

    The frequency of a word falls with its rank as Mandelbrot's form of Zipf's law has it.

    Args:
        seed: the same texts for the same one.
    """

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        lengths = self._random.choices([1, 2, 3, 4], [1, 4, 4, 2], k=_WORDS)
        self._words = ["".join(self._random.choices(_SYLLABLES, k=length)) for length in lengths]
        self._weights = list(accumulate(1 / (rank + _SHIFT) for rank in range(_WORDS)))

    def text(self, words: int) -> str:
        """Give so many words."""
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=words))

    def name(self) -> str:
        """Give the name of a person."""
        return " ".join(self._random.choices(self._words, k=2)).title()

    def paper(self, number: int) -> Paper:
        """Give a paper of the length papers have."""
        return Paper(
            id="",
            title=f"{self.text(self._random.randint(5, 14))} {number}".capitalize(),
            authors=tuple(self.name() for _ in range(self._random.randint(1, 8))),
            abstract=self.text(self._random.randint(90, 220)).capitalize() + ".",
            published=str(self._random.randint(2000, 2026)),
            categories=(self._random.choice(["cs.CL", "cs.LG", "cs.CV", "cs.SE"]),),
            identifiers={"url": f"https://papers.example/{number}"},
            source="bench",
        )


def made_up(seed: int = 1) -> Iterator[Paper]:
    """Give papers without end."""
    writer = Writer(seed)
    return map(writer.paper, itertools.count())


def real(path: Path) -> Iterator[Paper]:
    """Give the papers of a file of JSON lines, again and again, each time under new titles."""
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    for turn in itertools.count():
        for row in rows:
            paper = _paper(row)
            yield replace(paper, title=f"{paper.title} ({turn})", identifiers={}) if turn else paper


def _paper(row: dict[str, object]) -> Paper:
    authors = row.get("authors") or ()
    return Paper(
        id="",
        title=str(row["title"]),
        authors=tuple(map(str, authors)) if isinstance(authors, Iterable) else (),
        abstract=str(row.get("abstract") or ""),
        published=str(row.get("year") or ""),
        venue=str(row.get("venue") or ""),
        identifiers={kind: str(row[kind]) for kind in ("url", "pdf", "code") if row.get(kind)},
        source="bench",
    )


def drafts(papers: Iterable[Paper], count: int) -> list[Draft]:
    """Give so many papers as an importer would."""
    return [Draft(paper, number) for number, paper in enumerate(itertools.islice(papers, count))]
