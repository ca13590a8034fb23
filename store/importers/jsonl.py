"""JSON lines: one object a paper, a line each; also one array of them, and indented objects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.importers.contract import Context, Draft, Rejection
from store.importers.foreign import is_csl
from store.importers.objects import read_objects
from store.importers.row import draft_of

_TITLE = re.compile(r'"title"\s*:')


class JsonlImporter:
    """Reads JSON lines."""

    name = "jsonl"

    def recognises(self, text: str) -> bool:
        """Tell whether there are JSON objects with a title, other than those of CSL."""
        start = text.lstrip("\ufeff\0 \t\r\n")
        if start[:1] in ("{", "["):
            return bool(_TITLE.search(start)) and not is_csl(start)
        lines = (line.strip() for line in text.split("\n"))
        return any(
            line.startswith("{") and line.endswith(("}", "},")) and _TITLE.search(line)
            for line in lines
        )

    def read(self, text: str, context: Context) -> Iterator[Draft | Rejection]:
        """Give every object of the text; see `store.importers.objects.read_objects`."""
        return self.read_bytes(text.encode("utf-8", "surrogatepass"), context)

    def read_bytes(self, data: bytes | bytearray, context: Context) -> Iterator[Draft | Rejection]:
        """Give what `read` gives, of a text in UTF-8."""
        return read_objects(data, context, draft_of)
