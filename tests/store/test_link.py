"""Addresses of papers, and what a reader can copy of them."""

from __future__ import annotations

import pytest

from store.citations.link import Link, link, pdf_link, web_address
from store.citations.style import COPY_FORMATS, markdown_link
from store.models import Paper

ALL = {
    "url": "https://example.org/paper",
    "doi": "10.1000/xyz",
    "arxiv": "2212.10560",
    "pdf": "http://example.org/paper.pdf",
}


def paper(title: str = "A Title", **identifiers: str) -> Paper:
    return Paper("some-id", title, identifiers=identifiers)


@pytest.mark.parametrize(
    ("kinds", "url"),
    [
        ("url doi arxiv pdf", "https://example.org/paper"),
        ("doi arxiv pdf", "https://doi.org/10.1000/xyz"),
        ("arxiv pdf", "https://arxiv.org/abs/2212.10560"),
        ("pdf", "http://example.org/paper.pdf"),
    ],
)
def test_the_best_known_address_is_taken(kinds: str, url: str) -> None:
    assert link(paper(**{kind: ALL[kind] for kind in kinds.split()})) == Link(url)


def test_without_an_address_the_title_is_searched_for() -> None:
    found = link(paper("What? 100% & Größe\x1b[0m\u202e\nüber"))
    assert found.is_search
    assert found.url == (
        "https://arxiv.org/search/?searchtype=title&query="
        "What%3F+100%25+%26+Gr%C3%B6%C3%9Fe%5B0m+%C3%BCber"
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "data:text/html,x",
        "example.org/paper",
        "//example.org",
        "https://",
        "https:///path",
        "https:\\\\example.org",
        "https://exa mple.org/",
        "https://example.org\\@evil.org/",
        "https://example.org/\x1b[2J",
        "https://example.org/a\nb",
        "https://example.org/a\u202eb",
        "https://example.org/a\u00a0b",
        "https://[::1",
        "https://example.org:99999/",
        "-https://example.org",
        "",
    ],
)
def test_nothing_but_a_clean_http_address_is_opened(url: str) -> None:
    assert web_address(url) == ""
    assert link(paper(url=url, pdf=url)).is_search
    assert pdf_link(paper(pdf=url)) is None


def test_an_address_is_encoded_where_it_must_be() -> None:
    assert web_address(" HTTPS://example.org/a b<c>|{d}\n") == (
        "HTTPS://example.org/a%20b%3Cc%3E%7C%7Bd%7D"
    )
    assert web_address("https://example.org/a%20b?c=d&e#f") == "https://example.org/a%20b?c=d&e#f"


@pytest.mark.parametrize(
    ("doi", "url"),
    [
        ("doi:10.1000/xyz", "https://doi.org/10.1000/xyz"),
        ("https://dx.doi.org/10.1000/xyz", "https://doi.org/10.1000/xyz"),
        ("10.1002/(SICI)1<1::AID>3.0;2-#", "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0;2-%23"),
    ],
)
def test_a_doi_is_resolved_however_it_is_written(doi: str, url: str) -> None:
    assert link(paper(doi=doi)) == Link(url)


@pytest.mark.parametrize(
    ("arxiv", "url"),
    [
        ("arXiv:2212.10560v3", "https://arxiv.org/abs/2212.10560v3"),
        ("https://arxiv.org/abs/cs.CL/0309136", "https://arxiv.org/abs/cs.CL/0309136"),
    ],
)
def test_an_arxiv_id_is_found_however_it_is_written(arxiv: str, url: str) -> None:
    assert link(paper(arxiv=arxiv)) == Link(url)


@pytest.mark.parametrize("wrong", ["../../etc", "12", "2212.10560\x1b", "a b", "2212.10560?x=1"])
def test_what_is_no_identifier_makes_no_address(wrong: str) -> None:
    url = link(paper(doi=wrong, arxiv=wrong)).url
    assert url.startswith("https://arxiv.org/search/") or url == "https://arxiv.org/abs/2212.10560"


def test_a_pdf_is_found_on_arxiv_too() -> None:
    assert pdf_link(paper(**ALL)) == Link("http://example.org/paper.pdf")
    assert pdf_link(paper(arxiv="2212.10560")) == Link("https://arxiv.org/pdf/2212.10560")
    assert pdf_link(paper()) is None


def test_markdown_in_a_title_is_shown_and_not_acted_on() -> None:
    text = markdown_link([paper("[a](b) *c* `d` <e> &amp; f_g \\", url="https://x.org/(1)")])
    assert text == (r"[\[a\](b) \*c\* \`d\` \<e\> \&amp; f\_g \\](https://x.org/%281%29)")


def test_every_copy_format_gives_a_part_for_each_paper_in_order() -> None:
    papers = [
        paper("First", url="https://x.org/1", pdf="https://x.org/1", doi="10.1000/1"),
        paper("Second", url="https://x.org/2", pdf="https://x.org/2", doi="10.1000/2"),
    ]
    assert [form.id for form in COPY_FORMATS] == [
        "bibtex", "markdown", "link", "pdf", "doi", "title", "id",
    ]  # fmt: skip
    for form in COPY_FORMATS[:-1]:
        text = form.render(papers)
        first = max(text.find("First"), text.find("/1"))
        assert 0 <= first < max(text.find("Second"), text.find("/2"))
        assert not text.endswith("\n")
    assert COPY_FORMATS[-1].render(papers) == "some-id\nsome-id"
