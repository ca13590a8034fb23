"""Names of tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.tags import LONGEST, TagError, is_tag, nearest_tag, tag


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("rl", "rl"),
        ("  RL ", "rl"),
        ("#rl", "rl"),
        ("# rl", "rl"),
        ("Deep  Learning", "deep-learning"),
        ("deep, learning", "deep-learning"),
        ("-draft-", "draft"),
        ("c++", "c++"),
        ("R&D", "r&d"),
        ("to/read", "to/read"),
        ("v1.0", "v1.0"),
        ("2024", "2024"),
        ("强化学习", "强化学习"),
        ("हिन्दी", "हिन्दी"),
        ("ÉTÉ", "été"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_a_tag_is_kept_in_one_spelling(text: str, kept: str) -> None:
    assert tag(text) == kept
    assert is_tag(kept)


@pytest.mark.parametrize(
    "text",
    ["", " ", "#", "-", "!", "--", "a b!", "a:b", "(x)", '"', "\x1b[2J", "a\u202eb", "_x", "##a"],
)
def test_what_cannot_be_a_tag_is_refused(text: str) -> None:
    with pytest.raises(TagError):
        tag(text)
    assert not is_tag(text)


def test_a_tag_has_a_greatest_length() -> None:
    assert tag("x" * LONGEST)
    with pytest.raises(TagError, match="longer than 60"):
        tag("x" * (LONGEST + 1))


@given(st.text(max_size=70))
def test_a_tag_as_it_is_kept_stays_so(text: str) -> None:
    try:
        kept = tag(text)
    except TagError:
        return
    assert tag(kept) == kept
    assert tag(f"#{kept}") == kept
    assert kept.isprintable()


@given(st.text(st.characters(exclude_categories=()), max_size=70))
def test_the_nearest_tag_of_any_text_is_one_or_nothing(text: str) -> None:
    found = nearest_tag(text)
    assert not found or is_tag(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("!important!", "important"),
        ("a: b", "a--b"),
        ("???", ""),
        ("x" * 99, "x" * 60),
        ("RL", "rl"),
    ],
)
def test_what_another_program_calls_a_tag_becomes_the_nearest(text: str, found: str) -> None:
    assert nearest_tag(text) == found
