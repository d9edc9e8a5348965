"""Numbers are found with their values, however each language writes them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.number import LONGEST, Unit
from editor_app.text.number_words import LARGEST, number_words
from editor_app.text.numbers import numbers
from editor_app.text.numerals import read_chinese, read_english, read_vietnamese

SHOWN = {
    Unit.NONE: "",
    Unit.PER_CENT: "%",
    Unit.DAY: "d",
    Unit.MONTH: "m",
    Unit.WEEKDAY: "w",
    Unit.LUNAR_MONTH: "l",
}


def found(text: str, language: Language) -> list[str]:
    """Return the numbers of a text as value and unit."""
    return [
        f"{number.value.normalize():f}{SHOWN[number.unit]}" for number in numbers(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("41%, 41 per cent, 41 percent", ["41%", "41%", "41%"]),
        ("1,234.5 and 1,234,567", ["1234.5", "1234567"]),
        ("1.234.567 people", ["1234567"]),
        ("$1.2 million, 3bn, 2 thousand", ["1200000", "3000000000", "2000"]),
        ("12,5", ["12.5"]),
        ("December 14, 2025", ["12m", "14d", "2025"]),
        ("the 14th of June", ["14d", "6m"]),
        ("14/12/2025 and 14/12", ["14d", "12m", "2025", "14d", "12m"]),
        ("32/13 is no date", ["32", "13"]),
        ("In May he may march on", []),
        ("In May 2025", ["5m", "2025"]),
        ("twenty-five thousand", ["25000"]),
        ("two hundred and five", ["205"]),
        ("between four and six metres", ["4", "6"]),
        ("two three-wheelers, ten and twelve", ["2", "3", "10", "12"]),
        ("twenty-one and twenty-two", ["21", "22"]),
        ("two hundred and three hundred", ["200", "300"]),
        ("two thousand and three thousand five hundred", ["2000", "3500"]),
        ("two million three hundred thousand and six", ["2300006"]),
        ("fifty and sixty thousand", ["50", "60000"]),
        ("a hundred and fifty", ["150"]),
        ("a million", ["1000000"]),
        ("on Mondays", ["1w"]),
        ("F-16, COVID-19, G7", ["16", "19", "7"]),
        ("one of them", []),
        ("5.", ["5"]),
        ("1 200 000 people, 20 000 homes", ["1200000", "20000"]),
        ("in 2024 300 people, on page 24 300 of them", ["2024", "300", "24", "300"]),
        ("call +84 903 123 456 or 028 123 456", ["84", "903", "123", "456", "28", "123", "456"]),
        ("1.5 trn, 2 quadrillion, 3mln", ["1500000000000", "2000000000000000", "3000000"]),
        ("12 345 678.5 and 1 000 0000", ["12345678.5", "1", "0", "0"]),
    ],
)
def test_english_numbers(text: str, values: list[str]) -> None:
    assert found(text, ENGLISH) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("41%, 41 phần trăm", ["41%", "41%"]),
        ("1.234,5 và 1.200", ["1234.5", "1200"]),
        ("5,6 ca trên 100.000 dân", ["5.6", "100000"]),
        ("1,2 triệu, 3 nghìn tỷ", ["1200000", "3000000000000"]),
        ("ngày 14 tháng 12 năm 2025", ["14d", "12m", "2025"]),
        ("hôm 14/12", ["14d", "12m"]),
        ("tháng sáu, tháng tư, tháng mười một", ["6m", "4m", "11m"]),
        ("tháng Giêng, 23 tháng chạp, tháng 7 âm lịch", ["1l", "23", "12l", "7l"]),
        ("thứ hai, thứ 7, Chủ nhật", ["1w", "6w", "7w"]),
        ("hai mươi lăm nghìn", ["25000"]),
        ("hai trăm linh năm", ["205"]),
        ("2 tỷ 500 triệu đồng, 1 triệu 200 nghìn", ["2500000000", "1200000"]),
        ("2 tỷ, 500 triệu; 3 triệu 200 triệu", ["2000000000", "500000000", "3000000", "200000000"]),
        ("40 triệu 5 trăm nghìn, 1 tỷ 2 trăm triệu", ["40500000", "1200000000"]),
        ("một triệu hai trăm nghìn", ["1200000"]),
        ("hai mươi năm sau", ["20"]),
        ("năm nay không có gì", []),
        ("ba người", ["3"]),
        ("17h30", ["17", "30"]),
        ("7.5 độ, 5.60 điểm", ["7.5", "5.6"]),
        ("1 200 000 đồng, 1 200 000,5 đồng, 15 000 tỷ", ["1200000", "1200000.5", "15000000000000"]),
        ("năm 2024 300 người", ["2024", "300"]),
        ("ngày 21-10, sáng 5.10, tối 5.10.2024", ["21d", "10m", "5d", "10m", "5d", "10m", "2024"]),
        ("một ngày 2-3 lần, ngày 2-3 giờ, tối 2-0", ["2d", "3", "2d", "3", "2", "0"]),
        ("9 tháng năm 2024, ngày 5 tháng năm 2024", ["9", "2024", "5d", "5m", "2024"]),
        ("sáng 19 tháng năm 2024", ["19", "5m", "2024"]),
        ("đêm 10-12 độ C, tối 8-9h", ["10", "12", "8", "9"]),
        ("mỗi ngày 2.5 triệu, ngày 2-3 viên", ["2500000", "2d", "3"]),
        ("ngày 10-12 tháng 3", ["10d", "12", "3m"]),
        ("cao 1m75, 1m8, 5m2, 20m50", ["1.75", "1.8", "5", "2", "20", "50"]),
        ("hai chục, ba chục nghìn, 5 chục triệu", ["20", "30000", "50000000"]),
        ("hai nghìn không trăm linh năm, hai nghìn không trăm", ["2005", "2000"]),
        ("hai nghìn không trăm hai mươi sáu", ["2026"]),
        ("một triệu không trăm lẻ năm nghìn", ["1005000"]),
        ("hai trăm lẻ năm nghìn người", ["205000"]),
        ("hai người không trăm", ["2"]),
        ("3 nghìn 5 trăm tỷ, 1 triệu 200 nghìn tỷ", ["3500000000000", "1200000000000000"]),
        ("1 nghìn 200 tỷ, 2 nghìn 5 triệu", ["1200000000000", "2000", "5000000"]),
    ],
)
def test_vietnamese_numbers(text: str, values: list[str]) -> None:
    assert found(text, VIETNAMESE) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("41%，４１％，百分之四十一，百分之3.5", ["41%", "41%", "41%", "3.5%"]),
        ("百分之三点五", ["3.5%"]),
        ("1.2亿，12万，3千万", ["120000000", "120000", "30000000"]),
        ("2025年12月14日", ["2025", "12m", "14d"]),
        ("六月十四日", ["6m", "14d"]),
        ("周一、星期日、礼拜天", ["1w", "7w", "7w"]),
        ("三十五，两万五千，一九九四年", ["35", "25000", "1994"]),
        ("一个，十分，千万", []),
        ("1200多万人，30余亿元，3千多万", ["12000000", "3000000000", "30000000"]),
        ("二十多万，三百余万", ["200000", "3000000"]),
        ("1亿2000万元，3万5千，2亿，300万", ["120000000", "35000", "200000000", "3000000"]),
        ("3亿5千万，1亿2百万，1亿2000多万", ["350000000", "102000000", "120000000"]),
        ("一亿三千万，三点五亿，三点五分", ["130000000", "350000000", "3", "5"]),
        ("一点五千万；下午三点五百人到场", ["15000000", "3", "500"]),
        ("三十多人，40余名，3年多", ["30", "40", "3"]),
        ("上涨5个百分点", ["5%"]),
        ("韦斯特,41岁", ["41"]),
        ("1万2千亿，2亿3千5百万，12亿5千万", ["1200000000000", "235000000", "1250000000"]),
        ("一万二千亿，1 200 000人", ["1200000000000", "1200000"]),
        ("十几万人，二十几万，10几万，二十几岁，20几个", []),
        ("占总人数百分之三十", ["30%"]),
        ("几十万，数十万，几百万，二十来万", []),
        ("三四十万，七八千人，一百二三十名，十二三岁", []),
        ("近十万人，二十来人，5月20日来访", ["100000", "20", "5m", "20d"]),
        ("一万五，三百五，二千零五，一亿二", ["15000", "350", "2005", "120000000"]),
        ("1米75，一米八，两米三五，100米5", ["1.75", "1.8", "2.35", "100", "5"]),
        ("腊月廿三，卅人", ["12l", "23", "30"]),
    ],
)
def test_chinese_numbers(text: str, values: list[str]) -> None:
    assert found(text, CHINESE) == values


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1万2千亿，2亿3千5百万，12亿5千万", CHINESE),
        ("3 nghìn 5 trăm tỷ, 1 triệu 200 nghìn tỷ, 2 tỷ 5 trăm triệu", VIETNAMESE),
    ],
)
def test_no_number_ends_before_its_scale(text: str, language: Language) -> None:
    scale = re.compile(r"[百千万亿]|\s(?:trăm|nghìn|triệu|tỷ)")
    assert not any(scale.match(text, number.end) for number in numbers(text, language))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Bà Ngô Thị Sáu bán dưa hấu.", []),
        ("Theo anh Ba, chị Bảy đã về quê.", []),
        ("Tàu đi qua Ba Đình và Năm Căn.", []),
        ("Đội tuyển Ba Lan thắng trận.", []),
        ("Sáu người về.", ["6"]),
        ("Hai mươi tàu cập bến. Ba tàu ở lại.", ["20", "3"]),
        ("Ông nói: “Sáu người về”, rồi hai người ở lại.", ["6", "2"]),
        ("**Hai** tàu (Ba tàu hỏng)", ["2", "3"]),
        ("> Sáu người\n> Bảy người", ["6", "7"]),
        ("• Ba người, a) Hai xe, (TTXVN) Bốn tàu, ▪ Sáu ghe", ["3", "2", "4", "6"]),
        ("'Ba người về', ‹Hai người ở lại›", ["3", "2"]),
        ("BỐN NGƯỜI VỀ, HAI NGƯỜI Ở LẠI", ["4", "2"]),
        ("Hôm thứ Sáu, tháng Ba", ["5w", "3m"]),
    ],
)
def test_a_number_word_in_a_vietnamese_name_is_no_number(text: str, values: list[str]) -> None:
    assert found(text, VIETNAMESE) == values


@pytest.mark.parametrize(
    ("vietnamese", "english", "chinese"),
    [
        ("41%", "41 per cent", "百分之四十一"),
        ("tháng 6", "June", "六月"),
        ("1,2 triệu", "1.2 million", "120万"),
        ("thứ hai", "Monday", "周一"),
        ("hai mươi lăm", "twenty-five", "二十五"),
        ("ngày 14/12", "December 14", "12月14日"),
    ],
)
def test_one_number_has_one_key_in_all_languages(
    vietnamese: str, english: str, chinese: str
) -> None:
    keys = [
        sorted(number.key for number in numbers(text, language))
        for text, language in ((vietnamese, VIETNAMESE), (english, ENGLISH), (chinese, CHINESE))
    ]
    assert keys[0] == keys[1] == keys[2]
    assert keys[0]


def test_positions_are_those_of_the_words() -> None:
    text = "Khoảng 1,2 triệu người, tức 41%."
    assert [text[number.start : number.end] for number in numbers(text, VIETNAMESE)] == [
        "1,2 triệu",
        "41%",
    ]


def test_other_languages_are_read_like_english() -> None:
    assert found("1,234 Menschen", Language("de")) == ["1234"]


NUMBER_TEXT = st.text(
    st.sampled_from(list("0123456789.,/%- 年月日一二十百千万亿triệu months")), max_size=25
)


@settings(max_examples=400)
@given(
    st.one_of(NUMBER_TEXT, st.text(max_size=25)), st.sampled_from([ENGLISH, VIETNAMESE, CHINESE])
)
def test_numbers_of_anything_stand_apart_in_order(text: str, language: Language) -> None:
    place = 0
    for number in numbers(text, language):
        assert place <= number.start < number.end <= len(text)
        assert number.value.is_finite()
        place = number.end


@given(st.integers(0, 999_999_999))
def test_grouped_digits_are_read_back(value: int) -> None:
    grouped = f"{value:,}"
    assert [number.value for number in numbers(grouped, ENGLISH)] == [Decimal(value)]
    assert [number.value for number in numbers(grouped.replace(",", "."), VIETNAMESE)] == [
        Decimal(value)
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [("nineteen", 19), ("one hundred twenty", 120), ("two million and six", 2_000_006)],
)
def test_english_words_are_read(words: str, value: int) -> None:
    assert read_english(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [("mười lăm", 15), ("ba trăm bốn mươi", 340), ("hai nghìn tỷ", 2 * 10**12), ("trăm", 100)],
)
def test_vietnamese_words_are_read(words: str, value: int) -> None:
    assert read_vietnamese(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十五", 15),
        ("三百零五", 305),
        ("两万亿", 2 * 10**12),
        ("一亿三千万", 130_000_000),
        ("二〇二五", 2025),
    ],
)
def test_chinese_words_are_read(words: str, value: int) -> None:
    assert read_chinese(words) == value


@pytest.mark.parametrize("piece", ["9", "一", "亿", "1亿", "百分之一", "trăm ", "1.234.", "hai "])
@pytest.mark.parametrize("language", [ENGLISH, VIETNAMESE, CHINESE])
def test_a_wall_of_digits_is_no_number_and_no_trouble(piece: str, language: Language) -> None:
    for number in numbers(piece * 5000, language):
        assert number.end - number.start <= LONGEST


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("二〇二六年十一月二十六日", CHINESE, ["2026", "11m", "26d"]),
        ("十一月廿六日", CHINESE, ["11m", "26d"]),
        ("腊月初八、农历八月、正月", CHINESE, ["12l", "8d", "8l", "1l"]),
        ("the twenty-sixth of November", ENGLISH, ["26d", "11m"]),
        ("the twelfth lunar month", ENGLISH, ["12l"]),
    ],
)
def test_dates_in_words_and_lunar_months(text: str, language: Language, values: list[str]) -> None:
    assert found(text, language) == values


@pytest.mark.parametrize("language", [ENGLISH, VIETNAMESE, CHINESE])
@given(value=st.integers(2, LARGEST))
def test_what_is_written_in_words_is_read_again(language: Language, value: int) -> None:
    words = number_words(value, language)
    assert words is not None
    read = {ENGLISH: read_english, VIETNAMESE: read_vietnamese, CHINESE: read_chinese}
    assert read[language](words) == value


def test_numbers_without_known_words_are_none() -> None:
    assert number_words(100, ENGLISH) is None
    assert number_words(-1, CHINESE) is None
    assert number_words(5, Language("fr")) is None
