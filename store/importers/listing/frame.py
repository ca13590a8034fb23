"""Lines to entries: which lines belong together, and what each of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from store.importers.listing.abstract import (
    reason_for,
    strays,
    take_abstract,
)
from store.importers.listing.byline import (
    DOTS,
    Byline,
    has_glue,
    is_marked,
    is_no_byline,
    parse_byline,
)
from store.importers.listing.furniture import is_furniture
from store.importers.listing.header import Header, parse_header
from store.importers.listing.line import Line, Margin, lines_between, undressed
from store.importers.listing.prose import ends_sentence, joined
from store.importers.listing.wrap import Wrap, measured

NOTHING_FOLLOWS = "no title follows the line with category and date"
"""Why a header alone is rejected."""

NO_BYLINE = "the text after the line with category and date is no title with authors"
"""Why a header with only an abstract behind it is rejected."""

_MEASURED = 300
"""Entries whose lines are measured: what wrapped these wrapped all."""

_MOST_TITLE_LINES = 6
_MOST_UNMARKED = 4
_TICK_EVERY = 5000


@dataclass(frozen=True, slots=True)
class Head:
    """A header and where it stands."""

    number: int
    """Index of its line, from 0."""
    header: Header
    margin: Margin


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper, its parts still glued."""

    number: int
    header: Header
    byline: Byline
    abstract: str


@dataclass(frozen=True, slots=True)
class Stray:
    """Lines that could not be understood."""

    number: int
    reason: str
    lines: tuple[str, ...]


def framed(
    raws: Sequence[str], today: date, tick: Callable[[float], None]
) -> Iterator[Entry | Stray]:
    """Give the entries of a listing, and what is none, in order.

    Args:
        raws: The lines of the source.
        today: The day of the import.
        tick: Called now and then with the share of the lines that was looked at.
    """
    heads = list(_heads(raws, today, tick))
    ends = [head.number for head in heads] + [len(raws)]
    before, *ends = ends
    blocks = list(zip(heads, ends, strict=True))
    yield from _strays(lines_between(raws, 0, before, Margin()), raws)
    wrap = measured(_content(raws, head, end) for head, end in islice(blocks, _MEASURED))
    for head, end in blocks:
        yield from _block(head, _content(raws, head, end), raws, wrap)


def _heads(raws: Sequence[str], today: date, tick: Callable[[float], None]) -> Iterator[Head]:
    is_open = False  # after a header, before its title: a date or a category there is furniture
    for number, raw in enumerate(raws):
        if number % _TICK_EVERY == 0:
            tick(number / len(raws))
        text, margin = undressed(raw)
        header = parse_header(text, today)
        is_weak = bool(header and header.is_weak)
        if header and (not is_weak or (not is_open and _has_byline_next(raws, number + 1, today))):
            is_open = True
            yield Head(number, header, margin)
        elif is_open and (text or raw.strip(" \t")):
            is_open = is_weak or is_furniture(text)


def _has_byline_next(raws: Sequence[str], start: int, today: date) -> bool:
    """Tell whether the next line with text looks like a title with authors.

    Only then does a line with half of a header begin an entry: a date alone also stands over
    the papers of one day, and a category on a button.
    """
    for number in range(start, len(raws)):
        if not raws[number].strip(" \t"):
            continue
        text, _ = undressed(raws[number])
        if not text or parse_header(text, today) or is_furniture(text):
            return False
        return is_marked(text) or (has_glue(text) and not ends_sentence(text))
    return False


def _content(raws: Sequence[str], head: Head, end: int) -> list[Line]:
    """Give the lines after a header, from the first that is no furniture."""
    lines = list(lines_between(raws, head.number + 1, end, head.margin))
    first = next((at for at, line in enumerate(lines) if not is_furniture(line.text)), len(lines))
    return lines[first:] if first else lines


def _block(
    head: Head, lines: list[Line], raws: Sequence[str], wrap: Wrap
) -> Iterator[Entry | Stray]:
    """Give what stands from one header to the next."""
    reason = head.header.problem or ("" if lines else NOTHING_FOLLOWS)
    if not reason:
        if _is_caption(lines):
            yield from _strays(lines[:1], raws)
            lines = lines[1:]
        count = _title_lines(lines, wrap)
        byline = parse_byline(joined(lines[:count]))
        if is_no_byline(byline):
            reason = NO_BYLINE
    if reason:
        shown = (raws[head.number], *(raws[line.number] for line in lines))
        yield Stray(head.number, reason, shown)
        return
    abstract, rest = take_abstract(lines[count:], wrap)
    yield Entry(head.number, head.header, byline, joined(abstract))
    yield from _strays(rest, raws)


def _strays(lines: Iterator[Line] | list[Line], raws: Sequence[str]) -> Iterator[Stray]:
    for group in strays(lines):
        shown = tuple(raws[line.number] for line in group)
        yield Stray(group[0].number, reason_for(group), shown)


def _is_caption(lines: list[Line]) -> bool:
    """Tell whether a word or two stand before the title, which cannot be its beginning."""
    if len(lines) < 2 or not is_marked(lines[1].text) or is_marked(lines[0].text):
        return False
    text = lines[0].text
    is_unfinished = text.endswith((":", "-", ",", "–", "—")) or lines[1].text[:1].islower()
    return len(text) <= 40 and text.count(" ") < 3 and not has_glue(text) and not is_unfinished


def _title_lines(lines: list[Line], wrap: Wrap) -> int:
    """Count the lines of title and authors: more than one where they were wrapped."""
    full = 1
    while not parse_byline(joined(lines[:full])).is_marked:
        is_last = full == min(len(lines), _MOST_TITLE_LINES)
        if is_last or not wrap.is_full(lines[full - 1], lines[full]):
            break
        full += 1
    else:
        return _with_organisations(lines, full, wrap)
    if full > 1:
        return _unmarked_title(lines, full)
    if full == 1 and len(lines) > 1 and is_marked(lines[1].text) and _may_be_cut(lines[0]):
        return 2
    return 1


def _unmarked_title(lines: list[Line], full: int) -> int:
    """Count the lines of a title with nothing at its end, of which so many seem to be one text.

    They are, unless the last line of the title was just as wide as the others: then the
    abstract seems to go on with it, and the first line with a name in it ends the title.
    """
    byline = parse_byline(joined(lines[:full]))
    is_end = full <= _MOST_UNMARKED and not ends_sentence(byline.glued)
    if is_end and full < len(lines) and not is_no_byline(byline):
        return full
    for count in range(1, full):
        text = joined(lines[:count])
        if has_glue(text) and not text.endswith(","):
            return count
    return 1


def _with_organisations(lines: list[Line], count: int, wrap: Wrap) -> int:
    """Count the lines of a title again where its organisations go on in the next one."""
    while count < min(len(lines), _MOST_TITLE_LINES):
        following = lines[count]
        if not (following.text[0] in DOTS or wrap.is_full(lines[count - 1], following)):
            break
        here, more = (parse_byline(joined(lines[:end])) for end in (count, count + 1))
        if len(more.organisations) <= len(here.organisations):
            break
        count += 1
    return count


def _may_be_cut(line: Line) -> bool:
    """Tell whether a line may be the first half of a title that was cut without a width."""
    return len(line.text) <= 300 and not has_glue(line.text) and not ends_sentence(line.text)
