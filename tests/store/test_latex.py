"""LaTeX shown as text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.text.latex import both, decoded

PIECES = [
    *(r"\frac", r"\hat", r"\"", r"\c", r"\left", r"\sqrt", r"\(", r"\)", r"\text", r"\textcolor"),
    *(r"\href", r"\foo", "\\", r"\mathbb", r"\log", r"\alpha", r"\ensuremath", r"\emph", r"\item"),
    *(
        "{",
        "}",
        "$",
        "$$",
        "^",
        "_",
        "[",
        "]",
        "~",
        "--",
        "``",
        "''",
        "%",
        ".",
        "1",
        "a",
        "bc",
        "é",
    ),
    "https://x.y/~b",
]
TEXTS = st.lists(st.sampled_from([*PIECES, " ", "\n", "word"]), max_size=60).map("".join)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\textit{Very} deep \emph{nets} and {\em more}", "Very deep nets and more"),
        (r"\textbf{bold \emph{and} slanted}", "bold and slanted"),
        ("Fast $k$-means in $O(n^2)$", "Fast k-means in O(n²)"),
        (r"$\alpha$-divergence, $\beta=2$", "α-divergence, β=2"),
        (r"$\tilde{O}(\sqrt{kT})$ regret", "Õ(√(kT)) regret"),
        (r"$x \in \mathbb{R}^d$, $n\times m$", "x ∈ ℝᵈ, n × m"),
        (r"$\frac{1}{2}$ and $\frac{a+b}{c}x$", "1/2 and ((a+b)/c)x"),
        (r"$\|x\|_2 \leq \epsilon \log n$", "‖x‖₂ ≤ ε log n"),
        (r"$L_{\infty}$, $x_{ij}$, $e^{-t/\tau}$", "L_∞, xᵢⱼ, e^(-t/τ)"),
        (r"$\{0,1\}^n$ and \(x^*\)", "{0,1}ⁿ and x*"),
        (r"Schr\"odinger, Jes\'{u}s, G\"{o}del", "Schrödinger, Jesús, Gödel"),
        (r"Gon\c{c}alves, Ho\v{r}ava, Stra{\ss}e, \L\k{a}cki", "Gonçalves, Hořava, Straße, Łącki"),
        (r"Erd\H{o}s, \AA ngstr\"om, na\"\i ve", "Erdős, Ångström, naïve"),
        ("pages 1--2---or more", "pages 1–2—or more"),
        ("``Attention'' is all", "“Attention” is all"),
        (r"50\% of R\&D, a\_b, C\#, \$5", "50% of R&D, a_b, C#, $5"),
        (r"Fig.~1, $n$~times", "Fig. 1, n times"),
        (r"at \url{https://a.org/b_c~d--e}", "at https://a.org/b_c~d--e"),
        (r"see \href{https://a.org}{our page}", "see our page (https://a.org)"),
        (r"360$^\circ$ and H$_2$O", "360° and H₂O"),
        (r"significant (p$<$0.05)", "significant (p<0.05)"),
    ],
)
def test_latex_is_shown_as_its_author_meant_it(text: str, shown: str) -> None:
    assert decoded(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $6, or $100K for the $50K plan",
        "A robot for under $200",
        "between $5M and US$6M",
        r"\mymacro{x} and \citep{smith2020}",
        r"\emph{not closed",
        r"\frac1",
        "$x^2 without an end",
        r"C:\Users\me",
        "{Road, Vegetation} and {x}",
        "run it with --verbose or --help",
        "http://a.org/~me and ~10 of them",
        "a trailing \\",
        "it's 5' 11''",
    ],
)
def test_what_is_no_latex_or_not_understood_stays_letter_for_letter(text: str) -> None:
    assert decoded(text) == text


def test_what_stands_in_an_unknown_macro_is_shown_all_the_same() -> None:
    assert decoded(r"fast.\footnote{In $O(n^2)$.}") == r"fast.\footnote{In O(n²).}"


@settings(max_examples=400)
@given(TEXTS)
def test_any_text_is_shown_and_grows_little(text: str) -> None:
    assert len(decoded(text)) <= 30 * len(text) + 10


@settings(max_examples=200)
@given(st.text(st.characters(exclude_characters="\\$-`", exclude_categories=())))
def test_a_text_without_latex_is_the_same(text: str) -> None:
    assert decoded(text) is text


@pytest.mark.parametrize("piece", [*PIECES, r"\hat{", r"\frac{", "_{^{", "{$", r"\text{$", "$a"])
def test_a_hostile_text_is_given_up_soon(piece: str) -> None:
    text = (piece * 10_000)[:13_000]

    assert decoded(text + "}" * 6_000).count("}") >= 0
    assert decoded(text * 100) == text * 100  # too long to be looked into


def test_both_the_letters_and_what_they_stand_for_are_searched() -> None:
    assert both(r"$\alpha$-stable") == "$\\alpha$-stable\nα-stable"
    assert both("plain") == "plain"
