"""LaTeX as bibliographies have it, to the letters it stands for.

Accents, escapes, quotation marks and fonts, which are nearly all there is, are read here in one
pass; what else a text says is left to pylatexenc, which needs a hundred times as long.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

_PLACE = re.compile(r"[\\{}$~`'-]")
"""What a token may begin with: looked for ten times as fast as a token."""

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
"""Commands that put a mark on the letter after them, and the mark."""

_LETTERS = {
    "AA": "Å",
    "AE": "Æ",
    "DH": "Ð",
    "DJ": "Đ",
    "L": "Ł",
    "LaTeX": "LaTeX",
    "NG": "Ŋ",
    "O": "Ø",
    "OE": "Œ",
    "P": "¶",
    "S": "§",
    "TH": "Þ",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "aa": "å",
    "ae": "æ",
    "copyright": "©",
    "dh": "ð",
    "dj": "đ",
    "dots": "…",
    "flq": "‹",
    "flqq": "«",
    "frq": "›",
    "frqq": "»",
    "glq": "‚",
    "glqq": "„",
    "grq": "‘",
    "grqq": "“",
    "hyphen": "-",
    "i": "ı",
    "j": "ȷ",
    "l": "ł",
    "ldots": "…",
    "ng": "ŋ",
    "o": "ø",
    "oe": "œ",
    "pounds": "£",
    "slash": "/",
    "ss": "ß",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textasciitilde": "~",
    "textbackslash": "\\",
    "textbar": "|",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textdollar": "$",
    "textemdash": "—",
    "textendash": "–",
    "textgreater": ">",
    "textless": "<",
    "textquotesingle": "'",
    "textregistered": "®",
    "texttrademark": "™",
    "textunderscore": "_",
    "th": "þ",
}

_FONTS = (
    "bf bfseries em emph enquote it itshape mbox mkbibquote mathrm mathbf mathit mathsf mathtt "
    "normalfont protect relax rm sc scshape sf sl textbf textit textmd textnormal textrm textsc "
    "textsf textsl texttt textup tt ttfamily underline uppercase uline url"
)
_NOTHING = frozenset(_FONTS.split())
"""Commands that say how their text is to look: it is all that stays of them."""

_SIGNS = {
    "``": "“",
    "''": "”",
    "---": "—",
    "--": "–",
    "~": " ",
    "{": "",
    "}": "",
    "$": "$",
    "\\ ": " ",
    "\\,": " ",
    "\\;": " ",
    "\\:": " ",
    "\\!": "",
    "\\-": "",
    "\\/": "",
    "\\@": "",
    "\\\\": " ",
    "\\\n": " ",
}

_TOKEN = re.compile(
    r"""\\(?P<accent>[`'^~=."]|[uvHckrbd](?![A-Za-z]))[ \t]*
            (?:\{[ \t]*(?P<braced>\\[ij](?![A-Za-z])|[^\W\d_]|)[ \t]*\}
              |(?P<bare>\\[ij](?![A-Za-z])[ \t]*|[^\W\d_]))
      |\\(?P<word>[A-Za-z]+)[ \t]*(?:\{\})?
      |\\(?P<literal>[&%$\#_{}])
      |(?<!\\)\$(?P<math>[^\s$\\](?:[^$\\]{0,200}[^\s$\\])?)\$(?!\d)
      |(?P<sign>\\[ ,;:!\-/@\\\n]|``|''|---?|[{}~$])
      |(?P<odd>\\)
    """,
    re.VERBOSE,
)

_FORMULA = (
    r"\$[^$\\]{0,400}\\[^$](?:[^$\\]|\\.){0,400}\$"
    r"|\$[^\s$](?:[^$\\]{0,400}[^\s$\\])?\$(?!\d)"
)
_MERE_MATH = re.compile(_FORMULA, re.DOTALL)
_MERE = re.compile(
    rf"""\\.
      |(?P<math>{_FORMULA})
      |(?P<alone>[$&\#])
    """,
    re.DOTALL | re.VERBOSE,
)
"""What pylatexenc is to take for a mere sign, told from pairs of dollars that are mathematics: with
a command between them, or no space at their ends."""

_BOX = re.compile(r"\\(?:[mh]box|text|href[ \t]*\{[^{}]*\})(?=[ \t]*\{)")
"""Commands that pylatexenc has arguments for, but no text."""

_LONGEST = 20_000
"""Characters of a text that pylatexenc is asked about; more would take seconds."""

_LONGEST_READ = 500_000
"""Characters of a text that is read at all: no title or abstract is so long."""

_DEEPEST = 40
"""Braces in one another that it is asked about: it calls itself for each."""


class _Unknown(Exception):
    """There is a command that is not known here."""


def from_latex(text: str) -> str:
    """Give the text that LaTeX prints, as far as letters can say it.

    Braces go, a dollar that is no mathematics stays, and so does a command that nobody knows.
    Never raises, whatever the text is.
    """
    if not (
        "\\" in text
        or "{" in text
        or "}" in text
        or "$" in text
        or "~" in text
        or "--" in text
        or "''" in text
        or "``" in text
    ):
        return text
    if len(text) > _LONGEST_READ:
        return text.replace("{", "").replace("}", "")
    try:
        return _read(text, _plain)
    except _Unknown:
        pass
    if len(text) <= _LONGEST and _depth(text) <= _DEEPEST:
        try:
            return _full()(_MERE.sub(_escaped, _BOX.sub("", text)))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            pass  # what it stumbles over differs from version to version
    return _read(text, _plain_or_as_it_is)


def _read(text: str, plain: Callable[[re.Match[str]], str]) -> str:
    parts: list[str] = []
    done = 0
    for place in _PLACE.finditer(text):
        at = place.start()
        if at >= done and (token := _TOKEN.match(text, at)):
            parts += (text[done:at], plain(token))
            done = token.end()
    parts.append(text[done:])
    whole = "".join(parts)
    return whole if whole.isascii() else unicodedata.normalize("NFC", whole)


def _plain(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "sign":
        if found["sign"] == "$" and _MERE_MATH.match(found.string, found.start()):
            raise _Unknown
        return _SIGNS[found["sign"]]
    if kind == "literal":
        return found["literal"]
    if kind in ("braced", "bare"):
        letter = (found[kind] or "").strip(" \t").lstrip("\\")
        if not letter:  # an accent over nothing is meant for the sign it looks like
            return "" if found["accent"].isalpha() else found["accent"]
        return letter + _ACCENTS[found["accent"]]
    if kind == "word":
        return _word(found)
    if kind == "math" and not any(sign in found["math"] for sign in "^_{}"):
        return found["math"]
    raise _Unknown


def _plain_or_as_it_is(found: re.Match[str]) -> str:
    try:
        return _plain(found)
    except _Unknown:
        return found[0]


def _word(found: re.Match[str]) -> str:
    word = found["word"]
    if word in _LETTERS:
        return _LETTERS[word]
    if word in _NOTHING:
        return ""
    raise _Unknown


def _depth(text: str) -> int:
    depth = deepest = 0
    for sign in re.findall(r"[{}\[\]]|\\begin", text):
        depth += 1 if sign in ("{", "[", "\\begin") else -1
        deepest = max(depth, deepest)
    return deepest


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found["alone"] else found[0]


@cache
def _full() -> Callable[[str], str]:
    """Give pylatexenc's way, which is loaded when the first text needs it."""
    import logging  # noqa: PLC0415

    from pylatexenc.latex2text import (  # noqa: PLC0415
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    context = get_default_latex_context_db()
    context.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_unknown))
    context.add_context_category(
        "bibliography",
        macros=[MacroTextSpec(name, simplify_repl=text) for name, text in _words().items()],
        prepend=True,
    )
    reader = LatexNodes2Text(
        latex_context=context, math_mode="text", strict_latex_spaces="macros", keep_comments=True
    )

    def read(text: str) -> str:
        return str(reader.latex_to_text(text, tolerant_parsing=True))

    return read


def _unknown(node: Any) -> str:
    """Give what stays of an unknown command: nothing where its text follows in braces."""
    follows = node.parsing_state.s[node.pos + node.len :][:1]
    return "" if follows == "{" else f"\\{node.macroname}{node.macro_post_space}"


def _words() -> Mapping[str, str]:
    return {
        word: text for word, text in _LETTERS.items() if "TeX" in word or word.startswith("text")
    }
