"""What a format can hold of a paper, the importer of it takes back from our export."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.citations.link import link
from store.exporters.contract import Row, Source
from store.exporters.registry import EXPORTERS
from store.importers.contract import Context, Draft
from store.importers.plain import one_line
from store.importers.registry import IMPORTERS
from store.models import Marks, Paper

TEXT = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x3FF, exclude_categories=["C", "Z"])
    | st.sampled_from("  {}\\~^&%$#_-'`\"@,=()王"),
    min_size=1,
    max_size=30,
).map(lambda text: unicodedata.normalize("NFC", one_line(text)))
TITLES = TEXT.filter(lambda text: any(map(str.isalnum, text)))

FAMILY = st.sampled_from(
    ["Lovelace", "Gödel", "Müller-Lüdenscheidt", "O'Neill", "Łukasiewicz", "Ben-David", "Åström"]
)
GIVEN = st.sampled_from(["Ada", "J.", "J. R.", "Jean-Paul", "Zoë M.", "Đorđe", "Nguyễn"])
PEOPLE = st.builds(
    lambda *parts: " ".join(filter(None, parts)),
    GIVEN,
    st.sampled_from(["", "", "van der", "de", "von"]),
    FAMILY,
    st.sampled_from(["", "", "Jr.", "III"]),
)
AUTHORS = st.lists(
    PEOPLE | st.sampled_from(["OpenAI", "Meta AI", "王小明", "Salt and Pepper Team"]),
    max_size=4,
    unique=True,
).map(tuple)

PLACES = {
    "doi": st.sampled_from(
        ["10.1000/a_b", "10.1145/3292500.3330701", "10.1002/(SICI)1(19)17<1661::AID-S9>3.0.CO;2"]
    ),
    "arxiv": st.sampled_from(["2305.01234", "2305.01234v2", "cs/0112017"]),
    "url": st.sampled_from(["https://example.org/a_b?c=1&d=%20#e", "http://example.org/~f"]),
    "volume": st.sampled_from(["12", "XII", "A 3"]),
    "pages": st.sampled_from(["1-9", "17", "e101-e110", "12:1-12:30"]),
    "publisher": st.sampled_from(["Salt & Pepper", "MIT Press", "Ünder_line"]),
    "place": st.sampled_from(["Cambridge, MA", "São Paulo"]),
    "edition": st.sampled_from(["2", "Second"]),
    "editors": st.sampled_from(
        [
            "Ada Lovelace",
            "Ada Lovelace and Bo van der Second Jr. and others",
            "OpenAI and {Salt and Pepper Team} and Jean-Paul Åström",
        ]
    ),
    "series": st.sampled_from(["Notes on A & B", "LNCS"]),
    "article-number": st.sampled_from(["061102", "e101"]),
    "version": st.sampled_from(["2.1"]),
    "accessed": st.sampled_from(["2024", "2024-02-03"]),
    "venue-short": st.sampled_from(["J. Cats_Dogs"]),
    "language": st.sampled_from(["en", "de", "pt-BR"]),
}  # fmt: skip

PAPERS = st.builds(
    Paper,
    id=st.just("a-paper"),
    title=TITLES,
    authors=AUTHORS,
    abstract=TEXT,
    published=st.sampled_from(["", "2020", "2020-03", "2020-03-11"]),
    categories=st.sampled_from([(), ("cs.CL",), ("math.PR",)]),
    venue=st.sampled_from(["", "Journal of Cats & Dogs", "NeurIPS", "Neural_Networks"]),
    identifiers=st.fixed_dictionaries({}, optional=PLACES),
)
NOTES = st.lists(st.sampled_from(["@misc{a,", "@x(b", "}", "TY  - JOUR", "ER  - ", "", "x"])).map(
    "\n".join
)

GENRES = [
    ("thesis", "Master's thesis"),
    ("thesis", "PhD thesis"),
    ("thesis", "Habilitation & more"),
    ("report", "White_paper"),
]

KINDS = {
    "bibtex": "book chapter thesis report manuscript pamphlet",
    "biblatex": "book chapter thesis report manuscript pamphlet entry-encyclopedia software "
    "dataset patent",
    "ris": "book chapter thesis report manuscript pamphlet entry-encyclopedia entry-dictionary "
    "software dataset patent webpage standard article-magazine article-newspaper post-weblog",
    "csl-json": "book chapter thesis report manuscript dataset song motion_picture",
}
"""Which formats have a name for what kinds of publications."""


def taken_back(name: str, paper: Paper, note: str = "", *, is_latex: bool = False) -> Paper:
    row = Row(paper, Marks(note=note, tags=("to_do",)), "key2020")
    both = [row, Row(replace(paper, title="After it"), Marks(), "key2021")]
    source = Source(
        ["0", "1"], lambda at: both[int(at)], lambda at: both[int(at)].marks, is_latex=is_latex
    )
    text = "".join(EXPORTERS[name].write(source))
    importer = IMPORTERS["bibtex" if name == "biblatex" else name]
    assert importer.recognises(text)
    first, after = importer.read(text, Context("x", date(2026, 11, 28)))
    assert isinstance(first, Draft)
    assert isinstance(after, Draft)
    assert after.paper.title == "After it"
    return first.paper


def expected(name: str, paper: Paper) -> Paper:
    known = dict(paper.identifiers)
    if not link(paper).is_search:
        known["url"] = link(paper).url  # the address of a DOI, where there is no other
    if "bib" in name and known.get("type") == "thesis":  # it has no name for any thesis
        known.setdefault("genre", "PhD thesis")
    if name == "csl-json" and "doi.org" in known.get("url", ""):
        del known["url"]
    if name in ("ris", "csl-json") and not paper.venue:
        known.pop("venue-short", None)
    if name == "ris":
        known.pop("version", None)
        if not paper.venue and "series" in known:  # which then is all that says where it is
            paper = replace(paper, venue=known.pop("series"))
    if name == "csl-json":
        if "arxiv" in known and not paper.venue:  # whose id is its number
            known.pop("article-number", None)
        if "editors" in known:  # of which it cannot say that there are more
            known["editors"] = known["editors"].removesuffix(" and others")
    keeps_categories = name == "csl-json" or ("bib" in name and "arxiv" in known)
    return replace(
        paper,
        id="",
        source="x",
        categories=paper.categories if keeps_categories else (),
        identifiers=known,
    )


@pytest.mark.parametrize("is_latex", [False, True])
@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_an_import_takes_back_what_bibtex_holds(name: str, is_latex: bool) -> None:
    @given(paper=PAPERS, is_complete=st.booleans(), note=NOTES)
    @settings(max_examples=60 if is_latex else 200, deadline=None)
    def check(paper: Paper, is_complete: bool, note: str) -> None:
        paper = replace(paper, authors_complete=is_complete or not paper.authors)
        assert taken_back(name, paper, note, is_latex=is_latex) == expected(name, paper)

    check()


@given(paper=PAPERS, note=NOTES)
@settings(max_examples=200, deadline=None)
def test_an_import_takes_back_what_ris_holds(paper: Paper, note: str) -> None:
    assert taken_back("ris", paper, note) == expected("ris", paper)


@given(paper=PAPERS, is_complete=st.booleans(), note=NOTES)
@settings(max_examples=200, deadline=None)
def test_an_import_takes_back_what_csl_json_holds(
    paper: Paper, is_complete: bool, note: str
) -> None:
    paper = replace(paper, authors_complete=is_complete or not paper.authors)
    paper = replace(paper, organisations=("uw",))
    assert taken_back("csl-json", paper, note) == expected("csl-json", paper)


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name, kinds in KINDS.items() for kind in kinds.split()]
)
def test_a_kind_of_publication_is_taken_back(name: str, kind: str) -> None:
    known = {"type": kind, "publisher": "University of Ulm", "url": "https://example.org"}
    paper = Paper("a-paper", "A Title", ("Ada Lovelace",), venue="Cats", identifiers=known)
    assert taken_back(name, paper) == expected(name, paper)


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl-json"])
@pytest.mark.parametrize(("kind", "genre"), GENRES)
def test_what_kind_of_thesis_or_report_it_is_is_taken_back(
    name: str, kind: str, genre: str
) -> None:
    known = {"type": kind, "genre": genre, "number": "AI 100-1", "url": "https://example.org"}
    if kind == "thesis":
        del known["number"]
    paper = Paper("a-paper", "A Title", ("Ada Lovelace",), identifiers=known)
    assert taken_back(name, paper) == expected(name, paper)


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris", "csl-json"])
@pytest.mark.parametrize(
    ("venue", "kind"),
    [("KDD", "article-journal"), ("Journal of Cats", "paper-conference")],
)
def test_a_kind_that_the_venue_would_not_tell_is_taken_back(
    name: str, venue: str, kind: str
) -> None:
    known = {"type": kind, "url": "https://example.org"}
    paper = Paper("a-paper", "A Title", ("Ada Lovelace",), venue=venue, identifiers=known)
    assert taken_back(name, paper) == expected(name, paper)


@pytest.mark.parametrize("name", KINDS)
def test_what_says_where_in_a_journal_is_taken_back(name: str) -> None:
    known = {"volume": "3", "issue": "2", "pages": "1-9", "issn": "1234-5678"}
    paper = Paper("a-paper", "A Title", venue="Cats", identifiers=known)
    assert taken_back(name, paper) == replace(expected(name, paper), id="")
