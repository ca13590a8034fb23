"""Names of people in their parts."""

from __future__ import annotations

import pytest

from store.text.person import Person, family_name, is_cjk, parse_person


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ("Yizhong Wang", "Wang, Yizhong"),
        ("Bill Yuchen Lin", "Lin, Bill Yuchen"),
        ("J.-P. Serre", "Serre, J.-P."),
        ("Di He", "He, Di"),
        ("danah boyd", "boyd, danah"),
        ("Karthik V", "V, Karthik"),
    ],
)
def test_the_last_word_is_the_family_name(name: str, inverted: str) -> None:
    assert parse_person(name).inverted == inverted


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ("Laurens van der Maaten", "van der Maaten, Laurens"),
        ("Filipe de Avila Belbute-Peres", "de Avila Belbute-Peres, Filipe"),
        ("Gerard 't Hooft", "'t Hooft, Gerard"),
        ("Jean d'Alembert", "d'Alembert, Jean"),
        ("van Gogh", "van Gogh"),
    ],
)
def test_small_particles_belong_to_the_family_name(name: str, inverted: str) -> None:
    assert parse_person(name).inverted == inverted


def test_small_particles_are_told_apart_from_the_family_name() -> None:
    assert parse_person("Laurens van der Maaten") == Person("Maaten", "Laurens", "van der")


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ("Guy Van den Broeck", "Van den Broeck, Guy"),
        ("Yann Le Cun", "Le Cun, Yann"),
        ("Robert St. Amant", "St. Amant, Robert"),
        ("Le Song", "Song, Le"),
    ],
)
def test_capital_particles_open_a_family_name_but_are_no_given_name(
    name: str, inverted: str
) -> None:
    assert parse_person(name).inverted == inverted


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ("Santiago Ramón y Cajal", "Ramón y Cajal, Santiago"),
        ("Pablo Valdivia y Alvarado", "Valdivia y Alvarado, Pablo"),
        ("S. Bermudez i Badia", "Bermudez i Badia, S."),
    ],
)
def test_family_names_joined_by_a_small_and_stay_together(name: str, inverted: str) -> None:
    assert parse_person(name).inverted == inverted


@pytest.mark.parametrize(
    "name", ["Martin Luther King Jr.", "King, Jr., Martin Luther", "Martin Luther King, Jr."]
)
def test_a_suffix_is_found_wherever_it_stands(name: str) -> None:
    assert parse_person(name) == Person("King", "Martin Luther", suffix="Jr.")


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ("Wang, Yizhong", "Wang, Yizhong"),
        ("van der Maaten, Laurens", "van der Maaten, Laurens"),
        ("Maaten, Laurens van der", "van der Maaten, Laurens"),
    ],
)
def test_a_name_given_family_first_keeps_its_order(name: str, inverted: str) -> None:
    assert parse_person(name).inverted == inverted


@pytest.mark.parametrize("name", ["Devvrit", "OpenAI", "Gemma Team", "Meta AI", "OpenAI, Inc."])
def test_single_words_and_organisations_are_not_taken_apart(name: str) -> None:
    assert parse_person(name) == Person(name, is_literal=True)


def test_a_person_writing_in_capitals_is_not_a_company() -> None:
    assert parse_person("WEI AI").inverted == "AI, WEI"


@pytest.mark.parametrize("name", ["王义中", "王 义中", "山田太郎", "김철수", "ジョン・スミス"])
def test_chinese_japanese_and_korean_names_keep_their_order(name: str) -> None:
    assert parse_person(name) == Person(name, is_literal=True)


def test_a_name_in_two_scripts_is_not_cjk() -> None:
    assert is_cjk("王义中")
    assert not is_cjk("王 Yizhong")
    assert not is_cjk("123")


def test_a_nickname_in_brackets_is_never_the_family_name() -> None:
    assert parse_person("Yizhong Wang (Eric)").inverted == "Wang, Yizhong (Eric)"


@pytest.mark.parametrize("name", ["", " ", ",", "a, b, c, d", ",,,,", "()", "Jr.", ", Jr."])
def test_nothing_that_is_no_name_raises(name: str) -> None:
    assert isinstance(parse_person(name).inverted, str)


def test_the_family_name_alone_has_its_particle() -> None:
    assert family_name("Laurens van der Maaten") == "van der Maaten"
