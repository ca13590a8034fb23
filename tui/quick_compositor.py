"""Textual's compositor, with a short way for panes that draw their own lines.

Textual cuts every line of the screen where any pane begins or ends, and puts the pieces together
anew for each frame.  A key in the list changes lines of panes that lie side by side with nothing
over them: these are written as they are, and only those that are others than before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

_MOST_TEXTS = 1000


@runtime_checkable
class HasRows(Protocol):
    """What gives several of its lines faster than one after the other."""

    def rows(self, lines: range) -> Sequence[Strip]:
        """Give lines, the first being 0."""


class _Box(NamedTuple):
    """A part of the screen that one widget alone draws."""

    widget: Widget
    content: Region
    """All it draws."""
    region: Region
    """The same without its scrollbar."""
    background: Color

    def strips(self, lines: range) -> Iterable[Strip]:
        """Give lines of the screen as the widget draws them."""
        own = range(lines.start - self.region.y, lines.stop - self.region.y)
        if isinstance(self.widget, ScrollBar):
            return _bar(self.widget, self.region.height)[own.start : own.stop]
        if isinstance(self.widget, HasRows):
            return self.widget.rows(own)
        return map(self.widget.render_line, own)

    def text(self, strip: Strip, filters: Sequence[LineFilter]) -> str:
        """Give what a terminal is told for a line."""
        width = self.region.width
        segments = list(strip if strip.cell_length == width else strip.crop(0, width))
        for one in filters:
            segments = one.apply(segments, self.background)
        return Strip(segments, width).render(self.widget.app.console)


def _bar(bar: ScrollBar, height: int) -> Sequence[Strip]:
    """Give the lines of a scrollbar, which has few kinds of them."""
    drawn = bar.render()
    style = drawn.style if isinstance(drawn, ScrollBarRender) else None
    if not isinstance(style, Style) or style.color is None or style.bgcolor is None:
        return [bar.render_line(y) for y in range(height)]
    assert isinstance(drawn, ScrollBarRender)
    segments = drawn.render_bar(
        size=height,
        virtual_size=drawn.virtual_size,
        window_size=drawn.window_size,
        position=drawn.position,
        back_color=style.bgcolor,
        bar_color=style.color,
    ).segments
    base = bar.visual_style.rich_style
    kinds = {id(segment): Strip(Segment.apply_style([segment], base), 1) for segment in segments}
    return [kinds[id(segment)] for segment in segments]


def _cut(region: Region, content: Region) -> tuple[Region, Region, Region]:
    """Give what lies above a part of a region that is as wide, the part, and what lies below."""
    top, height = content.y - region.y, content.height
    above, under = region.split_horizontal(top)
    return above, *under.split_horizontal(height)


def _neighbours(regions: list[Region]) -> Iterator[list[Region]]:
    """Give regions in groups of such as lie in lines next to each other.

    Textual draws all that lies between those it is given at once.
    """
    group: list[Region] = []
    bottom = 0
    for region in sorted(regions, key=lambda one: one.y):
        if group and region.y > bottom:
            yield group
            group = []
        group.append(region)
        bottom = max(bottom, region.bottom)
    if group:
        yield group


class _Lines(CompositorUpdate):
    """What is to be written.

    Args:
        text: what widgets drew themselves.
        others: what Textual composed of the others.
    """

    def __init__(self, text: str, others: Sequence[CompositorUpdate]) -> None:
        self._text = text
        self._others = others

    def render_segments(self, console: Console) -> str:
        """Give it."""
        return self._text + "".join(one.render_segments(console) for one in self._others)


class QuickCompositor(Compositor):
    """Draws lines that are a widget's own without composing them.

    Args:
        kinds: widgets whose lines these are: without borders at their sides, and opaque.
    """

    def __init__(self, kinds: tuple[type[Widget], ...]) -> None:
        super().__init__()
        self._kinds: tuple[type[Widget], ...] = (*kinds, ScrollBar)
        self._places: Mapping[Widget, tuple[Region, Region]] | None = None
        """Where the widgets were for which the boxes were made."""
        self._boxes: list[_Box] = []
        self._written: dict[tuple[int, int], str] = {}
        """What stands on the screen, by where it begins, as far as it was written here."""
        self._texts: dict[tuple[int, Widget], tuple[Strip, str]] = {}
        """What lines were written as; each is kept with its own, whose number it would lose."""

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """Draw everything."""
        self._forget()
        return super().render_full_update(simplify)

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what has changed."""
        changed, rest = self._parted()
        if any(one.overlaps(box.content) for one in rest for box in self._boxes):
            self._forget()
            return super().render_partial_update()
        self._dirty_regions.clear()
        text = "".join(self._drawn(changed)) if changed else ""
        others = [update for part in _neighbours(rest) if (update := self._composed(part))]
        # Nobody looks at more of it than what an update of any kind has.
        found = _Lines(text, others) if text or others else None
        return found  # type: ignore[return-value]

    def _composed(self, regions: list[Region]) -> ChopsUpdate | None:
        """Have Textual draw a part of the screen."""
        self._dirty_regions.update(regions)
        return super().render_partial_update()

    def _forget(self) -> None:
        """Take it that anything may stand on the screen now, in any colour."""
        self._places = None
        self._written.clear()
        self._texts.clear()

    def _parted(self) -> tuple[list[tuple[_Box, Region]], list[Region]]:
        """Give each changed region and the box it lies in; and what lies in none."""
        places = self.visible_widgets
        if self._places is not places:
            self._boxes, self._places = list(self._found(places)), places
        changed: list[tuple[_Box, Region]] = []
        rest: list[Region] = []
        for region in self._dirty_regions:
            for box in self._boxes:
                content = box.content
                if content.contains_region(region):
                    changed.append((box, region))
                    break
                if region.column_span == content.column_span and region.contains_region(content):
                    changed.append((box, content))
                    above, _, below = _cut(region, content)
                    rest += [one for one in (above, below) if one]
                    break
            else:
                rest.append(region)
        return changed, rest

    def _drawn(self, changed: list[tuple[_Box, Region]]) -> Iterator[str]:
        filters = changed[0][0].widget.get_line_filters()
        written = self._written
        for box, region in changed:
            lines, x = region.line_range, box.region.x
            for y, strip in zip(lines, box.strips(lines), strict=True):
                text = self._text(box, strip, filters)
                if written.get((x, y)) != text:
                    written[x, y] = text
                    yield f"\x1b[{y + 1};{x + 1}H{text}"

    def _text(self, box: _Box, strip: Strip, filters: Sequence[LineFilter]) -> str:
        key = (id(strip), box.widget)
        known = self._texts.get(key)
        if known is not None:
            return known[1]
        if len(self._texts) > _MOST_TEXTS:
            self._texts.clear()
        text = box.text(strip, filters)
        self._texts[key] = (strip, text)
        return text

    def _found(self, places: Mapping[Widget, tuple[Region, Region]]) -> Iterator[_Box]:
        above: list[Region] = []
        for widget, (region, clip) in places.items():
            if isinstance(widget, self._kinds):
                content = box = region.shrink(widget.styles.gutter)
                if widget.show_vertical_scrollbar:
                    box = box.shrink((0, widget.scrollbar_size_vertical, 0, 0))
                if clip.contains_region(content) and not any(
                    box.overlaps(other) for other in above
                ):
                    yield _Box(widget, content, box, widget.background_colors[1])
            above.append(region)
