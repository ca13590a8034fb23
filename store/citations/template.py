"""A user's own texts to copy: ``[[{url}|{title}]] ({year})``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from store.citations.field import arxiv, doi, plain, venue, year_month
from store.citations.key import citation_key
from store.citations.link import link, pdf_link
from store.errors import PaperdeckError
from store.models import Paper
from store.text.person import family_name

_FIELD = re.compile(r"\{\{|\}\}|\{([a-z_]*)\}")


class TemplateError(PaperdeckError):
    """A template names a field that papers do not have."""


def _authors(paper: Paper) -> str:
    names = ", ".join(map(plain, paper.authors))
    return names if paper.authors_complete or not names else f"{names} et al."


def _pdf(paper: Paper) -> str:
    found = pdf_link(paper)
    return found.url if found else ""


FIELDS: Mapping[str, Callable[[Paper], str]] = MappingProxyType(
    {
        "title": lambda paper: plain(paper.title),
        "authors": _authors,
        "author": lambda paper: plain(family_name(paper.authors[0])) if paper.authors else "",
        "year": lambda paper: year_month(paper)[0],
        "date": lambda paper: plain(paper.published),
        "venue": venue,
        "abstract": lambda paper: plain(paper.abstract),
        "url": lambda paper: link(paper).url,
        "pdf": _pdf,
        "doi": doi,
        "arxiv": arxiv,
        "key": citation_key,
        "id": lambda paper: plain(paper.id),
    }
)
"""What a template can name, and what stands there then."""


def check(template: str) -> None:
    """Look whether a template names only what there is.

    Raises:
        TemplateError: it does not; says what there is.
    """
    for found in _FIELD.finditer(template):
        if found[1] is not None and found[1] not in FIELDS:
            known = ", ".join(FIELDS)
            raise TemplateError(f"there is no {{{found[1]}}}; there are {known}")


def fill(template: str, paper: Paper) -> str:
    """Give a template's text for a paper.

    Args:
        template: text; ``{title}`` and so on stand for fields, ``{{`` and ``}}`` for braces.
        paper: any paper; what it lacks is left empty.

    Raises:
        TemplateError: see `check`.
    """
    check(template)

    def value(found: re.Match[str]) -> str:
        return found[0][0] if found[1] is None else FIELDS[found[1]](paper)

    return _FIELD.sub(value, template)
