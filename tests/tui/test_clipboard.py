"""Copying: which way is taken where, and what happens when a tool misbehaves."""

from __future__ import annotations

import base64
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tui.reader import DEADLINE
from tui.clipboard import OSC52_LIMIT, Copied, copy, osc52

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="stands in for an X server and tools as Linux has them"
)

TAKES = "/bin/cat > {taken}"
FAILS = "/bin/cat > /dev/null; echo 'cannot open display' >&2; exit 1"
HANGS = "exec /bin/sleep 60"
NOWHERE = "Not copied: no display and no tmux within reach"
TMUX = "/tmp/some-socket,1,0"
LOCAL_NUMBER = secrets.randbelow(40000) + 10000


class Desk:
    """A PATH of fake tools, and what they were given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {"PATH": str(folder), "TERM": "xterm-256color"}

    def tool(self, name: str, script: str) -> None:
        path = self.folder / name
        path.write_text("#!/bin/sh\n" + script.format(taken=self.folder / f"{name}.taken") + "\n")
        path.chmod(0o755)

    def taken(self, name: str) -> str:
        return (self.folder / f"{name}.taken").read_text()

    def copy(self, text: str, terminal: list[str] | None = None, **env: str) -> Copied:
        write = None if terminal is None else terminal.append
        return copy(text, write, {**self.env, **env})


def wait_for_tools(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Have every tool waited for so long."""
    for limit in (
        "tui.clipboard._TMUX_SECONDS",
        "tui.clipboard.desktop._SECONDS",
        "tui.clipboard.desktop._SOCKET_SECONDS",
    ):
        monkeypatch.setattr(limit, seconds)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    wait_for_tools(monkeypatch, 30)  # on a busy machine those that answer take their time
    return Desk(tmp_path)


@pytest.fixture
def display() -> Iterator[str]:
    """Somebody listens where an X server of another machine's forwarding would."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"localhost:{server.getsockname()[1] - 6000}.0"


@pytest.fixture
def local_display() -> Iterator[str]:
    """Somebody listens where this machine's own X server would."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{LOCAL_NUMBER}")
        server.listen()
        yield f":{LOCAL_NUMBER}"


def decoded(sequence: str) -> str:
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert found, sequence
    return base64.b64decode(found[1]).decode()


@pytest.mark.parametrize("tool", ["xclip", "xsel"])
def test_with_a_display_the_clipboard_is_filled(desk: Desk, local_display: str, tool: str) -> None:
    desk.tool(tool, TAKES)
    copied = desk.copy("größe 王\tb\nc", [], DISPLAY=local_display)
    assert copied == Copied("clipboard", True, "to the clipboard", "größe 王\tb\nc")
    assert desk.taken(tool) == "größe 王\tb\nc"


def test_under_wayland_its_own_tool_is_used(desk: Desk) -> None:
    desk.tool("wl-copy", TAKES)
    desk.tool("wl-paste", TAKES)
    assert desk.copy("text", WAYLAND_DISPLAY="wayland-0").way == "clipboard"
    assert desk.taken("wl-copy") == "text"


def test_where_wayland_fails_its_x_server_is_tried(desk: Desk, local_display: str) -> None:
    desk.tool("wl-copy", FAILS)
    desk.tool("wl-paste", TAKES)
    desk.tool("xclip", TAKES)
    assert desk.copy("text", WAYLAND_DISPLAY="wayland-0", DISPLAY=local_display).ok
    assert desk.taken("xclip") == "text"


def test_a_display_nobody_answers_is_not_tried(desk: Desk) -> None:
    desk.tool("xclip", TAKES)
    terminal: list[str] = []
    copied = desk.copy("text", terminal, DISPLAY=f":{LOCAL_NUMBER + 1}")
    assert copied.way == "osc52"
    assert not (desk.folder / "xclip.taken").exists()


def test_a_failing_tool_is_named_and_the_terminal_used(
    desk: Desk, local_display: str, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.tool("xclip", FAILS)
    terminal: list[str] = []
    copied = desk.copy("text", terminal, DISPLAY=local_display)
    assert (copied.way, copied.ok) == ("osc52", True)
    assert "xclip failed" in copied.message
    assert decoded(terminal[0]) == "text"
    # What a tool says would be drawn over the app.
    assert capfd.readouterr() == ("", "")


def test_a_hanging_tool_is_given_up_and_ended(
    desk: Desk, local_display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = desk.folder / "pid"

    class Started(subprocess.Popen[bytes]):
        def communicate(self, data: Any = None, timeout: float | None = None) -> tuple[Any, Any]:
            """Lose patience once the tool is known to hang."""
            end = time.monotonic() + DEADLINE
            while True:
                try:
                    return super().communicate(data, timeout=0.05)
                except subprocess.TimeoutExpired:
                    data = None  # it was taken at once
                    if number.exists() or time.monotonic() > end:
                        raise

    monkeypatch.setattr("tui.clipboard.process.subprocess.Popen", Started)
    desk.tool("xclip", f"echo $$ > {number}.new; /bin/mv {number}.new {number}; {HANGS}")
    terminal: list[str] = []
    copied = desk.copy("text", terminal, DISPLAY=local_display)
    assert copied.way == "osc52"
    assert "xclip did not answer" in copied.message
    pid = int(number.read_text())
    deadline = time.monotonic() + DEADLINE
    while is_running(pid):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Tell it of a process that may be ended but not yet collected."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rsplit(")", 1)[1].split()[0] != "Z"


def test_where_everything_hangs_it_is_given_up(
    desk: Desk, local_display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_tools(monkeypatch, 0.3)
    for tool in ("wl-copy", "wl-paste", "xclip", "tmux"):
        desk.tool(tool, HANGS)
    copied = desk.copy("x" * 300_000, WAYLAND_DISPLAY="w", DISPLAY=local_display, TMUX=TMUX)
    assert not copied.ok
    assert "xclip did not answer; tmux did not answer" in copied.message


def test_over_ssh_a_forwarded_display_is_used(desk: Desk, display: str) -> None:
    desk.tool("xclip", TAKES)
    assert desk.copy("text", DISPLAY=display, SSH_CONNECTION="a 1 b 2").way == "clipboard"


def test_over_ssh_the_other_machines_own_display_is_left_alone(
    desk: Desk, local_display: str
) -> None:
    desk.tool("xclip", TAKES)
    desk.tool("wl-copy", TAKES)
    desk.tool("wl-paste", TAKES)
    terminal: list[str] = []
    copied = desk.copy(
        "text", terminal, DISPLAY=local_display, WAYLAND_DISPLAY="w", SSH_TTY="/dev/pts/1"
    )
    assert copied.way == "osc52"
    assert decoded(terminal[0]) == "text"


def test_inside_tmux_its_buffer_is_filled_and_the_terminals_clipboard(desk: Desk) -> None:
    desk.tool("tmux", f'echo "$@" > {desk.folder}/arguments; {TAKES}')
    copied = desk.copy("text", [], TMUX=TMUX)
    assert copied == Copied("tmux", True, "to the tmux buffer (prefix ] pastes)", "text")
    assert desk.taken("tmux") == "text"
    assert (desk.folder / "arguments").read_text() == "load-buffer -w -\n"


def test_an_older_tmux_fills_its_buffer_alone(desk: Desk) -> None:
    desk.tool("tmux", f'[ "$2" = -w ] && exit 1; {TAKES}')
    assert desk.copy("text", [], TMUX=TMUX).way == "tmux"
    assert desk.taken("tmux") == "text"


def test_a_tmux_that_is_gone_leaves_it_to_the_terminal(desk: Desk) -> None:
    desk.tool("tmux", FAILS)
    copied = desk.copy("text", [], TMUX=TMUX)
    assert copied.way == "osc52"
    assert "tmux refused it" in copied.message


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_a_real_tmux_gives_the_text_back(tmp_path: Path) -> None:
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "TMUX")}
    subprocess.run([*tmux, "new-session", "-d", "/bin/sleep 60"], check=True, env=env)
    try:
        copied = copy("größe 王\nb", None, {**env, "TMUX": f"{tmp_path / 'socket'},1,0"})
        shown = subprocess.run([*tmux, "show-buffer"], check=True, capture_output=True)
    finally:
        subprocess.run([*tmux, "kill-server"], check=True)
    assert copied.way == "tmux"
    assert shown.stdout.decode() == "größe 王\nb"


def test_without_display_and_tmux_the_terminal_is_asked(desk: Desk) -> None:
    terminal: list[str] = []
    copied = desk.copy("größe 王", terminal)
    assert (copied.way, copied.ok) == ("osc52", True)
    assert "does not confirm" in copied.message
    assert [decoded(sequence) for sequence in terminal] == ["größe 王"]


def test_a_text_many_terminals_refuse_is_sent_with_a_warning(desk: Desk) -> None:
    terminal: list[str] = []
    assert "refuse" not in desk.copy("x" * OSC52_LIMIT, terminal).message
    assert len(terminal[0]) <= 100_000
    copied = desk.copy("x" * (OSC52_LIMIT + 1), terminal)
    assert copied.ok
    assert "74,995 bytes, and many terminals refuse more than 74,994" in copied.message


def test_a_text_no_terminal_takes_is_not_sent(desk: Desk) -> None:
    terminal: list[str] = []
    copied = desk.copy("x" * 1_000_001, terminal)
    assert (copied.ok, terminal) == (False, [])
    assert "too many" in copied.message


def test_gnu_screen_gets_pieces_it_passes_on(desk: Desk) -> None:
    terminal: list[str] = []
    desk.copy("größe " * 100, terminal, STY="1234.pts-0")
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", terminal[0], re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == terminal[0]
    assert max(map(len, pieces)) < 256
    assert "".join(pieces) == osc52(("größe " * 100).encode())


@pytest.mark.parametrize("term", ["linux", "dumb"])
def test_a_terminal_without_a_clipboard_is_not_asked(desk: Desk, term: str) -> None:
    terminal: list[str] = []
    copied = desk.copy("text", terminal, TERM=term)
    assert (copied.way, copied.ok, terminal) == ("none", False, [])
    assert copied.message == f"{NOWHERE}; this terminal ({term}) has no clipboard."


def test_where_nothing_works_the_text_comes_back_to_be_shown(desk: Desk) -> None:
    copied = desk.copy("a\x1b[2Jb")
    assert copied == Copied("none", False, f"{NOWHERE}; there is no terminal to ask.", "a[2Jb")


@pytest.mark.parametrize("error", [OSError, ValueError, RuntimeError, AssertionError])
def test_a_terminal_that_is_gone_is_reported(desk: Desk, error: type[Exception]) -> None:
    def write(_data: str) -> None:
        raise error

    copied = copy("text", write, desk.env)
    assert copied.message == f"{NOWHERE}; the terminal cannot be written to."


def test_nothing_a_paste_could_act_on_is_copied(desk: Desk) -> None:
    terminal: list[str] = []
    copied = desk.copy("a\x1b]52;c;x\x07\x00b\x9bc\u202ed\u2066e\x7f\ud800f\r\ng\th", terminal)
    assert copied.text == "a]52;c;xbcdef\ng\th"
    assert decoded(terminal[0]) == copied.text


@pytest.mark.parametrize("text", ["", "\x1b\x00\u202e"])
def test_copying_nothing_does_not_empty_a_clipboard(desk: Desk, text: str) -> None:
    terminal: list[str] = []
    assert not desk.copy(text, terminal).ok
    assert terminal == []


def test_a_wrong_environment_raises_nothing(desk: Desk) -> None:
    for display in ("", ":", "::1", "[::1]:0", ":x", ":99999", "localhost:70000", "a b:0", "\0:0"):
        assert not desk.copy("text", DISPLAY=display, TMUX="x", PATH="/nowhere").ok


CHILD = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from tui.clipboard import terminal_writer
write = terminal_writer()
write("sequence")
try:
    write("x" * 10_000_000)
except OSError as error:
    print(error)
"""


def test_the_controlling_terminal_is_written_to_wherever_output_goes() -> None:
    controller, terminal = os.openpty()
    root = str(Path(__file__).parents[2])
    try:
        ended = subprocess.run(
            [sys.executable, "-c", CHILD],
            stdin=terminal,
            capture_output=True,
            check=True,
            start_new_session=True,
            timeout=120,
            env={**os.environ, "PYTHONPATH": root},
        )
        written = os.read(controller, 8)
    finally:
        os.close(controller)
        os.close(terminal)
    assert written == b"sequence"
    # Nobody reads the terminal, so it is held up: the writer gives up.
    assert ended.stdout == b"the terminal takes no more\n"


def test_without_a_controlling_terminal_there_is_no_writer() -> None:
    script = "from tui.clipboard import terminal_writer; print(terminal_writer())"
    root = str(Path(__file__).parents[2])
    ended = subprocess.run(
        [sys.executable, "-c", script],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert ended.stdout == b"None\n"
