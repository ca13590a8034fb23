"""References in APA style."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.citations.apa import apa, author_name
from store.models import Paper
from store.text.person import parse_person

PAPER = Paper(
    "",
    "Self-Instruct",
    ("Yizhong Wang", "Yeganeh Kordi", "Swaroop Mishra"),
    published="2022-12-20",
    venue="ACL",
)


def reference(**changes: object) -> str:
    return apa(replace(PAPER, **changes))  # type: ignore[arg-type]


def test_a_whole_list_of_authors_ends_in_an_ampersand() -> None:
    assert reference() == "Wang, Y., Kordi, Y., & Mishra, S. (2022). Self-Instruct. ACL."


def test_a_list_the_source_cut_ends_in_et_al() -> None:
    assert reference(authors_complete=False) == (
        "Wang, Y., Kordi, Y., Mishra, S., et al. (2022). Self-Instruct. ACL."
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Jean-Pierre Serre", "Serre, J.-P."),
        ("J.-P. Serre", "Serre, J.-P."),
        ("J.P. Serre", "Serre, J. P."),
        ("Laurens van der Maaten", "van der Maaten, L."),
        ("Martin Luther King Jr.", "King, M. L., Jr."),
        ("Émile Borel", "Borel, É."),
        ("Yizhong (Eric) Wang", "Wang, Y."),
        ("王义中", "王义中"),
        ("محمد الأمين", "الأمين, محمد"),
        ("Gemma Team", "Gemma Team"),
    ],
)
def test_given_names_become_initials(name: str, short: str) -> None:
    assert author_name(parse_person(name)) == short


def test_up_to_twenty_authors_are_all_named() -> None:
    text = reference(authors=tuple(f"Ann Name{n}x" for n in range(20)))
    assert "Name18x, A., & Name19x, A. (2022)" in text


def test_more_than_twenty_authors_are_shortened_in_the_middle() -> None:
    text = reference(authors=tuple(f"Ann Name{n}x" for n in range(30)))
    assert "Name18x, A., . . . Name29x, A. (2022)" in text
    assert "Name19x" not in text


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    assert "(n.d.)." in reference(published="")


def test_without_authors_the_title_comes_first() -> None:
    assert reference(authors=()) == "Self-Instruct. (2022). ACL."


@pytest.mark.parametrize("title", ["Why?", "Stop!", "Wait…", "“Why?”", "Ends."])
def test_a_title_with_its_own_end_gets_no_second_one(title: str) -> None:
    assert f"(2022). {title} ACL." in reference(title=title)


def test_a_mononym_ends_in_a_full_stop() -> None:
    assert reference(authors=("Devvrit",)).startswith("Devvrit. (2022).")


def test_the_doi_is_preferred_to_other_addresses() -> None:
    text = reference(identifiers={"url": "https://x.org", "doi": "10.1000/xyz"})
    assert text.endswith(" https://doi.org/10.1000/xyz")
    assert reference(identifiers={"url": "https://x.org"}).endswith(" ACL. https://x.org")


def test_a_preprint_is_published_by_arxiv() -> None:
    text = reference(venue="", identifiers={"arxiv": "2212.10560"})
    assert text.endswith(" arXiv. https://arxiv.org/abs/2212.10560")


def test_a_reference_is_one_line_whatever_the_paper_holds() -> None:
    dirty = "a\nb\x1b[2J\u202e\u2028c"
    text = reference(title=dirty, venue=dirty, authors=(dirty,))
    assert text.isprintable()
    assert "(2022). a b[2J c. a b[2J c." in text
