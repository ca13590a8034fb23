"""The bar, and the widths of text."""

from __future__ import annotations

import pytest

from tui.cli import progress
from tui.cli.cell import cut, pad, width, wrap
from tui.cli.progress import Progress


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setattr(progress, "is_terminal", lambda _stream: True)
    return Clock()


def test_what_is_done_at_once_shows_no_bar(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress(clock) as bar:
        bar(0.5)
        clock.now = 0.4
        bar(1.0)
    assert capsys.readouterr().err == ""


def test_what_takes_longer_shows_one_and_wipes_it_away(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress(clock) as bar:
        bar.what = "of papers.txt"
        clock.now = 0.6
        bar(0.5)
        shown = capsys.readouterr().err
    assert " 50% of papers.txt" in shown
    assert shown.count("█") == shown.count("░") == 12
    assert capsys.readouterr().err == "\r\x1b[K"


def test_it_is_not_drawn_more_often_than_anyone_can_see(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress(clock) as bar:
        clock.now = 1.0
        for step in range(100):
            bar(step / 100)
        assert capsys.readouterr().err.count("\r") == 1


def test_an_error_wipes_it_away_too(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt), Progress(clock) as bar:
        clock.now = 1.0
        bar.say("Saving")
        raise KeyboardInterrupt
    assert capsys.readouterr().err.endswith("Saving…\x1b[K\r\x1b[K")


def test_without_a_terminal_there_is_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "is_terminal", lambda _stream: False)
    clock = Clock()
    with Progress(clock) as bar:
        clock.now = 9.0
        bar(0.5)
        bar.say("Saving")
    assert capsys.readouterr().err == ""


def test_wide_characters_take_two_cells_and_combining_ones_none() -> None:
    assert width("語e\u0301\U0001f431") == 5
    assert cut("語語語", 5) == "語語…"
    assert cut("語語語", 4) == "語…"
    assert cut("abc", 3) == "abc"
    assert pad("語", 4) == "語  "


def test_text_is_broken_at_spaces_and_where_there_are_none_anywhere() -> None:
    assert wrap("one two three", 8) == "one two\nthree"
    assert wrap("語語語語", 5) == "語語\n語語"
    assert wrap("a\n\nb", 8) == "a\n\nb"
    assert wrap("as it is", None) == "as it is"
    assert wrap("語", 1) == "語"
