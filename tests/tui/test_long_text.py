"""Texts of megabytes: the panes show their beginnings and say where the rest is."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.change import Change
from store.events import PapersImported
from store.library import Library
from store.models import Rejection
from tests.tui.reader import Reader, fill, paper, reading

MEGABYTE = "word of it " * 100_000
LONG: dict[str, dict[str, object]] = {
    "title": {"title": MEGABYTE},
    "authors": {"authors": tuple(f"Ada Author{number}" for number in range(10_000))},
    "author": {"authors": (MEGABYTE,)},
    "abstract": {"abstract": MEGABYTE * 5},
    "lines": {"abstract": "a\n" * 500_000},
    "organisations": {"organisations": tuple(f"org{number}" for number in range(100_000))},
    "identifiers": {"identifiers": {f"kind{number}": "value" for number in range(10_000)}},
    "address": {"identifiers": {"url": "https://example.org/" + "a" * 1_000_000}},
}


def drawn(reader: Reader) -> str:
    """Give all of the detail pane, in sight or not."""
    return "".join(reader.screen.detail.texts)


@pytest.mark.parametrize("fields", LONG.values(), ids=LONG)
async def test_what_is_long_is_cut_at_once_and_the_rest_named(
    folder: Path, fields: dict[str, object]
) -> None:
    fill(folder, [paper(0), paper(1, **fields)])
    async with reading(folder) as reader:
        await reader.keys("j")
        wanted = f"paperdeck show {reader.current}".replace(" ", "")
        await reader.until(lambda: wanted in drawn(reader).replace(" ", ""))
        assert "more" in drawn(reader)
        assert len(reader.screen.detail.texts) < 2_000


async def test_a_long_note_is_shown_cut_and_edited_whole(folder: Path, ids: list[str]) -> None:
    with Library(folder) as library:
        library.change([ids[1]], Change(note="a line\n" * 50_000 + "the end"))
    async with reading(folder) as reader:
        await reader.keys("j")
        view, wanted = reader.screen.notes.view, f"paperdeck note {ids[1]}".replace(" ", "")
        await reader.until(lambda: wanted in "".join(view.texts).replace(" ", ""))
        await reader.keys("e")
        await reader.type("x")
        await reader.keys("escape")
        note = reader.on_disk(ids[1]).note
        assert note.count("a line") == 50_000
        assert note.endswith("the endx")


async def test_many_entries_not_understood_are_not_all_listed(folder: Path, ids: list[str]) -> None:
    rejected = tuple(
        Rejection("list.txt", number, "no date", "text " * 400) for number in range(5000)
    )
    async with reading(folder) as reader:
        reader.screen.show_import(PapersImported(rejected=rejected))
        await reader.until(lambda: "Not understood" in reader.text())
        await reader.keys("G")
        await reader.until(lambda: "list.txt:199" in reader.text())
        told = " ".join(reader.text().replace("│", " ").split())
        assert "4,800 more; paperdeck import --dry-run list.txt prints all" in told


async def test_a_title_without_end_is_not_split_by_hand(folder: Path) -> None:
    fill(folder, [paper(0, title=MEGABYTE)])
    async with reading(folder) as reader:
        await reader.keys("m")
        assert "too long" in reader.said
