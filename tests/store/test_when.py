"""Dates of sources."""

from __future__ import annotations

import pytest

from store.importers.when import iso


@pytest.mark.parametrize("day", [0, 31, -1, 10**30])
def test_a_day_that_the_month_has_not_is_left_out(day: int) -> None:
    assert iso(2024, 2, day) == "2024-02"
    assert iso(2024, 2, 29) == "2024-02-29"
