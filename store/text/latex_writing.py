"""Letters beyond ASCII as commands of LaTeX, for bibliographies that older programs read."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from store.text.latex_field import from_latex


def to_latex(text: str) -> str:
    r"""Give a text in which letters that LaTeX has a command for are that command.

    Args:
        text: what LaTeX may read already: its ASCII characters stay as they are.

    Returns:
        ``G{\"o}del``; letters without a command, as those of other scripts, stay.
    """
    if text.isascii():
        return text
    return "".join(
        sign if sign.isascii() else _command(sign) for sign in unicodedata.normalize("NFC", text)
    )


@cache
def _command(sign: str) -> str:
    """Give the command for a letter; the letter where the command would print another one."""
    command = str(_encoder().unicode_to_latex(sign))
    return command if from_latex(command) == sign else sign


@cache
def _encoder() -> Any:
    from pylatexenc.latexencode import UnicodeToLatexEncoder  # noqa: PLC0415 - has large tables

    return UnicodeToLatexEncoder(
        non_ascii_only=True,
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
