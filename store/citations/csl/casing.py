"""Capitals as styles want them: of the words of a title, of the first word, of all."""

from __future__ import annotations

import re
from collections.abc import Callable

from store.citations.csl.marks import CLOSE, OPEN, OWN_CLOSE, OWN_OPEN, given_back

_SMALL = (
    "a about above across afore after against al along alongside amid amidst among amongst an and "
    "anenst apropos apud around as aside astride at athwart atop barring before behind below "
    "beneath beside besides between beyond but by c ca circa d' de despite down during et except "
    "for forenenst from given in inside into lest like modulo near next nor notwithstanding of off "
    "on onto or out over per plus pro qua sans since so than the through throughout thru thruout "
    "till to toward towards under underneath until unto up upon v v. van versus via vis-à-vis von "
    "vs vs. with within without yet"
)
_SMALL_WORDS = frozenset(_SMALL.split())
_BREAK = re.compile(
    f"([‘’“”\"'\\-–—/.,;?!:\\[\\]()\ue010-\ue015{OPEN}{CLOSE}{OWN_OPEN}{OWN_CLOSE}])"
)
_WORD = re.compile(r"[^\s]+")
_GAP = re.compile(r"(\s+)")
_NEW_START = frozenset("!?:")


def _first_up(word: str) -> str:
    # A single Greek letter is a sign in a title, not a word; a word that has capitals already, as
    # eLife and mRNA have, is written as its owners do.
    if word != word.lower() or (len(word) == 1 and "\u0370" <= word <= "\u03ff"):
        return word
    return word[:1].upper() + word[1:]


def title(text: str) -> str:
    """Give a title in capitals: every word but the small ones, and the first and last."""
    pieces: list[list[str]] = [_GAP.split(piece) for piece in _BREAK.split(text)]
    is_start = True
    last: tuple[int, int] | None = None
    for at, words in enumerate(pieces):
        if at % 2:
            is_start = is_start or given_back(words[0]) in _NEW_START
            continue
        for place in (place for place, word in enumerate(words) if word.strip()):
            # As citeproc-js has it, a small word before a hyphen is no small word, in the first
            # piece of a title only.
            is_joined = not at and place == len(words) - 1 and pieces[1:2] == [["-"]]
            if is_start or is_joined or _is_large(words[place]):
                words[place] = _first_up(words[place])
            is_start = False
            last = at, place
    if last is not None:
        at, place = last
        if len(pieces[at][place]) > 1:
            pieces[at][place] = _first_up(pieces[at][place])
    return "".join("".join(words) for words in pieces)


def _is_large(word: str) -> bool:
    return len(word) > 1 and word.lower() not in _SMALL_WORDS


def first(text: str) -> str:
    """Give a text whose first letter is a capital, but where a name has it otherwise: arXiv."""
    found = re.search(r"[^\W_]+", text)
    if found is None or not (found[0].islower() or found[0][1:].isdigit()):
        return text
    start = found.start()
    return text[:start] + text[start].upper() + text[start + 1 :]


def each(text: str) -> str:
    """Give a text in which every word begins with a capital."""
    return _WORD.sub(lambda found: _first_up(found[0]), text)


def sentence(text: str) -> str:
    """Give a text with one capital, and those of words that are written in capitals."""
    is_shouted = text.isupper()
    lowered = _WORD.sub(
        lambda found: found[0] if found[0].isupper() and not is_shouted else found[0].lower(), text
    )
    return first(lowered)


CASES: dict[str, Callable[[str], str]] = {
    "lowercase": str.lower,
    "uppercase": str.upper,
    "capitalize-first": first,
    "capitalize-all": each,
    "title": title,
    "sentence": sentence,
}
"""What the styles call them."""
