"""What can be copied of a paper, and how it is cited, as ``config.toml`` has it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from store.catalogue import Catalogue
from store.citations.csl.style_file import SHORT_NAMES
from store.citations.key import PATTERN, check_pattern
from store.citations.style import (
    BIBTEX,
    COPY_FORMATS,
    CopyFormat,
    UnknownStyleError,
    style_format,
    style_formats,
)
from store.citations.template import TemplateError, check, fill
from store.errors import PaperdeckError
from store.models import Paper
from store.text.display import one_line
from tui.settings import Settings, SettingsError

TABLE = "copy"
STYLE, KEY = "citation_style", "citation_key"
"""Names of settings: the style of a citation, and the pattern of citation keys."""


def styles_folder(settings: Settings) -> Path:
    """Give the folder of the user's own citation styles; it need not exist."""
    return settings.path.parent / "styles"


def default_style(settings: Settings) -> str:
    """Give the name of the style that citations are in where none is named.

    Raises:
        SettingsError: it is none, or the settings cannot be read.
    """
    name = settings.value(STYLE) if settings.stamp() is not None else None
    if name is None:
        return BIBTEX
    if not isinstance(name, str):
        raise SettingsError(f'{settings.path}: {STYLE} is no text; write {STYLE} = "apa".')
    return name


def key_pattern(settings: Settings) -> str:
    """Give the pattern of citation keys.

    Raises:
        SettingsError: it is none, or the settings cannot be read.
    """
    pattern = settings.value(KEY) if settings.stamp() is not None else None
    if pattern is None:
        return PATTERN
    try:
        if not isinstance(pattern, str):
            raise SettingsError(f'it is no text; write {KEY} = "{PATTERN}"')
        check_pattern(pattern)
    except PaperdeckError as error:
        raise SettingsError(f"{settings.path}: {KEY}: {error}.") from error
    return pattern


OTHER_STYLE = CopyFormat("style", "Another style…", lambda _papers: "")
"""The way to all the styles, which are too many for a list."""


def default_format(settings: Settings) -> CopyFormat:
    """Give the format of the citation that one key copies.

    Raises:
        SettingsError: the settings name none, or cannot be read.
    """
    name = default_style(settings)
    label = SHORT_NAMES[name.lower()][1] if name.lower() in SHORT_NAMES else ""
    return style_format(name, styles_folder(settings), label)


def glimpse(kind: CopyFormat, papers: Sequence[Paper]) -> str:
    """Give what is shown beside a format: what it makes of papers."""
    if kind == OTHER_STYLE:
        return "any style of CSL, by its name"
    try:
        return kind.render(papers)
    except PaperdeckError as error:
        return str(error)


def rendered(
    kind: CopyFormat, papers: Sequence[Paper], library: Catalogue | None
) -> tuple[str, str]:
    """Give papers in a format, and what is to be said about it.

    Args:
        kind: the format.
        papers: of the library.
        library: in which no other paper may have the key of one of them.

    Raises:
        PaperdeckError: the settings, or the style, cannot be used.
    """
    settings = Settings()
    if kind.style:
        from store.citations.csl.cite import cite  # noqa: PLC0415 - loads an XML parser

        cited = cite(papers, kind.style, own=styles_folder(settings))
        return cited.text, cited.notice
    if kind.id == BIBTEX and library is not None:
        from store.citations.bibtex import bibtex  # noqa: PLC0415
        from store.citing import keys_of  # noqa: PLC0415

        there = [paper.id for paper in papers if paper.id in library]
        keys = keys_of(library, there, key_pattern(settings))
        named = ((paper, keys.get(paper.id, paper.id)) for paper in papers)
        return "\n\n".join(bibtex(paper, key) for paper, key in named), ""
    return kind.render(papers), ""


def citing_problems(settings: Settings) -> list[str]:
    """Give what is wrong with how papers are to be cited, a sentence each."""
    problems = []
    try:
        key_pattern(settings)
    except SettingsError as error:
        problems.append(str(error))
    try:
        name = default_style(settings)
        if name.lower() != BIBTEX:
            from store.citations.csl.cite import check as check_style  # noqa: PLC0415 - loads XML

            check_style(name, styles_folder(settings))
    except UnknownStyleError as error:
        problems.append(f"{settings.path}: {STYLE}: {error}")
    except PaperdeckError as error:
        problems.append(str(error))
    return problems


def copy_formats(settings: Settings) -> tuple[list[CopyFormat], list[str]]:
    """Give what can be copied, and what is wrong with the user's own, a sentence each."""
    bibtex, *rest = COPY_FORMATS
    ours = [bibtex, *style_formats(styles_folder(settings)), OTHER_STYLE, *rest]
    try:
        table = settings.table(TABLE) if settings.stamp() is not None else {}
    except SettingsError as error:
        return ours, [f"Your own formats are not shown: {error}"]
    own, problems = [], []
    for name, template in table.items():
        label = one_line(name)
        try:
            if not isinstance(template, str):
                raise TemplateError('it is no text; write "{title} {url}" or the like')
            check(template)
        except TemplateError as error:
            problems.append(f"{settings.path}: the format {label}: {error}.")
        else:
            own.append(_own(name, label, template))
    return [*ours, *own], problems


def _own(name: str, label: str, template: str) -> CopyFormat:
    def render(papers: Sequence[Paper]) -> str:
        return "\n".join(fill(template, paper) for paper in papers)

    return CopyFormat(f"{TABLE}.{name}", label, render)
