"""Finding papers by what they are, and naming new ones.

Every paper has keys, and what has a key in common may be the same paper (`store.sameness`): its
identifiers; title and first author, written plainly; the title without its subtitle; title and
first three authors run together, because a listing glues them: the same line split at another
place is still the same paper; and venue, volume, page and first author, since some are cited by
these alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from store.models import Paper
from store.text.digest import blake2b, digest
from store.text.fold import bare, slug, slug_words
from store.text.latex import decoded
from store.text.person import family_name, short_family

_VERSION = re.compile(r"v\d+$")
_ARXIV_DOI = "10.48550/arxiv."
_ARXIV_ADDRESS = re.compile(
    r"arxiv\.org/(?:abs|pdf|html)/([^?#]+?)(?:\.pdf)?/?(?:[?#].*)?$", re.IGNORECASE
)
_PAGE = re.compile(r"[^\w:.]+")
_SPELLINGS = (
    ("and", ""),  # "&" is left out too
    ("is", "iz"),  # optimise, organisation; both ways of writing come to the same
    ("ys", "yz"),
    ("our", "or"),
    ("ll", "l"),
    ("centre", "center"),
    ("fibre", "fiber"),
    ("ogue", "og"),
    ("grey", "gray"),
)
"""What is written otherwise in Britain, in titles run together."""
_STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "how",
        "in",
        "into",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "over",
        "s",
        "t",
        "the",
        "to",
        "toward",
        "towards",
        "under",
        "using",
        "via",
        "we",
        "what",
        "when",
        "where",
        "which",
        "why",
        "with",
        "without",
    ]
)
_SIXTY_THREE_BITS = (1 << 63) - 1
_LONGEST_LEAD = 3
_TITLE_WORDS = 3
_LONGEST_SLUG = 48
_LONGEST_ASKED = 80


def keys(paper: Paper) -> list[str]:
    """Give every key under which a paper may be found again, the surest first.

    That a key is the same makes nothing sure: `store.sameness` tells.
    """
    found = _identifier_keys(paper) if paper.identifiers else []
    title, authors = paper.title, paper.authors
    plain = _plain(title)
    found += _lines(plain, authors)
    first = f"|{short_family(authors[0]) if authors else ''}"
    found.append(f"title:{_spelled(plain)}{first}")
    lead, colon, _rest = title.partition(": ")
    if colon:
        found.append(f"title:{_spelled(_plain(lead))}{first}")
    if paper.venue and (place := _place(paper)):
        found.append(f"place:{bare(paper.venue)}|{place}{first}")
    if paper.aliases:
        found += paper.aliases
    return found


def are_one_line(one: Paper, other: Paper) -> bool:
    """Tell whether title and authors of two papers are the same, but for where the one ends."""
    mine, theirs = (_lines(_plain(paper.title), paper.authors) for paper in (one, other))
    return not set(mine).isdisjoint(theirs)


def _lines(plain: str, authors: Sequence[str]) -> list[str]:
    found = [f"text:{plain}{_run_together(authors[:3])}"]
    if 3 < len(authors) <= 6:  # a split moved into a title with commas makes them more
        found.append(f"text:{plain}{_run_together(authors)}")
    return found


def text_key(title: str, authors: Sequence[str]) -> str:
    """Give title and authors run together, as a listing has them."""
    return f"text:{_plain(title)}{_run_together(authors)}"


def title_key(title: str) -> str:
    """Give a title without what may be written in more than one way."""
    return _spelled(_plain(title))


def _run_together(authors: Sequence[str]) -> str:
    return _plain("".join(authors))


def _plain(text: str) -> str:
    """Give the letters and digits alone; of a text without any the text."""
    if "\\" in text or "$" in text:
        return bare(decoded(text)) or text
    return bare(text) or text


def _spelled(text: str) -> str:
    for british, american in _SPELLINGS:
        text = text.replace(british, american)
    return text


# -- identifiers


def _identifier_keys(paper: Paper) -> list[str]:
    found = []
    if doi := plain_doi(paper):
        found.append(f"doi:{doi}")
    if arxiv := unversioned(paper):
        found.append(f"arxiv:{arxiv}")
    if address := address_key(paper):
        found.append(f"url:{address}")
    return found


def plain_doi(paper: Paper) -> str:
    """Give the DOI of a paper, which its address may be; one of arXiv's is none."""
    doi = paper.identifiers.get("doi", "")
    if not doi:
        address = paper.identifiers.get("url", "")
        doi = address if "doi.org/10." in address else ""
    doi = doi and doi.strip().lower().rstrip("/")
    if not doi or _ARXIV_DOI in doi:
        return ""
    return doi[doi.find("10.") :] if "doi.org/10." in doi else doi


def unversioned(paper: Paper) -> str:
    """Give the arXiv id of a paper without its version; its address or DOI may be one."""
    found = paper.identifiers.get("arxiv", "")
    if not found:
        address, doi = paper.identifiers.get("url", ""), paper.identifiers.get("doi", "")
        if "arxiv.org/" in address and (told := _ARXIV_ADDRESS.search(address)):
            found = told[1]
        elif _ARXIV_DOI in doi.lower():
            found = doi.lower().partition(_ARXIV_DOI)[2]
    if not found:
        return ""
    found = found.strip().lower().rstrip("/").removeprefix("arxiv:").strip()
    return _VERSION.sub("", found)


def address_key(paper: Paper) -> str:
    """Give the address of a paper without what may differ; one of a whole site is none."""
    found = paper.identifiers.get("url", "").strip().lower()
    if not found:
        return ""
    scheme, colon, rest = found.partition("://")
    found = (rest if colon else scheme).partition("#")[0].rstrip("/").removeprefix("www.")
    return found if not colon or "/" in found else ""


def first_page(paper: Paper) -> str:
    """Give the page that a paper begins on, where it is known."""
    return told_page(paper).lower()


def told_page(paper: Paper) -> str:
    """Give that page as it is written: pages may begin with a letter, ``A6``."""
    return _PAGE.split(paper.identifiers.get("pages", "").strip(), maxsplit=1)[0]


def _place(paper: Paper) -> str:
    volume = paper.identifiers.get("volume", "")
    page = first_page(paper) or paper.identifiers.get("article-number", "")
    return f"{volume}|{page}" if volume and page else ""


def key_digest(name: str) -> int:
    """Give the number that stands for a key: 63 bits, the same at any time and on any machine."""
    return digest(name.encode("utf-8", "surrogatepass")) & _SIXTY_THREE_BITS


def key_digests(paper: Paper) -> list[int]:
    """Give the numbers of a paper's keys, the surest first; see `keys`."""
    return [key_digest(name) for name in keys(paper)]


def apart_from(paper_id: str) -> str:
    """Give how a paper says that it is not the one of an id; see `Paper.apart`."""
    return f"paper:{paper_id}"


class Known(Protocol):
    """Whoever knows the papers of a library, those in the trash included."""

    def candidates(self, names: Sequence[int]) -> Iterator[str]:
        """Give the ids of papers that have one of these keys; some may come more than once.

        Args:
            names: the numbers of keys; see `key_digest`. Those of the first key come first, and
                of one key those that were there first, those in the trash last.
        """

    def content(self, paper_id: str) -> int | None:
        """Give the digest of a paper; see `store.record.content_digest`.

        None for one that is not known or in the trash, or where that would cost more than to
        read the paper.
        """


class Identities:
    """Papers found by what they are.

    Args:
        known: knows papers that were there before all that are added here.
    """

    def __init__(self, known: Known | None = None) -> None:
        self._known = known
        self._ids: dict[int, str] = {}
        self._more: dict[int, list[str]] = {}
        """Further papers of keys that several have."""
        self._contents: dict[str, int] = {}

    def add(self, names: Sequence[int], paper_id: str, content: int | None = None) -> None:
        """Make a paper findable.

        Args:
            names: the numbers of its keys.
            paper_id: its id.
            content: its digest, if it is to be given.
        """
        for name in names:
            if self._ids.setdefault(name, paper_id) != paper_id:
                self._more.setdefault(name, []).append(paper_id)
        if content is not None:
            self._contents[paper_id] = content

    def candidates(self, names: Sequence[int]) -> Iterator[str]:
        """Give the ids of papers that have one of these keys; see `Known.candidates`."""
        for name in names:
            if self._known is not None:
                yield from self._known.candidates((name,))
            if name in self._ids:
                yield self._ids[name]
                yield from self._more.get(name, ())

    def content(self, paper_id: str) -> int | None:
        """Give the digest of a paper, if it is known; see `Known.content`."""
        return self._contents.get(paper_id)


def asked_id(text: str) -> str:
    """Give the id a source asks for, where it is one a library can have; otherwise nothing."""
    is_slug = len(text) <= _LONGEST_ASKED and slug(text) == text
    return text if is_slug and not text.replace("-", "").isdigit() else ""


def mint(paper: Paper, is_taken: Callable[[str], bool]) -> str:
    """Give a readable id no other paper has: ``wang2022-self-instruct``.

    Args:
        paper: its title, first author and year make the id.
        is_taken: tells whether another paper has an id.
    """
    author = "".join(slug_words(family_name(paper.authors[0]))) if paper.authors else "anon"
    words = _title_slug(paper.title)
    if not author or not words:
        told = blake2b(bare(paper.title).encode(), digest_size=3).hexdigest()
        words = "-".join(part for part in (words, told) if part)
    name = f"{author or 'paper'}{paper.year or ''}-{words}"[:_LONGEST_SLUG].rstrip("-")
    if not is_taken(name):
        return name
    number = 2
    while is_taken(f"{name}-{number}"):
        number += 1
    return f"{name}-{number}"


def _title_slug(title: str) -> str:
    lead, colon, _rest = title.partition(":")
    if colon and len(found := slug_words(lead)) <= _LONGEST_LEAD:
        return "-".join(found)
    told = [word for word in slug_words(title[:400]) if word not in _STOP_WORDS]
    return "-".join(told[:_TITLE_WORDS])
