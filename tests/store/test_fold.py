"""The words of texts, as they are looked for and as they are given to the index."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.text.fold import ascii_as_it_is, words

SIGNS = ["C", "c", "+", "#", "＋", "＃", "++", " ", "_", "é", "e\u0301", "\u0301", "İ", "ﬁ", "語"]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from([*SIGNS, "ſ", "²", "½", "–"])).map("".join))


@settings(max_examples=500)
@given(TEXTS)
@example("C＋+ and Ünder C＃")
def test_what_the_index_is_given_has_the_words_that_are_looked_for(text: str) -> None:
    assert words(ascii_as_it_is(text)) == words(text)


def test_ascii_is_given_as_it_is() -> None:
    assert ascii_as_it_is("Re-ranking – a Survey") == "Re-ranking   a Survey"
