"""Names of people taken apart: family name, given names, particles, suffix.

Sources give "Laurens van der Maaten", "van der Maaten, Laurens" or "Maaten, Laurens van der".
A name that must not be taken apart or turned around (one word, an organisation, Chinese,
Japanese or Korean script, whose order is family first already) is *literal*.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from store.text.fold import bare
from store.text.latex import decoded

_SMALL = (
    "af al am auf aus av bin bint da das de degli dei del della den der di do dos du ed el "
    "het ibn in la las le les lo los op of 't ten ter the till tot und van ver vom von vor "
    "zu zum zur"
)
_SMALL_PARTICLES = frozenset(_SMALL.split())
"""Words that belong to the family name after them when written small."""

_CAPITAL = (
    "Abu Al Ben Bin D' Da Dal De Del Della Den Der Di Do Dos Du El Ibn La Las Le Los Mac Mc San "
    "Santa St St. Ten Ter Van Vander Von Zur"
)
_CAPITAL_PARTICLES = frozenset(_CAPITAL.split())
"""The same written with a capital ("Guy Van den Broeck"): then a part of the family name."""

_CONJUNCTIONS = frozenset({"y", "e", "i"})
"""Join two family names: "Santiago Ramón y Cajal"."""

_SUFFIX = re.compile(r"(?:jr|sr|jnr|snr)\.?|i{2,3}|iv", re.IGNORECASE)
_TITLED_SUFFIXES = frozenset({"Jr", "Sr", "Jnr", "Snr"})
_INITIALS = re.compile(r"[A-Z]{1,3}|(?:[A-Z]\.-?){1,4}")
_COMPANY = re.compile(r"(?:inc|ltd|llc|llp|corp|co|gmbh|ag|plc|s\.?a)\.?", re.IGNORECASE)

_ORGANISATION = (
    "& and association authors center centre collaboration college committee community "
    "consortium contributors corporation department for foundation group inc initiative "
    "institute lab laboratories laboratory labs network of organisation organization project "
    "research society taskforce team university workgroup workshop"
)
_ORGANISATION_WORDS = frozenset(_ORGANISATION.split())

_SPECIAL = _ORGANISATION_WORDS | _SMALL_PARTICLES | _CONJUNCTIONS

_CJK_NAMES = ("CJK ", "HIRAGANA ", "KATAKANA", "HANGUL ", "BOPOMOFO ", "IDEOGRAPHIC ")


class Person(NamedTuple):
    """One author's name in its parts."""

    family: str
    """Without small particles; the whole name when `is_literal`."""
    given: str = ""
    particle: str = ""
    """Small words before the family name: ``van der``."""
    suffix: str = ""
    """``Jr.``, ``III``."""
    is_literal: bool = False
    """To be written as it stands: one word, an organisation, or CJK script."""

    @property
    def surname(self) -> str:
        """The family name with its particle: ``van der Maaten``."""
        return f"{self.particle} {self.family}" if self.particle else self.family

    @property
    def inverted(self) -> str:
        """The name as sorted lists write it: ``Family, Given`` or ``Family, Jr., Given``."""
        return ", ".join(part for part in (self.surname, self.suffix, self.given) if part)


def parse_person(name: str) -> Person:
    """Take a name apart.

    Args:
        name: as the source gives it, in either order; control characters already removed.

    Returns:
        Its parts. Nothing of the name is lost: what is not understood stays in `family`.
    """
    text = " ".join(name.split())
    if is_cjk(text) or _is_organisation(text):
        return Person(text, is_literal=True)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 3:
        return Person(text, is_literal=True)
    if len(parts) >= 2:
        return _inverted(text, parts)
    return _natural(parts[0].split() if parts else [])


def family_name(name: str) -> str:
    """Give the family name with its particle: ``van der Maaten``; all of a literal name."""
    words = name.split()
    if len(words) == 2 and _is_common(words[0]) and _is_common(words[1]):
        return words[1]
    return parse_person(name).surname


def short_family(name: str) -> str:
    """Give the last word of a family name, written so plainly that spellings of it agree.

    ``van der Maaten``, ``Maaten, L. van der`` and ``Maaten LJP`` are one, ``Müller`` and
    ``Mueller``, ``García Márquez`` and ``Marquez``.
    """
    last = name.rpartition(" ")[2]
    is_long = len(last) > 3 or (len(last) > 1 and last.istitle() and last not in _TITLED_SUFFIXES)
    if is_long and last.isalpha() and last.isascii() and "," not in name:  # as most are
        plain = last.lower()
    else:
        last = _last_of_family(decoded(name))
        plain = bare(last) or last
    return plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def given_names(name: str) -> str:
    """Give the given names; of ``Maaten LJP`` the first initial."""
    name = decoded(name)
    return _turned(name)[1] or parse_person(name).given


def _last_of_family(name: str) -> str:
    return _turned(name)[0] or (parse_person(name).family.split() or [name])[-1]


def _turned(name: str) -> tuple[str, str]:
    """Give the last word of the family name, and the initials, of a name that ends in these."""
    words = name.split()
    last = 0 if "," in name or _SUFFIX.fullmatch(words[-1] if words else "") else len(words)
    while last and _INITIALS.fullmatch(words[last - 1]):
        last -= 1
    return (words[last - 1], words[last][:1]) if 0 < last < len(words) else ("", "")


def _is_common(word: str) -> bool:
    """Tell whether a word can only be a given name before another, or a family name after one."""
    return word.isalpha() and word.isascii() and word.istitle() and word.lower() not in _SPECIAL


def is_cjk(text: str) -> bool:
    """Tell whether every letter is Han, Kana or Hangul (the name is then family first)."""
    if text.isascii():
        return False
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(
        unicodedata.name(char, "").startswith(_CJK_NAMES) for char in letters
    )


def _is_organisation(text: str) -> bool:
    words = text.split()
    if len(words) < 2:
        return False
    return (
        not _ORGANISATION_WORDS.isdisjoint(word.strip(".,;:()") for word in text.lower().split())
        # "Meta AI" is a company, "WEI AI" a person who writes in capitals.
        or (words[-1] == "AI" and not words[0].isupper())
        or ("," in text and _COMPANY.fullmatch(words[-1]) is not None)
    )


def _inverted(text: str, parts: list[str]) -> Person:
    """A name with commas: the family name comes first."""
    suffix = next((part for part in parts[1:] if _SUFFIX.fullmatch(part)), "")
    rest = [part for part in parts if part != suffix]
    if suffix and len(rest) == 1:
        person = _natural(rest[0].split())
        return Person(person.family, person.given, person.particle, suffix, person.is_literal)
    if len(rest) != 2:
        return Person(text, is_literal=True)
    family, given = rest[0].split(), rest[1].split()
    leading = _leading_particles(family)
    trailing = len(given)
    # "Maaten, Laurens van der": libraries file it so.
    while trailing > 1 and given[trailing - 1] in _SMALL_PARTICLES:
        trailing -= 1
    particles = [*given[trailing:], *family[:leading]]
    return Person(
        " ".join(family[leading:]), " ".join(given[:trailing]), " ".join(particles), suffix
    )


def _leading_particles(words: list[str]) -> int:
    count = 0
    while count < len(words) - 1 and words[count] in _SMALL_PARTICLES:
        count += 1
    return count


def _natural(words: list[str]) -> Person:
    """A name in the order it is spoken: given names first."""
    aside = [word for word in words if word.startswith("(") and word.endswith(")")]
    if aside and len(words) - len(aside) >= 2:
        # "Yizhong Wang (Eric)": a nickname is never the family name.
        words = [word for word in words if word not in aside]
    else:
        aside = []
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) < 2:
        return Person(" ".join(words), suffix=suffix, is_literal=True)
    start = _family_start(words)
    leading = start + _leading_particles(words[start:])
    return Person(
        " ".join(words[leading:]),
        " ".join([*words[:start], *aside]),
        " ".join(words[start:leading]),
        suffix,
    )


def _family_start(words: list[str]) -> int:
    """Index of the first word of the family name, particles included."""
    last = len(words) - 1
    for index, word in enumerate(words[:last]):
        # As BibTeX has it, the first small particle opens the family name:
        # "Filipe de Avila Belbute-Peres".
        if word in _SMALL_PARTICLES:
            last = index
            break
        # "Ramón y Cajal": the word before the conjunction is the first family name.
        if word in _CONJUNCTIONS and index > 1:
            last = index - 1
            break
    # A capital particle opens a family name, but never stands alone as the given name.
    while last > 1 and words[last - 1] in _CAPITAL_PARTICLES:
        last -= 1
    return last
