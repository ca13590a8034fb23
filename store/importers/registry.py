"""The importers, by name and by what a text looks like."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from store.errors import SourceError
from store.importers.arxiv import ArxivImporter
from store.importers.bibtex.importer import BibtexImporter
from store.importers.contract import Importer
from store.importers.csl_json import CslJsonImporter
from store.importers.foreign import foreign_format
from store.importers.ids import IdsImporter
from store.importers.jsonl import JsonlImporter
from store.importers.listing.importer import ListingImporter
from store.importers.ris import RisImporter
from store.importers.yaml.importer import YamlImporter

HEAD = 1 << 16
"""Characters that an importer is asked to recognise."""

_ALL: tuple[Importer, ...] = (
    ListingImporter(),
    JsonlImporter(),
    CslJsonImporter(),
    BibtexImporter(),
    RisImporter(),
    ArxivImporter(),
    YamlImporter(),
    IdsImporter(),
)

IMPORTERS: Mapping[str, Importer] = MappingProxyType({one.name: one for one in _ALL})
"""Name, as in ``--format``, to importer; in the order in which they are asked."""

_WHAT_CAN_BE = (
    "paperdeck imports listings, JSON lines, BibTeX, RIS, CSL-JSON, Atom and RSS, "
    "YAML of CSL items, papis and cobib, and lists of arXiv ids and DOIs"
)


def importer_named(name: str) -> Importer:
    """Give the importer of a format.

    Raises:
        SourceError: There is none of this name; says which there are.
    """
    try:
        return IMPORTERS[name]
    except KeyError:
        raise SourceError(
            f"The format {name!a} cannot be imported yet; choose {' or '.join(IMPORTERS)}."
        ) from None


def recognised(head: str) -> Importer | None:
    """Give the importer that recognises the beginning of a text, if there is one."""
    return next((importer for importer in _ALL if importer.recognises(head)), None)


def detect(text: str, name: str = "This text") -> Importer:
    """Give the importer that recognises a text.

    Args:
        text: The whole text.
        name: What to call it in a message.

    Raises:
        SourceError: None does; names the format where it is a known one.
    """
    head = text[:HEAD]
    if found := recognised(head):
        return found
    if foreign := foreign_format(head):
        raise SourceError(
            f"{name} looks like {foreign}, which cannot be imported yet; {_WHAT_CAN_BE}."
        )
    for start in range(HEAD, len(text), HEAD):  # papers may follow a long preface
        if found := recognised(text[start : start + HEAD]):
            return found
    raise SourceError(
        f"{name} has no paper in a format that paperdeck knows; {_WHAT_CAN_BE} "
        f"(--format {'|'.join(IMPORTERS)} reads it as one of them all the same)."
    )
