"""All there is about a paper, as a page of text."""

from __future__ import annotations

from collections.abc import Iterator

from store.citations.told import told
from store.models import UNSURE_CATEGORY, UNSURE_SPLIT, Marks, Paper
from store.revision import changes, heading
from store.text.display import many_lines, one_line
from store.text.latex import decoded
from tui.cli import output
from tui.cli.cell import wrap

_WIDEST = 100
"""Cells of a line of running text: longer ones are hard to read."""


def page(paper: Paper, marks: Marks) -> str:
    """Give a paper's page, wrapped to the terminal where there is one."""
    columns = output.columns()
    cells = None if columns is None else min(columns, _WIDEST)
    return "\n".join(_parts(paper, marks, cells))


def _parts(paper: Paper, marks: Marks, cells: int | None) -> Iterator[str]:
    yield output.paint(wrap(_shown(paper.title), cells), output.BOLD)
    authors = ", ".join(map(_shown, paper.authors)) or "(no authors)"
    yield wrap(authors if paper.authors_complete else f"{authors} et al.", cells)
    yield wrap(_facts(paper), cells)
    for kind, value in told(paper):
        yield f"{one_line(kind)}: {one_line(value)}"  # never wrapped: it is to be copied
    yield wrap(_decisions(marks), cells)
    sources = [one_line(name) for name in (paper.source, *paper.later_sources) if name]
    if sources:
        yield wrap(f"imported from {', '.join(sources)}", cells)
    for flag in paper.unsure:
        yield output.paint(wrap(f"? {_warning(flag)}", cells), output.YELLOW)
    if found := changes(paper, marks):
        yield output.paint(wrap(one_line(heading(paper)), cells), output.BOLD)
        for pieces in found:
            yield wrap(one_line(" ".join(piece.signed for piece in pieces)), cells)
    if paper.abstract:
        yield ""
        yield wrap(many_lines(decoded(paper.abstract)), cells)
    if marks.note:
        yield ""
        yield output.paint("Note", output.BOLD)
        yield wrap(many_lines(marks.note), cells)


def _shown(text: str) -> str:
    return one_line(decoded(text))


def _warning(flag: str) -> str:
    if flag == UNSURE_CATEGORY:
        return "The category is not one that arXiv lists."
    if flag != UNSURE_SPLIT:
        return one_line(flag)
    # Few papers need the settings.
    from tui.remapping import keys_of  # noqa: PLC0415
    from tui.settings import Settings  # noqa: PLC0415

    key = keys_of(Settings()).commands.key("paper.split")
    return f"Is the title cut off at the right place? In the reader, {key} moves it."


def _facts(paper: Paper) -> str:
    facts = (
        paper.id,
        paper.published,
        *paper.categories,
        decoded(paper.venue),
        f"score {paper.score:g}" if paper.score is not None else "",
        "code" if paper.has_code else "",
        ", ".join(map(decoded, paper.organisations)),
    )
    return " · ".join(one_line(fact) for fact in facts if fact)


def _decisions(marks: Marks) -> str:
    told = (
        "read" if marks.read else "unread",
        "starred" if marks.starred else "",
        "queued" if marks.queued else "",
        f"rated {marks.rating} of 5" if marks.rating else "",
        " ".join(f"#{one_line(name)}" for name in marks.tags),
    )
    return " · ".join(part for part in told if part)
