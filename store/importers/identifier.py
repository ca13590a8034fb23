"""DOIs, arXiv ids and addresses, bare, from the many ways in which they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from store.importers.plain import one_line

_DOI = re.compile(
    r"(?:^|(?<=[\s/:=\"'<({])|(?<=doi))"
    r"(10\.[0-9]{4,9}(?:\.[0-9]+)*/(?:[^\s\"<>{}\\]|<[0-9]+::[^\s\"<>{}\\/]{1,40}>)+)",
    re.IGNORECASE,
)
_DOI_ENDS = ".,;:'\""
_QUERY = re.compile("[?#]")
_ARXIV_NEW = r"[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}"
_ARXIV_OLD = (
    r"(?:acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|"
    r"comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|"
    r"mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|"
    r"supr-con)(?:\.[A-Za-z]{2})?/[0-9]{7}"
)
_ARXIV_ID = rf"(?:{_ARXIV_NEW}|{_ARXIV_OLD})(?:v[0-9]{{1,3}})?(?![0-9])"
_ARXIV_WHOLE = re.compile(
    rf"(?:arxiv\s*:\s*)?(?:abs/)?({_ARXIV_ID})(?:\.pdf)?(?:\s*\[[A-Za-z.-]+\])?", re.IGNORECASE
)
_ARXIV_IN = re.compile(
    rf"(?:(?:ar[5x]iv|alphaxiv)[a-z.]*\.org/(?:abs|pdf|html|format|ps|src|e-print)/|"
    rf"arxiv(?:\.org)?[:\s]\s*(?:abs/)?|arxiv\.|huggingface\.co/papers/)"
    rf"({_ARXIV_ID})",
    re.IGNORECASE,
)
_CODED = re.compile(r"10\.[0-9.]{4,30}%2F", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s\"<>\\{}]+", re.IGNORECASE)
_IS_PDF = re.compile(r"\.pdf(?:[?#].*)?$|//(?:www\.)?arxiv\.org/pdf/", re.IGNORECASE)

_OF_ARXIV = ("arxiv", "ar5iv", "alphaxiv", "huggingface")
"""One of these is in every address that names an arXiv id."""

_MOST = 4000
"""Characters of a text that are looked through."""

PLACES = (
    "type", "genre", "editors", "series", "volume", "issue", "number", "article-number", "pages",
    "edition", "version", "publisher", "place", "isbn", "issn", "pmid", "pmcid", "venue-short",
    "language", "accessed", "subtitle",
)  # fmt: skip
"""Kinds that say where in a venue a paper stands; citations and exports need them.

``type`` is the name that CSL has for a kind of publication, kept only where venue and other
identifiers would not tell: ``book``, ``chapter``, ``thesis``, ``report`` and so on. ``genre`` says
it more closely, as in ``Master's thesis``; ``number`` is that of a report or patent,
``article-number`` that of an article which has no pages, ``place`` where the publisher is.
``editors`` are one text (`store.citations.editor`), ``language`` is a code
(`store.citations.language`), ``accessed`` an ISO date. ``subtitle`` is what the title ends with.
"""

_PLAIN_TYPES = frozenset({"article", "article-journal", "paper-conference", "document"})


def doi_of(text: str) -> str:
    """Give the DOI in a text (``https://doi.org/10.1/x``, ``doi: 10.1/x``), or nothing."""
    if "10." not in text:
        return ""
    text = text[:_MOST]
    found = _DOI.search(unquote(text) if "%" in text and _CODED.search(text) else text)
    if not found:
        return ""
    value = found[1]
    if "doi.org/" in found.string[max(0, found.start() - 20) : found.start(1)].lower():
        value = _QUERY.split(value)[0]
    value = value.rstrip(_DOI_ENDS).rstrip("/")
    while value.endswith((")", "]")) and value.count(value[-1]) > value.count(
        "(" if value[-1] == ")" else "["
    ):
        value = value[:-1].rstrip(_DOI_ENDS)
    return one_line(value) if "/" in value else ""


def arxiv_of(text: str) -> str:
    """Give the arXiv id that a text is: ``2212.10560v2``, ``arXiv:hep-th/9901001``, an address."""
    text = text[:_MOST].strip()
    found = _ARXIV_WHOLE.fullmatch(text)
    return found[1] if found else arxiv_in(text)


def arxiv_in(text: str) -> str:
    """Give the arXiv id that a text names as one (``arXiv preprint arXiv:2212.10560``)."""
    found = _ARXIV_IN.search(text[:_MOST])
    return found[1] if found else ""


def web_of(text: str) -> str:
    """Give the first web address in a text, or nothing."""
    found = _WEB.search(text[:_MOST]) if "://" in text else None
    return one_line(found[0].rstrip(".,;'")) if found else ""


def identifiers(  # noqa: PLR0913 - a field of a source each
    doi: str = "",
    arxiv: str = "",
    urls: tuple[str, ...] = (),
    *,
    pdf: str = "",
    code: str = "",
    places: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Give the identifiers that fields of a source hold, each bare.

    An address of arXiv's or of a DOI's names these as well, and arXiv's own DOIs its id.

    Args:
        doi: what the source calls a DOI.
        arxiv: what it calls an arXiv id.
        urls: addresses, the best first; one of a PDF counts as that.
        pdf: the address of a PDF.
        code: the address of the code.
        places: values of `PLACES`.
    """
    found = dict.fromkeys(("doi", "arxiv", "url", "pdf", "code"), "")
    found["doi"] = doi_of(doi)
    if arxiv:
        found["arxiv"] = arxiv_of(arxiv)
    if pdf:
        found["pdf"] = web_of(pdf)
    if code:
        found["code"] = web_of(code)
    for given in (*urls, doi):
        address = web_of(given) if given else ""
        if not address:
            continue
        if any(part in address.lower() for part in _OF_ARXIV):
            found["arxiv"] = found["arxiv"] or arxiv_in(address)
        if "doi.org/" in address.lower():
            found["doi"] = found["doi"] or doi_of(address)
        kind = "pdf" if _IS_PDF.search(address) else "url"
        if given is not doi and not found[kind]:
            found[kind] = address
    if not found["arxiv"] and found["doi"][:9].lower() == "10.48550/":
        found["arxiv"] = arxiv_in(found["doi"])
    if places:
        for kind in PLACES:
            if (value := places.get(kind, "")) and value not in _PLAIN_TYPES:
                found[kind] = one_line(value)
    return {kind: value for kind, value in found.items() if value}
