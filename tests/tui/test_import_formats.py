from __future__ import annotations

from pathlib import Path

from tests.tui.reader import reading
from tui.fate_text import WORDS
from tui.screens.import_preview import ImportPreview

FORMATS = Path(__file__).parents[1] / "data" / "formats"


async def test_a_bibliography_comes_in_and_what_is_broken_in_it_is_shown(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("i")
        assert "BibTeX" in reader.text()
        await reader.type(str(FORMATS / "bibtex" / "broken.bib"))
        await reader.keys("enter")
        await reader.until(lambda: isinstance(reader.app.screen, ImportPreview))
        assert "3 new, 4 not understood" in reader.text()
        for _ in WORDS:
            if "shown: not understood" in reader.text():
                break
            await reader.keys("f")
        shown = reader.text()
        assert "broken.bib:5: the entry does not end" in shown
        await reader.pilot.press("enter")
        await reader.until(lambda: "3 added" in reader.said)
        assert "4 not understood" in reader.said


async def test_letters_that_were_latex_are_on_the_screen(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("i")
        await reader.type(str(FORMATS / "bibtex" / "latex.bib"))
        await reader.keys("enter", "enter")
        await reader.until(lambda: "6 added" in reader.said)
        await reader.keys("f")
        await reader.type("godel")
        await reader.keys("enter")
        await reader.until(lambda: "Gödel" in reader.text())
