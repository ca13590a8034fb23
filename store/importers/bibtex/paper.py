"""The fields of an entry to a paper."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from store.citations.editor import joined
from store.citations.kind import with_kind
from store.citations.language import language_of
from store.importers.bibtex.person import people
from store.importers.bibtex.value import unbraced
from store.importers.category import listed
from store.importers.identifier import arxiv_in, arxiv_of, doi_of, identifiers
from store.importers.plain import one_line
from store.importers.stub import named
from store.importers.when import day_of, iso, iso_date, month_of, year_of
from store.models import Paper
from store.text.latex_field import from_latex

_ADDRESSES = ("url", "ee", "link", "adsurl", "bdsk-url-1", "howpublished", "note")
_VENUES = ("journaltitle", "journal", "booktitle", "eventtitle", "maintitle", "issuetitle")
_SUBTITLES = {"booktitle": "booksubtitle", "journaltitle": "journalsubtitle"}
_PUBLISHERS = ("publisher", "school", "institution", "organization")
_NUMBERED = frozenset({"article", "periodical"})
_PARTS = frozenset({"article", "inproceedings", "incollection", "inreference", "conference"})
_ONLINE = frozenset({"online", "electronic", "www"})
_TYPES = {
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "proceedings": "book",
    "reference": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inreference": "entry-encyclopedia",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "masterthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "software": "software",
    "dataset": "dataset",
    "patent": "patent",
    "unpublished": "manuscript",
}
"""Kinds of entries to the types of CSL; those that are left out need none."""
_GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "masterthesis": "Master's thesis",
    "mathesis": "Master's thesis",
    "techreport": "",
    "resreport": "",
}
"""What BibLaTeX and the names of entries call a thesis or report."""
_WITH_NUMBERS = frozenset({"report", "patent", "standard"})
_FURTHER = {
    "series": ("series",),
    "version": ("version",),
    "article-number": ("eid", "articleno"),
    "venue-short": ("shortjournal",),
    "language": ("langid", "language"),
    "accessed": ("urldate",),
    "subtitle": ("subtitle",),
}
"""Kinds of identifiers and the fields that say them, the best first."""
_WITH_FURTHER = frozenset({"editor", *(name for names in _FURTHER.values() for name in names)})
_IN_VENUES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
}
"""The same; these are told where the venue would tell another."""

_ARXIV_VENUE = re.compile(r"(?:arxiv\b.*|corr|computing research repository.*)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\url\s*|\{\\([_%&#~$])\}|\\([_%&#~$])|\\textasciitilde(?:\{\}|\s)?|[{}]")
_CLASSES_IN = frozenset({"primaryclass", "eprintclass", "keywords"})
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});")
_SORT_KEY = re.compile(r"\\noopsort\s*\{[^{}]*\}", re.IGNORECASE)
_DASHES = re.compile(r"\s*(?:-{2,3}|–|—)\s*")


def paper_of(kind: str, fields: Mapping[str, str], source: str) -> Paper | None:
    """Give the paper of an entry, or nothing where it has nothing that it could go by.

    Args:
        kind: of the entry, in small letters: ``article``.
        fields: names in small letters to texts, which may have braces and LaTeX.
        source: the name of the file.
    """
    authors, is_complete = people(_without_entities(fields.get("author", "")))
    arxiv = _arxiv(fields)
    found = identifiers(
        _verbatim(fields.get("doi", "")),
        arxiv,
        tuple(_verbatim(fields[name]) for name in _ADDRESSES if name in fields),
        pdf=_verbatim(fields.get("pdf", "")),
        code=_verbatim(fields.get("code", "")),
        places=_places(kind, fields),
    )
    if "doi" not in found and (doi := doi_of(_verbatim(fields.get("note", "")))):
        found = {"doi": doi, **found}
    title = _title(kind, fields)
    venue = _venue(fields, "arxiv" in found)
    venue = "" if venue == title else venue
    # By position: with 10,000 entries the names would cost something.
    paper = Paper(
        "",
        title,
        authors,
        is_complete,
        _text(fields.get("abstract", "")),
        _published(fields),
        _categories(fields),
        (),
        venue,
        None,
        with_kind(found, venue, _IN_VENUES.get(_meant(kind, fields), "")),
        "code" in found,
        "",
        source,
    )
    return paper if title else named(paper)


def _meant(kind: str, fields: Mapping[str, str]) -> str:
    """Give the kind of an entry; what is in a journal is an article, though it says nothing."""
    is_in_journal = "journal" in fields or "journaltitle" in fields
    return "article" if kind == "misc" and is_in_journal else kind


def _text(value: str) -> str:
    return one_line(_without_entities(from_latex(value)))


def _without_entities(text: str) -> str:
    """Give a text with letters for HTML's entities, which publishers leave in what they offer."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _verbatim(value: str) -> str:
    """Give an address or a number; the escapes that some put into them go."""
    if "\\" not in value and "{" not in value:
        return value.strip()
    return _ESCAPE.sub(_unescaped, value).strip()


def _unescaped(found: re.Match[str]) -> str:
    if found[0].startswith("\\textascii"):
        return "~"
    return found[1] or found[2] or ""


def _title(kind: str, fields: Mapping[str, str]) -> str:
    title = _text(unbraced(fields.get("title", "")))
    if not title:  # of a whole volume the names of both may stand for each other
        names = () if kind in _PARTS else ("booktitle", "maintitle", "issuetitle")
        names = (*names, "shorttitle")
        given = (_text(unbraced(fields[name])) for name in names if name in fields)
        return next(filter(None, given), "")
    subtitle = _text(fields.get("subtitle", "")) if "subtitle" in fields else ""
    return _joined(title, subtitle)


def _joined(title: str, subtitle: str) -> str:
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title[-1] in ".:?!" else f"{title}: {subtitle}"


def _arxiv(fields: Mapping[str, str]) -> str:
    prefix = fields.get("archiveprefix") or fields.get("eprinttype") or ""
    eprint = _verbatim(fields.get("eprint", ""))
    if prefix.strip().lower() in ("", "arxiv") and (found := arxiv_of(eprint)):
        return found
    if found := arxiv_of(_verbatim(fields["arxiv"])) if "arxiv" in fields else "":
        return found
    for name in ("journal", "journaltitle", "note", "howpublished", "number", "volume"):
        text = fields.get(name, "")
        if not text or len(text) > 300:
            continue
        if found := arxiv_in(text):
            return found
        if name == "volume" and text.startswith("abs/"):  # as dblp has it
            return arxiv_of(text)
    return ""


def _venue(fields: Mapping[str, str], is_on_arxiv: bool) -> str:
    for name in _VENUES:
        venue = _text(unbraced(fields[name])) if name in fields else ""
        if venue and not (is_on_arxiv and _ARXIV_VENUE.fullmatch(venue)):
            subtitle = fields.get(_SUBTITLES.get(name, ""), "")
            return _joined(venue, _text(subtitle))
    return ""


def _published(fields: Mapping[str, str]) -> str:
    if found := iso_date(fields.get("date", "")):
        return found
    year = _SORT_KEY.sub("", fields.get("year", ""))
    month = fields.get("month", "")
    number = year_of(year)
    if number is None:
        return ""
    if not month:
        return iso_date(year) if "-" in year else iso(number)
    day = day_of(month)
    if day is None and (given := fields.get("day", "").strip(" {}")).isdecimal():
        day = int(given[:3])
    return iso(number, month_of(month), day)


def _categories(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Give arXiv's classes; what else is a keyword is nothing that papers have here."""
    if not _CLASSES_IN.intersection(fields):
        return ()
    words = [fields.get("primaryclass") or fields.get("eprintclass") or ""]
    words += re.split(r"[,;]", fields.get("keywords", ""))
    return listed(words)


def _places(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    is_preprint = kind in _ONLINE and _arxiv(fields)  # BibLaTeX has no other kind for them
    found = {"type": "" if is_preprint else _TYPES.get(kind, "")}
    for name in ("volume", "isbn", "issn", "pmid", "pmcid"):
        if name in fields:
            found[name] = _text(fields[name])
    if found.get("volume", "").startswith("abs/"):
        del found["volume"]
    if issue := fields.get("issue") or (fields.get("number", "") if kind in _NUMBERED else ""):
        found["issue"] = "" if arxiv_in(issue) else _text(issue)
    if "number" in fields and found["type"] in _WITH_NUMBERS:
        found["number"] = _text(fields["number"])
    if "edition" in fields:
        found["edition"] = _text(unbraced(fields["edition"]))
    if place := fields.get("address") or fields.get("location", ""):
        found["place"] = _text(unbraced(place))
    if found["type"] in ("thesis", "report"):
        given = _text(unbraced(fields.get("type", "")))
        found["genre"] = _GENRES.get(given or kind, given)
    if "pages" in fields:
        found["pages"] = _DASHES.sub("-", _text(fields["pages"]))
    if publisher := next((fields[name] for name in _PUBLISHERS if fields.get(name)), ""):
        found["publisher"] = _text(unbraced(publisher))
    if not _WITH_FURTHER.isdisjoint(fields):
        found |= _further(fields)
    return found


def _further(fields: Mapping[str, str]) -> dict[str, str]:
    """Give what fewer entries say."""
    found = {}
    for kind_of, names_of in _FURTHER.items():
        if value := next((fields[name] for name in names_of if fields.get(name)), ""):
            found[kind_of] = _text(unbraced(value))
    if "editor" in fields:
        names, is_complete = people(_without_entities(fields["editor"]))
        found["editors"] = joined(names, is_complete=is_complete)
    if "language" in found:
        found["language"] = language_of(found["language"])
    if "accessed" in found:
        found["accessed"] = iso_date(found["accessed"])
    return found
