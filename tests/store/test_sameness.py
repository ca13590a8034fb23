"""What is one paper, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.identity import keys
from store.models import Paper
from store.sameness import is_same

ABSTRACT = (
    "Reinforcement learning agents explore unknown environments inefficiently because rewards are "
    "sparse. We propose curiosity driven exploration whose intrinsic bonus measures prediction "
    "errors inside learned feature spaces, and demonstrate improvements across several benchmarks "
    "including navigation, manipulation, locomotion and strategic games against humans."
)
OTHER_ABSTRACT = (
    "Medical imaging requires segmentation models trained under limited supervision. This study "
    "compares convolutional architectures with transformers on radiology scans collected from "
    "fifteen hospitals, reporting calibration, robustness, fairness metrics, annotation costs and "
    "clinical usefulness judged independently through experienced physicians worldwide."
)

PAPER = Paper(
    "wang2022-curious-agents",
    "Curious Agents: Exploration & Modeling in Müller's World",
    ("Yizhong Wang", "Laurens van der Maaten", "José García Márquez", "Ada Lovelace"),
    abstract=ABSTRACT,
    published="2022-12-20",
)


def same(one: Paper, other: Paper) -> bool:
    """Tell whether an import takes two for one."""
    return not set(keys(one)).isdisjoint(keys(other)) and is_same(one, other)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "CURIOUS AGENTS -- exploration and modelling in Muller's world."},
        {"title": r"{Curious} Agents: Exploration \& Modeling in M{\"u}ller's World"},
        {"title": r"Curious Agents: Exploration \& \textit{Modeling} in M\"uller's World"},
        {"authors": ("Y. Wang", "L. van der Maaten", "J. García Márquez", "A. Lovelace")},
        {"authors": ("Wang, Yizhong", "van der Maaten, Laurens", "García Márquez, José")},
        {"authors": ("Wang Y", "Maaten L", "Márquez JG")},
        {"authors": ("Yizhong Wang",), "authors_complete": False},
        {"title": "Curious Agents"},
        {"abstract": "", "published": ""},
        {"abstract": "", "published": "2024", "identifiers": {"doi": "10.1145/1.1"}},
        {"title": "Curious", "authors": ("Agents: Exploration & Modeling in Müller's WorldYizhong "
         "Wang", "Laurens van der Maaten", "José García Márquez"), "abstract": ""},
    ],
)  # fmt: skip
def test_a_paper_written_otherwise_is_the_same(changes: dict[str, object]) -> None:
    other = replace(PAPER, **changes)  # type: ignore[arg-type]
    assert same(PAPER, other)
    assert same(other, PAPER)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "Maps"}, {"title": "Maps: Part II"}),
        ({"title": "Maps: Part I"}, {"title": "Maps: Part II"}),
        ({"title": "Maps 2.0"}, {"title": "Maps 20"}),
        ({"title": "Fast C Compilers"}, {"title": "Fast C++ Compilers"}),
        ({"title": "Searching with A"}, {"title": "Searching with A* Search"}),
        ({"title": "Maps: Of Cats"}, {"title": "Maps: Of Dogs"}),
        ({}, {"abstract": OTHER_ABSTRACT}),
        ({}, {"published": "2030", "abstract": ""}),
        ({}, {"authors": ("Yan Wang", "Bo Li", "Cy Chen", "Di Xu"), "abstract": ""}),
        ({"authors": ("Yizhong Wang",)}, {"authors": ("Yan Wang",), "abstract": ""}),
        ({}, {"authors": ("Yizhong Wang",), "abstract": ""}),
        ({"title": "Editorial"}, {"title": "Editorial", "published": "2023", "abstract": ""}),
        ({"identifiers": {"doi": "10.1145/1.1"}}, {"identifiers": {"doi": "10.1145/1.2"}}),
        ({"identifiers": {"arxiv": "2101.00001v1"}}, {"identifiers": {"arxiv": "2101.00002"}}),
        ({"identifiers": {"pages": "1-9"}}, {"identifiers": {"pages": "17-20"}}),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_paper_is_another(
    one: dict[str, object], other: dict[str, object]
) -> None:
    first, second = replace(PAPER, **one), replace(PAPER, **other)  # type: ignore[arg-type]
    assert not same(first, second)
    assert not same(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"arxiv": "2212.10560v1"}, {"arxiv": "arXiv:2212.10560v3"}),
        ({"arxiv": "2212.10560v1"}, {"doi": "10.48550/arXiv.2212.10560"}),
        ({"arxiv": "2212.10560v1"}, {"url": "http://arxiv.org/abs/2212.10560"}),
        ({"doi": "10.1145/1.1"}, {"doi": "https://doi.org/10.1145/1.1"}),
        ({"doi": "10.1145/1.1"}, {"url": "https://dx.doi.org/10.1145/1.1"}),
        ({"url": "https://www.a.org/x/"}, {"url": "http://a.org/x#top"}),
    ],
)
def test_identifiers_are_compared_by_what_they_name(
    one: dict[str, str], other: dict[str, str]
) -> None:
    bare = Paper("", "its-identifier", authors_complete=False, identifiers=other)
    assert same(replace(PAPER, identifiers=one), bare)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"doi": "10.48550/arXiv.2212.10560"}, {"doi": "10.1145/1.1"}),
        ({"doi": "10.1101/2020.01.01"}, {"doi": "10.1038/s1"}),
        ({"doi": "10.21203/rs.3.rs-1/v1"}, {"doi": "10.21203/rs.3.rs-1/v2"}),
    ],
)
def test_a_preprint_and_what_was_published_are_one_paper(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert same(replace(PAPER, identifiers=one), replace(PAPER, identifiers=other))


@pytest.mark.parametrize(
    "identifiers", [{"url": "https://conference.org/2022"}, {"doi": "10.1007/978-3"}]
)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Front Matter", ()), ("On Dogs", ("Cy Chen",))),
        (("On Cats", ()), ("On Dogs", ())),
        (("Papers on Cats", ("Bo Li",)), ("Papers on Dogs", ())),
    ],
)
def test_what_has_no_authors_is_not_all_that_is_on_its_page(
    one: tuple[str, tuple[str, ...]],
    other: tuple[str, tuple[str, ...]],
    identifiers: dict[str, str],
) -> None:
    first, second = (Paper("", *told, identifiers=identifiers) for told in (one, other))
    assert not same(first, second)
    assert not same(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deep Learning for Cats", "Deep Learning for Dogs"),
        ("Deep Learning for Cats", "Correction to: Deep Learning for Cats"),
        ("Deep Learning for Cats and Dogs", "Author Correction: Deep Learning for Cats and Dogs"),
    ],
)
def test_papers_on_the_page_of_their_author_stay_apart(one: str, other: str) -> None:
    page = {"url": "https://ada.org/papers"}
    first, second = (
        Paper("", title, ("Ada Lovelace",), identifiers=page) for title in (one, other)
    )
    assert not same(first, second)
    assert not same(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"doi": "10.5281/zenodo.1"}, {"doi": "10.1145/1.1"}),
        ({"type": "dataset", "url": "https://data.org/1"}, {"doi": "10.1145/1.1"}),
        ({"type": "software"}, {"arxiv": "2101.00001"}),
        ({"type": "thesis", "genre": "PhD thesis"}, {"doi": "10.1145/1.1"}),
        ({"type": "book", "volume": "1"}, {"type": "book", "volume": "2"}),
        ({"edition": "1st"}, {"edition": "2nd"}),
        ({"volume": "3", "issue": "1"}, {"volume": "3", "issue": "2"}),
    ],
)
def test_works_of_one_title_and_author_are_not_all_one_paper(
    one: dict[str, str], other: dict[str, str]
) -> None:
    first, second = (
        Paper("", "The Art of Computer Programming", ("Don Knuth",), identifiers=told)
        for told in (one, other)
    )
    assert not same(first, second)
    assert not same(second, first)


def test_chapters_that_name_their_book_stay_apart() -> None:
    book = {"doi": "10.1007/978-3", "type": "chapter"}
    first, second = (
        Paper("", title, ("Bo Li",), identifiers=book) for title in ("Cats", "Of Dogs and Wolves")
    )
    assert not same(first, second)


def test_reports_without_authors_are_of_their_year() -> None:
    first, second = (
        Paper("", "The State of the Climate", published=year) for year in ("2020", "2021")
    )
    assert not same(first, second)
    assert same(first, first)


@pytest.mark.parametrize(
    "identifiers", [{"url": "https://conference.org/2022"}, {"doi": "10.1007/978-3"}]
)
def test_papers_that_name_their_volume_stay_apart(identifiers: dict[str, str]) -> None:
    one = replace(PAPER, identifiers=identifiers)
    other = Paper("", "On Dogs", ("Cy Chen",), abstract=OTHER_ABSTRACT, identifiers=identifiers)
    assert not same(one, other)


def test_the_address_of_a_site_is_no_key() -> None:
    assert not any(name.startswith("url:") for name in keys(
        replace(PAPER, identifiers={"url": "https://conference.org/"})
    ))  # fmt: skip
