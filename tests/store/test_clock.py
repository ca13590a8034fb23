"""The clock that orders changes made on several devices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.clock import Clock, device_of, is_stamp

NOON = 1_795_435_200_123  # 2026-11-23T12:00:00.123Z
LAST = "9998-12-30T23:59:59.999Z-ffff-broken"


def test_a_stamp_is_the_time_a_count_and_the_device() -> None:
    stamp = Clock("my-laptop-3f", now=lambda: NOON).tick()
    assert stamp == "2026-11-23T12:00:00.123Z-0000-my-laptop-3f"
    assert device_of(stamp) == "my-laptop-3f"


@given(st.lists(st.integers(-(10**15), 10**18), min_size=2, max_size=30))
def test_stamps_only_grow_whatever_the_wall_clock_does(times: list[int]) -> None:
    wall = iter(times)
    clock = Clock("a", now=lambda: next(wall))
    stamps = [clock.tick() for _ in times]
    assert stamps == sorted(set(stamps))
    assert all(map(is_stamp, stamps))


@given(st.datetimes(), st.integers(0, 0xFFFF), st.integers(0, 4 * 10**12))
def test_a_stamp_comes_after_every_stamp_seen(when: object, count: int, wall: int) -> None:
    seen = f"{when:%Y-%m-%dT%H:%M:%S}.000Z-{count:04x}-zzz"
    clock = Clock("a", now=lambda: wall)
    clock.seen(seen)
    stamp = clock.tick()
    assert is_stamp(stamp)
    if is_stamp(seen):
        assert stamp > seen


def test_a_stamp_seen_does_not_move_the_clock_back() -> None:
    clock = Clock("a", now=lambda: NOON)
    first = clock.tick()
    clock.seen("2001-01-01T00:00:00.000Z-0000-b")
    assert clock.tick() > first


def test_more_changes_in_a_millisecond_than_can_be_counted_go_on_in_the_next() -> None:
    clock = Clock("a", now=lambda: NOON)
    clock.seen("2026-11-23T12:00:00.123Z-ffff-b")
    assert clock.tick() == "2026-11-23T12:00:00.124Z-0000-a"


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "zzz",
        "yesterday",
        "9999-12-31T23:59:59.999Z-ffff-laptop",
        "9999-01-01T00:00:00.000Z-0000-laptop",
        "2026-13-45T99:99:99.999Z-0000-laptop",
        "2026-11-23T12:00:00.123Z-xyz0-laptop",
        "2026-11-23T12:00:00.123Z-0000-",
        "2026-11-23T12:00:00.123Z-0000-a\nb",
        "٢٠٢٦-11-23T12:00:00.123Z-0000-laptop",
        "0001-01-01T00:00:00.000Z-0000-laptop",
    ],
)
def test_a_text_that_is_no_stamp_is_passed_over(stamp: str) -> None:
    assert not is_stamp(stamp)
    clock = Clock("a", now=lambda: NOON)
    clock.seen(stamp)
    assert clock.tick() == "2026-11-23T12:00:00.123Z-0000-a"


@pytest.mark.parametrize("value", [None, 5, True, [], {}, b"2026"])
def test_a_value_that_is_no_text_is_no_stamp(value: object) -> None:
    assert not is_stamp(value)


def test_the_last_stamp_there_can_be_does_not_stop_the_clock() -> None:
    clock = Clock("a", now=lambda: NOON)
    clock.seen(LAST)
    stamps = [clock.tick() for _ in range(3)]
    assert [LAST, *stamps] == sorted({LAST, *stamps})


def test_a_wall_clock_far_beyond_all_years_does_not_stop_the_clock() -> None:
    assert is_stamp(Clock("a", now=lambda: 10**17).tick())
