"""Journals read from their ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.backwards import newest_first
from tests.store.making import draft, journal, library


def titles(path: Path, long_lines: dict[int, int]) -> list[str]:
    return [one.ops[0][2] for line in newest_first([path], long_lines) for one in line.batches()]


@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=8), st.data())
def test_lines_whose_places_are_known_are_given_like_all_others(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("journal") / "papers.jsonl"
    batches = [[["put", "t", f"{number}", {"x": "y" * size}]] for number, size in enumerate(sizes)]
    journal(path, *batches)
    places: list[tuple[int, int]] = []
    at = 0
    for line in path.read_bytes().splitlines(keepends=True):
        places.append((at, at + len(line)))
        at += len(line)
    known = data.draw(st.lists(st.sampled_from(places[1:]), unique=True))
    expected = [str(number) for number in reversed(range(len(sizes)))]
    assert titles(path, {}) == expected
    assert titles(path, {end: start for start, end in known}) == expected
    assert titles(path, {end: start + 1 for start, end in known}) == expected


def test_the_place_of_a_long_import_is_known_to_whoever_reads_backwards(tmp_path: Path) -> None:
    made = library(tmp_path / "library")
    made.import_papers([draft(f"Paper {number}", abstract="x" * 1000) for number in range(400)])
    path = tmp_path / "library" / "papers.jsonl"
    size = path.stat().st_size
    for opened in (made, library(tmp_path / "library")):
        opened.refresh()
        (place,) = opened.own_journals[0].long_lines.items()
        assert place == (size, len(path.read_bytes().splitlines(keepends=True)[0]))
