"""A paper as CSL-JSON has it (docs.citationstyles.org, specification 1.0.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.citations.editor import editors
from store.citations.field import arxiv, doi, plain, venue
from store.citations.kind import kind
from store.citations.link import link
from store.models import JsonObject, Paper
from store.text.person import parse_person
from store.untitled import told_title

CUT_OFF = "cut-off"
"""No variable of CSL: the variables of names of which the source left some out."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_PAGES = re.compile(r"(?:pages?|pp?\.)\s*(?=\d)", re.IGNORECASE)
"""What styles write themselves."""
_MORE = {
    "series": "collection-title",
    "volume": "volume",
    "issue": "issue",
    "article-number": "number",
    "number": "number",
    "genre": "genre",
    "pages": "page",
    "edition": "edition",
    "version": "version",
    "publisher": "publisher",
    "place": "publisher-place",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "language": "language",
}
"""Kinds of identifiers that have a variable of their own."""


def item(paper: Paper) -> JsonObject:
    """Give a paper with the variables that citation styles know.

    Args:
        paper: any paper.

    Returns:
        For the type see `store.citations.kind`. Nothing is there that is not known.
    """
    return dict(_variables(paper))


def _variables(paper: Paper) -> Iterator[tuple[str, object]]:
    yield "id", paper.id
    yield "type", kind(paper)
    if title := told_title(paper):
        yield "title", plain(title)
    if names := [_name(plain(name)) for name in paper.authors if plain(name)]:
        yield "author", names
    edited, has_all = editors(paper)
    if edited:
        yield "editor", [_name(name) for name in edited]
    cut = {"author": bool(names) and not paper.authors_complete, "editor": not has_all}
    if any(cut.values()):
        yield CUT_OFF, [role for role, is_cut in cut.items() if is_cut]
    yield from _dates(paper)
    if name := venue(paper):
        yield "container-title", name
        if short := plain(paper.identifiers.get("venue-short", "")):
            yield "container-title-short", short
    for kind_of, variable in _MORE.items():
        if value := plain(paper.identifiers.get(kind_of, "")):
            yield variable, _PAGES.sub("", value) if variable == "page" else value
    if (number := arxiv(paper)) and kind(paper) == "article":
        yield "number", f"arXiv:{number}"
        if "publisher" not in paper.identifiers:
            yield "publisher", "arXiv"
    if value := doi(paper):
        yield "DOI", value
    address = link(paper)
    if not address.is_search and not re.match(r"https?://(?:dx\.)?doi\.org/", address.url):
        yield "URL", address.url


def _dates(paper: Paper) -> Iterator[tuple[str, object]]:
    dates = {"issued": paper.published, "accessed": paper.identifiers.get("accessed", "")}
    for variable, date in dates.items():
        if found := _DATE.fullmatch(date):
            yield variable, {"date-parts": [[int(part) for part in found.groups() if part]]}


def _name(text: str) -> JsonObject:
    person = parse_person(text)
    if person.is_literal:
        return {"literal": person.family}
    parts = {
        "family": person.family,
        "given": person.given,
        "non-dropping-particle": person.particle,
        "suffix": person.suffix,
    }
    return {name: value for name, value in parts.items() if value}
