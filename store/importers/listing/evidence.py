"""What the rest of a listing and the library tell about the words of one line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.importers.listing.words import ends_like_title_word, is_title_word

_MOST_TEXT = 20_000
"""As much of an abstract as is read: many times the longest there is."""

_WORD = re.compile(r"[^\W_]+")


class Words:
    """The words of one abstract: as they stand, and those that stand in small letters."""

    __slots__ = ("forms", "small")

    def __init__(self, text: str) -> None:
        text = text[:_MOST_TEXT]
        if "/" in text:  # addresses hold the names of authors
            text = " ".join(part for part in text.split() if "/" not in part or "." not in part)
        forms = set(_WORD.findall(text))
        self.small = {form for form in forms if form.islower()}
        self.forms = forms - self.small

    def status(self, word: str, small: str) -> str:
        """Tell whether a word stands in it: ``a`` yes, ``A`` with just these capitals, else empty.

        Args:
            word: Letters and digits only.
            small: The same in small letters.
        """
        if small in self.small or (small[-1:] == "s" and small[:-1] in self.small):
            return "a"
        if word in self.forms or (word[-1:] == "s" and word[:-1] in self.forms):
            return "A"
        return ""


NO_WORDS = Words("")


class Evidence:
    """What is known from the whole listing and the library; built once per import.

    Args:
        known_authors: Names of authors in the library.
    """

    def __init__(self, known_authors: Iterable[str] = ()) -> None:
        self._small: dict[str, int] = {}
        self._forms: dict[str, int] = {}
        self._names: set[str] = set()
        self._first: set[str] = set()
        self._last: set[str] = set()
        for name in known_authors:
            self.add_author(name)

    def add_text(self, text: str) -> None:
        """Learn the words of an abstract."""
        self.add_words(Words(text))

    def add_words(self, words: Words) -> None:
        """Learn the words of an abstract that has been taken apart already."""
        _count(self._small, words.small)
        _count(self._forms, words.forms)

    def add_author(self, name: str) -> None:
        """Learn the name of an author."""
        tokens = name.split()
        if not tokens or len(tokens) > 6:
            return
        self._names.add(" ".join(tokens))
        self._first.add(tokens[0])
        self._last.add(tokens[-1])

    def knows_author(self, name: str) -> bool:
        """Whether somebody of this name has been seen."""
        return name in self._names

    def knows_name(self, token: str, is_first: bool) -> bool:
        """Whether somebody's first (or last) name is this."""
        return token in (self._first if is_first else self._last)

    def status(self, word: str, own: Words) -> str:
        """Tell in one letter how a word is known as a word of titles.

        Args:
            word: Letters and digits only.
            own: The words of the paper's own abstract.

        Returns:
            ``a`` in the own abstract, ``A`` there with just these capitals, ``l`` in the list of
            title words, ``v`` in several abstracts, ``V`` there with just these capitals,
            ``s`` by its ending, ``w`` in one other abstract, ``n`` not at all.
        """
        small = word.lower()
        return own.status(word, small) or self._status_elsewhere(word, small)

    def _status_elsewhere(self, word: str, small: str) -> str:
        if is_title_word(small):
            return "l"
        times = self._small.get(small, 0)
        if times > 1:
            return "v"
        if ends_like_title_word(small):
            return "s"
        if self._forms.get(word, 0) > 1:
            return "V"
        return "w" if times else "n"


def _count(counts: dict[str, int], keys: Iterable[str]) -> None:
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
