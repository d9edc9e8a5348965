"""One fact, all places: the same number, date or name in three languages, and its other wording."""

from __future__ import annotations

import pytest

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, ArticleId, Language
from editor_app.domain.link import field_address
from editor_app.text.fact_places import Fact, FactPlace, fact_of, mended, places_of, word_at

NAMES = {
    ("Nguyễn Văn Hòa", CHINESE): ("阮文和",),
    ("Trần Thu", CHINESE): ("陈秋",),
}


def forms(words: str, _here: Language, there: Language) -> tuple[str, ...]:
    return NAMES.get((words, there), ())


def found(fact: Fact, *texts: tuple[Language, str]) -> list[str]:
    wanted = [
        (field_address(ArticleId(str(number)), "headline"), language, text)
        for number, (language, text) in enumerate(texts)
    ]
    return [place.words for place in places_of(fact, wanted, forms)]


def fact(words: str, language: Language) -> Fact:
    made = fact_of(words, language)
    assert made is not None
    return made


def place(text: str, words: str, language: Language) -> FactPlace:
    start = text.index(words)
    return FactPlace(
        field_address(ArticleId("a"), "headline"), language, text, start, start + len(words)
    )


@pytest.mark.parametrize(
    ("words", "language", "texts", "expected"),
    [
        (
            "41%",
            VIETNAMESE,
            [
                (VIETNAMESE, "Nhiên liệu chiếm 41% thu nhập, bằng 41 chuyến."),
                (ENGLISH, "Fuel took 41 per cent of 410 million."),
                (CHINESE, "燃料占收入的41%，共41艘。"),
            ],
            ["41%", "41 per cent", "41%"],
        ),
        (
            "1,2 triệu",
            VIETNAMESE,
            [(ENGLISH, "1.2 million people, 1,200,000 in all"), (CHINESE, "120万人")],
            ["1.2 million", "1,200,000", "120万"],
        ),
        (
            "Nguyễn Văn Hòa",
            VIETNAMESE,
            [
                (VIETNAMESE, "Ông Nguyễn Văn Hòa, không phải Nguyễn Văn Hòab."),
                (ENGLISH, "Nguyen Van Hoa said"),
                (CHINESE, "船长阮文和说"),
            ],
            ["Nguyễn Văn Hòa", "Nguyen Van Hoa", "阮文和"],
        ),
        (
            "26/11/2026",
            VIETNAMESE,
            [
                (VIETNAMESE, "Ngày 26 tháng mười một, 26 tháng 11 năm 2025"),
                (ENGLISH, "On the twenty-sixth of November; November 26th, 2026"),
                (CHINESE, "二〇二六年十一月二十六日，十一月廿六日，农历十一月二十六"),
            ],
            [
                "26 tháng mười một",
                "twenty-sixth of November",
                "November 26th, 2026",
                "二〇二六年十一月二十六日",
                "十一月廿六日",
            ],
        ),
        (
            "tháng chạp",
            VIETNAMESE,
            [
                (VIETNAMESE, "tháng 12"),
                (ENGLISH, "December, the twelfth lunar month"),
                (CHINESE, "腊月，12月"),
            ],
            ["twelfth lunar month", "腊月"],
        ),
        (
            "1.240",
            VIETNAMESE,
            [
                (VIETNAMESE, "Có [1.240 cuốn](https://a.vn/tin-1240.html) ở https://b.vn/1240."),
                (ENGLISH, "- 1,240 books[^1240]\n- <https://c.vn/1240>, www.c.vn/1240"),
                (VIETNAMESE, "1240. Thuyền chở sách"),
            ],
            ["1.240", "1,240"],
        ),
        (
            "1.240",
            VIETNAMESE,
            [
                (CHINESE, "见https://d.cn/1240。船上有1240本书。"),
                (CHINESE, "书单（www.d.cn/1240）共1240本"),
            ],
            ["1240", "1240"],
        ),
        ("Grab", VIETNAMESE, [(ENGLISH, "[Grab](https://Grab.com/Grab) said")], ["Grab"]),
    ],
)
def test_a_fact_is_found_in_every_language(
    words: str, language: Language, texts: list[tuple[Language, str]], expected: list[str]
) -> None:
    assert found(fact(words, language), *texts) == expected


@pytest.mark.parametrize(
    ("text", "words", "language", "after", "expected"),
    [
        ("Fuel took 41 per cent.", "41 per cent", ENGLISH, "42%", "42 per cent"),
        ("1.2 million people", "1.2 million", ENGLISH, "1,3 triệu", "1.3 million"),
        ("giá 2.600 đồng", "2.600", VIETNAMESE, "2.700", "2.700"),
        ("at 2,600 dong", "2,600", ENGLISH, "2.700", "2,700"),
        ("năm 1998", "1998", VIETNAMESE, "2001", "2001"),
        ("价格2600盾", "2600", CHINESE, "2.700", "2700"),
        ("共120万人", "120万", CHINESE, "1,3 triệu", "130万"),
        ("vào tháng sáu tới", "tháng sáu", VIETNAMESE, "tháng 7", "tháng bảy"),
        ("一九四五年", "一九四五", CHINESE, "1954", "一九五四"),
        ("三十五户", "三十五", CHINESE, "47", "四十七"),
        ("thirty-five households", "thirty-five", ENGLISH, "47", "forty-seven"),
        (
            "二〇二六年十一月二十六日起",
            "二〇二六年十一月二十六日",
            CHINESE,
            "27/11",
            "二〇二六年十一月二十七日",
        ),
        (
            "before the twelfth lunar month",
            "twelfth lunar month",
            ENGLISH,
            "tháng giêng",
            "first lunar month",
        ),
        ("Trước tháng Chạp", "tháng Chạp", VIETNAMESE, "tháng giêng", "tháng giêng"),
        ("农历八月", "农历八月", CHINESE, "tháng chạp", "农历十二月"),
        ("in December", "December", ENGLISH, "tháng giêng", None),
        ("Nguyen Van Hoa said", "Nguyen Van Hoa", ENGLISH, "Trần Thu", "Tran Thu"),
        ("船长阮文和说", "阮文和", CHINESE, "Trần Thu", "陈秋"),
        ("船长阮文和说", "阮文和", CHINESE, "Lê Lợi", None),
        ("Ông Nguyễn Văn Hòa", "Nguyễn Văn Hòa", VIETNAMESE, "Lê Lợi", "Lê Lợi"),
    ],
)
def test_another_fact_is_written_in_the_form_of_the_place(
    text: str, words: str, language: Language, after: str, expected: str | None
) -> None:
    assert mended(place(text, words, language), fact(after, VIETNAMESE), forms) == expected


def test_what_is_no_single_fact_is_none() -> None:
    assert fact_of(" … ", VIETNAMESE) is None
    assert fact_of("từ 12 đến 14", VIETNAMESE) is None
    assert fact_of("12 đến 14", VIETNAMESE) is None


def test_small_whole_numbers_are_not_telling() -> None:
    telling = [fact(words, VIETNAMESE).is_telling for words in ("12", "12%", "1,5", "120", "Hòa")]
    assert telling == [False, True, True, True, True]


def test_the_number_or_word_under_the_caret_is_taken() -> None:
    text = "Có 1,2 triệu người ở Hòn Khô."
    assert word_at(text, 4, VIETNAMESE) == "1,2 triệu"
    assert word_at(text, text.index("Khô") + 1, VIETNAMESE) == "Khô"
    assert word_at(text, len(text), VIETNAMESE) == ""
