"""Papers to citations, by a style's file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from citeproc import LOCALES_PATH, PRIMARY_DIALECTS
from citeproc.model import CitationStylesElement
from citeproc.source import Name, Reference
from citeproc.source.json import CiteProcJSON
from lxml import etree

from store.citations.csl import marks
from store.citations.csl.item import CUT_OFF
from store.citations.csl.mended import CLASSES, Cited, Marking
from store.errors import PaperdeckError
from store.models import JsonObject

_CSL = "http://purl.org/net/xbiblio/csl"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ENGLISH = "en-US"


class StyleError(PaperdeckError):
    """A file is no style that can be used."""


class Engine:
    """One style, ready to be used.

    Args:
        path: its file.

    Raises:
        StyleError: it is no style, or one that does nothing by itself.
    """

    def __init__(self, path: Path) -> None:
        root = _parsed(path)
        if root.tag != f"{{{_CSL}}}style":
            raise StyleError(f"{path} is no style of CSL: its first element is not <style>.")
        places = [root.find(f"{{{_CSL}}}{name}") for name in ("bibliography", "citation")]
        place = next((one for one in places if one is not None), None)
        if place is None or place.find(f"{{{_CSL}}}layout") is None:
            raise StyleError(f"{path} tells nothing about how a citation is written.")
        for names in root.iter(f"{{{_CSL}}}names"):
            # One that is made while names are printed would be made again for each paper.
            is_inheriting = next(names.iterancestors(f"{{{_CSL}}}substitute"), None) is not None
            if names.find(f"{{{_CSL}}}name") is None and not is_inheriting:
                names.insert(0, names.makeelement(f"{{{_CSL}}}name"))
        root.formatter = Marking
        root.locales = _locales(root)
        place.__dict__["cites"] = []  # of the papers cited before, none
        self._root = root
        self._layout = place.find(f"{{{_CSL}}}layout")
        # What is worked out stays with the elements as long as they do.
        self._elements = [*root.iter(), *(one for each in root.locales for one in each.iter())]
        self._signs = (
            self._term("open-quote", "“"),
            self._term("close-quote", "”"),
            self._term("open-inner-quote", "‘"),
            self._term("close-inner-quote", "’"),
        )
        is_inside = root.get_locale_option("punctuation-in-quote") or "false"
        self._is_punctuation_quoted = is_inside.lower() == "true"

    def _term(self, name: str, default: str) -> str:
        return str(self._root.get_single_term(name=name)) or default

    def line(self, item: JsonObject, number: int = 1) -> str:
        """Give the citation of one paper, in marks (see `store.citations.csl.marks`).

        Args:
            item: the paper as CSL-JSON; see `store.citations.csl.item`.
            number: which of the papers it is.

        Raises:
            Exception: any; what the style does with this paper was not foreseen.
        """
        line = self._layout.line(Cited(_reference(item), number))
        line = marks.settled(line, is_punctuation_quoted=self._is_punctuation_quoted)
        return marks.quoted(line, self._signs).strip()


def _parsed(path: Path) -> Any:
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(_CSL)
    namespace[None] = CitationStylesElement
    known = CitationStylesElement.__subclasses__()
    namespace.update({one.__name__.replace("_", "-").lower(): one for one in known})
    namespace.update(CLASSES)
    parser = etree.XMLParser(
        remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True
    )
    parser.set_element_class_lookup(lookup)
    try:
        return etree.parse(str(path), parser).getroot()
    except OSError as error:
        raise StyleError(f"{path} cannot be read ({error}).") from error
    except etree.XMLSyntaxError as error:
        raise StyleError(f"{path} is no style of CSL: {error}.") from error


def _locales(root: Any) -> list[Any]:
    """Give where words are looked up: in the style first, then in its language, then in English."""
    wanted = root.get("default-locale") or _ENGLISH
    language = wanted.partition("-")[0]
    own = root.findall(f"{{{_CSL}}}locale")
    found = [one for name in (wanted, language, None) for one in own if one.get(_LANGUAGE) == name]
    files = [wanted, PRIMARY_DIALECTS.get(language, ""), _ENGLISH]
    for name in dict.fromkeys(files):
        path = Path(LOCALES_PATH) / f"locales-{name}.xml"
        if name and path.is_file():
            found.append(_parsed(path))
    for one in found:
        one.style = root
    return found


def _reference(item: JsonObject) -> Reference:
    cut_off = item.get(CUT_OFF, ())
    known = {name: value for name, value in item.items() if name != CUT_OFF}
    for role in ("author", "editor"):
        if role in item:
            known[role] = [
                {part: marks.spoken(text) for part, text in name.items()} for name in item[role]
            ]
    reference = CiteProcJSON([{**known, "id": "paper"}])["paper"]
    if cut_off:
        dict.__setitem__(reference, CUT_OFF, cut_off)
    for role in cut_off:
        reference[role].append(Name(literal="others"))
    return reference
