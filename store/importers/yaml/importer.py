"""Papers out of YAML, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.importers.bibtex.paper import paper_of
from store.importers.contract import REJECTED_TEXT_LIMIT, Context, Draft, Rejection
from store.importers.csl_json import draft_of
from store.importers.objects import RowError
from store.importers.plain import one_line
from store.importers.stub import UNTITLED
from store.importers.yaml.piece import pieces_of
from store.importers.yaml.value import Value, value_of
from store.models import JsonObject

_START = re.compile(r"\A\ufeff?(?:[ \t]*(?:#[^\n]*|%YAML[^\n]*|---[ \t]*)?\n)*")
_REFERENCES = re.compile(
    r"^references:[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*[ ]*-(?: |\n)", re.MULTILINE
)
_ITEM = re.compile(r" *-[ \n] *(?:id|title|type|author|issued|DOI|URL|abstract|citation-key):")
_COBIB = re.compile(r"^[ ]+ENTRYTYPE:[ ]*\w", re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*\S", re.MULTILINE)
_PAPIS = re.compile(
    r"^(?:author_list|doi|files|journal|papis_id|ref|year|volume|citations):", re.MULTILINE
)
_KEY = re.compile(r"[^\s:#-][^\s:]{0,200}:")

_OF_BIBTEX = frozenset({"author_list", "year", "ref", "journal", "booktitle", "ENTRYTYPE"})
_SPAN = re.compile(r"\[([^][]*)\]\{[^{}]*\}")
_EMPHASIS = re.compile(r"(?<![\w\\*])(\*{1,3}|_{1,2})(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKED = ("title", "abstract", "container-title", "collection-title", "publisher")
_FAMILY = ("particle", "family", "last", "surname", "literal")
_GIVEN = ("given", "first", "given_name")
_PROGRESS_EVERY = 50


class YamlImporter:
    """Reads YAML with CSL items, or as papis and cobib keep it."""

    name = "yaml"

    def recognises(self, text: str) -> bool:
        """Tell whether there are keys as only these programs write them."""
        start = text[found.end() :] if (found := _START.match(text)) else text
        if not _KEY.match(start) and not _ITEM.match(start):
            return False
        is_papis = _TITLE.search(start) and _PAPIS.search(start)
        return bool(
            _ITEM.match(start) or _REFERENCES.search(start) or _COBIB.search(start) or is_papis
        )

    def read(self, text: str, context: Context) -> Iterator[Draft | Rejection]:
        """Give every item or document that is a paper; those that are something else are not."""
        return self.read_bytes(text.encode("utf-8", "surrogatepass"), context)

    def read_bytes(self, data: bytes | bytearray, context: Context) -> Iterator[Draft | Rejection]:
        """Give what `read` gives, of a text in UTF-8."""
        for count, (start, end, line) in enumerate(pieces_of(data)):
            if count % _PROGRESS_EVERY == 0:
                context.progress(start / len(data))
            text = data[start:end].decode("utf-8", "surrogatepass")
            try:
                for item in _items(value_of(text)):
                    yield _draft(item, line, context)
            except RowError as error:
                shown = text[:REJECTED_TEXT_LIMIT].rstrip()
                yield Rejection(context.source, line, str(error), shown)
        context.progress(1.0)


def _items(value: Value) -> Iterator[JsonObject]:
    """Give the papers of a piece: an item, a document, or what it has by citation keys."""
    values = value if isinstance(value, list) else [value]
    for one in values:
        if not isinstance(one, dict):
            raise RowError("it is not a mapping of names to values")
        inner = [entry for entry in one.values() if _is_of_cobib(entry)]
        if inner and "title" not in one:
            yield from inner
        elif not set(one) <= {"nocite", "lang", "bibliography", "csl"}:
            yield one  # else it is what pandoc needs for its own work


def _is_of_cobib(value: object) -> bool:
    return isinstance(value, dict) and "ENTRYTYPE" in value


def _draft(item: JsonObject, line: int, context: Context) -> Draft:
    if _OF_BIBTEX.isdisjoint(item) and not isinstance(item.get("author"), str):
        marked = {name: _plain(text) for name in _MARKED if isinstance(text := item.get(name), str)}
        return draft_of({**item, **marked}, line, context, one_line)
    fields = {name.lower(): _text(value) for name, value in item.items()}
    if people := _people(item):
        fields["author"] = people
    kind = fields.get("entrytype") or fields.get("type") or "misc"
    paper = paper_of(
        kind.lower(), {name: text for name, text in fields.items() if text}, context.source
    )
    if paper is None:
        raise RowError(f"it has {UNTITLED}")
    return Draft(paper, line)


def _text(value: object) -> str:
    """Give a value as BibTeX has it; of several addresses or files the first."""
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), "")
    return value if isinstance(value, str) else ""


def _people(item: JsonObject) -> str:
    """Give a list of names as BibTeX writes it."""
    given = item.get("author_list") or item.get("author")
    if not isinstance(given, list):
        return ""
    names = []
    for one in given:
        if isinstance(one, str):
            names.append(one)
        elif isinstance(one, dict):
            family = [_text(one.get(key)) for key in _FAMILY]
            first = next(filter(None, (_text(one.get(key)) for key in _GIVEN)), "")
            last = " ".join(filter(None, family))
            suffix = _text(one.get("suffix"))
            names.append(", ".join(filter(None, (last, suffix, first))) if first else f"{{{last}}}")
    return " and ".join(filter(None, names))


def _plain(text: str) -> str:
    """Give a text without the marks of Markdown that pandoc puts into it."""
    if not any(sign in text for sign in "*_[\\"):
        return text
    text = _EMPHASIS.sub(r"\2", _SPAN.sub(r"\1", text))
    return _ESCAPE.sub(r"\1", text)
