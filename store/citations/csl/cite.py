"""Citations of papers in a style, as text, Markdown or HTML."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from store.citations.csl import marks
from store.citations.csl.engine import Engine
from store.citations.csl.item import item
from store.citations.csl.style_file import style_file
from store.citations.field import plain, venue, year_month
from store.citations.link import link
from store.models import Paper

_LOCK = threading.Lock()
"""Elements of a style take notes while they print."""


class Cited(NamedTuple):
    """Citations."""

    text: str
    """One a line, in the order of the papers, without a line break at the end."""
    failed: tuple[str, ...] = ()
    """Ids of papers that the style could not print; they are told plainly instead."""

    @property
    def notice(self) -> str:
        """What is to be said about them; empty where all is well."""
        if not self.failed:
            return ""
        many = f" and {len(self.failed) - 1} more" if len(self.failed) > 1 else ""
        return f"The style cannot print {self.failed[0]}{many}: given plainly."


def _html_entry(text: str) -> str:
    return f'<div class="csl-entry">{marks.html(text)}</div>'


FORMS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"text": marks.plain_text, "markdown": marks.markdown, "html": _html_entry}
)
"""What citations can be written as."""


def cite(
    papers: Sequence[Paper],
    style: str,
    form: str = "text",
    own: Path | None = None,
    progress: Callable[[float], None] = lambda _share: None,
) -> Cited:
    """Give citations.

    Args:
        papers: in the order wanted, which is kept; a style that numbers them numbers them so.
        style: see `store.citations.csl.style_file.style_file`.
        form: one of `FORMS`.
        own: the folder of the user's own styles.
        progress: told how far it is, from 0 to 1.

    Raises:
        UnknownStyleError: there is no such style.
        StyleError: its file cannot be used.
    """
    engine = _engine(style, own)
    lines, failed = [], []
    for number, paper in enumerate(papers, 1):
        progress(number / len(papers))
        try:
            with _LOCK:
                line = engine.line(item(paper), number)
        except Exception:  # styles are programs, and not every one was tried on every paper
            line = ""
        if not any(map(str.isalnum, line)):  # some leave out what little is known of
            line = _plainly(paper)
            failed.append(plain(paper.id))
        lines.append(FORMS[form](line))
    gap = "\n\n" if form == "markdown" else "\n"
    return Cited(gap.join(lines), tuple(failed))


def check(style: str, own: Path | None = None) -> None:
    """Look whether a style can be used.

    Raises:
        UnknownStyleError: there is no such style.
        StyleError: its file cannot be used.
    """
    _engine(style, own)


def _engine(style: str, own: Path | None) -> Engine:
    path = style_file(style, own)
    return _made(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _made(path: Path, _changed: int) -> Engine:
    return Engine(path)


def _plainly(paper: Paper) -> str:
    authors = ", ".join(map(plain, paper.authors))
    if authors and not paper.authors_complete:
        authors += ", et al"
    address = link(paper)
    parts = [authors, plain(paper.title), venue(paper), year_month(paper)[0]]
    told = ". ".join(part.rstrip(".") for part in parts if part) + "."
    return marks.kept(told if address.is_search else f"{told} {address.url}")
