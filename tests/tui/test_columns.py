"""The columns of the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.change import Change
from store.library import Library
from store.text.display import one_line
from tests.tui.reader import Reader, fill, paper, reading
from tui.columns import DATE, USUAL_COLUMNS, Column, columns_of, plan
from tui.settings import Settings
from tui.widgets.fitting import fit

WIDE_TEXTS = (
    "漢字の題名について",
    "e\u0301le\u0300ve",
    "emoji 👍🏽 and 👩‍🚀",
    "नमस्ते",
    "한국어 제목",
    "🇩🇪 flag",
)


def settings(text: str) -> Settings:
    """Write the user's settings."""
    found = Settings()
    found.path.parent.mkdir(parents=True, exist_ok=True)
    found.path.write_text(text, "utf-8")
    return found


def rows(reader: Reader) -> list[str]:
    """Give the rows of the list as they are drawn."""
    listed = reader.screen.paper_list
    return [strip.text for strip in listed.rows(range(listed.size.height))]


async def test_columns_stand_as_the_settings_name_them(folder: Path) -> None:
    settings('columns = ["year", "venue:8", "title", "score", "tags", "rating"]\n')
    [name] = fill(folder, [paper(1, venue="Some Long Venue", score=93.5)])
    with Library(folder) as library:
        library.change([name], Change(add_tags=("rl", "scaling"), rating=3))
    async with reading(folder, (110, 30)) as reader:
        await reader.keys("z")
        row = reader.row("Paper number 1")
        assert " 2024 Some Lo… Paper number 1: on things " in row
        assert " 93.5 #rl #scaling     ★★★ " in row
        assert "Author1" not in row


async def test_the_title_is_shown_though_no_setting_names_it(folder: Path, ids: list[str]) -> None:
    settings('columns = ["author"]\n')
    async with reading(folder) as reader:
        assert "Author0 +        Paper number 0" in reader.text()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('["dat"]', "columns: there is no column dat; did you mean date?"),
        ('["zzz"]', "there is no column zzz; there are date, year, title, "),
        ('["author:x"]', "the width of author is a number from 2 to 60, not x."),
        ('["author:"]', "the width of author is a number from 2 to 60, not nothing."),
        ('["author:99"]', "the width of author is a number from 2 to 60, not 99."),
        ('["title:9"]', "the title takes what is left: write title alone."),
        ('["date", "date:4"]', "date is named twice."),
        ("3", 'columns is no list of texts; write columns = ["date", "title"].'),
    ],
)
async def test_columns_that_cannot_be_shown_are_told_of_at_the_start(
    folder: Path, ids: list[str], text: str, told: str
) -> None:
    settings(f"columns = {text}\n")
    async with reading(folder, (200, 30)) as reader:
        await reader.until(lambda: told in reader.said)
        assert "Paper number 0" in reader.text()


def test_settings_without_columns_have_the_usual_ones() -> None:
    assert columns_of(settings("ascii = true\n")).columns == USUAL_COLUMNS
    assert columns_of(settings("[\n")).columns == USUAL_COLUMNS


async def test_a_date_takes_no_more_room_than_the_dates_shown_need(folder: Path) -> None:
    fill(folder, [paper(number, published=str(2020 - number)) for number in range(60)])
    async with reading(folder, (80, 24)) as reader:
        assert " 2020 Paper number 0" in reader.text()


async def test_longer_dates_that_come_into_sight_move_all_titles(folder: Path) -> None:
    published = [f"{2020 - number}" + "-03-04" * (number > 40) for number in range(60)]
    fill(folder, [paper(number, published=one) for number, one in enumerate(published)])
    async with reading(folder, (80, 24)) as reader:
        assert " 2020 Paper number 0" in reader.text()
        await reader.keys("G")
        await reader.until(lambda: " 1961-03-04 Paper number 59" in reader.text())
        await reader.keys("g")
        await reader.until(lambda: " 2020       Paper number 0" in reader.text())
        assert len({row.index("Paper") for row in rows(reader) if "Paper" in row}) == 1


@pytest.mark.parametrize(("cells", "date"), [(4, "2024"), (7, "2024-03"), (10, "2024-03-27")])
async def test_a_date_is_never_cut_within_a_number(folder: Path, cells: int, date: str) -> None:
    settings(f'columns = ["date:{cells}", "title"]\n')
    fill(folder, [paper(1)])
    async with reading(folder) as reader:
        assert f" {date} Paper number 1" in reader.text()


def test_the_last_named_columns_are_left_out_first() -> None:
    shown = [
        tuple(place.name for place in (*divided.before, *divided.after))
        for divided in (plan(USUAL_COLUMNS, cells, 10) for cells in range(20, 140))
    ]
    assert list(dict.fromkeys(shown)) == [
        (),
        ("date",),
        ("date", "author"),
        ("date", "author", "category"),
    ]


@given(
    st.lists(st.sampled_from(["date", "author", "venue", "score"]), unique=True),
    st.integers(0, 200),
    st.integers(0, 10),
)
def test_columns_take_exactly_the_room_there_is(names: list[str], cells: int, date: int) -> None:
    columns = [Column(name, 0 if name == DATE else 9) for name in names] + [Column("title", 0)]
    divided = plan(columns, cells, date)
    taken = sum(place.cells + 1 for place in (*divided.before, *divided.after))
    assert taken + divided.title == cells
    assert not taken or divided.title >= 45


@given(st.text("ab 漢字é\u0301\u0308👍🏽한नि…", max_size=30), st.integers(0, 20))
def test_a_text_is_cut_between_characters_and_fills_its_cells(text: str, cells: int) -> None:
    shown = one_line(text)
    cut = fit(shown, cells)
    assert cell_len(cut) == cells
    kept = cut.rstrip().removesuffix("…")
    rest = shown[len(kept) :] if shown.startswith(kept) else ""
    if cell_len(shown) > cells and rest:
        assert cell_len(kept) + cell_len(rest) == cell_len(shown)


@pytest.mark.parametrize("width", [60, 80, 130, 200])
async def test_wide_characters_keep_the_columns_straight(folder: Path, width: int) -> None:
    settings('columns = ["date", "title", "author", "venue"]\n')
    papers = [
        paper(number, title=f"{text} " * 40, authors=(f"X {text}",), venue=text)
        for number, text in enumerate(WIDE_TEXTS)
    ]
    fill(folder, papers)
    async with reading(folder, (width, 30)) as reader:
        await reader.keys("z")
        listed = reader.screen.paper_list
        drawn = rows(reader)[: len(papers)]
        assert {cell_len(row) for row in drawn} == {listed.size.width}
        assert all("…" in row for row in drawn)
