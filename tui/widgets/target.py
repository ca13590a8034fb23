"""What of a paper can be opened or copied by itself: identifiers, and links in its abstract."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from store.citations.told import told
from store.models import Paper
from store.text.latex import decoded
from tui.widgets.extract import MOST, MOST_IN_LINE

MOST_IDENTIFIERS = 60
_MOST_LINKS = 20

_LINK = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_AFTER_LINKS = ".,;:!?'”’*"
_PAIRS = {")": "(", "]": "["}


class Target(NamedTuple):
    """One of them."""

    kind: str
    """Of an identifier; ``link`` for one in the abstract."""
    value: str


def targets(paper: Paper) -> list[Target]:
    """Give what can be opened or copied of a paper, in the order it is shown."""
    found = [Target(*one) for one in islice(told(paper), MOST_IDENTIFIERS)]
    if "://" in paper.abstract:
        known = {target.value.rstrip("/") for target in found}
        for match in islice(_LINK.finditer(decoded(paper.abstract[:MOST])), _MOST_LINKS):
            url = _without_end(match[0][:MOST_IN_LINE])
            if url.rstrip("/") not in known:
                known.add(url.rstrip("/"))
                found.append(Target("link", url))
    return found


def _without_end(url: str) -> str:
    """Leave out what belongs to the sentence around a link."""
    while url:
        last = url[-1]
        is_open = last in _PAIRS and url.count(last) > url.count(_PAIRS[last])
        if last not in _AFTER_LINKS and not is_open:
            break
        url = url[:-1]
    return url
