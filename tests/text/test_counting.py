"""Words, characters and minutes, as editors of each language count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.counting import count, gauge, limit_of, main_language
from tests.text.markdown_strategies import ANY_MARKDOWN


@pytest.mark.parametrize(
    ("text", "language", "words", "characters"),
    [
        ("Ông nói: “Không.”", VIETNAMESE, 3, 17),
        ("đường sắt cao tốc Bắc - Nam", VIETNAMESE, 6, 27),
        ("It's a well-known 41.5% rise.", ENGLISH, 5, 29),
        ("One\n\ntwo", ENGLISH, 2, 6),
        ("总统说NATO会议41%取消。", CHINESE, 9, 15),
        ("Từ 台湾 ra", VIETNAMESE, 4, 8),
        ("a **đậm** [chữ](https://example.org/rất/dài)", VIETNAMESE, 3, 9),
        ("![](photo:0a)", ENGLISH, 0, 0),
        ("", ENGLISH, 0, 0),
    ],
)
def test_words_and_characters_are_those_that_readers_see(
    text: str, language: Language, words: int, characters: int
) -> None:
    counts = count(text, language)
    assert (counts.words, counts.characters) == (words, characters)


@pytest.mark.parametrize(
    ("words", "language", "minutes"),
    [
        (0, ENGLISH, 0),
        (1, ENGLISH, 1),
        (230, ENGLISH, 1),
        (231, ENGLISH, 2),
        (520, VIETNAMESE, 2),
        (700, Language("de"), 4),
    ],
)
def test_reading_time_is_rounded_up(words: int, language: Language, minutes: int) -> None:
    assert count("từ " * words, language).minutes == minutes


def test_chinese_reading_time_goes_by_characters() -> None:
    assert count("字" * 700, CHINESE).minutes == 2


@given(ANY_MARKDOWN, st.sampled_from([VIETNAMESE, ENGLISH, CHINESE]))
def test_counts_of_anything_hang_together(markdown: str, language: Language) -> None:
    counts = count(markdown, language)
    assert 0 <= counts.words <= counts.characters
    assert (counts.minutes == 0) == (counts.words == 0)


@pytest.mark.parametrize(
    ("text", "place", "language", "used", "limit"),
    [
        ("Tít dài", "headline", VIETNAMESE, 7, 70),
        ("A headline", "headline", ENGLISH, 10, 70),
        ("总统访问NATO", "headline", CHINESE, 6, 32),
        ("sapo", "standfirst", VIETNAMESE, 4, 160),
        ("slug-chu", "slug", CHINESE, 8, 75),
        ("标题", "headline", Language("zh-Hant-TW"), 2, 32),
    ],
)
def test_gauges_have_limits_per_place_and_language(
    text: str, place: str, language: Language, used: int, limit: int
) -> None:
    full = gauge(text, place, language)
    assert full is not None
    assert (full.used, full.limit, full.left) == (used, limit, limit - used)


def test_a_place_without_a_limit_has_no_gauge() -> None:
    assert gauge("chữ", "body", VIETNAMESE) is None
    assert limit_of("body", CHINESE) is None


def test_language_tags_are_read_by_their_main_part() -> None:
    assert main_language("zh-Hans") == CHINESE
    assert main_language("EN-gb") == ENGLISH
    assert main_language("fr") == "fr"
