"""Capitals of titles."""

from __future__ import annotations

import pytest

from store.citations.csl.casing import CASES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("self-attention is all you need", "Self-Attention Is All You Need"),
        ("state-of-the-art models", "State-of-the-Art Models"),
        ("what it is for", "What It Is For"),
        ("a map of the world: an introduction", "A Map of the World: An Introduction"),
        ("k-means with mT5 and α", "K-Means with mT5 and α"),
        ("eLife, iOS and the mRNA of tomorrow", "eLife, iOS and the mRNA of Tomorrow"),
        ("where we are in", "Where We Are In"),
        ("a bound on x", "A Bound on x"),
        ("don't stop", "Don't Stop"),
        ("", ""),
        ("...", "..."),
    ],
)
def test_a_title_has_capitals_but_for_small_words(text: str, expected: str) -> None:
    assert CASES["title"](text) == expected


def test_the_first_letter_is_a_capital_unless_a_name_has_it_otherwise() -> None:
    first = CASES["capitalize-first"]
    assert [first(one) for one in ("in", "arXiv", "(see", "3d")] == ["In", "arXiv", "(See", "3d"]


def test_a_sentence_keeps_words_in_capitals() -> None:
    sentence = CASES["sentence"]
    assert sentence("The BERT Model") == "The BERT model"
    assert sentence("ALL SHOUTED") == "All shouted"
