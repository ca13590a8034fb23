"""Which files a paper came from."""

from __future__ import annotations

from dataclasses import replace

from store.models import Paper

MOST = 20
"""So many of the files are remembered that told more of a paper later, the last ones."""


def with_sources(paper: Paper, told: Paper) -> Paper:
    """Give a paper with the files of another text about it that told something new.

    The file that brought the paper stays its source.

    Args:
        paper: the library's.
        told: the other text.
    """
    had = (paper.source, *paper.later_sources)
    came = [name for name in (told.source, *told.later_sources) if name and name not in had]
    if not came:
        return paper
    later = tuple(dict.fromkeys((*paper.later_sources, *came)))
    return replace(paper, later_sources=later[-MOST:])
