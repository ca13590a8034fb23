"""Lists of names by the rules of BibTeX.

Names are parted by the word ``and`` and have one of three forms, told by their commas: ``First von
Last``, ``von Last, First`` and ``von Last, Jr, First``; in braces neither counts. (Oren Patashnik,
"Designing BibTeX Styles", section 4.)
"""

from __future__ import annotations

import re

from store.importers.plain import one_line
from store.text.latex_field import from_latex

_AND = re.compile(r"\s+and(?=\s)", re.IGNORECASE)
_ANDS = re.compile(r"^\s*and\s|\sand\s*$", re.IGNORECASE)
_BRACE = re.compile(r"\\.|[{},]", re.DOTALL)
_SUFFIX = re.compile(r"(?:jr|sr|jnr|snr|i{2,3}|iv|2nd|3rd)\.?", re.IGNORECASE)
_DEGREE = re.compile(r"(?:ph\.? ?d|m\.? ?d|esq)\.?", re.IGNORECASE)
_OTHERS = re.compile(r"(?:others|et\.?\s+al\.?)", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\{}$~,`'-]")
_LATEX = re.compile(r"[\\{}$~`=]|''|--")
_MAY_END = re.compile(r"(?:others|al\.?)\s*$", re.IGNORECASE)
_PART = re.compile(r"\s*(family|given|prefix|suffix|[a-z-]+-i|useprefix)\s*=\s*(.*)", re.DOTALL)
_ET_AL = re.compile(r"[,\s]+et\.?\s+al\.?\s*$", re.IGNORECASE)


def people(text: str) -> tuple[tuple[str, ...], bool]:
    """Give the names of a field, each in the order in which it is spoken, and whether they are all.

    Args:
        text: the field's text, braces and LaTeX included.

    Returns:
        The names, and False where the list ends in ``others`` or "et al.".
    """
    names: list[str] = []
    is_complete = True
    is_plain, has_latex = not _SPECIAL.search(text), _LATEX.search(text)
    for part in _names(text):
        if is_plain and not _MAY_END.search(part):
            names.append(one_line(part))
            continue
        if not has_latex and (name := _turned(part)):
            names.append(one_line(name))
            continue
        kept, cut = _ET_AL.subn("", part)
        if _OTHERS.fullmatch(kept.strip(" ,{}")):
            kept, cut = "", 1
        is_complete = is_complete and not cut
        names += (one_line(from_latex(name)) for name in _spoken(kept))
    return tuple(filter(None, names)), is_complete


def _turned(part: str) -> str:
    """Give ``Family, Given``, as most names are written, as it is spoken; of another form nothing.

    Args:
        part: a name without braces and LaTeX.
    """
    family, _comma, given = part.partition(",")
    family, given = family.strip(), given.strip()
    if not family or not given or "," in given:
        return ""
    return "" if _SUFFIX.fullmatch(given) or _MAY_END.search(given) else f"{given} {family}"


def _names(text: str) -> list[str]:
    """Cut a list before each ``and`` that is in no braces."""
    text = _ANDS.sub(" ", text)
    parts = _AND.split(text)
    if len(parts) == 1 and ";" in text and "{" not in text and "&" not in text:
        return text.split(";")  # wrong, but so do some
    if "{" not in text:
        return parts
    joined: list[str] = []
    depth = 0
    for part in parts:
        if depth > 0:
            joined[-1] += f" and{part}"
        else:
            joined.append(part)
        depth += _depth(part)
    return joined


def _depth(text: str) -> int:
    return sum({"{": 1, "}": -1}.get(found[0], 0) for found in _BRACE.finditer(text))


def _spoken(name: str) -> list[str]:
    """Give a name with its family name last; several where commas part whole names."""
    pieces = [piece for piece in _pieces(name) if piece]
    if not pieces:
        return []
    if all(_PART.match(piece) for piece in pieces):
        return [_extended(pieces)]
    pieces = [_with_ties(piece) for piece in pieces]
    suffix = ""
    for at in (-1, 1):  # "Smith, John, Jr." is wrong but usual, and so is "John Smith, Jr."
        if len(pieces) > 1 and not suffix and _SUFFIX.fullmatch(pieces[at]):
            suffix = pieces.pop(at)
    if len(pieces) > 2 and _DEGREE.fullmatch(pieces[-1]):  # of two they are initials
        suffix = pieces.pop()
    whole = sum(" " in piece for piece in pieces)
    if whole == len(pieces) > 2 or (len(pieces) > 3 and whole * 2 > len(pieces)):
        return pieces  # "Ada Lovelace, Alan Turing, Grace Hopper"
    return [" ".join((*pieces[1:], pieces[0], suffix))]


def _pieces(name: str) -> list[str]:
    """Cut a name at each comma that is in no braces."""
    if "," not in name:
        return [name.strip()]
    pieces, start, depth = [], 0, 0
    for found in _BRACE.finditer(name):
        if found[0] == "," and depth <= 0:
            pieces.append(name[start : found.start()].strip())
            start = found.end()
        else:
            depth += {"{": 1, "}": -1}.get(found[0], 0)
    return [*pieces, name[start:].strip()]


def _with_ties(piece: str) -> str:
    """Give a piece whose ties (``~``) are spaces; after a backslash they are an accent."""
    return re.sub(r"(?<!\\)~", " ", piece) if "~" in piece else piece


def _extended(pieces: list[str]) -> str:
    """Give a name in the form of BibLaTeX that tells its parts: ``family=Salam, given=Abdus``."""
    found = {match[1]: match[2].strip() for piece in pieces if (match := _PART.match(piece))}
    parts = (found.get(part, "") for part in ("given", "prefix", "family", "suffix"))
    return " ".join(filter(None, parts))
