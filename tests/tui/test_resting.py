"""Papers that are looked at for a time, where the settings say that they count as read then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.reader import reading
from tui.read_after import read_after
from tui.rest import Rest
from tui.screens.help import HelpScreen
from tui.settings import Settings
from tui.settings_check import problems


def settle(text: str) -> Settings:
    settings = Settings()
    settings.path.parent.mkdir(parents=True, exist_ok=True)
    settings.path.write_text(text, encoding="utf-8")
    return settings


class Looks:
    """Counts how often a rest was over."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        look = Rest._look

        def counted(rest: Rest) -> None:
            self.count += 1
            look(rest)

        monkeypatch.setattr(Rest, "_look", counted)


async def test_without_the_setting_looking_marks_nothing(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("j", "k")
        assert reader.screen._reading is None


async def test_a_paper_looked_at_for_so_long_is_marked_read(folder: Path, ids: list[str]) -> None:
    settle("read_after = 0.02\n")
    async with reading(folder) as reader:
        await reader.until(lambda: reader.on_disk(ids[0]).read)
        await reader.until(lambda: reader.said)
        assert reader.said == f"Marked read {ids[0]}: it was open for 0.02 s."
        assert "●" not in reader.row("Paper number 0")
        assert not reader.on_disk(ids[1]).read
        await reader.keys("u")
        assert not reader.on_disk(ids[0]).read
        await reader.keys("G")
        await reader.until(lambda: reader.on_disk(ids[5]).read)
        assert not reader.on_disk(ids[0]).read


async def test_it_stays_dimmed_in_a_view_of_unread_papers(folder: Path, ids: list[str]) -> None:
    settle("read_after = 0.02\n")
    async with reading(folder, query="is:unread") as reader:
        await reader.until(lambda: reader.on_disk(ids[0]).read)
        await reader.until(lambda: "5 unread · 1/6" in reader.text() or "1/6" in reader.text())
        assert "Paper number 0" in reader.text()


@pytest.mark.parametrize("key", ["f", "e", "question_mark"])
async def test_nothing_is_marked_while_typing_or_under_a_box(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    looks = Looks(monkeypatch)
    async with reading(folder) as reader:
        await reader.keys(key)
        await reader.until(
            lambda: reader.screen.is_typing or isinstance(reader.app.screen, HelpScreen)
        )
        reader.screen.read_after = 0.01
        reader.screen.came_to_rest()
        await reader.until(lambda: looks.count > 3)
        assert not reader.on_disk(ids[0]).read
        await reader.keys("escape")
        await reader.until(lambda: reader.on_disk(ids[0]).read)


async def test_nothing_is_marked_where_the_paper_is_hidden(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks(monkeypatch)
    async with reading(folder) as reader:
        await reader.keys("z")
        await reader.until(lambda: not reader.screen.detail.region)
        reader.screen.read_after = 0.01
        reader.screen.came_to_rest()
        await reader.until(lambda: looks.count > 3)
        assert not reader.on_disk(ids[0]).read


def test_a_rest_that_is_told_of_late_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    waits: list[float] = []
    done: list[bool] = []
    monkeypatch.setattr("tui.rest.monotonic", lambda: now[0])
    rest = Rest(5, lambda: done.append(True), lambda seconds, _then: waits.append(seconds))
    rest.begin()
    now[0] = 3600  # the program was stopped meanwhile
    rest._look()
    assert not done
    now[0] = 3603
    rest.begin()
    now[0] = 3605
    rest._look()
    assert not done
    now[0] = 3608
    rest._look()
    assert done == [True]
    assert waits == [5, 5, 3]


@pytest.mark.parametrize("value", ["0", "5", "2.5"])
def test_the_setting_is_a_number_of_seconds(value: str) -> None:
    settings = settle(f"read_after = {value}\n")
    assert read_after(settings) == (float(value), [])
    assert problems(settings) == []


@pytest.mark.parametrize("value", ["-1", "true", '"5"', "nan", "inf", "[5]", "90000"])
async def test_a_setting_of_another_kind_is_told_of_and_never_followed(
    folder: Path, ids: list[str], value: str
) -> None:
    settings = settle(f"read_after = {value}\n")
    assert read_after(settings)[0] == 0
    assert problems(settings) == [
        f"{settings.path}: read_after is a number of seconds, a day at most; 0 is never."
    ]
    async with reading(folder) as reader:
        await reader.until(lambda: reader.said)
        assert "read_after is a number of seconds" in reader.said.replace("\n", " ")
