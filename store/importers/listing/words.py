"""Words that stand in titles of papers and are rarely the name of anybody.

A word is one of them if ``vocabulary`` lists it, or lists it without its ending.
"""

from __future__ import annotations

from functools import lru_cache

from store.importers.listing.vocabulary import TITLE_WORDS


def word_set(text: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(text.split())


FUNCTION_WORDS = word_set(
    """
    a an the this that these those it its we our us you your i my me he his her she they their them
    and or nor but yet so if then than as at by for from in into of off on onto out over per to
    toward towards under up upon via vs versus with within without about above across after against
    along among amid around before behind below beneath beside between beyond despite down during
    except inside like near through throughout till until unlike while is are was were be been
    being am do does did has have had can could may might must shall should will would not no what
    when where which who whom whose why how all any both each every either neither some such more
    most much many few less least only just also too very even still ever never there here because
    since though although whether et al de la le und der die das des du les
    """
)
"""No title ends in one of these, and few names contain one."""

_STEMS = word_set(TITLE_WORDS)

_ENDINGS = (
    "tion", "tions", "sion", "sions", "ness", "ment", "ments", "ility", "ivity", "icity", "ality",
    "arity", "ization", "isation", "ized", "ised", "izing", "ising", "izer", "izers", "ically",
    "ology", "ological", "ability", "able", "ible", "ences", "ances", "ence", "ance", "ulation",
    "graphy", "metric", "metrics", "istic", "istics", "ional", "itive", "ative", "ously", "eous",
    "ious", "ingly", "edly", "ships", "ship", "wise", "based", "aware", "driven", "former",
    "formers", "lessly", "fully", "ularity", "ating", "ering", "iring", "aining",
    "ected", "ented", "ated", "uction", "icial", "ential", "ially", "ately",
)  # fmt: skip
"""What ends words of a title and hardly a name; asked of words of seven letters or more."""

_INFLECTIONS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("d", ""), ("ed", ""), ("ied", "y"),
    ("ing", ""), ("ing", "e"), ("er", ""), ("ers", ""), ("er", "e"), ("ers", "e"), ("ly", ""),
    ("ily", "y"), ("al", ""), ("ity", ""), ("ity", "e"), ("ism", ""), ("ic", ""), ("y", ""),
)  # fmt: skip
_DOUBLED = ("ing", "ed", "er")


@lru_cache(maxsize=20_000)
def is_title_word(word: str) -> bool:
    """Whether a word, in small letters, is one of the words of titles, however inflected."""
    if word in _STEMS or word in FUNCTION_WORDS:
        return True
    for ending, put_back in _INFLECTIONS:
        stem = word[: len(word) - len(ending)]
        if len(stem) >= 3 and word.endswith(ending) and stem + put_back in _STEMS:
            return True
    for ending in _DOUBLED:  # "mapping", "planned"
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in _STEMS:
            return True
    return False


@lru_cache(maxsize=20_000)
def ends_like_title_word(word: str) -> bool:
    """Whether a word, in small letters, has an ending that names hardly ever have."""
    return len(word) >= 7 and word.endswith(_ENDINGS)
