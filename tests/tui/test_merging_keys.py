"""Papers made one, and taken apart, on the screen."""

from __future__ import annotations

from pathlib import Path

from tests.tui.reader import fill, paper, reading


async def test_selected_papers_become_the_one_under_the_cursor(folder: Path) -> None:
    ids = fill(folder, [paper(number) for number in range(3)])
    async with reading(folder) as reader:
        await reader.keys("s", "space", "space", "k", "M")
        assert reader.said == f"Merged {ids[0]} into {ids[1]}."
        assert reader.screen.deck is not None
        assert list(reader.screen.deck.ids) == ids[1:]
        assert (reader.current, reader.on_disk(ids[1]).starred) == (ids[1], True)
        await reader.keys("U")
        assert reader.said == f"Split {ids[0]} from {ids[1]}."
        await reader.until(lambda: reader.screen.deck and len(reader.screen.deck.ids) == 3)
        assert not reader.on_disk(ids[1]).starred
        await reader.keys("u")
        await reader.until(lambda: reader.screen.deck and len(reader.screen.deck.ids) == 2)


async def test_after_merging_nothing_is_selected_and_keys_are_for_the_cursor(folder: Path) -> None:
    fill(folder, [paper(number) for number in range(3)])
    async with reading(folder) as reader:
        await reader.keys("space", "space", "M")
        assert reader.screen.deck is not None
        kept, other = reader.screen.deck.ids
        assert "selected" not in reader.text()
        await reader.keys("G", "s")
        assert reader.current == other
        assert (reader.on_disk(other).starred, reader.on_disk(kept).starred) == (True, False)


async def test_one_paper_is_not_merged_and_what_was_not_merged_not_split(folder: Path) -> None:
    fill(folder, [paper(0), paper(1)])
    async with reading(folder) as reader:
        await reader.keys("M")
        assert reader.said == "Select the papers that are one (Space), then M."
        await reader.keys("U")
        assert "Nothing was merged into" in reader.said
