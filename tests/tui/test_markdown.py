"""Notes are read as what their Markdown means."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.style import Style

from store.change import Change
from store.library import Library
from tests.tui.reader import reading
from tui.widgets.markdown import paragraphs_of
from tui.widgets.wrapping import Hanging, Paragraph

STYLES = {
    "heading": Style(color="red"),
    "code": Style(color="green"),
    "link": Style(underline=True),
    "quote": Style(color="blue"),
    "sign": Style(dim=True),
    "aside": Style(dim=True),
}


def plain(paragraph: Paragraph) -> str:
    if isinstance(paragraph, Hanging):
        return paragraph.first.text + paragraph.text.plain
    return paragraph.plain


def shown(text: str) -> list[str]:
    """Give the lines that are shown of a text, without colours."""
    return [plain(one) for one in paragraphs_of(text, STYLES.__getitem__)]


def styled(line: str) -> list[tuple[str, str]]:
    """Give the parts of a line that have a style of their own."""
    (paragraph,) = paragraphs_of(line, STYLES.__getitem__)
    text = paragraph.text if isinstance(paragraph, Hanging) else paragraph
    return [(text.plain[span.start : span.end], str(span.style)) for span in text.spans]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("a *word* here", [("word", "italic")]),
        ("a **word** and __another__", [("word", "bold"), ("another", "bold")]),
        ("***both***", [("both", "bold"), ("both", "italic")]),
        ("**bold *and more* of it**", [("and more", "italic"), ("bold and more of it", "bold")]),
        ("~~gone~~", [("gone", "strike")]),
        ("`a * b * c`", [("a * b * c", "green")]),
        ("`` a`b ``", [("a`b", "green")]),
        ("see https://x.org/a_b_c", [("https://x.org/a_b_c", "underline")]),
        ("[it](https://x.org/a_(b))", [("it", "underline"), (" (https://x.org/a_(b))", "dim")]),
    ],
)
def test_emphasis_code_and_links_are_drawn(line: str, parts: list[tuple[str, str]]) -> None:
    assert styled(line) == parts


@pytest.mark.parametrize(
    "line",
    [
        "2 * 3 * 4",
        "snake_case_name",
        "a*b*c",
        "#tag",
        "** not **",
        "****",
        "[a] (b)",
        "*open",
        "`x",
    ],
)
def test_what_is_no_markdown_stands_as_it_was_written(line: str) -> None:
    assert shown(f"x\n{line} x")[1] == f"{line} x"
    assert styled(f"{line} x") == []


def test_lines_are_drawn_as_headings_lists_quotes_and_code() -> None:
    text = (
        "## Head ##\n- one\n  * two\n3. three\n- [x] done\n> said\n---\n"
        "```python\n*x* = `1`\n```\n\\*as it is\\*\n<!-- written in another window -->"
    )
    assert shown(text) == [
        "Head",
        "• one",
        "  • two",
        "3. three",
        "• [x] done",
        "│ said",
        "─" * 20,
        "  *x* = `1`",
        "*as it is*",
        "(written in another window)",
    ]


@given(st.text(alphabet="ab *_`~[()<>#-+!\\1.\t\n/:htps", max_size=200))
def test_no_text_breaks_the_drawing_or_loses_its_words(text: str) -> None:
    assume("```" not in text and "~~~" not in text)  # what follows these names a language
    words = "".join(shown(text))
    assert [char for char in words if char in "ab"] == [char for char in text if char in "ab"]


async def test_a_note_is_shown_as_its_markdown_means_and_edited_as_it_is(
    folder: Path, ids: list[str]
) -> None:
    note = "# Plan\n- a **long** item that does not fit into one line of the pane at all, [so]\n"
    with Library(folder) as library:
        library.change([ids[0]], Change(note=f"{note}[paper](https://x.org) \x1b]8;;bad\x07 [red]"))
    async with reading(folder, (46, 24)) as reader:
        lines = [line.rstrip() for line in reader.screen.notes.view.texts]
        assert lines[:2] == ["Plan", "• a long item that does not fit into one"]
        assert lines[2].startswith("  line of the pane")
        assert lines[-1].startswith("paper (https://x.org) ␛]8;;bad␇ [red]")
        await reader.keys("e")
        await reader.until(lambda: "# Plan" in reader.text())
        assert "**long**" in reader.text()
        await reader.keys("escape")
        await reader.until(lambda: "# Plan" not in reader.text())


@pytest.mark.parametrize(
    "text", ["<!--" + " " * 12_000, "#" + " " * 12_000 + "x", "*_" * 6_000, "[a](" * 3_000]
)
def test_a_line_made_to_take_long_is_shown_all_the_same(text: str) -> None:
    assert shown(text)
