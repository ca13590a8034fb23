"""Citation keys that every paper of a library keeps, whichever of them are cited together."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

from store.catalogue import Catalogue
from store.citations.field import plain, year_month
from store.citations.key import PATTERN, citation_key, distinct
from store.errors import UnknownPaperError
from store.models import Paper
from store.query import parse
from store.text.person import family_name

_MOST_LOOKED_UP = 50
"""Papers whose namesakes are searched for; of more it is sooner to look at the whole library."""

_LONGEST_NAME = 200
"""Characters; to search for the words of a longer one takes longer than to look at every paper."""


def keys_of(
    library: Catalogue,
    ids: Sequence[str],
    pattern: str = PATTERN,
    progress: Callable[[float], None] = lambda _share: None,
) -> dict[str, str]:
    """Give papers their citation keys.

    Of papers that would have the same key the one that was added first has it as it is, and the
    next ones with a letter. So a key depends neither on what else is cited with the paper nor on
    what is added later.

    Args:
        library: that the papers are in.
        ids: of the papers.
        pattern: see `store.citations.key.check_pattern`.
        progress: told how far it is, from 0 to 1.
    """
    wanted = {paper_id for paper_id in ids if paper_id in library}
    if len(wanted) <= _MOST_LOOKED_UP and "{author}" in pattern:
        namesakes = {name for paper_id in wanted for name in _namesakes(library, paper_id)}
        everyone = [paper_id for paper_id in library if paper_id in wanted | namesakes]
    else:
        everyone = list(library)
    bases = {}
    for number, paper_id in enumerate(everyone):
        if number % 500 == 0:
            progress(number / len(everyone))
        with contextlib.suppress(UnknownPaperError):  # deleted this moment
            bases[paper_id] = citation_key(library.paper(paper_id), pattern)
    keys = zip(bases, distinct(list(bases.values())), strict=True)
    return {paper_id: key for paper_id, key in keys if paper_id in wanted}


def _namesakes(library: Catalogue, paper_id: str) -> Sequence[str]:
    """Give the papers that may have the same first author and year."""
    query = _query(library.paper(paper_id))
    return library.find(parse(query)) if query else list(library)


def _query(paper: Paper) -> str:
    name = family_name(plain(paper.authors[0])) if paper.authors else ""
    name = name.replace('"', " ").strip()
    year, _month = year_month(paper)
    # Without one of them there is no telling by words who the others are.
    is_name = any(map(str.isalnum, name)) and len(name) <= _LONGEST_NAME
    return f'author:"{name}" year:{year}' if year and is_name else ""
