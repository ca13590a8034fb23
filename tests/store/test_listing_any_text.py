"""Any text as a listing: nothing is lost, nothing takes long, nothing raises."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.importers.contract import Draft, Rejection
from tests.store.counting import counted_calls
from tests.store.listing import FURNITURE, read

LINES = 5_000
HEAD = "CLDec 20, 2022\nOn WordsJane Doe et al.\n"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "Word here\n" * LINES,
        HEAD + "instruc-\n" * LINES,
        HEAD + "1\n" * LINES,
        "no header\n" * LINES,
        "CLDec 20, 2022\n" * LINES,
        "Dec 20, 2022\n" * LINES,
        "CL\n" * LINES,
        "CL\n\n\n\n\n" * (LINES // 5),
        "CLFoo 20, 2022\n" * LINES,
        "On WordsJane Doe et al. · uw\n" * LINES,
        "\n" * LINES,
    ],
)
def test_the_work_is_the_same_for_each_line(text: str) -> None:
    with counted_calls(150 * LINES):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "word " * 2_000_000,
        "CLDec 20, 2022\n" + "Word " * 2_000_000 + "\nWe do.",
        "CL" * 5_000_000 + "\n" + HEAD + "We do.",
        ">" * 10_000_000 + "\n" + HEAD + "We do.",
        HEAD + "\u200d" * 10_000_000,
        HEAD + "github.com/" * 900_000,
        HEAD + "a." * 5_000_000 + "/",
        HEAD + '"' * 10_000_000,
        "CLDec 20, 2022\n" + "a · " * 150 + "\n" + " · " * 3_000_000,
    ],
    ids=range(9),
)
def test_lines_of_ten_megabytes_take_few_steps(text: str) -> None:
    with counted_calls(10_000):
        assert read(text)


TOKEN = re.compile("Qw[0-9a-f]{6}x")
tokens = st.integers(0, 10**6).map(lambda number: f"Qw{number:06}x")
headers = st.sampled_from(
    ["CLDec 20, 2022", "9.5LGMar 3Code", "XXFeb 30, 2020", "Dec 3, 2021", "CL"]
)
sentences = st.lists(tokens, min_size=1, max_size=12).map(" ".join)
marks = st.sampled_from(["", ".", " et al.", " · uw", " et al. · uw, mit", "-", ":", " ·"])
lines = st.one_of(
    headers,
    st.sampled_from(["", " ", *FURNITURE]),
    st.builds("{}{}{}".format, st.sampled_from(["", "> ", "- ", "3. "]), sentences, marks),
    st.builds("{}{} {}, {}{}".format, sentences, tokens, tokens, tokens, marks),
)


@given(st.lists(lines, max_size=12))
def test_every_word_of_every_line_is_accounted_for(given_lines: list[str]) -> None:
    found = read("\n".join(given_lines))
    assert all(isinstance(one, Draft | Rejection) for one in found)
    kept = " ".join(
        " ".join((one.paper.title, *one.paper.authors, one.paper.abstract))
        if isinstance(one, Draft)
        else one.text
        for one in found
    )
    assert set(TOKEN.findall("\n".join(given_lines))) == set(TOKEN.findall(kept))


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    for one in read(text):
        assert 1 <= one.line <= text.count("\n") + 1


@given(st.lists(st.text(alphabet=" >-*·,.éA1\x1b\0\u200d\ud800\u202e", max_size=12), max_size=8))
def test_any_lines_after_a_header_are_read_without_an_exception(given_lines: list[str]) -> None:
    for one in read("\n".join(["> CLDec 20, 2022", *given_lines, "CLFeb 30", *given_lines])):
        if isinstance(one, Draft):
            assert "\0" not in one.paper.title + one.paper.abstract
            assert one.paper.title or one.paper.authors
