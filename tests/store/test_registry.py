from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import SourceError
from store.importers.registry import HEAD, IMPORTERS, detect, importer_named

LISTING = "CLDec 20, 2022Code\nA TitleJane Doe, John Smith\nWe do things.\n"

FOREIGN = {
    "PubMed (NBIB)": "PMID- 12345\nOWN - NLM\nTI  - A\n",
    "EndNote (Refer)": "%0 Journal Article\n%T A\n%A B\n",
    "EndNote XML": '<?xml version="1.0"?>\n<xml><records><record/></records></xml>',
    "PubMed XML": '<?xml version="1.0"?>\n<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>',
    "JSON": '{"papers": 3}',
    "XML": "<collection><paper/></collection>",
    "HTML": "<!DOCTYPE html>\n<html><body>hello</body></html>",
    "a table (CSV)": 'Title,Authors,"Year"\nA,B,2020\n',
    "a table (TSV)": "title\tyear\nA\t2020\n",
    "Web of Science": "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n",
    "the mail of arXiv": "\\\\\narXiv:2301.00001\nDate: Sun, 1 Jan 2023\nTitle: A\n",
    "LaTeX": "\\documentclass{article}\n\\begin{document}\n",
    "YAML of another kind": "title: A\nlayout: post\n",
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


OTHERS = {
    "csl-json": [
        '[{"id": "a", "URL": "https://example.org/a", "author": [{"family": "B"}]}]',
        '[{"title":"A","author":[{"family":"B"}],"issued":{"date-parts":[[2020]]}}]',
        '[{"id": "x", "type": "article-journal", "title": "A"}]',
        '[{"type": "article-journal", "container-title": "A", "volume": 1, "page": "2"}]',
        '[\n\t{\n\t\t"id": "x",\n\t\t"title": "A",\n\t\t"author": [\n{"literal": "B"}]\n}\n]',
    ],
    "bibtex": [
        "% my library\n@inproceedings{a,\n  title = {A},\n}\n",
        "@string(x = {y})\n",
        "@Foo{a, title = {A}}",
        "\ufeff@ARTICLE {a,\n",
    ],
    "ris": ["TY  - JOUR\nTI  - A\nER  - \n", "\n\nTY - CONF\n\nA1 - B", "x\nTY  - JOUR\n"],
    "arxiv": [
        '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>',
        '<!-- a --><?xml-stylesheet href="a"?><rss version="2.0"><channel/></rss>',
        '<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY a "b">]>\n<rdf:RDF xmlns:rdf="x">',
    ],
    "yaml": [
        "---\nnocite: '[@*]'\nreferences:\n- id: a\n  title: A\n...\n",
        "# mine\n- id: a\n  type: book\n  title: A\n",
        "-\n  title: A\n  type: book\n",
        "---\na:\n  ENTRYTYPE: article\n  title: A\n...\n",
        "author: A B\ndoi: 10.1000/182\ntitle: A\n",
    ],
    "ids": [
        "2212.10560\n",
        "# to read\n- arXiv:2212.10560v2 [cs.CL]\n- https://arxiv.org/pdf/1706.03762.pdf\n",
        "doi: 10.1145/3442188.3445922, hep-th/9901001",
        "https://openreview.net/forum?id=abc\n" * 5000,
        "2212.10560\nsee this one too\n10.1145/3442188.3445922\n",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(k, one) for k in OTHERS for one in OTHERS[k]])
def test_every_format_is_recognised_by_its_content(name: str, text: str) -> None:
    assert detect(text).name == name


@pytest.mark.parametrize("text", ["", "hello", "Dec 20, 2022\n", "a, b\n", "1234.5678\n", "# x\n"])
def test_what_is_nothing_known_says_what_can_be_done(text: str) -> None:
    with pytest.raises(SourceError, match=r"--format listing\|jsonl\|csl-json\|bibtex"):
        detect(text)


def test_importers_are_had_by_name() -> None:
    names = ["listing", "jsonl", "csl-json", "bibtex", "ris", "arxiv", "yaml", "ids"]
    assert [importer_named(name).name for name in IMPORTERS] == names


def test_a_format_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(SourceError, match="choose listing or jsonl"):
        importer_named("word")


@given(st.text())
def test_any_text_is_recognised_or_refused(text: str) -> None:
    try:
        importer = detect(text)
    except SourceError:
        return
    assert importer.name in IMPORTERS
