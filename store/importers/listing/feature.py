"""What speaks for and against a place, as names of features to be weighed."""

from __future__ import annotations

import re
from functools import lru_cache

from store.importers.listing.evidence import Evidence, Words
from store.importers.listing.name import LEADING_PARTICLES, knowledge_of, shape_of
from store.importers.listing.place import Segment, Token
from store.importers.listing.words import FUNCTION_WORDS

_CLOSERS = ")]}>）】"
_QUOTES = "\"'”’»›」』"
_HUMP = re.compile(r"[^\W\d_]\.|[^\W_a-z]*[^\W\d_A-Z]*")
_LETTERS = re.compile(r"[^\W_]+")
_GLUE = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[\d)\]?!\"”])(?=[^\W\d_a-z])")
_LAST_WORDS = 4
_LAST_PIECE = 200
_WORDLESS = frozenset(("initial", "initials", "run", "particle", "suffix", "symbol", "digit"))

Features = list[str]


class Reader:
    """Names the features of one line's places; remembers what it found out about words.

    Args:
        tail: The examined end of the line.
        own: The words of the paper's own abstract.
        evidence: What is known from elsewhere.
    """

    def __init__(self, tail: str, own: Words, evidence: Evidence) -> None:
        self._tail = tail
        self._own = own
        self._evidence = evidence
        self._has_abstract = "+" if own.small else "-"
        self._status: dict[str, str] = {}
        self._glue: dict[str, bool] = {}
        self._names: dict[tuple[str, str], tuple[str, ...]] = {}

    def is_known(self, word: str) -> bool:
        """Whether letters make up a word of titles."""
        return self.status(word) not in "nw"

    def status(self, word: str) -> str:
        """Tell how a word is known; of a word with hyphens, its best known part."""
        found = self._status.get(word)
        if found is None:
            found = self._status[word] = self._best_status(word)
        return found

    def _best_status(self, word: str) -> str:
        if word.isalnum():
            return self._evidence.status(word, self._own)
        parts = _LETTERS.findall(word)
        if len(parts) > 1:
            parts = [part for part in parts if len(part) > 2] or parts
        each = [self._evidence.status(part, self._own) for part in parts]
        return min(each, key="aAlvsVwn".index, default="n")

    def of_place(self, at: int, segment: Segment, tokens: list[Token]) -> Features:
        """Name the features of the first author beginning at a place."""
        number = next(i for i, token in enumerate(tokens) if token.end > at)
        name = [self._tail[at : tokens[number].end]]
        name += [token.text for token in tokens[number + 1 :]]
        before = [token.text for token in tokens[max(0, number - _LAST_WORDS) : number]]
        features = self._of_left(at, tokens[number], before)
        features += self._of_first_author(name)
        if self._is_open(at):
            features.append("open bracket before")
        if name[0][1:] in LEADING_PARTICLES:  # "LIDARdos Anjos" is not "LIDA" by "Rdos Anjos"
            features.append("first hides particle")
        if self._evidence.knows_author(" ".join(name)):
            features.append("known author")
        if segment.others and len(name) > 1:
            features.append(self._of_style(shape_of(name[0]), segment))
        return features

    def _is_open(self, at: int) -> bool:
        """Whether a bracket or a quotation is open here: then the title goes on."""
        tail = self._tail
        return any(
            tail.count(opening, 0, at) > tail.count(closing, 0, at)
            for opening, closing in ("()", "[]", "“”")
        )

    def _of_style(self, shape: str, segment: Segment) -> str:
        """Name whether the first author is written as the others are: ``J. Smith, A. Jones``."""
        others = (self._tail[start:end].split(" ", 1)[0] for start, end in segment.others)
        return f"style {shape} {'same' if shape in map(shape_of, others) else 'differs'}"

    def of_segment(self, segment: Segment, truncated: bool) -> Features:
        """Name the features that all places of a segment share."""
        if truncated:
            return []
        features = [f"authors {len(segment.others) + 1} of {segment.available}"]
        for start, end in segment.others:
            features += self._of_other_author(self._tail[start:end].split())
        return features

    def of_nothing(self, segment: Segment, truncated: bool) -> Features:
        """Name what speaks for and against there being no author at all.

        Args:
            segment: The first of the segments.
            truncated: Whether there was an "et al.".
        """
        words = self._tail[-_LAST_PIECE:].split()
        features = ["nothing" if not truncated else "nothing truncated"]
        features.append(f"nothing of {segment.available}")
        if words:
            features.append(f"nothing after {self._end_status(words[-1])}{self._has_abstract}")
            features.append(f"nothing after {end_shape(words[-1])}")
        if any(self._is_glue(word) for word in words[-_LAST_WORDS:]):
            features.append("nothing despite glue")
        return features

    def _of_left(self, at: int, token: Token, before: list[str]) -> Features:
        tail = self._tail
        glued = token.start < at
        word = tail[token.start : at] if glued else before[-1] if before else ""
        if not word:
            return ["nothing left"]
        join = "glued" if glued else "spaced"
        shape = end_shape(word)
        features = [
            f"join {_class_of(word[-1])}{_class_of(tail[at])} {join}",
            f"end {shape} {join}",
            f"left {self._end_status(word)}{self._has_abstract} {join}",
        ]
        if glued:
            features.append(f"whole {self.status(token.text)}")
            if self._is_glue(word):
                features.append("glue inside")
            if _cuts_particle(tail, at, token.end):
                features.append("cuts particle")
        if any(self._is_glue(each) for each in (before if glued else before[:-1])):
            features.append("glue before")
        if not glued and self._is_glue(word):
            features.append("glue just before")
        return features

    def _end_status(self, word: str) -> str:
        letters = _LETTERS.findall(word)
        if not letters:
            return "0"
        last = letters[-1]
        if last.isdigit():
            return "9"
        status = self.status(last)
        if status in "nw" and not last.islower():
            humps = [hump for hump in _HUMP.findall(last) if hump]
            if len(humps) > 1:
                return f"h{self.status(humps[-1])}"
        return status

    def _is_glue(self, token: str) -> bool:
        """Whether a token looks like a title word and a name with nothing between."""
        found = self._glue.get(token)
        if found is None:
            found = False
            if self.status(token) not in "aA" or not token.isalnum():
                for match in _GLUE.finditer(token):
                    head = token[: match.start()]
                    if len(head) > 2 and (not head[-1].isalpha() or self.is_known(head)):
                        found = True
                        break
            self._glue[token] = found
        return found

    def _of_first_author(self, name: list[str]) -> Features:
        features = [f"tokens {min(len(name), 6)}"]
        if len(name) == 1:
            features += self._of_token(name[0], "only")
            return features
        features += self._of_token(name[0], "first")
        for token in name[1:-1]:
            features += self._of_token(token, "middle")
        features += self._of_token(name[-1], "last")
        return features

    def _of_token(self, token: str, role: str) -> tuple[str, ...]:
        found = self._names.get((token, role))
        if found is None:
            status = self.status(token)
            knowledge = knowledge_of(token, role not in ("last", "only"))
            shape = shape_of(token)
            features = [f"{role} {shape}"]
            if shape not in _WORDLESS:
                features.append(f"{role} is {status}{self._has_abstract}{knowledge}")
                features.append(f"{role} length {min(len(token), 9)}")
                if self._evidence.knows_name(token, role != "last"):
                    features.append(f"{role} known")
            if self._is_glue(token):
                features.append(f"{role} glue")
            if token.lower() in FUNCTION_WORDS and shape != "particle":
                features.append(f"{role} function word")
            found = tuple(features)
            self._names[token, role] = found
        return found

    def _of_other_author(self, name: list[str]) -> Features:
        if not name:
            return ["other empty"]
        features = [f"other tokens {min(len(name), 6)}"]
        for token in name:
            features += self._of_token(token, "other")
        return features


def _cuts_particle(tail: str, at: int, end: int) -> bool:
    """Whether a longer particle would begin a little earlier: ``Legd`` by ``el Rey``."""
    if end - at > 3 or not tail[at].islower():
        return False
    return any(tail[start:end] in LEADING_PARTICLES for start in range(max(0, at - 3), at))


@lru_cache(maxsize=20_000)
def end_shape(word: str) -> str:  # noqa: PLR0911 -- a table of shapes, one line each
    """Name the shape of a word that may end a title."""
    last = word[-1]
    if last in _CLOSERS:
        return "bracket"
    if last in "?!":
        return "question"
    if last in _QUOTES:
        return "quote"
    if last.isdigit():
        return "digit"
    if word.lower() in FUNCTION_WORDS:
        return "function word"
    if not last.isalpha():
        return "initial" if last == "." and len(word) < 4 else f"mark {last}"[:6]
    letters = _LETTERS.findall(word)[-1]
    if len(letters) == 1:
        return "letter"
    if letters.islower():
        return "small"
    if letters.isupper():
        return "capitals"
    if letters[:-1].isupper() and last == "s":
        return "plural"
    if letters[0].isupper() and letters[1:].islower():
        return "cap"
    return "inner" if letters.isascii() else "other"


@lru_cache(maxsize=4_000)
def _class_of(ch: str) -> str:
    if ch.isupper() or ch.istitle():
        return "U"
    if ch.islower():
        return "l"
    if ch.isdigit():
        return "9"
    if ch.isalpha():
        return "C"
    return ")" if ch in _CLOSERS else "'" if ch in _QUOTES else "?" if ch in "?!" else "."
