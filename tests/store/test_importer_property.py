"""Whatever a file holds, every importer comes to its end, raises nothing and keeps what is good."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.importers.bibtex.block import _any, _regular
from store.importers.bibtex.person import people
from store.importers.contract import REJECTED_TEXT_LIMIT, BytesImporter, Context, Draft, Rejection
from store.importers.identifier import arxiv_of, doi_of, web_of
from store.importers.registry import IMPORTERS
from store.importers.when import iso_date
from store.record import misshapen, to_document
from store.text.latex_field import from_latex

PIECES = {
    "bibtex": [
        "@article{a,", "\n@misc{", "@string{x =", "@comment{", "title", "author", "=", "{", "}",
        '"', ",", "#", "\\", '{\\"o}', "$x$", " and ", "others", "crossref = {a}", "year = 2020",
        "(", ")",
    ],
    "ris": [
        "TY  - JOUR\n", "TY - BOOK\n", "ER  - \n", "ER  -", "TI  - A\n", "AU  - B, C\n", "  more\n",
        "PY  - 2020/01\n", "DO  - 10.1000/182\n", "XX  - y\n", "-", "T1 -", "\ufeff",
    ],
    "csl-json": [
        "{", "}", "[", "]", ",", ":", '"title"', '"A"', '"author"', '{"family": "B"}', '"issued"',
        '{"date-parts": [[2020]]}', "null", "1e9", '"DOI"', '"<i>"', "NaN", '"type"', "-5",
    ],
    "arxiv": [
        "<feed>", "<entry>", "</entry>", "<item>", "</item>", "<title>", "</title>", "<name>",
        "</name>", "<a:b x='y'>", "</a:b>", "&amp;", "&lol;", "&eacute;", "<!ENTITY a 'b'>",
        "<![CDATA[", "]]>", "<!--", "-->", "<id>http://arxiv.org/abs/2212.10560</id>", "<b/>",
        "xmlns:a='b'",
    ],
    "yaml": [
        "---\n", "...\n", "- ", "  - ", "title: ", "A\n", "author:\n", "family: ", "references:\n",
        "|\n", '"', "'", "[", "]", "{", "}", "&a ", "*a", "!!python/name:os.system ", ": ", "# ",
        "ENTRYTYPE: misc\n", "year: 2020\n", "%YAML 9\n", "<<: ", "@", "`", "? ", "\t",
    ],
    "ids": [
        "2212.10560", "arXiv:", "doi:", "10.1000/182", "https://", "arxiv.org/abs/", " ", ",", "- ",
        "# ", "[", "](", "v2", ".pdf", "a title",
    ],
    "jsonl": ["{", "}", "[", ",", ":", '"title"', '"A"', '"authors"', '["B"]', '"tags"', "1"],
    "listing": ["CL", "Dec 20, 2022", "Code", "A Title", "Jane Doe", ", ", " et al.", " · x"],
}  # fmt: skip

GOOD = {
    "bibtex": "@article{good,\n  title = {A Good Entry},\n  author = {Lovelace, Ada}\n}\n",
    "ris": "TY  - JOUR\nTI  - A Good Entry\nAU  - Lovelace, Ada\nER  - \n",
    "csl-json": '{"title": "A Good Entry", "author": [{"family": "Lovelace", "given": "Ada"}]}\n',
    "arxiv": "<entry><title>A Good Entry</title><name>Ada Lovelace</name></entry>\n",
    "yaml": "---\ntitle: A Good Entry\nauthor: Lovelace, Ada\n...\n",
}

ODD = st.text(st.sampled_from("\0\t\n\r\x0b\x1b\x85\u2028\u202e\ufeff\ud800\U0001f600é@{}<>&\\"))


def text_of(name: str) -> st.SearchStrategy[str]:
    pieces = st.sampled_from([*PIECES[name], "\n", " "]) | ODD | st.text(max_size=8)
    return st.lists(pieces, max_size=40).map("".join)


def read(name: str, text: str) -> list[Draft | Rejection]:
    context = Context("odd.txt", date(2026, 11, 23))
    found = list(IMPORTERS[name].read(text, context))
    lines = text.count("\n") + 1
    for entry in found:
        assert 1 <= entry.line <= lines
        if isinstance(entry, Draft):
            document = to_document(entry.paper)
            assert document["title"]
            assert not misshapen(document)
            json.dumps(document)
        else:
            assert entry.reason
            assert len(entry.text) <= REJECTED_TEXT_LIMIT
    return found


@pytest.mark.parametrize("name", [name for name in PIECES if name in IMPORTERS])
def test_any_text_has_an_end_and_raises_nothing(name: str) -> None:
    @settings(max_examples=60)
    @given(text_of(name))
    def check(text: str) -> None:
        IMPORTERS[name].recognises(text)
        read(name, text)

    check()


@pytest.mark.parametrize("name", GOOD)
def test_good_entries_before_and_after_anything_are_kept(name: str) -> None:
    @settings(max_examples=60)
    @given(text_of(name))
    def check(text: str) -> None:
        text = text.replace("\ud800", "").replace("<!--", "").replace("<![CDATA[", "")
        found = read(name, f"{GOOD[name]}{text}\n{GOOD[name]}")
        papers = [entry.paper for entry in found if isinstance(entry, Draft)]
        kept = [paper for paper in papers if paper.title == "A Good Entry"]
        assert len(kept) >= 2
        assert kept[-1].authors[0] == "Ada Lovelace"

    check()


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_file_cut_off_anywhere_gives_all_before_the_cut(name: str) -> None:
    text = GOOD[name] * 2
    for end in range(len(GOOD[name]), len(text)):
        found = read(name, text[:end])
        assert isinstance(found[0], Draft)
        assert found[0].paper.title == "A Good Entry"


@pytest.mark.parametrize("name", [name for name in IMPORTERS if name != "listing"])
def test_a_long_line_of_the_same_signs_has_an_end(name: str) -> None:
    for unit in (*PIECES[name], "x", "{", "<", " "):
        read(name, unit * (20_000 // len(unit)))
        read(name, GOOD.get(name, "").rstrip("\n") + unit * (10_000 // len(unit)))


word = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
value = st.lists(word, min_size=1, max_size=4).map(" ".join).filter(
    lambda text: not set('{}"\\@#,=()%$~') & set(text)
)  # fmt: skip


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(["title", "note", "year"]), value), min_size=1, max_size=4),
    st.sampled_from(["{%s}", '"%s"', "{{%s} x}", "{a {b} %s}"]),
    st.sampled_from([",\n}", "}", ",}\n\n%  after\n"]),
)
def test_what_one_pattern_takes_apart_the_parser_takes_apart_alike(
    fields: list[tuple[str, str]], form: str, end: str
) -> None:
    told = ",\n".join(f"  {name} = {form % text}" for name, text in fields)
    block = f"@article{{key,\n{told}{end}"
    quick = _regular(block, 3)
    (slow,) = _any(block, 3)
    assert quick is not None
    assert quick == slow


@settings(max_examples=80)
@given(st.lists(st.sampled_from([*"\\{}$~`'\"^=.-%&#_[]aou ", "\\alpha", "\\v", "\\x"])))
@example(["\\"])
@example(["\\x", "{", "$", "\\alpha", "$"])
def test_any_latex_has_a_text(pieces: list[str]) -> None:
    assert isinstance(from_latex("".join(pieces)), str)


@settings(max_examples=80)
@given(st.text(st.sampled_from("aA {},~\\.and=jr \n")))
def test_any_list_of_names_is_read(text: str) -> None:
    names, _is_complete = people(text)
    assert all(name.strip() == name and name for name in names)


@given(st.text())
def test_any_text_may_stand_where_a_date_or_an_identifier_does(text: str) -> None:
    for read_as in (iso_date, doi_of, arxiv_of, web_of):
        assert isinstance(read_as(text), str)


@pytest.mark.parametrize("text", ["https:///", "http://www./ x", "https://", "doi:", "arXiv:"])
def test_an_address_of_nothing_is_no_paper(text: str) -> None:
    assert all(isinstance(entry, Rejection) or entry.paper.title for entry in read("ids", text))


def test_importers_take_bytes_where_a_file_may_be_long() -> None:
    long = {name for name, one in IMPORTERS.items() if isinstance(one, BytesImporter)}
    assert long == {"jsonl", "csl-json", "bibtex", "ris", "arxiv", "yaml"}
