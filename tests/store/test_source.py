from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import SourceError
from store.importers.source import STDIN, Source, read_source
from tests.conftest import without_privileges

TEXT = (
    "CLDec 20, 2022Code\nÜber Möbel und TürenKianté Brantley et al. · uw\nNaïve “text” – façade.\n"
)


def written(folder: Path, data: bytes, name: str = "listing.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def complaint(path: Path | None, **more: object) -> str:
    with pytest.raises(SourceError) as caught:
        read_source(path, **more)  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32-le"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_text_and_is_named(
    tmp_path: Path, data: bytes, encoding: str
) -> None:
    assert read_source(written(tmp_path, data)) == Source("listing.txt", TEXT.encode(), encoding)


def test_a_damaged_text_is_not_taken_for_one_of_two_bytes_a_letter(tmp_path: Path) -> None:
    data = b"title: Cats\nauthor: Lovelace, Ada\n\n" + b"s\0" * 200 + b"\ntitle: Dogs\n"
    assert "is a binary file, not text" in complaint(written(tmp_path, data))


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("% Encoding: MacRoman", "macroman"),
        ("This file was made by hand.\nEncoding: ISO8859_15", "iso8859_15"),
        ("% Encoding: windows-1251", "windows-1251"),
        ("% encoding: x-GBK", "gbk"),
        ('<?xml version="1.0" encoding="Shift_JIS"?>', "shift_jis"),
    ],
)
def test_a_file_that_says_what_it_is_in_is_believed(
    tmp_path: Path, head: str, encoding: str
) -> None:
    words = {"windows-1251": "Привет", "gbk": "自我指导", "shift_jis": "かな"}
    text = f"{head}\n{words.get(encoding, 'naïve Möbel')}\n"
    source = read_source(written(tmp_path, text.encode(encoding)))
    assert (source.text, source.encoding) == (text, encoding)


@pytest.mark.parametrize("name", ["UTF-8", "cp9999", "unicode_escape", "utf-7", "rot13"])
def test_a_file_that_says_something_else_is_not_believed(tmp_path: Path, name: str) -> None:
    source = read_source(written(tmp_path, f"% Encoding: {name}\nM\xf6bel\n".encode("cp1252")))
    assert (source.text.split("\n")[1], source.encoding) == ("Möbel", "cp1252")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("@article{a, author = {凯撒}, title = {A Title}, journal = {测试期刊}}", "gb2312"),
        ("@article{a, author = {Möbel}, title = {L’été créée}}", "cp1252"),
        ("@article{a, title = {réélu}}", "cp1252"),
    ],
)
def test_chinese_is_told_from_letters_with_accents(
    tmp_path: Path, text: str, encoding: str
) -> None:
    source = read_source(written(tmp_path, text.encode(encoding)))
    assert (source.text, source.encoding) == (text, encoding)


def test_bytes_that_windows_has_no_character_for_are_latin_1(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, b"caf\xe9 \x81\n"))
    assert (source.text, source.encoding) == ("café \x81\n", "latin-1")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_line_end_becomes_a_line_feed(tmp_path: Path, end: str) -> None:
    path = written(tmp_path, TEXT.replace("\n", end).encode())
    assert read_source(path).text == TEXT


def test_a_few_bad_bytes_leave_the_rest_utf_8_and_are_counted(tmp_path: Path) -> None:
    data = TEXT.encode().replace("“text”".encode(), b"\xfftext\xe9")
    source = read_source(written(tmp_path, data))
    assert source.encoding == "utf-8"
    assert source.replaced == 2
    assert "Kianté" in source.text
    assert "\ufffdtext\ufffd" in source.text


def test_replacement_characters_of_the_file_itself_are_not_counted(tmp_path: Path) -> None:
    assert read_source(written(tmp_path, "né \ufffd".encode())).replaced == 0


def test_a_few_nuls_are_kept(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, TEXT.encode().replace(b"und", b"u\0nd")))
    assert source.encoding == "utf-8"
    assert "u\0nd" in source.text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"SQLite format 3\0", "SQLite"),
        (b"{\\rtf1 hello}", "RTF"),
        (bytes(range(256)) * 8, "binary"),
        (b"\0\1\2", "binary"),
        (b"\0" * 5000, "binary"),
        (b"\xff\xfe" + b"\1\0\0\0" * 50, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, data: bytes, word: str) -> None:
    message = complaint(written(tmp_path, data))
    assert word in message
    assert "listing.txt" in message
    assert "as text" in message


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\0\0"[:1]])
def test_an_empty_file_is_refused_as_empty(tmp_path: Path, data: bytes) -> None:
    message = complaint(written(tmp_path, data))
    assert "empty" in message or "binary" in message


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert "does not exist" in complaint(tmp_path / "none.txt")


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    assert "is a folder" in complaint(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_a_file_without_permission_says_so(open_folder: Path) -> None:
    path = written(open_folder, b"x")
    path.chmod(0)
    with without_privileges():
        assert "may not be read" in complaint(path)


def test_a_name_that_no_file_can_have_is_one_sentence() -> None:
    assert "cannot be read" in complaint(Path("a\0b"))
    assert "cannot be read" in complaint(Path("x" * 5000))


def test_a_file_name_with_control_characters_is_written_out(tmp_path: Path) -> None:
    message = complaint(tmp_path / "a\x1b[2Jb\n\udcff.txt")
    assert message.isprintable()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_with_a_name_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(TEXT.encode(),))
    writer.start()
    assert read_source(path).text == TEXT
    writer.join()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_without_end_is_refused() -> None:
    assert "binary" in complaint(Path("/dev/zero"))


def test_too_much_is_refused_before_it_is_all_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"word " * 1_000_000)
    assert "larger than 2 MiB" in complaint(path, most_bytes=2 << 20)


def test_standard_input_is_read_as_bytes() -> None:
    source = read_source(None, stdin=io.BytesIO(TEXT.encode("utf-16")))
    assert (source.name, source.text) == (STDIN, TEXT)


def test_a_process_without_standard_input_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert "no standard input" in complaint(None)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_one_sentence(data: bytes) -> None:
    try:
        source = read_source(None, stdin=io.BytesIO(data))
    except SourceError as error:
        assert "\n" not in str(error)
    else:
        assert "\r" not in source.text
        source.text.encode("utf-8")  # no half surrogates
