"""Reading LaTeX: what a text with macros and formulas stands for.

Texts are taken apart into tokens once, and braces are matched once, so that the time taken grows
with the length of a text and no faster, whatever is in it.
"""

from __future__ import annotations

import unicodedata

from store.text.latex_line import Unread, as_factor, covered, is_whole, scripted
from store.text.latex_table import (
    ASIDE,
    BETWEEN,
    ESCAPED,
    FRACTIONS,
    FUNCTIONS,
    LETTERS,
    MATH_ACCENTS,
    SPACES,
    STRUCK,
    SWITCHES,
    SYMBOLS,
    TEXT_ACCENTS,
)
from store.text.latex_tokens import LONGEST_FORMULA, Tangled, Tokens

_DEEPEST = 24
"""Braces within braces that are looked into."""

_ENDS = frozenset(
    {"right", "big", "Big", "bigr", "Bigr", "biggr", "Biggr", "rceil", "rfloor", *BETWEEN}
)
"""Macros that what stands before them is no factor with."""

_IN_FORMULA = {"'": "′", "''": "″", "~": " "}


def read(text: str) -> str:
    """Give what a text with LaTeX stands for.

    Args:
        text: the text; its length bounds the time taken.

    Returns:
        The text itself where nothing in it is LaTeX.
    """
    try:
        found = _Reader(text).all()
    except Tangled:
        return text
    return text if found == text else unicodedata.normalize("NFC", found)


class _Reader(Tokens):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._has_macros = "\\" in text
        self._has_quotes = "``" in text
        self._is_latex = self._has_macros or "$" in text
        self._depth = 0

    def all(self) -> str:
        return self._read(0, len(self._tokens), in_formula=False)

    def _read(self, start: int, end: int, *, in_formula: bool) -> str:
        """Give what some tokens stand for."""
        if self._depth >= _DEEPEST:
            self._step(end - start)
            return self._raw(start, end)
        self._depth += 1
        out: list[str] = []
        place = start
        while place < end:
            text, after = self._part(place, end, in_formula)
            if text[:1] == " " and out and out[-1][-1] == " ":
                text = text[1:]
            if text:
                out.append(text)
            place = after
        self._depth -= 1
        return "".join(out)

    def _part(self, place: int, end: int, in_formula: bool) -> tuple[str, int]:
        """Give what the token at a place stands for, and the place after it."""
        self._step()
        token = self._tokens[place]
        first = token[0]
        if first == "{":
            return self._group(place, end, in_formula)
        if first == "\\":
            cut = len(self._cut)
            try:
                return self._macro(place, end, in_formula)
            except Unread:
                self._mend(cut)
                return self._unread(place, end, in_formula)
        if first in "^_" and in_formula:
            return self._script(place, end)
        if first == "$" and not in_formula:
            return self._formula(place, end)
        text = _IN_FORMULA.get(token, token) if in_formula else self._sign(place, end)
        return text, place + 1

    def _sign(self, place: int, end: int) -> str:
        """Give what a token of running text stands for: dashes, quotation marks, blanks."""
        token = self._tokens[place]
        before = self._tokens[place - 1][-1:] if place else ""
        after = self._tokens[place + 1][:1] if place + 1 < end else ""
        if token in ("--", "---"):
            # An option of a program begins with dashes, too; so does a rule end with them.
            if after and before and (before.isspace() == after.isspace() or len(token) == 3):
                return "–" if len(token) == 2 else "—"
        elif token == "``":
            return "“"
        elif token == "''" and self._has_quotes:
            return "”"
        elif token == "~" and self._is_latex:
            joins = (before.isalnum() or before in ".)}]$,") and (
                after.isalnum() or after in "\\$(["
            )
            return " " if before and after and joins else token
        return token

    def _group(self, place: int, end: int, in_formula: bool) -> tuple[str, int]:
        close = self._closing.get(place)
        if close is None or close >= end:
            return "{", place + 1
        text = self._read(place + 1, close, in_formula=in_formula)
        # Sources lose the backslashes of \{0,1\}; braces around a list are no grouping.
        is_set = "," in text[:-1] and not self._tokens[place + 1].startswith("\\")
        keeps = is_set or not (in_formula or self._has_macros)
        return (f"{{{text}}}" if keeps else text), close + 1

    # -- formulas

    def _formula(self, place: int, end: int) -> tuple[str, int]:
        close = self._formula_end(place, end)
        if close is None:
            return self._tokens[place], place + 1
        return self._read(place + 1, close, in_formula=True).strip(), close + 1

    def _script(self, place: int, end: int) -> tuple[str, int]:
        sign, cut = self._tokens[place], len(self._cut)
        try:
            text, after = self._argument(place + 1, end, in_formula=True)
        except Unread:
            self._mend(cut)
            return sign, place + 1
        return scripted(sign, text), after

    # -- macros

    def _macro(self, place: int, end: int, in_formula: bool) -> tuple[str, int]:
        """Give what a macro stands for, and the place after it and its arguments.

        Raises:
            Unread: it is not known, or not used as it should be.
        """
        self._step()
        name, after = self._tokens[place][1:], place + 1
        if name in BETWEEN:
            spaced = in_formula and self._is_space(after, end)
            return (f" {BETWEEN[name]}" if spaced else BETWEEN[name]), after
        if name in FUNCTIONS:
            return self._function(name, place, end)
        if name in SWITCHES:
            return self._switch(name, after, end)
        if name in ("(", "["):
            return self._bracketed(name, after, end)
        return self._character(place, end, in_formula) or self._with_arguments(
            place, end, in_formula
        )

    def _character(self, place: int, end: int, in_formula: bool) -> tuple[str, int] | None:
        """The same for a macro that stands for a character; None for others."""
        name, after = self._tokens[place][1:], place + 1
        if name in SYMBOLS:
            return SYMBOLS[name], self._past_name(after, end, in_formula)
        if name in ESCAPED:
            return ESCAPED[name], after
        if name in SPACES:
            return SPACES[name], self._past_space(after, end)
        if not in_formula and name in LETTERS:
            return LETTERS[name], self._past_space(self._past_name(after, end, False), end)
        if not in_formula and name in TEXT_ACCENTS:
            return self._accented(TEXT_ACCENTS[name], after, end, name.isalpha())
        return None

    def _with_arguments(self, place: int, end: int, in_formula: bool) -> tuple[str, int]:
        name, after = self._tokens[place][1:], place + 1
        if name in MATH_ACCENTS:
            text, after = self._argument(after, end, in_formula=True)
            return covered(text, MATH_ACCENTS[name]), after
        if name in ASIDE:
            if after < end and self._tokens[after] == "*":
                after += 1
            in_formula = in_formula and not name.startswith(("text", "mbox", "hbox", "emph"))
            return self._argument(after, end, in_formula=in_formula, braced=not in_formula)
        if name in FRACTIONS:
            above, after = self._argument(after, end, in_formula=True)
            below, after = self._argument(after, end, in_formula=True)
            text = f"{as_factor(above)}/{as_factor(below)}"
            return (f"({text})" if self._is_factor(place, after, end) else text), after
        if name == "sqrt":
            return self._root(after, end)
        if name in ("mathbb", "mathds", "Bbb"):
            text, after = self._argument(after, end, in_formula=True)
            return "".join(STRUCK.get(char, char) for char in text), after
        return self._rare(name, after, end, in_formula)

    def _rare(self, name: str, after: int, end: int, in_formula: bool) -> tuple[str, int]:
        if name == "ensuremath":
            return self._argument(after, end, in_formula=True, braced=True)
        if name in ("textsuperscript", "textsubscript"):
            text, after = self._argument(after, end, in_formula=in_formula, braced=True)
            return scripted("^" if name == "textsuperscript" else "_", text), after
        if name == "textcolor":
            _colour, after = self._argument(after, end, in_formula=False, braced=True)
            return self._argument(after, end, in_formula=in_formula, braced=True)
        if name == "href":
            address, after = self._argument(after, end, in_formula=False, braced=True)
            text, after = self._argument(after, end, in_formula=False, braced=True)
            return (text if text == address else f"{text} ({address})"), after
        raise Unread

    def _is_factor(self, place: int, after: int, end: int) -> bool:
        """Tell whether something is multiplied with what stands from one place to another."""
        before = self._tokens[place - 1][-1] if place else ""
        then = self._tokens[after] if after < end else ""
        is_name = then[:1] == "\\" and then[1:].isalpha() and then[1:] not in _ENDS
        return before.isalnum() or before == ")" or then[:1].isalnum() or then[:1] == "(" or is_name

    def _unread(self, place: int, end: int, in_formula: bool) -> tuple[str, int]:
        """Give a macro letter for letter; what stands in braces after it keeps them."""
        parts, after = [self._tokens[place]], place + 1
        if self._tokens[place][1:].isalpha():
            while after < end and self._tokens[after] == "{":
                close = self._closing.get(after)
                if close is None or close >= end:
                    break
                inside = self._read(after + 1, close, in_formula=in_formula)
                parts.append(f"{{{inside}}}")
                after = close + 1
        return "".join(parts), after

    def _argument(
        self, place: int, end: int, *, in_formula: bool, braced: bool = False
    ) -> tuple[str, int]:
        """Give what the argument at a place stands for, and the place after it.

        Raises:
            Unread: there is none.
        """
        place = self._past_space(place, end)
        if place >= end:
            raise Unread
        token = self._tokens[place]
        if token == "{":
            close = self._closing.get(place)
            if close is None or close >= end:
                raise Unread
            return self._read(place + 1, close, in_formula=in_formula), close + 1
        if braced or token[0] in "}$^_&" or self._depth >= _DEEPEST:
            raise Unread
        if token[0] == "\\":
            self._depth += 1
            try:
                return self._macro(place, end, in_formula)
            finally:
                self._depth -= 1
        # TeX takes a single character; tokens are cut where more follow.
        if len(token) > 1:
            self._cut_off(place)
            return token[0], place
        return token, place + 1

    def _function(self, name: str, place: int, end: int) -> tuple[str, int]:
        """Give the name of a function, apart from the letters beside it."""
        before = self._tokens[place - 1] if place else ""
        after = self._tokens[place + 1] if place + 1 < end else ""
        is_glued = before[-1:].isalnum() or before in (")", "}") or before.endswith(")")
        lead = " " if is_glued else ""
        trail = " " if after[:1].isalnum() or (after[:1] == "\\" and after[1:].isalpha()) else ""
        return f"{lead}{name}{trail}", place + 1

    def _switch(self, name: str, after: int, end: int) -> tuple[str, int]:
        if name in ("left", "right", "middle") and after < end:
            if self._tokens[after] == ".":  # a delimiter that is not drawn
                return "", after + 1
            if self._tokens[after][0] == ".":
                self._cut_off(after)
            return "", after
        return "", self._past_space(after, end)

    def _bracketed(self, name: str, after: int, end: int) -> tuple[str, int]:
        close = {"(": "\\)", "[": "\\]"}.get(name)
        if close is None:
            raise Unread
        room, at = LONGEST_FORMULA, after
        while at < end and self._tokens[at] != close:
            self._step()
            room -= len(self._tokens[at])
            at += 1
            if room < 0:
                raise Unread
        if at >= end:
            raise Unread
        return self._read(after, at, in_formula=True).strip(), at + 1

    def _root(self, after: int, end: int) -> tuple[str, int]:
        index = ""
        if after < end and self._tokens[after] == "[":
            close = next(
                (at for at in range(after, min(end, after + 8)) if self._tokens[at] == "]"), None
            )
            if close is None:
                raise Unread
            index = scripted("^", self._read(after + 1, close, in_formula=True))
            after = close + 1
        text, after = self._argument(after, end, in_formula=True)
        stands_alone = len(text) == 1 or text.isdecimal() or is_whole(text)
        return f"{index}√{text if stands_alone else f'({text})'}", after

    def _accented(self, accent: str, after: int, end: int, is_word: bool) -> tuple[str, int]:
        if not is_word and self._is_space(after, end):
            raise Unread
        text, after = self._argument(after, end, in_formula=False)
        text = {"ı": "i", "ȷ": "j"}.get(text[:1], text[:1]) + text[1:]
        if not text[:1].isalpha():
            raise Unread
        return unicodedata.normalize("NFC", text[0] + accent) + text[1:], after
