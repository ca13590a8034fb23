"""Whether an answer of the prompt can be taken."""

from __future__ import annotations

from store import query as language
from tui.answering import FILTER, FIND
from tui.screens.tagging import TAGS, tag_change
from tui.screens.taking import STYLE


def check_answer(purpose: str, text: str) -> None:
    """Look whether an answer is one.

    Raises:
        PaperdeckError: it is not; says what to do.
    """
    if purpose == TAGS:
        tag_change(text)
    elif purpose in (FIND, FILTER):
        language.parse(text)
    elif purpose == STYLE and text.strip():
        from store.citations.csl.style_file import style_file  # noqa: PLC0415 - seldom asked for
        from tui.formats import styles_folder  # noqa: PLC0415
        from tui.settings import Settings  # noqa: PLC0415

        style_file(text, styles_folder(Settings()))
