"""A reading digest in Markdown: starred papers, then the queue, then the rest, with notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.citations.field import plain, venue, year_month
from store.citations.link import link
from store.exporters.contract import Row, Source
from store.exporters.text import lines
from store.models import Marks

_ACTIVE = re.compile(r"[\\`*_\[\]<>~|#]|&(?=#?\w+;)|^[-+=](?=\s|$)|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
_GROUPS = ("Starred", "To read", "Read", "Unread")
_MOST_AUTHORS = 8


class MarkdownExporter:
    """Writes a heading a group, and a paper under a heading of its own."""

    name = "markdown"
    label = "Markdown, a reading digest"
    has_keys = False
    suffixes = (".md", ".markdown")

    def write(self, source: Source) -> Iterator[str]:
        """Give the digest; each paper stands in it once."""
        count = len(source.ids)
        papers = "1 paper" if count == 1 else f"{count:,} papers"
        title = passive(plain(source.title)) or "Reading digest"
        yield f"# {title}\n\n{papers}{f', {source.day}' if source.day else ''}\n"
        groups: dict[str, list[str]] = {name: [] for name in _GROUPS}
        for paper_id in source.ids:
            groups[_group(source.marks(paper_id))].append(paper_id)
        for name, ids in groups.items():
            if ids and source.has_marks:
                yield f"\n## {name} ({len(ids):,})\n"
            for row in source.rows(ids):
                yield "\n" + _paper(row)


def _group(marks: Marks) -> str:
    if marks.starred:
        return "Starred"
    if marks.queued:
        return "To read"
    return "Read" if marks.read else "Unread"


def passive(text: str) -> str:
    """Give a text in which nothing is Markdown."""
    return _ACTIVE.sub(lambda found: "\\" + found[0], text)


def _paper(row: Row) -> str:
    paper, marks = row.paper, row.marks
    address = link(paper)
    title = passive(plain(paper.title))
    url = address.url.replace("(", "%28").replace(")", "%29")
    head = title if address.is_search else f"[{title}]({url})"
    names = [passive(plain(name)) for name in paper.authors[:_MOST_AUTHORS]]
    is_all = paper.authors_complete and len(paper.authors) <= _MOST_AUTHORS
    authors = ", ".join(names) + ("" if is_all or not names else " et al.")
    where = [venue(paper), year_month(paper)[0], *paper.categories]
    facts = [
        authors,
        passive(", ".join(part for part in map(plain, where) if part)),
        "★" * (marks.rating or 0),
        " ".join(f"\\#{passive(plain(tag))}" for tag in marks.tags),
    ]
    parts = [f"### {head}\n", " · ".join(part for part in facts if part) + "\n"]
    if marks.note:
        # A note is the reader's own, and may be Markdown; quoted, it cannot end the paper.
        parts.append("\n".join(f"> {line}".rstrip() for line in lines(marks.note)) + "\n")
    elif paper.abstract:
        parts.append(f"{passive(plain(paper.abstract))}\n")
    return "\n".join(part for part in parts if part.strip())
