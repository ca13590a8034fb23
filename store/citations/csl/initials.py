"""Given names as initials."""

from __future__ import annotations

import re

_RUN_TOGETHER = re.compile(r"\.(?=[^\W\d_])")
"""Where initials were run together: ``J.P.``"""


def parted(given: str, mark: str) -> str:
    """Give names in full, the initials among them as a style has them."""
    return " ".join(_with_mark(word, mark) for word in _RUN_TOGETHER.sub(". ", given).split())


def shortened(given: str, mark: str, *, has_hyphen: bool) -> str:
    """Give the initials of names.

    Args:
        given: the given names of one person.
        mark: what a style writes after an initial, such as a full stop and a space.
        has_hyphen: whether it keeps the hyphen of ``Jean-Pierre``.
    """
    words = given.replace(".-", "-").replace("–", "-").replace(".", ". ").split()
    text = ""
    for word, is_initial in (_initials(word, mark, has_hyphen) for word in words):
        gap = " " if text and word and not is_initial and not text.endswith(" ") else ""
        text += gap + word + ("" if is_initial or not word else " ")
    return text.rstrip()


def _with_mark(word: str, mark: str) -> str:
    """Write a word that is an initial already as the style has them; leave a name as it is."""
    letters = word.rstrip(".")
    return letters + mark.rstrip() if len(letters) == 1 and letters.isupper() else word


def _initials(word: str, mark: str, has_hyphen: bool) -> tuple[str, bool]:
    """Shorten a word; tell whether that made an initial of it."""
    if word.startswith("("):  # a nickname
        return "", False
    if len(word) > 2 and word.endswith(".") and word[:-1].isalpha():  # shortened already: Ph.
        return word[:-1] + mark, True
    parts = [part for part in word.split("-") if part and part[0].isalpha()]
    # Small particles are no given names, and scripts without capitals have no initials.
    if not parts or not word[0].isupper():
        return word, False
    # Of "Kwang-jin" the first half alone has one, but "J.-p." has two.
    has_all = len(parts[0]) == 1
    kept = [part for part in parts if has_all or part is parts[0] or part[0].isupper()]
    letters = [part[0].upper() for part in kept]
    if not has_hyphen:
        return "".join(letter + mark for letter in letters), True
    return "-".join(letter + mark.rstrip() for letter in letters) + mark[len(mark.rstrip()) :], True
