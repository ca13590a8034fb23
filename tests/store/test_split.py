"""Titles and authors with nothing between them. All papers and people here are made up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.importers.listing import place
from store.importers.listing.split import (
    SURE,
    Evidence,
    GluedEntry,
    Split,
    candidates,
    split,
    split_all,
    split_at,
)
from tests.store.counting import counted_calls

Case = tuple[str, tuple[str, ...]]

PLAIN: list[Case] = [
    ("Teaching Old Models New Habits", ("Maren Oduya", "Piet Halloran", "Suki Brand")),
    ("How Deep Is a Shallow Network", ("Ivo Tamm", "Grete Lund")),
    ("Learning to forget with style", ("Ottilie Brankovic",)),
    ("Why do language models repeat themselves", ("Jun Akabane", "Wenhao Xu", "Tilda Moss")),
]

ENDINGS: list[Case] = [
    ("A Closer Look at the Reward Hacking of RLHF", ("Maren Oduya", "Piet Halloran")),
    ("Small Steps Towards Honest LLMs", ("Anselm Kirchweger", "Yue Ma", "Rafi Stern")),
    ("What Is Left to Learn from GPT-4", ("Tomke Visser", "Bo Li", "Ada Quist")),
    ("Open Recipes for Corvid 2", ("Hamsa Iyengar", "Leo Pratt", "Mina Orr")),
    ("Parrots All the Way Down?", ("Fenna Dijkgraaf", "Ulf Sand")),
    ("Stop Counting Parameters!", ("Quentin Abeille",)),
    ("Sparse Mixtures on a Budget (Extended Abstract)", ("Nils Oberg", "Ruo Chen")),
    ("Probing Syntax in Tree Models [Position Paper]", ("Esra Demirtas", "Kofi Annor")),
    ("On the Meaning of “Understanding”", ("Bram Ostade", "Lior Katzman")),
    ('Models That Know When to Say "No"', ("Pia Rantanen", "Sol Greer", "Max Ibe")),
    ("Translating Legacy Code to C++", ("Ruta Jankauskas", "Emre Tan")),
    ("An Empirical Study of Memory Bugs in C#", ("Dario Venturi", "Xiu Lan")),
    ("Faster Retrieval with A*", ("Orla Finnegan", "Ken Abiola")),
    ("Reasoning Benchmarks in 2025", ("Selin Aydogan", "Theo Marsh", "Yara Nunes")),
    ("Distilling Whisper-large-v3", ("Goran Petrov", "Lena Falk")),
    ("Answering Visual Questions with UNet", ("Marisol Vega", "Hugo Lamm")),
    ("Grounding Robots with CLIP and SAM", ("Aiko Brenner", "Femi Okafor", "Li Na")),
    ("Sample Complexity of Q-learning", ("Vit Novotny", "Carla Reis")),
    ("Notes on the Turing Test, Part II", ("Edda Klose", "Sanjit Rao")),
    ("Are We Done with MMLU?", ("Brigid Okonedo", "Joss Tarn", "Zia Mir")),
    ("Efficient Attention at 1.5 bits", ("Karel Doubek", "Noor Haddad")),
    ("Compressing Prompts by 90%", ("Runa Eide", "Salma Idris")),
    ("Learning Dynamics of β-VAE", ("Cosmo Tedesco", "Haruka Ono")),
    ("Do VLMs Read Maps Like We Do?", ("Tindra Ek", "Musa Bello", "Jia Rong")),
]

INNER_CAPITALS: list[Case] = [
    ("FoldFormer: Nested Attention for Long Proteins", ("Devika", "Ines Prado", "Rolf Amundsen")),
    ("Scaling OWLoE", ("Niamh Kerrigan", "Tao Shen", "Ugo Ferri")),
    ("Planning with AlphaSearch", ("Signe Dahl", "Pau Ferrer")),
    ("Fast Decoding for Code Models", ("Rory McAllen", "Anya Weir")),
    ("Convolutions Revisited", ("Odile LeGrange", "Tim Bauer", "Hoa Pham")),
    ("Robust Policies from Few Demonstrations", ("Shane DeWitt", "Ren Ito")),
    ("Sequence Models as World Models", ("JiaWen Luo", "Xue Fei")),
    ("A Theory of Prompting", ("MoniKa Sahl", "Bert Onn")),
    ("Deep Kernels for DNA", ("Aoife O'Shaughnessy", "Rui Pires")),
    ("Language Games with Agents", ("Luca D'Ambrosetti", "Kim Sol")),
    ("Understanding In-Context Learning", ("Neve MacTavish", "Bo Qin", "Ari Dov")),
]

INITIALS: list[Case] = [
    ("Optimal Control of Soft Grippers", ("J. Wexcombe", "A. Trillo")),
    ("Bounds for Online Learning", ("J.-P. Lacombe", "M. Strand")),
    ("Bounds for Distributed SGD", ("K. Nordhaug", "P. Aziz", "T. Moll")),
    ("Tracking People with LIDAR", ("R. S. Vintner", "O. Pell")),
    ("Visual Servoing without Calibration", ("A.B. Quist", "C.D. Marr")),
    ("Neural Rendering of Hair", ("JP Ostrow", "Mia Lindt")),
    ("Bayesian Optimisation in High Dimensions", ("T. K. Ramaswany",)),
    ("Feature Maps for Kernels", ("Dana R. Whitlock", "Eli B. Snow", "Jo Ann Pike")),
]

PARTICLES: list[Case] = [
    ("Embedding Data in Low Dimensions", ("Joost van der Molen", "Greet Hint")),
    ("Visualising Neural Representations", ("van der Molen", "Greet Hintz")),
    ("Latent Spaces of Music", ("de Vreese", "Ana Rolim")),
    ("Attention Heads as Experts", ("Carmen de la Fuente", "Luis Ortega")),
    ("Parsing Low-Resource Languages", ("Omar al-Hakim", "Rania Saleh")),
    ("Morphology of Semitic Verbs in Transformers", ("al-Hakim", "Rania Saleh")),
    ("Learning Invariant Representations", ("Pedro dos Anjos", "Rita Melo", "Joe Fry")),
    ("Causal Discovery at Scale", ("Ludwig von Arnstein", "Kurt Weiss")),
    ("Trust in Explanations", ("Yusuf bin Rashid", "Mina Tahir")),
    ("Machine Ethics Revisited", ("Harlan Boyd Jr.", "Celia Stone")),
    ("Machine Ethics, Revisited Again", ("Harlan Boyd, Jr.", "Celia Stone")),
    ("Compilers for Tensor Programs", ("Walter Reed III", "Celia Stone")),
]

COMMAS: list[Case] = [
    (
        "Ask, Check, Answer: Three Steps to Better Question Answering",
        ("Sunniva Dale", "Otto Brill", "Yan Wei"),
    ),
    ("Smaller, Faster, Cheaper: Distilled Transformers", ("Malin Hagg", "Ravi Sethi")),
    ("Of Mice, Models, and Machines", ("Pernille Juhl",)),
    ("Words, Phrases, Sentences, and Beyond", ("Ebba Lind", "Saad Karim")),
    ("Sense, Plan, Act", ("Ebba Lind", "Saad Karim", "Ilse Koch")),
    ("Read, Retrieve, Repeat: RAG for Law", ("Ottar Vik",)),
]

ONE_WORD: list[Case] = [
    ("Nested Networks for Elastic Inference", ("Devrath", "Ines Prado", "Rolf Amundsen")),
    ("Speech Recognition for Everyone", ("Tenzin",)),
    ("A Survey of Tokenizers", ("Ishwarya", "Pema", "Rolf Amundsen")),
    ("Nimbus 3 Technical Report", ("Nimbus Team", "Ines Prado", "Rolf Amundsen")),
    ("Harrier: Open Weights for Reasoning", ("Harrier-AI", "Li Min", "Rolf Amundsen")),
]

OTHER_SCRIPTS: list[Case] = [
    ("Efficient Fine-Tuning of Foundation Models", ("王晓燕", "李文博")),
    ("大语言模型的高效推理方法综述", ("王晓燕", "李文博", "赵敏")),
    ("Cross-Lingual Transfer with BERT", ("김민준", "이서연")),
    ("효율적인 언어 모델 학습 방법", ("김민준", "이서연")),
    ("Speech Synthesis for Small Devices", ("山田花子", "佐藤健")),
    ("深層学習による音声合成の研究", ("山田花子", "佐藤健")),
    ("Statistical Learning on Graphs", ("Пётр Лебедев", "Анна Громова")),
    ("Speech Corpora for Dialects", ("محمد الحسن", "ليلى منصور")),
    ("Optimal Transport for Alignment", ("Émile Duchâtel", "Zoë Krüger")),
    ("Learning with Noisy Labels", ("Łukasz Żuraw", "Øyvind Sæther")),
    ("Parsing Vietnamese Clauses", ("Đặng Thị Hương", "Nguyễn Văn Bảo")),
    ("Tone in Context", ("Ünal Çağlar", "Şirin Öztürk")),
]

CAPITALS: list[Case] = [
    ("Prompting Strategies for GPT-4", ("JOHN HARGREAVE", "MARIA COSTELLO")),
    ("LEARNING TO WALK IN THE DARK", ("Oda Bergman", "Ian Frost")),
    ("Adaptive Sampling Methods", ("SEONG-MIN PARK", "DAE HYUN LIM")),
]

ALL = [
    *PLAIN, *ENDINGS, *INNER_CAPITALS, *INITIALS, *PARTICLES, *COMMAS, *ONE_WORD, *OTHER_SCRIPTS,
    *CAPITALS,
]  # fmt: skip


def glue(title: str, authors: tuple[str, ...]) -> str:
    return title + ", ".join(authors)


def split_alone(text: str, *, truncated: bool = False, abstract: str = "") -> Split | None:
    return split(text, truncated=truncated, abstract=abstract, evidence=Evidence())


@pytest.mark.parametrize(("title", "authors"), ALL)
def test_title_and_authors_come_apart(title: str, authors: tuple[str, ...]) -> None:
    found = split_alone(glue(title, authors))
    assert found is not None
    assert (found.title, found.authors) == (title, authors)
    assert found.at == len(title)


@pytest.mark.parametrize(("title", "authors"), [case for case in ALL if len(case[1]) == 3])
def test_title_and_authors_of_a_truncated_list_come_apart(
    title: str, authors: tuple[str, ...]
) -> None:
    found = split_alone(glue(title, authors), truncated=True)
    assert found is not None
    assert (found.title, found.authors) == (title, authors)


@pytest.mark.parametrize(("title", "authors"), PLAIN)
def test_a_plain_line_is_sure(title: str, authors: tuple[str, ...]) -> None:
    found = split_alone(glue(title, authors))
    assert found is not None
    assert found.is_sure
    assert found.confidence >= SURE


def test_a_space_before_the_author_belongs_to_neither() -> None:
    found = split_alone("Teaching Old Models New Habits Maren Oduya, Piet Halloran")
    assert found is not None
    assert found.title == "Teaching Old Models New Habits"
    assert found.authors == ("Maren Oduya", "Piet Halloran")


@pytest.mark.parametrize(
    "text",
    [
        "the social life of young mediadanah boyd",
        "Chang Jung Lee Kim Chen",
        "XQVFT",
        "Reasoning with AB CD EF",
    ],
)
def test_what_cannot_be_told_is_not_sure(text: str) -> None:
    found = split_alone(text)
    assert found is None or not found.is_sure


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ",",
        ", , ",
        "a",
        "Attention",
        "A survey of methods for the evaluation of language models",
        "Learning Robust Representations for Visual Question Answering",
        "On the convergence of stochastic gradient descent",
    ],
)
def test_a_line_without_authors_is_reported(text: str) -> None:
    assert split_alone(text) is None


def test_the_abstract_decides_what_belongs_to_the_title() -> None:
    text = "Fast Matching with BrellaMarisTorVin, Sol Greer"
    abstract = "We present BrellaMaris. BrellaMaris matches images quickly."
    found = split_alone(text, abstract=abstract)
    assert found is not None
    assert found.authors == ("TorVin", "Sol Greer")


def test_a_product_in_the_abstract_stays_whole() -> None:
    abstract = "Planning is hard. We present AlphaWeave, which plans by weaving."
    found = split_alone("Planning with AlphaWeaveSigne Dahl, Pau Ferrer", abstract=abstract)
    assert found is not None
    assert found.title == "Planning with AlphaWeave"


def test_the_surest_splits_of_a_listing_teach_the_others() -> None:
    entries = [
        GluedEntry(glue(title, authors), False, "")
        for title, authors in [*PLAIN, *PARTICLES, *COMMAS]
    ]
    found = split_all(entries, ["Somebody Else"])
    for entry, each in zip(entries, found, strict=True):
        assert each is not None
        assert glue(each.title, each.authors) == entry.text


def test_a_known_author_makes_a_split_surer() -> None:
    text = "Sketches of WebKoraLindqvarn Tveit, Bo Ek"
    before = split(text, truncated=False, evidence=Evidence())
    after = split(text, truncated=False, evidence=Evidence(["KoraLindqvarn Tveit"]))
    assert after is not None
    assert after.authors == ("KoraLindqvarn Tveit", "Bo Ek")
    assert before is None or before.authors != after.authors or after.confidence > before.confidence


def test_a_place_the_user_chose_is_taken_as_it_is() -> None:
    text = "Signs of LifeMaren Oduya, Piet Halloran"
    assert split_at(text, 13) == ("Signs of Life", ("Maren Oduya", "Piet Halloran"))
    assert split_at(text, 9) == ("Signs of", ("LifeMaren Oduya", "Piet Halloran"))
    assert split_at(text, len(text)) == (text, ())


@pytest.mark.parametrize(("title", "authors"), ALL)
def test_the_right_place_is_among_those_to_step_through(
    title: str, authors: tuple[str, ...]
) -> None:
    places = candidates(glue(title, authors), truncated=False)
    assert len(title) in places
    assert list(places) == sorted(set(places))


def test_et_al_after_fewer_than_three_authors_is_not_sure() -> None:
    found = split_alone("Speech Recognition for EveryoneTenzin Dolkar", truncated=True)
    assert found is not None
    assert found.authors == ("Tenzin Dolkar",)
    assert not found.is_sure


def lines() -> Iterator[st.SearchStrategy[str]]:
    yield st.text(max_size=300)
    yield st.text(alphabet="aB c,D.-'9)?é王 김", max_size=200)
    words = st.sampled_from(
        ["of", "Deep", "LLMs", "van", "Ada", "Li", "J.", "王伟", "GPT-4", "al-Q", ",", "Jr."]
    )
    yield st.lists(words, max_size=30).map(" ".join)
    yield st.lists(words, max_size=30).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(*lines()), st.booleans(), st.text(max_size=100))
def test_any_text_comes_apart_without_loss(text: str, truncated: bool, abstract: str) -> None:
    found = split_alone(text, truncated=truncated, abstract=abstract)
    if found is None:
        return
    assert 0 < found.at < len(text)
    assert 0 <= found.confidence <= 1
    assert found.title == text[: found.at].strip()
    assert 1 <= len(found.authors) <= 3
    together = "".join((found.title + "".join(found.authors)).split()).replace(",", "")
    assert together == "".join(text.split()).replace(",", "")
    assert len(found.alternatives) <= 5
    assert found.at not in found.alternatives
    assert split_at(text, found.at) == (found.title, found.authors)


@settings(max_examples=200, deadline=None)
@given(st.one_of(*lines()), st.booleans())
def test_places_to_step_through_are_inside_the_text(text: str, truncated: bool) -> None:
    for at in candidates(text, truncated=truncated):
        assert 0 < at < len(text)
        split_at(text, at)


@pytest.mark.parametrize(
    "filling", ["a", "A", "aB", "a ", "A, ", "王", "9A", "Jr., ", "-A", "o", "\u0301"]
)
def test_what_is_looked_at_does_not_grow_with_the_text(
    filling: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed: list[int] = []
    places_of = place.places_of

    def counting(tail: str, *args: object) -> list[int]:
        found = places_of(tail, *args)  # type: ignore[arg-type]
        weighed.append(len(tail))
        weighed.extend(found)
        return found

    monkeypatch.setattr("store.importers.listing.split.places_of", counting)
    text = filling * (200_000 // len(filling)) + "Maren Oduya, Piet Halloran"
    split_alone(text, abstract=filling * 100_000)
    assert len(weighed) < 1_000
    assert max(weighed) <= place.TAIL


def test_a_title_of_ten_megabytes_is_no_burden() -> None:
    with counted_calls(10_000):
        found = split_alone("word " * 2_000_000 + "modelsMaren Oduya, Piet Halloran")
    assert found is not None
    assert found.authors == ("Maren Oduya", "Piet Halloran")
