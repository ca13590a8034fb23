"""References as the seventh edition of the APA manual writes them, in plain text."""

from __future__ import annotations

import re
import unicodedata

from store.citations.field import arxiv, plain, venue, year_month
from store.citations.link import doi_address, link
from store.models import Paper
from store.text.person import Person, parse_person

_MOST_AUTHORS = 20
_ENDED = re.compile(r"[.?!…。？！][\"'”’»)\]]*$")
_GIVEN_NAME = re.compile(r"[\s.]+")
_HYPHEN = re.compile(r"[-‐‑–]")


def apa(paper: Paper) -> str:
    """Give one reference on one line.

    Args:
        paper: what is cited.

    Returns:
        ``Wang, Y., Kordi, Y., Mishra, S., et al. (2022). Title. Venue. URL``. "et al." only
        where the source itself cut the list of authors; ``n.d.`` where the year is unknown;
        no address where only a search would find one.
    """
    year, _month = year_month(paper)
    date = f"({year or 'n.d.'})."
    title = _ended(plain(paper.title))
    authors = _authors(paper)
    # APA: without an author the title comes first.
    head = [_ended(authors), date, title] if authors else [title, date]
    published_in = venue(paper) or ("arXiv" if arxiv(paper) else "")
    return " ".join(part for part in [*head, _ended(published_in), _address(paper)] if part)


def author_name(person: Person) -> str:
    """Give a name with initials: ``van der Maaten, L.`` or ``King, M. L., Jr.`` for example."""
    if person.is_literal:
        return person.family
    parts = (person.surname, _initials(person.given), person.suffix)
    return ", ".join(part for part in parts if part)


def _authors(paper: Paper) -> str:
    people = (parse_person(plain(name)) for name in paper.authors)
    names = [name for person in people if (name := author_name(person))]
    if not paper.authors_complete and names:
        return ", ".join([*names[:_MOST_AUTHORS], "et al."])
    if len(names) > _MOST_AUTHORS:
        return ", ".join([*names[: _MOST_AUTHORS - 1], ". . . " + names[-1]])
    if len(names) > 1:
        return ", ".join([*names[:-1], "& " + names[-1]])
    return "".join(names)


def _initials(given: str) -> str:
    """Shorten ``Jean-Pierre Louis`` to ``J.-P. L.`` and leave out nicknames in brackets."""
    joined = given.replace(".-", "-")
    words = (word for word in _GIVEN_NAME.split(joined) if not word.startswith("("))
    initials = ("-".join(filter(None, map(_initial, _HYPHEN.split(word)))) for word in words)
    return " ".join(filter(None, initials))


def _initial(name: str) -> str:
    letter = next((char for char in name if char.isalpha()), "")
    if letter and unicodedata.category(letter) == "Lo":
        # Scripts without capitals (Arabic, Thai, Han) do not shorten names to a letter.
        return name
    return letter.upper() + "." if letter else ""


def _ended(text: str) -> str:
    return text if not text or _ENDED.search(text) else text + "."


def _address(paper: Paper) -> str:
    """APA prefers the DOI to any other address."""
    if address := doi_address(paper):
        return address
    found = link(paper)
    return "" if found.is_search else found.url
