"""Citation keys: ``wang2022self``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from types import MappingProxyType

from store.citations.field import arxiv, plain, venue, year_month
from store.errors import PaperdeckError
from store.models import Paper
from store.text.fold import fold
from store.text.person import family_name

_STOP = (
    "a an and are as at be beyond by can do does for from has have how in into is it its no not "
    "of on onto or our over so some that the their these this to toward towards under use "
    "using via was we what when where whether which who why with without you your"
)
_STOP_WORDS = frozenset(_STOP.split())
_COMMAND = re.compile(r"\\[A-Za-z]+")
_APOSTROPHE = re.compile(r"['’ʼ]")
_WORD = re.compile(r"[a-z0-9]+")
_LONGEST_PART = 40
_MOST_AUTHORS = 3
_FIELD = re.compile(r"\{([a-z]+)\}|[{}]")
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9:_.+/-]")

PATTERN = "{author}{year}{word}"
"""Of the keys, where the settings tell no other: ``wang2022self``."""


class KeyPatternError(PaperdeckError):
    """A pattern of citation keys cannot be used."""


def check_pattern(pattern: str) -> None:
    """Look whether a pattern can make citation keys.

    Raises:
        KeyPatternError: it cannot; says why.
    """
    for found in _FIELD.finditer(pattern):
        if found[1] is None:
            raise KeyPatternError("a brace stands alone; write {author} and the like")
        if found[1] not in FIELDS:
            raise KeyPatternError(f"there is no {{{found[1]}}}; there are {', '.join(FIELDS)}")
    if not _FIELD.search(pattern):
        raise KeyPatternError(f"it names no field, so that all keys would be one: {PATTERN}")
    if _NOT_IN_KEY.search(_FIELD.sub("", pattern)):
        raise KeyPatternError("only ASCII letters, digits and - _ : . + / may stand in a key")


def citation_key(paper: Paper, pattern: str = PATTERN) -> str:
    """Give the key of one paper, as far as it can be told from this paper alone.

    Args:
        paper: any paper.
        pattern: text with names of `FIELDS` in braces; see `check_pattern`.

    Returns:
        ASCII, beginning with a letter. An author nobody can write in ASCII, or no author, is
        ``anon``; no year is ``nd``.
    """
    key = _FIELD.sub(lambda found: FIELDS[found[1]](paper), pattern)
    return key if key[:1].isalpha() else "anon" + key


def citation_keys(papers: Sequence[Paper], pattern: str = PATTERN) -> list[str]:
    """Give each paper of a list a key of its own; see `distinct`."""
    return distinct([citation_key(paper, pattern) for paper in papers])


def distinct(bases: Sequence[str]) -> list[str]:
    """Make keys differ.

    The first of several that are the same stays as it is, so that it does not change when others
    join the list; the next ones get ``a``, ``b``, ... ``z``, ``aa`` after it.
    """
    # A key made longer must not be the plain key of a paper further down.
    taken = set(bases)
    given: set[str] = set()
    numbers: dict[str, count[int]] = {}
    keys = []
    for base in bases:
        key = base
        if key in given:
            counter = numbers.setdefault(base, count(1))
            key = next(candidate for n in counter if (candidate := base + _letters(n)) not in taken)
            taken.add(key)
        given.add(key)
        keys.append(key)
    return keys


def _letters(number: int) -> str:
    """1 is ``a``, 26 ``z``, 27 ``aa``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _ascii(text: str) -> str:
    return "".join(_WORD.findall(fold(_APOSTROPHE.sub("", text))))[:_LONGEST_PART]


def _author(paper: Paper) -> str:
    author = _ascii(family_name(plain(paper.authors[0]))) if paper.authors else ""
    return author if author[:1].isalpha() else "anon" + author


def _authors(paper: Paper) -> str:
    names = [_ascii(family_name(plain(name))) for name in paper.authors[:_MOST_AUTHORS]]
    is_all = paper.authors_complete and len(paper.authors) <= _MOST_AUTHORS
    return "".join(names) + ("" if is_all else "etal") or "anon"


def _title_words(paper: Paper, most: int) -> str:
    text = _APOSTROPHE.sub("", _COMMAND.sub(" ", plain(paper.title)))
    words = _WORD.findall(fold(text))
    telling = [word for word in words if word not in _STOP_WORDS] or words[:1]
    return "".join(word[:_LONGEST_PART] for word in telling[:most])


FIELDS: Mapping[str, Callable[[Paper], str]] = MappingProxyType(
    {
        "author": _author,
        "authors": _authors,
        "year": lambda paper: year_month(paper)[0] or "nd",
        "yy": lambda paper: year_month(paper)[0][2:] or "nd",
        "word": lambda paper: _title_words(paper, 1),
        "words": lambda paper: _title_words(paper, 3),
        "venue": lambda paper: _ascii(venue(paper)),
        "arxiv": lambda paper: re.sub(r"[^a-z0-9.]", "", arxiv(paper).lower()),
        "id": lambda paper: re.sub(r"[^A-Za-z0-9.-]", "", fold(paper.id)),
    }
)
"""What a pattern can name: the first author, up to three of them, the year and its last two
digits, the first telling word of the title, its first three, the venue, and the ids."""
