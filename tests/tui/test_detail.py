"""The paper beside the list: its links one by one, what is followed, LaTeX as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style

from tests.tui.reader import Reader, fill, paper, reading
from tui.followed import followed
from tui.settings import Settings
from tui.settings_check import problems

LINKED = {
    "url": "https://example.org/0",
    "doi": "10.1000/abc",
    "arxiv": "2212.10560",
    "code": "https://github.com/a/b",
    "s2": "12345",
}


def settings(text: str) -> None:
    path = Settings().path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def styles(reader: Reader, text: str) -> list[Style]:
    """Give how a text is drawn, wherever it is on the screen by itself."""
    rows = reader.app.screen._compositor.render_strips(reader.app.size)
    found = [one for strip in rows for one in strip if one.text.strip() == text]
    return [one.style for one in found if one.style is not None]


@pytest.fixture
def linked(folder: Path) -> Path:
    abstract = "Our code (https://github.com/a/b). See https://example.org/demo, ftp://x.org/y."
    fill(folder, [paper(0, identifiers=LINKED, abstract=abstract), paper(1, identifiers={})])
    return folder


async def test_links_are_stepped_through_and_the_chosen_one_is_seen(linked: Path) -> None:
    async with reading(linked) as reader:
        for wanted in ("url", "doi", "arxiv", "code", "s2", "link", "url"):
            await reader.keys("right_square_bracket")
            assert reader.screen.detail.target is not None
            assert reader.screen.detail.target.kind == wanted
            assert reader.said.startswith(f"{wanted}: Enter or o opens it, y copies it.")
        await reader.keys("left_square_bracket")
        assert reader.screen.detail.target == ("link", "https://example.org/demo")
        assert reader.screen.focused is reader.screen.detail
        (chosen,), (other,) = styles(reader, "https://example.org/demo"), styles(reader, "12345")
        assert chosen.bgcolor != other.bgcolor


@pytest.mark.usefixtures("clipboard")
@pytest.mark.parametrize(
    ("steps", "text"),
    [
        (1, "https://example.org/0"),
        (2, "https://doi.org/10.1000/abc"),
        (3, "https://arxiv.org/abs/2212.10560"),
        (5, "12345"),
        (6, "https://example.org/demo"),
    ],
)
async def test_y_copies_the_chosen_link(
    linked: Path, tmp_path: Path, steps: int, text: str
) -> None:
    async with reading(linked) as reader:
        await reader.keys(*["right_square_bracket"] * steps, "y")
        await reader.until(lambda: "copied" in reader.said)
        assert (tmp_path / "kept").read_text() == text


@pytest.mark.parametrize("key", ["enter", "o"])
async def test_the_chosen_link_is_opened(
    linked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    told = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{told}.new"; mv "{told}.new" "{told}"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    async with reading(linked) as reader:
        await reader.keys(*["right_square_bracket"] * 2, key)
        await reader.until(told.exists)
        assert told.read_text() == "https://doi.org/10.1000/abc"


async def test_what_is_no_address_is_not_opened(linked: Path) -> None:
    async with reading(linked) as reader:
        await reader.keys(*["right_square_bracket"] * 5, "enter")
        assert reader.said == "s2 is no address to open; y copies it."


async def test_another_paper_or_esc_has_nothing_chosen(linked: Path) -> None:
    async with reading(linked) as reader:
        await reader.keys("right_square_bracket", "escape")
        assert reader.screen.detail.target is None
        await reader.keys("right_square_bracket", "h", "j")
        assert reader.screen.detail.target is None
        await reader.keys("right_square_bracket")
        assert reader.said == "This paper has no identifiers or links."


async def test_a_mark_leaves_the_link_chosen(linked: Path) -> None:
    async with reading(linked) as reader:
        await reader.keys("right_square_bracket", "right_square_bracket", "s")
        assert reader.screen.detail.target == ("doi", "10.1000/abc")


async def test_a_link_far_below_is_scrolled_to(folder: Path) -> None:
    fill(folder, [paper(0, abstract="Word after word. " * 200)])
    async with reading(folder, (80, 24)) as reader:
        assert "url: https" not in reader.text()
        await reader.keys("right_square_bracket")
        assert "url: https://example.org/0" in reader.text()


async def test_the_mouse_chooses_a_link(linked: Path) -> None:
    async with reading(linked) as reader:
        lines = reader.text().splitlines()
        y = next(number for number, line in enumerate(lines) if "doi: 10.1000" in line)
        await reader.pilot.click(offset=(lines[y].index("10.1000"), y))
        await reader.until(lambda: reader.screen.detail.target)
        assert reader.screen.detail.target == ("doi", "10.1000/abc")
        assert "opens it" in reader.said


async def test_followed_authors_and_words_stand_out(folder: Path) -> None:
    settings('[follow]\nauthors = ["erdos"]\nkeywords = ["NAIVE bayes", "net"]\n')
    abstract = "More naïve Bayes on netting."
    authors = ("Ada First", "Paul Erdős")
    fill(folder, [paper(0, title="Naive Bayes nets a net", authors=authors, abstract=abstract)])
    async with reading(folder, (200, 40)) as reader:
        plain = styles(reader, "nets a")
        assert all(style.underline for style in styles(reader, "Naive Bayes"))
        assert len(styles(reader, "Naive Bayes")) == len(styles(reader, "net")) == 2
        assert plain and not any(style.underline for style in plain)
        assert styles(reader, "naïve Bayes")[0].underline
        assert styles(reader, "Erdős")[0].underline  # in the paper
        assert styles(reader, "Erdős +")[0].underline  # in the list
        assert "Erdős +" in reader.row("Naive Bayes nets")


async def test_what_a_search_found_is_seen_in_what_is_followed(folder: Path) -> None:
    settings('[follow]\nkeywords = ["deep learning"]\n')
    fill(folder, [paper(0, title="On deep learning")])
    async with reading(folder) as reader:
        followed_style = styles(reader, "deep learning")[0]
        await reader.keys("slash")
        await reader.type("deep")
        await reader.keys("enter")
        await reader.until(lambda: styles(reader, "deep"))
        assert styles(reader, "deep")[0].bgcolor != followed_style.bgcolor
        assert styles(reader, "learning")[0].underline


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("follow = 3\n", "Nothing is followed"),
        ('[follow]\nauthors = "Ada"\n', "authors of [follow] is no list of texts; write authors"),
        ('[follow]\nauthor = ["Ada"]\n', "[follow] has authors and keywords, not author"),
    ],
)
async def test_what_cannot_be_followed_is_told(
    folder: Path, ids: list[str], text: str, told: str
) -> None:
    settings(text)
    assert any(told in problem for problem in problems(Settings()))
    async with reading(folder) as reader:
        await reader.until(lambda: told in reader.said)


def test_nothing_is_followed_where_nothing_is_set() -> None:
    settings("[follow]\n")
    assert followed(Settings()) == (None, None, ())


async def test_latex_is_shown_as_text_and_found(folder: Path) -> None:
    fill(
        folder,
        [
            paper(0, title=r"$\alpha$-Stable \emph{Nets}", authors=(r"Paul Erd\H{o}s",)),
            paper(1, abstract=r"Costs $5 or $O(n^2)$ time; \unknown{x}."),
        ],
    )
    async with reading(folder, (120, 40)) as reader:
        assert "α-Stable Nets" in reader.row("α-Stable")
        assert "Paul Erdős" in reader.text()
        assert "\\emph" not in reader.text()
        await reader.keys("j")
        assert r"Costs $5 or O(n²) time; \unknown{x}." in reader.screen.detail.texts
        await reader.keys("f")
        await reader.type("erdos")
        await reader.keys("enter")
        await reader.until(lambda: "1 unread · 1/1" in reader.text())
        assert "α-Stable Nets" in reader.row("α-Stable")
