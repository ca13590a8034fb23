"""citeproc-py's elements of a style, mended where they print other than CSL has it.

`CLASSES` are what a style is to be made of (`store.citations.csl.engine` does).  The elements are
kept in memory as long as their style, so what is worked out of a style once stays with them.
"""

from __future__ import annotations

from typing import Any

from citeproc import model
from citeproc.source import CitationItem, Reference, VariableError
from citeproc.string import String

from store.citations.csl import initials, marks, number
from store.citations.csl.element import Cased, Numbered, Telling, Words, as_known
from store.citations.csl.item import CUT_OFF

_COUNTED = "chapter-number collection-number edition issue number number-of-pages volume"
_NUMBERS = frozenset([*_COUNTED.split(), "number-of-volumes"])
"""Variables whose ranges have a dash, wherever they are printed."""


class Marking:
    """What citeproc-py calls a formatter: it makes marks, of which any output can be made."""

    @staticmethod
    def preformat(text: object) -> str:
        """Give a text of the style as it stands."""
        return str(text)

    @staticmethod
    def _face(face: str) -> Any:
        return lambda text: face[0] + str(text) + face[1]


for _name, _face in {
    "Italic": marks.ITALIC,
    "Oblique": marks.ITALIC,
    "Bold": marks.BOLD,
    "Superscript": marks.RAISED,
    "Subscript": marks.LOWERED,
    "SmallCaps": marks.SMALL,
    "Underline": marks.UNDERLINED,
}.items():
    setattr(Marking, _name, staticmethod(Marking._face(_face)))
Marking.Light = staticmethod(str)  # type: ignore[attr-defined]


class Cited(CitationItem):  # type: ignore[misc]
    """One paper as the elements want it."""

    def __init__(self, reference: Reference, place: int) -> None:
        super().__init__("paper")
        self.__dict__["_reference"] = reference
        self.__dict__["_place"] = place

    @property
    def reference(self) -> Reference:
        """What is known about the paper."""
        return self.__dict__["_reference"]

    @property
    def number(self) -> int:
        """Which of the papers it is, from 1."""
        return int(self.__dict__["_place"])


class Style(model.Style):  # type: ignore[misc]
    """The whole style."""

    def get_macro(self, name: str) -> Any:
        """Give a macro; looked for once."""
        known = self.__dict__.setdefault("_macros", {})
        if name not in known:
            known[name] = super().get_macro(name)
        return known[name]

    def get_term(
        self,
        name: str,
        form: str | None = None,
        fallback_locale: bool = True,
        zero_padded: bool = False,
    ) -> Any:
        """Give a word of the language; looked for once."""
        known = self.__dict__.setdefault("_terms", {})
        asked = name, form, fallback_locale, zero_padded
        if asked not in known:
            known[asked] = super().get_term(*asked)
        return known[asked]


class Text(Numbered, Telling, Cased, model.Text):  # type: ignore[misc]
    """A variable, macro, word or value."""

    def strip_periods(self, string: Any) -> Any:
        """Leave out full stops where the style wants none, those of a paper's own as well."""
        if self.get("strip-periods", "false").lower() != "true":
            return string
        return String(marks.without_stops(str(string)))

    def quote(self, string: Any) -> Any:
        """Put marks where the quotation marks will be."""
        if self.get("quotes", "false").lower() != "true":
            return string
        return marks.OPEN + str(string) + marks.CLOSE

    def _variable(self, item: Cited, context: Any) -> Any:
        name = self.get("variable")
        layout = context.get_layout()
        try:
            is_repressed = name in layout.repressed.get(self.tag, ())
            found = None if is_repressed else super()._variable(item, context)
        except VariableError:
            found = None
        if name not in self.generated_variables:
            self._tell(is_there=found not in (None, ""))
        if found in (None, ""):
            return None
        if name in _NUMBERS:
            found = self._process(found, name)
        if isinstance(found, str | list) and name not in ("URL", "DOI"):
            found = String(marks.kept(str(found)))
        elif name in ("URL", "DOI"):
            found = String(marks.kept(str(found).replace("'", "%27")))
        layout.__dict__.setdefault("_printed", []).append(name)
        return found

    def process(self, item: Cited, context: Any = None, **kwargs: Any) -> Any:
        """Give the text, and its language."""
        if "macro" in self.attrib:
            about = self._begin()
            try:
                text, language = super().process(item, context=context, **kwargs)
            except VariableError:
                self._end(about, is_there=False)
                raise
            self._end(about, is_there=bool(text))
            return text or None, language
        text, language = super().process(item, context=context, **kwargs)
        return (None if text == "" else text), language


class Number(Numbered, Telling, Cased, model.Number):  # type: ignore[misc]
    """A number."""

    def process(self, item: Cited, context: Any = None, **kwargs: Any) -> Any:
        """Give the number; a variable with a hyphen in its name is known with an underscore."""
        name = self.get("variable")
        is_there = bool(item.reference.get("page" if name == "page-first" else as_known(name)))
        self._tell(is_there=is_there or name == "locator")
        if "-" in name and name != "page-first":
            return self._process(item.reference[as_known(name)], name)
        return super().process(item, context=context, **kwargs)

    def format_number(self, number: str) -> str:
        """Give one number; zeros before it are a part of its name."""
        return number if number.startswith("0") else str(super().format_number(number))


class Label(Words, Cased, model.Label):  # type: ignore[misc]
    """A word for what a number is."""

    def process(
        self,
        item: Cited,
        variable: Any = None,
        plural: Any = None,
        context: Any = None,
        **rest: Any,
    ) -> Any:
        """Give the word; none where there is no number."""
        own = self.get("variable")
        if (
            variable is None
            and own not in (None, "locator")
            and own.replace("-", "_") not in (item.reference)
        ):
            raise VariableError
        if own == "locator" and not item.has_locator:
            raise VariableError
        return super().process(item, variable, plural, context, **rest)

    def _is_plural(self, item: Cited) -> bool:
        name = self.get("variable")
        if name == "locator" or name.startswith("number-of"):
            return bool(super()._is_plural(item))
        return number.is_several(str(item.reference.get(as_known(name), "")))


class Names(Telling, model.Names):  # type: ignore[misc]
    """Persons in their roles."""

    def process(
        self, item: Cited, names_context: Any = None, context: Any = None, **kwargs: Any
    ) -> Any:
        """Give the persons, but not those who stand in the place of others already."""
        layout = (self if context is None else context).get_layout()
        repressed = layout.repressed.get(f"{{{self.nsmap['cs']}}}text", ())
        names = self.get("variable").split()
        known = [name for name in names if item.reference.get(as_known(name))]
        is_there = bool(known) and not any(name in repressed for name in known)
        self._tell(is_there=is_there)
        if known and not is_there:
            raise VariableError
        layout.__dict__.setdefault("_printed", []).extend(known)
        if names_context is None and self.name is None:  # written as those it stands for
            names_context = next(self.iterancestors(self.tag), None)
        return super().process(item, names_context, context, **kwargs)


class NameElement(Words, model.Name):  # type: ignore[misc]
    """How names are written."""

    def get_option(self, name: str, context: Any = None, sort_options: Any = None) -> Any:
        """Give an option; looked for once in each place a macro is used from."""
        if sort_options and name in sort_options:
            return super().get_option(name, context, sort_options)
        known = self.__dict__.setdefault("_options", {})
        place = id(context), name
        if place not in known:
            known[place] = super().get_option(name, context, None)
        return known[place]

    def process(
        self, item: Cited, variable: str, context: Any = None, sort_options: Any = None, **rest: Any
    ) -> Any:
        """Give the names."""
        names = item.reference.get(variable, [])
        options = dict(sort_options or {})
        if self.get_option("delimiter-precedes-last", context, options) == "after-inverted-name":
            order = self.get_option("name-as-sort-order", context, options)
            is_inverted = order == "all" or (order == "first" and len(names) == 2)
            options["delimiter-precedes-last"] = "always" if is_inverted else "never"
        if variable in item.reference.get(CUT_OFF, ()):
            least = self.get_option("et-al-min", context, options)
            if not least or len(names) < least:
                options["et-al-min"] = len(names)
                options["et-al-use-first"] = len(names) - 1
            options["et-al-use-last"] = "false"
        return super().process(item, variable, context=context, sort_options=options, **rest)

    def initialize(self, given: str, mark: str, context: Any) -> str:
        """Give given names as initials, or with the initials among them written like others."""
        if self._inherited("initialize", context, "true") == "false":
            return initials.parted(given, mark)
        has_hyphen = self.get_option("initialize-with-hyphen", context)
        return initials.shortened(given, mark, has_hyphen=bool(has_hyphen))

    def _inherited(self, name: str, context: Any, default: str) -> str:
        ancestor = "./ancestor::*[self::cs:citation or self::cs:bibliography][1]"
        places = [self, *(self if context is None else context).xpath_search(ancestor)]
        places.append(self.get_root())
        return next((str(one.get(name)) for one in places if one.get(name)), default)


class Substitute(Words, model.Substitute):  # type: ignore[misc]
    """What stands in the place of names that are missing; it is not printed a second time."""

    def add_to_repressed_list(self, child: Any, context: Any) -> None:
        """Take note of what was printed."""
        super().add_to_repressed_list(child, context)
        layout = context.get_layout()
        printed = layout.__dict__.get("_printed", [])
        tag = f"{{{self.nsmap['cs']}}}text"
        layout.repressed.setdefault(tag, []).extend(printed)

    def render(self, item: Cited, context: Any = None, **kwargs: Any) -> Any:
        """Give the first that is there."""
        context.get_layout().__dict__["_printed"] = []
        return super().render(item, context=context, **kwargs)


class Date(Telling, model.Date):  # type: ignore[misc]
    """A date."""

    def process(self, item: Cited, *args: Any, **kwargs: Any) -> Any:
        """Give the date; one that is known counts, even where the part wanted of it is not."""
        if "variable" in self.attrib:
            self._tell(is_there=bool(item.reference.get(as_known(self.get("variable")))))
        return super().process(item, *args, **kwargs)

    def render_single_date(self, date: Any, show_parts: Any = None, context: Any = None) -> Any:
        """Give a date; what stands between its parts is told by the language's own form."""
        parts = self.parts(date, show_parts, context if context is not self else None)
        return self.join(parts) if parts else None


class DatePart(Words, Cased, model.Date_Part):  # type: ignore[misc]
    """A part of a date."""


class NamePart(Words, Cased, model.Name_Part):  # type: ignore[misc]
    """How a part of a name is written."""


class If(Words, model.If):  # type: ignore[misc]
    """A condition."""

    def render(self, item: Cited, context: Any = None, delimiter: str = "", **kwargs: Any) -> Any:
        """Give what holds; papers are never told apart by more than the style prints of one."""
        if "disambiguate" in self.attrib:
            raise model.ConditionFailed
        return super().render(item, context=context, delimiter=delimiter, **kwargs)

    def _is_numeric(self, item: Cited) -> list[bool]:
        names = self.get("is-numeric").replace("-", "_").split()
        return [number.is_numeric(str(item.reference.get(name, ""))) for name in names]


class ElseIf(If, model.Else_If):  # type: ignore[misc]
    """A condition after another."""


class Group(Telling, model.Group):  # type: ignore[misc]
    """Several that belong together."""

    def process(self, item: Cited, context: Any = None, **kwargs: Any) -> Any:
        """Give them; nothing where variables were asked for and none of them was there."""
        about = self._begin()
        output = []
        for child in self.iterchildren():
            is_choice = isinstance(child, model.Choose)
            between = {"delimiter": self.get("delimiter", "")} if is_choice else {}
            try:
                text = child.render(item, context=context, **between, **kwargs)
            except VariableError:
                continue
            if text is not None:
                output.append(text)
        is_there = self._end(about, is_there=bool(output))
        if not is_there:
            raise VariableError
        return self.join(output)


class Layout(Words, model.Layout):  # type: ignore[misc]
    """A whole citation."""

    def line(self, item: Cited) -> str:
        """Give the line of a paper."""
        self.repressed: dict[str, list[str]] = {}
        parent = self.getparent()
        is_numbered = parent.get("second-field-align") is not None
        head, *rest = list(self)
        parts = []
        if is_numbered:
            first = self._child(head, item)
            parts = [first + " "] if first else []
        else:
            rest = [head, *rest]
        parts += [self._child(child, item) for child in rest]
        return str(self.format(self.wrap(String("".join(parts)))))

    def _child(self, child: Any, item: Cited) -> str:
        try:
            return str(child.render(item, context=None) or "")
        except VariableError:
            return ""


CLASSES: dict[str, type] = {
    "style": Style,
    "text": Text,
    "number": Number,
    "label": Label,
    "names": Names,
    "name": NameElement,
    "substitute": Substitute,
    "date": Date,
    "date-part": DatePart,
    "name-part": NamePart,
    "if": If,
    "else-if": ElseIf,
    "group": Group,
    "layout": Layout,
}
"""By the name of the element."""
