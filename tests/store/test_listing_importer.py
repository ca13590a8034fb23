from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from store.importers.contract import REJECTED_TEXT_LIMIT, Context, Draft, Rejection
from store.importers.listing.abstract import NO_HEADER, NOT_PART
from store.importers.listing.address import code_address
from store.importers.listing.frame import NO_BYLINE, NOTHING_FOLLOWS
from store.importers.listing.furniture import is_furniture
from store.importers.listing.importer import ListingImporter
from store.models import UNSURE_CATEGORY, UNSURE_SPLIT, Paper
from tests.store.listing import FURNITURE, TODAY, read

ENTRIES = [
    (
        "CLDec 20, 2022Code",
        "Teaching Parrots to Argue: A Study of Loud BirdsAnna Keller, Tomás Rivera, Wei Zhang "
        "et al. · bird-lab, eth-zurich",
        "Large parrots have demonstrated a remarkable ability to argue. Nevertheless, they depend "
        "heavily on seeds, which are often limited in quantity and diversity. We introduce "
        "Parrot-Net, a framework for improving the arguments of parrots, i.e., for making them "
        "longer. Our code is available at https://github.com/birds/parrot-net.",
    ),
    (
        "94.9LGMar 11Code",
        "On the Quiet Life of GradientsMarta Nowak, John Smith",
        "Gradients are small. We show that they become smaller still when nobody is looking at "
        "them, and prove a bound of their size that depends only on the number of observers in "
        "the room and on the time of the day at which the room is looked at.",
    ),
    (
        "100.0SEApr 16",
        "Testing Tests with Tests of TestsPeter Olsen, Ingrid Dahl, Karl Berg et al.",
        "Tests are programs, and programs have to be tested. We describe a language in which the "
        "tests of tests can be written down, and a tool that tests it. It found three mistakes in "
        "this abstract and one in the tool itself, which we have left in place for others to find.",
    ),
]


def text_of(entries: list[tuple[str, ...]]) -> str:
    return "\n".join(line for entry in entries for line in entry) + "\n"


LISTING = text_of([*ENTRIES])


def papers(text: str) -> list[Paper]:
    found = read(text)
    assert not [one for one in found if isinstance(one, Rejection)]
    return [one.paper for one in found if isinstance(one, Draft)]


def one_paper(byline: str, abstract: str = "We do.", header: str = "CLDec 20, 2022") -> Paper:
    (paper,) = papers(f"{header}\n{byline}\n{abstract}\n")
    return paper


def kinds(found: list[Draft | Rejection]) -> list[tuple[str, int]]:
    return [("draft" if isinstance(one, Draft) else one.reason, one.line) for one in found]


def test_every_part_of_an_entry_is_read() -> None:
    first, second, third = read(LISTING)
    assert isinstance(first, Draft)
    assert first.paper == Paper(
        id="",
        title="Teaching Parrots to Argue: A Study of Loud Birds",
        authors=("Anna Keller", "Tomás Rivera", "Wei Zhang"),
        authors_complete=False,
        abstract=ENTRIES[0][2],
        published="2022-12-20",
        categories=("cs.CL",),
        organisations=("bird-lab", "eth-zurich"),
        identifiers={"code": "https://github.com/birds/parrot-net"},
        has_code=True,
        source="feed.txt",
    )
    assert (first.line, first.year_inferred, first.marks) == (1, False, None)
    assert isinstance(second, Draft)
    assert second.paper.authors == ("Marta Nowak", "John Smith")
    assert second.paper.authors_complete
    assert (second.paper.score, second.paper.published) == (94.9, "2026-03-11")
    assert (second.line, second.year_inferred) == (4, True)
    assert isinstance(third, Draft)
    assert third.paper.organisations == ()
    assert not third.paper.has_code


def wrapped(width: int) -> str:
    lines: list[str] = []
    for header, *rest in ENTRIES:
        lines.append(header)
        for line in rest:
            lines += textwrap.wrap(line, width)
    return "\n".join(lines)


CHANGES: dict[str, Callable[[], str]] = {
    "blank lines between entries": lambda: "\n\n".join("\n".join(entry) for entry in ENTRIES),
    "blank lines between lines": lambda: LISTING.replace("\n", "\n\n \t\n"),
    "quotation marks": lambda: "> " + LISTING.replace("\n", "\n> "),
    "nested quotation marks": lambda: "> > " + LISTING.replace("\n", "\n> > "),
    "quotation marks without space": lambda: ">" + LISTING.replace("\n", "\n>"),
    "indentation": lambda: "\t  " + LISTING.replace("\n", "  \n\t  "),
    "a bullet before each entry": lambda: "\n".join(f"- {a}\n  {b}\n  {c}" for a, b, c in ENTRIES),
    "a bullet before each line": lambda: "* " + LISTING.replace("\n", "\n* ").rstrip("* "),
    "numbers": lambda: "\n".join(f"{n}. " + "\n   ".join(e) for n, e in enumerate(ENTRIES, 1)),
    "headings": lambda: "\n".join("## " + "\n".join(entry) for entry in ENTRIES),
    "lines of 60": lambda: wrapped(60),
    "lines of 80": lambda: wrapped(80),
    "lines of 100": lambda: wrapped(100),
    "wide spaces": lambda: LISTING.replace(" of ", "\xa0of\t ").replace(" et al", "\xa0et al"),
    "invisible characters": lambda: LISTING.replace("i", "\u200bi\u2060\ufeff\xad\u200d"),
    "a form feed": lambda: LISTING.replace("100.0SE", "\f100.0SE"),
    "a byte order mark": lambda: "\ufeff" + LISTING,
    "NUL": lambda: LISTING.replace("Large", "Lar\0ge").replace("CLDec", "C\0LDec"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_mail_and_notes_do_to_a_listing_changes_no_paper(change: str) -> None:
    assert papers(CHANGES[change]()) == papers(LISTING)


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize("line", FURNITURE)
def test_page_furniture_between_entries_is_passed_over(line: str, gap: str) -> None:
    text = f"{line}\n{gap}" + "".join(
        "\n".join(entry) + f"\n{gap}{line}\n{gap}" for entry in ENTRIES
    )
    assert papers(text) == papers(LISTING)


@pytest.mark.parametrize("line", FURNITURE)
def test_page_furniture_inside_entries_is_passed_over(line: str) -> None:
    text = "\n".join(f"\n{line}\n".join(entry) for entry in ENTRIES)
    assert papers(text) == papers(LISTING)


def test_page_furniture_between_wrapped_entries_is_passed_over() -> None:
    text = wrapped(80).replace("\n94.9", "\nLoad more\n94.9").replace("\n100.0", "\n\n17\n\n100.0")
    assert papers(text) == papers(LISTING)


def test_other_text_between_entries_is_reported_and_in_no_abstract() -> None:
    text = "Our Reading List\n" + LISTING.replace("\n94.9", "\nGreat Picks Of Tom\n94.9")
    found = read(text + "\nThe Very End\n")
    assert kinds(found) == [
        (NOT_PART, 1), ("draft", 2), (NOT_PART, 5), ("draft", 6), ("draft", 9), (NOT_PART, 13),
    ]  # fmt: skip
    assert [one.text for one in found if isinstance(one, Rejection)] == [
        "Our Reading List", "Great Picks Of Tom", "The Very End",
    ]  # fmt: skip
    assert [one.paper for one in found if isinstance(one, Draft)] == papers(LISTING)


def test_a_caption_before_a_title_is_reported() -> None:
    found = read(LISTING.replace("Code\nTeaching", "Code\nEditor's Pick\nTeaching"))
    assert [one.paper for one in found if isinstance(one, Draft)] == papers(LISTING)
    assert [one.text for one in found if isinstance(one, Rejection)] == ["Editor's Pick"]


def test_a_paragraph_that_goes_on_belongs_to_the_abstract() -> None:
    text = (
        "CLDec 20, 2022\nOn WordsJane Doe, John Smith et al.\nWe count words.\nThere are many.\n\n"
        "Then we count them once more, because the first count was wrong.\n\n12\n\n"
        "Code: https://github.com/a/b\n"
    )
    (paper,) = papers(text)
    assert paper.abstract == (
        "We count words. There are many. Then we count them once more, because the first count "
        "was wrong. Code: https://github.com/a/b"
    )


@pytest.mark.parametrize(
    ("lines", "abstract"),
    [
        ("We use multi-\nstep plans.", "We use multi-step plans."),
        ("An instruc-\ntion is an instruction.", "An instruction is an instruction."),
        ("We pre-\nand post-process it.", "We pre- and post-process it."),
        ("We retrieve-\nand-generate it.", "We retrieve-and-generate it."),
        ("An instruc\xad\ntion.", "An instruction."),
        ("It is good -\nor not.", "It is good - or not."),
    ],
)
def test_hyphens_at_the_end_of_a_line(lines: str, abstract: str) -> None:
    assert one_paper("On WordsJane Doe et al.", lines).abstract == abstract


def test_a_line_of_the_abstract_that_begins_like_a_header_is_text() -> None:
    abstract = "AIMar 3 was the day.\nCLDec 20, 2022 is a line in it."
    assert one_paper("On DaysJane Doe et al.", abstract).abstract == abstract.replace("\n", " ")


def test_an_entry_without_abstract_has_an_empty_one() -> None:
    text = "CLDec 20, 2022\nOn WordsJane Doe et al.\n" + LISTING
    first, *others = papers(text)
    assert (first.title, first.abstract) == ("On Words", "")
    assert others == papers(LISTING)


def test_the_same_entry_twice_is_given_twice() -> None:
    assert papers(LISTING + LISTING) == papers(LISTING) * 2


@pytest.mark.parametrize(
    ("byline", "title", "organisations"),
    [
        ("Cats · Dogs in ParisJane Doe et al. · uw", "Cats · Dogs in Paris", ("uw",)),
        ("Cats · Dogs in ParisJane Doe, John Smith et al.", "Cats · Dogs in Paris", ()),
        ("On CatsJane Doe et al. · a-b, c.d, e2", "On Cats", ("a-b", "c.d", "e2")),
        ("On CatsJane Doe et al. • uw", "On Cats", ("uw",)),
        ("On CatsJane Doe et al. ·", "On Cats", ()),
        ("On CatsJane Doe et al · uw,", "On Cats", ("uw",)),
        ("On CatsJane Doe, et. al. · uw", "On Cats", ("uw",)),
    ],
)
def test_organisations_are_slugs_after_the_last_dot(
    byline: str, title: str, organisations: tuple[str, ...]
) -> None:
    paper = one_paper(byline)
    assert (paper.title, paper.organisations) == (title, organisations)
    assert paper.authors[0] == "Jane Doe"
    assert not paper.authors_complete


def test_where_no_author_is_found_the_line_is_the_title_and_flagged() -> None:
    paper = one_paper("quiet words about nothing")
    assert (paper.title, paper.authors) == ("quiet words about nothing", ())
    assert paper.unsure == (UNSURE_SPLIT,)


def test_an_unknown_category_is_kept_and_flagged() -> None:
    paper = one_paper("On WordsJane Doe et al.", header="XXDec 20, 2022")
    assert paper.categories == ("cs.XX",)
    assert UNSURE_CATEGORY in paper.unsure


@pytest.mark.parametrize(
    ("header", "categories", "published"),
    [("Dec 20, 2022Code", (), "2022-12-20"), ("94.9LG", ("cs.LG",), ""), ("LG", ("cs.LG",), "")],
)
def test_half_a_header_before_a_title_is_enough(
    header: str, categories: tuple[str, ...], published: str
) -> None:
    text = LISTING + f"{header}\nOn WordsJane Doe, Ann Lee et al.\nWe count.\n"
    *before, last = papers(text)
    assert before == papers(LISTING)
    assert (last.categories, last.published, last.abstract) == (categories, published, "We count.")


@pytest.mark.parametrize(
    ("header", "word"),
    [("CLFeb 30, 2022", "Feb 30"), ("CLFoo 3, 2022", "Foo"), ("CLDec 3, 9999", "future")],
)
def test_an_entry_with_an_impossible_date_is_reported_whole(header: str, word: str) -> None:
    entry = f"{header}\nOn WordsJane Doe et al.\nWe count."
    found = read(LISTING + entry + "\n" + LISTING)
    assert [type(one) for one in found] == [Draft] * 3 + [Rejection] + [Draft] * 3
    rejection = found[3]
    assert isinstance(rejection, Rejection)
    assert (rejection.line, rejection.text, rejection.source) == (10, entry, "feed.txt")
    assert word in rejection.reason


def test_a_header_with_nothing_behind_it_is_reported() -> None:
    found = read("CLDec 20, 2022\n" + LISTING + "LGJan 2\n\n")
    assert kinds(found) == [
        (NOTHING_FOLLOWS, 1), ("draft", 2), ("draft", 5), ("draft", 8), (NOTHING_FOLLOWS, 11),
    ]  # fmt: skip


def test_an_entry_without_its_title_line_is_reported() -> None:
    found = read(f"CLDec 20, 2022\n{ENTRIES[0][2]}\n" + LISTING)
    assert kinds(found)[0] == (NO_BYLINE, 1)
    assert len(found) == 4


def test_entries_without_a_header_are_reported_one_by_one() -> None:
    entry = "On WordsJane Doe et al. · uw\nWe count words until we are tired of it.\n"
    found = read(entry + LISTING + entry + entry)
    assert kinds(found) == [
        (NO_HEADER, 1), ("draft", 3), ("draft", 6), ("draft", 9), (NO_HEADER, 12), (NO_HEADER, 14),
    ]  # fmt: skip
    assert [one.text + "\n" for one in found if isinstance(one, Rejection)] == [entry] * 3


def test_a_text_without_any_header_is_reported_once() -> None:
    assert kinds(read("One line.\nAnd one more.\n\nBye bye birdie.")) == [(NOT_PART, 1)]


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "Load more\n"])
def test_a_text_with_nothing_in_it_gives_nothing(text: str) -> None:
    assert read(text) == []


def test_a_long_rejected_text_is_shown_in_part() -> None:
    (found,) = read("x y " * 10_000 + "\n" + "z\n" * 10_000)
    assert isinstance(found, Rejection)
    assert len(found.text) == REJECTED_TEXT_LIMIT


def test_escape_and_direction_characters_stay() -> None:
    byline = "Clear \x1b[2J \x1b]52;c;eA==\x07 \u202eWordsJane Doe, Ann Lee, Bo Ek et al."
    paper = one_paper(byline, "Say \x1b[31mred\x1b[0m and \u2066this\u2069.")
    assert paper.title == "Clear \x1b[2J \x1b]52;c;eA==\x07 \u202eWords"
    assert paper.abstract == "Say \x1b[31mred\x1b[0m and \u2066this\u2069."


def test_joiners_stay_where_they_are_needed() -> None:
    text = "The 👩\u200d🔬 and 🏳️\u200d🌈 read می\u200cخواهم and क्\u200dष but not La\u200dtin."
    assert one_paper("On WordsJane Doe et al.", text).abstract == text.replace("La\u200d", "La")


def test_half_surrogates_become_replacement_characters() -> None:
    assert one_paper("On WordsJane Doe et al.", "a\ud800b").abstract == "a\ufffdb"


@pytest.mark.parametrize(
    ("abstract", "address"),
    [
        ("Code is at https://github.com/a/b-c.", "https://github.com/a/b-c"),
        ("Code (GitHub.com/a/b) is there.", "https://github.com/a/b"),
        ("See http://www.gitlab.com/a/b/c, too", "https://gitlab.com/a/b/c"),
        ("See https://huggingface.co/datasets/a/b!", "https://huggingface.co/datasets/a/b"),
        ("See \\url{https://github.com/a/b\\_c}.", "https://github.com/a/b_c"),
        ("github.com/a/b and github.com/c/d", "https://github.com/a/b"),
        ("See https://github.com/a.", ""),
        ("See https://a.github.io/b/c and mygithub.com/a/b", ""),
        ("See javascript://github.com/a/b or x@github.com/a/b", ""),
        ("See https://huggingface.co/papers/2301.1 only", ""),
        ("", ""),
    ],
)
def test_the_first_address_of_a_repository_is_the_codes(abstract: str, address: str) -> None:
    assert code_address(abstract) == address


def test_the_code_flag_alone_tells_that_there_is_code() -> None:
    paper = one_paper("On WordsJane Doe et al.", "See github.com/a/b.")
    assert (paper.has_code, dict(paper.identifiers)) == (False, {"code": "https://github.com/a/b"})


@pytest.mark.parametrize(
    "line",
    [
        "We count words.",
        "Jane Doe, Wei Zhang",
        "models.",
        "読み込む",
        "Load 更多 papers",
        "Attention",
        "the",
        "Large language models (LLMs) have more of it",
    ],
)
def test_text_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_progress_rises_and_may_cancel() -> None:
    shares: list[float] = []
    context = Context("x", TODAY, progress=shares.append)
    list(ListingImporter().read(LISTING * 300, context))
    assert shares == sorted(shares)
    assert len(shares) >= 900 / 200
    assert 0 <= shares[0] <= shares[-1] == 1

    def cancel(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(ListingImporter().read(LISTING, Context("x", TODAY, progress=cancel)))
