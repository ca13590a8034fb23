"""LaTeX taken apart into tokens, and what can be told by looking at them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_TOKEN = re.compile(
    r"\\[A-Za-z]+|\\.|\\|https?://[^\s{}\\$]+|[{}]|\$\$?|[\^_~\[\]]|``?|''?|-{2,}|[ \t\r\n]+"
    r"|(?:[^\\{}$^_'~\[\]`\-h]|-(?!-)|h(?!ttps?://))+|.",
    re.DOTALL,
)

LONGEST_FORMULA = 600
"""Characters between two dollar signs that may still belong together."""

_MANY_STEPS = 1000
_PROSE = re.compile(r"\s[A-Za-z]{3,}\b")


class Tangled(Exception):
    """Reading a text takes longer than any that people write."""


class Tokens:
    """The tokens of a text.

    Args:
        text: any text.
    """

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = _TOKEN.findall(text)
        self._cut: list[tuple[int, str]] = []
        """Tokens of which a part is read, by their places, as they were."""
        self._closing = _matched(self._tokens)
        self._steps = len(text) + _MANY_STEPS
        """How many more may be taken."""

    def _step(self, steps: int = 1) -> None:
        """Count what is done.

        Raises:
            Tangled: it is too much.
        """
        self._steps -= steps
        if self._steps < 0:
            raise Tangled

    def _raw(self, start: int, end: int) -> str:
        return "".join(self._tokens[start:end])

    def _mend(self, cut: int) -> None:
        """Put tokens back as they were before more of them than so many were cut."""
        while len(self._cut) > cut:
            place, token = self._cut.pop()
            self._tokens[place] = token

    def _cut_off(self, place: int) -> None:
        """Take the first character of a token away."""
        token = self._tokens[place]
        self._cut.append((place, token))
        self._tokens[place] = token[1:]

    def _is_space(self, place: int, end: int) -> bool:
        return place < end and self._tokens[place].isspace()

    def _past_space(self, place: int, end: int) -> int:
        return place + 1 if self._is_space(place, end) else place

    def _past_name(self, place: int, end: int, in_formula: bool) -> int:
        """Give the place after the name of a symbol; an empty group may end it."""
        is_empty = not in_formula and self._closing.get(place) == place + 1
        return place + 2 if is_empty and place + 1 < end else place

    def _formula_end(self, place: int, end: int) -> int | None:
        """Give where the formula ends that a dollar sign begins; None where it begins none."""
        sign, tokens = self._tokens[place], self._tokens
        room, at = LONGEST_FORMULA, place + 1
        while at < end and tokens[at] != sign:
            self._step()
            token = tokens[at]
            if token == "{":
                close = self._closing.get(at)
                if close is None or close >= end:
                    return None
                room -= close - at
                at = close
            elif token == "}" or token[0] == "$":
                return None
            room -= len(token)
            if room < 0:
                return None
            at += 1
        if at >= end or at == place + 1:
            return None
        return at if self._is_formula(place, at, end) else None

    def _is_formula(self, place: int, close: int, end: int) -> bool:
        """Tell a formula from what stands between two prices."""
        inside = self._raw(place + 1, close)
        after = self._tokens[close + 1] if close + 1 < end else ""
        if any(sign in inside for sign in "\\^_"):
            return True
        if inside.isspace() or inside[0].isspace() != inside[-1].isspace():
            return False
        if not any(map(str.isalnum, inside)):
            return True
        return not after[:1].isdigit() and not _PROSE.search(inside)


def _matched(tokens: Sequence[str]) -> Mapping[int, int]:
    """Give where the brace is that closes one."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for place, token in enumerate(tokens):
        if token == "{":
            waiting.append(place)
        elif token == "}" and waiting:
            found[waiting.pop()] = place
    return found
