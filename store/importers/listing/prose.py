"""Running text: where it stops, whether a line continues it, and how broken lines are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from store.importers.listing.line import Line

_CLOSING = "\"'”’»)]}*_ "
_STOPS = (".", "!", "?", "…", "。", "！", "？")
_ABBREVIATION = re.compile(
    r"\b(?:et al|cf|vs|resp|fig|eq|sec|approx|[^\W\d_](?:\.[^\W\d_])+)\.$", re.IGNORECASE
)
_ADDRESS_END = re.compile(r"(?:https?://\S+|\b[\w-]+(?:\.[\w-]+)+/\S*)$")
_WORD = re.compile(r"[^\W_]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_NOTE = re.compile(
    r"(?:(?:our|the) )?(?:code|data|dataset|datasets|models?|project|web ?site|web ?page|demo|"
    r"home ?page|source|videos?|implementation)\b.{0,60}(?:https?://|www\.|\b[\w-]+\.[\w.-]+/)",
    re.IGNORECASE,
)
_PART = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LAST_PART = re.compile(r"[^\W\d_]+-$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_SUSPENDED = re.compile(r"(?:and|or|to|nor|but|und|et)(?![\w-])")
"""What follows in "pre- and post-training", but not in "point-to-point"."""

_REACH = 300
"""Characters of a line that are looked at: lines of megabytes are not searched."""


def ends_sentence(text: str) -> bool:
    """Tell whether a sentence, or an address that ends one, ends with this line."""
    tail = text[-_REACH:].rstrip(_CLOSING)
    if tail.endswith(_STOPS):
        return not _ABBREVIATION.search(tail)
    return bool(_ADDRESS_END.search(tail.rpartition(" ")[2])) if "/" in tail else False


def starts_small(text: str) -> bool:
    """Tell whether a line begins in the middle of a sentence."""
    return text[:1].islower()


def _words(text: str) -> list[str]:
    return [word for word in text[:_REACH].split() if _WORD.search(word)]


def is_mostly_small(text: str) -> bool:
    """Tell whether at least half of the words of a line have no capital, unlike in headings."""
    words = _words(text)
    return sum(not word[0].isupper() for word in words) * 2 >= len(words)


def is_prose(text: str) -> bool:
    """Tell whether a line is running text: many words, most of them without a capital."""
    if len(_words(text)) + len(_EAST_ASIAN.findall(text[:_REACH])) // 2 < 8:
        return bool(_NOTE.match(text[:_REACH]))
    return is_mostly_small(text)


def is_short_sentence(text: str) -> bool:
    """Tell whether a line is a few words with a full stop."""
    return text.endswith((".", "。")) and text.count(" ", 0, _REACH) >= 2


def joined(lines: Sequence[Line]) -> str:
    """Join the lines of one text with spaces.

    A hyphen at the end of a line stays and joins the two parts; it goes where the word stands
    elsewhere in the text in one piece, and never with its hyphen. "pre- and post-" keeps its
    space, and a soft hyphen goes.
    """
    if not lines:
        return ""
    parts = [lines[0].text]
    words: set[str] | None = None
    for before, line in pairwise(lines):
        last, first = _LAST_PART.search(before.text[-64:]), _FIRST_PART.match(line.text[:64])
        if before.is_broken:
            parts.append(line.text)
        elif last and first and not _SUSPENDED.match(line.text):
            if words is None:
                words = {word.lower() for one in lines for word in _PART.findall(one.text)}
            pair = (last[0] + first[0]).lower()
            if pair not in words and pair.replace("-", "") in words:
                parts[-1] = parts[-1][:-1]
            parts.append(line.text)
        else:
            parts += (" ", line.text)
    return "".join(parts)
