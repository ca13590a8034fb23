"""Lines like a backup of ours: whatever they say, papers that are there stay as they are."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.care.doctor import examine
from store.change import Change
from store.errors import PaperdeckError
from store.library import Library
from tests.store.backing_up import lines, read
from tests.store.making import draft, filled, library

IDS = st.sampled_from(["anon-x", "anon-y", "anon-y-2", "anon-p", "anon-q", "../x", ""])
KEYS = st.lists(
    st.sampled_from(
        ["text:x", "title:x|", "text:p", "title:q|", "doi:10.1/1", "paper:anon-x", "paper:anon-p"]
    )
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "title", "merge", "note", "read", "x"]), inner)
    ),
    max_leaves=6,
)


def seldom(other: Any, usual: Any) -> Any:
    """Give what is mostly of our shape, and now and then another."""
    return st.integers(0, 30).flatmap(lambda number: other if number == 30 else usual)


def pairs(values: dict[str, Any]) -> Any:
    """Give fields with values before and after."""
    told = {
        name: seldom(JUNK, st.lists(usual, min_size=2, max_size=2))
        for name, usual in values.items()
    }
    return st.fixed_dictionaries({}, optional=told)


FLAG, NOTES = st.booleans(), st.sampled_from(["", "mine", "theirs", "\x1b[2J"])
FIELDS = pairs(
    {
        "abstract": st.sampled_from([None, "A.", "B."]),
        "published": st.sampled_from([None, "2020", "2021-03"]),
        "identifiers": st.sampled_from([None, {"doi": "10.1/1"}, {"arxiv": "2303.01234"}]),
        "aliases": st.none() | KEYS,
        "apart": st.none() | KEYS,
        "title": st.sampled_from(["x", "was"]),
        "merged": st.none(),
    }
)
MARKS = pairs({"read": FLAG, "starred": FLAG, "note": NOTES, "tag:t": FLAG})


def rows(titles: str, merged: Any) -> Any:
    """Give one of many lines; each of its fields may be none of ours."""
    return st.fixed_dictionaries(
        {"id": IDS, "title": st.sampled_from(titles), "authors_complete": st.just(True)},
        optional={
            "note": st.sampled_from(["theirs", "\x1b[2J"]),
            "read": st.booleans(),
            "aliases": seldom(JUNK, KEYS),
            "apart": seldom(JUNK, KEYS),
            "previous": seldom(JUNK, st.just({"title": "was", "by": "v2"})),
            "merged": merged,
        },
    )


def _part(row: dict[str, Any], merge: dict[str, Any]) -> dict[str, Any]:
    return {**row, "merge": merge}


MERGE = st.fixed_dictionaries(
    {"fields": FIELDS, "marks": MARKS}, optional={"had": seldom(JUNK, st.just({"note": "mine"}))}
)
LEAVES = st.builds(_part, rows("pqxy", st.just([])), MERGE)
PARTS = st.builds(_part, rows("pqxy", seldom(JUNK, st.lists(LEAVES, max_size=2))), MERGE)
FILE = st.lists(
    rows("pqr", seldom(JUNK, st.lists(PARTS | LEAVES, max_size=2))), min_size=1, max_size=4
)


def looked_at(opened: Library, ids: list[str]) -> list[object]:
    """Give all that a reader has of papers."""
    return [(opened.whole(name), opened.marks(name)) for name in ids]


@settings(max_examples=80, deadline=None)
@given(FILE)
def test_papers_that_are_there_stay_as_they_are(wanted: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "library"
        filled(folder, "xyz")
        opened = library(folder)
        opened.change(["anon-x", "anon-y"], Change(note="mine", starred=True, add_tags=("t",)))
        opened.delete(["anon-y"])
        before = looked_at(opened, ["anon-x", "anon-z"])
        event = opened.import_papers(read(*wanted))
        assert len(event.added) + len(event.rejected) + len(event.merged) == len(wanted)
        assert opened.marks("anon-y").note == "mine"
        assert {one.where for one in examine(opened)}.isdisjoint(["anon-x", "anon-y", "anon-z"])
        for name in list(opened) * 3:
            try:
                opened.merging.split(name)
            except PaperdeckError:
                continue
        assert looked_at(opened, ["anon-x", "anon-z"]) == before
        opened.restore_from_trash(["anon-y"])
        assert opened.marks("anon-y").note == "mine"
        assert opened.import_papers([draft("x", ())]).unchanged == ("anon-x",)
        again = library(Path(place) / "again")
        assert again.import_papers(read(*lines(opened))).rejected == ()
