"""Figures drawn with characters: totals, a year of days, and what has the most papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from store.statistics import Share, Statistics
from store.text.display import one_line
from tui.widgets.extract import MOST_IN_ROW
from tui.widgets.fitting import fit

HEAT = "·░▒▓█"
"""From no paper a day to the most; told apart without colours, too."""

READ, UNREAD = "█", "░"

_WEEK = 7
_WEEKS = 53
_WIDEST_DAY = 3
_TILE_CELLS = 9
_LABEL_CELLS = 28
_DAY_CELLS = 4
"""What the names of the days take of the width."""
_MONTH_CELLS = 3


class Figure(Widget, can_focus=True):
    """A part of the page that draws its lines for the width there is."""

    DEFAULT_CLASSES = "figure"

    def lines(self, width: int) -> list[Text]:
        """Give its lines."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give how many lines there are at a width."""
        return len(self.lines(width))

    def render(self) -> Text:
        """Give all of them."""
        lines = self.lines(self.size.width)
        return Text("\n", no_wrap=True).join(lines)

    def part(self, name: str) -> Style:
        """Give the style of one of the classes of its parts."""
        return self.get_component_rich_style(name, partial=True)


class Totals(Figure):
    """How many papers there are of each kind."""

    COMPONENT_CLASSES = {"totals--number", "totals--label"}

    def __init__(self, statistics: Statistics) -> None:
        super().__init__(id="totals")
        found = statistics
        self._tiles = [
            (found.papers, "papers"),
            (found.unread, "unread"),
            (found.read, "read"),
            (found.starred, "starred"),
            (found.queued, "queued"),
            (found.tagged, "tagged"),
            (found.notes, "notes"),
            (found.rated, "rated"),
        ]

    def lines(self, width: int) -> list[Text]:
        """Give the numbers, each over its name, as many beside each other as there is room for."""
        number, label = self.part("totals--number"), self.part("totals--label")
        beside = max(width // _TILE_CELLS, 1)
        found: list[Text] = []
        for at in range(0, len(self._tiles), beside):
            row = self._tiles[at : at + beside]
            found.append(Text("".join(f"{count:,}".ljust(_TILE_CELLS) for count, _ in row), number))
            found.append(Text("".join(name.ljust(_TILE_CELLS) for _, name in row), label))
        return found


class Heatmap(Figure):
    """Papers read on each day of the last year, a column for each week.

    Args:
        days: papers by day.
        today: the last day.
    """

    COMPONENT_CLASSES = {"heatmap--label", "heatmap--heat"}

    def __init__(self, days: Mapping[date, int], today: date) -> None:
        super().__init__(id="heatmap")
        self._days = days
        self._today = today

    def lines(self, width: int) -> list[Text]:
        """Give names of months, the seven days, and what the signs stand for."""
        label, heat = self.part("heatmap--label"), self.part("heatmap--heat")
        room = max(width - _DAY_CELLS, 1)
        cells = min(max(room // _WEEKS, 1), _WIDEST_DAY)
        weeks = min(_WEEKS, room // cells or 1)
        monday = self._today - timedelta(days=self._today.weekday() + _WEEK * (weeks - 1))
        counts = {day: count for day, count in self._days.items() if monday <= day <= self._today}
        most = max(counts.values(), default=0)
        found = [Text(" " * _DAY_CELLS + _months(monday, weeks, cells), label)]
        for number in range(_WEEK):
            days = [monday + timedelta(days=_WEEK * week + number) for week in range(weeks)]
            row = "".join(
                _sign(counts.get(day, 0), most) * cells for day in days if day <= self._today
            )
            name = f"{days[0]:%a}" if number % 2 == 0 else ""
            found.append(Text.assemble((name.ljust(_DAY_CELLS), label), (row, heat)))
        return [*found, Text(self._told(counts, width), label)]

    def _told(self, counts: Mapping[date, int], width: int) -> str:
        if not counts:
            return fit("Nothing was read in this time.", width)
        best = max(counts, key=lambda day: (counts[day], day))
        told = (
            f"{HEAT[0]} none  {HEAT[1]}{HEAT[2]}{HEAT[3]}{HEAT[4]} to {counts[best]:,} a day, on "
            f"{best.day} {best:%b %Y}; {sum(counts.values()):,} papers on {len(counts):,} days"
        )
        return fit(told, width)


def _months(monday: date, weeks: int, cells: int) -> str:
    """Give the names of months over the weeks in which they begin, where there is room."""
    line = ""
    for week in range(weeks):
        sunday = monday + timedelta(days=_WEEK * week + _WEEK - 1)
        if (
            sunday.day <= _WEEK
            and len(line) <= week * cells
            and week + _MONTH_CELLS // cells <= weeks
        ):
            line = line.ljust(week * cells) + f"{sunday:%b} "
    return line.rstrip()


def _sign(count: int, most: int) -> str:
    if not count:
        return HEAT[0]
    return HEAT[-(-count * (len(HEAT) - 1) // most)]


class Ranking(Figure):
    """What has the most papers, the read part of each bar first.

    Args:
        name: its id.
        shares: the most frequent first.
        nothing: what to say where there are none.
    """

    COMPONENT_CLASSES = {"ranking--read", "ranking--unread", "ranking--number"}

    def __init__(self, name: str, shares: Sequence[Share], nothing: str) -> None:
        super().__init__(id=name)
        self._shares = shares
        self._nothing = nothing

    def lines(self, width: int) -> list[Text]:
        """Give a line for each: its name, a bar, how many papers."""
        number = self.part("ranking--number")
        if not self._shares:
            return [Text(fit(self._nothing, width), number)]
        read, unread = self.part("ranking--read"), self.part("ranking--unread")
        names = [one_line(share.name[:MOST_IN_ROW]) for share in self._shares]
        cells = min(max(map(cell_len, names)), _LABEL_CELLS, max(width // 3, 1))
        most = self._shares[0].papers
        digits = len(f"{most:,}")
        room = max(width - cells - digits - 2, 0)
        found = []
        for name, share in zip(names, self._shares, strict=True):
            length = max(round(share.papers / most * room), 1) if room else 0
            done = round(share.read / share.papers * length)
            if share.read and length:
                done = min(max(done, 1), length if share.read == share.papers else length - 1 or 1)
            found.append(
                Text.assemble(
                    fit(name, cells),
                    " ",
                    (READ * done, read),
                    (UNREAD * (length - done), unread),
                    " " * (room - length + 1),
                    (f"{share.papers:,}".rjust(digits), number),
                )
            )
        return found
