"""Formats that people have papers in and paperdeck cannot import yet, known by their content."""

from __future__ import annotations

import re

_MULTILINE = re.MULTILINE | re.IGNORECASE

_FORMATS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "HTML",
        re.compile(r"\A\s*(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I),
    ),
    ("EndNote XML", re.compile(r"\A\s*(?:<\?xml[^>]{0,200}>\s*)?<xml>\s*<records>", re.I)),
    ("PubMed XML", re.compile(r"<(?:PubmedArticleSet|PubmedArticle)\b")),
    (
        "XML",
        re.compile(r"\A\s*<\?xml\b|\A\s*<(?:[a-z][\w.-]*:)?[a-z][\w.-]*(?:\s[^<>]{0,500})?>", re.I),
    ),
    ("PubMed (NBIB)", re.compile(r"^PMID ?- ?[0-9]+[ \t]*$", re.MULTILINE)),
    ("EndNote (Refer)", re.compile(r"^%[0AT] .+\n(?:.*\n){0,20}?%[0ATDJ] ", re.MULTILINE)),
    ("Web of Science", re.compile(r"\A\s*(?:FN (?:Clarivate|Thomson|ISI)|PT [JBSP]\n)")),
    (
        "the mail of arXiv",
        re.compile(r"^\\\\\narXiv:[0-9a-z./-]+|^arXiv:[0-9.v]+\s*\nDate: ", _MULTILINE),
    ),
    ("LaTeX", re.compile(r"\\(?:documentclass|begin\{(?:document|thebibliography)|bibitem\b)")),
    (
        "YAML of another kind",
        re.compile(
            r"\A(?:---[ \t]*\n)?(?:references:[ \t]*\n|(?:- )?title: .+\n[ \t]*[a-z]+: )", re.I
        ),
    ),
    ("JSON", re.compile(r"\A\s*[\[{]\s*(?:[\]{}\"\[]|-?[0-9]|true|false|null)")),
)

_CSL = re.compile(
    r'"(?:container-title|citation-key|citation-label|event-title|paperdeck-id)"\s*:|"issued"\s*:\s*\{'
    r'|"type"\s*:\s*"(?:article-[a-z]+|paper-conference|journal-article|proceedings-article)"'
    r'|"author"\s*:\s*\[\s*\{\s*"(?:family|given|literal|suffix|[a-z]+-particle)"'
)
_OWN = re.compile(r'"authors_complete"\s*:\s*(?:true|false)\b')
"""What every paper of paperdeck's own JSON lines has; its identifiers may be called as CSL's."""

_COLUMN = re.compile(
    r"titles?|authors?|abstract|year|doi|date|journal|venue|url|key|publication.*", re.I
)
_PDF_LINES = re.compile(
    r"^[ \t]*(?:\d+\.?[ \t]+)?(abstract|introduction|references)\b[ \t.:—-]*$", _MULTILINE
)


def foreign_format(head: str) -> str:
    """Name the format that the beginning of a text is in; empty when it is none known here.

    Args:
        head: 64 KiB at most.
    """
    head = head.lstrip("\ufeff")
    for name, pattern in _FORMATS:
        if pattern.search(head):
            return name
    return _table(head) or _paper_text(head)


def is_csl(head: str) -> bool:
    """Tell whether JSON has keys that only the citation style language's has."""
    return bool(_CSL.search(head)) and not _OWN.search(head)


def _table(head: str) -> str:
    """Tell a table with a line of column names, at least two of which papers have."""
    first = head.lstrip().split("\n", 1)[0][:2000]
    for separator, name in (
        ("\t", "a table (TSV)"),
        (",", "a table (CSV)"),
        (";", "a table (CSV)"),
    ):
        columns = [column.strip(" \"'\ufeff") for column in first.split(separator)]
        if len(columns) > 1 and sum(bool(_COLUMN.fullmatch(column)) for column in columns) > 1:
            return name
    return ""


def _paper_text(head: str) -> str:
    found = {line[1].lower() for line in _PDF_LINES.finditer(head)}
    return "the text of one paper (as copied from a PDF)" if len(found) > 1 else ""
