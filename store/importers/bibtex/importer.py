"""BibTeX and BibLaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.importers.bibtex.block import Broken, Entry, Macro, blocks_of, read_block
from store.importers.bibtex.heritage import Heritage
from store.importers.bibtex.paper import paper_of
from store.importers.bibtex.value import MACROS, value_of
from store.importers.contract import REJECTED_TEXT_LIMIT, Context, Draft, Rejection
from store.importers.stub import UNTITLED

_BLOCK = re.compile(
    r"^[ \t]*@(?:article|book|booklet|bookinbook|collection|comment|conference|dataset|inbook|"
    r"incollection|inproceedings|inreference|manual|masterthesis|mastersthesis|misc|mvbook|"
    r"mvcollection|online|patent|periodical|phdthesis|preamble|proceedings|reference|report|set|"
    r"software|string|suppbook|techreport|thesis|unpublished|www|xdata)\s*[{(]"
    r"|^[ \t]*@[a-z]{3,40}\s*\{\s*[^\s{},=]{1,200}\s*,\s*[a-z_-]{2,40}\s*=\s*[{\"0-9a-z]",
    re.MULTILINE | re.IGNORECASE,
)
_NO_PAPER = frozenset({"xdata", "set", "control", "ieeetranbstctl", "bibnote", "comment"})
"""Kinds of entries that are about no publication."""

_PROGRESS_EVERY = 200


class BibtexImporter:
    """Reads bibliographies of BibTeX and BibLaTeX."""

    name = "bibtex"

    def recognises(self, text: str) -> bool:
        """Tell whether a line begins an entry."""
        return bool(_BLOCK.search(text.lstrip("\ufeff")))

    def read(self, text: str, context: Context) -> Iterator[Draft | Rejection]:
        """Give every entry of the text as a draft, or as a rejection with the reason.

        Macros hold from where they are defined. An entry that refers to another (``crossref``,
        ``xdata``) inherits from it wherever in the text that stands.
        """
        return self.read_bytes(text.encode("utf-8", "surrogatepass"), context)

    def read_bytes(self, data: bytes | bytearray, context: Context) -> Iterator[Draft | Rejection]:
        """Give what `read` gives, of a text in UTF-8."""
        macros = dict(MACROS)
        heritage = Heritage(data)
        for count, (start, end, line) in enumerate(blocks_of(data)):
            if count % _PROGRESS_EVERY == 0:
                context.progress(start / len(data))
            text = data[start:end].decode("utf-8", "surrogatepass")
            for block in read_block(text, line):
                if isinstance(block, Macro):
                    macros[block.name] = value_of(block.value, macros)
                elif isinstance(block, Broken):
                    if not block.raw[:8].lower().startswith("@comment"):
                        yield _rejection(block, block.reason, context)
                elif block.kind not in _NO_PAPER:
                    yield _read(block, macros, heritage, context)
        context.progress(1.0)


def _read(
    entry: Entry, macros: dict[str, str], heritage: Heritage, context: Context
) -> Draft | Rejection:
    fields = {name: value_of(raw, macros) for name, raw in entry.fields.items()}
    if heritage:
        fields = heritage.completed(entry.kind, fields, macros)
    paper = paper_of(entry.kind, fields, context.source)
    if paper is None:
        return _rejection(entry, f"the entry has {UNTITLED}", context)
    return Draft(paper, entry.line)


def _rejection(block: Entry | Broken, reason: str, context: Context) -> Rejection:
    return Rejection(context.source, block.line, reason, block.raw[:REJECTED_TEXT_LIMIT])
