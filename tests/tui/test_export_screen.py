"""Exporting papers, and citing them in any style, from the reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.reader import Reader, reading
from tui.settings import Settings


async def choose(reader: Reader, *keys: str) -> None:
    """Choose a format to export to, and wait until a file is asked for."""
    await reader.keys("x")
    await reader.until(lambda: "Export 6 papers as" in reader.text())
    await reader.pilot.press(*keys, "enter")
    await reader.until(lambda: "export 6 papers to file:" in reader.text())


async def answer(reader: Reader, text: str) -> None:
    """Write a line where the prompt asks for one."""
    reader.screen.prompt.input.value = text
    await reader.pilot.press("enter")


async def test_x_writes_the_papers_shown_to_a_file(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "all.jsonl"
    async with reading(folder) as reader:
        await choose(reader, "G")
        await answer(reader, f" '{path}' ")
        await reader.until(lambda: "6 papers written to" in reader.said)
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert [row["id"] for row in rows] == ids


async def test_x_writes_only_what_the_filter_shows(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "one.bib"
    async with reading(folder, query="author3") as reader:
        await reader.until(lambda: len(reader.screen.deck.ids) == 1)  # type: ignore[union-attr]
        await reader.keys("x")
        await reader.until(lambda: "Export 1 paper as" in reader.text())
        await reader.pilot.press("enter")
        await reader.until(lambda: "export 1 paper to file:" in reader.text())
        await answer(reader, str(path))
        await reader.until(lambda: "1 paper written to" in reader.said)
        assert path.read_text("utf-8").startswith("@misc{author32024paper,")


async def test_x_exports_what_is_selected(folder: Path, ids: list[str], tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    async with reading(folder) as reader:
        await reader.keys("space", "space", "x")
        await reader.until(lambda: "Export 2 papers as" in reader.text())
        await reader.pilot.press("enter")
        await reader.until(lambda: "export 2 papers to file:" in reader.text())
        await answer(reader, str(path))
        await reader.until(lambda: "2 papers written" in reader.said)
        assert path.read_text("utf-8").count("@misc{") == 2


async def test_without_a_file_the_export_is_copied(
    folder: Path, ids: list[str], clipboard: Path
) -> None:
    async with reading(folder) as reader:
        await choose(reader)
        await answer(reader, "")
        await reader.until(lambda: "BibTeX copied" in reader.said)
        assert clipboard.read_text().count("@misc{") == 6


async def test_what_was_copied_is_called_by_its_format_alone(
    folder: Path, ids: list[str], clipboard: Path
) -> None:
    async with reading(folder) as reader:
        await reader.keys("x", "G", "enter")
        await answer(reader, "")
        await reader.until(lambda: "JSON lines copied" in reader.said)


async def test_a_file_that_is_there_is_asked_about_before_it_is_replaced(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("before")
    async with reading(folder) as reader:
        await choose(reader)
        await answer(reader, str(path))
        await reader.until(lambda: "Enter again replaces it" in reader.said)
        assert path.read_text() == "before"
        await reader.pilot.press("enter")
        await reader.until(lambda: "written" in reader.said)
        assert path.read_text("utf-8").startswith("@misc{")


async def test_a_place_where_no_file_can_be_is_told_and_can_be_mended(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder) as reader:
        await choose(reader)
        await answer(reader, str(tmp_path / "no" / "refs.bib"))
        await reader.until(lambda: "There is no folder" in reader.said)
        await answer(reader, str(tmp_path))
        await reader.until(lambda: "is a folder" in reader.said)
        await answer(reader, str(tmp_path / "refs.bib"))
        await reader.until(lambda: "written" in reader.said)


async def test_an_export_that_is_left_writes_nothing(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder) as reader:
        await choose(reader)
        await reader.pilot.press("escape")
        await reader.until(lambda: not reader.screen.prompt.display)
        await reader.keys("x")
        await reader.until(lambda: "Export 6 papers as" in reader.text())
        await reader.pilot.press("escape")
        await reader.until(lambda: reader.app.screen is reader.screen)


async def test_esc_stops_an_export(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "refs.bib"
    monkeypatch.setattr("store.exporting._REPORT_EVERY", 1)
    async with reading(folder) as reader:
        await choose(reader)
        started = reader.screen._progress

        def held(stop: object) -> object:
            progress = started(stop)  # type: ignore[arg-type]

            def wait(share: float) -> None:
                stop.wait()  # type: ignore[attr-defined]
                progress(share)

            return wait

        monkeypatch.setattr(reader.screen, "_progress", held)
        await answer(reader, str(path))
        await reader.until(lambda: "Exporting" in reader.said)
        await reader.pilot.press("escape")
        await reader.until(lambda: "The export was stopped" in reader.said)
        assert not path.exists()
        await reader.keys("x")
        await reader.until(lambda: "Export 6 papers as" in reader.text())


async def test_x_without_papers_says_so(folder: Path) -> None:
    async with reading(folder) as reader:
        await reader.keys("x")
        assert "no paper to export" in reader.said


async def test_c_copies_the_style_of_the_settings(
    folder: Path, ids: list[str], clipboard: Path
) -> None:
    path = Settings().path
    path.parent.mkdir(parents=True)
    path.write_text('citation_style = "mla"\n', "utf-8")
    async with reading(folder) as reader:
        await reader.keys("c")
        await reader.until(lambda: "MLA copied" in reader.said)
        assert clipboard.read_text() == (
            "Author0, Ada, and Bo Second. “Paper Number 0: On Things.” 28 Mar. 2024, "
            "https://example.org/0."
        )


async def test_a_style_of_the_settings_that_is_none_is_told(
    folder: Path, ids: list[str], clipboard: Path
) -> None:
    path = Settings().path
    path.parent.mkdir(parents=True)
    path.write_text('citation_style = "vancuver"\n', "utf-8")
    async with reading(folder) as reader:
        await reader.keys("c")
        await reader.until(lambda: "did you mean vancouver" in reader.said)
        assert not clipboard.exists()


async def test_capital_c_offers_every_style_by_its_name(
    folder: Path, ids: list[str], clipboard: Path
) -> None:
    async with reading(folder, (100, 40)) as reader:
        await reader.keys("C")
        # What a style makes of the paper is shown beside it, as soon as it is known.
        await reader.until(lambda: "1. Author0 A, Second B. Paper" in reader.text())
        await reader.pilot.press(*["down"] * 9, "enter")
        await reader.until(lambda: "Vancouver copied" in reader.said)
        assert clipboard.read_text().startswith("1. Author0 A, Second B. Paper number 0")
        await reader.keys("C")
        await reader.until(lambda: "Another style" in reader.text())
        await reader.pilot.press(*["down"] * 10, "enter")
        await reader.until(lambda: "citation style:" in reader.text())
        await answer(reader, "vancuver")
        await reader.until(lambda: "did you mean vancouver" in reader.said)
        await answer(reader, "cell")
        await reader.until(lambda: "cell copied" in reader.said)
        assert clipboard.read_text().startswith("1. Author0, A., and Second, B. (2024). Paper")
