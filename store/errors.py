"""What can go wrong, each with a sentence a reader can act on."""

from __future__ import annotations


class PaperdeckError(Exception):
    """Anything paperdeck reports to its user; ``str()`` says what happened and what to do."""


class LibraryError(PaperdeckError):
    """The library's folder or one of its files cannot be used."""


class AlteredError(LibraryError, KeyError):
    """A document is not any more where it was read from: its line was altered since."""

    def __str__(self) -> str:
        """Give the sentence, which a KeyError would quote."""
        return str(self.args[0])


class ReadOnlyError(LibraryError):
    """The library can be read but not written."""


class NewerVersionError(LibraryError):
    """A file was written by a later version of paperdeck."""


class WriteError(LibraryError):
    """A change could not be written; nothing of it is in the library."""


class BackupError(LibraryError):
    """No backup could be made; what was to follow it was not done."""


class UnknownPaperError(PaperdeckError):
    """No paper has this id."""


class SourceError(PaperdeckError):
    """A file to import cannot be read at all, or is of another format."""


class QueryError(PaperdeckError):
    """A query is not understood.

    Attributes:
        text: the query.
        position: index of the first character that is not understood.
        length: how many characters from there are meant, at least 1.
    """

    def __init__(self, message: str, text: str, position: int, length: int = 1) -> None:
        super().__init__(message)
        self.text = text
        self.position = position
        self.length = max(length, 1)


class SearchCancelled(PaperdeckError):
    """A search was given up because nobody waits for it."""
