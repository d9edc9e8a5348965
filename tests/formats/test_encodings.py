"""Texts in the encodings that reach a desk: read right, or said to be a guess."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from editor_app.formats.encodings import decode
from editor_app.formats.intake import read_file

VIETNAMESE = "Chính phủ đã công bố báo cáo về tình hình kinh tế; người dân ở Hà Nội ủng hộ."
CHINESE = "新华社北京电，国家主席会见了外国代表团，双方就合作问题交换了意见。"
TRADITIONAL = "中央社臺北電，總統今天表示，這個國家的經濟發展很好，從來沒有過。"
ENGLISH = "Café owners were naïve about the déjà vu — “so it goes”."
TONES = "\u0300\u0301\u0303\u0309\u0323"


def in_windows_1258(text: str) -> bytes:
    """Write Vietnamese as windows-1258 does: tones behind their letters."""
    out = b""
    for sign in text:
        apart = normalize("NFD", sign)
        letter = normalize("NFC", "".join(part for part in apart if part not in TONES))
        tone = "".join(part for part in apart if part in TONES)
        out += (letter + tone).encode("cp1258")
    return out


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (VIETNAMESE.encode(), VIETNAMESE, "utf-8"),
        (b"\xef\xbb\xbf" + VIETNAMESE.encode(), VIETNAMESE, "utf-8"),
        (VIETNAMESE.encode("utf-16"), VIETNAMESE, "utf-16-le"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), CHINESE, "utf-16-be"),
        (ENGLISH.encode("utf-16-le"), ENGLISH, "utf-16-le"),
        (ENGLISH.encode("utf-16-be"), ENGLISH, "utf-16-be"),
        (b"\xff\xfe\x00\x00" + CHINESE.encode("utf-32-le"), CHINESE, "utf-32-le"),
        (b'<meta charset="gb2312">' + CHINESE.encode("gbk"), CHINESE, "gb18030"),
        (
            b'<?xml version="1.0" encoding="big5"?>' + TRADITIONAL.encode("big5"),
            TRADITIONAL,
            "big5",
        ),
        (b"<meta charset=windows-1258>" + in_windows_1258(VIETNAMESE), VIETNAMESE, "cp1258"),
    ],
)
def test_marked_and_declared_encodings_are_sure(data: bytes, text: str, encoding: str) -> None:
    read = decode(data)
    assert normalize("NFC", read.text).endswith(text)
    assert (read.encoding, read.sure, read.lost) == (encoding, True, 0)


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (in_windows_1258(VIETNAMESE), VIETNAMESE, "cp1258"),
        (CHINESE.encode("gb18030"), CHINESE, "gb18030"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5"),
        (ENGLISH.encode("cp1252"), ENGLISH, "cp1252"),
    ],
)
def test_other_encodings_are_guessed_and_said_to_be(data: bytes, text: str, encoding: str) -> None:
    read = decode(data)
    assert normalize("NFC", read.text) == text
    assert (read.encoding, read.sure) == (encoding, False)


def test_a_wrong_declaration_is_not_believed() -> None:
    read = decode(b'<meta charset="big5">' + VIETNAMESE.encode())
    assert VIETNAMESE in read.text
    assert read.encoding == "utf-8"


def test_an_unknown_declaration_is_passed_over() -> None:
    assert decode(b'<meta charset="klingon">abc').text.endswith("abc")
    assert decode(b'<meta charset="utf-16">abc').text.endswith("abc")


def test_a_few_bad_bytes_do_not_change_the_encoding() -> None:
    read = decode(VIETNAMESE.encode() * 3 + b"\xff")
    assert read.encoding == "utf-8"
    assert read.lost == 1
    assert read.text.endswith("\ufffd")


def test_nothing_is_nothing() -> None:
    assert decode(b"").text == ""


def test_what_was_guessed_or_lost_is_reported() -> None:
    guessed = read_file(in_windows_1258(VIETNAMESE), "a.txt")
    assert VIETNAMESE in (guessed.markdown, guessed.headline)
    assert [message.key for message in guessed.dropped] == ["encoding-guessed"]
    lost = read_file(VIETNAMESE.encode() + b" \xff " + VIETNAMESE.encode(), "a.txt")
    assert "bytes-without-meaning" in [message.key for message in lost.dropped]
