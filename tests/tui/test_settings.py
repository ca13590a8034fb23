from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings import Settings, SettingsError

HUGE = b"a = " + 5000 * b"1" + b"\n"
"""A number longer than Python reads."""

BY_HAND = """\
# My settings
theme = "paper-light"

[views]   # mine
"to discuss" = "tag:discuss"  # Thursdays

other = 'is:starred'

[keys]
"paper.star" = "x"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "config.toml")


def test_what_a_person_wrote_stays_letter_for_letter(settings: Settings) -> None:
    settings.path.write_text(BY_HAND)
    settings.put("views", "new", "rl")
    assert settings.path.read_text() == BY_HAND.replace(
        "other = 'is:starred'\n", 'other = \'is:starred\'\n"new" = "rl"\n'
    )
    settings.put("views", "new", None)
    assert settings.path.read_text() == BY_HAND


def test_a_change_stays_in_its_line(settings: Settings) -> None:
    settings.path.write_text(BY_HAND)
    settings.put("views", "others", "is:starred", before="other")
    assert settings.path.read_text() == BY_HAND.replace("other = 'is", '"others" = "is').replace(
        "starred'", 'starred"'
    )


@pytest.mark.parametrize("text", ["", "a = 1", "a = 1\n", "\ufeffa = 1\r\n", "[keys]\nx = 'y'"])
def test_a_table_that_is_not_there_is_added(settings: Settings, text: str) -> None:
    settings.path.write_bytes(text.encode())
    settings.put("views", "new", "rl")
    assert settings.table("views") == {"new": "rl"}
    assert settings.path.read_bytes().startswith(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        'views = {a = "b"}\n',
        'views.a = "b"\n',
        '[views]\na = """\n[keys]\n"""\n',
        "views = 3\n",
        "[[views]]\na = 'b'\n",
    ],
)
def test_what_is_written_in_another_way_is_left_alone_or_changed_rightly(
    settings: Settings, text: str
) -> None:
    settings.path.write_text(text)
    try:
        settings.put("views", "new", "rl")
    except SettingsError:
        assert settings.path.read_text() == text
    else:
        assert settings.table("views")["new"] == "rl"


@pytest.mark.parametrize("content", [b"[views\n", b"\xff\xfe", b"a = 1\na = 2\n", HUGE])
def test_a_file_that_cannot_be_read_is_never_written_over(
    settings: Settings, content: bytes
) -> None:
    settings.path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"config\.toml"):
        settings.table("views")
    with pytest.raises(SettingsError, match=r"config\.toml"):
        settings.put("views", "new", "rl")
    assert settings.path.read_bytes() == content


@pytest.mark.skipif(os.name != "posix", reason="links need no privilege there")
def test_a_link_stays_one(settings: Settings, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(BY_HAND)
    settings.path.symlink_to(real)
    settings.put("views", "new", "rl")
    assert settings.path.is_symlink()
    assert '"new" = "rl"' in real.read_text()


def test_windows_that_write_at_the_same_time_lose_nothing(settings: Settings) -> None:
    def write(window: int) -> None:
        for number in range(8):
            Settings(settings.path).put("views", f"{window}-{number}", "rl")

    threads = [threading.Thread(target=write, args=(window,)) for window in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(settings.table("views")) == 32


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(NAMES, st.none() | NAMES), max_size=8))
def test_it_holds_what_was_put_into_it(
    tmp_path_factory: pytest.TempPathFactory, puts: list[tuple[str, str | None]]
) -> None:
    settings = Settings(tmp_path_factory.mktemp("settings") / "config.toml")
    settings.path.write_text(BY_HAND)
    wanted = settings.table("views")
    for name, value in puts:
        settings.put("views", name, value)
        wanted.pop(name, None) if value is None else wanted.update({name: value})
    assert settings.table("views") == wanted
    assert settings.table("keys") == {"paper.star": "x"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_not_waited_for(settings: Settings) -> None:
    os.mkfifo(settings.path)
    with pytest.raises(SettingsError, match="it is not a file"):
        settings.table("views")
    with pytest.raises(SettingsError, match="it is not a file"):
        settings.put("views", "new", "rl")


def test_names_as_long_as_the_file_are_no_hindrance(settings: Settings) -> None:
    settings.path.write_text("[views]\n" + "a." * 5000 + "a = 1\n")
    with pytest.raises(SettingsError, match="nothing was changed"):
        settings.put("views", "new", "rl")
