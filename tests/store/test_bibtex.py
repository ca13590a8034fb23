"""BibTeX entries and citation keys."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from store.citations.bibtex import bibtex, escape
from store.citations.key import (
    KeyPatternError,
    check_pattern,
    citation_key,
    citation_keys,
)
from store.citations.style import bibtex_text
from store.models import Paper

PAPER = Paper(
    "wang2022-self-instruct",
    "Self-Instruct: Aligning Language Models",
    ("Yizhong Wang", "Laurens van der Maaten"),
    published="2022-12-20",
    abstract="An abstract.",
    categories=("cs.CL", "cs.AI"),
    score=94.9,
)


def entry(**changes: object) -> str:
    return bibtex(replace(PAPER, **changes), "key")  # type: ignore[arg-type]


def test_an_entry_has_authors_title_year_and_month() -> None:
    assert entry() == (
        "@misc{key,\n"
        "  author = {Wang, Yizhong and van der Maaten, Laurens},\n"
        "  title = {{Self-Instruct: Aligning Language Models}},\n"
        "  year = {2022},\n"
        "  month = dec,\n"
        "}"
    )


def test_a_list_the_source_cut_ends_in_and_others() -> None:
    assert "van der Maaten, Laurens and others}" in entry(authors_complete=False)


def test_no_authors_give_no_author_field() -> None:
    assert "author" not in entry(authors=(), authors_complete=False)
    assert "author" not in entry(authors=("", "\x1b"))


def test_single_words_organisations_and_cjk_names_are_braced() -> None:
    text = entry(authors=("Devvrit", "Meta AI", "王义中", "Google and Friends Team"))
    assert "author = {{Devvrit} and {Meta AI} and {王义中} and {Google and Friends Team}}" in text


def test_a_suffix_stands_between_family_and_given_names() -> None:
    assert "author = {King, Jr., Martin Luther}" in entry(authors=("Martin Luther King Jr.",))


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [
        ("NeurIPS", "inproceedings", "booktitle"),
        ("Proceedings of the 61st Annual Meeting of the ACL", "inproceedings", "booktitle"),
        ("Workshop on Nature and Letters", "inproceedings", "booktitle"),
        ("Journal of Machine Learning Research", "article", "journal"),
        ("IEEE Transactions on Robotics", "article", "journal"),
        ("TMLR", "article", "journal"),
        ("Nature", "article", "journal"),
        ("Proceedings of the VLDB Endowment", "article", "journal"),
    ],
)
def test_the_venue_decides_the_kind_of_entry(name: str, kind: str, field: str) -> None:
    text = entry(venue=name)
    assert text.startswith(f"@{kind}{{")
    assert f"  {field} = {{{name}}},\n" in text


def test_arxiv_is_an_eprint_and_not_a_venue() -> None:
    text = entry(venue="arXiv preprint", identifiers={"arxiv": "arXiv:2212.10560v2"})
    assert text.startswith("@misc{")
    assert "booktitle" not in text
    assert "  eprint = {2212.10560v2},\n  archivePrefix = {arXiv},\n" in text
    assert "  primaryClass = {cs.CL},\n" in text
    assert "  url = {https://arxiv.org/abs/2212.10560v2},\n" in text


def test_doi_and_address_are_not_escaped_because_styles_print_them_verbatim() -> None:
    text = entry(
        identifiers={"doi": "https://doi.org/10.1000/a_b%c", "url": "https://x.org/a_b#c~d"}
    )
    assert "doi = {10.1000/a_b%c}" in text
    assert "url = {https://x.org/a_b#c~d}" in text


def test_an_address_with_braces_cannot_break_the_entry() -> None:
    assert "url = {https://x.org/%7B%7Da%5Cb}" in entry(identifiers={"url": "https://x.org/{}a\\b"})


def test_a_search_is_not_given_as_the_papers_address() -> None:
    assert "url" not in entry()


def test_marks_score_and_abstract_stay_at_home() -> None:
    text = entry()
    assert "94.9" not in text
    assert "abstract" not in text.lower()


def test_every_special_character_is_escaped() -> None:
    assert escape(r"& % $ # _ { } ~ ^ \ ") == (
        r"\& \% \$ \# \_ \textbraceleft{} \textbraceright{} "
        r"\textasciitilde{} \textasciicircum{} \textbackslash{}"
    )


@pytest.mark.parametrize("title", ["}", "{", "a } b { c", "\\", "\\}", "{{{", "%", "@misc{x,", '"'])
def test_no_title_unbalances_the_braces(title: str) -> None:
    text = entry(title=title, authors=(title, f"{title} {title}"), venue=title)
    assert text.count("{") == text.count("}")
    depth = 0
    for char in text:
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0


def test_control_and_reordering_characters_are_left_out() -> None:
    dirty = "a\x1b]52;c;x\x07 b\u202ec\x00\x9b\nd\r\n\u2066e\ud800"
    text = entry(title=dirty, authors=(dirty,), venue=dirty)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066\ud800]", text)
    assert "title = {{a]52;c;x bc d e}}" in text


@pytest.mark.parametrize(
    ("published", "fields"),
    [("2022", "year = {2022},\n}"), ("2022-03", "month = mar"), ("", "}},\n}"), ("soon", "}},\n}")],
)
def test_a_date_is_given_as_precisely_as_known(published: str, fields: str) -> None:
    assert fields in entry(published=published)


def test_a_key_keeps_only_what_bibtex_allows() -> None:
    assert bibtex(PAPER, "a,b} c").startswith("@misc{abc,\n")


@pytest.mark.parametrize(
    ("title", "authors", "published", "key"),
    [
        ("Self-Instruct: Aligning", ("Yizhong Wang",), "2022-12-20", "wang2022self"),
        ("On the Dangers", ("Emily M. Bender",), "2021", "bender2021dangers"),
        ("Visualizing Data", ("Laurens van der Maaten",), "2008", "vandermaaten2008visualizing"),
        ("Über Größe", ("Jörg Müller-Łoś",), "2020", "mullerlos2020uber"),
        ("To Be or Not", ("Bo O'Neil",), "", "oneilndto"),
        ("", (), "2020", "anon2020"),
        ("深度学习", ("王义中",), "2020", "anon2020"),
        (r"$\mathcal{V}$-Information", ("Yilun Xu",), "2020", "xu2020v"),
        ("Don't Stop", ("Suchin Gururangan",), "2020", "gururangan2020dont"),
    ],
)
def test_a_key_is_author_year_and_first_telling_word(
    title: str, authors: tuple[str, ...], published: str, key: str
) -> None:
    assert citation_key(Paper("", title, authors, published=published)) == key


def test_the_first_of_equal_keys_stays_and_the_others_get_letters() -> None:
    keys = citation_keys([PAPER] * 28)
    assert keys[:3] == ["wang2022self", "wang2022selfa", "wang2022selfb"]
    assert keys[26:] == ["wang2022selfz", "wang2022selfaa"]


def test_a_letter_never_makes_the_key_of_another_paper() -> None:
    other = replace(PAPER, title="Selfa Care")
    keys = citation_keys([PAPER, PAPER, other])
    assert keys == ["wang2022self", "wang2022selfb", "wang2022selfa"]


def test_thousands_of_equal_keys_are_told_apart() -> None:
    keys = citation_keys([PAPER] * 5000)
    assert len(set(keys)) == 5000


def test_several_papers_are_an_entry_each() -> None:
    text = bibtex_text([PAPER, PAPER])
    assert text.count("@misc{") == 2
    assert "\n}\n\n@misc{wang2022selfa," in text
    assert not text.endswith("\n")
    assert bibtex_text([]) == ""


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{author}{year}{word}", "wang2022self"),
        ("{author}_{yy}", "wang_22"),
        ("{authors}:{words}", "wangkordi:selfinstructaligning"),
        ("{year}-{author}", "anon2022-wang"),
    ],
)
def test_a_pattern_tells_what_keys_are_made_of(pattern: str, key: str) -> None:
    paper = replace(PAPER, title="Self-Instruct: Aligning", authors=("Yi Wang", "Yo Kordi"))
    check_pattern(pattern)
    assert citation_key(replace(paper, authors_complete=True), pattern) == key


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{autor}", "there is no {autor}; there are author"),
        ("smith", "names no field"),
        ("{author", "brace stands alone"),
        ("{author} {year}", "only ASCII letters"),
        ("{author}é", "only ASCII letters"),
    ],
)
def test_a_pattern_that_makes_no_keys_is_refused(pattern: str, told: str) -> None:
    with pytest.raises(KeyPatternError, match=told):
        check_pattern(pattern)
