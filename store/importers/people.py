"""Authors as the many kinds of rows give them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from store.importers.plain import one_line

_CUT_OFF = re.compile(r"(?:^|[\s,;]+)(?:and\s+others|et\.?\s*al\.?|others)$", re.IGNORECASE)
_AND = re.compile(r",? (?:and|&) ")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,4}|[A-Z]{1,2}")

_WHOLE_KEYS = ("name", "literal", "full_name", "fullname", "display_name")
_GIVEN_KEYS = ("given", "first", "firstName", "first_name", "forename")
_FAMILY_KEYS = ("family", "last", "lastName", "last_name", "surname")


def author_names(
    value: object, clean: Callable[[str], str] = one_line
) -> tuple[tuple[str, ...], bool]:
    """Give the names, in order, and whether the list is complete.

    A list that is repeated as a whole, as some datasets have it, is given once. Single repeats
    stay: two authors of one paper may have the same name.

    Args:
        value: Nothing, a string ("A and B", "A; B", "A, B"), or a list of strings and of objects
            with ``name`` or with ``given`` and ``family``.
        clean: gives a name with single spaces and without what shows nothing.

    Raises:
        TypeError: It is something else; the message says what was expected.
    """
    if value is None:
        return (), True
    if isinstance(value, str):
        text, count = _CUT_OFF.subn("", one_line(value)[-64:])
        text = one_line(value)[:-64] + text
        return _once(_names_in(text)), not count
    if not isinstance(value, list):
        raise TypeError('"authors" must be a list of names or a string')
    names = [clean(one) if isinstance(one, str) else _name(one) for one in value]
    is_cut_off = bool(names) and bool(_CUT_OFF.fullmatch(names[-1]))
    if is_cut_off:
        del names[-1]
    return _once([name for name in names if name]), not is_cut_off


def _once(names: Sequence[str]) -> tuple[str, ...]:
    """Give the list without its repetitions as a whole."""
    period = len(set(names))
    if (
        0 < period < len(names)
        and len(names) % period == 0
        and list(names) == list(names[:period]) * (len(names) // period)
    ):
        names = names[:period]
    return tuple(names)


def _name(value: object) -> str:
    if isinstance(value, dict):
        whole = _first(value, _WHOLE_KEYS)
        parts = whole or f"{_first(value, _GIVEN_KEYS)} {_first(value, _FAMILY_KEYS)}"
        if name := one_line(parts):
            return name
    raise TypeError('each of "authors" must be a name, or an object with "name" or "family"')


def _first(value: dict[str, object], keys: Sequence[str]) -> str:
    return next((found for key in keys if isinstance(found := value.get(key), str) and found), "")


def _names_in(text: str) -> list[str]:
    """Take a string with several names apart."""
    if ";" in text:
        return [_turned(part) for part in text.split(";") if part.strip(" ,")]
    parts = [part for part in _AND.split(text) if part.strip(" ,")]
    is_bibtex = len(parts) > 1 and all(part.count(",") == 1 for part in parts)
    names: list[str] = []
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        if len(pieces) % 2 == 0 and all(map(_INITIALS.fullmatch, pieces[1::2])):
            pairs = zip(pieces[1::2], pieces[::2], strict=True)  # Wang, Y., Kordi, Y.
            names += [f"{given} {family}" for given, family in pairs]
        elif len(pieces) == 2 and (is_bibtex or _is_family(pieces[0])):
            names.append(f"{pieces[1]} {pieces[0]}")
        else:
            names += pieces
    return names


def _is_family(piece: str) -> bool:
    """Tell whether what stands before a single comma is a family name, not a whole one."""
    return " " not in piece or piece[0].islower()


def _turned(part: str) -> str:
    family, comma, given = (piece.strip() for piece in part.partition(","))
    return f"{given} {family}" if comma and given else family
