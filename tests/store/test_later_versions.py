"""A later version of a paper: unread again, with what it changed, and undone as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.change import Change
from store.importers.contract import Draft
from store.models import Marks
from store.revision import changes, heading
from tests.store.making import draft, files, library

OLD = "We show that cats learn deeply from few examples, and measure it on three tasks."
NEW = "We show that cats learn deeply from few examples, and measure it on five tasks."
MARKS = Change(read=True, starred=True, rating=4, note="good", add_tags=("rl",))


def version(number: int, abstract: str = OLD, **fields: object) -> Draft:
    return draft(abstract=abstract, identifiers={"arxiv": f"2303.01234v{number}"}, **fields)  # type: ignore[arg-type]


def test_a_version_that_says_something_else_is_unread_again_and_nothing_more(folder: Path) -> None:
    opened = library(folder)
    (name,) = opened.import_papers([version(1)]).added
    opened.change([name], MARKS)
    event = opened.import_papers([version(2, NEW)])
    assert (event.updated, event.revised, event.report()["revised"]) == ((name,), (name,), [name])
    left = Marks(read=False, starred=True, rating=4, note="good", tags=("rl",))
    assert library(folder).marks(name) == left
    paper = library(folder).paper(name)
    assert paper.abstract == NEW
    assert heading(paper) == "Changed in version 2:"
    (pieces,) = changes(paper, left)
    assert " ".join(piece.signed for piece in pieces) == (
        "… and measure it on [-three-] {+five+} tasks."
    )
    assert changes(paper, Marks(read=True)) == []


def test_it_is_undone_with_the_import(folder: Path) -> None:
    opened = library(folder)
    (name,) = opened.import_papers([version(1)]).added
    opened.change([name], MARKS)
    before = opened.paper(name), opened.marks(name)
    opened.import_papers([version(2, NEW)])
    opened.undo()
    assert (opened.paper(name), opened.marks(name)) == before
    opened.redo()
    assert (opened.paper(name).abstract, opened.marks(name).read) == (NEW, False)


@pytest.mark.parametrize(
    "other",
    [
        version(2),
        version(2, OLD.replace(",", " ,").upper()),
        version(2, OLD.replace("learn", r"\emph{learn}")),
        version(2, OLD[:30]),
        version(2, OLD[:30] + "…"),
        version(1, NEW),
        draft(abstract=NEW),
        draft(abstract=NEW, published="2024"),
        draft(abstract=NEW, published="2024-05-01", year_inferred=True),
    ],
)
def test_what_is_no_other_text_or_no_later_version_leaves_it_read(
    other: Draft, folder: Path
) -> None:
    opened = library(folder)
    (name,) = opened.import_papers([version(1, published="2023-03-01")]).added
    opened.change([name], Change(read=True))
    event = opened.import_papers([other])
    assert (event.added, event.revised, opened.marks(name).read) == ((), (), True)
    assert len(opened.paper(name).abstract) >= len(OLD)


def test_a_later_day_makes_a_version_where_there_are_no_numbers(folder: Path) -> None:
    opened = library(folder)
    (name,) = opened.import_papers([draft(abstract=OLD, published="2023-03-01")]).added
    opened.change([name], Change(read=True))
    opened.import_papers([draft(abstract=NEW, published="2023-09-01")])
    assert heading(opened.paper(name)) == "Changed in the version of 2023-09-01:"
    assert not opened.marks(name).read


def test_an_older_version_changes_nothing(folder: Path) -> None:
    opened = library(folder)
    (name,) = opened.import_papers([version(3, NEW)]).added
    opened.change([name], Change(read=True))
    before = files(folder)
    event = opened.import_papers([version(1, OLD)])
    assert (event.unchanged, files(folder)) == ((name,), before)


def test_versions_unread_one_after_the_other_are_compared_with_what_was_read(folder: Path) -> None:
    opened = library(folder)
    (name,) = opened.import_papers([version(1)]).added
    opened.change([name], Change(read=True))
    opened.import_papers([version(2, NEW)])
    opened.import_papers([version(3, NEW.replace("few", "many"))])
    paper = opened.paper(name)
    assert heading(paper) == "Changed in version 3:"
    assert paper.previous["abstract"] == OLD


def test_two_versions_in_one_file_are_a_new_paper_that_nobody_has_seen_before(folder: Path) -> None:
    opened = library(folder)
    event = opened.import_papers([version(1), version(2, NEW)])
    assert (len(event.added), event.revised) == (1, ())
    assert opened.paper(event.added[0]).abstract == NEW
    assert opened.paper(event.added[0]).previous == {}


def test_a_version_with_another_title_is_known_and_says_what_it_was(folder: Path) -> None:
    opened = library(folder)
    (name,) = opened.import_papers([version(1)]).added
    opened.import_papers([version(2, title="Deeper Learning for Cats")])
    paper = opened.paper(name)
    assert (paper.title, paper.previous["title"]) == (
        "Deeper Learning for Cats",
        "Deep Learning for Cats",
    )
