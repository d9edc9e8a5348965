"""Whole dates are found in three languages and written again as another day, in their own form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.dates import ENGLISH_MONTHS
from editor_app.text.fact_dates import Day, only_date, redated, whole_dates
from editor_app.text.fact_places import fact_of, word_at

OTHER = Day(3, 9)
WRITTEN = [
    (VIETNAMESE, "Họp ngày 12/12 ở bến.", "12/12", "3/9"),
    (VIETNAMESE, "Họp ngày 12/12/2026.", "12/12/2026", "3/9/2026"),
    (VIETNAMESE, "Ngày 05-12-2026 họp.", "05-12-2026", "03-9-2026"),
    (VIETNAMESE, "Sáng 12 tháng 12 năm 2026.", "12 tháng 12 năm 2026", "3 tháng 9 năm 2026"),
    (ENGLISH, "On 12 December they meet.", "12 December", "3 September"),
    (ENGLISH, "On 12 Dec they meet.", "12 Dec", "3 Sep"),
    (ENGLISH, "On December 12, 2026 they met.", "December 12, 2026", "September 3, 2026"),
    (ENGLISH, "Since 12 May 2026.", "12 May 2026", "3 September 2026"),
    (CHINESE, "会议12月12日举行。", "12月12日", "9月3日"),
    (CHINESE, "2026年12月12日举行。", "2026年12月12日", "2026年9月3日"),
    (CHINESE, "自2026-12-12起。", "2026-12-12", "2026-9-3"),
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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (VIETNAMESE, "Đội thắng 3-2, tỷ lệ 7/10 hộ là 70/100."),
        (VIETNAMESE, "Ngày 45/12 không có."),
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
    forms = {
        VIETNAMESE: f"Ngày {day}/{month}.",
        ENGLISH: f"On {day} {ENGLISH_MONTHS[month - 1]}.",
        CHINESE: f"{month}月{day}日。",
    }
    for language, text in forms.items():
        (found,) = whole_dates(text, language)
        assert found.day == Day(day, month)
        new = redated(text, found.start, found.end, language, Day(then, later))
        assert new is not None
        assert only_date(new, language) == Day(then, later)
