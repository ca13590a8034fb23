"""Theme files: ours can be read by everybody, broken ones are reported."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest
from rich._palettes import STANDARD_PALETTE
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.color_triplet import ColorTriplet
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from tests.conftest import without_privileges
from tests.tui.contrast import Colour, channels, contrast, linear, luminance
from tui.themes import (
    COLOURS,
    DEFAULT_THEME,
    PANES,
    VARIABLE_DEFAULTS,
    ThemeFile,
    builtin_folder,
    load_themes,
    user_folder,
)

NOWHERE = Path("/nowhere/at/all")
OURS, PROBLEMS = load_themes(builtin_folder(), NOWHERE)

TEXT_ON_PANES = (
    "foreground primary secondary accent success warning error border-line border-focus "
    "text-read text-unread mark-star mark-queue mark-tag mark-note mark-selected mark-follow "
    "hint-key"
)
PAIRS = (
    ("cursor-foreground", "cursor-background"),
    ("cursor-blurred-foreground", "cursor-blurred-background"),
    ("match-foreground", "match-background"),
    ("status-foreground", "status-background"),
    ("status-error", "status-background"),
    ("hint-key", "status-background"),
    ("background", "foreground"),
)
MARKS = ("mark-star", "mark-queue", "mark-tag", "mark-note")


def blend(under: Colour, over: Colour, share: float) -> Colour:
    red, green, blue = (a + (b - a) * share for a, b in zip(under, over, strict=True))
    return red, green, blue


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast(channels("#ffffff"), channels("#000000")) == pytest.approx(21)
    assert contrast(channels("#777777"), channels("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_there_are_themes_for_every_eye() -> None:
    assert PROBLEMS == []
    assert {theme.name: theme.dark for theme in OURS} == {
        "colour-safe-dark": True,
        "colour-safe-light": False,
        "console": True,
        "deep-water": True,
        "high-contrast": True,
        "high-contrast-light": False,
        "lamplight": True,
        "morning-fog": False,
        "moss": True,
        "old-book": False,
        "paper-dark": True,
        "paper-light": False,
        "plum": True,
    }
    assert DEFAULT_THEME in {theme.name for theme in OURS}


def contrasts(colours: Mapping[str, Colour]) -> list[tuple[str, str, float]]:
    """What is written on what, and how it stands out."""
    backgrounds = {key: colours[key] for key in ("background", "surface", "panel")}
    # Textual tints the background of a list or an input that has the focus.
    backgrounds["surface in focus"] = blend(colours["surface"], colours["foreground"], 0.05)
    pairs = [
        (text, where, contrast(colours[text], colour))
        for text in TEXT_ON_PANES.split()
        for where, colour in backgrounds.items()
    ]
    return pairs + [(text, where, contrast(colours[text], colours[where])) for text, where in PAIRS]


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_all_text_can_be_read_on_all_its_backgrounds(theme: ThemeFile) -> None:
    needed = 7.0 if theme.name.startswith("high-contrast") else 4.5
    pairs = contrasts({key: channels(value) for key, value in theme.colours.items()})
    least = min(pairs, key=lambda pair: pair[2])
    print(f"{theme.name}: {least[2]:.2f}:1 ({least[0]} on {least[1]})")  # pytest -rP shows it
    assert [pair for pair in pairs if pair[2] < needed] == []


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_all_text_can_be_read_in_sixteen_colours(theme: ThemeFile) -> None:
    numbers = {
        key: RichColor.parse(value).downgrade(ColorSystem.STANDARD).number
        for key, value in theme.colours.items()
    }
    for palette in (STANDARD_PALETTE, DEFAULT_TERMINAL_THEME.ansi_colors):  # VGA's, and xterm's
        colours = {
            key: channels(ColorTriplet(*palette[number or 0]).hex)
            for key, number in numbers.items()
        }
        pairs = [pair for pair in contrasts(colours) if pair[1] != "surface in focus"]
        assert [pair for pair in pairs if pair[2] < 3] == []
        assert colours["cursor-background"] != colours["background"]


def test_one_theme_is_of_the_sixteen_colours_themselves() -> None:
    theme = next(theme for theme in OURS if theme.name == "console")
    ours = {tuple(round(255 * part) for part in channels(one)) for one in theme.colours.values()}
    assert ours <= {tuple(STANDARD_PALETTE[number]) for number in range(16)}


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_the_cursor_row_stands_out_and_read_papers_recede(theme: ThemeFile) -> None:
    colours = {key: channels(value) for key, value in theme.colours.items()}
    background = colours["background"]
    assert contrast(colours["cursor-background"], background) > 1.6
    if theme.name.startswith("high-contrast"):
        assert contrast(colours["cursor-background"], background) > 3
    dimmed = contrast(colours["text-read"], background)
    assert dimmed * 1.5 < contrast(colours["text-unread"], background)


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_a_themes_darkness_is_what_it_says(theme: ThemeFile) -> None:
    assert theme.dark == (luminance(channels(theme.colours["background"])) < 0.2)


# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
DEFICIENCIES = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def lab(colour: Colour, deficiency: str) -> Colour:
    """The colour as seen, in CIE L*a*b*, where distances are what an eye tells apart."""
    source = linear(colour)
    red, green, blue = (
        min(max(sum(w * v for w, v in zip(row, source, strict=True)), 0), 1)
        for row in DEFICIENCIES[deficiency]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("name", ["colour-safe-dark", "colour-safe-light"])
def test_marks_are_told_apart_by_colour_blind_readers(name: str, deficiency: str) -> None:
    theme = next(theme for theme in OURS if theme.name == name)
    for group in (MARKS, ("success", "warning", "error")):
        seen = {key: lab(channels(theme.colours[key]), deficiency) for key in group}
        distances = {
            (one, other): sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True))
            ** 0.5
            for one, other in combinations(group, 2)
        }
        assert {pair: far for pair, far in distances.items() if far < 15} == {}


MORE = " (and 9 more)"


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def content(name: str = "mine", **changes: str) -> str:
    colours = {key: '"#abc"' for key in COLOURS} | changes
    lines = [f"{key} = {value}" for key, value in colours.items()]
    return "\n".join([f'name = "{name}"', "dark = true", "[colours]", *lines]) + "\n"


def problems(folder: Path) -> list[str]:
    themes, found = load_themes(NOWHERE, folder)
    assert themes == []
    return [f"{problem.path.name}: {problem.reason}" for problem in found]


def test_a_theme_needs_no_more_than_ten_colours(tmp_path: Path) -> None:
    write(tmp_path, "mine", content(primary='"#FF0000"'))
    [theme], found = load_themes(NOWHERE, tmp_path)
    assert found == []
    assert theme.colours["primary"] == "#ff0000"
    assert theme.colours["cursor-background"] == "#ff0000"
    assert theme.colours["text-read"] == "#aabbcc"


def test_the_users_theme_replaces_ours_of_the_same_name(tmp_path: Path) -> None:
    path = write(tmp_path, "other-file-name", content("paper-dark"))
    themes, found = load_themes(builtin_folder(), tmp_path)
    assert found == []
    assert len(themes) == len(OURS)
    assert [theme.path for theme in themes if theme.name == "paper-dark"] == [path]


def test_a_broken_theme_is_reported_and_the_others_are_there(tmp_path: Path) -> None:
    write(tmp_path, "broken", "name = ")
    write(tmp_path, "mine", content())
    themes, [problem] = load_themes(builtin_folder(), tmp_path)
    assert len(themes) == len(OURS) + 1
    assert str(problem).startswith("The theme broken.toml is left out: it is not TOML (")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "'name' is missing; 'dark' is missing; 'primary' is missing in [colours]" + MORE),
        (content("Mine"), "'name' is not made of small letters, digits and hyphens"),
        (content("../x"), "'name' is not made of small letters, digits and hyphens"),
        (content("x" * 41), "'name' is not made of small letters, digits and hyphens"),
        (content().replace('"mine"', "3"), "'name' is not a text"),
        (content().replace("true", "1"), "'dark' is not true or false"),
        ("about = 3\n" + content(), "'about' is not a line of text"),
        ('about = "\\u001b[2J"\n' + content(), "'about' is not a line of text"),
        (content(error='"red"'), "'error' in [colours] is not a colour like \"#2c4a7c\""),
        (content(error='"#12345"'), "'error' in [colours] is not a colour like \"#2c4a7c\""),
        (content(error="3"), "'error' in [colours] is not a colour like \"#2c4a7c\""),
        (content(primry='"#abc"'), "unknown 'primry' in [colours], meant 'primary'?"),
        (content() + '[panes]\nmark-str=3', "unknown 'mark-str' in [panes], meant 'mark-star'?"),
        (content() + '[zzz]\n', "unknown 'zzz'"),
        ('panes = 3\n' + content(), "[panes] is not a table"),
        (content().replace('error = "#abc"\n', ""), "'error' is missing in [colours]"),
    ],
)  # fmt: skip
def test_the_report_says_what_is_wrong(tmp_path: Path, text: str, reason: str) -> None:
    write(tmp_path, "mine", text)
    assert problems(tmp_path) == [f"mine.toml: {reason}"]


def test_of_two_files_with_one_name_the_second_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "a", content("same"))
    write(tmp_path, "b", content("same"))
    themes, [problem] = load_themes(NOWHERE, tmp_path)
    assert [theme.path.name for theme in themes] == ["a.toml"]
    assert str(problem) == ("The theme b.toml is left out: a.toml has the name 'same' already.")


def test_what_is_no_text_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.toml").mkdir()
    (tmp_path / "c.toml").symlink_to(tmp_path / "missing")
    (tmp_path / "d.toml").write_bytes(b"#" * 70_000)
    (tmp_path / "e.toml").write_text("a=" + "[" * 20_000)
    found = problems(tmp_path)
    assert found[:4] == [
        "a.toml: it is not UTF-8 text",
        "b.toml: it is not a file",
        "c.toml: it is not a file",
        "d.toml: it is too long for a theme",
    ]
    assert found[4].startswith("e.toml: it is not TOML (")


def test_a_number_that_nobody_reads_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("a = " + "1" * 5000)
    assert problems(tmp_path) == ["a.toml: a number in it is too long"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.toml")
    assert problems(tmp_path) == ["a.toml: it is not a file"]


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_a_file_or_folder_one_may_not_read_is_reported(open_folder: Path) -> None:
    write(open_folder, "mine", content()).chmod(0)
    with without_privileges():
        assert problems(open_folder) == ["mine.toml: it cannot be read (Permission denied)"]
    open_folder.chmod(0)
    with without_privileges():
        assert "cannot be read" in problems(open_folder)[0]


def test_other_files_and_a_missing_folder_are_no_problem(tmp_path: Path) -> None:
    write(tmp_path, ".mine", "")
    (tmp_path / "notes.txt").write_text("x")
    assert problems(tmp_path) == []
    assert problems(NOWHERE) == []


def test_a_file_in_place_of_the_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "themes").write_text("x")
    assert problems(tmp_path / "themes") == ["themes: the folder cannot be read (Not a directory)"]


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_textual_gets_every_variable(theme: ThemeFile) -> None:
    made = theme.theme()
    variables = {**made.to_color_system().generate(), **made.variables}
    assert (made.name, made.dark) == (theme.name, theme.dark)
    assert set(COLOURS) | set(PANES) <= set(variables)
    assert variables["cursor-background"] == theme.colours["cursor-background"]
    assert variables["block-cursor-background"] == theme.colours["cursor-background"]


def test_without_colours_cursors_are_underlined() -> None:
    key = "block-cursor-text-style"
    assert "underline" in OURS[0].theme(no_color=True).variables[key]
    assert key not in OURS[0].theme().variables


def test_style_sheets_can_be_read_before_a_theme_is_set() -> None:
    assert set(VARIABLE_DEFAULTS) == set(PANES)


def test_themes_are_listed_without_textual() -> None:
    script = (
        "import sys; from tui.themes import *; load_themes(builtin_folder(), user_folder());"
        "sys.exit('textual' in sys.modules)"
    )
    root = str(Path(__file__).parents[2])
    subprocess.run(
        [sys.executable, "-c", script], check=True, env={**os.environ, "PYTHONPATH": root}
    )


def test_the_users_themes_are_in_the_settings_folder() -> None:
    assert user_folder().parts[-2:] == ("paperdeck", "themes")
