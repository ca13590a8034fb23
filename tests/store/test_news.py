from __future__ import annotations

from pathlib import Path

from store.change import Change
from store.importers.contract import Draft
from store.library import Library
from store.models import Paper


def test_news_are_what_anybody_wrote_since_they_were_last_asked_for(tmp_path: Path) -> None:
    with Library(tmp_path / "l") as mine:
        mine.import_papers([Draft(Paper("", "One"), 1), Draft(Paper("", "Two"), 2)])
        first, second = mine
        event = mine.news()
        assert event is not None
        assert (sorted(event.ids), event.has_papers) == (sorted([first, second]), True)
        assert mine.news() is None
        with Library(tmp_path / "l") as theirs:
            theirs.change([second], Change(read=True))
        mine.change([first], Change(read=True))
        event = mine.news()
        assert event is not None
        assert (sorted(event.ids), event.has_papers) == (sorted([first, second]), False)


def test_a_journal_that_has_just_appeared_may_be_about_any_paper(tmp_path: Path) -> None:
    with Library(tmp_path / "l") as mine:
        mine.import_papers([Draft(Paper("", "One"), 1)])
        (only,) = mine
        mine.news()
        with Library(tmp_path / "l", device="laptop") as theirs:
            theirs.change([only], Change(read=True))
        event = mine.news()
        assert event is not None
        assert event.is_all
        assert mine.marks(only).read


def test_the_stand_of_a_folder_changes_with_each_journal(tmp_path: Path) -> None:
    with Library(tmp_path / "l", device="desktop") as mine:
        stands = [mine.folder.stand()]
        mine.import_papers([Draft(Paper("", "One"), 1)])
        stands.append(mine.folder.stand())
        mine.change(list(mine), Change(read=True))
        stands.append(mine.folder.stand())
        assert len(set(stands)) == 3
        assert mine.folder.stand() == stands[-1]
