"""`paperdeck note`."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from store.errors import WriteError
from store.library import Library
from tests.cli.command import PAPER, Runner
from tui import editor


def use_editor(
    monkeypatch: pytest.MonkeyPatch, folder: Path, body: str, name: str = "VISUAL"
) -> None:
    """Make an editor of a few lines of Python; ``path`` is the file it is given."""
    script = folder / "the editor.py"
    script.write_text(f"import sys, pathlib, os\npath = pathlib.Path(sys.argv[1])\n{body}\n")
    monkeypatch.setenv(name, f'"{sys.executable}" "{script}"')


def left(library: Path) -> list[Path]:
    """Give what was kept for an editor and is still there."""
    return list(library.glob(".note-*"))


def test_a_note_is_printed(paperdeck: Runner) -> None:
    paperdeck("note", PAPER, "--append", "first")
    paperdeck("note", PAPER, "--append", "second")
    assert paperdeck("note", PAPER).out == "first\nsecond\n"


def test_without_a_note_nothing_is_printed_and_it_says_so(paperdeck: Runner) -> None:
    done = paperdeck("note", PAPER)
    assert (done.status, done.out) == (0, "")
    assert "has no note" in done.err


def test_a_note_is_removed(paperdeck: Runner) -> None:
    paperdeck("note", PAPER, "--append", "text")
    assert paperdeck("note", PAPER, "--clear").status == 0
    assert paperdeck("note", PAPER).out == ""
    assert "nothing was changed" in paperdeck("note", PAPER, "--clear").out


def test_control_characters_in_a_note_are_shown_as_pictures(paperdeck: Runner) -> None:
    paperdeck("note", PAPER, "--append", "a\x1b[2Jb")
    assert paperdeck("note", PAPER).out == "a␛[2Jb\n"
    assert paperdeck("show", PAPER, "--json").objects[0]["note"] == "a\x1b[2Jb"


@pytest.mark.parametrize(
    "arguments", [["--append", "x", "--clear"], ["--edit", "--clear"], ["--append", " "]]
)
def test_options_that_do_not_go_together_are_wrong_use(
    arguments: list[str], paperdeck: Runner
) -> None:
    assert paperdeck("note", PAPER, *arguments).status == 2


def test_the_editor_gets_the_note_and_what_it_saves_is_kept(
    paperdeck: Runner, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paperdeck("note", PAPER, "--append", "before")
    use_editor(monkeypatch, tmp_path, "path.write_text(path.read_text() + 'äfter 語\\n', 'utf-8')")
    assert paperdeck("note", PAPER, "--edit").status == 0
    assert paperdeck("show", PAPER, "--json").objects[0]["note"] == "before\näfter 語"
    assert not left(library)


def test_visual_comes_before_editor_and_an_empty_one_does_not_count(
    paperdeck: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_editor(monkeypatch, tmp_path, "path.write_text('mine')", name="EDITOR")
    monkeypatch.setenv("VISUAL", " ")
    paperdeck("note", PAPER, "--edit")
    assert paperdeck("note", PAPER).out == "mine\n"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no permission bits")
def test_the_file_it_edits_is_nobody_elses_to_read(
    paperdeck: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = (
        "path.write_text(f'{path.name} {os.stat(path).st_mode:o} {os.stat(path.parent).st_mode:o}')"
    )
    use_editor(monkeypatch, tmp_path, body)
    paperdeck("note", PAPER, "--edit")
    name, mode, folder = paperdeck("note", PAPER).out.split()
    assert name == f"{PAPER}.md"
    assert stat.S_IMODE(int(mode, 8)) == 0o600
    assert stat.S_IMODE(int(folder, 8)) == 0o700


def test_a_note_left_as_it_was_is_not_written(
    paperdeck: Runner, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paperdeck("note", PAPER, "--append", "same")
    journal = next((library / "marks").glob("*.jsonl"))
    before = journal.read_bytes()
    use_editor(monkeypatch, tmp_path, "path.write_text(path.read_text())")
    assert "left as it was" in paperdeck("note", PAPER, "--edit").out
    assert journal.read_bytes() == before


def test_an_editor_that_fails_loses_nothing(
    paperdeck: Runner, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_editor(monkeypatch, tmp_path, "path.write_text('long thoughts'); sys.exit(3)")
    done = paperdeck("note", PAPER, "--edit")
    assert done.status == 1
    assert "status 3" in done.err
    kept = Path(done.err.split("what you wrote is in ")[1].strip())
    assert kept.read_text() == "long thoughts"
    assert left(library) == [kept.parent]
    assert kept.parent.name in paperdeck("doctor").out
    assert paperdeck("note", PAPER).out == ""


def test_an_editor_that_fails_before_anything_is_written_leaves_no_file(
    paperdeck: Runner, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_editor(monkeypatch, tmp_path, "sys.exit(1)")
    assert paperdeck("note", PAPER, "--edit").status == 1
    assert not left(library)


def test_a_note_the_library_cannot_take_is_kept_elsewhere(
    paperdeck: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise WriteError("No room left.")

    monkeypatch.setattr(Library, "write_note", full)
    use_editor(monkeypatch, tmp_path, "path.write_text('long thoughts')")
    done = paperdeck("note", PAPER, "--edit")
    assert done.status == 1
    assert "No room left." in done.err
    assert Path(done.err.split("what you wrote is in ")[1].strip()).read_text() == "long thoughts"


def test_bytes_that_are_no_text_are_not_taken_and_not_lost(
    paperdeck: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_editor(monkeypatch, tmp_path, r"path.write_bytes(b'\xff\xfe\xfa')")
    done = paperdeck("note", PAPER, "--edit")
    assert done.status == 1
    assert "what you wrote is in" in done.err


@pytest.mark.parametrize(
    ("setting", "told"),
    [("no-such-editor-anywhere --wait", "cannot be run"), ("'unbalanced", "cannot be understood")],
)
def test_an_editor_that_cannot_be_run_is_one_sentence(
    setting: str, told: str, paperdeck: Runner, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", setting)
    done = paperdeck("note", PAPER, "--edit")
    assert done.status == 1
    assert told in done.err
    assert not left(library)


def test_no_shell_reads_the_editors_name(
    paperdeck: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", f"no-such-editor; touch {tmp_path}/hacked")
    paperdeck("note", PAPER, "--edit")
    assert not (tmp_path / "hacked").exists()


def test_without_a_setting_the_systems_own_editor_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        assert editor.editor_command() == ["notepad"]
        return
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "nano" else None)
    assert editor.editor_command() == ["/bin/nano"]
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(editor.EditorError, match="No editor"):
        editor.editor_command()
