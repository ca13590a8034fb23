"""Editors, series, versions and the like: read of every format, printed in citations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from store.citations.csl.cite import cite
from store.citations.editor import editors
from store.citations.told import told
from store.exporters.contract import Row, Source
from store.exporters.registry import EXPORTERS
from store.importers.contract import Context, Draft
from store.importers.registry import IMPORTERS
from store.models import Marks, Paper

CHAPTER = {
    "type": "chapter",
    "editors": "David E. Rumelhart and James L. McClelland",
    "publisher": "MIT Press",
    "pages": "318-362",
}


def read(name: str, text: str) -> Paper:
    (draft,) = IMPORTERS[name].read(text, Context("x", date(2026, 11, 28)))
    assert isinstance(draft, Draft)
    return draft.paper


def written(name: str, known: Mapping[str, str], venue: str = "Cats") -> str:
    return printed(name, Paper("a", "A Title", ("Bo Second",), venue=venue, identifiers=known))


def printed(name: str, paper: Paper) -> str:
    row = Row(paper, Marks(), "k")
    return "".join(EXPORTERS[name].write(Source(["0"], lambda _: row, lambda _: row.marks)))


def article(identifiers: Mapping[str, str], title: str = "A Title of Words") -> Paper:
    known = {"volume": "116", **identifiers}
    return Paper("a", title, ("Ann Lee",), published="2016", venue="Nature", identifiers=known)


BIBTEX = """@incollection{k, title={A Title}, booktitle={Cats}, author={Bo Second},
  editor={McClelland, James L. and {Salt and Pepper Team} and others},
  series={Lecture Notes}, version={2.1}, articleno={11}, shortjournal={C.},
  langid={ngerman}, urldate={2024-01-03}}"""
RIS = """TY  - CHAP
TI  - A Title
T2  - Cats
AU  - Second, Bo
A2  - McClelland, James L.
ED  -
T3  - Lecture Notes
C7  - 11
J2  - C.
LA  - German
PY  - 2024
Y2  - 2024/01/03/
ER  -
"""
ITEM = {
    "type": "chapter",
    "title": "A Title",
    "container-title": "Cats",
    "container-title-short": "C.",
    "collection-title": "Lecture Notes",
    "editor": [{"family": "McClelland", "given": "James L."}, {"literal": "Salt and Pepper Team"}],
    "version": 2.1,
    "language": "de",
    "accessed": {"date-parts": [[2024, 1, 3]]},
}
YAML = """references:
- id: k
  type: chapter
  title: A Title
  container-title: Cats
  container-title-short: C.
  collection-title: Lecture Notes
  editor:
  - family: McClelland
    given: James L.
  version: "2.1"
  language: de-DE
  accessed: 2024-01-03
"""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "bibtex",
            BIBTEX,
            {
                "editors": "James L. McClelland and {Salt and Pepper Team} and others",
                "version": "2.1",
                "article-number": "11",
                "language": "de",
            },
        ),
        (
            "ris",
            RIS,
            {"editors": "James L. McClelland", "article-number": "11", "language": "de"},
        ),
        (
            "csl-json",
            json.dumps([ITEM]),
            {
                "editors": "James L. McClelland and {Salt and Pepper Team}",
                "version": "2.1",
                "language": "de",
            },
        ),
        (
            "yaml",
            YAML,
            {"editors": "James L. McClelland", "version": "2.1", "language": "de-DE"},
        ),
    ],
)
def test_what_a_source_says_beyond_the_title_is_kept(
    name: str, text: str, expected: Mapping[str, str]
) -> None:
    known = {**expected, "series": "Lecture Notes", "venue-short": "C.", "accessed": "2024-01-03"}
    paper = read(name, text)
    assert paper.venue == "Cats"
    assert paper.identifiers == {"type": "chapter", **known}


@pytest.mark.parametrize("value", ["Ada Lovelace", {"family": "Lovelace"}, None, 3, [None, 3]])
def test_editors_that_are_no_list_of_names_cost_nothing_else(value: object) -> None:
    paper = read("csl-json", json.dumps([{**ITEM, "editor": value}]))
    assert paper.title == "A Title"
    assert "editors" not in paper.identifiers


def test_the_day_on_which_a_page_was_seen_is_not_when_it_was_published() -> None:
    text = "TY  - ELEC\nTI  - A Page\nPY  - 2024\nY2  - 2024/05/01/\nER  - \n"
    paper = read("ris", text)
    assert (paper.published, paper.identifiers["accessed"]) == ("2024", "2024-05-01")


def test_a_book_stands_in_a_series_and_software_has_a_version_in_ris() -> None:
    book = read("ris", "TY  - BOOK\nTI  - A Book\nT3  - Notes\nA3  - Second, Bo\nER  - \n")
    assert (book.venue, book.identifiers["series"]) == ("", "Notes")
    assert book.identifiers["editors"] == "Bo Second"
    software = read("ris", "TY  - COMP\nTI  - A Tool\nET  - 2.1\nER  - \n")
    assert software.identifiers == {"type": "software", "version": "2.1"}
    assert "ET  - 2.1" in written("ris", software.identifiers)


def test_a_paper_in_a_journal_called_arxiv_keeps_it_where_its_id_is_not_known() -> None:
    item = {"type": "article-journal", "title": "A Title", "container-title": "arXiv"}
    paper = read("csl-json", json.dumps([item]))
    assert cite([paper], "apa").text == "A Title. (n.d.). arXiv."
    with_id = read("csl-json", json.dumps([{**item, "arxiv": "2305.01234"}]))
    assert with_id.venue == ""


@pytest.mark.parametrize(
    ("style", "paper", "told_there"),
    [
        (
            "apa",
            Paper("a", "Errors", ("Ann Lee",), venue="Parallel Work", identifiers=CHAPTER),
            "In D. E. Rumelhart & J. L. McClelland (Eds.), Parallel Work",
        ),
        (
            "mla",
            Paper("a", "Errors", ("Ann Lee",), venue="Parallel Work", identifiers=CHAPTER),
            "edited by David E. Rumelhart and James L. McClelland",
        ),
        ("apa", article({"article-number": "061102"}), "116, Article 061102"),
        ("ieee", article({"article-number": "061102"}), "vol. 116, Art. no. 061102"),
        ("ieee", article({"venue-short": "Nat."}), "Nat., vol. 116"),
        ("vancouver", article({"venue-short": "Commun. Nat."}), "Commun Nat. 2016;"),
        (
            "apa",
            Paper("a", "Tool", ("Ann Lee",), identifiers={"type": "software", "version": "2.1"}),
            "Tool (Version 2.1)",
        ),
        (
            "acm",
            Paper(
                "a",
                "Page",
                ("Ann Lee",),
                identifiers={
                    "type": "webpage",
                    "url": "https://example.org",
                    "accessed": "2024-01-03",
                },
            ),
            "Retrieved January 3, 2024 from https://example.org",
        ),
        ("mla", article({"language": "de"}, "Über die Wärme"), "“Über die Wärme.”"),
        ("mla", article({"language": "en"}, "On the warmth"), "“On the Warmth.”"),
    ],
)
def test_citations_print_it(style: str, paper: Paper, told_there: str) -> None:
    assert told_there in cite([paper], style).text


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Second, B., & Lovelace, A. (Eds.). (2012). Cats (2nd ed.). Springer."),
        ("mla", "Second, Bo, and Ada Lovelace, editors. Cats. 2nd ed., Springer, 2012."),
        ("chicago", "Second, Bo, and Ada Lovelace, eds. 2012. Cats. 2nd ed. Springer."),
    ],
)
def test_editors_stand_in_the_place_of_authors_once(style: str, expected: str) -> None:
    known = {"type": "book", "editors": "Bo Second and Ada Lovelace", "edition": "2"}
    paper = Paper("a", "Cats", published="2012", identifiers={**known, "publisher": "Springer"})
    assert cite([paper], style).text == expected


def test_a_list_of_editors_that_was_cut_off_is_told_to_be() -> None:
    known = {**CHAPTER, "editors": "Bo Second and others"}
    paper = Paper("a", "Errors", ("Ann Lee",), venue="Cats", identifiers=known)
    assert "In B. Second et al. (Eds.), Cats" in cite([paper], "apa").text
    assert "edited by Bo Second et al." in cite([paper], "mla").text


def test_a_report_in_a_series_is_in_no_venue() -> None:
    item = {"type": "report", "title": "A Title", "collection-title": "Reports"}
    text = "TY  - RPRT\nTI  - A Title\nT3  - Reports\nER  - \n"
    for paper in (read("csl-json", json.dumps([item])), read("ris", text)):
        assert (paper.venue, paper.identifiers["series"]) == ("", "Reports")


def test_single_quotation_marks_of_a_title_become_those_of_the_language() -> None:
    assert (
        "“Soft” margins, Rock ’n’ roll"
        in cite([article({}, "'Soft' margins, Rock 'n' roll")], "apa").text
    )
    assert "‘Soft’ Margins" in cite([article({}, "'Soft' margins")], "mla").text


def test_bibtex_has_editors_and_biblatex_a_language_it_knows() -> None:
    known = {**CHAPTER, "language": "de", "accessed": "2024-01-03"}
    names = "  editor = {Rumelhart, David E. and McClelland, James L.},\n"
    bibtex, biblatex = written("bibtex", known), written("biblatex", known)
    assert names in bibtex
    assert names in biblatex
    assert "  language = {de},\n" in bibtex
    assert "  langid = {german},\n" in biblatex
    assert "  urldate = {2024-01-03},\n" in biblatex


@pytest.mark.parametrize("text", ["", " and ", "{", "} and {", "and", "others", "a" * 9 + "{" * 99])
def test_editors_may_be_any_text(text: str) -> None:
    paper = Paper("a", "A", identifiers={"editors": text})
    assert isinstance(editors(paper), tuple)
    cite([paper], "apa")
    written("ris", paper.identifiers)
    written("bibtex", paper.identifiers)


def test_a_reader_is_shown_editors_as_names_and_not_what_only_citations_need() -> None:
    known = {
        "editors": "{Salt and Pepper Team} and Bo Second and others",
        "series": "Notes",
        "language": "de",
        "accessed": "2024-01-03",
        "venue-short": "C.",
    }
    shown = dict(told(Paper("a", "A", identifiers=known)))
    assert shown == {"editors": "Salt and Pepper Team, Bo Second et al.", "series": "Notes"}


@pytest.mark.parametrize("title", ["Tame the Beast", "Is It Tame?"])
def test_a_subtitle_goes_out_to_biblatex_as_it_came(title: str) -> None:
    source = f"@book{{a, title = {{{title}}}, subtitle = {{The {{B}} to X}}}}"
    found = read("bibtex", source)
    assert found.title == (f"{title} The B to X" if title[-1] == "?" else f"{title}: The B to X")
    text = printed("biblatex", found)
    assert f"title = {{{{{title}}}}},\n  subtitle = {{{{The B to X}}}}" in text
    assert read("bibtex", text).title == found.title
    other = printed("biblatex", replace(found, title="Another"))
    assert "title = {{Another}}" in other
    assert "subtitle" not in other
    assert "subtitle" not in printed("bibtex", found)
