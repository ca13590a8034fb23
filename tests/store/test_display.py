"""Text of papers made safe to show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from store.text.display import many_lines, one_line, to_copy

ANY_TEXT = st.text(
    st.characters(exclude_categories=())
    | st.sampled_from("\x1b\x00\x07\t\r\n\u200d\ufe0f\u20e3\U0001f3fd🐈👩🇩🇪\u202e\u2066é\u0301字 ")
)
KEPT_FORMATS = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
KEPT_FORMATS |= {"\U000110bd", "\U000110cd"}
"""Signs that are seen, though Unicode calls them format characters."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("two  spaces\tand\r\nlines", "two spaces and lines"),
        ("line\u2028separator\u0085next", "line separator next"),
        ("\x1b[2J", "␛[2J"),
        ("\x1b]52;c;YQ==\x07", "␛]52;c;YQ==␇"),
        ("\x00\x7f\x9b", "␀␡�"),
        ("safe\u202egpj.exe", "safe‹RLO›gpj.exe"),
        ("\u2066x\u2069", "‹LRI›x‹PDI›"),
        ("zero\u200bwidth\u2060joined\ufeff\u00ad", "zerowidthjoined"),
        ("a \u200b b", "a b"),
        ("👩\u200d💻", "👩💻"),
        ("👍🏽", "👍"),
        ("❤\ufe0f", "❤"),
        ("1\ufe0f\u20e3", "1"),
        ("🇩🇪", "DE"),
        ("half \ud800 pair", "half � pair"),
        ("private \ue000\U000f0000", "private ��"),
        ("大规模 שלום Ünï", "大规模 שלום Ünï"),
        ("[bold]x[/] [@click=app.quit]", "[bold]x[/] [@click=app.quit]"),
        ("", ""),
    ],
)
def test_a_text_is_shown_on_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


@settings(max_examples=500)
@given(ANY_TEXT)
def test_what_was_made_safe_stays_as_it_is(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert many_lines(many_lines(text)) == many_lines(text)


@settings(max_examples=500)
@given(ANY_TEXT)
def test_a_row_is_as_wide_as_its_characters_together(text: str) -> None:
    shown = one_line(text)
    assert cell_len(shown) == sum(map(cell_len, shown))


def test_no_character_at_all_controls_or_reorders_what_is_shown() -> None:
    every = "".join(map(chr, range(0x110000)))
    for shown in (one_line(every), many_lines(every).replace("\n", "")):
        left = {
            char
            for char in shown
            if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
        }
        assert left <= KEPT_FORMATS


def test_lines_stay_lines_and_tabs_become_spaces() -> None:
    assert many_lines("a\r\nb\rc\u2028d\x85e\n\tf") == "a\nb\nc\nd\ne\n    f"
    assert many_lines("\x1b[31m\n\u202e") == "␛[31m\n‹RLO›"


@given(ANY_TEXT)
def test_what_is_copied_holds_nothing_that_a_terminal_acts_on(text: str) -> None:
    copied = to_copy(text)
    assert to_copy(copied) == copied
    assert all(unicodedata.category(c) not in ("Cc", "Cs") or c in "\n\t" for c in copied)
    assert not set(copied) & set("\x1b\x07\r\u202e\u2066\u200b")


def test_what_is_copied_keeps_lines_tabs_and_letters() -> None:
    assert (
        to_copy("@article{müller,\r\n\ttitle = {语言}\r}")
        == "@article{müller,\n\ttitle = {语言}\n}"
    )
    assert to_copy("e\u0301") == "é"
    assert to_copy("\x1b[2Jrm -rf\u202e") == "[2Jrm -rf"
