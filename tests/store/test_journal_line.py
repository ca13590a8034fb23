"""The lines of a journal."""

from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import LibraryError, NewerVersionError
from store.journal.line import (
    VERSION,
    Batch,
    batch_line,
    check_header,
    header,
    is_cut_header,
    parse_batch,
    salvage,
    seal,
    unseal,
)

LINE = batch_line(Batch("now", "Starred a", [["set", "marks", "a", {"starred": [True, "now"]}]]))
TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=8).filter(lambda name: name != "crc"), JSON, min_size=1))
def test_any_object_is_read_back_as_it_was_written(content: dict[str, object]) -> None:
    line = seal(content)
    assert unseal(line) == content
    assert line.count(b"\n") == 1


@given(TEXT, st.sampled_from(["put", "set"]), st.dictionaries(TEXT, JSON, max_size=3))
def test_any_batch_is_read_back_as_it_was_written(
    title: str, kind: str, document: dict[str, object]
) -> None:
    batch = Batch("stamp", title, [[kind, "papers", "id", document], ["del", "papers", title]])
    line = batch_line(batch)
    expected = json.loads(json.dumps([title, batch.ops]))  # what surrogates become in JSON
    found = parse_batch(line)
    assert [found.do, found.ops] == expected


def test_a_line_is_one_object_of_plain_json_whose_last_field_is_the_checksum() -> None:
    content = json.loads(LINE)
    assert list(content)[-1] == "crc"
    body = LINE[: LINE.rindex(b',"crc"')]
    assert int(content["crc"], 16) == zlib.crc32(body)


@given(st.integers(0, len(LINE) - 2), st.integers(1, 255))
def test_a_line_with_any_byte_changed_is_refused(place: int, difference: int) -> None:
    changed = bytearray(LINE)
    changed[place] ^= difference
    with pytest.raises(ValueError):
        parse_batch(bytes(changed))


@pytest.mark.parametrize("length", range(len(LINE) - 1))
def test_a_line_cut_off_anywhere_is_refused(length: int) -> None:
    with pytest.raises(ValueError):
        parse_batch(LINE[:length])


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_a_line_is_read_with_any_line_end(end: bytes) -> None:
    assert parse_batch(LINE.rstrip(b"\n") + end).do == "Starred a"


def test_what_a_later_version_adds_to_a_batch_is_kept_apart() -> None:
    batch = parse_batch(seal({"at": "x", "do": "y", "ops": [], "undoes": 3}))
    assert (batch.at, batch.do, batch.about) == ("x", "y", {"undoes": 3})


@pytest.mark.parametrize(
    "content",
    [
        {"ops": None},
        {"ops": {}},
        {"ops": ["put"]},
        {"ops": [[]]},
        {"ops": [["explode", "papers"]]},
        {"ops": [["put", "papers", "a"]]},
        {"ops": [["put", "papers", 1, {}]]},
        {"ops": [["put", "papers", "a", []]]},
        {"ops": [["del", "papers", "a", {}]]},
        {"ops": [["drop", 5]]},
        {"ops": [], "at": 5},
        {"ops": [], "do": None},
    ],
)
def test_a_sealed_line_that_is_no_batch_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="it"):
        parse_batch(seal(content))


def test_a_number_json_has_no_form_for_is_not_written() -> None:
    with pytest.raises(ValueError):
        batch_line(Batch("", "", [["put", "papers", "a", {"score": float("nan")}]]))


def test_the_header_of_this_version_is_accepted() -> None:
    assert check_header(header(), "papers.jsonl") == ""


@pytest.mark.parametrize("version", [VERSION + 1, 99, "two", None])
def test_a_newer_header_says_so_and_what_to_do(version: object) -> None:
    line = seal({"journal": "paperdeck", "version": version, "generation": 0})
    with pytest.raises(NewerVersionError, match=r"papers\.jsonl .*newer paperdeck.*Install"):
        check_header(line, "papers.jsonl")


@pytest.mark.parametrize("place", range(len(header())))
def test_a_header_with_one_byte_changed_is_still_known_as_one(place: int) -> None:
    changed = bytearray(header())
    changed[place] ^= 1
    if place != len(header()) - 1:  # the line end is not in the checksum
        assert "checksum" in check_header(bytes(changed), "papers.jsonl")


def test_an_altered_header_of_a_newer_version_is_not_taken_for_ones_own() -> None:
    line = seal({"journal": "paperdeck", "version": 2, "generation": 0})
    with pytest.raises(NewerVersionError):
        check_header(line.replace(b'"generation":0', b'"generation":7'), "papers.jsonl")


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"{}\n",
        b'{"title": "A paper"}\n',
        b"\x00\xff\n",
        b"@article{x,\n",
        b"[" * 9999 + b"\n",
    ],
)
def test_other_files_are_no_journals(line: bytes) -> None:
    with pytest.raises(LibraryError, match="x is not a paperdeck journal"):
        check_header(line, "x")


@pytest.mark.parametrize("length", range(1, len(header()) - 1))
def test_a_header_cut_off_anywhere_is_known_for_one(length: int) -> None:
    assert is_cut_header(header()[:length])


@pytest.mark.parametrize("text", [b'{"title": "A paper"}', b"[]", b"hello", b'{"journal": "x"}'])
def test_another_files_text_is_no_cut_off_header(text: bytes) -> None:
    assert not is_cut_header(text)


def test_lines_that_lost_the_line_end_between_them_are_found_again() -> None:
    other = batch_line(Batch("later", "Starred b", []))
    assert [batch.do for batch, _ in salvage(LINE[:-1] + b"\x0b" + other)] == [
        "Starred a",
        "Starred b",
    ]
    assert list(salvage(b'half of a line,"crc":"00000000"}')) == []
