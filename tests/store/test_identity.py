"""Telling whether an entry is about a paper the library has, and naming those it has not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.identity import Identities, asked_id, key_digests, mint
from store.models import Paper
from store.sameness import is_same as same

CATS = Paper(
    "lovelace2023-cats",
    "Deep Learning for Cats",
    ("Ada Lovelace", "Alan Turing", "Grace Hopper"),
    authors_complete=False,
    abstract="Cats are learned deeply.",
    published="2023-03-11",
    identifiers={"arxiv": "2303.01234v1"},
)


def is_same(one: Paper, other: Paper) -> bool:
    identities = Identities()
    identities.add(key_digests(one), "it")
    return "it" in identities.candidates(key_digests(other)) and same(one, other)


@pytest.mark.parametrize(
    "other",
    [
        CATS,
        Paper("", "DEEP LEARNING -- for cats!", ("Ada Lovelace", "Alan Turing", "Grace Hopper")),
        Paper("", "Deep Learning for Cats", (*CATS.authors, "Edsger Dijkstra")),
        Paper("", "Deep Learning for", ("Cats Ada Lovelace", "Alan Turing", "Grace Hopper")),
        Paper("", "Renamed", identifiers={"arxiv": "2303.01234v7"}),
        Paper("", "Renamed", identifiers={"arxiv": " 2303.01234 "}),
    ],
)
def test_the_same_paper_is_known_again(other: Paper) -> None:
    assert is_same(CATS, other)
    assert is_same(other, CATS)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"doi": "10.1/ABC"}, {"doi": "10.1/abc"}, True),
        ({"url": "https://a.org/x/"}, {"url": "https://a.org/x"}, True),
        ({"doi": "10.1/abc"}, {"url": "10.1/abc"}, False),
        ({"doi": ""}, {"doi": ""}, False),
        ({"pdf": "https://a.org/x.pdf"}, {"pdf": "https://a.org/x.pdf"}, False),
    ],
)
def test_papers_are_compared_by_identifiers(
    one: dict[str, str], other: dict[str, str], same: bool
) -> None:
    bare = Paper("", "A", authors_complete=False, identifiers=one)
    assert is_same(bare, Paper("", "B", identifiers=other)) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Paper("", "Cats", ("Ada",)), Paper("", "Cats", ("Eve",))),
        (Paper("", "Cats"), Paper("", "Dogs")),
        (Paper("", "???"), Paper("", "!!!")),
        (Paper("", "语言"), Paper("", "模型")),
    ],
)
def test_different_papers_are_told_apart(one: Paper, other: Paper) -> None:
    assert not is_same(one, other)


def test_a_split_moved_into_a_title_with_commas_is_still_the_same_paper() -> None:
    listed = Paper("", "Cats, Dogs, and BirdsAda", ("Alan Turing", "Grace Hopper"))
    moved = Paper("", "Cats", ("Dogs", "and BirdsAda", "Alan Turing", "Grace Hopper"))
    assert is_same(moved, listed)


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (Paper("", "Self-Instruct: Aligning", ("Yizhong Wang",), published="2022-12-20"),
         "wang2022-self-instruct"),
        (Paper("", "On the Planning of a Cat", ("Laurens van der Maaten",)),
         "vandermaaten-planning-cat"),
        (Paper("", "Ünïcode Tîtles", ("Jürgen Müller",), published="2024"),
         "muller2024-unicode-titles"),
        (Paper("", "No Authors Here"), "anon-no-authors-here"),
        (Paper("", "x" * 500, ("A B",)), "b-" + "x" * 46),
    ],
)  # fmt: skip
def test_an_id_says_who_when_and_what(paper: Paper, expected: str) -> None:
    assert mint(paper, lambda _name: False) == expected


def test_an_id_that_is_taken_gets_a_number() -> None:
    taken = {"anon-cats", "anon-cats-2"}
    assert mint(Paper("", "Cats"), taken.__contains__) == "anon-cats-3"


@given(st.text(max_size=60), st.text(max_size=20), st.sampled_from(["", "2024", "0999-01-02"]))
def test_an_id_is_always_a_slug(title: str, author: str, date: str) -> None:
    name = mint(Paper("", title, (author,), published=date), lambda _name: False)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 48


@pytest.mark.parametrize(
    "text",
    [
        "",
        "two words",
        "../../etc/passwd",
        "a/b",
        "a\\b",
        "a\nb",
        "\x1b[2J",
        "-rf",
        "a--b",
        "Upper2024",
        "ünicode",
        "a\u202eb",
        "12345",
        "2024-01",
        "x" * 81,
        "a" * 10_000,
        "is:read",
    ],
)
def test_an_id_asked_for_that_is_no_slug_is_not_given(text: str) -> None:
    assert asked_id(text) == ""


def test_a_slug_that_is_asked_for_is_given() -> None:
    assert asked_id("wang2022-self-instruct") == "wang2022-self-instruct"
    assert asked_id("x" * 80) == "x" * 80
