"""What a page shows around its papers: buttons, counts, page numbers, notices.

A line is furniture when every word of it is one that pages have on their buttons and bars. So
``Load more papers`` and ``Next · Previous`` are known without being listed, while any line with
one other word in it is not, and is reported.
"""

from __future__ import annotations

import re

from store.importers.listing.day import MONTH

LONGEST = 160
"""Characters of a line of furniture."""

_BUTTON_WORDS = """
    about abs abstract accept account ad ads advanced advertise advertisement ago all api app
    apply arxiv ascending back best blog bookmark bookmarks bottom browse cancel careers
    categories category citations cite clear click close code collapse collapsed collections
    comment comments contact continue cookie cookies copied copy daily dark date day days
    descending details discuss dismiss docs donate download edit email end enter expand explore
    export faq favorite favorites feed feedback filter filters first follow followers following
    footer forum from full github hacker header help hide history home hot hour hours html
    imprint install items jobs join journals just language last latest less license like liked
    likes link list load loading log login logout mail menu min mins minute minutes mode month
    monthly months more most my navigation new newer newest newsletter next night no
    notifications now of off ok older oldest on open options or order organizations out page
    pages paper papers pdf people per please popular popularity post posts preferences press
    prev previous pricing privacy products profile project publications ranked ranking read
    recent recently recommended redo refresh register relevance remove reply report repository
    reset resources results retweet rss save saved score scroll search sec second seconds
    section see select settings share shared show showing sign sign-in sign-up signin signup
    site skip sort sorted source star starred stars submit subscribe summary support tags terms
    theme today toggle top topic topics total trending tweet twitter undo unread unsave unstar
    up updated updates upgrade upvote upvotes use user users view views visit vote votes watch
    website week weekly weeks welcome what's year years yes yesterday you your
    """
_BUTTONS = frozenset(_BUTTON_WORDS.split())
_PLAIN = frozenset(
    ("a", "an", "and", "at", "by", "for", "in", "is", "it", "or", "the", "this", "to", "with")
)

_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun"
_MEANINGLESS = re.compile(
    rf"[0-9]+(?:[.,:/-][0-9]+)*(?:[kmbhdwy]|st|nd|rd|th)?|{MONTH}|{_DAYS}|am|pm|utc",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*")

_HINT = re.compile(
    r"©|\(c\)|copyright|reserved|cookie|powered|made|built|hosted|://|www\.|page|account|back",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:©|\(c\)|copyright\b).{0,140}|"
    r".{0,80}\ball rights reserved\.?.{0,40}|"
    r"(?:we|this (?:web)?site|by (?:using|continuing)).{0,60}\bcookies?\b.{0,80}|"
    r"(?:powered|made|built|hosted) (?:by|with|on) .{1,60}|"
    r"(?:https?://|www\.)\S+ ?[0-9/]*|"
    r"page [0-9ivx]+(?: ?(?:of|/|-) ?[0-9ivx]+)?|"
    r"(?:don't|do not) have an account.{0,40}|"
    r"back to top",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Tell whether a line belongs to the page, not to a paper.

    Args:
        line: Without the space around it.
    """
    if not line or len(line) > LONGEST:
        return False
    is_bare = True  # so far only numbers and dates
    is_known = False
    for found in _WORD.finditer(line):
        word = found[0]
        if word.lower().replace("’", "'") in _BUTTONS:
            is_bare, is_known = False, True
        elif word.lower() in _PLAIN:
            is_bare = False
        elif not _MEANINGLESS.fullmatch(word):
            return bool(_HINT.search(line) and _NOTICE.fullmatch(line))
    return is_bare or is_known
