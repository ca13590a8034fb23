"""The second line of an entry: title and authors, "et al.", organisations."""

from __future__ import annotations

import re
from dataclasses import dataclass

DOTS = "·•∙⋅‧・"
"""What stands between authors and organisations; pages differ in their dots."""

_SLUG = re.compile(r"[^\W_A-Z]+(?:[-_.&'+][^\W_A-Z]+)*")
_ET_AL = re.compile(r"(?:\s*,)?\s+et\.?\s*al\.?,?$", re.IGNORECASE)
_MAY_BE_MARKED = re.compile(rf"[{DOTS}]|al[.,]*$", re.IGNORECASE)
_REACH = 600
"""Characters at the end of a line in which organisations are looked for."""

_LONGEST = 700
_SENTENCE_END = re.compile(r"[^\W_A-Z]{3}[.!?。] +[^\W_a-z]")
_GLUE = re.compile(r"(?:[^\W\d_A-Z]|[\d)\]?!\"”])(?=[^\W\d_a-z][\w'’.-]*(?: [^\W\d_a-z]|,))")


@dataclass(frozen=True, slots=True)
class Byline:
    """A second line, taken apart as far as its marks go."""

    glued: str
    """Title and authors, nothing between them."""
    is_truncated: bool
    organisations: tuple[str, ...]

    @property
    def is_marked(self) -> bool:
        """Whether something in it is found in second lines only."""
        return self.is_truncated or bool(self.organisations)


def parse_byline(line: str) -> Byline:
    """Take a second line apart.

    Args:
        line: In single spaces, none around it.
    """
    line = line.rstrip(f" {DOTS}")
    offset = max(0, len(line) - _REACH)
    organisations: tuple[str, ...] = ()
    at = max(line.rfind(f" {dot} ", offset) for dot in DOTS)
    if at >= 0:
        organisations = _slugs(line[at + 3 :])
        if organisations:
            line = line[:at].rstrip()
    end = _ET_AL.search(line, max(0, len(line) - 16))
    return Byline(line[: end.start()] if end else line, bool(end), organisations)


def is_marked(line: str) -> bool:
    """Tell whether a line can only be the second one of an entry."""
    if len(line) > _LONGEST or not _MAY_BE_MARKED.search(line):
        return False
    return parse_byline(line).is_marked


def _slugs(text: str) -> tuple[str, ...]:
    """Give the organisations; none where one of them is no slug, for then it is title text."""
    slugs = [slug.strip() for slug in text.split(",")]
    slugs = [slug for slug in slugs if slug]
    is_all = all(_SLUG.fullmatch(slug) and slug == slug.lower() for slug in slugs)
    return tuple(slugs) if slugs and is_all else ()


def is_no_byline(byline: Byline) -> bool:
    """Tell whether a text can be no title with authors: it runs on, as abstracts do."""
    text = byline.glued
    if len(text) > _LONGEST:
        return True
    if byline.is_marked:
        return False
    ends = len(_SENTENCE_END.findall(text))
    has_stop = text.endswith((".", "。"))
    return ends + has_stop >= 3 or (ends > 0 and has_stop and len(text) > 150)


def has_glue(text: str) -> bool:
    """Tell whether a name seems to begin at once after a word."""
    return bool(_GLUE.search(text[-_LONGEST:]))
