"""After an import: where its papers are in the list, and how to see them."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.library import Library
from tests.tui.previewing import is_shown, known, new, preview, rows
from tests.tui.reader import Reader, reading
from tui import views

OLD = {"authors_complete": True, "added": "2020-01-02T03:04:05Z"}
"""What a backup of long ago says."""


def title(reader: Reader) -> str:
    """Give the title of the paper under the cursor."""
    assert reader.current is not None
    with Library(reader.folder, read_only=True) as library:
        return library.paper(reader.current).title


async def accept(reader: Reader, tmp_path: Path, text: str) -> None:
    """Have a file imported."""
    await preview(reader, tmp_path, text)
    await reader.keys("enter")
    await reader.until(lambda: "undoes it" in reader.said)


async def test_the_cursor_goes_to_the_first_in_the_list_of_those_that_came(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    text = rows(known(0, venue="V"), new("Ant", year=2019), new("Bee", year=2020))
    async with reading(folder) as reader:
        await accept(reader, tmp_path, text)
        assert title(reader) == "Bee is new"
        assert "Bee is new" in reader.text()
        said = "2 added, 1 updated, 0 unchanged. 4 shows today's; u undoes it."
        assert reader.said == said
        await reader.keys("u")
        assert len(list(reader.screen.deck.ids if reader.screen.deck else ())) == 6


async def test_where_none_came_it_goes_to_the_first_that_was_changed(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder) as reader:
        await accept(reader, tmp_path, rows(known(4, venue="V"), known(3, venue="V")))
        assert reader.current == ids[3]
        assert reader.said == "0 added, 2 updated, 0 unchanged. u undoes it."


async def test_a_list_that_hides_them_stays_and_the_key_that_shows_them_is_told(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    with Library(folder) as library:
        library.restore_marks({ids[2]: {"starred": True}}, "Starred")
    async with reading(folder, query="is:starred") as reader:
        await reader.until(lambda: reader.current == ids[2])
        await accept(reader, tmp_path, rows(new("Ant")))
        assert reader.current == ids[2]
        assert reader.said.endswith("Not in this list: 4 shows today's; u undoes it.")
        await reader.keys("4")
        await reader.until(lambda: "Ant is new" in reader.text())


async def test_what_a_backup_of_long_ago_brings_is_not_said_to_be_of_today(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder, query="is:starred") as reader:
        await accept(reader, tmp_path, rows(new("Ant", **OLD)))
        assert reader.said.endswith("Not in this list: 0 shows all; u undoes it.")


async def test_what_is_shown_already_is_not_offered(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder) as reader:
        await reader.keys("4")
        await accept(reader, tmp_path, rows(new("Ant")))
        assert title(reader) == "Ant is new"
        assert reader.said == "1 added, 0 updated, 0 unchanged. u undoes it."


async def test_where_no_view_shows_them_the_query_is_told(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "BUILT_IN", views.BUILT_IN[:1])
    async with reading(folder) as reader:
        await accept(reader, tmp_path, rows(new("Ant")))
        assert "f added:<1d shows today's" in reader.said


async def test_nothing_new_leaves_the_cursor_where_it_is(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    (tmp_path / "again.jsonl").write_text(rows(known(4)))
    async with reading(folder) as reader:
        await reader.keys("j", "i")
        reader.screen.prompt.input.value = str(tmp_path / "again.jsonl")
        await reader.keys("enter")
        await reader.until(lambda: reader.said == "Nothing new: 1 the same.")
        assert (reader.current, is_shown(reader)()) == (ids[1], False)
