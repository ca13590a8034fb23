"""What comes once can be gone through more than once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.kept import Kept


def test_it_is_gone_through_as_often_as_one_likes() -> None:
    kept = Kept(iter("abc"))
    assert [next(iter(kept)), *kept, *kept] == ["a", *"abc", *"abc"]


def test_nothing_is_missed_where_somebody_else_went_through_it_meanwhile() -> None:
    kept = Kept(iter("abcd"))
    slow = iter(kept)
    assert next(slow) == "a"
    assert list(kept) == list("abcd")
    assert list(slow) == list("bcd")


def test_what_broke_off_does_not_look_as_if_it_were_at_its_end() -> None:
    def breaks_off() -> Iterator[int]:
        yield 1
        raise OSError("gone")

    kept = Kept(breaks_off())
    for _attempt in range(2):
        with pytest.raises(OSError, match="gone"):
            list(kept)
        assert kept.given == [1]
