from __future__ import annotations

from tui.pace import Pace


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def pauses(gaps: list[float]) -> list[bool]:
    clock = Clock()
    pace = Pace(clock)
    found = []
    for gap in gaps:
        clock.now += gap
        found.append(pace.pause() > 0)
    return found


def test_a_letter_after_a_while_is_answered_at_once() -> None:
    assert pauses([1.0, 0.1, 0.1, 0.5]) == [False] * 4


def test_of_letters_that_come_fast_those_before_the_last_are_not_answered() -> None:
    assert pauses([1.0, 0.05, 0.05, 0.05]) == [False, True, True, True]


def test_however_long_letters_come_fast_something_is_answered_now_and_then() -> None:
    found = pauses([1.0, *[0.046875] * 15])  # which add up exactly
    assert [number for number, waits in enumerate(found) if not waits] == [0, 7, 14]
