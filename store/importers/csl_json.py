"""CSL-JSON: what Zotero, Mendeley, pandoc and Crossref give; an array of items, or one a line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from store.citations.editor import joined
from store.citations.kind import with_kind
from store.citations.language import language_of
from store.importers.category import listed
from store.importers.contract import Context, Draft, Rejection
from store.importers.foreign import is_csl
from store.importers.identifier import arxiv_in, identifiers
from store.importers.objects import Clean, RowError, read_objects
from store.importers.plain import one_line
from store.importers.stub import UNTITLED, named
from store.importers.when import iso, iso_date, year_of
from store.models import JsonObject, Paper
from store.text.person import is_cjk

_TAG = re.compile(
    r"</?(?:jats:[a-z-]+|i|b|em|strong|sub|sup|sc|span|p|div|title|sec|italic|bold|inline-formula)"
    r"(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|div|title|sec)\b", re.IGNORECASE)
_HEADING = re.compile(r"\A\s*<jats:title>\s*abstract\s*</jats:title>", re.IGNORECASE)
_CALLED = ('"title"', '"DOI"', '"URL"', '"author"', '"container-title"')
"""Keys of what an item may go by."""

_OTHERS = frozenset({"others", "et al", "et al.", "and others"})
_PARTICLES = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
_DATES = ("issued", "published", "published-print", "published-online", "original-date")
_TITLES = ("title", "title-short", "shortTitle")
_VENUES = ("container-title", "event-title", "event", "collection-title")
_SHORT_VENUES = ("container-title-short", "journalAbbreviation", "short-container-title")
_IN_SERIES = frozenset({"book", "report", "standard", "software", "dataset", "thesis"})
_TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "book-chapter": "chapter",
    "dissertation": "thesis",
    "monograph": "book",
}
"""Crossref's names of types that CSL has another name for."""

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6});")
_ARXIV_VENUE = re.compile(r"arxiv\b.*|corr", re.IGNORECASE)


class CslJsonImporter:
    """Reads CSL-JSON."""

    name = "csl-json"

    def recognises(self, text: str) -> bool:
        """Tell whether there is JSON with keys that only CSL has."""
        start = text.lstrip("\ufeff\0 \t\r\n")
        return start[:1] in ("{", "[") and any(key in start for key in _CALLED) and is_csl(start)

    def read(self, text: str, context: Context) -> Iterator[Draft | Rejection]:
        """Give every item of the text; see `store.importers.objects.read_objects`."""
        return self.read_bytes(text.encode("utf-8", "surrogatepass"), context)

    def read_bytes(self, data: bytes | bytearray, context: Context) -> Iterator[Draft | Rejection]:
        """Give what `read` gives, of a text in UTF-8."""
        return read_objects(data, context, draft_of)


def draft_of(item: JsonObject, line: int, context: Context, _clean: Clean) -> Draft:
    """Make a draft of one item of CSL.

    Args:
        item: the item; names and dates may be in any of the forms that programs give them.
        line: where it begins.
        context: of the import.

    Raises:
        RowError: There is nothing to call it by, or its authors are no list.
    """
    authors, is_complete = _authors(item)
    own = _own(item)
    extra = f"{_first(item, 'note')}\n{_first(item, 'number')}\n{_first(item, 'archive_location')}"
    found = identifiers(
        _first(item, "DOI"),
        _first(item, "arxiv") or _first(own, "arxiv") or arxiv_in(extra),
        (_first(item, "URL"),),
        pdf=_first(own, "pdf"),
        code=_first(own, "code"),
        places=_places(item),
    )
    title = next((name for key in _TITLES if (name := _marked(_first(item, key)))), "")
    words = re.split(r"[,;]\s*", _first(item, "keyword"))
    venue = _venue(item, "arxiv" in found)
    paper = named(
        Paper(
            id="",
            title=title,
            authors=authors,
            authors_complete=is_complete and own.get("authors-complete") is not False,
            abstract=_marked(_HEADING.sub("", _first(item, "abstract"))),
            published=_published(item),
            categories=listed([*_texts(own, "categories"), *words]),
            organisations=tuple(map(one_line, _texts(own, "organisations"))),
            venue=venue,
            identifiers=with_kind(found, venue, _type(item)),
            has_code="code" in found,
            source=context.source,
        )
    )
    if paper is None:
        raise RowError(f"it has {UNTITLED}")
    return Draft(paper, line)


def _own(item: JsonObject) -> JsonObject:
    """Give what our exporter says of a paper where CSL has no name for it."""
    custom = item.get("custom")
    return custom if isinstance(custom, dict) and "paperdeck-id" in custom else {}


def _texts(item: JsonObject, key: str) -> list[str]:
    value = item.get(key)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _first(item: JsonObject, key: str) -> str:
    """Give a text or number as text; of several, as Crossref has them, the first."""
    value = item.get(key)
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, str):
        return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else ""


def _marked(text: str) -> str:
    """Give a text without the tags that say how it looks."""
    if "<" in text:
        text = _TAG.sub("", _BLOCK.sub(lambda found: " " + found[0], text))
    return one_line(_ENTITY.sub(lambda found: html.unescape(found[0]), text))


def _authors(item: JsonObject) -> tuple[tuple[str, ...], bool]:
    value = item.get("author")
    if value is None:
        return (), True
    if not isinstance(value, list):
        raise RowError('"author" must be a list')
    names = [name for one in value if (name := _name(one))]
    kept = tuple(name for name in names if name.lower() not in _OTHERS)
    return kept, len(kept) == len(names)


def _editors(item: JsonObject) -> str:
    value = item.get("editor")
    people = value if isinstance(value, list) else []
    return joined([_name(one) for one in people if isinstance(one, str | dict)])


def _name(value: object) -> str:
    if isinstance(value, str):
        return one_line(value)
    if not isinstance(value, dict):
        raise RowError('each of "author" must be an object with "family" or "literal"')
    whole = _first(value, "literal") or _first(value, "name")
    family, given = _first(value, "family"), _first(value, "given")
    if is_cjk(family) and is_cjk(given):
        return family + given
    parts = [_first(value, part) for part in _PARTICLES]
    return _marked(" ".join(filter(None, parts)) or whole)


def _published(item: JsonObject) -> str:
    return next((found for key in _DATES if (found := _date(item.get(key)))), "") or iso(
        year_of(_first(item, "year"))
    )


def _date(value: object) -> str:
    if isinstance(value, list):  # as pandoc had it: one for each end of a span
        value = value[0] if value else None
    if isinstance(value, str):
        return iso_date(value)
    if not isinstance(value, dict):
        return ""
    named = [_number(value.get(part)) for part in ("year", "month", "day")]
    if found := iso(*named):
        return found
    parts = value.get("date-parts")
    start: Sequence[object] = parts[0] if isinstance(parts, list) and parts else []
    numbers = [_number(part) for part in start[:3]] if isinstance(start, list) else []
    if numbers and (found := iso(*numbers)):
        return found
    texts = (value.get(key) for key in ("raw", "literal", "date-time"))
    return next(
        (found for text in texts if isinstance(text, str) and (found := iso_date(text))), ""
    )


def _number(part: object) -> int | None:
    if isinstance(part, str) and part.strip().isascii() and part.strip().isdigit():
        return int(part.strip()[:5])
    if isinstance(part, float) and abs(part) < 1e5:
        return int(part)
    return part if isinstance(part, int) and not isinstance(part, bool) else None


def _venue(item: JsonObject, is_on_arxiv: bool) -> str:
    # A book or report stands in no venue but in a series; so may what we have exported ourselves.
    has_series = _type(item) in _IN_SERIES or _own(item)
    keys = (*_VENUES[:-1], *_SHORT_VENUES, *(() if has_series else _VENUES[-1:]))
    found = next((name for key in keys if (name := _marked(_first(item, key)))), "")
    return "" if is_on_arxiv and _ARXIV_VENUE.fullmatch(found) else found


def _type(item: JsonObject) -> str:
    kind = _first(item, "type")
    return _TYPES.get(kind, kind)


def _places(item: JsonObject) -> dict[str, str]:
    kind = _type(item)
    publisher = _marked(_first(item, "publisher"))
    number = "" if arxiv_in(_first(item, "number")) else _first(item, "number")
    is_article = "article" in kind or kind == "paper-conference"
    venue, series = _venue(item, False), _marked(_first(item, "collection-title"))
    short = next((name for key in _SHORT_VENUES if (name := _marked(_first(item, key)))), "")
    return {
        "type": kind,
        "editors": _editors(item),
        "series": "" if series == venue else series,
        "volume": _first(item, "volume"),
        "issue": _first(item, "issue"),
        "pages": _first(item, "page"),
        "genre": _marked(_first(item, "genre")),
        "number": "" if is_article else number,
        "article-number": _first(item, "article-number") or (number if is_article else ""),
        "edition": _first(item, "edition"),
        "version": _first(item, "version"),
        "venue-short": "" if short == venue else short,
        "language": language_of(_first(item, "language")),
        "accessed": _date(item.get("accessed")),
        "place": _marked(_first(item, "publisher-place")),
        "publisher": "" if _ARXIV_VENUE.fullmatch(publisher) else publisher,
        "isbn": _first(item, "ISBN"),
        "issn": _first(item, "ISSN"),
        "pmid": _first(item, "PMID"),
        "pmcid": _first(item, "PMCID"),
    }
