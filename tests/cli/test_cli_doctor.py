"""`paperdeck doctor` and `paperdeck themes`."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from tests.cli.command import LISTING, Runner


def test_a_sound_library_has_nothing_to_report(paperdeck: Runner) -> None:
    done = paperdeck("doctor")
    assert (done.status, done.out, done.err) == (0, "Nothing to report.\n", "")
    assert paperdeck("doctor", "--json").out == ""


def test_a_guess_is_named_and_is_no_damage(paperdeck: Runner, bare: Runner, library: Path) -> None:
    bare("--library", library, "import", "-", stdin=LISTING.replace("CLDec", "QQDec"))
    done = paperdeck("doctor")
    assert done.status == 0
    assert "lovelace2022-" in done.out
    assert "cs.QQ" in done.out


def test_a_lost_line_is_damage(paperdeck: Runner, library: Path) -> None:
    journal = library / "papers.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([lines[0], b"garbage\n", *lines[1:]]))
    done = paperdeck("doctor")
    assert done.status == 1
    assert done.out.startswith("papers.jsonl:2: ")
    found = paperdeck("doctor", "--json")
    assert found.status == 1
    assert found.objects[0]["kind"] == "line"
    assert found.objects[0]["is_damage"] is True


def test_another_devices_broken_file_is_damage_and_the_rest_is_usable(
    paperdeck: Runner, library: Path
) -> None:
    (library / "marks" / "laptop.jsonl").write_text("not a journal\n")
    assert len(paperdeck("list").rows) == 50
    done = paperdeck("doctor")
    assert done.status == 1
    assert "laptop.jsonl" in done.out


def test_the_themes_are_named(bare: Runner) -> None:
    done = bare("themes")
    assert (done.status, done.err) == (0, "")
    assert len(done.rows) >= 4
    assert any(row.startswith("high-contrast") for row in done.rows)


def test_a_theme_of_the_user_that_is_broken_is_named(bare: Runner) -> None:
    folder = platformdirs.user_config_path("paperdeck", appauthor=False) / "themes"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("colours")
    done = bare("themes")
    assert done.status == 1
    assert len(done.rows) >= 4
    assert "mine.toml" in done.err
