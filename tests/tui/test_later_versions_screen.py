"""What a later version changed, on the screen."""

from __future__ import annotations

from pathlib import Path

from store.change import Change
from store.importers.contract import Draft
from store.library import Library
from tests.tui.reader import fill, paper, reading

OLD, NEW = "It works on three things.", "It works on five [/b] things."


def later(folder: Path) -> str:
    (name,) = fill(folder, [paper(0, abstract=OLD, identifiers={"arxiv": "2303.01234v1"})])
    with Library(folder) as library:
        library.change([name], Change(read=True))
        library.import_papers(
            [Draft(paper(0, abstract=NEW, identifiers={"arxiv": "2303.01234v2"}), 1)]
        )
    return name


async def test_what_changed_is_shown_with_signs_until_it_is_read(folder: Path) -> None:
    name = later(folder)
    async with reading(folder) as reader:
        assert "Changed in version 2:" in reader.text()
        assert "It works on [-three-] {+five [/b]+} things." in reader.text()
        await reader.keys("r")
        await reader.until(lambda: "Changed in version" not in reader.text())
        assert NEW in reader.text()
        assert reader.on_disk(name).read
