"""The user's own editor, which gets the terminal and gives it back."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from store.change import Change
from store.journal.lock import WriteLock
from store.library import Library
from tests.conftest import without_privileges
from tests.tui.reader import DEADLINE, paper, reading
from tests.tui.test_terminal import SEQUENCE, Terminal, running, script
from tui.editor import Draft, EditorError


def use(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str, arguments: str = "") -> None:
    """Make an editor of a few lines of shell; ``$file`` is what it is given."""
    place = script(folder / "an ed", f'for file; do :; done\n{text}\necho "CLOSED"\n')
    monkeypatch.setenv("VISUAL", f"'{place}' {arguments}")


def note_of(folder: Path, paper_id: str) -> str:
    with Library(folder, read_only=True) as library:
        return library.marks(paper_id).note


def kept(folder: Path) -> list[Path]:
    """Give the files that were kept of editors."""
    return sorted(folder.glob(".note-*/*"))


def opened(terminal: Terminal) -> int:
    """Open the editor; give how much had been written before."""
    terminal.wait_for("Paper number 0")
    seen = len(terminal.written)
    terminal.press("E")
    return seen


def goes_on(terminal: Terminal, seen: int, told: str) -> None:
    """See that the reader is back, tells something, and takes keys."""
    terminal.wait_for("Paper number 5", seen)
    terminal.wait_for(told, seen)
    terminal.press("s")
    terminal.wait_for("Starred", seen)
    before = len(terminal.written)
    terminal.press("q")
    end = time.monotonic() + DEADLINE
    while terminal.process.poll() is None:
        assert time.monotonic() < end, "the program does not end"
        terminal.read(0.05)
        # It asks once more where a change was refused that its user may not have seen.
        if b"once more" in SEQUENCE.sub(b"", terminal.written[before:]):
            terminal.press("q")
            break
    assert terminal.wait_for_end() == 0


def test_the_editor_has_the_terminal_and_what_it_saves_is_the_note(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(folder) as library:
        library.change([ids[0]], Change(note="before"))
    body = 'echo "$1 HAS $(cat "$file")"\nread answer\necho "$answer" >>"$file"'
    use(monkeypatch, tmp_path, body, "--wait")
    with running("--library", str(folder)) as terminal:
        seen = opened(terminal)
        terminal.wait_for("--wait HAS before", seen)
        assert b"\x1b[?1049l" in terminal.written[seen:]
        assert [path.name for path in kept(folder)] == [f"{ids[0]}.md"]
        terminal.press("sad words\r")
        terminal.wait_for("Noted", seen)
        terminal.wait_for("sad words", seen)
        assert b"\x1b[?1049h" in terminal.written[seen:]
        goes_on(terminal, seen, "Noted")
    assert note_of(folder, ids[0]) == "before\nsad words"
    assert not kept(folder)


def test_keys_typed_for_the_editor_are_no_commands_afterwards(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, tmp_path, 'echo OPEN\nread one\necho "GOT $one"\nread two')
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("Ejjr")  # what follows E in the same burst was meant for the editor
        terminal.wait_for("OPEN")
        seen = len(terminal.written)
        terminal.press("one\r")
        terminal.wait_for("GOT one", seen)
        os.write(terminal.master, b"two\rbbbrrr")
        goes_on(terminal, seen, "left as it was")
    with Library(folder) as library:
        assert library.marks(ids[0]).starred
        assert not any(library.marks(name).queued or library.marks(name).read for name in ids)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('echo mine >"$file"; exit 3', "failed (status 3)"),
        ('echo mine >"$file"; kill -KILL $$', "was killed (SIGKILL)"),
        (r'printf "mine\377" >"$file"', "cannot be read as UTF-8 text"),
        ('echo mine >"$file"; truncate -s 9000000 "$file"', "too long for a note"),
        ('mv "$file" "$file.old"', "has removed the file"),
    ],
)
def test_an_editor_that_ends_badly_loses_nothing(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch, body: str, told: str
) -> None:
    with Library(folder) as library:
        library.change([ids[0]], Change(note="mine once"))
    use(monkeypatch, folder.parent, f"stty raw -echo\n{body}")
    with running("--library", str(folder)) as terminal:
        seen = opened(terminal)
        terminal.wait_for("what you wrote is in", seen)
        goes_on(terminal, seen, told)
    assert note_of(folder, ids[0]) == "mine once"
    (file,) = kept(folder)
    assert file.read_bytes().startswith(b"mine")


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("/no/such/editor --wait", "cannot be run"),
        ("'unbalanced", "cannot be understood"),
        ("false", "failed (status 1)"),
    ],
)
def test_an_editor_that_does_not_come_up_is_one_sentence(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch, setting: str, told: str
) -> None:
    monkeypatch.setenv("VISUAL", setting)
    with running("--library", str(folder)) as terminal:
        goes_on(terminal, opened(terminal), told)
    assert not kept(folder)


def test_a_note_that_is_emptied_is_gone_and_comes_back(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(folder) as library:
        library.change([ids[0]], Change(note="long thoughts"))
    use(monkeypatch, tmp_path, ': >"$file"')
    with running("--library", str(folder)) as terminal:
        seen = opened(terminal)
        terminal.wait_for("Cleared the note", seen)
        terminal.press("u")
        terminal.wait_for("Undid", seen)
        goes_on(terminal, seen, "long thoughts")
    assert note_of(folder, ids[0]) == "long thoughts"


def test_what_another_window_wrote_while_the_editor_was_open_is_kept(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, tmp_path, 'echo OPEN\nread answer\necho "$answer" >"$file"')
    with running("--library", str(folder)) as terminal:
        seen = opened(terminal)
        terminal.wait_for("OPEN", seen)
        with Library(folder) as other:
            other.change([ids[0]], Change(note="theirs"))
        terminal.press("mine\r")
        goes_on(terminal, seen, "theirs")
    note = note_of(folder, ids[0])
    assert note.startswith("theirs\n")
    assert note.endswith("\nmine")


def test_a_note_that_cannot_be_saved_then_is_offered_again_and_its_file_stays(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, tmp_path, 'echo OPEN\nread answer\necho "$answer" >"$file"')
    with running("--library", str(folder)) as terminal:
        seen = opened(terminal)
        terminal.wait_for("OPEN", seen)
        with Library(folder) as library:
            journal = library.own_journals[1].path
        journal.parent.mkdir(exist_ok=True)
        with WriteLock(journal).held():
            terminal.press("precious\r")
            terminal.wait_for("what you wrote is in", seen)
        terminal.press("!\x1b")
        goes_on(terminal, seen, "Noted")
    assert note_of(folder, ids[0]) == "precious!"
    (file,) = kept(folder)
    assert file.read_text() == "precious\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_the_editor_is_open_saves_what_it_had_saved(
    folder: Path,
    ids: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: signal.Signals,
) -> None:
    # It saves when it is told to end, as editors do.
    body = 'trap \'echo last >>"$file"; exit 0\' TERM\necho first >"$file"\necho OPEN\n'
    use(monkeypatch, tmp_path, f"{body}while :; do read answer || exit; done")
    with running("--library", str(folder)) as terminal:
        seen = opened(terminal)
        terminal.wait_for("OPEN", seen)
        terminal.process.send_signal(number)
        assert terminal.wait_for_end() == 128 + number
        terminal.wait_for("What it had saved is the note now", seen)
    assert note_of(folder, ids[0]) == "first\nlast"
    (file,) = kept(folder)
    assert file.read_text() == "first\nlast\n"


async def test_without_a_terminal_to_give_away_it_says_so(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("E")
        assert "needs the terminal" in reader.said
    assert not kept(folder)


async def test_there_has_to_be_a_paper_to_write_about(folder: Path) -> None:
    async with reading(folder) as reader:
        await reader.keys("E")
        assert "no paper to write about" in reader.said


def test_a_name_that_no_file_can_have_is_made_one(tmp_path: Path) -> None:
    for name, file in (("../a/b\x1b[2J", "a-b-2J.md"), ("..", "note.md"), ("x" * 500, "x" * 80)):
        draft = Draft("", tmp_path, name)
        assert draft.path.name.removesuffix(".md") == file.removesuffix(".md")
        assert draft.path.parent.parent == tmp_path
        draft.discard()


def test_a_folder_where_no_file_can_be_made_is_named(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with without_privileges(), pytest.raises(EditorError, match="No file for the editor"):
        Draft("", open_folder, paper(0).title)
