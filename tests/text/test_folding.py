"""Folded text finds what was typed without marks, in the other Chinese form, or in the middle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.text.folding import fold, query_terms, search_text, simplify
from editor_app.text.matching import memory_key
from editor_app.text.tones import settle_tones


def finds(typed: str, text: str) -> bool:
    """Say whether an index of phrases over ``search_text`` would find the typed words."""
    index = f" {search_text(text)} "
    return all(f" {phrase} " in index for phrase in query_terms(typed))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("duong sat", "Dự án đường sắt cao tốc"),
        ("ĐƯỜNG SẮT", "đường sắt"),
        ("hoà bình", "hòa bình"),
        ("thuỷ", "Thủy lợi"),
        ("总统", "美国总统周一表示"),
        ("總統", "美国总统周一表示"),
        ("台湾", "他访问了臺灣。"),
        ("统周", "美国总统周一表示"),
        ("总", "美国总统周一表示"),
        ("总统周一", "美国总统周一表示"),
        ("nato 总统", "NATO与总统"),
        ("covid-19", "dịch COVID-19 ở"),
        ("Straße", "STRASSE"),
        ("ｎａｔｏ", "NATO"),
        ("", "bất kỳ"),
    ],
)
def test_what_is_typed_is_found(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("总一", "总统周一"),
        ("统美", "美国总统"),
        ("duong bo", "đường sắt"),
        ("sat duong-cao", "đường sắt cao tốc"),
    ],
)
def test_what_is_not_there_is_not_found(typed: str, text: str) -> None:
    assert not finds(typed, text)


def test_chinese_runs_give_characters_and_pairs_in_turn() -> None:
    assert search_text("总统说NATO好") == "总 总统 统 统说 说 nato 好"
    assert query_terms("总统说") == ("总统 统 统说",)


def test_traditional_characters_become_simplified_ones() -> None:
    assert simplify("臺灣總統") == "台湾总统"
    assert simplify("Đường sắt") == "Đường sắt"


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("中国臺灣总统", max_size=20), st.integers(0, 20), st.integers(1, 5))
def test_any_stretch_of_chinese_is_found(text: str, start: int, size: int) -> None:
    assert finds(text[start : start + size], f"NATO{text}, ")


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"),
        ("Hoà Bình", "Hòa Bình"),
        ("HOÀ", "HÒA"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("uỷ ban", "ủy ban"),
        ("toán", "toán"),
        ("hoàn", "hoàn"),
        ("quý", "quý"),
        ("Quỳ", "Quỳ"),
        ("khuỷu", "khuỷu"),
        ("plain", "plain"),
    ],
)
def test_tone_marks_have_one_place(new: str, old: str) -> None:
    assert settle_tones(new) == old
    assert settle_tones(old) == old


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Xin chào”,  ông nói", '"Xin chào", ông nói'),
        ("hoà\u00a0bình", "hòa bình"),
        ("a–b…", "a-b..."),
        ("会议，取消", "会议,取消"),
        ("e\u0301", "é"),
        (" hai \n dòng ", "hai dòng"),
        ("so\u00adft", "soft"),
        ("nước\u200blên\x1fcao ", "nước lên cao"),
    ],
)
def test_texts_that_mean_the_same_have_one_memory_key(one: str, other: str) -> None:
    assert memory_key(one) == memory_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hà Nội", "hà nội"), ("41%", "42%"), ("**đậm**", "đậm"), ("ma", "má"), ("x²", "x2")],
)
def test_texts_that_differ_in_letters_case_numbers_or_marks_have_two(one: str, other: str) -> None:
    assert memory_key(one) != memory_key(other)
