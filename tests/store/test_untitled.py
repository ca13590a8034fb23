"""Papers whose sources give no title: what they go by, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from store.citations.csl.cite import cite
from store.exporters.contract import Row, Source
from store.exporters.registry import EXPORTERS
from store.fate import DUPLICATE, NEW, SAME, UPDATE
from store.importers.contract import Context, Draft
from store.importers.registry import importer_named
from store.library import Library
from store.models import NO_MARKS, Paper
from store.renewal import joined
from store.untitled import is_untitled
from tests.store.making import files, library

EPR = """
@article{epr, author = {Einstein, A. and Podolsky, B. and Rosen, N.}, journal = {Phys. Rev.},
  volume = 47, pages = {777--780}, year = 1935, doi = {10.1103/PhysRev.47.777}}
"""
NAME = "Phys. Rev. 47, 777 (1935)"
TITLE = "Can Quantum-Mechanical Description of Physical Reality Be Considered Complete?"
WHOLE = EPR.replace("volume =", f"title = {{{TITLE}}}, volume =").replace("{epr,", "{whole,")


def read(text: str, name: str = "bibtex") -> list[Draft]:
    found = importer_named(name).read(text, Context("refs.bib", date(2026, 11, 28)))
    return [entry for entry in found if isinstance(entry, Draft)]


def statuses(opened: Library, text: str) -> list[str]:
    preview = opened.plan_import(read(text))
    opened.import_papers(read(text))
    return [fate.status for fate in preview.fates]


def exported(paper: Paper, name: str) -> str:
    row = Row(replace(paper, id="epr"), NO_MARKS, "epr")
    source = Source(["epr"], lambda _id: row, lambda _id: NO_MARKS, False, False, "x", "2026-11-28")
    return "".join(EXPORTERS[name].write(source))


def test_a_page_is_told_as_it_is_written() -> None:
    (draft,) = read(EPR.replace("777--780", "A6"))
    assert draft.paper.title == "Phys. Rev. 47, A6 (1935)"
    assert is_untitled(draft.paper)


def test_importing_the_same_again_changes_nothing(folder: Path) -> None:
    text = EPR + EPR.replace("doi", "x").replace("777--780", "") + EPR.replace("journal", "x")
    opened = library(folder)
    assert statuses(opened, text) == [NEW, NEW, DUPLICATE]
    before = files(folder)
    assert statuses(opened, text) == [SAME, SAME, DUPLICATE]
    assert files(folder) == before


@pytest.mark.parametrize("field", ["doi", "x"], ids=["by its DOI", "by its place"])
def test_a_source_with_the_title_brings_it(field: str, folder: Path) -> None:
    opened = library(folder)
    (name,) = opened.import_papers(read(EPR)).added
    assert opened.paper(name).title == NAME
    assert statuses(opened, WHOLE.replace("doi", field)) == [UPDATE]
    paper = opened.paper(name)
    assert (paper.title, len(paper.authors), paper.previous) == (TITLE, 3, {})
    assert statuses(opened, EPR) == [SAME]
    assert opened.paper(name).title == TITLE


def test_of_a_paper_that_is_there_only_what_is_new_is_taken(folder: Path) -> None:
    opened = library(folder)
    (name,) = opened.import_papers(read(WHOLE.replace("volume =", "x ="))).added
    assert statuses(opened, EPR) == [UPDATE]
    paper = opened.paper(name)
    assert (paper.title, paper.identifiers["volume"]) == (TITLE, "47")


def test_it_goes_by_the_best_that_is_known_of_it(folder: Path) -> None:
    opened = library(folder)
    bare = "@misc{x, author = {Einstein, A. and others}, doi = {10.1103/PhysRev.47.777}}"
    (name,) = opened.import_papers(read(bare)).added
    assert opened.paper(name).title == "doi:10.1103/PhysRev.47.777"
    assert statuses(opened, EPR) == [UPDATE]
    assert (opened.paper(name).title, len(opened.paper(name).authors)) == (NAME, 3)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("777--780", "785"),
        ("volume = 47", "volume = 48"),
        ("volume = 47, pages = {777--780}", "volume = 477, pages = {77}"),
        ("Einstein", "Bohr"),
        ("Phys. Rev.", "Nature"),
        ("1935", "1936"),
    ],
)
def test_another_place_is_another_paper(old: str, new: str, folder: Path) -> None:
    text = EPR.replace("doi", "x")
    assert statuses(library(folder), text + text.replace(old, new)) == [NEW, NEW]


def test_a_title_at_another_place_is_none_of_it(folder: Path) -> None:
    opened = library(folder)
    opened.import_papers(read(EPR.replace("doi", "x")))
    assert statuses(opened, WHOLE.replace("doi", "x").replace("777", "785")) == [NEW]
    assert statuses(opened, WHOLE.replace("doi", "x").replace("Einstein", "Bohr")) == [NEW]


@pytest.mark.parametrize("change", ["Podolsky", "1935", "number = 1,"])
def test_without_a_page_all_that_is_known_has_to_agree(change: str, folder: Path) -> None:
    text = EPR.replace("doi", "x").replace("pages", "y").replace("volume = 47", "number = 1")
    assert statuses(library(folder), text + text.replace("epr", "again")) == [NEW, DUPLICATE]
    other = text.replace(change, {"Podolsky": "Bohr", "1935": "1936"}.get(change, "number = 2,"))
    assert statuses(library(folder / "other"), text + other) == [NEW, NEW]


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris", "csl-json"])
def test_what_stands_for_a_title_is_not_exported_as_one(name: str) -> None:
    (paper,) = (entry.paper for entry in read(EPR))
    text = exported(paper, name)
    assert NAME not in text
    assert "others" not in text
    (again,) = read(text, "bibtex" if name == "biblatex" else name)
    assert (again.paper.title, again.paper.authors) == (paper.title, paper.authors)
    assert again.paper.authors_complete


def test_an_id_of_which_nothing_else_is_known_is_exported_under_it() -> None:
    paper = Paper("", "arXiv:2212.10560", (), False, identifiers={"arxiv": "2212.10560"})
    assert is_untitled(paper)
    assert "title = {{arXiv:2212.10560}}" in exported(paper, "bibtex")


def test_it_is_cited_without_a_title() -> None:
    (paper,) = (entry.paper for entry in read(EPR.replace("doi", "x")))
    cited = "Einstein, A., Podolsky, B., & Rosen, N. (1935). Phys. Rev., 47, 777–780."
    assert cite([replace(paper, id="epr")], "apa").text.strip() == cited


def test_merged_by_hand_it_gets_the_title() -> None:
    (untitled,), (whole,) = read(EPR), read(WHOLE)
    assert joined(untitled.paper, whole.paper).title == TITLE
    assert joined(whole.paper, untitled.paper).title == TITLE


@pytest.mark.parametrize("order", ["abc", "acb", "bac"])
def test_an_entry_without_a_title_makes_no_one_paper_of_two(order: str, folder: Path) -> None:
    place = "author = {Lee, Ann}, journal = {Nature}, year = 1999, volume = 1, pages = {5--6}"
    entries = {
        "a": f"@article{{a, title = {{On cats}}, {place}}}",
        "b": f"@article{{b, {place}}}",
        "c": f"@article{{c, title = {{Letters of dogs}}, {place}}}",
    }
    opened = library(folder)
    opened.import_papers(read("\n".join(entries[name] for name in order)))
    assert {opened.paper(name).title for name in opened} == {"On cats", "Letters of dogs"}


def test_nor_does_one_that_was_merged(folder: Path) -> None:
    place = "author = {Lee, Ann}, journal = {Nature}, year = 1999, volume = 1, pages = {5--6}"
    opened = library(folder)
    (bare,) = opened.import_papers(read(f"@article{{b, {place}}}")).added
    text = "@article{a, title = {On cats}, author = {Lee, Ann}, year = 1999}"
    (titled,) = opened.import_papers(read(text)).added
    opened.merging.merge([titled, bare])
    assert opened.import_papers(read(f"@article{{b, {place}}}")).added == ()
    other = f"@article{{c, title = {{Letters of dogs}}, {place}}}"
    assert len(opened.import_papers(read(other)).added) == 1
