from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.tui.reader import DEADLINE, fill, paper, reading
from tui.screens.text import TextScreen
from tui.settings import Settings


async def test_y_copies_the_address(folder: Path, ids: list[str], clipboard: Path) -> None:
    async with reading(folder) as reader:
        await reader.keys("y")
        await reader.until(lambda: "copied" in reader.said)
        assert clipboard.read_text() == "https://example.org/0"
        assert "tmux buffer" in reader.said


async def test_y_says_that_it_copied_a_search_when_there_is_no_address(
    folder: Path, clipboard: Path
) -> None:
    fill(folder, [paper(0, identifiers={})])
    async with reading(folder) as reader:
        await reader.keys("y")
        await reader.until(lambda: "copied" in reader.said)
        assert reader.said.startswith("Search link copied")
        assert clipboard.read_text().startswith("https://arxiv.org/search/")


async def test_why_a_search_was_copied_can_be_read_on_a_narrow_screen(
    folder: Path, clipboard: Path
) -> None:
    fill(folder, [paper(0, identifiers={})])
    async with reading(folder, (60, 20)) as reader:
        await reader.keys("y")
        await reader.until(lambda: "copied" in reader.said)
        await reader.until(lambda: reader.screen.status.size.height > 1)
        shown = " ".join(reader.text().split())
        assert "Search link copied to the tmux buffer (prefix ] pastes): the" in shown
        assert "the paper has no address" in shown


async def test_c_copies_bibtex(folder: Path, ids: list[str], clipboard: Path) -> None:
    async with reading(folder) as reader:
        await reader.keys("c")
        await reader.until(lambda: "copied" in reader.said)
        assert clipboard.read_text().startswith("@")
        assert "Paper number 0" in clipboard.read_text()


async def test_capital_c_offers_the_formats(folder: Path, ids: list[str], clipboard: Path) -> None:
    async with reading(folder) as reader:
        await reader.keys("C")
        await reader.until(lambda: "Markdown link" in reader.text())
        await reader.pilot.press(*["down"] * 11, "enter")
        await reader.until(lambda: "copied" in reader.said)
        assert clipboard.read_text().startswith("[Paper number 0")


async def test_texts_of_ones_own_are_offered_and_what_is_wrong_with_them_is_told(
    folder: Path, ids: list[str], clipboard: Path
) -> None:
    path = Settings().path
    path.parent.mkdir(parents=True)
    path.write_text('[copy]\n"wiki" = "[[{url}|{title}]]"\n"bad" = "{titel}"\n', "utf-8")
    async with reading(folder) as reader:
        await reader.keys("C")
        await reader.until(lambda: "[[https://example.org/0" in reader.text())
        assert "the format bad: there is no {titel}" in reader.said
        await reader.pilot.press("G", "enter")
        await reader.until(lambda: "wiki copied" in reader.said)
        assert clipboard.read_text() == "[[https://example.org/0|Paper number 0: on things]]"


async def test_without_any_clipboard_the_text_is_shown(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    async with reading(folder) as reader:
        driver = reader.app._driver
        assert driver is not None
        write = driver.write

        def refuse_clipboard(data: str) -> None:
            if "\x1b]52" in data:
                raise OSError("no terminal")
            write(data)

        monkeypatch.setattr(driver, "write", refuse_clipboard)
        await reader.pilot.press("y")
        await reader.until(lambda: isinstance(reader.app.screen, TextScreen))
        assert "https://example.org/0" in reader.text()


async def test_o_opens_the_browser_and_capital_o_marks_read(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{opened}"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    async with reading(folder) as reader:
        await reader.keys("o")
        await reader.until(lambda: "Opened" in reader.said)
        await reader.keys("j", "O")
        await reader.until(lambda: len(opened.read_text().split()) == 2)
        assert opened.read_text().split() == ["https://example.org/0", "https://example.org/1"]
        assert not reader.on_disk(ids[0]).read
        assert reader.on_disk(ids[1]).read


async def test_a_browser_that_stays_is_opened_and_one_that_fails_is_passed_over(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = tmp_path / "opened"
    fails, stays = tmp_path / "fails", tmp_path / "stays"
    fails.write_text("#!/bin/sh\nexit 3\n")
    stays.write_text(f'#!/bin/sh\necho "$$ $@" > "{opened}"\nexec sleep 100\n')
    for script in (fails, stays):
        script.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"missing:{fails}:{stays} --tab %s --new")

    class Started(subprocess.Popen[bytes]):
        def wait(self, timeout: float | None = None) -> int:
            is_to_stay = str(stays) in str(self.args)
            return super().wait(0.01 if is_to_stay and timeout else timeout)

    monkeypatch.setattr("tui.browser._START_SECONDS", DEADLINE)
    monkeypatch.setattr("tui.browser.subprocess.Popen", Started)
    async with reading(folder) as reader:
        await reader.keys("o")
        await reader.until(lambda: "Opened" in reader.said and opened.exists())
        await reader.until(lambda: opened.read_text().endswith("\n"))
        number, *arguments = opened.read_text().split()
        os.kill(int(number), signal.SIGKILL)
        assert arguments == ["--tab", "https://example.org/0", "--new"]


async def test_a_browser_of_the_terminal_is_not_started_where_it_cannot_have_it(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = tmp_path / "w3m"
    browser.write_text(f'#!/bin/sh\ntouch "{tmp_path}/started"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    async with reading(folder) as reader:
        await reader.keys("O")
        await reader.until(lambda: "y copies the link" in reader.said)
        assert not (tmp_path / "started").exists()
        assert not reader.on_disk(ids[0]).read


async def test_only_web_addresses_are_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\ntouch "{tmp_path}/started"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    fill(folder, [paper(0, identifiers={"pdf": "file:///etc/passwd"})])
    async with reading(folder) as reader:
        await reader.keys("p")
        await reader.until(lambda: reader.said)
        assert "Opened" not in reader.said
        assert not (tmp_path / "started").exists()


@pytest.mark.parametrize("key", ["o", "O"])
async def test_without_a_browser_one_is_told_what_to_do_and_nothing_is_marked(
    folder: Path, ids: list[str], key: str
) -> None:
    async with reading(folder) as reader:
        await reader.keys(key)
        await reader.until(lambda: "y copies the link" in reader.said)
        assert not reader.on_disk(ids[0]).read


async def test_p_without_a_pdf_says_so(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("p")
        assert "No PDF is known" in reader.said
