"""The day's backup, made when the reader opens."""

from __future__ import annotations

from pathlib import Path

from store.change import Change
from store.library import Library
from tests.tui.reader import reading


def backups(folder: Path) -> list[Path]:
    """Give the backups of a library."""
    place = folder / "backups"
    return list(place.glob("marks-*")) if place.exists() else []


async def test_a_backup_of_what_was_marked_is_made_on_opening(folder: Path, ids: list[str]) -> None:
    Library(folder).change(ids[:1], Change(read=True))
    async with reading(folder) as reader:
        await reader.until(lambda: backups(folder))
        await reader.keys("s")
    (made,) = backups(folder)
    (journal,) = (folder / "marks").glob("*.jsonl")
    assert journal.read_bytes().startswith((made / journal.name).read_bytes())


async def test_a_backup_that_fails_is_said_and_the_reader_goes_on(
    folder: Path, ids: list[str]
) -> None:
    Library(folder).change(ids[:1], Change(read=True))
    (folder / "backups").write_text("no folder")
    async with reading(folder) as reader:
        await reader.until(lambda: "No backup could be made" in reader.said)
        current = reader.current
        await reader.keys("s")
        assert current
        assert reader.on_disk(current).starred
