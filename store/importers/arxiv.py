"""arXiv's feeds, Atom (of its API, and of each day) and RSS; other journals' are read as well.

Each entry is cut out of the text and parsed by itself, with nothing but the names of the first
element: so one that is malformed costs itself alone, the memory needed is that of one entry, and
no document type, and no entity of one, ever reaches the parser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

from store.importers.category import listed
from store.importers.contract import REJECTED_TEXT_LIMIT, Context, Draft, Rejection
from store.importers.identifier import arxiv_in, arxiv_of, identifiers
from store.importers.plain import one_line
from store.importers.when import iso_date
from store.models import Paper
from store.text.latex_field import from_latex

_FEED = re.compile(r"<(?:[a-z]+:)?(?:feed|rss|RDF|entry)(?=[\s>])", re.IGNORECASE)
_PROLOGUE = (("<?", "?>"), ("<!--", "-->"))
_ENTITIES = re.compile(rb"<!ENTITY\b")
_ROOT = re.compile(rb"<(?:[A-Za-z]+:)?(?:feed|rss|RDF|entry)\b[^<>]{0,20000}>", re.IGNORECASE)
_NAMESPACE = re.compile(rb"\bxmlns(?::([\w.-]{1,100}))?\s*=\s*(\"[^\"<>]*\"|'[^'<>]*')")
_START = re.compile(rb"<(?:[A-Za-z]+:)?(entry|item)(?=[\s>])[^<>]*>")
_CLOSE = {name: re.compile(rb"</(?:[A-Za-z]+:)?" + name + rb"\s*>") for name in (b"entry", b"item")}
_PREFIX = re.compile(rb"</?([A-Za-z_][\w.-]{0,100}):|\s([A-Za-z_][\w.-]{0,100}):[\w.-]{1,100}\s*=")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
_DEEPEST = 100

_TAG = re.compile(r"<(?:/?[a-z][^<>]{0,500}|!--.{0,500}?--)>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6])\b", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"\A\s*arXiv:\S+(?:\s+Announce Type:\s*(?P<kind>[a-z-]+))?\s*(?:Abstract:\s*)?", re.IGNORECASE
)
_OLD_TITLE = re.compile(
    r"\s*\(arXiv:(?P<id>\S+)\s*(?:\[(?P<class>[^\]]*)\])?\s*(?P<kind>[A-Z ]*)\)\s*\Z"
)
_AFFILIATION = re.compile(r"\s*\((?:[^()]|\([^()]{0,300}\)){0,300}\)")
_ERROR = re.compile(r"arxiv\.org/api/errors", re.IGNORECASE)
_AND = re.compile(r"\s*;\s*|\s*,\s+(?:and\s+)?|\s+and\s+")
_ARXIV_VENUE = re.compile(r"arxiv\b.*", re.IGNORECASE)

Values = Mapping[str, list[str]]
"""Texts of elements by their names without prefix; of links and categories by what they are."""


class ArxivImporter:
    """Reads Atom and RSS."""

    name = "arxiv"

    def recognises(self, text: str) -> bool:
        """Tell whether the first element is that of a feed."""
        return bool(_FEED.match(_root(text)))

    def read(self, text: str, context: Context) -> Iterator[Draft | Rejection]:
        """Give every entry of the text as a draft, or as a rejection with the reason."""
        return self.read_bytes(text.encode("utf-8", "surrogatepass"), context)

    def read_bytes(self, data: bytes | bytearray, context: Context) -> Iterator[Draft | Rejection]:
        """Give what `read` gives, of a text in UTF-8."""
        namespaces = _namespaces(data)
        entities = _ENTITIES.search(data, 0, 1 << 20)
        if entities:
            reason = "it declares entities, which are not followed; what uses them is left out"
            yield _rejection(data, entities.start(), 1 << 30, reason, context)
        at, line, counted, cut_off = 0, 1, 0, 0
        while found := _START.search(data, at):
            start = found.start()
            line += data.count(b"\n", counted, start)
            counted = start
            context.progress(start / len(data))
            end = _end(data, found)
            at = end or found.end()
            entry = bytes(data[start:end]) if end else b""
            try:
                values = _values(entry, namespaces)
                told = _refusal(values)
                paper = None if told or not end else _paper(values, context.source)
                reason = told or ("" if paper else "it has no title" if end else "it is cut off")
            except ExpatError as error:
                told = ErrorString(getattr(error, "code", 0)) or "nested too deeply"
                paper, reason = None, f"it is not valid XML ({told})"
            if paper:
                yield Draft(paper, line)
            elif end or cut_off != line:  # once a line: there may be thousands in it
                yield _rejection(data, start, end or len(data), reason, context, line)
            cut_off = cut_off if end else line
        context.progress(1.0)


def _root(text: str) -> str:
    """Give a text from its first element on."""
    at = 0
    while True:
        rest = text[at:].lstrip("\ufeff\0 \t\r\n")
        at = len(text) - len(rest)
        ends = [end for begin, end in _PROLOGUE if rest.startswith(begin)]
        if rest[:9].upper() == "<!DOCTYPE":
            # What it declares stands in brackets, and is ended as it is itself.
            ends = ["]>" if "[" in rest[: rest.find(">") + 1] else ">"]
        if not ends or (end := text.find(ends[0], at)) < 0:
            return rest
        at = end + len(ends[0])


def _rejection(  # noqa: PLR0913, PLR0917 - a place, what is wrong there, and for whom
    data: bytes | bytearray, start: int, end: int, reason: str, context: Context, line: int = 0
) -> Rejection:
    shown = data[start : min(end, start + 4 * REJECTED_TEXT_LIMIT)].decode("utf-8", "replace")
    line = line or data.count(b"\n", 0, start) + 1
    return Rejection(context.source, line, reason, shown[:REJECTED_TEXT_LIMIT])


def _namespaces(data: bytes | bytearray) -> dict[bytes, bytes]:
    """Give the names that the first element gives to namespaces, each in quotation marks."""
    root = _ROOT.search(data)
    found = _NAMESPACE.findall(root[0]) if root else []
    return {name: address for name, address in found if name}


def _end(data: bytes | bytearray, found: re.Match[bytes]) -> int:
    """Give where an entry ends; 0 where the next one begins or the text ends before."""
    if found[0].endswith(b"/>"):
        return found.end()
    following = _START.search(data, found.end())
    most = following.start() if following else len(data)
    end = _CLOSE[bytes(found[1])].search(data, found.end(), most)
    return end.end() if end else 0


def _values(entry: bytes, namespaces: Mapping[bytes, bytes]) -> Values:
    """Give what stands in an entry.

    Raises:
        ExpatError: it is not valid XML.
    """
    used = {name for pair in _PREFIX.findall(entry) for name in pair if name}
    names = {name: namespaces.get(name, b'"unknown"') for name in used - {b"xml", b"xmlns"}}
    declared = b"".join(b" xmlns:%b=%b" % pair for pair in sorted(names.items()))
    entry = _ENTITY.sub(_letter, entry).translate(None, _CONTROLS)
    collected = _Collected()
    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = collected.start
    parser.EndElementHandler = collected.end
    parser.CharacterDataHandler = collected.text
    parser.Parse(b"<r" + declared + b">" + entry + b"</r>", True)
    return collected.values


def _letter(found: re.Match[bytes]) -> bytes:
    """Give the sign that HTML has a name for, which feeds use though XML knows but five."""
    sign = html5.get(f"{found[1].decode()};")
    return found[0] if found[1] in _OF_XML or sign is None else sign.encode()


class _Collected:
    """Gathers the texts of an entry's elements."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        self._open: list[tuple[str, list[str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise ExpatError("nested too deeply")
        short = name.rpartition(":")[2]
        self._open.append((short, []))
        if address := attributes.get("href"):
            kind = attributes.get("title") or attributes.get("rel") or "alternate"
            is_pdf = attributes.get("type") == "application/pdf"
            self._put("link:pdf" if is_pdf else f"link:{kind}", address)
        if term := attributes.get("term"):
            self._put("category", term)

    def text(self, text: str) -> None:
        if self._open:
            self._open[-1][1].append(text)

    def end(self, _name: str) -> None:
        short, texts = self._open.pop()
        text = "".join(texts)
        if short in ("title", "summary", "description", "content") and self._open:
            inside = self._open[-1][0]
            short = short if inside in ("entry", "item", "r") else inside
        self._put(short, text)
        if short in ("i", "b", "em", "p", "sub", "sup", "div", "span") and self._open:
            self._open[-1][1].append(text)

    def _put(self, name: str, text: str) -> None:
        if text.strip():
            self.values.setdefault(name, []).append(text)


def _refusal(values: Values) -> str:
    """Give what arXiv says where its answer is no paper but an error."""
    if not _ERROR.search(_first(values, "id")):
        return ""
    return f"arXiv answered with an error: {_text(_first(values, 'summary', 'title'))[:200]}"


def _paper(values: Values, source: str) -> Paper | None:
    title = _text(_first(values, "title"))
    old = _OLD_TITLE.search(title)  # as RSS had it until 2024
    if old:
        title = title[: old.start()].removesuffix(".")
    if not title:
        return None
    abstract = _first(values, "summary", "description", "abstract", "encoded", "content")
    announced = _ANNOUNCED.match(abstract)
    address = _first(values, "link:alternate", "link", "link:self")
    name = _first(values, "id", "guid", "identifier")
    arxiv = arxiv_in(name) or (old and arxiv_of(old["id"])) or _named(values) or arxiv_in(address)
    authors, is_complete = _authors(values)
    published = _first(
        values, "published", "issued", "pubDate", "publicationDate", "date", "updated"
    )
    found = identifiers(
        _first(values, "doi", "DOI") or _first(values, "identifier"),
        arxiv or "",
        (address,),
        pdf=_first(values, "link:pdf"),
        places={
            "volume": _first(values, "volume"),
            "issue": _first(values, "number"),
            "pages": _first(values, "startingPage"),
            "issn": _first(values, "issn"),
        },
    )
    if announced and not arxiv_in(announced[0]):
        announced = None
    return Paper(
        id="",
        title=title,
        authors=authors,
        authors_complete=is_complete,
        abstract=_text(abstract[announced.end() :] if announced else abstract),
        published=iso_date(published.strip()),
        categories=listed((*values.get("category", ()), (old and old["class"]) or "")),
        venue=_venue(values),
        identifiers=found,
        source=source,
    )


def _first(values: Values, *names: str) -> str:
    return next((values[name][0] for name in names if name in values), "").strip()


def _text(text: str) -> str:
    """Give a text without the tags that feeds write as text, and with letters for LaTeX."""
    if "<" in text:
        text = _TAG.sub("", _BLOCK.sub(lambda found: " " + found[0], text))
    return one_line(from_latex(html.unescape(text) if "&" in text else text))


def _named(values: Values) -> str:
    return next((found for text in values.get("identifier", ()) if (found := arxiv_in(text))), "")


def _authors(values: Values) -> tuple[tuple[str, ...], bool]:
    """Give the names: one an element in Atom, all in one ``creator`` in arXiv's RSS."""
    names = values.get("name") or ()
    if not names:
        given = [_text(text) for text in values.get("creator") or values.get("author") or ()]
        names = [name for text in given for name in _AND.split(_AFFILIATION.sub("", text))]
    kept = [name for one in names if (name := _text(one))]
    known = [name for name in kept if name.lower().rstrip(".") not in ("et al", "others")]
    return tuple(known), len(known) == len(kept)


def _venue(values: Values) -> str:
    """Give the journal; arXiv's ``journal_ref`` is a journal with volume, pages and year."""
    name = _text(_first(values, "publicationName") or _first(values, "journal_ref"))
    return "" if _ARXIV_VENUE.fullmatch(name) else name
