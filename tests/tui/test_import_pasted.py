"""Texts that are pasted, or typed in the place of a file, to be imported."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste

from store.library import Library
from tests.tui.previewing import is_shown
from tests.tui.reader import Reader, reading

BIBTEX = """\
@article{a,
  title = {A Pasted Paper}, author = {Ada Writer}, year = {2024}, doi = {10.1000/pasted}
}
@article{b, title = {no end
"""


async def paste(reader: Reader, text: str) -> None:
    await reader.keys("i")
    reader.screen.prompt.input.post_message(Paste(text))
    await reader.pilot.pause()


async def test_several_lines_pasted_into_the_prompt_are_imported(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await paste(reader, BIBTEX.replace("\n", "\r"))
        await reader.until(is_shown(reader))
        assert "Import pasted text" in reader.text()
        assert "1 new, 1 not understood" in reader.text()
        await reader.keys("enter")
        await reader.until(lambda: "1 added" in reader.said)
        with Library(folder, read_only=True) as library:
            (paper,) = [library.paper(name) for name in library if name not in ids]
        assert (paper.title, paper.source) == ("A Pasted Paper", "pasted text")


async def test_an_entry_that_names_no_authors_shows_none(folder: Path, ids: list[str]) -> None:
    async with reading(folder, (120, 40)) as reader:
        await reader.keys("i")
        reader.screen.prompt.input.value = "2401.00001"
        await reader.keys("enter")
        await reader.until(is_shown(reader))
        await reader.until(lambda: "arxiv: 2401.00001" in reader.text())
        assert "et al." not in reader.text()


@pytest.mark.parametrize(
    "text",
    [
        "arXiv:2401.00001",
        "10.1000/182",
        "https://arxiv.org/abs/2401.00001v2",
        "@article{a, title = {On One Line}, year = 2024}",
    ],
)
async def test_an_id_or_an_entry_in_the_place_of_a_file_is_imported(
    folder: Path, ids: list[str], text: str
) -> None:
    async with reading(folder) as reader:
        await paste(reader, f"{text}\n")
        assert reader.screen.prompt.input.value == text
        await reader.keys("enter")
        await reader.until(is_shown(reader))
        assert "1 new" in reader.text()
        await reader.keys("enter")
        await reader.until(lambda: "1 added" in reader.said)


async def test_a_text_that_is_nothing_to_import_is_told_of(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await paste(reader, "no such file")
        await reader.keys("enter")
        await reader.until(lambda: "does not exist: check the name" in reader.said)
        assert reader.screen.prompt.display
        # A terminal may give a paste a line at a time: what follows must not become commands.
        await reader.keys("ctrl+u")
        await reader.type("@article{a,")
        await reader.keys("enter")
        await reader.until(lambda: "@article{a, does not exist" in reader.said)
        assert reader.screen.prompt.display
        await reader.keys("escape")
        await paste(reader, "several lines\nof nothing at all\n")
        await reader.until(lambda: "pasted text has no paper in a format" in reader.said)
        assert reader.app.screen is reader.screen


async def test_a_paste_into_another_prompt_is_one_line(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("i", "escape", "f")
        reader.screen.prompt.input.post_message(Paste("on\nthings"))
        await reader.until(lambda: reader.screen.prompt.input.value == "on things")
