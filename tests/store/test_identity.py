"""Telling whether an entry is about a paper the library has, and naming those it has not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.identity import Identities, asked_id, key_digests, mint, update
from store.models import Paper

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
    return identities.find(key_digests(other)) == "it"


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
    assert is_same(Paper("", "A", identifiers=one), Paper("", "B", identifiers=other)) is same


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


def updated(inferred: bool = False, **fields: object) -> Paper:
    new = replace(CATS, **{"id": "", "identifiers": {}, **fields})  # type: ignore[arg-type]
    return update(CATS, new, year_inferred=inferred)


def test_the_same_text_again_changes_nothing() -> None:
    assert updated() == CATS
    assert update(CATS, replace(CATS, id=""), year_inferred=True) == CATS


def test_what_the_new_text_leaves_out_stays() -> None:
    full = replace(CATS, venue="NeurIPS", score=3.0, has_code=True, categories=("cs.LG",))
    bare = Paper("", CATS.title, CATS.authors, authors_complete=False)
    assert update(full, bare, year_inferred=False) == full


def test_what_the_new_text_adds_is_taken() -> None:
    paper = updated(
        venue="NeurIPS", score=9.0, has_code=True, identifiers={"doi": "10.1/x", "url": ""}
    )
    assert (paper.venue, paper.score, paper.has_code) == ("NeurIPS", 9.0, True)
    assert paper.identifiers == {"arxiv": "2303.01234v1", "doi": "10.1/x"}


@pytest.mark.parametrize(
    ("old", "new", "inferred", "kept"),
    [
        ("2026-03-11", "2027-03-11", True, "2026-03-11"),  # "Mar 11", imported a year later
        ("2026-03-11", "2027-03-11", False, "2027-03-11"),
        ("2026-03-11", "2026-04-02", True, "2026-04-02"),
        ("2026", "2027-03-11", True, "2026-03-11"),
        ("2026-03", "2027-03-11", True, "2026-03-11"),
        ("2025", "2024-02-29", True, "2024-02-29"),  # there was no such day in 2025
        ("", "2027-03-11", True, "2027-03-11"),
        ("2026-03-11", "2026", False, "2026-03-11"),
        ("2026", "2026-03-11", False, "2026-03-11"),
        ("2026-03-11", "", False, "2026-03-11"),
        ("2026-03-11", "2025", False, "2025"),
    ],
)
def test_of_two_dates_the_surer_counts(old: str, new: str, inferred: bool, kept: str) -> None:
    paper = replace(CATS, published=old)
    found = update(paper, replace(paper, published=new), year_inferred=inferred)
    assert found.published == kept


@pytest.mark.parametrize(
    ("abstract", "kept"),
    [
        ("", "Cats are learned deeply."),
        ("Cats are learned", "Cats are learned deeply."),  # cut off
        ("Cats are learned deeply. So are dogs.", "Cats are learned deeply. So are dogs."),
        ("Another text.", "Another text."),
    ],
)
def test_a_longer_or_other_abstract_is_taken_a_cut_off_one_is_not(abstract: str, kept: str) -> None:
    assert updated(abstract=abstract).abstract == kept


def test_a_complete_list_of_authors_replaces_one_that_was_cut_off() -> None:
    full = (*CATS.authors, "Edsger Dijkstra")
    paper = updated(authors=full, authors_complete=True, title="Deep learning for cats")
    assert (paper.title, paper.authors) == ("Deep learning for cats", full)
    assert paper.authors_complete
    assert update(paper, CATS, year_inferred=False).authors == full


def test_the_split_stays_as_the_reader_moved_it() -> None:
    moved = replace(CATS, title="Deep Learning for CatsAda Lovelace", authors=CATS.authors[1:])
    again = replace(CATS, id="", unsure=("split",))
    assert update(moved, again, year_inferred=False) == moved


def test_a_doubt_goes_with_the_text_it_was_about() -> None:
    doubtful = replace(CATS, unsure=("split", "category"), categories=("cs.QQ",))
    full = replace(CATS, authors=(*CATS.authors, "E. Dijkstra"), categories=())
    assert update(doubtful, full, year_inferred=False).unsure == ("category",)
    filed = replace(CATS, categories=("cs.LG",))
    assert update(doubtful, filed, year_inferred=False).unsure == ("split",)
    assert update(doubtful, doubtful, year_inferred=False) == doubtful
