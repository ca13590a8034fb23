"""A chart of bars over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual.geometry import Size
from textual_plotext import PlotextPlot

from tui.periods import Period

Bars = Callable[[int], Sequence[Period]]
"""Gives the bars, so many at most."""

_AXIS_CELLS = 8
"""About as many as the numbers at the side take."""

_LABEL_CELLS = 12

_LOW, _TALL, _TALL_SCREEN = 9, 13, 45
"""Its lines, and the height of a screen on which it has more."""


class TimeChart(PlotextPlot, can_focus=True):
    """Bars over time, in colours of the theme.

    Args:
        name: its id.
        bars: gives them.
        nothing: what to say where there are none.
    """

    DEFAULT_CLASSES = "figure"
    COMPONENT_CLASSES = {"time-chart--bar", "time-chart--nothing"}

    def __init__(self, name: str, bars: Bars, nothing: str = "Nothing tells.") -> None:
        super().__init__(id=name)
        self._bars = bars
        self._nothing = nothing
        self.theme = "clear"  # all but the bars in the colours of the pane

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give how many lines it has: drawing it to find out would ask for its size again."""
        return _TALL if viewport.height >= _TALL_SCREEN else _LOW

    def render(self) -> Text:
        """Give the chart for the size there is."""
        bars = self._bars(max(self.size.width - _AXIS_CELLS, 1))
        if not bars:
            style = self.get_component_rich_style("time-chart--nothing", partial=True)
            return Text(self._nothing, style)
        plot, numbers = self.plt, [float(number) for number in range(len(bars))]
        plot.clear_figure()
        color = self.get_component_styles("time-chart--bar").color.rgb
        plot.bar(numbers, [bar.number for bar in bars], color=color, width=0.7, marker="sd")
        every = max(-(-len(bars) * _LABEL_CELLS // max(self.size.width - _AXIS_CELLS, 1)), 1)
        shown = numbers[:: max(every, 1)]
        plot.xticks(shown, [bar.label for bar in bars[:: max(every, 1)]])
        most = max(bar.number for bar in bars) or 1
        marks = sorted({0.0, float(most // 2), float(most)})
        plot.ylim(0, most)
        plot.yticks(marks, [f"{mark:,.0f}" for mark in marks])
        plot.xaxes(True, False)
        plot.yaxes(True, False)
        drawn = super().render()
        assert isinstance(drawn, Text)
        return drawn
