"""What an entry inherits from those it refers to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from store.importers.bibtex.block import Entry, blocks_of, read_block
from store.importers.bibtex.value import value_of

_REFERENCE = re.compile(rb"\b(?:crossref|xdata)\s*=\s*[{\"]\s*([^{}\"\n]{1,1000}?)\s*[}\"]", re.I)
_NAMES = b"crossref Crossref CrossRef CROSSREF xdata Xdata XData XDATA".split()
_KEY = re.compile(rb"\s*@\w+\s*[{(]\s*([^\s,{}()]{1,1000})\s*,")
_MOST_DEPTH = 4
"""Entries that refer to one another in a row."""

_OWN = frozenset({"crossref", "xref", "xdata", "keywords", "abstract", "entryset", "ids", "label"})
_OF_A_WORK = frozenset({"title", "shorttitle", "doi", "url", "eprint", "pages", "author", "note"})
"""What is said of the whole and not of its part."""

_BOOK_AUTHOR = frozenset({"inbook", "bookinbook", "suppbook"})
_RENAMED = {"title": "booktitle", "subtitle": "booksubtitle"}


class Heritage:
    """The entries of a bibliography that others refer to; falsy where there are none.

    Args:
        data: the bibliography, in UTF-8. It is looked through once, and nothing of it is kept
            but these entries.
    """

    def __init__(self, data: bytes | bytearray) -> None:
        wanted: set[bytes] = set()
        if any(name in data for name in _NAMES):  # most have none, and this is soon known
            for found in _REFERENCE.finditer(data):
                wanted.update(key.strip() for key in found[1].lower().split(b","))
        self._entries: dict[str, Entry] = {}
        for start, end, line in blocks_of(data) if wanted else ():
            key = _KEY.match(data, start, end)
            if not key or key[1].lower() not in wanted:
                continue
            text = data[start:end].decode("utf-8", "surrogatepass")
            for block in read_block(text, line):
                if isinstance(block, Entry):
                    self._entries.setdefault(block.key.lower(), block)

    def __bool__(self) -> bool:
        return bool(self._entries)

    def completed(
        self, kind: str, fields: dict[str, str], macros: Mapping[str, str], depth: int = 0
    ) -> dict[str, str]:
        """Give an entry's fields with those it inherits; its own come first.

        From ``crossref`` a part inherits the title of the whole as its ``booktitle``, and all
        that is not said of one of them alone; from ``xdata`` everything.

        Args:
            kind: the entry's.
            fields: its own fields.
            macros: of the bibliography.
            depth: how many entries have referred to one another already.
        """
        for name in ("xdata", "crossref") if depth < _MOST_DEPTH else ():
            for key in fields.get(name, "").lower().split(","):
                parent = self._entries.get(key.strip())
                if parent is None:
                    continue
                given = {one: value_of(raw, macros) for one, raw in parent.fields.items()}
                given = self.completed(parent.kind, given, macros, depth + 1)
                if name == "crossref":
                    given = _of_the_whole(kind, parent.kind, given)
                fields = {**given, **fields}
        return fields


def _of_the_whole(kind: str, whole: str, given: dict[str, str]) -> dict[str, str]:
    is_periodical = whole == "periodical"
    found = {name: text for name, text in given.items() if name not in _OWN | _OF_A_WORK}
    for name, as_part in _RENAMED.items():
        if name in given:
            found["journaltitle" if is_periodical and name == "title" else as_part] = given[name]
            found.pop(name, None)
    if whole == kind and "title" in given and not given.get("booktitle"):
        found["title"] = given["title"]  # a later part of a multivolume work
    if kind in _BOOK_AUTHOR and "author" in given:
        found["author"] = given["author"]
    return found
