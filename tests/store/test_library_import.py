"""Importing into a library, and correcting what was imported."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from store.change import Change
from store.correction import moved, places
from store.errors import (
    LibraryError,
    UnknownPaperError,
)
from store.events import PapersEdited
from store.fate import DUPLICATE, NEW, REJECTED, SAME, TRASHED, UPDATE
from store.importers.contract import Draft
from store.journal.table import JournalDB
from store.library import Library
from store.models import NO_MARKS, Marks, Rejection
from store.query import parse
from store.record import to_json
from tests.store.making import draft, files, filled, journal, library

A, B, C = "anon-x", "anon-y", "anon-z"
ALL = [A, B, C]


# -- importing


def test_papers_get_ids_and_the_time_and_are_there_after_reopening(folder: Path) -> None:
    event = library(folder).import_papers([draft(published="2023-05-01", score=2.5)])
    assert event.added == ("lovelace2023-deep-learning-cats",)
    paper = library(folder).paper("lovelace2023-deep-learning-cats")
    assert (paper.title, paper.score, paper.source) == ("Deep Learning for Cats", 2.5, "cats.txt")
    assert paper.added == "2026-11-23T12:00:00Z"


def test_the_same_import_again_changes_nothing_and_writes_not_a_byte(folder: Path) -> None:
    entries: list[Draft | Rejection] = [
        draft(marks=Marks(read=True, tags=("rl",))),
        draft("Cats, Dogs", ("A B", "C D"), authors_complete=False, unsure=("split",)),
        Rejection("cats.txt", 9, "it has no title", "?"),
    ]
    library(folder).import_papers(entries)
    before = files(folder)
    event = library(folder).import_papers(entries)
    assert (event.added, event.updated, len(event.unchanged)) == ((), (), 2)
    assert len(event.rejected) == 1
    assert files(folder) == before


def test_an_import_is_one_line(folder: Path) -> None:
    filled(folder, "abcdefgh")
    assert len((folder / "papers.jsonl").read_bytes().splitlines()) == 2


def test_an_entry_that_stands_twice_in_one_import_is_one_paper(folder: Path) -> None:
    opened = library(folder)
    event = opened.import_papers([draft(), draft(venue="NeurIPS"), draft()])
    (name,) = event.added
    assert (event.updated, event.unchanged, event.merged) == ((), (), (name, name))
    assert event.report()["ids"] == [name]
    assert opened.paper(name).venue == "NeurIPS"
    again = opened.import_papers([draft(), draft(score=1.0), draft()])
    assert (again.added, again.updated, again.unchanged) == ((), (name,), ())
    assert again.report()["merged"] == 2


def test_an_entry_known_by_what_one_before_it_added_is_the_same_paper(folder: Path) -> None:
    doi = {"doi": "10.1/x"}
    event = library(folder).import_papers(
        [
            draft("Cats", identifiers=doi),
            draft("Cats, revised", identifiers=doi),
            draft("Cats, revised"),
        ]
    )
    assert (len(event.added), len(event.merged)) == (1, 2)


def test_a_date_without_a_year_confirms_the_paper_of_a_year_before(folder: Path) -> None:
    library(folder).import_papers([draft(published="2026-03-11", year_inferred=True)])
    before = files(folder)
    event = library(folder).import_papers([draft(published="2027-03-11", year_inferred=True)])
    assert len(event.unchanged) == 1
    assert files(folder) == before


def test_an_update_is_written_as_the_fields_that_changed(folder: Path) -> None:
    opened = library(folder)
    opened.import_papers([draft(abstract="x" * 5000)])
    size = (folder / "papers.jsonl").stat().st_size
    event = opened.import_papers([draft(score=3.0)])
    assert event.updated == ("lovelace-deep-learning-cats",)
    assert (folder / "papers.jsonl").stat().st_size - size < 300
    assert library(folder).paper(event.updated[0]).abstract == "x" * 5000


def test_an_update_keeps_what_a_later_version_has_written_about_a_paper(folder: Path) -> None:
    fields = {"title": "Cats", "venue": "old", "licence": "CC BY"}
    path = journal(folder / "papers.jsonl", [["put", "papers", "cats", fields]])
    opened = library(folder)
    opened.import_papers([draft("Cats", (), venue="new")])
    opened.edit(replace(opened.paper("cats"), venue=""), "Edited")
    (document,) = JournalDB(path).table("papers").all()
    assert document == {"title": "Cats", "licence": "CC BY", "later_sources": ["cats.txt"]}


def test_a_dry_run_tells_the_same_and_writes_nothing(made: Library, folder: Path) -> None:
    entries = [draft("x", (), score=1.0), draft("y", ()), draft("new", ())]
    before = files(folder)
    plan = made.plan_import(entries).event()
    assert files(folder) == before
    assert plan == made.import_papers(entries)


def test_a_paper_remembers_every_file_that_told_something_of_it(folder: Path) -> None:
    def told(source: str, **fields: object) -> Draft:
        found = draft(**fields)  # type: ignore[arg-type]
        return replace(found, paper=replace(found.paper, source=source))

    opened = library(folder)
    (name,) = opened.import_papers([told("a.txt")]).added
    opened.import_papers([told("b.bib", venue="NeurIPS")])
    opened.import_papers([told("nothing-new.ris")])
    opened.import_papers([told("a.txt", score=1.0), told("c.ris", abstract="On cats.")])
    paper = opened.paper(name)
    assert (paper.source, paper.later_sources) == ("a.txt", ("b.bib", "c.ris"))
    assert to_json(paper, NO_MARKS)["sources"] == ["a.txt", "b.bib", "c.ris"]
    before = files(folder)
    opened.import_papers([told("b.bib", venue="NeurIPS"), told("c.ris", abstract="On cats.")])
    assert files(folder) == before
    opened.undo()
    assert opened.paper(name).later_sources == ("b.bib",)


def test_of_the_files_that_told_of_a_paper_the_first_and_the_last_are_remembered(
    folder: Path,
) -> None:
    opened = library(folder)
    for number in range(30):
        found = draft(score=float(number))
        opened.import_papers([replace(found, paper=replace(found.paper, source=f"{number}.txt"))])
    paper = opened.paper("lovelace-deep-learning-cats")
    assert paper.source == "0.txt"
    assert paper.later_sources == tuple(f"{number}.txt" for number in range(10, 30))


def test_a_plan_tells_what_becomes_of_each_entry(made: Library) -> None:
    made.delete([B])
    entries: list[Draft | Rejection] = [
        draft("x", (), score=1.0),
        Rejection("cats.txt", 9, "it has no title", "?"),
        draft("y", ()),
        draft("z", ()),
        draft("new", (), identifiers={"doi": "10.1/x"}),
        draft("new", (), venue="V", identifiers={"doi": "10.1/x", "url": "https://x.org"}),
        draft("new", ()),
        draft("y", ()),
    ]
    fates = made.plan_import(entries).fates
    assert [(fate.status, fate.paper_id, fate.first) for fate in fates] == [
        (UPDATE, A, None),
        (REJECTED, "", None),
        (TRASHED, B, None),
        (SAME, C, None),
        (NEW, "anon-new", None),
        (DUPLICATE, "anon-new", 4),
        (DUPLICATE, "anon-new", 4),
        (TRASHED, B, None),
    ]
    assert fates[0].differences == (("score", None, 1.0),)
    assert fates[5].differences == (("venue", "", "V"), ("url", "", "https://x.org"))
    assert [fate.is_change for fate in fates] == [
        True, False, False, False, True, True, False, False,
    ]  # fmt: skip
    assert (fates[1].reason, fates[1].line, fates[4].title) == ("it has no title", 9, "new")


def test_planning_says_how_far_it_is_and_can_be_given_up(made: Library, folder: Path) -> None:
    before, shares = files(folder), list[float]()
    entries = [draft(f"n{number}", ()) for number in range(1200)]
    made.plan_import(entries, shares.append)
    assert shares == [0.0, 500 / 1200, 1000 / 1200]

    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.plan_import(entries, stop)
    assert files(folder) == before


def test_marks_that_come_with_a_new_paper_are_kept_those_of_a_known_one_are_not_overwritten(
    folder: Path,
) -> None:
    opened = library(folder)
    marks = Marks(read=True, rating=5, tags=("rl",), note="good")
    (name,) = opened.import_papers([draft(marks=marks)]).added
    assert library(folder).marks(name) == marks
    opened.change([name], Change(read=False))
    opened.import_papers([draft(marks=marks)])
    assert not library(folder).marks(name).read


def test_a_tag_of_another_program_that_cannot_be_one_does_not_stop_the_import(
    folder: Path,
) -> None:
    marks = Marks(tags=("!!", "Deep Learning!", "ok"))
    event = library(folder).import_papers([draft(marks=marks), draft("Dogs", ())])
    assert len(event.added) == 2
    assert library(folder).marks(event.added[0]).tags == ("deep-learning", "ok")


def test_an_id_that_is_asked_for_is_given_where_it_can_be(made: Library) -> None:
    asked = ["my-cat", "my-cat", A, "../../etc/passwd", "a b", "x" * 5000, "\x1b[2J", "is:read"]
    event = made.import_papers([draft(f"t{n}", (), asked=name) for n, name in enumerate(asked)])
    assert event.added == ("my-cat", *(f"anon-t{n}" for n in range(1, len(asked))))


def test_an_import_does_not_move_a_split_that_the_reader_has_moved(folder: Path) -> None:
    listed = draft(
        "Cats, Dogs and BirdsAda",
        ("Alan Turing", "Grace Hopper"),
        authors_complete=False,
        unsure=("split",),
    )
    opened = library(folder)
    (name,) = opened.import_papers([listed]).added
    for place in places(opened.paper(name)):
        opened.edit(moved(opened.paper(name), place), "Moved the split")
        before = files(folder)
        event = library(folder).import_papers([listed])
        assert event.unchanged == (name,)
        assert files(folder) == before


def test_papers_imported_in_two_windows_at_once_are_one_paper_each(folder: Path) -> None:
    def load() -> None:
        library(folder).import_papers([draft(f"t{number}", ()) for number in range(20)])

    threads = [threading.Thread(target=load) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(library(folder)) == sorted(f"anon-t{number}" for number in range(20))


def test_what_was_looked_at_before_is_imported_as_it_was_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library(folder) as opened:
        found = opened.plan_import(iter([draft("Cats", ()), draft("Dogs", ())]))
        with monkeypatch.context() as patch:
            patch.setattr("store.library.FEW", 2)
            patch.setattr("store.importing.plan", lambda *_: pytest.fail("was compared again"))
            assert opened.import_papers(found).added == ("anon-cats", "anon-dogs")
        assert opened.catch_up()
        assert list(opened.find(parse("dogs"))) == ["anon-dogs"]


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_what_was_looked_at_before_the_library_changed_is_compared_again(
    folder: Path, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other() -> None:
        library(folder, "phone").import_papers([draft("Dogs", (), published="2020")])

    with library(folder) as opened:
        opened.import_papers([draft("Birds", ())])
        found = opened.plan_import([draft("Cats", ()), draft("Dogs", ())])
        other()
        if when == "before":
            opened.refresh()
        event = opened.import_papers(found)
        assert (event.added, event.unchanged) == (("anon-cats",), ("anon2020-dogs",))
        assert len(opened) == 3


# -- correcting


def test_a_corrected_paper_is_there_after_reopening(made: Library, folder: Path) -> None:
    event = made.edit(replace(made.paper(A), title="Better"), "Moved the split of anon-x")
    assert event == PapersEdited((A,), "Moved the split of anon-x")
    assert made.paper(A).title == library(folder).paper(A).title == "Better"


def test_a_correction_that_corrects_nothing_is_nothing_to_undo(made: Library, folder: Path) -> None:
    before = files(folder)
    assert made.edit(made.paper(A), "Moved the split").ids == ()
    assert files(folder) == before
    assert [entry.title for entry in made.history()] == ["Imported papers: 3 added"]


def test_a_correction_keeps_what_another_window_has_added_to_the_paper(
    made: Library, folder: Path
) -> None:
    paper = made.paper(A)
    library(folder).import_papers([draft("x", (), abstract="New.", score=2.0)])
    made.edit(replace(paper, title="Better"), "Edited")
    found = library(folder).paper(A)
    assert (found.title, found.abstract, found.score) == ("Better", "New.", 2.0)


def test_correcting_an_unknown_paper_is_refused(made: Library) -> None:
    with pytest.raises(UnknownPaperError):
        made.edit(replace(made.paper(A), id="nobody"), "Edited")


def test_marks_that_are_there_already_are_not_replaced_when_a_lost_paper_comes_again(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "lost"
    opened = library(folder)
    (name,) = opened.import_papers([draft("Lost", ())]).added
    opened.change([name], Change(note="mine", rating=5))
    (folder / "papers.jsonl").unlink()
    again = library(folder)
    older = Marks(note="older", rating=2, starred=True, tags=("rl",))
    again.import_papers([draft("Lost", (), asked=name, marks=older)])
    marks = again.marks(name)
    assert (marks.note, marks.rating, marks.starred, marks.tags) == ("mine", 5, True, ("rl",))


def test_a_backup_is_no_library(tmp_path: Path) -> None:
    opened = library(tmp_path / "one")
    (name,) = opened.import_papers([draft("One", ())]).added
    opened.change([name], Change(starred=True))
    backup = opened.backups.make(with_papers=True)
    with pytest.raises(LibraryError, match="is a backup"):
        library(backup.path)
