"""Papers as text of every format."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.citations.csl.cite import cite
from store.exporters.contract import Row, Source
from store.exporters.csv import harmless
from store.exporters.registry import EXPORTERS, exporter_of
from store.importers.contract import Context, Draft
from store.importers.jsonl import JsonlImporter
from store.importers.people import author_names
from store.importers.plain import one_line, visible
from store.models import NO_MARKS, Marks, Paper

PAPER = Paper(
    "vandermaaten2020-cats",
    "100% of cats & dogs_ {cost} $5 #1 \\o/ ~ ^",
    ("Laurens van der Maaten", "OpenAI", "Martin King Jr."),
    abstract="We pet & feed.",
    published="2020-03-11",
    categories=("cs.CL", "cs.LG"),
    organisations=("uw",),
    venue="Journal of Cats & Dogs",
    score=94.5,
    identifiers={"doi": "10.1000/a_b", "url": "https://example.org/a_b", "pages": "1–9"},
    added="2026-01-02T03:04:05Z",
    source="cats.txt",
)
MARKS = Marks(read=True, starred=True, rating=4, tags=("rl", "to_do"), note="So & so\n\n# 100%")
EMPTY = Paper("anon-x", "X")


def source(
    *papers: Paper, marks: Marks = MARKS, is_latex: bool = False, has_marks: bool = True
) -> Source:
    by_id = {paper.id: paper for paper in papers}
    kept = marks if has_marks else NO_MARKS
    return Source(
        list(by_id),
        lambda name: Row(by_id[name], kept, f"key{list(by_id).index(name)}"),
        lambda _name: kept,
        has_marks,
        is_latex,
        "cats",
        "2026-11-28",
    )


def text(name: str, *papers: Paper, **options: object) -> str:
    return "".join(EXPORTERS[name].write(source(*papers or (PAPER,), **options)))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_paper_that_has_next_to_nothing_is_written(name: str) -> None:
    written = text(name, EMPTY, marks=NO_MARKS)
    assert "X" in written
    assert written.endswith("\n")


@pytest.mark.parametrize("name", EXPORTERS)
def test_no_paper_is_no_error(name: str) -> None:
    found = "".join(EXPORTERS[name].write(source()))
    assert found == "" or found.endswith("\n")


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_format_writes_nothing_that_a_terminal_acts_on(name: str) -> None:
    dirty = "a\x1b[2Jb\u202ec\x00d\r\ne"
    paper = replace(PAPER, title=dirty, authors=(dirty,), abstract=dirty, venue=dirty)
    written = text(name, paper, marks=Marks(note=dirty, tags=("x",)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", written)


@pytest.mark.parametrize("name", EXPORTERS)
def test_marks_are_left_out_where_they_are_not_wanted(name: str) -> None:
    written = text(name, has_marks=False)
    assert "to_do" not in written.replace("\\", "")
    assert "So &" not in written.replace("\\", "")
    assert "starred" not in written.lower()


def test_bibtex_escapes_what_tex_acts_on_and_holds_what_it_can() -> None:
    written = text("bibtex")
    assert written.startswith("@article{key0,\n")
    assert (
        r"title = {{100\% of cats \& dogs\_ \textbraceleft{}cost\textbraceright{} \$5 \#1 "
        r"\textbackslash{}o/ \textasciitilde{} \textasciicircum{}}}," in written
    )
    assert "author = {van der Maaten, Laurens and {OpenAI} and King, Jr., Martin}," in written
    assert r"journal = {Journal of Cats \& Dogs}," in written
    assert "pages = {1--9}," in written
    assert "month = mar," in written
    assert "day = {11}," in written
    assert "doi = {10.1000/a_b}," in written
    assert "url = {https://example.org/a_b}," in written
    assert r"abstract = {We pet \& feed.}," in written
    assert r"keywords = {rl, to\_do}," in written
    assert "annote = {So \\& so\n\n\\# 100\\%}," in written


@given(title=st.text(), note=st.text(), author=st.text())
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_an_entry_of_bibtex(title: str, note: str, author: str) -> None:
    paper = replace(PAPER, title=title, authors=(author,), abstract=note)
    for name in ("bibtex", "biblatex"):
        written = text(name, paper, EMPTY, marks=Marks(note=note))
        depth = 0
        for char in written:
            depth += (char == "{") - (char == "}")
            assert depth >= 0
        assert depth == 0
        assert len(re.findall(r"^@\w+\{key\d,$", written, re.MULTILINE)) == 2


def test_accents_become_commands_of_latex_where_they_are_wanted() -> None:
    paper = replace(PAPER, title="Gödel & ñ 王", authors=("Łukasz Kaiser",))
    written = text("bibtex", paper, is_latex=True)
    assert r"title = {{G{\"o}del \& {\~n} 王}}," in written
    assert r"author = {Kaiser, {\L}ukasz}," in written
    assert "Gödel" in text("bibtex", paper)


def test_biblatex_has_fields_of_its_own() -> None:
    written = text("biblatex")
    assert "date = {2020-03-11}," in written
    assert "journaltitle = {" in written
    preprint = replace(EMPTY, identifiers={"arxiv": "2305.01234"}, categories=("cs.CL",))
    written = text("biblatex", preprint)
    assert written.startswith("@online{")
    assert "eprint = {2305.01234},\n  eprinttype = {arXiv},\n  eprintclass = {cs.CL}," in written
    assert text("biblatex", EMPTY).startswith("@misc{")


def test_a_list_of_authors_that_was_cut_off_says_so() -> None:
    cut_off = replace(PAPER, authors_complete=False)
    assert "and others}," in text("bibtex", cut_off)
    assert "; et al." in text("csv", cut_off)
    assert "et al." in text("markdown", cut_off)
    assert json.loads(text("csl-json", cut_off))[0]["custom"]["authors-complete"] is False


def test_ris_has_a_line_a_field() -> None:
    lines = text("ris").splitlines()
    assert lines[0] == "TY  - JOUR"
    assert lines[-1] == "ER  - "
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in lines)
    for line in (
        "AU  - van der Maaten, Laurens",
        "AU  - OpenAI",
        "AU  - King, Martin, Jr.",
        "PY  - 2020",
        "DA  - 2020/03/11/",
        "SP  - 1",
        "EP  - 9",
        "DO  - 10.1000/a_b",
        "KW  - to_do",
        "N1  - So & so",
    ):
        assert line in lines


def test_csl_json_is_what_citation_processors_read() -> None:
    (first, second) = json.loads(text("csl-json", PAPER, EMPTY))
    assert first["id"] == "key0"
    assert first["type"] == "article-journal"
    assert first["author"][0] == {
        "family": "Maaten",
        "given": "Laurens",
        "non-dropping-particle": "van der",
    }
    assert first["issued"] == {"date-parts": [[2020, 3, 11]]}
    assert first["note"] == "So & so\n\n# 100%"
    assert first["custom"]["organisations"] == ["uw"]
    assert second["title"] == "X"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"x{cell}") == f"x{cell}"


def test_csv_is_a_table_with_names() -> None:
    paper = replace(PAPER, title='=HYPERLINK("x", 1), or', abstract="a, b\nc")
    (row,) = csv.DictReader(io.StringIO(text("csv", paper)))
    assert row["title"] == '\'=HYPERLINK("x", 1), or'
    assert row["authors"] == "Laurens van der Maaten; OpenAI; Martin King Jr."
    assert (row["read"], row["queued"], row["rating"]) == ("yes", "", "4")
    assert row["note"] == "So & so\n\n# 100%"
    assert row["tags"] == "rl to_do"


def test_the_digest_groups_papers_and_quotes_notes() -> None:
    papers = [replace(PAPER, id=name, title=name) for name in ("aa", "bb", "cc")]
    rows = {"aa": NO_MARKS, "bb": MARKS, "cc": Marks(queued=True)}
    by_id = {one.id: one for one in papers}
    given_papers = Source(
        list(rows), lambda name: Row(by_id[name], rows[name], name), rows.__getitem__
    )
    written = "".join(EXPORTERS["markdown"].write(given_papers))
    heads = [line for line in written.splitlines() if line.startswith("#")]
    assert [head.split("]")[0] for head in heads] == [
        "# Reading digest",
        "## Starred (1)",
        "### [bb",
        "## To read (1)",
        "### [cc",
        "## Unread (1)",
        "### [aa",
    ]
    assert "> So & so\n>\n> # 100%\n" in written
    assert "★★★★ · \\#rl \\#to\\_do" in written


def test_nothing_of_a_paper_is_markdown() -> None:
    paper = replace(EMPTY, title="# *A* [b](c) <d>", abstract="1. one", authors=("_x_",))
    written = text("markdown", paper, marks=NO_MARKS)
    assert "### \\# \\*A\\* \\[b\\](c) \\<d\\>\n" in written
    assert "\\_x\\_" in written
    assert "\n1\\. one\n" in written


LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(
    one_line
)
TEXTS = LINES.filter(bool)
SLUGS = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)
PAPERS = st.builds(
    Paper,
    id=SLUGS,
    title=TEXTS,
    authors=st.just(("Ada Lovelace",)) | st.lists(TEXTS, max_size=3, unique=True).map(tuple),
    authors_complete=st.booleans(),
    abstract=LINES,
    published=st.sampled_from(["", "2020", "2020-03", "2020-03-11"]),
    categories=st.lists(TEXTS, max_size=2).map(tuple),
    organisations=st.lists(TEXTS, max_size=2).map(tuple),
    venue=LINES,
    score=st.none() | st.floats(-1e9, 1e9),
    identifiers=st.dictionaries(st.sampled_from(["doi", "arxiv", "url", "x"]), TEXTS),
    has_code=st.booleans(),
    added=st.just("2026-01-02T03:04:05Z"),
    source=TEXTS,
    unsure=st.sampled_from([(), ("split",), ("split", "category")]),
)
KEPT_MARKS = st.builds(
    Marks,
    read=st.booleans(),
    starred=st.booleans(),
    queued=st.booleans(),
    rating=st.none() | st.integers(1, 5),
    tags=st.sets(SLUGS, max_size=3).map(sorted).map(tuple),
    note=st.text().map(visible).map(lambda one: one.replace("\r", "")),
)


@given(paper=PAPERS, marks=KEPT_MARKS)
@settings(max_examples=200, deadline=None)
def test_an_import_takes_back_all_that_json_lines_hold(paper: Paper, marks: Marks) -> None:
    names, _ = author_names(list(paper.authors))
    if names != paper.authors:  # a name that means others, as "et al."
        return
    (found,) = JsonlImporter().read(
        text("jsonl", paper, marks=marks), Context("x.jsonl", date(2026, 11, 28))
    )
    assert isinstance(found, Draft)
    assert found.paper == paper
    assert found.marks == marks


@given(paper=PAPERS)
@settings(max_examples=50, deadline=None)
def test_no_paper_is_more_than_a_style_can_print(paper: Paper) -> None:
    for style in ("apa", "ieee"):
        cited = cite([paper], style)
        assert cited.failed == () or not any(map(str.isalnum, paper.title))
        assert "\n" not in cited.text


def test_a_files_name_tells_its_format() -> None:
    assert exporter_of("refs.bib") is EXPORTERS["bibtex"]
    assert exporter_of("A.JSONL") is EXPORTERS["jsonl"]
    assert exporter_of("a.json") is EXPORTERS["csl-json"]
    assert exporter_of("a.txt") is None
