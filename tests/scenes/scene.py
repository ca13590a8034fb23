"""The scenes that are kept as text: what each library holds, and how one comes to the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import NamedTuple

from store.change import Change
from store.data import SAMPLE_DAY
from store.library import Library
from store.models import Paper
from tests.pictures.__main__ import make_history, make_library
from tests.tui.reader import fill, paper

KEPT = Path(__file__).with_name("kept")
"""Where they are, a file each."""

WRITE = "PAPERDECK_WRITE_SCENES"
"""What is set where they are to be written anew."""

_LONG = "A title that goes on and on and on, "


def make_none(_folder: Path) -> None:
    """Leave it to the reader to make a library."""


def make_year(folder: Path) -> None:
    """Make a library that somebody has read in for a year, always at noon.

    That is the same day nearly everywhere.
    """
    sample = folder.with_name("sample")
    make_library(sample)
    make_history(sample, folder, datetime.combine(SAMPLE_DAY, time(12), UTC))


def hostile_papers() -> list[Paper]:
    """Give papers that want to be more than text."""
    return [
        paper(
            0,
            title="[bold red]Loud[/] [@click=app.quit]quit[/] [[ and [/] claims",
            authors=("[link=x]Ada[/link]", "Bo \x1b[31mRed\x1b[0m"),
            abstract="[b]Bold[/b], $x_1^2$, \x1b]52;c;aGFja2Vk\x07 and \x1b[2J at once.\n"
            "\u202eWritten backwards\u202c and \u200bbroken\u200d \x00 up.",
            categories=("cs.[red]",),
            identifiers={"url": "https://example.org/[x]", "odd\x07kind": "[/]"},
            organisations=("[on red]lab[/]",),
        ),
        paper(1, title="Escape \x1b]0;owned\x07 \x9b2J \x1b[2J\x1b[H to the top"),
        paper(2, title="abc \u202edcba\u202c, \u2066isolated\u2069 and \u200fmarked"),
        paper(3, title="👩\u200d🔬 ❤\ufe0f 🇩🇪 1\ufe0f\u20e3 🏴\u200d☠\ufe0f: emoji in a title"),
        paper(4, title=_LONG * 40, authors=("Ada Author" * 30,)),
        paper(5, title="Ze\u0301ro-wi\u0308dth ma\u0335rk\u0336s, Z\u0310\u0311\u0312algo"),
        paper(6, title="one\ntwo\r\nthree\tfour\x0bfive"),
        paper(7, title="\\textbf{\\textit{Nested}} $\\alpha_{k}$ \\unknown{x} {\\'e}"),
        paper(8, title="", authors=(), abstract="", published="", categories=()),
        paper(9, title="שלום עולם: right to left"),
    ]


def make_hostile(folder: Path) -> None:
    """Make a library of them."""
    ids = fill(folder, hostile_papers())
    with Library(folder) as library:
        change = Change(note="# [b]Note[/b]\n\x1b[2J *x* `[/]`", add_tags=("ünïcode-漢字",))
        library.change(ids[:2], change)


def make_cjk(folder: Path) -> None:
    """Make a library of papers in wide characters."""
    ids = fill(
        folder,
        [
            paper(
                0,
                title="大規模言語モデルにおける推論時計算の最適な配分について",
                authors=("山田 太郎", "佐藤 花子"),
                abstract="本論文では、推論時の計算量をどのように配分すべきかを調べる。" * 6,
            ),
            paper(1, title="한국어 대규모 언어 모델의 평가", authors=("김민수", "이서연")),
            paper(2, title="基于强化学习的 long-context 推理: a mixed title", authors=("王伟",)),
            paper(3, title="ﾊﾝｶｸ and Ｆｕｌｌｗｉｄｔｈ"),
            paper(4, title="長" * 100, authors=("欧陽" * 20,)),
            paper(5),
        ],
    )
    with Library(folder) as library:
        note = "- 次の会議で議論する\n- 比較: 予算強制の結果"
        library.change(ids[:1], Change(note=note, add_tags=("強化学習", "읽기")))
        library.change(ids[1:3], Change(read=True, starred=True))


class Scene(NamedTuple):
    """One scene."""

    shown: str
    """What stands on the screen once all of it is there."""
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (80, 24)
    theme: str = "paper-dark"
    library: Callable[[Path], object] = make_library
    last: str = "? help"
    """What stands in the last line."""


def _typed(text: str) -> tuple[str, ...]:
    names = {" ": "space", "/": "slash", ":": "colon", "-": "minus", ".": "full_stop"}
    return tuple(names.get(char, char) for char in text)


LARGE, HUGE = (120, 40), (200, 60)

SCENES = {
    "main-80x24": Scene("4/50"),
    "main-120x40": Scene("4/50", size=LARGE),
    "main-200x60": Scene("4/50", size=HUGE),
    "main-light": Scene("4/50", size=LARGE, theme="paper-light"),
    "main-high-contrast": Scene("4/50", size=LARGE, theme="high-contrast"),
    "narrow": Scene("4/50", size=(40, 20)),
    "empty": Scene("This library is empty", library=make_none, last="i import"),
    "find": Scene("Match 2 of 5", _typed("/reward"), LARGE, last="Enter keeps it"),
    "filter": Scene("5 unread", _typed("fis:unread cat:cs.lg"), last="Enter keeps it"),
    "selection": Scene(
        "3 selected", ("space", "j", "space", "j", "space", "t", *"sc"), last="Tab completes"
    ),
    "help": Scene("Here: the list", ("question_mark",), last="Esc goes back"),
    "palette": Scene("Copy", ("colon", *"copy")),
    "sweep": Scene("Sweep: 3 of", ("W", "d", "s", "j", "d")),
    "statistics": Scene(
        "Papers added", ("percent_sign",), LARGE, library=make_year, last="Esc goes back"
    ),
    "note": Scene("Thursday.", ("e", "enter", *"so"), LARGE, last="F1 help"),
    "tags": Scene("#scaling", ("number_sign",)),
    "copy": Scene("Markdown", ("C",)),
    "import": Scene("3 of 3 papers taken", ("i", *_typed("broken.bib"), "enter")),
    "hostile": Scene("1/10", size=(100, 36), library=make_hostile),
    "cjk": Scene("1/6", size=LARGE, library=make_cjk),
}
"""By their names; those of the files."""
