"""Tags of all papers at once: counting, renaming, merging, deleting."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.change import Change
from store.errors import PaperdeckError
from store.library import Library
from store.query import parse
from store.tags import TagError
from tests.store.making import filled, library

A, B, C = "anon-x", "anon-y", "anon-z"


@pytest.fixture
def made(folder: Path) -> Library:
    """Give a library of three papers, two of them with tags."""
    made = filled(folder)
    made.change([A, B], Change(add_tags=("rl",)))
    made.change([B], Change(add_tags=("ml/rl",)))
    return made


def test_a_tag_goes_from_every_paper_and_comes_back_with_one_undo(
    made: Library, folder: Path
) -> None:
    event = made.delete_tag("RL")
    assert (event.ids, event.title) == ((A, B), "Deleted the tag rl from 2 papers")
    opened = library(folder)
    assert (opened.marks(A).tags, opened.marks(B).tags) == ((), ("ml/rl",))
    assert opened.undo().title == "Undid: deleted the tag rl from 2 papers"
    assert library(folder).tags() == {"rl": 2, "ml/rl": 1}
    assert library(folder).redo().title == "Did again: deleted the tag rl from 2 papers"
    assert library(folder).tags() == {"ml/rl": 1}


def test_a_deleted_tag_goes_from_papers_in_the_trash_too(made: Library, folder: Path) -> None:
    made.delete([A])
    made.delete_tag("rl")
    made.restore_from_trash([A])
    assert library(folder).marks(A).tags == ()


def test_with_an_index_a_tag_is_renamed_on_the_same_papers(made: Library, folder: Path) -> None:
    made.delete([A])
    made.catch_up()
    made.change([C], Change(add_tags=("rl",)))  # which the index has not seen yet
    assert made.rename_tag("rl", "ml/rl").title == "Merged the tag rl into ml/rl on 3 papers"
    assert [library(folder).marks(one).tags for one in (A, B, C)] == [("ml/rl",)] * 3
    assert made.rename_tag("ml/rl", "x").title == "Renamed the tag ml/rl to x on 3 papers"


def test_a_tag_that_no_paper_has_cannot_be_deleted(made: Library) -> None:
    with pytest.raises(PaperdeckError, match="No paper has the tag nobody"):
        made.delete_tag("nobody")
    with pytest.raises(TagError):
        made.delete_tag("!")


def test_tags_are_counted_alike_with_an_index_and_without(made: Library, folder: Path) -> None:
    made.change([C], Change(add_tags=("rl", "c++")))
    made.delete([C])
    made.catch_up()
    counts = {"rl": 2, "ml/rl": 1}
    assert list(made.tags().items()) == list(counts.items())
    made.change([A], Change(remove_tags=("rl",)))
    assert made.tags() == {"ml/rl": 1, "rl": 1}
    made.close()
    (folder / "index.sqlite3").unlink()
    assert list(library(folder, read_only=True).tags().items()) == [("ml/rl", 1), ("rl", 1)]


def test_a_tag_with_a_slash_is_found_and_completed(made: Library) -> None:
    made.catch_up()
    assert made.find(parse("tag:ml/rl")) == [B]
    assert made.find(parse("tag:ml")) == []
    assert made.completions("tag", "ml/") == [("ml/rl", 1)]
