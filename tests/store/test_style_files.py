"""Where styles of citations come from: the package, and files of one's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.citations.csl.cite import cite
from store.citations.csl.engine import StyleError
from store.citations.csl.style_file import UnknownStyleError, package_styles, style_file
from store.models import Paper

SIGNED = Paper("lovelace2021-notes", "Notes on engines", ("Ada Lovelace",), published="2021-03-05")
UNSIGNED = Paper("anon-no-author", "No author here")


def test_a_style_of_the_package_is_known_by_its_own_name() -> None:
    assert len(package_styles()) > 5000
    # A journal's style that only names another.
    assert style_file("nature-physics").name == "nature.csl"
    assert cite([SIGNED], "nature-physics").text == cite([SIGNED], "nature").text


@pytest.mark.parametrize("name", ["vancover", "", "../apa", "ap a", "apa/../apa", "x" * 500])
def test_a_style_that_is_none_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownStyleError, match="There is no citation style"):
        cite([SIGNED], name)


def test_ones_own_style_comes_first_and_is_read_anew_where_it_changed(tmp_path: Path) -> None:
    own = tmp_path / "mine.csl"
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        '<bibliography><layout suffix="."><text variable="title" text-case="{}"/></layout>'
        "</bibliography></style>"
    )
    own.write_text(style.format("uppercase"), "utf-8")
    assert cite([UNSIGNED], "mine", own=tmp_path).text == "NO AUTHOR HERE."
    own.write_text(style.format("title"), "utf-8")
    os.utime(own, ns=(1, 1))
    assert cite([UNSIGNED], "mine.csl", own=tmp_path).text == "No Author Here."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no xml", "is no style of CSL"),
        ("<html/>", "its first element is not <style>"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"/>', "tells nothing about"),
        (
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            '<style xmlns="http://purl.org/net/xbiblio/csl">&x;</style>',
            "tells nothing about",
        ),
    ],
)
def test_a_file_that_is_no_style_is_a_sentence(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "bad.csl").write_text(text, "utf-8")
    with pytest.raises(StyleError, match=told):
        cite([SIGNED], "bad", own=tmp_path)
