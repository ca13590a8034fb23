"""What mended elements of a style have in common: memory, capitals, numbers, groups.

Each stands before one of citeproc-py's elements (`store.citations.csl.mended`).
"""

from __future__ import annotations

from typing import Any

from citeproc import model
from citeproc.string import String

from store.citations.csl import number
from store.citations.csl.casing import CASES


def as_known(name: str) -> str:
    """Give the name of a variable as citeproc-py has it."""
    return name.replace("-", "_")


class Words:
    """Looks up words and macros where they are remembered."""

    def get_root(self) -> Any:
        """Give the style; looked for once."""
        mine = self.__dict__
        if "_root" not in mine:
            mine["_root"] = super().get_root()  # type: ignore[misc]
        return mine["_root"]

    def get_layout(self) -> Any:
        """Give the layout; looked for once."""
        mine = self.__dict__
        if "_layout" not in mine:
            mine["_layout"] = super().get_layout()  # type: ignore[misc]
        return mine["_layout"]

    def get_macro(self, name: str) -> Any:
        """Give a macro."""
        return self.get_root().get_macro(name)

    def calls_variable(self) -> bool:
        """Tell whether a variable is named in it; looked for once."""
        mine = self.__dict__
        if "_calls" not in mine:
            mine["_calls"] = super().calls_variable()  # type: ignore[misc]
        return bool(mine["_calls"])

    def get_term(
        self,
        name: str,
        form: str | None = None,
        fallback_locale: bool = True,
        zero_padded: bool = False,
    ) -> Any:
        """Give a word of the language."""
        root = self.get_root()
        if isinstance(root, model.Style):
            return root.get_term(name, form, fallback_locale, zero_padded)
        return super().get_term(name, form, fallback_locale, zero_padded)  # type: ignore[misc]


class Telling(Words):
    """Says whether a variable is there, so that the group about it knows whether to be."""

    def _tell(self, *, is_there: bool) -> None:
        self.get_root().__dict__["_found" if is_there else "_missed"] = True

    def _begin(self) -> tuple[bool, bool]:
        """Begin a group; give what is known of the one about it."""
        root = self.get_root().__dict__
        about = root.get("_found", False), root.get("_missed", False)
        root["_found"] = root["_missed"] = False
        return about

    def _end(self, about: tuple[bool, bool], *, is_there: bool) -> bool:
        """End a group; tell whether it is to be. Then it counts as a variable for the one about.

        One that has words only is; not one whose variables are all missing. (What citeproc-js
        takes from a group that is left out is what was missed last, whatever came before.)
        """
        root = self.get_root().__dict__
        is_there = is_there and (root["_found"] or not root["_missed"])
        root["_found"] = about[0] or is_there
        root["_missed"] = about[1] if is_there else root["_missed"]
        return is_there


class Cased:
    """Capitals as citeproc-js has them."""

    def case(self, text: Any, language: str | None = None) -> Any:
        """Give a text in the capitals wanted."""
        wanted = self.get("text-case")  # type: ignore[attr-defined]
        if not text or wanted not in CASES or (wanted == "title" and language not in (None, "en")):
            return text
        return String(CASES[wanted](str(text)))


class Numbered:
    """Ranges of numbers as citeproc-js has them."""

    def _process(self, value: Any, variable: str) -> str:
        root = self.get_root()  # type: ignore[attr-defined]
        if variable == "page-first":
            return number.first(str(value))
        is_page = variable == "page"
        dash = str(root.get_single_term(name="page-range-delimiter")) or "–"
        pages = root.get_option("page-range-format") or "" if is_page else None
        return number.written(str(value), dash, pages, self.format_number)  # type: ignore[attr-defined]
