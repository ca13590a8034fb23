"""What an import would do, on a screen with little room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.previewing import is_shown, known, new, preview, rows
from tests.tui.reader import Reader, reading

MIXED = rows(
    new("Ant"), known(0), known(1, venue="NeurIPS"), "no paper", *(new(f"Cow {n}") for n in "1234")
)


def lines(reader: Reader) -> list[str]:
    """Give the rows of the screen."""
    return [line.strip(" │") for line in reader.text().splitlines()]


async def test_the_smallest_screen_has_rows_counts_and_how_to_accept_and_leave(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder, (20, 5)) as reader:
        await preview(reader, tmp_path, MIXED)
        assert lines(reader)[0].startswith("[✓] + Ant is new")
        assert lines(reader)[1].startswith("[✓] ~ Paper number")
        assert lines(reader)[3:] == ["6/6 · +5 ~1 =1 !1", "Enter · Esc leaves"]
        await reader.keys("space")
        assert lines(reader)[0].startswith("[ ] + Ant is new")
        assert lines(reader)[3].startswith("5/6")
        await reader.keys("G")
        assert "[✓] + Cow 4 is new" in lines(reader)
        await reader.keys("V", "V", "enter")
        assert lines(reader)[3].startswith("Nothing is taken")
        assert len(lines(reader)) == 5
        await reader.keys("V", "enter")
        await reader.until(lambda: "5 added, 1 updated" in reader.said)


@pytest.mark.parametrize("size", [(40, 10), (60, 12), (30, 14)])
async def test_a_low_screen_has_several_rows_and_all_the_rest_on_a_line_each(
    size: tuple[int, int], folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder, size) as reader:
        await preview(reader, tmp_path, MIXED)
        shown = lines(reader)
        assert "Import more.jsonl" in shown[1]
        assert sum("[✓]" in line or "! " in line for line in shown) >= 4
        assert "6 of 6" in shown[-3]
        assert "Enter imports" in shown[-2]
        assert shown[-2].endswith("Esc leaves")
        assert "is new" in reader.row("[✓] +")


async def test_it_fits_anew_when_the_screen_gets_another_size(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    text = rows(*(new(f"Ant {number}") for number in range(3000)), known(1, venue="V"))
    async with reading(folder, (80, 24)) as reader:
        await preview(reader, tmp_path, text)
        await reader.pilot.resize_terminal(20, 5)
        await reader.until(lambda: lines(reader)[-1] == "Enter · Esc leaves")
        assert lines(reader)[3].startswith("3,001/3,001")
        assert sum("Ant" in line for line in lines(reader)) == 3
        await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: "3,000 new, 1 update" in reader.text())
        assert "3,001 of 3,001 papers taken · shown: what changes" not in reader.text()
        assert "3,001 of 3,001 papers taken" in reader.text()
        await reader.until(lambda: "more.jsonl:1 · new, as" in reader.text())
        await reader.keys("escape")
        assert not is_shown(reader)()
