"""What is done to a library between two looks into its index: it gives what the papers say."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from store import search
from store.change import Change
from store.library import Library
from store.matching import Entry
from store.query import parse
from tests.store.making import draft, library


def plain(opened: Library, query: str) -> list[str]:
    """Look at every paper."""
    entries = (
        Entry(opened.paper(name), opened.marks(name), search.text_of(opened.paper(name)))
        for name in opened
    )
    return search.find(parse(query), entries)


def indexed(opened: Library, query: str) -> list[str]:
    """Ask the index, which is to be up to date."""
    assert opened.catch_up()
    assert opened.is_indexed()
    found = list(opened.find(parse(query)))
    assert opened.count(parse(query)) == len(found)
    return found


def letters(opened: Library, titles: str = "abc") -> list[str]:
    opened.import_papers([draft(title, ()) for title in titles])
    assert len(indexed(opened, "")) == len(opened)
    return list(opened)


def test_papers_that_come_after_many_were_taken_back_are_found_by_their_own_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.index.catching.FEW", 3)  # so that these are many
    with library(folder) as opened:
        letters(opened, "abcdefghijklmnopqrstuvwxyz")
        opened.import_papers([draft(f"Zebra {n}", (), published="2024") for n in range(6)])
        assert len(indexed(opened, "zebra")) == 6
        opened.undo()
        assert indexed(opened, "zebra") == []
        opened.import_papers([draft(f"Lion {n}", (), published="2024") for n in range(6)])
        assert indexed(opened, "zebra") == []
        assert indexed(opened, "lion") == plain(opened, "lion")


@pytest.mark.parametrize("how", ["undo", "restore"])
def test_a_paper_that_was_deleted_and_came_back_stands_where_it_then_stands(
    folder: Path, how: str
) -> None:
    with library(folder) as opened:
        first, *_ = letters(opened)
        opened.delete([first])
        opened.undo() if how == "undo" else opened.restore_from_trash([first])
        assert indexed(opened, "") == plain(opened, "") == list(opened)
        opened.import_papers([draft("d", ())])
        assert indexed(opened, "") == plain(opened, "")


def test_a_paper_that_is_corrected_often_keeps_its_place(folder: Path) -> None:
    with library(folder) as opened:
        first, *_ = letters(opened)
        for number in range(20):
            opened.edit(replace(opened.paper(first), title=f"Title {number}"), "Corrected")
            assert indexed(opened, "") == plain(opened, "")


def test_words_of_papers_that_are_gone_are_not_offered(folder: Path) -> None:
    with library(folder) as opened:
        opened.import_papers(
            [draft(f"Attentive {n}", ("Ashish Vaswani",)) for n in range(3)]
            + [draft("Other", ("Bo Vasquez",))]
        )
        assert opened.completions("author", "vas") == [("vaswani", 3), ("vasquez", 1)]
        assert opened.nearest("atentive") == ["attentive"]
        ids = list(opened)
        opened.delete(ids[:2])
        assert opened.completions("author", "vas") == [("vasquez", 1), ("vaswani", 1)]
        opened.delete(ids[2:3])
        assert opened.completions("author", "vas") == [("vasquez", 1)]
        assert opened.nearest("atentive") == []


def test_ids_are_found_whatever_letters_they_have(folder: Path) -> None:
    with library(folder) as opened:
        letters(opened)
        papers, _marks = opened.own_journals
        papers.commit([["put", "papers", "Élan2020", {"title": "T"}]], "made")
        assert indexed(opened, "id:élan") == plain(opened, "id:élan") == ["Élan2020"]


@pytest.mark.parametrize("field", ["cat", "author"])
def test_the_same_is_offered_with_an_index_and_without(folder: Path, field: str) -> None:
    with library(folder) as opened:
        opened.import_papers(
            [
                draft("One", ("Ada Clark",), categories=("cs.CL",)),
                draft("Two", ("Bo Carr",), categories=("cs.LG", "stat.ML")),
            ]
        )
        offered = opened.completions(field, "c")
        assert offered
    with library(folder, read_only=True) as opened:
        assert opened.completions(field, "c") == offered


def test_an_older_journal_of_papers_put_back_is_what_counts(folder: Path, tmp_path: Path) -> None:
    with library(folder) as opened:
        letters(opened)
        shutil.copy(folder / "papers.jsonl", tmp_path / "older")
        letters(opened, "defg")
    shutil.copy(tmp_path / "older", folder / "papers.jsonl")
    with library(folder) as opened:
        assert indexed(opened, "") == plain(opened, "")
        assert len(opened) == 3


def test_an_older_journal_of_another_device_put_back_is_what_counts(
    folder: Path, tmp_path: Path
) -> None:
    theirs = folder / "marks" / "phone.jsonl"
    with library(folder) as opened:
        ids = letters(opened)
        with library(folder, "phone") as phone:
            phone.change(ids[:1], Change(starred=True))
            shutil.copy(theirs, tmp_path / "older")
            phone.change(ids, Change(starred=True))
        opened.refresh()
        assert len(indexed(opened, "is:starred")) == 3
        shutil.copy(tmp_path / "older", theirs)
        opened.refresh()
        assert indexed(opened, "is:starred") == ids[:1]


def test_a_correction_made_while_an_import_is_being_indexed_is_found(folder: Path) -> None:
    with library(folder) as opened:
        opened.import_papers([draft(f"Paper {n}", ()) for n in range(20)])
        name = next(iter(opened))
        with opened._index._lock:  # type: ignore[union-attr]
            thread = threading.Thread(target=opened.catch_up)
            thread.start()
            opened.edit(replace(opened.paper(name), title="Corrected zebra"), "Corrected")
        thread.join()
        assert indexed(opened, "zebra") == [name]


def test_papers_that_an_import_changes_stay_before_those_it_does_not(folder: Path) -> None:
    with library(folder) as opened:
        opened.import_papers([draft(title, published="2024") for title in "abc"])
        assert opened.catch_up()
        changed = [draft(title, published="2024", abstract="More.") for title in "ab"]
        opened.import_papers([*changed, draft("d", published="2024")])
        assert opened.catch_up()
        assert [opened.paper(name).title for name in opened.find_all()] == list("abcd")
