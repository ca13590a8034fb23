"""Whether two texts that share a key are about one paper.

A key finds what might be the same paper; what is decided here is whether it is.  To take two
papers for one destroys one of them, to take one for two costs a look: so whatever speaks
against it counts, and where nothing but a short title and one name speak for it, it is not.
"""

from __future__ import annotations

import re

from store.identity import (
    address_key,
    are_one_line,
    first_page,
    keys,
    plain_doi,
    title_key,
    unversioned,
)
from store.models import Paper
from store.text.fold import bare, words
from store.text.latex import decoded
from store.text.person import given_names, short_family
from store.untitled import is_untitled, stand_in

_PREPRINTS = (
    "10.1101/ 10.2139/ 10.12688/ 10.13140/ 10.20944/ 10.21203/ 10.22541/ 10.26434/ "
    "10.31219/ 10.31222/ 10.31234/ 10.31235/ 10.36227/ 10.48550/"
)
_PREPRINT_DOIS = tuple(_PREPRINTS.split())
"""How DOIs of servers of preprints begin: what is published has another one besides."""

_DOI_VERSION = re.compile(r"(?:/|\.)v[0-9]+$")
_NO_PAPERS = frozenset({"dataset", "software", "thesis", "patent"})
"""Kinds of works that papers of the same title are written beside."""
_PARTS = frozenset({"chapter", "book"})
"""Kinds whose DOI or address is given as that of the book, whatever the chapter."""
_NUMBERED = ("volume", "issue", "number", "edition")
_NUMBER = re.compile(r"[0-9]{1,9}")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_SIGN = re.compile(r"(?<=\w)(?:\+\+?|#|\*)")
"""What tells ``C``, ``C++`` and ``C#`` apart, and ``A`` from ``A*``."""

_SEQUEL = frozenset(
    [
        "addendum",
        "comment",
        "comments",
        "commentary",
        "corrected",
        "correction",
        "corrections",
        "corrigendum",
        "discussion",
        "erratum",
        "errata",
        "extended",
        "followup",
        "further",
        "ii",
        "iii",
        "iv",
        "more",
        "part",
        "rejoinder",
        "reloaded",
        "reply",
        "response",
        "retraction",
        "revisited",
        "second",
        "supplement",
        "supplementary",
        "supplemental",
        "third",
        "v",
        "vi",
        "volume",
        "vol",
    ]
)
"""Words of a subtitle that make another paper of the title before it."""

_GENERIC = frozenset(
    [
        "abstract",
        "address",
        "chair",
        "chairs",
        "committee",
        "conclusion",
        "conclusions",
        "corrigendum",
        "discussion",
        "editor",
        "editorial",
        "editors",
        "erratum",
        "foreword",
        "from",
        "guest",
        "index",
        "introduction",
        "invited",
        "issue",
        "keynote",
        "letter",
        "message",
        "note",
        "organizers",
        "overview",
        "panel",
        "preface",
        "proceedings",
        "program",
        "reply",
        "report",
        "review",
        "special",
        "summary",
        "talk",
        "the",
        "to",
        "tutorial",
        "welcome",
        "workshop",
    ]
)
"""Words of titles that many a piece has."""

_FEW_WORDS = 25
"""An abstract of fewer tells nothing about another one."""
_ALIKE, _UNLIKE = 0.5, 0.35
"""The share of the shorter abstract's longer words that the other has too."""
_ALIKE_TITLES = 0.6


def is_same(one: Paper, other: Paper, *, has_year: bool = True) -> bool:
    """Tell whether two texts that have a key in common are about one paper.

    Args:
        one: the paper of a library.
        other: what may be the same one.
        has_year: the year of `other` was read, not worked out.
    """
    if is_told_apart(one, other) or _contradict(one, other):
        return False
    alike = _abstracts(one.abstract, other.abstract)
    if _share_number(one, other):
        return _may_be_renamed(one, other, alike)
    address = address_key(one)
    if address and address == address_key(other) and _are_of_one_page(one, other, alike):
        return True
    if is_untitled(one) or is_untitled(other):
        return alike is not False and _are_of_one_place(one, other)
    years_apart = abs(one.year - other.year) if has_year and one.year and other.year else 0
    return _titles_fit(one, other, alike) and _is_told_so(one, other, years_apart, alike)


def is_told_apart(one: Paper, other: Paper) -> bool:
    """Tell whether a paper of a library is not another one, by its user's word."""
    return bool(one.apart) and not set(keys(other)).isdisjoint(one.apart)


# -- identifiers


def _contradict(one: Paper, other: Paper) -> bool:
    """Tell whether identifiers say that it is two papers."""
    mine, theirs = plain_doi(one), plain_doi(other)
    if mine and theirs and mine != theirs:
        was, now = mine.startswith(_PREPRINT_DOIS), theirs.startswith(_PREPRINT_DOIS)
        if was == now and not _is_other_version(mine, theirs):
            is_other_server = was and mine.split("/")[0] != theirs.split("/")[0]
            if not is_other_server:
                return True
    arxiv = unversioned(one), unversioned(other)
    if all(arxiv) and arxiv[0] != arxiv[1]:
        return True
    if not _share_number(one, other) and (_are_of_kinds(one, other) or _are_of_kinds(other, one)):
        return True
    if bare(one.venue) != bare(other.venue):
        return False
    pages = first_page(one), first_page(other)
    if all(pages) and pages[0] != pages[1]:
        return True
    return not _share_number(one, other) and any(
        _differ(one.identifiers.get(name, ""), other.identifiers.get(name, ""))
        for name in _NUMBERED
    )


def _are_of_kinds(one: Paper, other: Paper) -> bool:
    """Tell whether one is no paper, and the other has been published by itself."""
    kind = one.identifiers.get("type", "")
    is_published = bool(other.venue or plain_doi(other) or unversioned(other))
    return kind in _NO_PAPERS and kind != other.identifiers.get("type") and is_published


def _differ(one: str, other: str) -> bool:
    """Tell whether both texts begin with a number, and not with the same."""
    mine, theirs = _NUMBER.search(one), _NUMBER.search(other)
    return bool(mine and theirs) and int(mine[0]) != int(theirs[0])  # type: ignore[index]


def _is_other_version(one: str, other: str) -> bool:
    return _DOI_VERSION.sub("", one) == _DOI_VERSION.sub("", other)


def _share_number(one: Paper, other: Paper) -> bool:
    doi, arxiv = plain_doi(one), unversioned(one)
    return bool(doi and doi == plain_doi(other)) or bool(arxiv and arxiv == unversioned(other))


def _may_be_renamed(one: Paper, other: Paper, alike: bool | None) -> bool:
    """Tell whether what has one DOI or arXiv id can be one paper: not a volume and its parts."""
    if _is_bare(one) or _is_bare(other) or alike or _are_alike(one.title, other.title):
        return True
    has_authors = bool(one.authors and other.authors)
    if are_one_line(one, other) or (unversioned(one) and not has_authors):
        return True
    if is_untitled(one) or is_untitled(other):
        return alike is None and (not has_authors or _are_most_common(one, other))
    if _PARTS.intersection((one.identifiers.get("type", ""), other.identifiers.get("type", ""))):
        return False
    return alike is None and _are_most_common(one, other)


def _is_bare(paper: Paper) -> bool:
    """Tell whether nothing is known of a paper but its id or address, which stands as its title."""
    return not paper.authors and not paper.authors_complete and " " not in paper.title


def _are_of_one_page(one: Paper, other: Paper, alike: bool | None) -> bool:
    """Tell whether what has one address is one paper: a person's or a volume's has many."""
    if _is_bare(one) or _is_bare(other) or alike:
        return True
    if alike is False or title_key(decoded(one.title)) != title_key(decoded(other.title)):
        return False
    return not (one.authors and other.authors) or _are_most_common(one, other)


# -- titles


def _are_of_one_place(one: Paper, other: Paper) -> bool:
    """Tell whether papers, one of which has no title and no number of the other's, are one.

    Page and volume or year of one venue tell; otherwise all that is known has to be the same.
    """
    if words(stand_in(one)) != words(stand_in(other)):
        return False
    mine, theirs = one.identifiers, other.identifiers
    has_page = first_page(one) or "article-number" in mine
    if one.venue and has_page and ("volume" in mine or one.year):
        return not (one.authors and other.authors) or _are_most_common(one, other)
    if not (is_untitled(one) and is_untitled(other)) or one.authors != other.authors:
        return False
    if any(mine[kind] != theirs[kind] for kind in mine.keys() & theirs.keys()):
        return False
    return one.published.startswith(other.published) or other.published.startswith(one.published)


def _titles_fit(one: Paper, other: Paper, alike: bool | None) -> bool:
    mine, theirs = decoded(one.title), decoded(other.title)
    if title_key(mine) == title_key(theirs):
        return _have_same_signs(mine, theirs)
    if are_one_line(one, other):
        return _have_same_signs(*(f"{paper.title} {paper.authors[:1]}" for paper in (one, other)))
    short, long = sorted((mine, theirs), key=len)
    lead, _, subtitle = long.partition(":")
    if title_key(lead) != title_key(short):
        return False
    if one.venue and other.venue and bare(one.venue) != bare(other.venue):
        return False  # two talks on one system
    return bool(alike) and _have_same_signs(lead, short) and not _is_sequel(subtitle)


def _have_same_signs(one: str, other: str) -> bool:
    """Tell whether texts of the same letters and digits have the same signs that count."""
    return all(sign.findall(one) == sign.findall(other) for sign in (_DECIMAL, _SIGN))


def _is_sequel(subtitle: str) -> bool:
    found = words(subtitle).split()
    return not _SEQUEL.isdisjoint(found) or any(word.isdigit() for word in found)


def _are_alike(one: str, other: str) -> bool:
    """Tell whether titles have most of their words in common, and all of their numbers."""
    mine, theirs = set(words(decoded(one)).split()), set(words(decoded(other)).split())
    numbers = {word for word in mine ^ theirs if word.isdigit() or word in _SEQUEL}
    both = mine | theirs
    return bool(both) and not numbers and len(mine & theirs) >= _ALIKE_TITLES * len(both)


# -- what else is told


def _abstracts(one: str, other: str) -> bool | None:
    """Tell whether abstracts are alike; None where that cannot be said, or they are neither."""
    mine, theirs = _long_words(one), _long_words(other)
    least = min(len(mine), len(theirs))
    if least < _FEW_WORDS:
        return None
    share = len(mine & theirs) / least
    return True if share >= _ALIKE else False if share < _UNLIKE else None


def _long_words(text: str) -> set[str]:
    return {word for word in words(text[:5000]).split() if len(word) > 4}


def _is_told_so(one: Paper, other: Paper, years_apart: int, alike: bool | None) -> bool:
    """Tell whether texts of one title are about one paper."""
    if alike is False:
        return False
    told = words(one.title).split()
    if alike:
        most = 6
    elif _GENERIC.issuperset(told):
        return _is_same_place(one, other)
    elif not (one.authors or other.authors):
        most = 0
    else:
        most = 3 if len(told) > 3 else 1
    return years_apart <= most and (are_one_line(one, other) or _authors_fit(one, other, alike))


def _is_same_place(one: Paper, other: Paper) -> bool:
    return one.published == other.published and bare(one.venue) == bare(other.venue)


def _authors_fit(one: Paper, other: Paper, alike: bool | None) -> bool:
    if not one.authors or not other.authors:
        return not one.authors and not other.authors
    if not _are_most_common(one, other):
        return False
    short, long = sorted((one, other), key=lambda paper: len(paper.authors))
    is_left_out = len(short.authors) < len(long.authors) and short.authors_complete
    return len(short.authors) > 1 or not is_left_out or bool(alike)


def _are_most_common(one: Paper, other: Paper) -> bool:
    """Tell whether most authors of the shorter list are in the other one."""
    mine, theirs = _people(one), _people(other)
    common = sum(
        any(_fit(given, also) for given in mine[family] for also in theirs[family])
        for family in mine.keys() & theirs.keys()
    )
    return 2 * common > min(len(mine), len(theirs))


def _people(paper: Paper) -> dict[str, set[str]]:
    """Give the authors' family names, each with the first given names there are with it."""
    found: dict[str, set[str]] = {}
    for name in paper.authors:
        found.setdefault(short_family(name), set()).add(_given(name))
    return found


def _given(name: str) -> str:
    return bare((given_names(name).split() or [""])[0])


def _fit(one: str, other: str) -> bool:
    """Tell whether given names can be one person's: ``Y.`` and ``Yizhong``, or none."""
    return one.startswith(other) or other.startswith(one)
