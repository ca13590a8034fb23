"""``import`` of damaged files of every format: what is whole comes in, what is not is told."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import Runner

HEAD = {"arxiv": "<feed>\n"}
TAIL = {"arxiv": "</feed>\n"}
GOOD = {
    "bibtex": "@article{good,\n  title = {A Good Entry},\n  author = {Ada Lovelace}\n}\n",
    "ris": "TY  - JOUR\nTI  - A Good Entry\nAU  - Lovelace, Ada\nER  - \n",
    "csl-json": '{"type": "article-journal", "title": "A Good Entry", "author": []}\n',
    "arxiv": "<entry><title>A Good Entry</title><name>Ada Lovelace</name></entry>\n",
    "jsonl": '{"title": "A Good Entry", "authors": ["Ada Lovelace"]}\n',
    "yaml": "---\nyear: 2020\ntitle: A Good Entry\n",
    "listing": "CLDec 20, 2022Code\nA Good EntryAda Lovelace, Alan Turing\nThings are done.\n\n",
}
LAST = {name: text.replace("Good", "Last") for name, text in GOOD.items()}
LONG = {
    "bibtex": "@article{long, title = {%s}}\n",
    "ris": "TY  - JOUR\nTI  - %s\nER  - \n",
    "csl-json": '{"type": "article-journal", "title": "%s"}\n',
    "arxiv": "<entry><title>%s</title></entry>\n",
    "jsonl": '{"title": "%s"}\n',
    "yaml": "---\ntitle: %s\n",
    "listing": "CLDec 20, 2022\n%sAda Lovelace, Alan Turing\nToo much is done.\n\n",
}
"""An entry whose text stands in one line."""
OPENED = {
    "bibtex": "@article{x, title = {",
    "ris": "TY  - ",
    "csl-json": '{"title": "',
    "arxiv": "<entry><title>",
    "jsonl": '{"a": [',
    "yaml": "---\ntitle: [",
    "listing": "CLDec 20, 2022",
}
"""What begins and has no end."""

SOLE = {"ids": "2401.00001\n"}
EVERY = {**GOOD, **SOLE}


def between(name: str, damage: str) -> str:
    return HEAD.get(name, "") + GOOD[name] + damage + LAST[name] + TAIL.get(name, "")


def titles(bare: Runner, folder: Path) -> list[str]:
    return [one["title"] for one in bare("--library", folder, "list", "--json").objects]


@pytest.mark.parametrize("name", GOOD)
def test_ten_megabytes_in_one_line(name: str, bare: Runner, tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text(between(name, LONG[name] % ("Much " * (2 << 20))))
    done = bare("--library", tmp_path / "l", "import", file)
    assert done.status == 1
    line = file.read_text().split("Much", 1)[0].count("\n") + 1
    places = [f"{file}:{number}: " for number in (line - 1, line)]  # the entry's or the text's own
    assert any(place in done.err for place in places)
    assert len(done.err) < 2000
    assert {"A Good Entry", "A Last Entry"} <= set(titles(bare, tmp_path / "l"))


@pytest.mark.parametrize("name", GOOD)
def test_thousands_of_beginnings_in_one_line(name: str, bare: Runner, tmp_path: Path) -> None:
    file = tmp_path / "open.txt"
    file.write_text(between(name, OPENED[name] * 20_000 + "\n"))
    done = bare("--library", tmp_path / "l", "import", file)
    assert len(done.err) < 2000
    assert {"A Good Entry", "A Last Entry"} <= set(titles(bare, tmp_path / "l"))


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(lambda text: text.encode("utf-16"), id="utf-16"),
        pytest.param(lambda text: text.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(lambda text: text.replace("Entry", "Entr\xe9").encode("latin-1"), id="latin"),
        pytest.param(lambda text: text.replace("\n", "\r").encode(), id="cr"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"), id="crlf"),
        pytest.param(lambda text: text.replace("Go", "G\0o").encode(), id="nul"),
    ],
)
@pytest.mark.parametrize("name", GOOD)
def test_other_bytes_for_the_same_text(
    name: str, damaged: Callable[[str], bytes], bare: Runner, tmp_path: Path
) -> None:
    file = tmp_path / "file.of-no-kind"
    file.write_bytes(damaged(between(name, "")))
    assert bare("--library", tmp_path / "l", "import", file).status == 0
    found = [title.replace("é", "y") for title in titles(bare, tmp_path / "l")]
    assert sorted(found) == ["A Good Entry", "A Last Entry"]


@pytest.mark.parametrize("ending", [".pdf", ".bib", ".ris", ".json", ".xml", ".yaml"])
@pytest.mark.parametrize("name", EVERY)
def test_a_name_that_says_another_format(
    name: str, ending: str, bare: Runner, tmp_path: Path
) -> None:
    file = tmp_path / f"file{ending}"
    file.write_text(HEAD.get(name, "") + EVERY[name] + TAIL.get(name, ""))
    assert bare("--library", tmp_path / "l", "import", file).out.startswith("1 added")


@pytest.mark.parametrize("name", ["bibtex", "csl-json", "arxiv", "jsonl"])
def test_a_file_that_was_cut_off(name: str, bare: Runner, tmp_path: Path) -> None:
    file = tmp_path / "cut.txt"
    text = HEAD.get(name, "") + GOOD[name] + LAST[name].rstrip()[:-3]
    file.write_text(text)
    done = bare("--library", tmp_path / "l", "import", file)
    line = (HEAD.get(name, "") + GOOD[name]).count("\n") + 1
    assert (done.status, f"{file}:{line}: " in done.err) == (1, True)
    assert titles(bare, tmp_path / "l") == ["A Good Entry"]


@pytest.mark.parametrize("content", [b"", b"\n\t \n", bytes(range(256)) * 100])
@pytest.mark.parametrize("name", EVERY)
def test_a_file_that_holds_no_text(name: str, content: bytes, bare: Runner, tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.write_bytes(content)
    done = bare("--library", tmp_path / "l", "import", file, "--format", name)
    assert (done.status, done.out) == (1, "")
    assert "empty.txt is " in done.err
    assert not (tmp_path / "l").exists()


def test_entities_that_multiply_are_not_followed(bare: Runner, tmp_path: Path) -> None:
    names = ["a", *(f"a{number}" for number in range(1, 12))]
    declared = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">\n' for before, name in itertools.pairwise(names)
    )
    bomb = "<entry><title>&a11;</title></entry>\n"
    file = tmp_path / "bomb.xml"
    file.write_text(f'<!DOCTYPE x [<!ENTITY a "a">\n{declared}]>\n{between("arxiv", bomb)}')
    done = bare("--library", tmp_path / "l", "import", file)
    assert done.status == 1
    assert f"{file}:1: it declares entities" in done.err
    assert f"{file}:16: it is not valid XML" in done.err
    assert sorted(titles(bare, tmp_path / "l")) == ["A Good Entry", "A Last Entry"]
