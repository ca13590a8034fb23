from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.importers.contract import REJECTED_TEXT_LIMIT, Context, Draft, Rejection
from store.importers.jsonl import JsonlImporter
from store.importers.plain import one_line
from store.models import NO_MARKS, Marks, Paper

CONTEXT = Context("rows.jsonl", date(2026, 11, 23))

OURS: dict[str, Any] = {
    "id": "wang2022-self-instruct",
    "title": "Self-Instruct",
    "authors": ["Yizhong Wang", "Yeganeh Kordi"],
    "authors_complete": False,
    "abstract": "We do.",
    "published": "2022-12-20",
    "year": 2022,
    "categories": ["cs.CL"],
    "organisations": ["allen-ai", "uw"],
    "venue": None,
    "score": 94.9,
    "identifiers": {"doi": "10.1/x", "code": "https://github.com/a/b"},
    "has_code": True,
    "read": True,
    "starred": True,
    "queued": False,
    "rating": 4,
    "tags": ["rl", "agents"],
    "note": "line one\nline two",
    "added": "2026-01-02T03:04:05Z",
    "source": "listing.txt",
    "unsure": ["split"],
    "sources": ["listing.txt", "refs.bib"],
}


def read(text: str) -> list[Draft | Rejection]:
    return list(JsonlImporter().read(text, CONTEXT))


def draft(row: Any) -> Draft:
    (found,) = read(json.dumps(row))
    assert isinstance(found, Draft), found
    return found


def rejection(text: str) -> Rejection:
    (found,) = read(text)
    assert isinstance(found, Rejection), found
    return found


def paper(**row: Any) -> Paper:
    return draft({"title": "A", **row}).paper


def test_our_own_lines_give_back_every_field() -> None:
    found = draft(OURS)
    assert found.paper == Paper(
        id="wang2022-self-instruct",
        title="Self-Instruct",
        authors=("Yizhong Wang", "Yeganeh Kordi"),
        authors_complete=False,
        abstract="We do.",
        published="2022-12-20",
        categories=("cs.CL",),
        organisations=("allen-ai", "uw"),
        score=94.9,
        identifiers={"doi": "10.1/x", "code": "https://github.com/a/b"},
        has_code=True,
        added="2026-01-02T03:04:05Z",
        source="listing.txt",
        unsure=("split",),
        later_sources=("refs.bib",),
    )
    assert found.marks == Marks(True, True, False, 4, ("agents", "rl"), "line one\nline two")


def test_plain_rows_give_a_paper_without_marks() -> None:
    found = draft(
        {
            "title": "A  title\twith\nspace ",
            "authors": ["A B"],
            "abstract": "One.\nTwo.",
            "year": 2018,
            "venue": "ICRA",
            "url": "https://a.org/1",
            "pdf": "https://a.org/1.pdf",
            "code": "https://github.com/a/b",
            "keywords": ["no tag"],
            "citations": 12,
        }
    )
    assert found.marks is None
    assert found.paper.title == "A title with space"
    assert found.paper.abstract == "One. Two."
    assert found.paper.published == "2018"
    assert found.paper.source == "rows.jsonl"
    assert found.paper.has_code
    assert dict(found.paper.identifiers) == {
        "url": "https://a.org/1",
        "pdf": "https://a.org/1.pdf",
        "code": "https://github.com/a/b",
    }


def test_marks_that_say_nothing_are_marks_all_the_same() -> None:
    assert draft({"title": "A", "read": False}).marks == NO_MARKS


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (["A B", "C D"], ("A B", "C D")),
        ("A B and C D", ("A B", "C D")),
        ("A B, C D, and E F", ("A B", "C D", "E F")),
        ("A B; C D", ("A B", "C D")),
        ("B, A; D, C", ("A B", "C D")),
        ("Garcia Marquez, Gabriel and van der Maaten, Laurens",
         ("Gabriel Garcia Marquez", "Laurens van der Maaten")),
        ("Wang, Yizhong", ("Yizhong Wang",)),
        ("Wang, Y., Kordi, Y.", ("Y. Wang", "Y. Kordi")),
        ("Yizhong Wang, Yeganeh Kordi", ("Yizhong Wang", "Yeganeh Kordi")),
        ("Devvrit", ("Devvrit",)),
        ("Alessandro Andrews & Rolando", ("Alessandro Andrews", "Rolando")),
        ([{"name": "A B"}, {"given": "C", "family": "D"}, {"family": "E"}], ("A B", "C D", "E")),
        ([], ()),
        ("", ()),
        (None, ()),
        (["A B", " "], ("A B",)),
    ],
)  # fmt: skip
def test_authors_are_read_in_every_form(value: Any, names: tuple[str, ...]) -> None:
    assert paper(authors=value).authors == names


@pytest.mark.parametrize("value", ["A B et al.", "A B and others", ["A B", "et al."]])
def test_authors_cut_off_are_not_complete(value: Any) -> None:
    found = paper(authors=value)
    assert (found.authors, found.authors_complete) == (("A B",), False)


def test_a_list_repeated_as_a_whole_is_given_once_but_namesakes_stay() -> None:
    assert paper(authors=["A", "B", "A", "B"]).authors == ("A", "B")
    assert paper(authors=["Xi Chen", "Xi Chen", "Yu Cheng"]).authors == (
        "Xi Chen", "Xi Chen", "Yu Cheng",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "published"),
    [
        ({"published": "2026-03-11"}, "2026-03-11"),
        ({"published": "2026-03"}, "2026-03"),
        ({"published": "2026", "year": 1999}, "2026"),
        ({"published": "2026-03-11T10:00:00Z"}, "2026-03-11"),
        ({"published": None, "year": 2020}, "2020"),
        ({"year": "2020"}, "2020"),
        ({"year": 2020.0}, "2020"),
        ({"year": ""}, ""),
        ({}, ""),
    ],
)
def test_dates_are_as_precise_as_known(row: dict[str, Any], published: str) -> None:
    assert paper(**row).published == published


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ({"title": None}, "title"),
        ({"title": " \t"}, "title"),
        ({"title": 5}, "title"),
        ({"authors": 5}, "authors"),
        ({"authors": [5]}, "authors"),
        ({"authors": [{"x": 1}]}, "authors"),
        ({"abstract": ["x"]}, "abstract"),
        ({"published": "2026-02-30"}, "published"),
        ({"published": "0999"}, "published"),
        ({"published": "March"}, "published"),
        ({"year": 999}, "year"),
        ({"year": 10000}, "year"),
        ({"year": "20x0"}, "year"),
        ({"year": True}, "year"),
        ({"year": 2020.5}, "year"),
        ({"year": [2020]}, "year"),
        ({"score": "high"}, "score"),
        ({"score": False}, "score"),
        ({"categories": [1]}, "categories"),
        ({"organisations": "x"}, "organisations"),
        ({"identifiers": []}, "identifiers"),
        ({"identifiers": {"doi": 5}}, "doi"),
        ({"url": 5}, "url"),
        ({"has_code": "yes"}, "has_code"),
        ({"authors_complete": 1}, "authors_complete"),
        ({"read": "yes"}, "read"),
        ({"rating": 6}, "rating"),
        ({"rating": 2.5}, "rating"),
        ({"tags": "a, b"}, "tags"),
        ({"note": 1}, "note"),
        ({"venue": {}}, "venue"),
    ],
)
def test_a_wrong_value_rejects_the_row_and_names_the_key(row: dict[str, Any], word: str) -> None:
    text = json.dumps({"title": "A", **row})
    found = rejection(text)
    assert f'"{word}"' in found.reason
    assert (found.source, found.line, found.text) == ("rows.jsonl", 1, text)


def test_a_rejected_row_costs_only_itself() -> None:
    text = '{"title": "A"}\n\n{broken\n{"title": "B"}\n[1]\nnull\n"x"\n{"title": "C"}\n'
    found = read(text)
    assert [(type(one).__name__, one.line) for one in found] == [
        ("Draft", 1), ("Rejection", 3), ("Draft", 4), ("Rejection", 5), ("Rejection", 6),
        ("Rejection", 7), ("Draft", 8),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "A"}, {"title": "B"}]',
        '[\n{"title": "A"},\n{"title": "B"}\n]\n',
        '[\n  {\n    "title": "A",\n    "authors": [\n      {"name": "X"}]\n  },\n'
        '  {\n    "title": "B"\n  }\n]',
        '{\n"title": "A"\n}\n{\n"title": "B"\n}\n',
        '{"title": "A"}{"title": "B"}',
        '\ufeff{"title": "A"}\n\0{"title": "B"}\0\n',
    ],
)
def test_arrays_and_indented_objects_are_read_as_well(text: str) -> None:
    found = read(text)
    assert [one.paper.title for one in found if isinstance(one, Draft)] == ["A", "B"]
    assert len(found) == 2


def test_in_an_array_a_syntax_error_costs_one_object() -> None:
    found = read('[\n {"title": "A"},\n {"title": B},\n {"title": "C"}\n]')
    assert [(type(one).__name__, one.line) for one in found] == [
        ("Draft", 2), ("Rejection", 3), ("Draft", 4),
    ]  # fmt: skip


def test_nan_is_nothing_and_infinity_is_no_number() -> None:
    (found,) = read('{"title": "A", "score": NaN, "venue": NaN, "x": Infinity}')
    assert isinstance(found, Draft)
    assert found.paper.score is None
    assert "finite" in rejection('{"title": "A", "score": Infinity}').reason
    assert "finite" in rejection('{"title": "A", "score": 1e999}').reason


def test_a_key_given_twice_is_said() -> None:
    assert "'title' twice" in rejection('{"title": "A", "title": "B"}').reason


def test_deep_nesting_is_said() -> None:
    assert "nested too deeply" in rejection('{"title":' * 200_000).reason


@pytest.mark.parametrize("digits", [30, 399, 5000, 100_000])
def test_numbers_of_any_length_have_a_result(digits: int) -> None:
    assert isinstance(read('{"title": "A", "x": %s}' % ("9" * digits))[0], Draft)
    assert '"year"' in rejection('{"title": "A", "year": %s}' % ("9" * digits)).reason


def test_half_surrogates_become_replacement_characters() -> None:
    (found,) = read('{"title": "a\\ud800b \\ud83d\\ude00", "note": "\\udfff"}')
    assert isinstance(found, Draft)
    assert found.paper.title == "a\ufffdb 😀"
    assert found.marks == Marks(note="\ufffd")


def test_escape_sequences_stay_and_nul_goes() -> None:
    assert paper(title="a\x1b[2J\0b").title == "a\x1b[2Jb"


@pytest.mark.parametrize("value", [5, "", "two words", "a/b", "x" * 200, None, [1]])
def test_an_id_that_is_no_slug_is_not_asked_for(value: Any) -> None:
    assert paper(id=value).id == ""


def test_a_long_rejected_line_is_shown_in_part() -> None:
    assert len(rejection('{"title": "' + "x" * 10_000).text) <= REJECTED_TEXT_LIMIT


def test_progress_is_told_and_may_cancel() -> None:
    shares: list[float] = []

    def stop(share: float) -> None:
        shares.append(share)
        if share > 0.5:
            raise KeyboardInterrupt

    context = Context("x", date(2026, 1, 1), progress=stop)
    with pytest.raises(KeyboardInterrupt):
        list(JsonlImporter().read('{"title": "A"}\n' * 1000, context))
    assert len(shares) >= 3
    assert shares == sorted(shares)


def test_each_piece_of_a_text_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0

    class Counting:
        def raw_decode(self, text: str, at: int) -> tuple[object, int]:
            nonlocal seen
            seen += 1
            raise json.JSONDecodeError("no", text, at)

    monkeypatch.setattr("store.importers.objects._DECODER", Counting())
    assert len(read("{x\n" * 2000)) == 2000
    assert len(read("[" + "{x}," * 2000)) == 1
    assert seen == 2001


scalars = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3))


@given(st.dictionaries(st.sampled_from(sorted({*OURS, "url", "pdf", "code"})), values))
def test_any_object_is_a_draft_or_a_rejection(row: dict[str, Any]) -> None:
    (found,) = read(json.dumps(row))
    assert isinstance(found, Draft | Rejection)


@given(st.text(alphabet='{}[]",:\\ \n\0\ufeff"title" 0123eE.-null\ud800', max_size=60))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    read(text)


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
@pytest.mark.parametrize("odd", ["\n", "\t", "  ", "\u3000", "\u200b", "\x7f", "\\\\n", '\\"'])
def test_text_is_cleaned_alike_whatever_else_is_in_its_line(odd: str, end: str) -> None:
    line = f'{{"title": " a{odd}b ", "authors": ["c{odd}d"], "venue": "e{odd}f"}}{end}'
    by_itself, among_letters = read(line)[0], read(line.replace('"c', '"\u00fc'))[0]
    assert isinstance(by_itself, Draft)
    assert isinstance(among_letters, Draft)
    assert by_itself.paper.title == among_letters.paper.title
    assert by_itself.paper.venue == among_letters.paper.venue
    assert by_itself.paper.title == one_line(json.loads(line, strict=False)["title"])
