"""The formats by their names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from store.exporters.biblatex import BiblatexExporter
from store.exporters.bibtex import BibtexExporter
from store.exporters.contract import Exporter
from store.exporters.csl_json import CslJsonExporter
from store.exporters.csv import CsvExporter
from store.exporters.jsonl import JsonlExporter
from store.exporters.markdown import MarkdownExporter
from store.exporters.ris import RisExporter

_ALL: tuple[Exporter, ...] = (
    BibtexExporter(),
    BiblatexExporter(),
    RisExporter(),
    CslJsonExporter(),
    MarkdownExporter(),
    CsvExporter(),
    JsonlExporter(),
)

EXPORTERS: Mapping[str, Exporter] = MappingProxyType({one.name: one for one in _ALL})
"""In the order of the chooser."""


def exporter_of(file_name: str) -> Exporter | None:
    """Give the format that a file's name tells; None where it tells none."""
    name = file_name.lower()
    return next((one for one in _ALL if any(map(name.endswith, one.suffixes))), None)
