"""Working out what a library needs of a paper that comes in.

That takes longer than all else that is done with a paper, and needs nothing but the paper: so
whoever reads a file in a process of its own does it there (`store.apart`).
"""

from __future__ import annotations

from store.identity import key_digests, readable
from store.index.entry import searched
from store.models import Paper, Prepared
from store.record import content_digest


def prepared(paper: Paper, *, is_to_be_searched: bool = False) -> Prepared:
    """Work out what a library needs of a paper.

    Args:
        paper: the paper.
        is_to_be_searched: whether its words are needed too, as for a library's first papers.
    """
    return Prepared(
        readable(paper),
        tuple(key_digests(paper)),
        content_digest(paper),
        searched(paper) if is_to_be_searched else None,
    )
