"""Taking actions back, and doing them again: whatever they were, whenever they were done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import chain
from typing import Any, NamedTuple

from store.change import FieldChange, counted, touched
from store.errors import PaperdeckError
from store.events import PapersEdited, PapersMarked
from store.garbage import garbage_kept
from store.history import REDOES, UNDOES, Action, History
from store.inverse import Net, PapersBack, come_to_nothing, marks_back, net_marks, papers_back
from store.ledger import Ledger
from store.merged import merged_ids
from store.models import JsonObject

_UNDID, _AGAIN = "Undid: ", "Did again: "


class _Plan(NamedTuple):
    """What takes an action back, or does it again."""

    net: Net
    """The marks that it changed."""
    back: PapersBack
    title: str
    about: JsonObject
    otherwise: tuple[str, str]
    """The action in words, and why it stays where nothing of it can be taken back."""


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
            plan = self._planned(action, UNDOES, _UNDID)
            del action  # of 100,000 papers it is as large as all that is done about it
            return self._carried_out(plan)

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
            plan = self._planned(action, REDOES, _AGAIN)
            del action
            return self._carried_out(plan)

    def undo_sweep(self, began: str) -> PapersMarked:
        """Take back what was marked in a sweep, as one; see `Library.undo_sweep`."""
        ledger = self._ledger
        with garbage_kept(), ledger.marking():
            net = self._of_papers_there(net_marks(self._history.of_sweep(began)), PapersBack())
            back = marks_back(net, ledger.device_marks.fields_of)
            if not back:
                raise PaperdeckError("Nothing was marked in this sweep that is still so.")
            title = f"{_UNDID}the sweep's marks on {counted(list(back))}"
            written = ledger.write_marks(back, lambda _changes: title, {UNDOES: began})
        return _marked(written.changes, title)

    def _planned(self, action: Action, sign: str, word: str) -> _Plan:
        ledger = self._ledger
        if action.is_compacted:
            raise PaperdeckError("What was done before the library was compacted stays as it is.")
        named = action.batches[0].do.removeprefix(_UNDID).removeprefix(_AGAIN)
        if not action.is_recorded:
            raise PaperdeckError(
                "It cannot be taken back, for it was done by a version of paperdeck that did "
                f"not record what it replaced: {named}."
            )
        back = papers_back(action.batches, ledger.papers, ledger.trash, self._time())
        # What the trash was emptied of is gone with its marks.
        net = self._of_papers_there(net_marks(action.batches), back)
        title = f"{word}{named[:1].lower()}{named[1:]}"
        return _Plan(net, back, title, {sign: action.at}, (named, _why_it_stays(action, named)))

    def _carried_out(self, plan: _Plan) -> PapersMarked | PapersEdited:
        event = self._write(plan)
        if not event.ids:
            named, why = plan.otherwise
            # Written down all the same: the next undo goes on to the action before.
            self._ledger.device_marks.write_nothing(f"Left as it is: {named}", plan.about)
            raise PaperdeckError(why)
        return event

    def _of_papers_there(self, net: Net, back: PapersBack) -> Net:
        """Give changes without those of papers that there are no more, nor will be."""
        gone = [name for name in net if not self._is_there(name, back)]
        merged = self._merged_in(back) if gone else ()
        for name in gone:
            if name not in merged:
                del net[name]
        return net

    def _write(self, plan: _Plan) -> PapersMarked | PapersEdited:
        """Write what takes an action back; nothing where nothing of it can be."""
        ledger = self._ledger
        net, back, title, about, _otherwise = plan
        if back.papers:
            marks = marks_back(net, ledger.device_marks.fields_of)
            shown = [name for name in marks if self._is_there(name, back)]
            event = _event(shown, back, ledger.papers.keys(), title)
            self._write_both(marks, back, title, about)
            return event
        wanted = {
            paper_id: {name: old for name, (old, _new) in fields.items()}
            for paper_id, fields in net.items()
        }

        def is_left(change: FieldChange) -> bool:
            _old, new = net[change.paper_id][change.name]
            return bool(change.before == new)

        written = ledger.write_marks(wanted, lambda _changes: title, about, is_meant=is_left)
        return _marked(written.changes, title)

    def _write_both(
        self, marks: dict[str, dict[str, Any]], back: PapersBack, title: str, about: JsonObject
    ) -> None:
        """Write both halves, so that no mark is ever without a paper, nor the other way."""
        ledger = self._ledger
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

    def _is_there(self, paper_id: str, back: PapersBack) -> bool:
        return any(
            paper_id in papers for papers in (self._ledger.papers, self._ledger.trash, back.papers)
        )

    def _merged_in(self, back: PapersBack) -> set[str]:
        """Give what is merged into papers that come or go: an import brought its marks with it."""
        papers = self._ledger.papers
        documents = chain(back.papers.values(), map(papers.get, back.papers))
        return set().union(*(merged_ids(one) for one in documents if one))


def _marked(changes: Sequence[FieldChange], title: str) -> PapersMarked:
    read = {change.paper_id: change.after is True for change in changes if change.name == "read"}
    return PapersMarked(touched(changes), title, read)


def _why_it_stays(action: Action, named: str) -> str:
    if not any(batch.about["was"] for batch in action.batches):
        return f"That was for good and cannot be taken back: {named}."
    return f"It was changed again since, so it stays: {named}."


def _event(
    marked: Collection[str], back: PapersBack, there: Collection[str], title: str
) -> PapersEdited:
    ids = tuple(dict.fromkeys([*back.papers, *marked]))
    came = tuple(name for name, new in back.papers.items() if new is not None and name not in there)
    gone = tuple(name for name, new in back.papers.items() if new is None)
    return PapersEdited(ids, title, came, gone)
