"""Citations in the styles of CSL, as the styles' own manuals print them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.citations.csl.cite import cite
from store.citations.csl.engine import Engine
from store.citations.csl.style_file import (
    SHORT_NAMES,
)
from store.models import Paper

JOURNAL = Paper(
    "smith2021-sparse",
    "Sparse attention for long documents: a survey of methods",
    ("Mary Jane Smith", "Jean-Luc Picard", "Ada B. Lovelace"),
    published="2021-03-05",
    venue="Journal of Machine Learning Research",
    identifiers={"doi": "10.1000/xyz123", "volume": "12", "issue": "3", "pages": "123-145"},
)
MEETING = Paper(
    "zhang2019-read",
    'How does BERT read? On what "attention" means',
    ("Wei Zhang", "Tom Brown", "Sam Stone", "Ann Lee"),
    published="2019",
    venue="Proceedings of the International Conference on Learning",
    identifiers={"url": "https://example.org/p"},
)
PREPRINT = Paper(
    "vandermaaten2023-plan",
    "Learning to plan with state-of-the-art models",
    ("Laurens van der Maaten", "OpenAI"),
    published="2023-05",
    identifiers={"arxiv": "2305.01234"},
)
CUT_OFF = replace(
    MEETING,
    title="Cut off",
    authors=("Wei Zhang", "Tom Brown", "Sam Stone"),
    authors_complete=False,
)
BARE = Paper("anon-bare", "No author here")

THESIS = Paper(
    "watkins1989",
    "Learning from delayed rewards",
    ("Christopher Watkins",),
    published="1989",
    identifiers={
        "type": "thesis",
        "genre": "PhD thesis",
        "publisher": "King's College",
        "place": "Cambridge",
    },
)
BOOK = Paper(
    "sutton2018",
    "Reinforcement learning: an introduction",
    ("Richard S. Sutton", "Andrew G. Barto"),
    published="2018",
    identifiers={"type": "book", "edition": "2", "publisher": "MIT Press", "place": "Cambridge"},
)
REPORT = Paper(
    "nist2023",
    "AI risk management framework",
    ("National Institute of Standards and Technology",),
    published="2023-01-26",
    identifiers={"type": "report", "number": "NIST AI 100-1", "publisher": "NIST"},
)
PATENT = Paper(
    "page2001", "Node ranking", ("Lawrence Page",), published="2001", identifiers={"type": "patent"}
)

EXPECTED = [
    (
        "apa",
        THESIS,
        "Watkins, C. (1989). Learning from delayed rewards [PhD thesis]. King’s College.",
    ),
    (
        "ieee",
        THESIS,
        "[1] C. Watkins, “Learning from delayed rewards,” PhD thesis, King’s College, "
        "Cambridge, 1989.",
    ),
    (
        "mla",
        BOOK,
        "Sutton, Richard S., and Andrew G. Barto. Reinforcement Learning: An Introduction. "
        "2nd ed., MIT Press, 2018.",
    ),
    (
        "acm",
        BOOK,
        "[1] Richard S. Sutton and Andrew G. Barto. 2018. Reinforcement learning: an introduction "
        "(2nd ed.). MIT Press, Cambridge.",
    ),
    (
        "apa",
        REPORT,
        "National Institute of Standards and Technology. (2023). AI risk management framework "
        "(NIST AI 100-1). NIST.",
    ),
    ("apa", PATENT, "Page, L. (2001). Node ranking."),
    (
        "apa",
        JOURNAL,
        "Smith, M. J., Picard, J.-L., & Lovelace, A. B. (2021). Sparse attention "
        "for long documents: a survey of methods. Journal of Machine Learning Research, 12(3), "
        "123–145. https://doi.org/10.1000/xyz123",
    ),
    (
        "apa",
        MEETING,
        "Zhang, W., Brown, T., Stone, S., & Lee, A. (2019). How does BERT read? On "
        "what “attention” means. Proceedings of the International Conference on Learning. "
        "https://example.org/p",
    ),
    (
        "apa",
        PREPRINT,
        "van der Maaten, L., & OpenAI. (2023). Learning to plan with "
        "state-of-the-art models (arXiv:2305.01234). arXiv. https://arxiv.org/abs/2305.01234",
    ),
    ("apa", BARE, "No author here. (n.d.)."),
    (
        "mla",
        JOURNAL,
        "Smith, Mary Jane, et al. “Sparse Attention for Long Documents: A Survey of "
        "Methods.” Journal of Machine Learning Research, vol. 12, no. 3, Mar. 2021, pp. 123–45, "
        "https://doi.org/10.1000/xyz123.",
    ),
    (
        "mla",
        MEETING,
        "Zhang, Wei, et al. “How Does BERT Read? On What ‘Attention’ Means.” "
        "Proceedings of the International Conference on Learning, 2019, https://example.org/p.",
    ),
    (
        "chicago",
        JOURNAL,
        "Smith, Mary Jane, Jean-Luc Picard, and Ada B. Lovelace. 2021. “Sparse "
        "Attention for Long Documents: A Survey of Methods.” Journal of Machine Learning "
        "Research 12 "
        "(3): 123–45. https://doi.org/10.1000/xyz123.",
    ),
    (
        "chicago",
        PREPRINT,
        "Maaten, Laurens van der, and OpenAI. 2023. “Learning to Plan with "
        "State-of-the-Art Models.” arXiv:2305.01234. Preprint, arXiv, May. "
        "https://arxiv.org/abs/2305.01234.",
    ),
    ("chicago", BARE, "“No Author Here.” n.d. Preprint."),
    (
        "chicago-notes",
        JOURNAL,
        "Smith, Mary Jane, Jean-Luc Picard, and Ada B. Lovelace. “Sparse "
        "Attention for Long Documents: A Survey of Methods.” Journal of Machine Learning "
        "Research 12, "
        "no. 3 (2021): 123–45. https://doi.org/10.1000/xyz123.",
    ),
    (
        "ieee",
        JOURNAL,
        "[1] M. J. Smith, J.-L. Picard, and A. B. Lovelace, “Sparse attention for "
        "long documents: a survey of methods,” Journal of Machine Learning Research, vol. "
        "12, no. 3, "
        "pp. 123–145, Mar. 2021, doi: 10.1000/xyz123.",
    ),
    (
        "ieee",
        MEETING,
        "[1] W. Zhang, T. Brown, S. Stone, and A. Lee, “How does BERT read? On what "
        "‘attention’ means,” in Proceedings of the International Conference on Learning, 2019. "
        "[Online]. Available: https://example.org/p",
    ),
    (
        "ieee",
        CUT_OFF,
        "[1] W. Zhang, T. Brown, S. Stone, et al., “Cut off,” in Proceedings of the "
        "International Conference on Learning, 2019. [Online]. Available: https://example.org/p",
    ),
    (
        "acm",
        JOURNAL,
        "[1] Mary Jane Smith, Jean-Luc Picard, and Ada B. Lovelace. 2021. Sparse "
        "attention for long documents: a survey of methods. Journal of Machine Learning "
        "Research 12, "
        "3 (March 2021), 123–145. https://doi.org/10.1000/xyz123",
    ),
    (
        "nature",
        JOURNAL,
        "1. Smith, M. J., Picard, J.-L. & Lovelace, A. B. Sparse attention for "
        "long documents: a survey of methods. Journal of Machine Learning Research 12, "
        "123–145 (2021).",
    ),
    (
        "harvard",
        MEETING,
        "Zhang, W. et al. (2019) “How does BERT read? On what ‘attention’ "
        "means,” Proceedings of the International Conference on Learning. Available at: "
        "https://example.org/p.",
    ),
    (
        "vancouver",
        JOURNAL,
        "1. Smith MJ, Picard JL, Lovelace AB. Sparse attention for long "
        "documents: a survey of methods. Journal of Machine Learning Research. 2021 Mar "
        "5;12(3):123–45. doi:10.1000/xyz123",
    ),
    (
        "vancouver",
        CUT_OFF,
        "1. Zhang W, Brown T, Stone S, et al. Cut off. In: Proceedings of the "
        "International Conference on Learning [Internet]. 2019. Available from: "
        "https://example.org/p",
    ),
]


def apa(**changes: object) -> str:
    paper = replace(JOURNAL, title="Self-Instruct", venue="Nature", identifiers={})
    return cite([replace(paper, **changes)], "apa").text  # type: ignore[arg-type]


@pytest.mark.parametrize(("style", "paper", "expected"), EXPECTED)
def test_a_style_prints_what_its_manual_asks_for(style: str, paper: Paper, expected: str) -> None:
    assert cite([paper], style).text == expected


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_every_short_name_prints_papers_of_every_kind(style: str) -> None:
    papers = [JOURNAL, MEETING, PREPRINT, CUT_OFF, BARE]
    cited = cite(papers, style)
    assert cited.failed == ()
    lines = cited.text.splitlines()
    assert len(lines) == len(papers)
    for line, paper in zip(lines, papers, strict=True):
        assert paper.title.split()[0].lower() in line.lower()
        assert line.isprintable()
        assert not {"..", ",,", "  "} & {line[at : at + 2] for at in range(len(line))}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Jean-Pierre Serre", "Serre, J.-P."),
        ("J.-P. Serre", "Serre, J.-P."),
        ("J.P. Serre", "Serre, J. P."),
        ("Laurens van der Maaten", "van der Maaten, L."),
        ("Martin Luther King Jr.", "King, M. L., Jr."),
        ("Émile Borel", "Borel, É."),
        ("Kwang-jin Cho", "Cho, K."),
        ("J.-p. Nadal", "Nadal, J.-P."),
        ("Sk. Mohammadul Haque", "Haque, Sk. M."),
        ("Yizhong (Eric) Wang", "Wang, Y."),
        ("王义中", "王义中."),
        ("محمد الأمين", "الأمين, محمد."),
        ("Gemma Team", "Gemma Team."),
        ("Peter O'Hara", "O’Hara, P."),
        ("Devvrit", "Devvrit."),
    ],
)
def test_given_names_become_initials(name: str, short: str) -> None:
    assert apa(authors=(name,)).startswith(f"{short} (2021). Self-Instruct")


def test_more_than_twenty_authors_are_shortened_in_the_middle() -> None:
    text = apa(authors=tuple(f"Ann Name{n}x" for n in range(30)))
    assert "Name18x, A., … Name29x, A. (2021)" in text
    assert "Name19x" not in text


def test_a_long_list_the_source_cut_has_no_last_author() -> None:
    text = apa(authors=tuple(f"Ann Name{n}x" for n in range(30)), authors_complete=False)
    assert "et al. (2021)" in text
    assert "…" not in text


@pytest.mark.parametrize("title", ["Why?", "Stop!", "“Why?”", "Ends."])
def test_a_title_with_its_own_end_gets_no_second_one(title: str) -> None:
    assert f"(2021). {title} Nature." in apa(title=title)


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Why “this” and 'that'", "Why “this” and ‘that’"),
        ('Why "this"', "Why ‘this’"),
    ],
)
def test_curled_quotation_marks_of_a_paper_stay_where_no_others_are_about_them(
    title: str, printed: str
) -> None:
    assert printed in cite([replace(JOURNAL, title=title)], "nature").text


def test_marks_about_a_title_change_those_inside_of_it() -> None:
    paper = replace(JOURNAL, title="Why “this” holds")
    assert "“Why ‘this’ holds,”" in cite([paper], "ieee").text


def test_punctuation_inside_a_title_stays_as_it_is() -> None:
    title = "Wait... What?! :: a study"
    assert title in apa(title=title)


def test_papers_keep_their_order_and_are_numbered_in_it() -> None:
    lines = cite([MEETING, JOURNAL], "ieee").text.splitlines()
    assert [line[:6] for line in lines] == ["[1] W.", "[2] M."]


def test_typefaces_are_told_in_html_and_what_a_paper_says_is_no_markup() -> None:
    paper = replace(JOURNAL, title="a < bee & *Brave*", identifiers={})
    assert cite([paper], "mla", "html").text == (
        '<div class="csl-entry">Smith, Mary Jane, et al. “A &lt; Bee &amp; *Brave*.” '
        "<i>Journal of Machine Learning Research</i>, Mar. 2021.</div>"
    )


def test_markdown_has_emphasis_and_links_of_its_own_only() -> None:
    paper = replace(JOURNAL, title="A_b *c* [d]", identifiers={"doi": "10.1000/a_b(c)"})
    text = cite([paper], "vancouver", "markdown").text
    assert text.startswith("1\\. Smith MJ")
    assert "A\\_b \\*c\\* \\[d\\]" in text
    assert cite([paper], "apa", "markdown").text.endswith("<https://doi.org/10.1000/a_b(c)>")
    assert "*Journal of Machine Learning Research*" in cite([paper], "apa", "markdown").text


def test_a_reference_is_one_line_whatever_the_paper_holds() -> None:
    dirty = "a\nb\x1b[2J\u202e\u2028\ue001c"
    text = apa(title=dirty, venue=dirty, authors=(dirty,))
    assert text.isprintable()


def test_what_a_style_cannot_print_is_told_plainly_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_arguments: object) -> str:
        raise IndexError

    monkeypatch.setattr(Engine, "line", fail)
    cited = cite([JOURNAL], "ieee")
    assert "Mary Jane Smith, Jean-Luc Picard" in cited.text
    assert "Sparse attention" in cited.text
    assert cited.text.endswith("https://doi.org/10.1000/xyz123")
    assert "The style cannot print smith2021-sparse: given plainly." in cited.notice
