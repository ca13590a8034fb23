"""Textual's screen, laid out and drawn once where it would be several times.

Wherever a pane takes the size that a layout gives it, Textual has everything laid out again, and
wherever another pane is in focus, everything drawn.  Neither changes what is seen: whether there
is a scrollbar is all that a size can change, and a pane in focus is drawn by itself.
"""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tui.driver import is_checked
from tui.quick_compositor import QuickCompositor


class QuickScreen(Screen[None]):
    """A screen with panes that draw their own lines.

    Args:
        kinds: the panes; see `QuickCompositor`.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, kinds: tuple[type[Widget], ...]) -> None:
        super().__init__()
        self._is_quick = is_checked()
        if self._is_quick:
            self._compositor = QuickCompositor(kinds)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        bars, sizes = self._bars(), self._sizes()
        super()._refresh_layout(size, scroll)
        if not self._is_quick or any(
            bars.get(one, now) != now for one, now in self._bars().items()
        ):
            return
        for widget, its_size in self._sizes().items():
            widget._layout_required = False
            if sizes.get(widget) != its_size:  # it has just been drawn
                widget._repaint_regions.clear()

    def _bars(self) -> dict[Widget, tuple[bool, bool]]:
        return {
            widget: widget.scrollbars_enabled
            for widget in self._compositor.widgets
            if widget.is_scrollable
        }

    def _sizes(self) -> dict[Widget, Size]:
        return {widget: place.region.size for widget, place in self._compositor.full_map.items()}
