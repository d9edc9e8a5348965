"""What enters the desk is clean, and what was done to it is said."""

from __future__ import annotations

from unicodedata import is_normalized

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.text.cleaning import bidi_controls, clean, one_line

ANY = st.text(st.characters(codec=None), max_size=40)


@settings(max_examples=400)
@given(ANY)
def test_clean_text_can_be_kept_and_is_left_alone_the_second_time(text: str) -> None:
    cleaned = clean(text)
    assert is_normalized("NFC", cleaned.text)
    cleaned.text.encode()
    assert "\0" not in cleaned.text
    assert "\r" not in cleaned.text
    again = clean(cleaned.text)
    assert again.text == cleaned.text
    assert again.report == ()


@pytest.mark.parametrize(
    ("text", "kept", "report"),
    [
        ("Đoạn văn 中文 👩\u200d👧", "Đoạn văn 中文 👩\u200d👧", []),
        ("e\u0301", "é", []),
        ("\ufeffđầu", "đầu", []),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd", []),
        ("a\u2029b", "a\n\nb", []),
        ("a\0b\x07c\tđ\x7f", "abc\tđ", [("controls-dropped", 3)]),
        ("a\ud800b", "a\ufffdb", [("lone-surrogates", 1)]),
        ("\ud83d\ude00", "😀", []),
        ("\udc00\ud800", "\ufffd\ufffd", [("lone-surrogates", 2)]),
        ("a\uffff", "a\ufffd", [("lone-surrogates", 1)]),
        ("a\u00a0b\u200bc", "a\u00a0b\u200bc", []),
        ("a\u202eb", "a\u202eb", []),
    ],
)
def test_what_is_replaced_is_reported(text: str, kept: str, report: list[tuple[str, int]]) -> None:
    cleaned = clean(text)
    assert cleaned.text == kept
    assert [(message.key, message.fields["count"]) for message in cleaned.report] == report


def test_controls_of_writing_direction_are_kept_and_shown() -> None:
    text = "an\u202etxt.exe\u202c \u2066x\u2069"
    assert clean(text).text == text
    assert bidi_controls(text) == (2, 10, 12, 14)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Lũ về\n\tsớm  ", "Lũ về sớm"),
        ("5\u00a0%, 1\u202f200 tỷ, 3\u2009km", "5\u00a0%, 1\u202f200 tỷ, 3\u2009km"),
        ("洪水\u3000来了\u2028\u2029早", "洪水\u3000来了 早"),
        ("\u00a0 \n", ""),
    ],
)
def test_one_line_keeps_the_spaces_that_somebody_has_set(text: str, line: str) -> None:
    assert one_line(text) == line
    assert one_line(line) == line
