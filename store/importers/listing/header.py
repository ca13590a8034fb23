"""The first line of an entry: score, category, date and ``Code``, glued together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store.importers.category import ARCHIVES, category_of, is_known_class
from store.importers.listing.day import EARLIEST_YEAR, MONTH, DateError, published

LONGEST = 64
"""Characters of a header; what is longer is not even looked at."""

_SCORE = r"(?:(?P<score>[0-9]{1,6}(?:[.,][0-9]{0,6})?)\s*)?"
_CATEGORY = (
    r"(?P<category>[a-z]{2,8}(?:-[a-z]{2,4})?\.[a-z][a-z-]{1,11}|"
    rf"{'|'.join(ARCHIVES)}|[a-z]{{2,6}})"
)
_YEAR = r"(?:(?:\s*,\s*|\s+)(?P<year>[0-9]{1,9}))?"
_CODE = r"[\s.,;|·•(\[]*(?P<code>code)?[\s)\]]*"
_FLAGS = re.IGNORECASE | re.ASCII

_DIGIT = re.compile("[0-9]")
_HEADER = re.compile(
    rf"{_SCORE}(?:{_CATEGORY}(?P<gap>\s*))?(?P<month>{MONTH})\.?\s*"
    rf"(?P<day>[0-9]{{1,9}})(?:st|nd|rd|th)?{_YEAR}{_CODE}",
    _FLAGS,
)
_BARE = _CATEGORY.replace("{1,11}", "{1,11}?").replace("{2,6}", "{2}")
_UNDATED = re.compile(rf"{_SCORE}{_BARE}(?P<gap>\s*)(?P<year>[0-9]{{4}})?{_CODE}", _FLAGS)
_ODD_MONTH = re.compile(
    rf"{_SCORE}(?P<category>(?-i:[A-Z]{{2}})|[a-z]{{2,8}}(?:-[a-z]{{2,4}})?\.[A-Z-]{{2,11}}?)"
    rf"(?P<gap>\s*)(?P<month>(?-i:[A-Z])[a-z]{{2,9}})\.?\s*(?P<day>[0-9]{{1,9}}){_YEAR}{_CODE}",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line of an entry says."""

    score: float | None = None
    category: str = ""
    is_known: bool = False
    """Whether arXiv lists the category."""
    published: str = ""
    year_inferred: bool = False
    has_code: bool = False
    problem: str = ""
    """Why the entry cannot be taken: a date that is none."""
    is_weak: bool = False
    """A part is missing: only what follows tells that this is a header at all."""


def parse_header(line: str, today: date) -> Header | None:
    """Read a header; give nothing where the line is something else.

    Args:
        line: One line without the space around it, nor marks of quotation.
        today: The day of the import.
    """
    if not line or len(line) > LONGEST:
        return None
    if _DIGIT.search(line):
        found = _HEADER.fullmatch(line)
        if found:
            return _made(found, today, not found["category"]) if _fits(found) else None
        found = _ODD_MONTH.fullmatch(line)
        if found and _fits(found) and (found["year"] or found["code"] or found["score"]):
            return _made(found, today, is_weak=False)
    found = _UNDATED.fullmatch(line)
    return _undated(found, today) if found else None


def _undated(found: re.Match[str], today: date) -> Header | None:
    """Read a header with no date, or with only a year; a word of two letters is none."""
    category, is_known = category_of(found["category"])
    year = found["year"] or ""
    if not is_known or (found["category"].islower() and "." not in found["category"]):
        return None
    if year and not EARLIEST_YEAR <= int(year) <= today.year + 1:
        return None
    return Header(
        _score(found), category, is_known, year, has_code=bool(found["code"]), is_weak=True
    )


def _fits(found: re.Match[str]) -> bool:
    """Tell whether the letters before the date can be a category: not any word before a day is."""
    text = found["category"]
    if text is None or "." in text or "-" in text or is_known_class(text):
        return True
    if text.lower() in ARCHIVES:
        return True
    return text.isupper() and (len(text) == 2 or not found["gap"])


def _score(found: re.Match[str]) -> float | None:
    return float(found["score"].replace(",", ".")) if found["score"] else None


def _made(found: re.Match[str], today: date, is_weak: bool) -> Header:
    category, is_known = category_of(found["category"]) if found["category"] else ("", False)
    day, year = found["day"], found["year"] or ""
    if len(day) == 4 and not year:  # "Dec 2022"
        day, year = "", day
    when, year_inferred, problem = "", False, ""
    try:
        when, year_inferred = published(found["month"], day, year, today)
    except DateError as error:
        problem = str(error)
    return Header(
        _score(found), category, is_known, when, year_inferred,
        bool(found["code"]), problem, is_weak,
    )  # fmt: skip
