"""JSON lines hold all there is of a paper, and a library that lacks it takes all of it back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.care.doctor import examine
from store.change import Change
from store.importers.bounded import bounded
from store.importers.contract import Draft, Rejection
from store.library import Library
from store.models import NO_MARKS, Marks
from store.revision import changes
from tests.store.backing_up import lines, read, rows, taken_back
from tests.store.making import draft, files, filled, library

X, Y, Z = IDS = ["anon-x", "anon-y", "anon-z"]


@pytest.fixture
def merged(made: Library) -> Library:
    """Give a library two of whose papers are one, both of them with marks."""
    made.change([X], Change(note="mine"))
    made.change([Y], Change(note="theirs", starred=True, add_tags=("t",)))
    made.merging.merge([X, Y])
    return made


def row(**fields: Any) -> dict[str, Any]:
    """Give one of our own lines."""
    return {"id": X, "title": "x", "authors": [], "authors_complete": True, **fields}


def part(**fields: Any) -> dict[str, Any]:
    """Give what one of our own lines says of a merged paper."""
    merge = {"fields": {}, "marks": {}, **fields.pop("merge", {})}
    return {**row(id=Y, title="y"), "merge": merge, **fields}


def test_what_most_papers_lack_stands_after_the_public_fields(merged: Library) -> None:
    told = rows(merged)[X]
    assert list(told)[-3:] == ["unsure", "aliases", "merged"]
    assert list(rows(merged)[Z])[-1] == "unsure"
    assert told == merged.whole(X)
    (other,) = told["merged"]
    assert (other["id"], other["note"], other["tags"]) == (Y, "theirs", ["t"])
    assert other["merge"]["marks"]["note"] == ["mine", "mine\n\ntheirs"]


def test_what_was_merged_can_be_split_in_the_new_library(merged: Library, tmp_path: Path) -> None:
    second = taken_back(merged, tmp_path / "second")
    assert list(examine(second)) == []
    assert second.merging.split(X).came == (Y,)
    assert second.marks(X) == Marks(note="mine")
    assert second.marks(Y) == Marks(note="theirs", starred=True, tags=("t",))


def test_a_title_that_came_with_a_merge_goes_with_it(folder: Path, tmp_path: Path) -> None:
    first = library(folder)
    known = {"volume": "47", "pages": "777"}
    untitled = draft("Phys. Rev. 47, 777", asked="epr", venue="Phys. Rev.", identifiers=known)
    first.import_papers([untitled, draft("Reality", asked="reality")])
    first.merging.merge(["epr", "reality"])
    second = taken_back(first, tmp_path / "second")
    assert lines(second) == lines(first)
    assert second.import_papers([untitled]).unchanged == ("epr",)
    second.merging.split("epr")
    assert second.paper("epr").title == "Phys. Rev. 47, 777"


def test_marks_of_a_merged_paper_that_came_later_are_still_told(
    merged: Library, tmp_path: Path
) -> None:
    merged.restore_marks({Y: {"note": "later"}}, "On another device")
    (told,) = examine(merged)
    assert [one.message for one in examine(taken_back(merged, tmp_path / "2"))] == [told.message]


def test_papers_that_were_told_apart_stay_so(tmp_path: Path) -> None:
    first = library(tmp_path / "first")
    text = draft("Deep Learning for Cats")
    other = draft("Deep Learning for Cats", abstract="Cats.")
    (name,) = first.import_papers([text]).added
    first.import_papers([draft("Quite another one", asked="other")])
    first.merging.merge([name, "other"])
    first.merging.split(name)
    paper = first.paper("other")
    first.edit(paper.__class__(**_fields(paper, title="Deep Learning for Cats")), "Corrected")
    second = taken_back(first, tmp_path / "second")
    assert lines(second) == lines(first)
    assert set(second) == {name, "other"}
    assert list(examine(second)) == []
    assert second.import_papers([text, other]).added == ()


def _fields(paper: Any, **others: Any) -> dict[str, Any]:
    return {name: getattr(paper, name) for name in paper.__slots__} | others


def test_what_a_later_version_changed_is_shown_again(folder: Path, tmp_path: Path) -> None:
    first = library(folder)
    one = draft(identifiers={"arxiv": "2303.01234v1"}, abstract="It purrs.")
    (name,) = first.import_papers([one]).added
    first.import_papers([draft(identifiers={"arxiv": "2303.01234v2"}, abstract="It barks.")])
    second = taken_back(first, tmp_path / "second")
    shown = [list(changes(opened.paper(name), NO_MARKS)) for opened in (first, second)]
    assert shown[0] == shown[1] != []


def test_what_is_given_away_says_nothing_of_it(merged: Library) -> None:
    told = json.loads(lines(merged, has_marks=False)[0])
    assert {"note", "merged", "aliases", "apart", "previous"}.isdisjoint(told)


def test_an_import_is_one_undo_with_the_marks_of_what_was_merged(
    merged: Library, tmp_path: Path
) -> None:
    second = taken_back(merged, tmp_path / "second")
    second.undo()
    assert list(second) == []
    assert second.marks(Y) == NO_MARKS
    assert list(examine(second)) == []
    event = second.redo()
    assert set(event.ids) == {X, Z}
    assert lines(second) == lines(merged)


def test_importing_it_again_writes_nothing(merged: Library, folder: Path) -> None:
    merged.merging.split(X)
    merged.merging.merge([Z, Y])
    before = files(folder)
    assert merged.import_papers(read(*lines(merged))).updated == ()
    assert files(folder) == before


def test_a_paper_that_is_there_keeps_its_marks_and_what_it_is_apart_from(
    merged: Library, tmp_path: Path
) -> None:
    second = library(tmp_path / "second")
    second.import_papers([draft("x", (), venue="V")])
    second.change([X], Change(note="my own"))
    second.import_papers(read(row(note="n", apart=["doi:10.1/1", "paper:anon-q"], aliases=["a"])))
    assert second.marks(X) == Marks(note="my own")
    assert (second.paper(X).apart, second.paper(X).aliases) == ((), ())


# -- ids that are taken


def test_a_merged_paper_that_is_one_by_itself_here_stays_so(
    merged: Library, tmp_path: Path
) -> None:
    second = filled(tmp_path / "second", "y")
    second.change([Y], Change(note="my own", rating=2))
    second.import_papers(read(*lines(merged)))
    assert set(second) == {X, Y, Z}
    assert second.marks(Y) == Marks(note="my own", rating=2)
    assert second.merged_ids() == set()
    assert second.paper(X).aliases == ()
    assert second.import_papers([draft("y", (), venue="V")]).updated == (Y,)


@pytest.mark.parametrize("is_deleted", [False, True])
def test_the_id_of_another_paper_is_left_to_it(
    is_deleted: bool, merged: Library, tmp_path: Path
) -> None:
    second = library(tmp_path / "second")
    second.import_papers([draft("Quite another one", asked=Y)])
    second.change([Y], Change(note="my own"))
    if is_deleted:
        second.delete([Y])
    second.import_papers(read(*lines(merged)))
    assert list(examine(second)) == []
    (name,) = second.merging.split(X).came
    assert name != Y
    assert second.paper(name).title == "y"
    assert second.marks(name) == Marks(note="theirs", starred=True, tags=("t",))
    assert second.marks(Y) == Marks(note="my own")
    assert f"paper:{name}" in second.paper(X).apart


def test_what_is_told_apart_by_an_id_is_told_by_the_one_it_has_here(
    merged: Library, tmp_path: Path
) -> None:
    merged.merging.split(X)
    second = library(tmp_path / "second")
    second.import_papers([draft("Quite another one", asked=Y)])
    (name, *_rest) = second.import_papers(read(rows(merged)[Y], rows(merged)[X])).added
    assert name != Y
    assert [one for one in second.paper(X).apart if one.startswith("paper:")] == [f"paper:{name}"]


def test_what_is_told_apart_from_a_paper_that_is_not_in_the_file(
    merged: Library, tmp_path: Path
) -> None:
    merged.merging.split(X)
    told = rows(merged)[X]
    others, same = library(tmp_path / "others"), filled(tmp_path / "same", "y")
    others.import_papers([draft("Quite another one", asked=Y)])
    for opened in (others, same):
        opened.import_papers(read(told))
    assert f"paper:{Y}" not in others.paper(X).apart
    assert f"paper:{Y}" in same.paper(X).apart


# -- lines that are none of ours


@pytest.mark.parametrize(
    "fields",
    [
        {"merged": True},
        {"merged": ["y"]},
        {"merged": [{"title": "y"}]},
        {"merged": [{**row(id=Y), "title": 3, "merge": {"fields": {}, "marks": {}}}]},
        {"merged": [part(merge={"fields": []})]},
        {"merged": [part(merge={"fields": {"abstract": ["a"]}})]},
        {"merged": [part(merge={"fields": {"abstract": ["a", 3]}})]},
        {"merged": [part(merge={"fields": {"title": [None, "a"]}})]},
        {"merged": [part(merge={"fields": {"published": [None, "yesterday"]}})]},
        {"merged": [part(merge={"marks": {"read": [False, 1]}})]},
        {"merged": [part(merge={"marks": {"title": ["a", "b"]}})]},
        {"merged": [part(merge={"marks": {"tag:A b": [False, True]}})]},
        {"merged": [part(merge={"had": ["note"]})]},
        {"merged": [part(merge={"had": {"rating": 9}})]},
        {"previous": "y"},
        {"previous": {"title": 3}},
        {"apart": "paper:y"},
        {"apart": [3]},
    ],
)
def test_what_has_not_the_shape_of_ours_is_told(fields: dict[str, Any], made: Library) -> None:
    (found,) = read(row(**fields))
    assert isinstance(found, Rejection), found
    assert made.import_papers([found]).rejected == (found,)


def test_rows_of_others_may_mean_something_else_by_the_names() -> None:
    fields = {"merged": True, "aliases": "X", "apart": 3, "previous": "no"}
    (found,) = read({"title": "x", **fields})
    assert isinstance(found, Draft)
    assert (found.merged, found.paper.aliases, found.paper.apart) == ((), (), ())


def test_a_line_lays_no_claim_to_papers_that_are_not_merged_into_it(folder: Path) -> None:
    opened = library(folder)
    claimed = draft("Deep Learning for Cats", identifiers={"doi": "10.1145/1.1"})
    keys = ["doi:10.1145/1.1", "title:deeplearningforcats|lovelace"]
    opened.import_papers(
        read(row(aliases=keys), row(id=Z, merged=[part()], title="z", aliases=keys))
    )
    assert [opened.paper(name).aliases for name in opened] == [(), ()]
    assert len(opened.import_papers([claimed]).added) == 1


def test_a_paper_merged_of_itself_is_one_all_the_same(folder: Path) -> None:
    opened = library(folder)
    inner = part(id=X, title="x")
    opened.import_papers(read(row(merged=[{**inner, "merged": [inner]}, inner])))
    assert list(opened) == [X]
    assert X not in opened.merged_ids()
    assert len(opened.merged_ids()) == 3
    assert list(examine(opened)) == []
    assert opened.merging.split(X).came[0] in opened


def test_what_is_nested_without_end_is_told() -> None:
    text = json.dumps(row())[:-1]
    merge = '"merge": {"fields": {}, "marks": {}}'
    deep = f'{text}, {merge}, "merged": [' * 400 + f"{text}, {merge}}}" + "]}" * 400
    (found, after) = read(deep, row(id=Z, title="z"))
    assert isinstance(found, Rejection)
    assert isinstance(after, Draft)


def test_the_marks_of_a_merged_paper_stay_its_own(merged: Library, tmp_path: Path) -> None:
    second = taken_back(merged, tmp_path / "second")
    event = second.import_papers([draft("Quite another thing", (), asked=Y)])
    assert [second.marks(name) for name in event.added] == [NO_MARKS]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"apart": [f"doi:10.1/{number}" for number in range(10_001)]}, "told apart"),
        ({"merged": [part(id=f"y{number}") for number in range(501)]}, "merged into it"),
        ({"merged": [part(merge={"fields": {"title": ["a" * 10_001, "a"]}})]}, "its title"),
        ({"merged": [part(merge={"fields": {"abstract": ["a" * 1_000_001, "a"]}})]}, "abstract"),
    ],
)
def test_what_is_more_than_a_paper_can_have_is_told(fields: dict[str, Any], reason: str) -> None:
    (found,) = bounded(read(row(**fields)), "backup.jsonl")
    assert isinstance(found, Rejection)
    assert reason in found.reason
