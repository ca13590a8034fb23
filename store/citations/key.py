"""Citation keys: ``wang2022self``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from store.citations.field import plain, year_month
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


def citation_key(paper: Paper) -> str:
    """Give the key of one paper: first author, year, first title word that says something.

    Args:
        paper: any paper.

    Returns:
        ASCII letters and digits only, beginning with a letter. An author nobody can write in
        ASCII, or no author, is ``anon``; no year is ``nd``.
    """
    author = _ascii(family_name(plain(paper.authors[0]))) if paper.authors else ""
    if not author[:1].isalpha():
        author = "anon" + author
    year, _month = year_month(paper)
    return f"{author}{year or 'nd'}{_title_word(paper.title)}"


def citation_keys(papers: Sequence[Paper]) -> list[str]:
    """Give each paper of a list a key of its own.

    The first of several papers keeps the plain key, so that it does not change when others
    join the list; the next ones get ``a``, ``b``, ... ``z``, ``aa`` after it.
    """
    bases = [citation_key(paper) for paper in papers]
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


def _title_word(title: str) -> str:
    text = _APOSTROPHE.sub("", _COMMAND.sub(" ", plain(title)))
    words = _WORD.findall(fold(text))
    word = next((word for word in words if word not in _STOP_WORDS), words[0] if words else "")
    return word[:_LONGEST_PART]
