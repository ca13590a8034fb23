"""What a query found, while only the first of it are at hand."""

from __future__ import annotations

import pytest

from store.index.hits import Hits

ALL = [f"paper-{number}" for number in range(10)]


def first_of_ten(*, may_load: bool) -> Hits:
    def rest() -> tuple[list[str], bytearray]:
        assert may_load, "all were read for some that are at hand"
        return ALL, bytearray(10)

    return Hits(ALL[:4], bytearray(4), count=10, rest=rest)


@pytest.mark.parametrize("place", [slice(0, 4), slice(4), slice(1, 3), slice(0, 4, 2), slice(2, 2)])
def test_a_page_that_is_at_hand_does_not_wait_for_the_rest(place: slice) -> None:
    assert first_of_ten(may_load=False)[place] == ALL[place]


@pytest.mark.parametrize("place", [slice(None), slice(3, 6), slice(-3, None), slice(3, None, -1)])
def test_other_pages_have_all_of_them(place: slice) -> None:
    assert first_of_ten(may_load=True)[place] == ALL[place]
