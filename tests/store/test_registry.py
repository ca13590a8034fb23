from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import SourceError
from store.importers.registry import HEAD, IMPORTERS, detect, importer_named

LISTING = "CLDec 20, 2022Code\nA TitleJane Doe, John Smith\nWe do things.\n"

FOREIGN = {
    "BibTeX": "% my library\n@inproceedings{a,\n  title = {A},\n}\n",
    "RIS": "TY  - JOUR\nTI  - A\nER  - \n",
    "PubMed (NBIB)": "PMID- 12345\nOWN - NLM\nTI  - A\n",
    "EndNote (Refer)": "%0 Journal Article\n%T A\n%A B\n",
    "EndNote XML": '<?xml version="1.0"?>\n<xml><records><record/></records></xml>',
    "PubMed XML": '<?xml version="1.0"?>\n<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>',
    "CSL-JSON": '[{"title":"A","author":[{"family":"B"}],"issued":{"date-parts":[[2020]]}}]',
    "JSON": '{"papers": 3}',
    "Atom": '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>',
    "RSS": '<rss version="2.0"><channel/></rss>',
    "XML": "<collection><paper/></collection>",
    "HTML": "<!DOCTYPE html>\n<html><body>hello</body></html>",
    "a table (CSV)": 'Title,Authors,"Year"\nA,B,2020\n',
    "a table (TSV)": "title\tyear\nA\t2020\n",
    "Web of Science": "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n",
    "the mail of arXiv": "\\\\\narXiv:2301.00001\nDate: Sun, 1 Jan 2023\nTitle: A\n",
    "LaTeX": "\\documentclass{article}\n\\begin{document}\n",
    "YAML": "references:\n- title: A\n",
    "the text of one paper": "A Title\nJane Doe\nAbstract\nWe do.\n1 Introduction\nText.\n",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_other_formats_are_named(name: str) -> None:
    with pytest.raises(SourceError, match="cannot be imported yet") as caught:
        detect(FOREIGN[name], "pasted.txt")
    message = str(caught.value)
    assert message.startswith(f"pasted.txt looks like {name}")
    assert "listing" in message


@pytest.mark.parametrize(
    "text",
    [
        LISTING,
        "Some words before\n\n" + LISTING,
        "> " + LISTING.replace("\n", "\n> "),
        "CLFeb 30, 2022\nA TitleJane Doe\nText.\n",
        "x\n" * HEAD + LISTING,
    ],
)
def test_a_listing_is_recognised_by_its_header_lines(text: str) -> None:
    assert detect(text).name == "listing"


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "A"}\n',
        '\ufeff\n{"id": "a", "title" : "A"}\n',
        '[\n{"title": "A"}]',
        '{\n  "title": "A"\n}\n',
        'not json\n{"title": "A"}\n',
    ],
)
def test_json_lines_are_recognised_by_a_title(text: str) -> None:
    assert detect(text).name == "jsonl"


@pytest.mark.parametrize("text", ["", "hello", "Dec 20, 2022\n", "a, b\n"])
def test_what_is_nothing_known_says_what_can_be_done(text: str) -> None:
    with pytest.raises(SourceError, match=r"--format listing\|jsonl"):
        detect(text)


def test_importers_are_had_by_name() -> None:
    assert [importer_named(name).name for name in IMPORTERS] == ["listing", "jsonl"]


def test_a_format_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(SourceError, match="choose listing or jsonl"):
        importer_named("bibtex")


@given(st.text())
def test_any_text_is_recognised_or_refused(text: str) -> None:
    try:
        importer = detect(text)
    except SourceError:
        return
    assert importer.name in IMPORTERS
