"""CSL-JSON, as pandoc, Zotero and citation processors read it; ids are citation keys."""

from __future__ import annotations

from collections.abc import Iterator

from store.citations.csl.item import CUT_OFF, item
from store.citations.field import plain
from store.citations.link import web_address
from store.exporters.contract import Row, Source
from store.exporters.text import lines
from store.models import JsonObject
from store.record import json_line


class CslJsonExporter:
    """Writes one array of items."""

    name = "csl-json"
    label = "CSL-JSON"
    has_keys = True
    suffixes = (".json",)

    def write(self, source: Source) -> Iterator[str]:
        """Give the array, an item a line."""
        yield "["
        gap = "\n"
        for row in source:
            yield gap + json_line(_content(row))
            gap = ",\n"
        yield "\n]\n"


def _content(row: Row) -> JsonObject:
    paper, marks = row.paper, row.marks
    content = item(paper) | {"id": row.key}
    cut_off = content.pop(CUT_OFF, ())
    is_cut_off = isinstance(cut_off, list) and "author" in cut_off
    if paper.abstract:
        content["abstract"] = plain(paper.abstract)
    if marks.tags:
        content["keyword"] = ", ".join(map(plain, marks.tags))
    if marks.note:
        content["note"] = "\n".join(lines(marks.note))
    more = {
        "paperdeck-id": paper.id,
        "authors-complete": False if is_cut_off else None,
        "arxiv": plain(paper.identifiers.get("arxiv", "")),
        "pdf": web_address(paper.identifiers.get("pdf", "")),
        "code": web_address(paper.identifiers.get("code", "")),
        "categories": list(map(plain, paper.categories)),
        "organisations": list(map(plain, paper.organisations)),
    }
    content["custom"] = {name: value for name, value in more.items() if value not in (None, "", [])}
    return content
