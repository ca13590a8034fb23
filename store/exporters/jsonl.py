"""JSON lines: everything about a paper and its marks on a line; an import takes all of it back."""

from __future__ import annotations

from collections.abc import Iterator

from store.exporters.contract import Source
from store.record import json_line, to_json
from store.whole import whole

_MARKS = ("read", "starred", "queued", "rating", "tags", "note")


class JsonlExporter:
    """Writes what ``paperdeck list --json`` prints."""

    name = "jsonl"
    label = "JSON lines, all there is"
    has_keys = False
    suffixes = (".jsonl", ".ndjson")

    def write(self, source: Source) -> Iterator[str]:
        """Give a line a paper."""
        for row in source:
            if source.has_marks:
                content = whole(row.paper, row.marks, row.merged)
            else:  # nor what else its reader decided
                content = to_json(row.paper, row.marks)
                for name in _MARKS:
                    del content[name]
            yield json_line(content) + "\n"
