"""The bytes of a file, or of standard input, as text.

The text stays UTF-8 until somebody asks for it: a single letter from beyond the Basic Multilingual
Plane would make four bytes of every other one.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from store.errors import SourceError

STDIN = "<stdin>"
"""The name of what comes from standard input."""

PASTED = "pasted text"
"""The name of what was pasted."""

MOST_BYTES = 1 << 29
"""Half a gigabyte: a device that never ends must not fill the memory."""

_CHUNK = 1 << 20

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),  # before UTF-16, whose mark it begins with
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document or an e-book)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\xfd7zXZ\0", "xz-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
)

_PREFACE = 2000
_ENCODING = re.compile(
    rb"(?:^%?[ \t]*encoding[ \t]*:|<\?xml\b[^<>]{0,200}\bencoding[ \t]*=)[ \t]*[\"']?(?:x-)?"
    rb"(?:(cp[0-9]{3,4}|windows-[0-9]{3,4}|iso[-_]?8859[-_][0-9]{1,2}|macroman|koi8-[ru]|"
    rb"gb2312|gbk|gb18030|big5|shift_?jis|euc-?(?:jp|kr)))(?![\w-])",
    re.MULTILINE | re.IGNORECASE,
)

_BLANK = re.compile(rb"(?:\xef\xbb\xbf|[\0 \t\n\v\f])*+")
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\b\x1b")) + b"\x7f"
_HIGH = re.compile(rb"[\x80-\xff]+")
_FEW_LETTERS = 3
_CONTROL_TEXT = re.compile("[\0-\x07\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


@dataclass(frozen=True, slots=True)
class Source:
    """A text to import."""

    name: str
    """The file's name without its folder, or ``<stdin>``."""
    data: bytes | bytearray
    """The text in UTF-8, its lines ended by a line feed."""
    encoding: str = "utf-8"
    """What it was read as: ``utf-8``, ``utf-16-le``, ``cp1252``, ``latin-1``..."""
    replaced: int = 0
    """Places with bytes that are no text; each is a U+FFFD now."""

    @property
    def text(self) -> str:
        """The text."""
        return self.data.decode()

    def head(self, most: int) -> str:
        """Give so many characters of its beginning."""
        return self.data[: 4 * most].decode("utf-8", "ignore")[:most]


def read_source(
    path: Path | None, *, stdin: BinaryIO | None = None, most_bytes: int = MOST_BYTES
) -> Source:
    """Read a text to import.

    Args:
        path: The file; nothing for standard input.
        stdin: What to read instead of the process's own standard input.
        most_bytes: More than this is refused.

    Raises:
        SourceError: There is no text to be had; says why and what to do.
    """
    shown = STDIN if path is None else _printable(path)
    data = _read_bytes(path, stdin, shown, most_bytes)
    encoding, replaced = "utf-8", 0
    if _encoding_by_mark(data) not in ("", "utf-8") or not _is_utf_8(data):
        data, encoding, replaced = _as_utf_8(data, shown)
    if data.startswith(codecs.BOM_UTF8):
        del data[: len(codecs.BOM_UTF8)]
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    blank = _BLANK.match(data)
    if blank and blank.end() == len(data):
        raise SourceError(f"{shown} is empty: there is nothing to import in it.")
    name = STDIN if path is None else os.path.basename(shown) or shown
    return Source(name, data, encoding, replaced)


def pasted(text: str) -> Source:
    """Give a text that was pasted as one to import."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Source(PASTED, text.encode("utf-8", "replace"))


def _read_bytes(
    path: Path | None, stdin: BinaryIO | None, shown: str, most_bytes: int
) -> bytearray:
    try:
        if path is None:
            stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
            if stream is None:
                raise SourceError("There is no standard input to read; name a file instead.")
            return _drain(stream, shown, most_bytes)
        if path.is_dir():  # asked first: Windows calls opening one a matter of permissions
            raise SourceError(f"{shown} is a folder; name the files in it that are to be imported.")
        with path.open("rb") as stream:
            return _drain(stream, shown, most_bytes)
    except FileNotFoundError:
        raise SourceError(f"{shown} does not exist; check the name and the folder.") from None
    except PermissionError:
        raise SourceError(
            f"{shown} may not be read; change its permissions or copy it elsewhere."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name, a closed stream
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{shown} cannot be read ({reason}); try a copy of it.") from error


def _drain(stream: BinaryIO, shown: str, most_bytes: int) -> bytearray:
    """Read a stream to its end; refuse what is no text after the first chunk of it."""
    data = bytearray()
    while chunk := stream.read(_CHUNK):
        if not data:
            _refuse_binary(chunk, shown)
        data += chunk
        if len(data) > most_bytes:
            raise SourceError(
                f"{shown} is larger than {most_bytes >> 20} MiB; "
                "import it in parts, cut between two papers."
            )
    return data


def _refuse_binary(head: bytes, shown: str) -> None:
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise SourceError(
                f"{shown} is {what}, not text; export or unpack its papers as text first."
            )
    if _encoding_by_mark(head) or _wide_encoding(head):
        return  # every other byte may be a NUL; looked at again when decoded
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > max(8, len(head) * 0.03) or controls > len(head) * 0.3:
        raise _not_text(shown)


def _not_text(shown: str) -> SourceError:
    return SourceError(f"{shown} is a binary file, not text; export its papers as text first.")


def _is_mostly_controls(head: str) -> bool:
    return len(_CONTROL_TEXT.findall(head)) > max(8, len(head) * 0.03)


def _is_utf_8(data: bytearray) -> bool:
    """Tell whether bytes are a text in UTF-8, and in none whose signs take two bytes each."""
    if _wide_encoding(data[:_CHUNK]):
        return False
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK):  # whole, it could take four times its size
            decoder.decode(data[start : start + _CHUNK], start + _CHUNK >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def _as_utf_8(data: bytearray, shown: str) -> tuple[bytearray, str, int]:
    """Give a text in UTF-8, what it was in, and how many places were no text."""
    text, encoding = _decode(data)
    replaced = text.count("\ufffd")
    if encoding == "utf-8":
        replaced -= data.count(b"\xef\xbf\xbd")
    elif encoding.startswith("utf") and _is_mostly_controls(text[:_CHUNK]):
        raise _not_text(shown)
    return bytearray(text.encode()), encoding, replaced


def _decode(data: bytearray) -> tuple[str, str]:
    encoding = _encoding_by_mark(data) or _wide_encoding(data[:_CHUNK])
    if encoding:
        return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = sum(map(len, re.findall("[^\0-\x7f\ufffd]+", text)))
    if good >= bad:  # a sequence of two bytes is hardly ever valid UTF-8 by chance
        return text, "utf-8"
    for name in filter(None, (_declared(data[:_PREFACE]), _chinese(data), "cp1252")):
        try:
            return data.decode(name), name
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1"), "latin-1"


def _declared(head: bytes | bytearray) -> str:
    """Name the encoding that a bibliography or XML says it is in, where that can be."""
    found = _ENCODING.search(head)
    return found[1].decode("ascii").lower() if found else ""


def _chinese(data: bytearray) -> str:
    """Name GB 2312 where all that is not ASCII stands in pairs, and some of them in a row.

    Letters of Latin alphabets with one byte each stand alone, or at most two in a row.
    """
    longest = 0
    for run in _HIGH.finditer(data):
        length = run.end() - run.start()
        if length % 2:
            return ""
        longest = max(longest, length)
    return "gb2312" if longest > _FEW_LETTERS else ""


def _encoding_by_mark(data: bytes | bytearray) -> str:
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "")


def _wide_encoding(head: bytes | bytearray) -> str:
    """Name the UTF-16 that a text without a mark is in: every other byte is a NUL."""
    pairs = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if pairs >= 2 and odd > pairs * 0.4 and even < pairs * 0.05:
        name = "utf-16-le"
    elif pairs >= 2 and even > pairs * 0.4 and odd < pairs * 0.05:
        name = "utf-16-be"
    else:
        return ""
    # A damaged text may have as many, but the ends of its lines are of one byte.
    has_lines = head.decode(name, "ignore").count("\n") * 2 >= head.count(b"\n")
    return name if has_lines else ""


def _printable(path: Path) -> str:
    """Give a path that any terminal can show: bytes that are no text are written out."""
    text = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
