"""Whole dates are found in three languages and written again as another day, in their own form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.dates import ENGLISH_MONTHS
from editor_app.text.fact_places import fact_of, word_at
from editor_app.text.number_words import ORDINAL_WORDS, number_words
from editor_app.text.whole_dates import Day, only_date, redated, whole_dates

OTHER = Day(3, 9)
WRITTEN = [
    (VIETNAMESE, "Họp ngày 12/12 ở bến.", "12/12", "3/9"),
    (VIETNAMESE, "Họp ngày 12/12/2026.", "12/12/2026", "3/9/2026"),
    (VIETNAMESE, "Ngày 05-12-2026 họp.", "05-12-2026", "03-9-2026"),
    (VIETNAMESE, "Họp ngày 12-12 ở bến.", "12-12", "3-9"),
    (VIETNAMESE, "Sáng 12.12 họp.", "12.12", "3.9"),
    (VIETNAMESE, "Họp hôm 05.12.2026.", "05.12.2026", "03.9.2026"),
    (VIETNAMESE, "Sáng 12 tháng 12 năm 2026.", "12 tháng 12 năm 2026", "3 tháng 9 năm 2026"),
    (ENGLISH, "On 12 December they meet.", "12 December", "3 September"),
    (ENGLISH, "On 12 Dec they meet.", "12 Dec", "3 Sep"),
    (ENGLISH, "On December 12, 2026 they met.", "December 12, 2026", "September 3, 2026"),
    (ENGLISH, "Since 12 May 2026.", "12 May 2026", "3 September 2026"),
    (CHINESE, "会议12月12日举行。", "12月12日", "9月3日"),
    (CHINESE, "2026年12月12日举行。", "2026年12月12日", "2026年9月3日"),
    (CHINESE, "自2026-12-12起。", "2026-12-12", "2026-9-3"),
    (
        CHINESE,
        "于二〇二六年十一月二十六日举行。",
        "二〇二六年十一月二十六日",
        "二〇二六年九月三日",
    ),
    (CHINESE, "会议 十一月 二十六 日开。", "十一月 二十六 日", "九月 三 日"),
    (CHINESE, "十一月廿六日起。", "十一月廿六日", "九月三日"),
    (CHINESE, "一九四五年九月二日。", "一九四五年九月二日", "一九四五年九月三日"),
    (VIETNAMESE, "Ngày hai tháng chín rực cờ.", "hai tháng chín", "ba tháng chín"),
    (VIETNAMESE, "Sáng 26 tháng mười một ở bến.", "26 tháng mười một", "3 tháng chín"),
    (VIETNAMESE, "Mùng 5 tháng năm.", "5 tháng năm", "3 tháng chín"),
    (ENGLISH, "On the twenty-sixth of November.", "twenty-sixth of November", "third of September"),
    (ENGLISH, "On May the fourth; November 22nd.", "November 22nd", "September 3rd"),
    (ENGLISH, "The 22nd of May 2026.", "22nd of May 2026", "3rd of September 2026"),
]
LUNAR = [
    (VIETNAMESE, "Cúng ngày 23 tháng chạp.", "23 tháng chạp", Day(23, 12, lunar=True)),
    (VIETNAMESE, "Mùng 5 tháng Giêng vào hội.", "5 tháng Giêng", Day(5, 1, lunar=True)),
    (VIETNAMESE, "Giỗ Tổ 10/3 âm lịch.", "10/3 âm lịch", Day(10, 3, lunar=True)),
    (CHINESE, "腊月二十三祭灶。", "腊月二十三", Day(23, 12, lunar=True)),
    (CHINESE, "腊月初八喝粥。", "腊月初八", Day(8, 12, lunar=True)),
    (CHINESE, "农历八月十五赏月。", "农历八月十五", Day(15, 8, lunar=True)),
    (
        ENGLISH,
        "On the 23rd day of the twelfth lunar month.",
        "23rd day of the twelfth lunar month",
        Day(23, 12, lunar=True),
    ),
]


@pytest.mark.parametrize(("language", "text", "words", "after"), WRITTEN)
def test_a_date_is_written_again_in_its_own_form(
    language: Language, text: str, words: str, after: str
) -> None:
    (found,) = whole_dates(text, language)
    assert text[found.start : found.end] == words
    assert redated(text, found.start, found.end, language, OTHER) == after
    assert word_at(text, found.start + 1, language) == words
    fact = fact_of(words, language)
    assert fact is not None
    assert fact.day == found.day
    assert fact.is_telling


@pytest.mark.parametrize(("language", "text", "words", "day"), LUNAR)
def test_a_day_of_the_lunar_calendar_is_none_of_ours(
    language: Language, text: str, words: str, day: Day
) -> None:
    (found,) = whole_dates(text, language)
    assert (text[found.start : found.end], found.day) == (words, day)
    assert not found.day.may_be(Day(day.day, day.month))
    assert redated(text, found.start, found.end, language, OTHER) is None


def test_a_lunar_day_is_written_again_where_its_form_can_say_it() -> None:
    chinese, vietnamese = "腊月初八喝粥。", "Ngày 23 tháng chạp."
    assert redated(chinese, 0, 4, CHINESE, Day(23, 12, lunar=True)) == "腊月二十三"
    assert redated(chinese, 0, 4, CHINESE, Day(1, 1, lunar=True)) == "正月初一"
    assert redated(chinese, 0, 4, CHINESE, Day(1, 5, lunar=True)) is None
    assert redated("五月初八", 0, 4, CHINESE, Day(9, 6, lunar=True)) == "六月初九"
    assert redated("五月初八", 0, 4, CHINESE, Day(18, 5, lunar=True)) is None
    assert redated(vietnamese, 5, 18, VIETNAMESE, Day(5, 1, lunar=True)) == "5 tháng giêng"
    assert redated(vietnamese, 5, 18, VIETNAMESE, Day(5, 5, lunar=True)) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (VIETNAMESE, "Khám 6 tháng hai lần; trong 12 tháng năm 2026."),
        (VIETNAMESE, "Đợi năm tháng chín ngày."),
        (ENGLISH, "The second of May’s proposals."),
        (CHINESE, "十月二十个人。"),
        (VIETNAMESE, "Đội thắng 3-2, tỷ lệ 7/10 hộ là 70/100."),
        (VIETNAMESE, "Ngày 45/12 không có."),
        (VIETNAMESE, "Mỗi ngày 2-3 lần, tăng 5.10 điểm, tối 3-2.5."),
        (ENGLISH, "In December 12 boats may come; 40 March in."),
        (CHINESE, "12月有30个工作日。"),
    ],
)
def test_other_figures_are_no_dates(language: Language, text: str) -> None:
    days = [text[item.start : item.end] for item in whole_dates(text, language)]
    assert [item for item in days if item not in {"7/10", "December 12"}] == []


def test_a_year_that_is_not_said_is_any_year() -> None:
    assert Day(12, 12).may_be(Day(12, 12, 2026))
    assert not Day(12, 12, 2025).may_be(Day(12, 12, 2026))
    assert only_date("ngày 12/12", VIETNAMESE) == Day(12, 12)
    assert only_date("từ 12/12 đến 14/12", VIETNAMESE) is None


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1, 31), st.integers(1, 12))
def test_what_is_written_is_read_again(day: int, month: int, then: int, later: int) -> None:
    words = number_words(day, VIETNAMESE)
    forms = {
        VIETNAMESE: f"Ngày {day}/{month}.",
        ENGLISH: f"On {day} {ENGLISH_MONTHS[month - 1]}.",
        CHINESE: f"{month}月{day}日。",
    }
    written = [
        *forms.items(),
        (CHINESE, f"{number_words(month, CHINESE)}月{number_words(day, CHINESE)}日。"),
        (VIETNAMESE, f"Ngày {words} tháng {month}."),
        (ENGLISH, f"On the {ORDINAL_WORDS[day]} of {ENGLISH_MONTHS[month - 1]}."),
    ]
    for language, text in written:
        (found,) = whole_dates(text, language)
        assert found.day == Day(day, month)
        new = redated(text, found.start, found.end, language, Day(then, later))
        assert new is not None
        assert only_date(new, language) == Day(then, later)
