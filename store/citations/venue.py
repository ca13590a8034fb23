"""Telling journals from conferences by their names."""

from __future__ import annotations

import re
from functools import lru_cache

from store.text.fold import fold

_CONFERENCE = re.compile(
    r"\b(?:conference|conf|workshops?|symposium|meeting|congress|colloquium|proceedings|proc"
    r"|advances in neural information processing systems)\b"
)
_JOURNAL = re.compile(
    r"\b(?:journal|j|transactions|trans|letters|magazine|review|reviews|annals|bulletin|acta"
    r"|archives|quarterly|communications|frontiers|nature|plos|elife|surveys|access)\b"
)
_PROCEEDINGS_JOURNAL = re.compile(
    r"proceedings of the (?:ieee$|national academy|vldb endowment|acm on)|proc natl acad"
)
_JOURNALS = frozenset(
    [
        "artificial intelligence",
        "cell",
        "computational linguistics",
        "ijcv",
        "imwut",
        "information sciences",
        "jair",
        "jmlr",
        "machine learning",
        "neural computation",
        "neural networks",
        "neurocomputing",
        "pami",
        "patterns",
        "pattern recognition",
        "pnas",
        "pvldb",
        "science",
        "science advances",
        "scientific reports",
        "tacl",
        "taslp",
        "tit",
        "tkde",
        "tmlr",
        "tog",
        "tois",
        "tpami",
        "tvcg",
    ]
)


@lru_cache(maxsize=1024)
def is_journal(name: str) -> bool:
    """Tell whether a venue is a journal; everything else is taken for a conference."""
    plain = " ".join(re.findall(r"[a-z0-9]+", fold(name)))
    if _PROCEEDINGS_JOURNAL.match(plain):
        return True
    if _CONFERENCE.search(plain):
        return False
    return plain in _JOURNALS or _JOURNAL.search(plain) is not None
