"""RIS, as reference managers read it."""

from __future__ import annotations

from collections.abc import Iterator

from store.citations.editor import editors
from store.citations.field import arxiv, doi, plain, venue
from store.citations.kind import kind
from store.citations.link import link, web_address
from store.exporters.contract import Row, Source
from store.exporters.text import lines, parted
from store.models import Paper
from store.text.person import parse_person
from store.untitled import told_title

_KINDS = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "collection": "BOOK",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "manuscript": "MANSCPT",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "software": "COMP",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
_VENUES = {"BOOK": "BT", "THES": "T3"}
"""Where the venue of what hardly has one is said."""
_WITH_VERSIONS = frozenset({"COMP", "DATA"})
_DETAILS = {
    "volume": "VL", "issue": "IS", "edition": "ET", "publisher": "PB", "place": "CY",
    "isbn": "SN", "issn": "SN", "series": "T3", "article-number": "C7", "venue-short": "J2",
    "language": "LA",
}  # fmt: skip


class RisExporter:
    """Writes records with an empty line between them."""

    name = "ris"
    label = "RIS"
    has_keys = True
    suffixes = (".ris",)

    def write(self, source: Source) -> Iterator[str]:
        """Give the records."""
        return parted(map(_record, source))


def _record(row: Row) -> str:
    lines_of = [f"{tag}  - {value}" for tag, value in _fields(row)]
    return "\n".join([*lines_of, "ER  - "])


def _fields(row: Row) -> Iterator[tuple[str, str]]:
    paper, marks = row.paper, row.marks
    yield "TY", _kind(paper)
    yield "ID", row.key
    if title := told_title(paper):
        yield "TI", plain(title)
    for name in paper.authors:
        if written := _author(plain(name)):
            yield "AU", written
    if paper.published:
        yield "PY", paper.published[:4]
        yield "DA", _day(paper.published)
    if name := venue(paper):
        yield _VENUES.get(_kind(paper), "T2"), name
    names, is_complete = editors(paper)
    for name in names if is_complete else (*names, "others"):
        yield "ED", _author(name)
    if found := paper.identifiers.get("accessed", ""):
        yield "Y2", _day(plain(found))
    yield from _places(paper)
    if paper.abstract:
        yield "AB", plain(paper.abstract)
    for tag in marks.tags:
        yield "KW", plain(tag)
    for line in lines(marks.note) if marks.note else ():
        if plain(line):
            yield "N1", plain(line)


def _kind(paper: Paper) -> str:
    return _KINDS.get(kind(paper), "GEN")


def _day(date: str) -> str:
    return "/".join([*date.split("-"), "", ""][:3]) + "/"


def _author(name: str) -> str:
    """Give a name as ``Family, Given, Suffix``."""
    person = parse_person(name)
    if person.is_literal:
        return person.family
    parts = [person.surname, person.given, person.suffix]
    return ", ".join(parts if person.suffix else parts[:2])


def _places(paper: Paper) -> Iterator[tuple[str, str]]:
    details = _DETAILS | ({"version": "ET"} if _kind(paper) in _WITH_VERSIONS else {})
    for kind_of, tag in details.items():
        value = plain(paper.identifiers.get(kind_of, ""))
        # Without a name beside it, the short form would be taken for the whole.
        if value and (tag != "J2" or venue(paper)):
            yield tag, value
    if value := plain(paper.identifiers.get("pages", "")):
        first, dash, last = value.replace("–", "-").partition("-")
        yield "SP", first.strip()
        if dash and last.strip("- "):
            yield "EP", last.strip("- ")
    if value := doi(paper):
        yield "DO", value
    if value := arxiv(paper):
        yield "AN", f"arXiv:{value}"
    address = link(paper)
    if not address.is_search:
        yield "UR", address.url
    if address_of_pdf := web_address(paper.identifiers.get("pdf", "")):
        yield "L1", address_of_pdf
