"""Times, lists and states read as an editor of each language writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.article import Shown
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE
from editor_app.paths import resource_folder
from editor_app.sentences import speak
from editor_app.tongue import LOCALES
from editor_app.ui import words

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)  # 10:00 in Hanoi, a Wednesday
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(autouse=True)
def english_after() -> Iterator[None]:
    """Speak English again afterwards."""
    yield
    _speak("en")


def _speak(language: str) -> None:
    speak(language, resource_folder() / LOCALES)


@pytest.mark.parametrize(
    ("language", "after", "told"),
    [
        ("vi", timedelta(hours=2), "12:00"),
        ("vi", timedelta(days=1), "10:00 ngày mai"),
        ("vi", timedelta(days=-1), "10:00 hôm qua"),
        ("vi", timedelta(days=2), "10:00 Thứ 6 27/11"),
        ("vi", timedelta(days=-400), "Thứ 3 21/10/2025"),
        ("zh", timedelta(days=1), "明天 10:00"),
        ("zh", timedelta(days=2), "11/27 周五 10:00"),
        ("zh", timedelta(days=-400), "2025/10/21 周二"),
        ("en", timedelta(days=2), "Fri 27 Nov, 10:00"),
    ],
)
def test_an_instant_is_told_in_the_readers_order(
    language: str, after: timedelta, told: str
) -> None:
    _speak(language)
    assert words.moment(NOW + after, NOW, HANOI) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("vi", "10:00 Thứ 4 25/11/2026 · GMT+7"),
        ("zh", "2026/11/25 周三 10:00 · GMT+7"),
        ("en", "Wed 25 Nov 2026, 10:00 · GMT+7"),
    ],
)
def test_an_instant_in_full_names_day_year_and_zone(language: str, told: str) -> None:
    _speak(language)
    assert words.full_moment(NOW, HANOI) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("vi", ["vừa xong", "2 giây trước", "5 phút trước"]),
        ("zh", ["刚刚", "2 秒前", "5 分钟前"]),
        ("en", ["just now", "2 s ago", "5 min ago"]),
    ],
)
def test_what_was_saved_lately_is_told_by_how_long_ago(language: str, told: list[str]) -> None:
    _speak(language)
    times = (timedelta(0), timedelta(seconds=2), timedelta(minutes=5))
    assert [words.ago(NOW - since, NOW) for since in times] == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("vi", "tiếng Việt, tiếng Anh và tiếng Trung"),
        ("zh", "越南文、英文和中文"),
        ("en", "Vietnamese, English and Chinese"),
    ],
)
def test_languages_are_listed_as_a_sentence_lists_them(language: str, told: str) -> None:
    _speak(language)
    assert (
        words.listed([words.language_name(tag) for tag in (VIETNAMESE, ENGLISH, CHINESE)]) == told
    )


@pytest.mark.parametrize(("language", "most"), [("vi", 12), ("zh", 5)])
def test_a_state_in_the_list_is_short(language: str, most: int) -> None:
    _speak(language)
    assert [shown for shown in Shown if len(words.shown_briefly(shown)) > most] == []


@pytest.mark.parametrize(
    ("language", "told"),
    [("vi", ("bản gốc", "chưa bắt đầu")), ("zh", ("原文", "未开始"))],
)
def test_the_badges_of_the_language_tabs_are_translated(
    language: str, told: tuple[str, str]
) -> None:
    _speak(language)
    source, _tone = words.tab_badge(Shown.DRAFT, None, source=True)
    missing, _tone = words.tab_badge(None, None, source=False)
    assert (source, missing) == told


@pytest.mark.parametrize(
    ("language", "told", "characters"),
    [
        ("en", "208 words", "208 characters"),
        ("vi", "208 từ", "208 chữ"),
        ("zh", "208 词", "208 字"),
    ],
)
def test_only_chinese_is_counted_in_characters(language: str, told: str, characters: str) -> None:
    _speak(language)
    assert words.length_words(208, ENGLISH) == words.length_words(208, VIETNAMESE) == told
    assert words.length_words(208, CHINESE) == characters


def test_sentences_are_joined_as_their_language_joins_them() -> None:
    assert words.paragraph("One.", "", "Two.") == "One. Two."
    assert words.paragraph("此处修改于 16:16。", "1 处待处理。") == "此处修改于 16:16。1 处待处理。"
    assert words.paragraph() == ""


def test_lists_are_read_in_the_order_of_their_language() -> None:
    chinese = ["会安", "白受", "4路电车", "东北季风"]
    assert sorted(chinese, key=words.reading_key(CHINESE)) == [
        "4路电车",
        "白受",
        "东北季风",
        "会安",
    ]
    assert sorted(["Đà", "cà", "bến"], key=words.reading_key(VIETNAMESE)) == ["bến", "cà", "Đà"]


@pytest.mark.parametrize(
    ("language", "told"),
    [("vi", "English: 2 lỗi"), ("zh", "English：2 lỗi"), ("en", "English: 2 lỗi")],
)
def test_what_is_said_of_a_thing_stands_behind_the_readers_colon(language: str, told: str) -> None:
    _speak(language)
    assert words.labelled("English", "2 lỗi") == told
