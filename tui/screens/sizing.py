"""Making panes larger and smaller, with keys and by their borders with the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.css.scalar import Scalar, Unit
from textual.widget import Widget

from tui.memory import Memory
from tui.screens.base import TriageBase
from tui.sizes import LIST, NOTE, Share, Sizes

_WIDE, _NARROW = "wide", "narrow"
_LEAST_CELLS, _LEAST_ROWS, _LEAST_NOTE = 24, 3, 2
"""What is left of each pane: cells side by side, rows one over the other, its border included."""
_STEP_CELLS, _STEP_ROWS = 2, 1


def _part(cells: int) -> Scalar:
    return Scalar(float(cells), Unit.FRACTION, Unit.WIDTH)


class Sizing(TriageBase):
    """The commands that size panes.

    What the user makes of them is laid over the style sheet as fractions, so that panes that are
    hidden, or alone on the screen, leave and take room as they otherwise do.
    """

    _kept_sizes: Sizes | None = None
    _dragged = ""
    """The pane whose border the mouse has hold of."""
    _arranged = ""
    """The layout that the panes have their sizes of."""
    _chosen: Sequence[str] = ()
    """The classes of the size that the panes were laid out for."""
    _is_to_keep = False

    @property
    def pane_sizes(self) -> Sizes:
        """What the user has made of the panes."""
        if self._kept_sizes is None:
            self._kept_sizes = Sizes(Memory())
        return self._kept_sizes

    @property
    def _orientation(self) -> str:
        return _NARROW if self.has_class("-narrow") else _WIDE

    @property
    def _side(self) -> Widget:
        return self.query_one("#side")

    def lay_out(self) -> None:
        """Give the panes the sizes that the user has made of them."""
        layout = self._arranged = self._orientation
        of_list, of_note = self.pane_sizes.get(layout, LIST), self.pane_sizes.get(layout, NOTE)
        is_wide = layout == _WIDE
        for widget, part in zip((self.paper_list, self._side), _both(of_list), strict=True):
            widget.styles.width = part if is_wide else None
            widget.styles.height = None if is_wide else part
        for widget, part in zip((self.notes, self.detail), _both(of_note), strict=True):
            widget.styles.height = part

    def on_resize(self) -> None:
        """Have the sizes of the other layout, where the terminal is as wide now."""
        self.call_next(self._take_layout)  # the framework's own handler comes after this one

    def on_screen_resume(self) -> None:
        """The same, where the terminal was resized while something lay over the panes."""
        self.update_classes(
            {
                name: name == chosen
                for points, chosen in self.breakpoints(self.app.size)
                for _, name in points
            }
        )
        self.call_next(self._take_layout)

    def _take_layout(self) -> None:
        if self._arranged and self._arranged != self._orientation:
            self.lay_out()
        chosen = [name for _, name in self.breakpoints(self.app.size)]
        if chosen != self._chosen:
            self._chosen = chosen
            # The classes' styles come only now, after the panes have got their places.
            for widget in (self.paper_list, self.notes):
                self.call_after_refresh(widget.refresh, layout=True)

    # -- sizes

    def _share_of(self, pane: str) -> Share:
        """Give how large a pane is, and it and its neighbour together; nothing where it is hidden.

        The list's neighbour is what lies beside or under it, the note's the paper.
        """
        one, other = (self.paper_list, self._side) if pane == LIST else (self.notes, self.detail)
        if not all(self._is_shown(widget) for widget in (one, other)):
            return 0, 0
        is_across = pane == LIST and self._orientation == _WIDE
        sizes = [widget.outer_size for widget in (one, other)]
        own, its = (size.width if is_across else size.height for size in sizes)
        return own, own + its

    def _is_shown(self, widget: Widget) -> bool:
        return widget in self._compositor.visible_widgets

    def _resize_pane(self, pane: str, wanted: int) -> bool:
        """Make a pane so large, or as nearly as can be; tell whether it is another size now."""
        now, both = self._share_of(pane)
        least, least_beside = self._least(pane)
        cells = min(max(wanted, least), both - least_beside)
        if not now or cells == now or both < least + least_beside:
            return False
        self.pane_sizes.put(self._orientation, pane, (cells, both))
        self.lay_out()
        return True

    def _least(self, pane: str) -> tuple[int, int]:
        """Give how small a pane and its neighbour may become."""
        if pane == NOTE:
            return _LEAST_NOTE, _LEAST_ROWS
        if self._orientation == _WIDE:
            return _LEAST_CELLS, _LEAST_CELLS
        return _LEAST_ROWS, _LEAST_ROWS + (_LEAST_NOTE if self.notes.display else 0)

    def _grow(self, pane: str, steps: int) -> None:
        now, both = self._share_of(pane)
        if not both:
            self._say_hidden(pane)
            return
        is_across = pane == LIST and self._orientation == _WIDE
        if self._resize_pane(pane, now + steps * (_STEP_CELLS if is_across else _STEP_ROWS)):
            self._remember_sizes()
        else:
            key = self.commands.key("pane.zoom")
            extreme = "large" if steps > 0 else "small"
            self.say(f"The {pane} is as {extreme} as can be; {key} gives a pane the whole screen.")

    def _say_hidden(self, pane: str) -> None:
        if self.has_class("-zoomed"):
            told = f"{self.commands.key('pane.zoom')} shows all panes again"
            self.say(f"One pane has the whole screen: {told}.")
        elif pane == NOTE and not self.has_class("-empty"):
            key = self.commands.key("pane.next")
            self.say(f"There is no room for the note beside the paper; {key} goes to it.")

    def action_pane_list_larger(self) -> None:
        """Make the list wider, or higher where it stands over the paper."""
        self._grow(LIST, 1)

    def action_pane_list_smaller(self) -> None:
        """Make the list narrower, or lower."""
        self._grow(LIST, -1)

    def action_pane_note_larger(self) -> None:
        """Make the note higher."""
        self._grow(NOTE, 1)

    def action_pane_note_smaller(self) -> None:
        """Make the note lower."""
        self._grow(NOTE, -1)

    def action_pane_usual_sizes(self) -> None:
        """Have all panes as they come."""
        self.pane_sizes.forget(self._orientation)
        self.lay_out()
        self._remember_sizes()
        self.say("The panes have their usual sizes.")

    def _remember_sizes(self) -> None:
        """Have the sizes written down, once for all keys that come meanwhile."""
        if not self._is_to_keep:
            self._is_to_keep = True
            self.writer.submit(self._write_sizes, lambda _result, _error: None)

    def _write_sizes(self) -> None:
        self._is_to_keep = False
        self.pane_sizes.keep()

    # -- the mouse

    def _border_at(self, x: int, y: int) -> str:
        """Give the pane whose border is there that can be moved."""
        side, is_wide = self._side.region, self._orientation == _WIDE
        is_between = x == side.x if is_wide else y == side.y
        if is_between and side.contains(x, y) and self._share_of(LIST)[1]:
            return LIST
        if (
            self._share_of(NOTE)[1]
            and self.notes.region.contains(x, y)
            and y == self.notes.region.y
        ):
            return NOTE
        return ""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a border."""
        found = self._border_at(event.screen_x, event.screen_y) if event.button == 1 else ""
        if found:
            event.stop()
            self._dragged = found
            self._side.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Have the border follow the mouse."""
        if not self._dragged:
            return
        if not event.button:  # it was let go where the terminal did not see it
            self._let_go()
        elif self._dragged == NOTE:
            self._resize_pane(NOTE, self._side.region.bottom - event.screen_y)
        else:
            start, is_wide = self.paper_list.region.offset, self._orientation == _WIDE
            at = event.screen_x - start.x if is_wide else event.screen_y - start.y
            self._resize_pane(LIST, at)

    def on_mouse_up(self) -> None:
        """Let go of the border."""
        if self._dragged:
            self._let_go()

    def on_screen_suspend(self) -> None:
        """Let go of the border: something else lies over it."""
        if self._dragged:
            self._let_go()

    def _let_go(self) -> None:
        self._dragged = ""
        self._side.release_mouse()
        self._remember_sizes()


def _both(share: Share | None) -> tuple[Scalar | None, Scalar | None]:
    """Give the parts of a pane and its neighbour."""
    if share is None:
        return None, None
    cells, both = share
    return _part(cells), _part(both - cells)
