"""What a later version changed, on the screen."""

from __future__ import annotations

import json
from pathlib import Path

from store.change import Change
from store.importers.contract import Draft
from store.library import Library
from tests.tui.reader import fill, paper, reading
from tui.screens.import_preview import ImportPreview

OLD, NEW = "It works on three things.", "It works on five [/b] things."


def later(folder: Path) -> str:
    (name,) = fill(folder, [paper(0, abstract=OLD, identifiers={"arxiv": "2303.01234v1"})])
    with Library(folder) as library:
        library.change([name], Change(read=True))
        library.import_papers(
            [Draft(paper(0, abstract=NEW, identifiers={"arxiv": "2303.01234v2"}), 1)]
        )
    return name


async def test_the_preview_says_that_a_version_takes_the_read_mark(
    folder: Path, tmp_path: Path
) -> None:
    names = fill(
        folder,
        [
            paper(number, abstract=OLD, identifiers={"arxiv": f"2303.0123{number}v1"})
            for number in range(2)
        ],
    )
    with Library(folder) as library:
        library.change(names[:1], Change(read=True))
    rows = [
        {
            "title": paper(number).title,
            "authors": list(paper(number).authors),
            "abstract": NEW,
            "identifiers": {"arxiv": f"2303.0123{number}v2"},
        }
        for number in range(2)
    ]
    more = tmp_path / "more.jsonl"
    more.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    async with reading(folder, (120, 40)) as reader:
        await reader.keys("i")
        reader.screen.prompt.input.value = str(more)
        await reader.keys("enter")
        await reader.until(lambda: isinstance(reader.app.screen, ImportPreview))
        assert "2 updates · 1 unread again" in reader.text()
        assert "makes it unread again" in reader.text()
        await reader.keys("j")
        await reader.until(lambda: "makes it unread again" not in reader.text())
        assert names[1] in reader.text()
        await reader.keys("enter")
        await reader.until(lambda: "2 updated" in reader.said)
        assert not reader.on_disk(names[0]).read


async def test_what_changed_is_shown_with_signs_until_it_is_read(folder: Path) -> None:
    name = later(folder)
    async with reading(folder) as reader:
        assert "Changed in version 2:" in reader.text()
        assert "It works on [-three-] {+five [/b]+} things." in reader.text()
        await reader.keys("r")
        await reader.until(lambda: "Changed in version" not in reader.text())
        assert NEW in reader.text()
        assert reader.on_disk(name).read
