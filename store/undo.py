"""Taking actions back, and doing them again: whatever they were, whenever they were done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from store.change import counted
from store.errors import PaperdeckError
from store.events import PapersEdited, PapersMarked
from store.garbage import garbage_kept
from store.history import REDOES, UNDOES, Action, History
from store.inverse import PapersBack, come_to_nothing, marks_back, papers_back
from store.ledger import Ledger
from store.models import JsonObject

_UNDID, _AGAIN = "Undid: ", "Did again: "


class Undo:
    """The actions of a device, taken back and done again.

    An action stays in the journals; another batch takes it back, and says so.

    Args:
        ledger: the library's journals.
        time: gives the time as text.
    """

    def __init__(self, ledger: Ledger, time: Callable[[], str]) -> None:
        self._ledger = ledger
        self._time = time
        self._history = History(ledger.folder, ledger.clock.device, ledger.long_lines)

    def undo(self) -> PapersMarked | PapersEdited:
        """Take back the last action that is not taken back; see `Library.undo`."""
        if not self._ledger.folder.path.exists():
            raise PaperdeckError("There is nothing to undo.")
        with garbage_kept(), self._ledger.writing():
            action = self._to_undo()
            if action is None:
                raise PaperdeckError("There is nothing to undo.")
            return self._reverse(action, UNDOES, _UNDID)

    def _to_undo(self) -> Action | None:
        action = self._history.to_undo()
        while action and action.is_recorded and come_to_nothing(action.batches):
            self._ledger.device_marks.write_nothing("Left as it is", {UNDOES: action.at})
            action = self._history.to_undo()
        return action

    def redo(self) -> PapersMarked | PapersEdited:
        """Do again what was taken back last; see `Library.redo`."""
        if not self._ledger.folder.path.exists():
            raise PaperdeckError("There is nothing to do again.")
        with garbage_kept(), self._ledger.writing():
            action = self._history.to_redo()
            if action is None:
                raise PaperdeckError("There is nothing to do again.")
            return self._reverse(action, REDOES, _AGAIN)

    def undo_sweep(self, began: str) -> PapersMarked:
        """Take back what was marked in a sweep, as one; see `Library.undo_sweep`."""
        ledger = self._ledger
        with garbage_kept(), ledger.marking():
            back = marks_back(self._history.of_sweep(began), ledger.device_marks.fields_of)
            for gone in self._gone(back, PapersBack()):
                del back[gone]
            if not back:
                raise PaperdeckError("Nothing was marked in this sweep that is still so.")
            title = f"{_UNDID}the sweep's marks on {counted(list(back))}"
            ledger.write_marks(back, lambda _changes: title, {UNDOES: began})
        return PapersMarked(tuple(back), title)

    def _reverse(self, action: Action, sign: str, word: str) -> PapersMarked | PapersEdited:
        ledger, about = self._ledger, {sign: action.at}
        if action.is_compacted:
            raise PaperdeckError("What was done before the library was compacted stays as it is.")
        named = action.batches[0].do.removeprefix(_UNDID).removeprefix(_AGAIN)
        if not action.is_recorded:
            raise PaperdeckError(
                "It cannot be taken back, for it was done by a version of paperdeck that did "
                f"not record what it replaced: {named}."
            )
        back = papers_back(action.batches, ledger.papers, ledger.trash, self._time())
        marks = marks_back(action.batches, ledger.device_marks.fields_of)
        for gone in self._gone(marks, back):
            del marks[gone]  # what the trash was emptied of is gone with its marks
        title = f"{word}{named[:1].lower()}{named[1:]}"
        if not marks and not back.papers:
            # Written down all the same: the next undo goes on to the action before.
            ledger.device_marks.write_nothing(f"Left as it is: {named}", about)
            raise PaperdeckError(_why_it_stays(action, named))
        event = _event(marks.keys(), back, ledger.papers.keys(), title)
        self._write(marks, back, title, about)
        return event

    def _write(
        self, marks: dict[str, dict[str, Any]], back: PapersBack, title: str, about: JsonObject
    ) -> None:
        """Write both halves, so that no mark is ever without a paper, nor the other way."""
        ledger = self._ledger
        if not back.papers:
            ledger.write_marks(marks, lambda _changes: title, about)
            return
        at = ledger.clock.tick() if marks else ""
        do_papers_go = None in back.papers.values()
        moved = [
            name for name, new in back.papers.items() if (new is None) == (name in ledger.papers)
        ]
        # A paper that stays has marks of one that goes, or still those of one that comes back.
        are_first = do_papers_go == marks.keys().isdisjoint(moved)
        if are_first:
            ledger.write_marks(marks, lambda _changes: title, {"part": True}, at)
        named = about | ({"marks": at} if at else {})
        ledger.write_papers(back.papers, title, named, back.trash)
        if not are_first:
            ledger.write_marks(marks, lambda _changes: title, {"part": True}, at)

    def _gone(self, ids: Iterable[str], back: PapersBack) -> list[str]:
        papers, trash = self._ledger.papers, self._ledger.trash
        return [
            name for name in ids if not (name in papers or name in trash or name in back.papers)
        ]


def _why_it_stays(action: Action, named: str) -> str:
    if not any(batch.about["was"] for batch in action.batches):
        return f"That was for good and cannot be taken back: {named}."
    return f"It was changed again since, so it stays: {named}."


def _event(
    marked: Collection[str], back: PapersBack, there: Collection[str], title: str
) -> PapersMarked | PapersEdited:
    ids = tuple(dict.fromkeys([*back.papers, *marked]))
    if not back.papers:
        return PapersMarked(ids, title)
    came = tuple(name for name, new in back.papers.items() if new is not None and name not in there)
    gone = tuple(name for name, new in back.papers.items() if new is None)
    return PapersEdited(ids, title, came, gone)
