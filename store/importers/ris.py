"""RIS, in the dialects of EndNote, Zotero, Mendeley, Scopus, Web of Science and publishers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from store.citations.editor import joined
from store.citations.kind import with_kind
from store.citations.language import language_of
from store.importers.category import listed
from store.importers.contract import REJECTED_TEXT_LIMIT, Context, Draft, Rejection
from store.importers.identifier import arxiv_in, doi_of, identifiers, web_of
from store.importers.plain import one_line
from store.importers.stub import UNTITLED, named
from store.importers.when import iso_date
from store.models import Paper

_TAG = re.compile(rb"^[ \t]{0,3}(?:\xef\xbb\xbf)?([A-Z][A-Z0-9]) {0,2}-(?=[ \t\n]|$)", re.MULTILINE)
_LINE = re.compile(r"[ \t]{0,3}\ufeff?([A-Z][A-Z0-9]) {0,2}-(?:[ \t](.*))?$", re.DOTALL)
_FIRST = re.compile(
    r"^[ \t]{0,3}\ufeff?TY {0,2}- ?[A-Z][A-Z-]{1,8}[ \t]*$"
    r"(?:\s*^[ \t]{0,3}[A-Z][A-Z0-9] {0,2}-|\s*\Z)",
    re.MULTILINE | re.IGNORECASE,
)
_TITLED = re.compile(r"^[ \t]{0,3}(?:TI|T1) {1,2}- \S", re.MULTILINE)
_ENDED = re.compile(r"^[ \t]{0,3}ER {1,2}-[ \t]*$", re.MULTILINE)
_BEGINS = re.compile(rb"^[ \t]{0,3}(?:\xef\xbb\xbf)?TY {0,2}-", re.MULTILINE)
_SMALL = re.compile(rb"^[ \t]{0,3}[a-z][a-z0-9] {0,2}-(?=[ \t\n]|$)", re.MULTILINE)

Tags = Mapping[str, list[str]]

_TITLES = ("TI", "T1", "CT")
_VENUES = ("T2", "JO", "JF", "JA", "J2", "J1", "C3", "BT", "T3")
_VENUES_OF = {
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK"), ("BT",)),
    **dict.fromkeys(("RPRT", "STAND", "COMP", "DATA"), _VENUES[:-1]),
    "THES": ("T3",),
}
"""Where the venue of what rather stands in a series is said."""
_WHOLE = frozenset({"BOOK", "EBOOK", "EDBOOK"})
_WITH_VERSIONS = frozenset({"COMP", "DATA"})
_BOOKS = frozenset({"BOOK", "EBOOK", "EDBOOK", "SER", "GEN", "THES", "ELEC", "RPRT"})
_TYPES = {
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "THES": "thesis",
    "RPRT": "report",
    "STAND": "standard",
    "COMP": "software",
    "DATA": "dataset",
    "ELEC": "webpage",
    "WEB": "webpage",
    "PAT": "patent",
    "MANSCPT": "manuscript",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia",
    "PAMP": "pamphlet",
    "BLOG": "post-weblog",
}
_IN_VENUES = {"JOUR": "article-journal", "JFULL": "article-journal", "EJOUR": "article-journal",
              "CPAPER": "paper-conference", "CONF": "paper-conference"}  # fmt: skip
_ARXIV_VENUE = re.compile(r"arxiv\b.*|corr", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|iv)\.?", re.IGNORECASE)
_OTHERS = re.compile(r"(?:others|et\.?\s+al\.?)[.,]?", re.IGNORECASE)
_CUT_OFF = re.compile(r"[,\s]+et\.?\s+al\.?[.,]?\s*$", re.IGNORECASE)
_MANY = re.compile(r"\s*;\s*")
_UNTITLED = f"the reference has {UNTITLED}"
_PROGRESS_EVERY = 200


class RisImporter:
    """Reads RIS."""

    name = "ris"

    def recognises(self, text: str) -> bool:
        """Tell whether a line says the type of a reference, and a tag follows.

        Where the type is missing, a title and the end of a reference tell.
        """
        return bool(_FIRST.search(text) or (_TITLED.search(text) and _ENDED.search(text)))

    def read(self, text: str, context: Context) -> Iterator[Draft | Rejection]:
        """Give every reference of the text as a draft, or as a rejection with the reason.

        A reference ends at its ``ER``, or where it has none at the next ``TY``.
        """
        return self.read_bytes(text.encode("utf-8", "surrogatepass"), context)

    def read_bytes(self, data: bytes | bytearray, context: Context) -> Iterator[Draft | Rejection]:
        """Give what `read` gives, of a text in UTF-8."""
        if not _BEGINS.search(data):  # a few programs write all tags small
            data = _SMALL.sub(lambda found: found[0].upper(), data)
        for count, (start, end, line) in enumerate(_references(data)):
            if count % _PROGRESS_EVERY == 0:
                context.progress(start / len(data))
            text = data[start:end].decode("utf-8", "surrogatepass").strip("\n")
            paper = _paper(_tags(text), context.source)
            if paper is None:
                shown = text[:REJECTED_TEXT_LIMIT]
                yield Rejection(context.source, line, _UNTITLED, shown)
            else:
                yield Draft(paper, line)
        context.progress(1.0)


def _references(data: bytes | bytearray) -> Iterator[tuple[int, int, int]]:
    """Give where each reference begins and ends, and the number of its first line."""
    start, line, counted = -1, 1, 0
    for found in _TAG.finditer(data):
        at, tag = found.start(), bytes(found[1])
        if start >= 0 and tag in (b"TY", b"ER"):
            line += data.count(b"\n", counted, start)
            counted = start
            yield start, at, line
            start = -1
        if start < 0 and tag != b"ER":
            start = at
    if start >= 0:
        yield start, len(data), line + data.count(b"\n", counted, start)


def _tags(text: str) -> Tags:
    """Give the values of each tag of one reference, in order, as they are written."""
    lines = text.split("\n")
    if not lines[0].lstrip(" \t\ufeff").startswith("TY"):
        lines.insert(0, "TY  - GEN")
    record: dict[str, Any] = _reader()().parse_lines(iter([*lines, "ER  - "]))[0]
    return {tag: value for tag, value in record.items() if isinstance(value, list)}


@cache
def _reader() -> Any:
    """Give rispy's reader, taught other dialects; it is loaded when the first file needs it."""
    from rispy.parser import RisParser  # noqa: PLC0415

    class Names(dict[str, str]):
        """Tags to the names under which their values are given: each to itself."""

        def __missing__(self, tag: str) -> str:
            return tag

    class Every:
        """Any tag may be there several times."""

        def __contains__(self, tag: object) -> bool:
            return True

    class Reader(RisParser):  # type: ignore[misc, unused-ignore]
        """Reads the lines of one reference."""

        DEFAULT_MAPPING = Names()
        DEFAULT_LIST_TAGS = Every()
        DEFAULT_DELIMITER_MAPPING: dict[str, str] = {}  # noqa: RUF012 - as its parent has it

        def __init__(self) -> None:
            super().__init__()
            self._is_text = False

        def _iter_till_start(self, lines: Iterator[str]) -> dict[str, list[str]]:
            return {"TY": [(self.parse_line(next(lines))[1] or "").strip()]}

        def parse_line(self, line: str) -> tuple[str | None, str]:
            found = _LINE.match(line)
            return (found[1], (found[2] or "").strip()) if found else (None, line.strip())

        def _add_tag(
            self, record: dict[str, Any], tag: str, content: str, extend_multiline: bool = False
        ) -> None:
            if not extend_multiline or not record.get(tag):
                super()._add_tag(record, tag or "", content)
            elif content:
                record[tag][-1:] = [f"{record[tag][-1]} {content}"]

    return Reader


def _paper(tags: Tags, source: str) -> Paper | None:
    kind = next(iter(tags.get("TY", ())), "").upper()
    title = _first(tags, *_TITLES)
    if not title and kind not in ("CHAP", "JOUR", "CPAPER", "CONF"):
        title = _first(tags, "BT", *(("T2",) if kind in _BOOKS else ()))
    title = title or _first(tags, "ST")
    names = dict.fromkeys((*tags.get("A1", ()), *tags.get("AU", ())))
    authors, is_complete = _authors(list(names))
    links = [web_of(address) for name in ("UR", "L2", "LK") for address in tags.get(name, ())]
    doi = _first(tags, "DO", "DI") or doi_of(_first(tags, "M3")) or doi_of(_first(tags, "N1"))
    arxiv = next((found for name in ("JO", "T2", "M1", "N1", "AN", "C1", "IS")
                  for text in tags.get(name, ()) if (found := arxiv_in(text))), "")  # fmt: skip
    known = identifiers(
        doi,
        arxiv,
        tuple(link for link in links if link),
        pdf=_first(tags, "L1"),
        places=_places(kind, tags),
    )
    venue = _venue(kind, tags, title, "arxiv" in known)
    paper = Paper(
        id="",
        title=title,
        authors=authors,
        authors_complete=is_complete,
        abstract=" ".join(filter(None, map(one_line, tags.get("AB") or tags.get("N2") or ()))),
        published=_published(tags),
        categories=listed(word for text in tags.get("KW", ()) for word in _MANY.split(text)),
        venue=venue,
        identifiers=with_kind(known, venue, _IN_VENUES.get(kind, "")),
        source=source,
    )
    return named(paper)


def _first(tags: Tags, *names: str) -> str:
    """Give the first value that says something."""
    return next(
        (found for name in names for text in tags.get(name, ()) if (found := one_line(text))), ""
    )


def _authors(values: list[str]) -> tuple[tuple[str, ...], bool]:
    names: list[str] = []
    is_complete = True
    for value in (part for text in values for part in _MANY.split(text)):
        kept, cut = _CUT_OFF.subn("", value)
        if cut or _OTHERS.fullmatch(value.strip()):
            is_complete = False
        if not _OTHERS.fullmatch(kept.strip()) and (name := _spoken(kept)):
            names.append(name)
    return tuple(names), is_complete


def _editors(kind: str, tags: Tags) -> list[str]:
    """Give editors; in A2 a book has those of its series, and its own in A3."""
    names = ("ED", "A3", "A2") if kind in _WHOLE else ("ED", "A2")
    return next((tags[name] for name in names if any(map(str.strip, tags.get(name, ())))), [])


def _spoken(value: str) -> str:
    """Give a name in the order in which it is spoken: "King, Ada, III" as "Ada King III"."""
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if len(parts) == 2 and not _SUFFIX.fullmatch(parts[1]):
        return one_line(f"{parts[1]} {parts[0]}")
    if len(parts) == 3:
        family, given, suffix = parts
        if _SUFFIX.fullmatch(given):
            given, suffix = suffix, given
        return one_line(f"{given} {family} {suffix}")
    return one_line(" ".join(parts))


def _published(tags: Tags) -> str:
    """Give the most precise of the dates that are of the same year."""
    dates = [iso_date(text) for name in ("PY", "Y1", "DA") for text in tags.get(name, ())]
    known = [found for found in dates if found]
    year = known[0][:4] if known else ""
    return max((found for found in known if found[:4] == year), key=len, default="")


def _venue(kind: str, tags: Tags, title: str, is_on_arxiv: bool) -> str:
    venue = _first(tags, *_VENUES_OF.get(kind, _VENUES))
    if venue == title or (is_on_arxiv and _ARXIV_VENUE.fullmatch(venue)):
        return ""
    return venue


def _places(kind: str, tags: Tags) -> dict[str, str]:
    start, end = _first(tags, "SP", *(("SE",) if kind == "JOUR" else ())), _first(tags, "EP")
    number = _first(tags, "SN")
    is_book = len(re.sub(r"[^0-9Xx]", "", number)) in (10, 13)
    title, venue = _first(tags, *_TITLES), _venue(kind, tags, "", False)
    series = _first(tags, *(("T3", "T2") if kind in _WHOLE else ("T3",)))
    short = _first(tags, "J2", "JA")
    edition = _first(tags, "ET")
    names, is_complete = _authors(_editors(kind, tags))
    return {
        "type": _TYPES.get(kind, ""),
        "editors": joined(names, is_complete=is_complete),
        "series": "" if series in (venue, title) else series,
        "version": edition if kind in _WITH_VERSIONS else "",
        "article-number": _first(tags, "C7"),
        "venue-short": "" if short == venue else short,
        "language": language_of(_first(tags, "LA")),
        "accessed": next(filter(None, map(iso_date, tags.get("Y2", ()))), ""),
        "volume": _first(tags, "VL", "VO"),
        "issue": "" if arxiv_in(_first(tags, "IS")) else _first(tags, "IS"),
        "pages": f"{start}-{end}" if start and end and "-" not in start else start or end,
        "edition": "" if kind in _WITH_VERSIONS else edition,
        "publisher": _first(tags, "PB"),
        "place": _first(tags, "CY"),
        "isbn": number if is_book else "",
        "issn": "" if is_book else number,
    }
