"""Slugs are plain, short, and the same on every desk."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.slugs import slug


@pytest.mark.parametrize(
    ("headline", "language", "expected"),
    [
        ("Đường sắt cao tốc: khởi công!", VIETNAMESE, "duong-sat-cao-toc-khoi-cong"),
        ("Hoà bình ở Ukraine", VIETNAMESE, "hoa-binh-o-ukraine"),
        ("The minister's 41% rise", ENGLISH, "the-ministers-41-rise"),
        ("5,6 triệu người, 1.200 tỷ", VIETNAMESE, "5-6-trieu-nguoi-1200-ty"),
        ("**Đậm** và *nghiêng*", VIETNAMESE, "dam-va-nghieng"),
        ("COVID-19", ENGLISH, "covid-19"),
        ("!?…", ENGLISH, ""),
        ("", VIETNAMESE, ""),
        ("2025", CHINESE, "2025"),
    ],
)
def test_a_slug_is_the_headline_in_plain_letters(
    headline: str, language: Language, expected: str
) -> None:
    assert slug(headline, language) == expected


def test_a_chinese_slug_is_short_and_always_the_same() -> None:
    first = slug("总统访问NATO总部，讨论41%关税", CHINESE)
    assert re.fullmatch(r"nato-41-[0-9a-f]{8}", first)
    assert slug("总统访问NATO总部，讨论41%关税", CHINESE) == first
    assert slug("总统访问NATO总部，讨论42%关税", CHINESE) != first
    assert re.fullmatch(r"[0-9a-f]{8}", slug("总统访问", CHINESE))


def test_traditional_and_simplified_headlines_have_one_slug() -> None:
    assert slug("臺灣", CHINESE) == slug("台湾", CHINESE)


def test_a_headline_in_other_letters_gets_a_mark_instead_of_nothing() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", slug("Привет", ENGLISH))


def test_a_long_headline_is_cut_between_words() -> None:
    long = slug("chuyện rất dài " * 12, VIETNAMESE)
    assert len(long) <= 75
    assert set(long.split("-")) == {"chuyen", "rat", "dai"}
    assert slug("a" * 200, ENGLISH) == "a" * 75


@given(st.text(max_size=60), st.sampled_from([VIETNAMESE, ENGLISH, CHINESE]))
def test_a_slug_of_anything_is_safe_in_an_address(headline: str, language: Language) -> None:
    made = slug(headline, language)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert len(made) <= 75
