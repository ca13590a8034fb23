"""Papers made one by hand, and taken apart again."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.care.doctor import examine
from store.care.paper_copy import missing_papers
from store.change import Change
from store.errors import PaperdeckError, UnknownPaperError
from store.library import Library
from store.models import Marks
from tests.store.making import draft, files, library

PREPRINT = draft(
    "Cats, an Early Draft",
    ("Ada Lovelace",),
    abstract="Cats.",
    identifiers={"arxiv": "2303.01234v1"},
)
PUBLISHED = draft(
    "Deep Learning for Cats",
    ("Ada Lovelace", "Alan Turing"),
    abstract="Cats are learned deeply.",
    venue="NeurIPS",
    identifiers={"doi": "10.1145/1.1"},
)


@pytest.fixture
def two(folder: Path) -> tuple[Library, str, str]:
    opened = library(folder)
    kept, other = opened.import_papers([PREPRINT, PUBLISHED]).added
    return opened, kept, other


def test_one_paper_has_what_both_had(two: tuple[Library, str, str]) -> None:
    opened, kept, other = two
    event = opened.merging.merge([kept, other])
    assert (event.ids, event.gone) == ((kept, other), (other,))
    assert event.title == f"Merged {other} into {kept}"
    paper = opened.paper(kept)
    assert paper.title == PREPRINT.paper.title
    assert paper.authors == ("Ada Lovelace", "Alan Turing")
    assert (paper.abstract, paper.venue) == ("Cats are learned deeply.", "NeurIPS")
    assert paper.identifiers == {"arxiv": "2303.01234v1", "doi": "10.1145/1.1"}
    assert list(opened) == [kept]


def test_marks_are_united(two: tuple[Library, str, str]) -> None:
    opened, kept, other = two
    opened.change([kept], Change(rating=2, note="mine", add_tags=("a", "b")))
    opened.change([other], Change(read=True, starred=True, rating=4, note="b", add_tags=("c",)))
    opened.merging.merge([kept, other])
    united = Marks(read=True, starred=True, rating=4, tags=("a", "b", "c"), note="mine\n\nb")
    assert opened.marks(kept) == united


def test_a_merge_is_one_undo_and_can_be_done_again(two: tuple[Library, str, str]) -> None:
    opened, kept, other = two
    opened.change([other], Change(starred=True))
    before = {name: (opened.paper(name), opened.marks(name)) for name in two[1:]}
    opened.merging.merge([kept, other])
    opened.undo()
    assert {name: (opened.paper(name), opened.marks(name)) for name in two[1:]} == before
    opened.redo()
    assert (list(opened), opened.marks(kept).starred) == ([kept], True)


def test_a_split_gives_both_back_as_they_were(two: tuple[Library, str, str], folder: Path) -> None:
    opened, kept, other = two
    opened.change([other], Change(starred=True, note="the other's"))
    opened.change([kept], Change(rating=3))
    marks = {name: opened.marks(name) for name in two[1:]}
    opened.merging.merge([kept, other])
    event = library(folder).merging.split(kept)
    assert (event.ids, event.came) == ((kept, other), (other,))
    again = library(folder)
    for name, entry in ((kept, PREPRINT), (other, PUBLISHED)):
        paper = again.paper(name)
        assert (paper.title, paper.authors) == (entry.paper.title, entry.paper.authors)
        assert (paper.abstract, paper.venue) == (entry.paper.abstract, entry.paper.venue)
        assert paper.identifiers == entry.paper.identifiers
    assert {name: again.marks(name) for name in two[1:]} == marks
    again.undo()
    assert list(again) == [kept]


def test_what_was_changed_after_the_merge_stays_when_it_is_split(
    two: tuple[Library, str, str],
) -> None:
    opened, kept, other = two
    opened.change([other], Change(starred=True, rating=4))
    opened.merging.merge([kept, other])
    opened.change([kept], Change(rating=1, add_tags=("new",)))
    opened.import_papers(
        [draft("Cats, an Early Draft", score=9.0, identifiers={"s2": "1"}), PUBLISHED]
    )
    opened.merging.split(kept)
    assert opened.marks(kept) == Marks(rating=1, tags=("new",))
    assert opened.paper(kept).score == 9.0
    assert opened.paper(kept).identifiers == {"arxiv": "2303.01234v1", "s2": "1"}


def test_after_a_merge_both_files_are_about_the_one_paper(two: tuple[Library, str, str]) -> None:
    opened, kept, other = two
    opened.merging.merge([kept, other])
    event = opened.import_papers(
        [PREPRINT, PUBLISHED, draft("Deep learning for cats!", ("A. Lovelace", "A. Turing"))]
    )
    assert event.added == ()
    assert list(opened) == [kept]
    assert not list(examine(opened))


def test_after_a_split_the_same_file_does_not_make_them_one_again(
    two: tuple[Library, str, str], folder: Path
) -> None:
    opened, kept, other = two
    opened.merging.merge([kept, other])
    opened.import_papers([PREPRINT, PUBLISHED])
    opened.merging.split(kept)
    before = files(folder)
    event = opened.import_papers([PREPRINT, PUBLISHED])
    assert (event.added, event.updated, set(event.unchanged)) == ((), (), {kept, other})
    assert files(folder) == before


def test_papers_that_look_alike_stay_apart_once_they_were_split(folder: Path) -> None:
    opened = library(folder)
    (first,) = opened.import_papers([draft(identifiers={"doi": "10.1145/1.1"})]).added
    (second,) = opened.import_papers([draft(identifiers={"doi": "10.1145/1.2"})]).added
    opened.merging.merge([first, second])
    opened.merging.split(first)
    opened.delete([second])
    opened.empty_trash()
    event = opened.import_papers([draft(identifiers={"doi": "10.1145/1.2"})])
    assert len(event.added) == 1
    assert list(examine(opened)) == []


def test_what_was_merged_step_by_step_is_split_step_by_step(folder: Path) -> None:
    opened = library(folder)
    opened.import_papers([draft(title, ()) for title in "xyz"])
    opened.merging.merge(["anon-y", "anon-z"])
    opened.merging.merge(["anon-x", "anon-y"])
    opened.merging.split("anon-x")
    assert set(opened) == {"anon-x", "anon-y"}
    opened.merging.split("anon-y")
    assert set(opened) == {"anon-x", "anon-y", "anon-z"}


def test_what_cannot_be_merged_or_split_is_told(two: tuple[Library, str, str]) -> None:
    opened, kept, other = two
    with pytest.raises(PaperdeckError, match="alone cannot be merged"):
        opened.merging.merge([kept, kept])
    with pytest.raises(UnknownPaperError):
        opened.merging.merge([kept, "nobody"])
    with pytest.raises(PaperdeckError, match="Nothing was merged into"):
        opened.merging.split(other)
    with pytest.raises(UnknownPaperError):
        opened.merging.split("nobody")
    assert list(opened) == [kept, other]


def test_an_id_that_was_taken_meanwhile_is_not_taken_away(two: tuple[Library, str, str]) -> None:
    opened, kept, other = two
    opened.merging.merge([kept, other])
    opened.import_papers([draft("Quite another thing", (), asked=other)])
    assert opened.merging.split(kept).came == (f"{other}-2",)


def test_a_copy_of_the_papers_from_before_does_not_bring_a_merged_paper_back(
    two: tuple[Library, str, str],
) -> None:
    opened, kept, other = two
    opened.change([other], Change(starred=True))
    before = dict(opened.own_journals[0].documents("papers"))
    opened.merging.merge([kept, other])
    assert missing_papers(opened, before) == {}
