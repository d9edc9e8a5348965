"""A match from the memory gets the numbers, dates and names of the new source, or says it lacks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.adapting import Adapted, adapted
from editor_app.text.numbers import numbers

PLACES = {"Hanoi": ("Hà Nội",), "Hue": ("Huế",), "Hà Nội": ("河内",), "Huế": ("顺化",)}


def _terms(name: str) -> tuple[str, ...]:
    return PLACES.get(name, ())


def _marked(outcome: Adapted) -> list[tuple[str, str, bool]]:
    return [(outcome.text[m.start : m.end], m.before, m.sure) for m in outcome.marks]


@pytest.mark.parametrize(
    ("languages", "before", "after", "target", "wanted"),
    [
        (
            (VIETNAMESE, ENGLISH),
            "Có 12 người chết và 5 người bị thương.",
            "Có 14 người chết và 5 người bị thương.",
            "Twelve people died and 5 were injured.",
            "Fourteen people died and 5 were injured.",
        ),
        (
            (VIETNAMESE, ENGLISH),
            "Xuất khẩu đạt 1,2 triệu tấn trong tháng 6.",
            "Xuất khẩu đạt 1,5 triệu tấn trong tháng 7.",
            "Exports reached 1.2 million tonnes in June.",
            "Exports reached 1.5 million tonnes in July.",
        ),
        (
            (VIETNAMESE, ENGLISH),
            "Giá tăng 41% lên 25.000 đồng ngày 14/12/2025.",
            "Giá tăng 7,5% lên 26.500 đồng ngày 3/1/2026.",
            "Prices rose 41 per cent to 25,000 dong on December 14, 2025.",
            "Prices rose 7.5 per cent to 26,500 dong on January 3, 2026.",
        ),
        (
            (VIETNAMESE, CHINESE),
            "Ngày 14 tháng 12, lũ ở Hà Nội làm 3 người chết.",
            "Ngày 15 tháng 12, lũ ở Huế làm 6 người chết.",
            "12月14日,河内洪水造成三人死亡。",
            "12月15日,顺化洪水造成六人死亡。",
        ),
        (
            (ENGLISH, VIETNAMESE),
            "On Monday 12 people met in Hanoi.",
            "On Friday 20 people met in Hue.",
            "Hôm thứ hai, 12 người đã họp ở Hà Nội.",
            "Hôm thứ sáu, 20 người đã họp ở Huế.",
        ),
        (
            (VIETNAMESE, ENGLISH),
            "Ông Nguyễn Văn An nói có 3 cầu sập.",
            "Ông Nguyễn Văn Bình nói có 4 cầu sập.",
            "Nguyen Van An said three bridges collapsed.",
            "Nguyen Van Binh said four bridges collapsed.",
        ),
        (
            (VIETNAMESE, ENGLISH),
            "Anh Ba và chị Tư bán dưa ở Hoàn Kiếm.",
            "Anh Sáu và chị Tư bán dưa ở Ba Đình.",
            "Ba and Tu sell melons in Hoan Kiem.",
            "Sau and Tu sell melons in Ba Dinh.",
        ),
        (
            (VIETNAMESE, ENGLISH),
            "Năm 2024 có 150 vụ",
            "Năm 2025 có 1.150 vụ",
            "In 2024 there were 150 cases",
            "In 2025 there were 1,150 cases",
        ),
    ],
)
def test_numbers_dates_and_names_are_those_of_the_new_source(
    languages: tuple[Language, Language], before: str, after: str, target: str, wanted: str
) -> None:
    outcome = adapted(before, after, target, *languages, _terms)
    assert outcome.text == wanted
    assert outcome.missing == ()
    assert outcome.marks
    assert all(mark.sure for mark in outcome.marks)


def test_an_adapted_stretch_says_what_the_pair_had() -> None:
    outcome = adapted("Có 3 cầu.", "Có 4 cầu.", "There are 3 bridges.", VIETNAMESE, ENGLISH)
    assert _marked(outcome) == [("4", "3", True)]


def test_of_two_equal_numbers_none_is_changed_and_both_are_in_doubt() -> None:
    before, after = "Có 3 cầu và 3 đường.", "Có 3 cầu và 4 đường."
    outcome = adapted(before, after, "3 bridges and 3 roads.", VIETNAMESE, ENGLISH)
    assert outcome.text == "3 bridges and 3 roads."
    assert _marked(outcome) == [("3", "", False), ("3", "", False)]
    assert outcome.missing == ("4",)


def test_two_numbers_that_changed_places_change_places() -> None:
    outcome = adapted(
        "Có 3 người chết, 5 người bị thương.",
        "Có 5 người chết, 3 người bị thương.",
        "3 died and 5 were injured.",
        VIETNAMESE,
        ENGLISH,
    )
    assert outcome.text == "5 died and 3 were injured."


def test_a_number_the_translation_lacks_is_said_to_be_missing() -> None:
    outcome = adapted("Mưa to.", "Mưa to trong 5 ngày.", "Heavy rain.", VIETNAMESE, ENGLISH)
    assert outcome == Adapted("Heavy rain.", (), ("5",))


def test_a_number_that_is_gone_from_the_source_is_in_doubt() -> None:
    outcome = adapted("Mưa 5 ngày.", "Mưa.", "Rain for 5 days.", VIETNAMESE, ENGLISH)
    assert _marked(outcome) == [("5", "", False)]


def test_a_spelled_number_too_large_for_words_is_in_doubt() -> None:
    outcome = adapted("Có 12 xã.", "Có 312 xã.", "Twelve communes.", VIETNAMESE, ENGLISH)
    assert outcome.text == "Twelve communes."
    assert _marked(outcome) == [("Twelve", "", False)]
    assert outcome.missing == ("312",)


def test_a_name_without_a_known_form_is_in_doubt() -> None:
    outcome = adapted(
        "Mưa lớn ở Huế đêm qua.",
        "Mưa lớn ở Vinh đêm qua.",
        "顺化昨夜大雨",
        VIETNAMESE,
        CHINESE,
        _terms,
    )
    assert outcome.text == "顺化昨夜大雨"
    assert _marked(outcome) == [("顺化", "", False)]
    assert outcome.missing == ("Vinh",)


def test_the_same_source_leaves_the_translation_as_it_is() -> None:
    assert adapted("Có 3.", "Có 3.", "There are 4.", VIETNAMESE, ENGLISH) == Adapted("There are 4.")


FIGURES = {
    VIETNAMESE: ("3", "12", "1.250", "1,5 triệu", "41%", "7,5%", "hai mươi", "2024", "tháng 6"),
    ENGLISH: ("3", "twelve", "1,250", "1.5 million", "41 per cent", "7.5%", "20", "2024", "June"),
    CHINESE: ("3", "十二", "1250", "150万", "百分之四十一", "7.5%", "20", "2024", "6月"),
}
WORDS = {
    VIETNAMESE: ("mưa lớn", "ở miền Trung", "người dân", "sơ tán"),
    ENGLISH: ("heavy rain", "in the centre", "residents", "left"),
    CHINESE: ("大雨", "中部", "居民", "撤离"),
}


@st.composite
def _text(draw: st.DrawFn, language: Language) -> str:
    parts = st.one_of(st.sampled_from(FIGURES[language]), st.sampled_from(WORDS[language]))
    return " , ".join(draw(st.lists(parts, min_size=1, max_size=7)))


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Language, Language, str, str, str]:
    source, target = draw(st.sampled_from([(VIETNAMESE, ENGLISH), (ENGLISH, CHINESE)]))
    before, after = draw(_text(source)), draw(_text(source))
    return source, target, before, after, draw(_text(target))


@given(_cases())
def test_an_inexact_number_is_never_inserted_silently(
    case: tuple[Language, Language, str, str, str],
) -> None:
    source, target, before, after, translation = case
    outcome = adapted(before, after, translation, source, target)
    if before == after:
        return
    wanted = {number.key for number in numbers(after, source)}
    doubted = [mark for mark in outcome.marks if not mark.sure]
    for number in numbers(outcome.text, target):
        shown = any(m.start <= number.start and number.end <= m.end for m in doubted)
        assert number.key in wanted or shown
    there = {number.key for number in numbers(outcome.text, target)}
    new = numbers(after, source)
    said = {number.key for number in new if after[number.start : number.end] in outcome.missing}
    assert {number.key for number in new} <= there | said


def test_a_number_with_more_digits_than_are_counted_in_stays_in_doubt() -> None:
    old, new = "1" * 30, "2" * 30
    outcome = adapted(
        f"Mã {old} hết hạn.", f"Mã {new} hết hạn.", f"Code {old} is over.", VIETNAMESE, ENGLISH
    )
    assert _marked(outcome) == [(old, "", False)]
    assert outcome.missing == (new,)
