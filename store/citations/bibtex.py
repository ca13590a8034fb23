"""BibTeX entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from store.citations.editor import editors
from store.citations.field import arxiv, doi, plain, venue, year_month
from store.citations.kind import kind
from store.citations.link import link
from store.models import Marks, Paper
from store.text.person import Person, parse_person
from store.untitled import told_title

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ESCAPES = {
    # Not \{ and \}: BibTeX counts braces whatever stands before them, and an odd one in a
    # title would swallow the rest of the file.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: "\\" + char for char in "&%$#_"},
    # Two of them in a row are a dash and quotation marks.
    **{char: "{}" + char for char in "-'`"},
}
_SPECIAL = re.compile(r"[{}\\~^&%$#_]|(?<=-)-|(?<=')'|(?<=`)`")
_RANGE = re.compile(r"(?<=\d)\s*[-–—]+\s*(?=\w)")
_DETAILS = {
    "series": ("series",),
    "volume": ("volume",),
    "number": ("issue", "number"),
    "eid": ("article-number",),
    "pages": ("pages",),
    "edition": ("edition",),
    "version": ("version",),
    "publisher": ("publisher",),
    "address": ("place",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "pmid": ("pmid",),
    "pmcid": ("pmcid",),
    "shortjournal": ("venue-short",),
    "urldate": ("accessed",),
}
"""Fields and the kinds of identifiers they are made of."""
_ENTRIES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "paper-conference": "inproceedings",
    "book": "book",
    "collection": "proceedings",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
    "standard": "techreport",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
}
"""Kinds to the names of entries; all others are ``misc``."""
_PUBLISHERS = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
"""What the publisher is called in which entries."""
_SAID = {
    "phdthesis": {"", "PhD thesis"},
    "mastersthesis": {"Master's thesis"},
    "techreport": {""},
}
"""What the names of entries say already; others say nothing of the kind."""
_MASTERS = re.compile("master", re.IGNORECASE)
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9:_.+/-]")


def bibtex(paper: Paper, key: str) -> str:
    """Give one entry.

    Args:
        paper: what is cited.
        key: the citation key, see `store.citations.key`.

    Returns:
        ``@article`` for a journal, ``@inproceedings`` for any other venue, what a source said
        to be a book or the like as that, else ``@misc``. The marks, the score and the abstract
        are not in it.
    """
    return entry(entry_kind(paper), key, fields(paper))


def entry(kind_of: str, key: str, values: Iterable[tuple[str, str]]) -> str:
    """Give one entry of fields whose values are written as they are to stand there."""
    lines = "".join(f"  {name} = {value},\n" for name, value in values)
    return f"@{kind_of}{{{_NOT_IN_KEY.sub('', key)},\n{lines}}}"


def escape(text: str) -> str:
    """Give text that TeX prints as it stands, on one line."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], plain(text))


def entry_kind(paper: Paper) -> str:
    """Give the type of a paper's entry."""
    found = _ENTRIES.get(kind(paper), "misc")
    is_masters = found == "phdthesis" and _MASTERS.match(genre(paper))
    return "mastersthesis" if is_masters else found


def genre(paper: Paper) -> str:
    """Give what kind of thesis or report a paper is, where that is known."""
    return plain(paper.identifiers.get("genre", ""))


def fields(paper: Paper) -> Iterator[tuple[str, str]]:
    """Give the names and values of a paper's entry."""
    if names := authors(paper):
        yield "author", f"{{{names}}}"
    # Doubled braces keep the title's capitals in styles that would lower them.
    if title := told_title(paper):
        yield "title", f"{{{{{escape(title)}}}}}"
    year, month = year_month(paper)
    if year:
        yield "year", f"{{{year}}}"
    if month:
        yield "month", _MONTHS[month - 1]
    if name := venue(paper):
        field = "journal" if entry_kind(paper) == "article" else "booktitle"
        yield field, f"{{{escape(name)}}}"
    if genre(paper) not in _SAID.get(entry_kind(paper), {genre(paper)}):
        yield "type", f"{{{escape(genre(paper))}}}"
    for field, value in details(paper):
        yield _PUBLISHERS.get(entry_kind(paper), field) if field == "publisher" else field, value
    if language := plain(paper.identifiers.get("language", "")):
        yield "language", f"{{{escape(language)}}}"
    yield from _identifiers(paper)


def details(paper: Paper) -> Iterator[tuple[str, str]]:
    """Give the fields that both BibTeX and BibLaTeX have under the same names.

    A few are BibLaTeX's own; styles of BibTeX pass over fields that they do not know.
    """
    names, is_complete = editors(paper)
    if text := _people(names, is_complete=is_complete):
        yield "editor", f"{{{text}}}"
    for name, kinds in _DETAILS.items():
        value = next(filter(None, (plain(paper.identifiers.get(one, "")) for one in kinds)), "")
        if value:
            value = escape(_RANGE.sub("-", value) if name == "pages" else value)
            yield name, f"{{{value.replace('-', '--') if name == 'pages' else value}}}"


def extras(paper: Paper, marks: Marks) -> Iterator[tuple[str, str]]:
    """Give what is no part of a citation: the abstract, tags as keywords, the note."""
    if paper.abstract:
        yield "abstract", f"{{{escape(paper.abstract)}}}"
    if marks.tags:
        yield "keywords", f"{{{', '.join(map(escape, marks.tags))}}}"
    if marks.note:
        # A line that begins with @ is taken for the next entry by those who cut a file into them.
        lines = (escape(line) for line in marks.note.split("\n"))
        note = "\n".join("{}" + line if line.startswith("@") else line for line in lines)
        yield "annote", f"{{{note}}}"


def _identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    """Fields that bibliography styles print verbatim: a backslash in them would break the link.

    What could break the file instead (braces, backslashes, spaces) is not in a DOI or an arXiv
    id at all, and percent-encoded in an address.
    """
    if value := doi(paper):
        yield "doi", f"{{{value}}}"
    if value := arxiv(paper):
        yield "eprint", f"{{{value}}}"
        yield "archivePrefix", "{arXiv}"
        if paper.categories:
            yield "primaryClass", f"{{{escape(paper.categories[0])}}}"
    address = link(paper)
    if not address.is_search:
        yield "url", f"{{{address.url}}}"


def authors(paper: Paper) -> str:
    """Give the value of the field of that name; empty where no author is known."""
    return _people(map(plain, paper.authors), is_complete=paper.authors_complete)


def _people(spoken: Iterable[str], *, is_complete: bool) -> str:
    names = [_author(person) for person in map(parse_person, spoken) if person.family]
    if names and not is_complete:
        names.append("others")
    return " and ".join(names)


def _author(person: Person) -> str:
    name = escape(person.inverted)
    # Braced, so that BibTeX neither turns it around nor looks for "and" in it.
    return f"{{{name}}}" if person.is_literal else name
