"""Lists of arXiv ids, DOIs and addresses, as people paste them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from store.importers.contract import REJECTED_TEXT_LIMIT, Context, Draft, Rejection
from store.importers.plain import one_line
from store.importers.stub import stub
from store.models import Paper

_BULLET = re.compile(r"\s*(?:[-*•–]|[0-9]{1,4}[.)](?=\s)|\[[ xX0-9]{1,4}\])\s+")
_PARTS = re.compile(r"[\s,;|<>\"'`]+|\]\(|[\[(](?=https?:)")
_ARXIV_CLASS = re.compile(r"\[[A-Za-z.-]{2,20}\]")
_ENDS = ".,;:)]}"
_LETTER = re.compile(r"[^\W\d_]")
_PREFIXES = frozenset({"arxiv:", "doi:", "arxiv", "doi"})
_MOST_LINE = 20_000
_PROGRESS_EVERY = 500


class IdsImporter:
    """Reads lists of ids and addresses."""

    name = "ids"

    def recognises(self, text: str) -> bool:
        """Tell whether half of the lines or more are ids and addresses alone.

        Those after a # do not count; the others are told when it is read.
        """
        lines = [line for line in text.split("\n") if _content(line)]
        if len(text) > _MOST_LINE and len(lines) > 1:
            del lines[-1]  # it may be cut off
        return bool(lines) and sum(map(_is_ids, lines)) * 2 >= len(lines)

    def read(self, text: str, context: Context) -> Iterator[Draft | Rejection]:
        """Give a stub for each id and address, see `store.importers.stub`.

        What else stands in a line with one of them is its title. A line without any is rejected.
        """
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if number % _PROGRESS_EVERY == 0:
                context.progress(number / len(lines))
            content = _content(line[:_MOST_LINE])
            if not content:
                continue
            found = _read(content, context.source)
            if not found:
                reason = "it has no arXiv id, DOI or web address"
                yield Rejection(context.source, number + 1, reason, line[:REJECTED_TEXT_LIMIT])
            elif len(line) > _MOST_LINE:
                reason = f"only the first {_MOST_LINE:,} characters of the line were read"
                yield Rejection(context.source, number + 1, reason, line[:REJECTED_TEXT_LIMIT])
            for paper in found:
                yield Draft(paper, number + 1)
        context.progress(1.0)


def _content(line: str) -> str:
    line = line.strip("\ufeff \t\v\f\r\0")
    if line.startswith(("#", "//", "%")):
        return ""
    found = _BULLET.match(line)
    return line[found.end() :].strip() if found else line


def _parts(content: str) -> list[str]:
    """Give the words of a line; what only says of which kind the next one is joined to it."""
    words = [word for word in _PARTS.split(_ARXIV_CLASS.sub(" ", content)) if word]
    parts: list[str] = []
    for word in words:
        if parts and parts[-1].lower() in _PREFIXES:
            parts[-1] = f"{parts[-1].rstrip(':')}:{word}"
        else:
            parts.append(word)
    return parts


def _is_ids(line: str) -> bool:
    return all(stub(part.rstrip(_ENDS), "") for part in _parts(_content(line)[:_MOST_LINE]))


def _read(content: str, source: str) -> list[Paper]:
    papers, words = [], []
    for part in _parts(content):
        if paper := stub(part.rstrip(_ENDS), source):
            papers.append(paper)
        else:
            words.append(part)
    title = one_line(" ".join(words)).strip(" -–—:|[]()")
    if len(papers) == 1 and len(_LETTER.findall(title)) > 3:
        return [replace(papers[0], id="", title=title)]
    return papers
