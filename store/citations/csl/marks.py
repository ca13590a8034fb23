"""Text on its way to a citation: what the style added to it is told from what a paper says.

Quotation marks and typefaces of a style are characters of Unicode's private area until the whole
line is there, and so are the punctuation marks inside a paper's own texts: only then can it be
said which full stop is one too many, and which belongs inside the quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

OPEN, CLOSE = "\ue000", "\ue001"
"""Quotation marks, whichever ones the language has at this depth."""

OWN_OPEN, OWN_CLOSE = "\ue00e", "\ue00f"
"""The same of a paper that has them curled: they stay so where no others are about them."""

ITALIC, BOLD, RAISED, LOWERED, SMALL, UNDERLINED = (
    "\ue002\ue003",
    "\ue004\ue005",
    "\ue006\ue007",
    "\ue008\ue009",
    "\ue00a\ue00b",
    "\ue00c\ue00d",
)
"""Typefaces: where each begins and where it ends."""

FACES = (ITALIC, BOLD, RAISED, LOWERED, SMALL, UNDERLINED)

_PUNCTUATION = ".,;:!?"
_KEPT = "\ue010\ue011\ue012\ue013\ue014\ue015"
_KEEPING = str.maketrans(_PUNCTUATION, _KEPT)
_GIVING_BACK = str.maketrans(_KEPT, _PUNCTUATION)
_OURS = re.compile("[\ue000-\ue01f]")

_QUOTED = re.compile('(^|[\\s(\\[{\u2014\u2013/-])"(?=\\S)([^"]*)(?<=\\S)"')
_SINGLE = re.compile(
    f"(^|[\\s(\\[{{\u2014\u2013/{OPEN}{OWN_OPEN}-])'(?=\\S)([^']{{2,}})(?<=\\S)'(?!\\w)"
)
_CURLY = re.compile("\u201c([^\u201c\u201d]*)\u201d")

_ENDS = "".join(face[1] for face in FACES)
_CLOSES = CLOSE + OWN_CLOSE
_AFTER_QUOTES = re.compile(f"([{_CLOSES}][{_CLOSES}{_ENDS}]*)([.,])")
_MEETING = re.compile(f"([.,;:!?])([{_CLOSES}{_ENDS}]*)([.,;:!?])")
_SWALLOWED = {"!.", "!:", "?.", "?:", ":.", ";.", ";:"}
"""The second of the two is not printed after the first."""

_TAGS = {
    ITALIC: ("<i>", "</i>", "*"),
    BOLD: ("<b>", "</b>", "**"),
    RAISED: ("<sup>", "</sup>", ""),
    LOWERED: ("<sub>", "</sub>", ""),
    SMALL: ('<span style="font-variant:small-caps;">', "</span>", ""),
    UNDERLINED: ('<span style="text-decoration:underline;">', "</span>", ""),
}
_HTML = str.maketrans(
    {face[end]: tags[end] for face, tags in _TAGS.items() for end in (0, 1)}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
)
_MARKDOWN = str.maketrans({face[end]: _TAGS[face][2] for face in FACES for end in (0, 1)})
_PLAIN = str.maketrans(dict.fromkeys("".join(FACES)))
_ADDRESS = re.compile(r"https?://[^\s<>\ue000-\ue00f]*[^\s<>\ue000-\ue00f.,;:)\]]")
_ACTIVE = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)")
_NUMBER = re.compile(r"^(\d+)([.)])")


def kept(text: str) -> str:
    """Give a paper's own text, its quotation marks paired, ready to stand in a citation.

    Its last character stays as it is, since a full stop that ends a title may be all that the
    style wants there.
    """
    text = _OURS.sub("\ufffd", text)
    if '"' in text:
        text = _QUOTED.sub(f"\\1{OPEN}\\2{CLOSE}", text)
    if "\u201c" in text:
        text = _CURLY.sub(f"{OWN_OPEN}\\1{OWN_CLOSE}", text)
    if "'" in text:
        text = _SINGLE.sub(f"\\1{OPEN}\\2{CLOSE}", text).replace("'", "\u2019")
    end = len(text.rstrip(f"{_CLOSES}\u2019"))
    return text[: max(end - 1, 0)].translate(_KEEPING) + text[max(end - 1, 0) :]


def spoken(text: str) -> str:
    """Give a part of a name, ready to stand in a citation: its full stops may be ends."""
    return _OURS.sub("\ufffd", text).replace("'", "\u2019")


def given_back(text: str) -> str:
    """Give a text in which punctuation marks are what they were."""
    return text.translate(_GIVING_BACK)


def without_stops(text: str) -> str:
    """Give a text without its full stops, those of a paper's own included."""
    return text.replace(".", "").replace(_KEPT[0], "")


def settled(text: str, *, is_punctuation_quoted: bool) -> str:
    """Give a whole citation with its punctuation in order.

    Args:
        text: as the style made it.
        is_punctuation_quoted: whether full stops and commas stand inside of quotation marks.
    """
    before = ""
    while text != before:
        before = text
        if is_punctuation_quoted:
            text = _AFTER_QUOTES.sub(r"\2\1", text)
        text = _MEETING.sub(_met, text)
    return " ".join(part for part in text.split(" ") if part)


def _met(found: re.Match[str]) -> str:
    first, between, second = found.groups()
    if first == second or first + second in _SWALLOWED:
        return first + between
    return found[0]


def quoted(text: str, signs: tuple[str, str, str, str]) -> str:
    """Give a text with quotation marks: the outer pair, and the inner pair inside of it."""
    return "".join(_signs(text, signs))


def _signs(text: str, signs: tuple[str, str, str, str]) -> Iterator[str]:
    depth = 0
    for part in re.split(f"([{OPEN}{OWN_OPEN}{_CLOSES}])", text):
        if part in (OPEN, OWN_OPEN):
            is_own = part == OWN_OPEN and not depth
            yield "\u201c" if is_own else signs[2 * (depth % 2)]
            depth += 1
        elif part in (CLOSE, OWN_CLOSE):
            depth = max(depth - 1, 0)
            is_own = part == OWN_CLOSE and not depth
            yield "\u201d" if is_own else signs[2 * (depth % 2) + 1]
        else:
            yield part


def plain_text(text: str) -> str:
    """Give a settled citation as text."""
    return given_back(text.translate(_PLAIN))


def html(text: str) -> str:
    """Give a settled citation as HTML."""
    return given_back(text.translate(_HTML))


def markdown(text: str) -> str:
    """Give a settled citation as Markdown, in which nothing of the paper is acted on."""
    text = given_back(text)
    parts, at = [], 0
    for found in _ADDRESS.finditer(text):
        address = found[0]
        is_open = address.count("(") > address.count(")")
        if is_open and text.startswith(")", found.end()):
            address += ")"
        parts += [_passive(text[at : found.start()]), f"<{address}>"]
        at = found.start() + len(address)
    parts.append(_passive(text[at:]))
    return _NUMBER.sub(r"\1\\\2", "".join(parts))


def _passive(text: str) -> str:
    return _ACTIVE.sub(lambda found: "\\" + found[0], text).translate(_MARKDOWN)
