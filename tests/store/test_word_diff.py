"""What changed between two texts, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.text.word_diff import DELETED, INSERTED, KEPT, word_diff


def signed(old: str, new: str) -> str:
    return " ".join(piece.signed for piece in word_diff(old, new))


def test_words_that_went_and_came_have_signs() -> None:
    assert signed("We beat it by 3%.", "We nearly beat it by 5%.") == (
        "We {+nearly+} beat it by [-3%.-] {+5%.+}"
    )


def test_what_stayed_is_shown_around_a_change_only() -> None:
    old = "one two three four five six seven eight nine ten eleven twelve x"
    assert signed(old, f"{old}y") == "… nine ten eleven twelve [-x-] {+xy+}"


def test_case_and_punctuation_are_no_change() -> None:
    assert signed("Deep, learning", "deep learning!") == "deep learning!"


def test_texts_that_are_long_and_wholly_other_are_not_compared() -> None:
    old = " ".join(f"old{number}" for number in range(3000))
    new = " ".join(f"new{number}" for number in range(3000))
    assert [piece.sign for piece in word_diff(old, new)] == [DELETED, INSERTED]
    assert signed(f"{old} end", f"{old} {new} end").startswith("… ")


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=8).map(" ".join)


@given(WORDS, WORDS)
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    if "…" not in " ".join(piece.text for piece in pieces):
        for left_out, text in ((INSERTED, old), (DELETED, new)):
            assert " ".join(piece.text for piece in pieces if piece.sign != left_out) == text
    assert all(piece.sign in (KEPT, DELETED, INSERTED) for piece in pieces)
