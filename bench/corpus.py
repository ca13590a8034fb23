"""Papers to measure with: made up, or real ones from a file."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from store.importers.contract import Draft
from store.models import JsonObject, Paper

_WORDS = 20_000
_SHIFT = 2.7
_IDENTIFIERS = ("url", "pdf", "code")
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

    def paper(self, number: int) -> JsonObject:
        """Give a paper of the length papers have."""
        return {
            "title": f"{self.text(self._random.randint(5, 14))} {number}".capitalize(),
            "authors": [self.name() for _ in range(self._random.randint(1, 8))],
            "abstract": self.text(self._random.randint(90, 220)).capitalize() + ".",
            "year": self._random.randint(2000, 2026),
            "categories": [self._random.choice(["cs.CL", "cs.LG", "cs.CV", "cs.SE"])],
            "url": f"https://papers.example/{number}",
        }


def rows(corpus: Path | None = None) -> Iterator[JsonObject]:
    """Give papers without end, as the objects of JSON lines.

    Args:
        corpus: a file of them, given again and again, each time under new titles; without one
            they are made up.
    """
    if corpus is None:
        yield from map(Writer().paper, itertools.count())
        return
    found = [json.loads(line) for line in corpus.read_bytes().splitlines()]
    for turn in itertools.count():
        for row in found:
            yield (
                {**_without_identifiers(row), "title": f"{row['title']} ({turn})"} if turn else row
            )


def _without_identifiers(row: JsonObject) -> JsonObject:
    return {name: value for name, value in row.items() if name not in _IDENTIFIERS}


def write_lines(papers: Iterable[JsonObject], path: Path) -> None:
    """Write papers as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in papers)


def _paper(row: JsonObject) -> Paper:
    authors = row.get("authors") or ()
    return Paper(
        id="",
        title=str(row["title"]),
        authors=tuple(map(str, authors)) if isinstance(authors, Iterable) else (),
        abstract=str(row.get("abstract") or ""),
        published=str(row.get("year") or ""),
        categories=tuple(map(str, row.get("categories") or ())),
        venue=str(row.get("venue") or ""),
        identifiers={kind: str(row[kind]) for kind in _IDENTIFIERS if row.get(kind)},
        source="bench",
    )


def drafts(papers: Iterable[JsonObject], count: int) -> list[Draft]:
    """Give so many papers as an importer would."""
    found = itertools.islice(papers, count)
    return [Draft(_paper(row), number) for number, row in enumerate(found)]
