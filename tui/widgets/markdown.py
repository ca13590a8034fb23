"""Markdown as lines of a terminal, as far as notes use it.

Every line stays a line, as its writer broke them.  What is not understood stands there as it was
written.  Addresses are shown and never acted on: what comes out is text with colours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tui.widgets.wrapping import Hanging, Paragraph

Styles = Callable[[str], Style]
"""Gives the style of ``heading``, ``code``, ``link``, ``quote``, ``sign`` or ``aside``."""

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*$")
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")

_PART = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?<!`)(?P<ticks>`{1,3})(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    | !?\[(?P<label>[^\[\]]+)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))*+)\)
    | (?P<address><https?://[^\s<>]+> | https?://[^\s<>]+)
    | (?P<mark>\*\*|__|~~|\*|_)
    """,
    re.VERBOSE,
)
_EMPHASIS = {
    "**": Style(bold=True),
    "__": Style(bold=True),
    "*": Style(italic=True),
    "_": Style(italic=True),
    "~~": Style(strike=True),
}
_BULLETS = "-*+"
_RULE_WIDTH, _MOST_INDENT, _TAB = 20, 12, 4


def paragraphs_of(text: str, styles: Styles) -> list[Paragraph]:
    """Give the lines of a text that is safe to show, each to be wrapped by itself."""
    return list(_lines(text, styles))


def _lines(text: str, styles: Styles) -> Iterator[Paragraph]:
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if fence:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            else:
                yield _beside("  ", Text(line, styles("code")), styles("sign"))
        elif found:
            fence = found[1]
        else:
            yield _line(line, styles)


def _line(line: str, styles: Styles) -> Paragraph:
    if found := _HEADING.match(line):
        return _inline(_heading(line[found.end() :]), styles, styles("heading"))
    if _RULE.match(line):
        return Text("─" * _RULE_WIDTH, styles("sign"))
    if line.startswith("<!--") and line.endswith("-->"):
        return Text(f"({line[4:-3].strip()})", styles("aside"))
    if found := _QUOTE.match(line):
        signs = "│ " * min(found[0].count(">"), _MOST_INDENT // 2)
        content = _inline(line[found.end() :], styles, styles("quote"))
        return _beside(signs, content, styles("sign"), others=signs)
    if found := _ITEM.match(line):
        indent = min(len(found[1].expandtabs(_TAB)), _MOST_INDENT)
        sign = "•" if found[2] in _BULLETS else found[2]
        return _beside(
            f"{' ' * indent}{sign} ", _inline(line[found.end() :], styles), styles("sign")
        )
    return _inline(line, styles)


def _heading(text: str) -> str:
    """Leave out the signs that may end a heading, too."""
    text = text.rstrip()
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else text


def _beside(signs: str, text: Text, style: Style, others: str | None = None) -> Hanging:
    rest = " " * len(signs) if others is None else others
    return Hanging(Segment(signs, style), Segment(rest, style), text)


def _inline(line: str, styles: Styles, base: Style | str = "") -> Text:
    """Give a line with what stands between signs in the style that they mean."""
    pieces: list[str] = []
    spans: list[tuple[int, int, Style]] = []
    """From which piece up to which one a style goes."""
    opened: dict[str, int] = {}
    """The pieces that are signs which may begin something."""
    at = 0
    for found in _PART.finditer(line):
        pieces.append(line[at : found.start()])
        at = found.end()
        number = len(pieces)
        kind = found.lastgroup
        if kind == "mark":
            _take_mark(found, pieces, spans, opened)
        elif kind == "escaped":
            pieces.append(found["escaped"])
        elif kind == "code":
            pieces.append(_unpadded(found["code"]))
            spans.append((number, number + 1, styles("code")))
        elif kind == "target":
            label, target = found["label"], found["target"]
            pieces += [label, f" ({target})" if target and target != label else ""]
            spans.append((number, number + 1, styles("link")))
            spans.append((number + 1, number + 2, styles("aside")))
        else:
            pieces.append(found["address"].strip("<>"))
            spans.append((number, number + 1, styles("link")))
    pieces.append(line[at:])
    ends = [0, *accumulate(map(len, pieces))]
    text = Text("".join(pieces), base)
    for first, last, style in spans:
        text.stylize(style, ends[first], ends[last])
    return text


def _take_mark(
    found: re.Match[str],
    pieces: list[str],
    spans: list[tuple[int, int, Style]],
    opened: dict[str, int],
) -> None:
    """Take the sign of an emphasis: as one where it stands at the edge of a word, or as text."""
    mark, line = found["mark"], found.string
    start, end = found.span()
    before, after = line[max(start - 1, 0) : start], line[end : end + 1]
    number = len(pieces)
    pieces.append(mark)
    begun = opened.get(mark)
    if begun is not None and _is_edge(before, after) and any(pieces[begun + 1 : number]):
        pieces[begun] = pieces[number] = ""
        spans.append((begun, number, _EMPHASIS[mark]))
        del opened[mark]
    elif _is_edge(after, before):
        opened[mark] = number


def _is_edge(inside: str, outside: str) -> bool:
    """Tell whether a text ends between two characters."""
    return bool(inside) and not inside.isspace() and not outside.isalnum()


def _unpadded(code: str) -> str:
    """Leave out the blanks that part backticks in a code from those around it."""
    is_padded = code[0] == code[-1] == " " and code.strip()
    return code[1:-1] if is_padded else code
