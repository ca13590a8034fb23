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


async def test_where_there_is_no_browser_the_key_that_copies_is_named(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "missing")
    Settings().put("keys", "paper.copy_link", "Y")
    async with reading(folder) as reader:
        await reader.keys("o")
        told = "There is no browser to open here: Y copies the link."
        await reader.until(lambda: reader.said == told)


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


# -- what is selected


async def test_links_of_all_selected_are_copied_one_a_line(folder: Path, clipboard: Path) -> None:
    fill(
        folder,
        [paper(number, **({"identifiers": {}} if number == 1 else {})) for number in range(4)],
    )
    async with reading(folder) as reader:
        await reader.keys("space", "space", "space", "y")
        await reader.until(lambda: "copied" in reader.said)
        links = clipboard.read_text().split("\n")
        assert [links[0], links[2]] == ["https://example.org/0", "https://example.org/2"]
        assert links[1].startswith("https://arxiv.org/search/")
        assert reader.said.startswith("Links of 3 papers copied to the tmux buffer")
        assert reader.said.endswith("; a search for 1 without an address")


async def test_all_selected_are_cited_each_with_a_key_of_its_own(
    folder: Path, clipboard: Path
) -> None:
    fill(folder, [paper(one, title=f"Same {one}", authors=("Ada Lovelace",)) for one in range(3)])
    async with reading(folder) as reader:
        await reader.keys("V", "c")
        await reader.until(lambda: "copied" in reader.said)
        keys = [line for line in clipboard.read_text().splitlines() if line.startswith("@")]
        assert len(set(keys)) == 3
        assert reader.said.startswith("BibTeX of 3 papers copied")


async def test_a_format_is_chosen_for_all_selected_and_papers_without_are_told(
    folder: Path, clipboard: Path
) -> None:
    fill(
        folder,
        [paper(0), paper(1, identifiers={"doi": "10.1000/1"}), paper(2, title="Not selected")],
    )
    async with reading(folder) as reader:
        await reader.keys("space", "space", "C")
        await reader.until(lambda: "Copy 2 papers as" in reader.text())
        await reader.keys(*["down"] * 14, "enter")
        await reader.until(lambda: "copied" in reader.said)
        assert clipboard.read_text() == "10.1000/1"
        assert reader.said.startswith("DOIs of 1 paper copied")
        assert reader.said.endswith("1 selected have none")


async def test_too_many_are_not_copied(
    folder: Path, ids: list[str], clipboard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.taking.MOST_COPIED", 5)
    async with reading(folder) as reader:
        await reader.keys("V", "y")
        assert reader.said.startswith("5 papers at most are copied at once, not 6")
        assert not clipboard.exists()


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a browser in the environment; give the file in which it keeps what it opened."""
    kept = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{kept}"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    return kept


async def test_all_selected_are_opened_and_marked_read_as_one(
    folder: Path, ids: list[str], opened: Path
) -> None:
    async with reading(folder) as reader:
        await reader.keys("space", "j", "space", "O")
        await reader.until(lambda: reader.on_disk(ids[2]).read)
        assert opened.read_text().split() == ["https://example.org/0", "https://example.org/2"]
        await reader.until(lambda: "Marked read 2 papers" in reader.said)
        await reader.keys("u")
        assert not any(reader.on_disk(name).read for name in ids)


async def test_pdfs_are_opened_of_those_that_have_one(folder: Path, opened: Path) -> None:
    fill(folder, [paper(0), paper(1, identifiers={"arxiv": "2401.00001"}), paper(2)])
    async with reading(folder) as reader:
        await reader.keys("V", "p")
        await reader.until(lambda: "Opened" in reader.said)
        assert opened.read_text().split() == ["https://arxiv.org/pdf/2401.00001"]
        assert reader.said == "Opened in the browser; no PDF is known for 2 more."
        await reader.keys("escape", "space", "j", "space", "p")
        assert "No PDF is known for any of these 2 papers" in reader.said


async def test_too_many_pages_are_not_opened(folder: Path, opened: Path) -> None:
    fill(folder, [paper(1, title=f"Title {number}", identifiers={}) for number in range(21)])
    async with reading(folder) as reader:
        await reader.keys("V", "O")
        assert reader.said == "20 pages at most are opened at once, not 21: y copies the links."
        assert not opened.exists()
