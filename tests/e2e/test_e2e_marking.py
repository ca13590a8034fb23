"""Each command that decides about papers; what the screen said is in the library afterwards."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.person import Person, Sit, at_prompt, no


def merge_and_split(me: Person, merged: str) -> None:
    """Merge the paper under the cursor into the next one, and take them apart again."""
    me.press("space", "space", "k")
    me.see("2 selected", " 4/50")
    me.do("paper.merge", f"Merged {merged} into", no("Meta-Reinforcement"))
    me.do("paper.unmerge", f"Split {merged} from", "Meta-Reinforcement")
    me.press("escape")
    me.see(no("✓"))


def test_the_commands_that_mark(library: Path, sit: Sit) -> None:
    me = sit()
    first, second, third, *others = (one["id"] for one in me.run("list"))
    me.open(" 1/51")

    me.do("list.select", "1 selected · 51 unread · 2/51", "✓")
    me.do("list.select_shown", "Selected 51 papers; Esc clears it.")
    me.do("list.select_shown", no("✓"), no("selected"))
    me.press("g")
    me.see(" 1/51")
    me.do("paper.read", f"Marked read {first}.", "50 unread")
    me.do("paper.star", f"Starred {first}.", "★")
    me.do("paper.queue", f"Queued {first}.", "»")
    me.do("paper.tag", "tag:", "Tab completes")
    me.type("to-read")
    me.press("enter")
    me.see("Tagged #to-read")
    me.do("tag.manage", "Tags · Paper number 0", "[✓] #to-read")
    me.press("escape")
    me.see(no("[✓] #to-read"))
    me.do("note.edit", "saves and leaves")
    me.type("A thought")
    me.press("escape")
    me.see("Noted", "¶")

    me.press("j")
    me.see(" 2/51")
    me.do("paper.repeat", "Tagged #to-read", second)
    me.do("note.editor", "Written in an editor", "Noted", " 2/51")
    me.do("paper.done", f"Marked read {second}.", "49 unread · 3/51")
    me.do("paper.delete", f"Deleted {third}; u undoes it.", "48 unread · 3/50")
    me.do("history.undo", "Undid: deleted", "49 unread · 3/51")
    me.do("history.redo", "Did again: deleted", "48 unread · 3/50")
    merge_and_split(me, others[0])
    me.do("sweep.start", "Sweep: 0 of 48, 0 kept", "48 papers are new.")
    me.do("sweep.start", "Sweep of 48 papers: 0 kept, 0 passed, 48 left")
    me.press("escape")
    me.see(no("0 passed"))
    me.press("escape")
    me.see("The sweep waits at 0 of 48")
    me.do("list.all_read", "Marked read 48 papers; u undoes it.", "0 unread")
    me.press("q")
    me.see(at_prompt)

    one, two = me.paper(first), me.paper(second)
    assert (one["read"], one["starred"], one["queued"]) == (True, True, True)
    assert (one["tags"], one["note"]) == (["to-read"], "A thought")
    assert (two["read"], two["starred"], two["queued"]) == (True, False, False)
    assert (two["tags"], two["note"]) == (["to-read"], "Written in an editor")
    assert me.paper(others[-1])["read"]
    assert [one["id"] for one in me.run("list")] == [first, second, *others]
