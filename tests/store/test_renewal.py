"""What another text about a paper adds, and what a later version changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.models import Paper
from store.renewal import update

CATS = Paper(
    "lovelace2023-cats",
    "Deep Learning for Cats",
    ("Ada Lovelace", "Alan Turing", "Grace Hopper"),
    authors_complete=False,
    abstract="Cats are learned deeply.",
    published="2023-03-11",
    identifiers={"arxiv": "2303.01234v1"},
)


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
        ("Another text.", "Cats are learned deeply."),
        ("Another text, which says more.", "Another text, which says more."),
    ],
)
def test_the_longer_abstract_counts(abstract: str, kept: str) -> None:
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
