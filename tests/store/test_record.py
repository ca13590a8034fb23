"""Papers as JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.models import NO_MARKS, Marks, Paper
from store.record import from_document, json_line, misshapen, to_document, to_json

FULL = Paper(
    id="lovelace2023-cats",
    title="Cats",
    authors=("Ada Lovelace", "Alan Turing"),
    authors_complete=False,
    abstract="Cats are learned.",
    published="2023-05",
    categories=("cs.LG",),
    organisations=("analytical-engine",),
    venue="NeurIPS",
    score=94.5,
    identifiers={"doi": "10.1/x", "url": "https://example.org"},
    has_code=True,
    added="2026-11-23T12:00:00Z",
    source="cats.txt",
    unsure=("split",),
    later_sources=("dogs.bib",),
)

_NAMES = """
    id title authors authors_complete abstract published year categories organisations venue
    score identifiers has_code read starred queued rating tags note added source
"""
FIELDS = _NAMES.split()
"""As the design names them."""

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def test_a_paper_as_json_has_the_public_fields_in_their_order_and_what_is_unsure() -> None:
    assert list(to_json(FULL, NO_MARKS)) == [*FIELDS, "unsure", "sources"]


def test_a_paper_as_json_says_what_the_paper_and_its_marks_say() -> None:
    marks = Marks(read=True, rating=4, tags=("a", "b"), note="good")
    told = to_json(FULL, marks)
    assert told["authors"] == ["Ada Lovelace", "Alan Turing"]
    assert (told["published"], told["year"]) == ("2023-05", 2023)
    assert told["identifiers"] == {"doi": "10.1/x", "url": "https://example.org"}
    assert (told["read"], told["starred"], told["rating"]) == (True, False, 4)
    assert (told["tags"], told["note"]) == (["a", "b"], "good")
    assert json.loads(json_line(told)) == told


def test_what_is_not_known_is_null_or_empty() -> None:
    told = to_json(Paper("x", "X"), NO_MARKS)
    assert {name for name, value in told.items() if value is None} == {
        "published",
        "year",
        "venue",
        "score",
        "rating",
    }


@pytest.mark.parametrize(
    "paper", [FULL, Paper("lovelace2023-cats", ""), Paper("x", "X", score=0.0)]
)
def test_a_paper_is_read_back_from_the_journal_as_it_was(paper: Paper) -> None:
    document = json.loads(json.dumps(to_document(paper)))
    assert from_document(paper.id, document) == paper
    assert misshapen(document) == []


def test_empty_fields_take_no_room_in_the_journal() -> None:
    assert to_document(Paper("x", "X")) == {"title": "X"}


def test_fields_of_a_later_version_are_passed_over_and_survive_a_change() -> None:
    document = {"title": "X", "venue": "Y", "licence": "CC BY"}
    paper = from_document("x", document)
    assert misshapen(document) == []
    assert to_document(Paper("x", "Z"), document) == {"title": "Z", "licence": "CC BY"}
    assert to_document(paper, document) == document


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", 5),
        ("authors", "Ada"),
        ("authors", [1]),
        ("authors_complete", "no"),
        ("abstract", None),
        ("published", "soon"),
        ("published", 2023),
        ("published", "2023-1-1"),
        ("categories", {"cs.LG": 1}),
        ("score", "high"),
        ("score", True),
        ("score", float("nan")),
        ("score", float("inf")),
        ("identifiers", ["10.1/x"]),
        ("identifiers", {"doi": 5}),
        ("has_code", 1),
        ("unsure", "split"),
        ("later_sources", "dogs.bib"),
        ("added", []),
    ],
)
def test_a_field_of_the_wrong_shape_counts_as_empty_and_is_named(name: str, value: Any) -> None:
    document = {**to_document(FULL), name: value}
    assert misshapen(document) == [name]
    paper = from_document("x", document)
    assert getattr(paper, name) == getattr(Paper("", ""), name)
    json.loads(json_line(to_json(paper, NO_MARKS)), parse_constant=pytest.fail)


def test_a_document_without_a_title_is_a_paper_without_one() -> None:
    assert from_document("x", {}) == Paper("x", "")
    assert misshapen({}) == ["title"]


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_comes_back_from_a_line_of_json(name: str, text: str) -> None:
    # Two half characters side by side are one character to every reader of JSON.
    apart = re.sub("[\ud800-\udbff](?=[\udc00-\udfff])", "", text)
    line = json_line({"text": apart})
    assert json.loads(line) == {"text": apart}
    assert not re.search("[\ud800-\udfff]", line)


UNSAFE = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) in ("Cc", "Cs", "Zl", "Zp")
    or unicodedata.bidirectional(chr(code))
    in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
]


def test_a_line_of_json_holds_no_character_that_controls_a_terminal_or_turns_text_around() -> None:
    line = json_line({"text": "".join(UNSAFE), "\x1b\u202e": "\u200e\u200f\u061c\U000e0041"})
    assert [char for char in line if not char.isascii() or not char.isprintable()] == []


def test_letters_of_every_script_stay_as_they_are() -> None:
    assert json_line({"title": "Über 大规模 שלום 🐈"}) == '{"title": "Über 大规模 שלום 🐈"}'
