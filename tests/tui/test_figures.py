"""The page of figures: counted beside the screen, drawn for any width, left at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.geometry import Region

from store.change import Change
from store.errors import LibraryError, SearchCancelled
from store.library import Library
from store.query import Query
from store.statistics import Share, Statistics
from tests.tui.reader import Reader, fill, paper, reading
from tui.periods import Period, periods, years
from tui.screens.statistics import StatisticsScreen
from tui.widgets.figures import Heatmap, Ranking

TODAY = date(2024, 3, 1)


async def shown(reader: Reader) -> None:
    """Open the page, and wait until it is filled."""
    await reader.keys("percent_sign")
    await reader.until(lambda: reader.app.screen.query(".figure"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (30, 12)])
async def test_the_page_has_every_figure(folder: Path, size: tuple[int, int]) -> None:
    ids = fill(folder, [paper(1, authors=("[red]Ada[/]",)), paper(2), paper(3)])
    with Library(folder) as library:
        library.change(ids[:2], Change(read=True, add_tags=("rl",)))
    async with reading(folder, size=size) as reader:
        await shown(reader)
        seen = reader.text()
        for _ in range(9):
            await reader.keys("tab")
            seen += reader.text()
        for title in ("In all", "Papers added", "Papers read", "Read by day", "Categories"):
            assert title in seen
        for told in ("Organisations", "Authors", "Published by year", "[red]", "cs.CL"):
            assert told in seen
        assert "No paper names an org" in seen
        await reader.keys("q")
        assert reader.app.screen is reader.screen


async def test_figures_are_about_the_papers_shown(folder: Path, ids: list[str]) -> None:
    async with reading(folder, query="number 3") as reader:
        await reader.until(lambda: reader.screen.filter_text)
        await shown(reader)
        assert "Statistics: filter: number 3" in reader.text()
        assert reader.text().splitlines()[2].split()[0] == "1"


async def test_what_was_counted_is_kept_until_something_changes(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Statistics] = []
    count = Library.statistics

    def counting(library: Library, *args: object, **named: object) -> Statistics:
        counted.append(count(library, *args, **named))  # type: ignore[arg-type]
        return counted[-1]

    monkeypatch.setattr(Library, "statistics", counting)
    async with reading(folder) as reader:
        for _ in range(2):
            await shown(reader)
            await reader.keys("escape")
        assert len(counted) == 1
        await reader.keys("r")
        await shown(reader)
        assert [found.read for found in counted] == [0, 1]


async def test_an_empty_library_and_a_filter_that_finds_nothing_say_so(
    folder: Path, tmp_path: Path
) -> None:
    async with reading(tmp_path / "empty") as reader:
        await reader.keys("percent_sign")
        await reader.until(lambda: "This library is empty." in reader.text())
        await reader.keys("escape")
    fill(folder, [paper(1)])
    async with reading(folder, query="zzz") as reader:
        await reader.until(lambda: reader.screen.filter_text)
        await reader.keys("percent_sign")
        await reader.until(lambda: "No paper matches the filter." in reader.text())


async def test_counting_tells_how_far_it_is_and_leaving_gives_it_up(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()

    def slow(
        _library: Library,
        _query: Query,
        progress: Callable[[int, int], object],
        is_cancelled: Callable[[], bool],
        **_: object,
    ) -> None:
        progress(3, 6)
        while not is_cancelled():
            over.wait(0.01)
        over.set()
        raise SearchCancelled("Given up.")

    monkeypatch.setattr(Library, "statistics", slow)
    async with reading(folder) as reader:
        await reader.keys("percent_sign")
        await reader.until(lambda: "Counting 6 papers… 50%" in reader.text())
        await reader.keys("j", "escape")
        await reader.until(over.is_set)
        assert reader.app.screen is reader.screen


async def test_why_there_are_no_figures_is_told(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise LibraryError("The journal is gone.")

    monkeypatch.setattr(Library, "statistics", failing)
    async with reading(folder) as reader:
        await reader.keys("percent_sign")
        await reader.until(lambda: "The journal is gone." in reader.text())


@pytest.mark.parametrize("theme", ["paper-dark", "paper-light", "high-contrast", "console"])
async def test_figures_can_be_read_in_each_theme(folder: Path, ids: list[str], theme: str) -> None:
    with Library(folder) as library:
        library.change(ids[:2], Change(read=True, add_tags=("rl",)))
    async with reading(folder, size=(120, 60)) as reader:
        reader.app.know_themes()
        reader.app.theme = theme
        await shown(reader)
        screen = reader.app.screen
        assert isinstance(screen, StatisticsScreen)
        found = reader.contrasts(Region(0, 1, 116, 57))
        assert [pair for pair in found if pair[1] < 4.5] == []


async def test_figures_are_of_ascii_where_there_is_no_unicode(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "POSIX")
    async with reading(folder, size=(80, 60)) as reader:
        await shown(reader)
        assert reader.text().isascii()
        assert "###" in reader.text()


def lines(figure: Heatmap | Ranking, width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr("tui.widgets.figures.Figure.part", lambda *_: "")
    return [line.plain for line in figure.lines(width)]


def test_a_year_of_days_is_drawn_as_wide_as_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = {TODAY: 1, TODAY - timedelta(days=1): 8, TODAY - timedelta(days=400): 90}
    for width, cells in ((170, 3), (120, 2), (60, 1), (20, 1)):
        drawn = lines(Heatmap(days, TODAY), width, monkeypatch)
        assert max(map(cell_len, drawn)) <= width
        assert drawn[4].endswith("█" * cells)  # Thursday, yesterday
        assert drawn[5].endswith("░" * cells)  # Friday, today
    assert (
        "to 8 a day, on 29 Feb 2024; 9 papers on 2 days"
        in lines(Heatmap(days, TODAY), 120, monkeypatch)[-1]
    )
    assert lines(Heatmap({}, TODAY), 60, monkeypatch)[-1].startswith("Nothing was read")


@given(
    st.lists(st.tuples(st.text(), st.integers(1, 10**6)), min_size=1, max_size=5),
    st.integers(1, 90),
)
def test_rankings_are_as_wide_as_there_is_room(found: list[tuple[str, int]], width: int) -> None:
    shares = [Share(name, count, count // 3) for name, count in sorted(found, key=lambda x: -x[1])]
    with pytest.MonkeyPatch.context() as patch:
        drawn = lines(Ranking("x", shares, ""), width, patch)
    assert len(drawn) == len(shares)
    least = max(len(f"{count:,}") for _, count in found) + 4
    assert width < least or all(cell_len(line) <= width for line in drawn)


def test_bars_are_days_months_or_years() -> None:
    assert periods({}, TODAY, 50) == []
    week = periods({TODAY - timedelta(days=3): 2}, TODAY, 50)
    assert (len(week), week[-1], week[-4]) == (14, Period("1 Mar", 0), Period("27 Feb", 2))
    months = periods({date(2023, 1, 31): 2, date(2023, 1, 1): 1}, TODAY, 50)
    assert months[:2] == [Period("Jan 2023", 3), Period("Feb 2023", 0)]
    assert len(months) == 15
    assert periods({date(1999, 5, 5): 2}, TODAY, 50)[0] == Period("1999", 2)
    assert [bar.label for bar in periods({date(2025, 1, 1): 1}, TODAY, 500)][-1] == "1 Jan"


def test_years_far_apart_are_those_that_have_something() -> None:
    assert years({}, 5) == []
    assert [bar.label for bar in years({2020: 1, 2022: 1}, 5)] == ["2020", "2021", "2022"]
    assert [bar.label for bar in years({1: 1, 2020: 1, 9999: 1}, 2)] == ["2020", "9999"]
