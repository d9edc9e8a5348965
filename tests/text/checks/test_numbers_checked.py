"""N1, N2, N3: numbers must be those of the source, however each language writes them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.finding import Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from tests.text.checks.proofs import Proof, found, marked, pair

SAME = [
    ("Tháng 6 có 1.900 người.", "In June there were 1,900 people.", ENGLISH),
    ("Tháng 6 có 1.900 người.", "六月有1900人。", CHINESE),
    ("Hôm 17/10 bão vào bờ.", "The storm came ashore on 17 October.", ENGLISH),
    ("Hôm 17/10 bão vào bờ.", "10月17日风暴登陆。", CHINESE),
    ("Giá tăng 5,6% lên 1,2 tỷ đồng.", "Prices rose 5.6 per cent to 1.2 billion dong.", ENGLISH),
    ("Giá tăng 5,6% lên 1,2 tỷ đồng.", "价格上涨5.6%，达12亿越南盾。", CHINESE),
    ("Hợp tác xã vay 400 triệu đồng.", "The co-operative borrowed 400 million dong.", ENGLISH),
    ("Hợp tác xã vay 400 triệu đồng.", "合作社借了4亿越南盾。", CHINESE),
    ("Thuyền nhỏ giá 3,2 triệu đồng.", "小船320万越南盾。", CHINESE),
    ("Cả hai em 12 tuổi.", "Both children are twelve years old.", ENGLISH),
    ("Ông Tư, 69 tuổi, đi lúc 5 giờ sáng.", "Tu, 69, leaves at 05:00.", ENGLISH),
    ("Tàu chạy lúc 17h30.", "The train leaves at 5.30 pm.", ENGLISH),
    ("Tàu chạy lúc 17h30.", "列车下午五点半开出。", CHINESE),
    ("Đội nhà thắng 3-1.", "The home side won 3–1.", ENGLISH),
    ("Đội nhà thắng 3-1.", "主队3比1获胜。", CHINESE),
    ("Có 5-7 triệu lượt khách.", "There were 5 million to 7 million visits.", ENGLISH),
    ("Có 5-7 triệu lượt khách.", "有500万至700万人次。", CHINESE),
    ("Lần thứ ba trong thế kỷ XX.", "The third time in the 20th century.", ENGLISH),
    ("Lần thứ ba trong thế kỷ XX.", "20世纪第三次。", CHINESE),
    ("Vào những năm 1980.", "In the 1980s.", ENGLISH),
    ("Vào những năm 1980.", "上世纪八十年代。", CHINESE),
    ("Một nửa số thuyền, tức 300 chiếc.", "Half of the boats, 300 of them.", ENGLISH),
    ("Ba mươi lăm hộ dân.", "Thirty-five households.", ENGLISH),
    ("Ba mươi lăm hộ dân.", "三十五户居民。", CHINESE),
    ("Nửa triệu người.", "Half a million people.", ENGLISH),
    ("Một triệu rưỡi người.", "1.5 million people.", ENGLISH),
    ("Thứ hai tuần sau.", "Next Monday.", ENGLISH),
    ("Thứ hai tuần sau.", "下周一。", CHINESE),
    ("Bà Ngô Thị Sáu bán dưa.", "Ngo Thi Sau sells melons.", ENGLISH),
    ("Mười ba nghìn hộ.", "13,000 households.", ENGLISH),
    ("Bán với giá 125 triệu bảng.", "Sold for £125m.", ENGLISH),
    ("Dịch Covid-19 năm 2020.", "2020年的新冠疫情。", CHINESE),
    ("Xem https://a.vn/7. Có 42 người.", "见https://a.vn/7。有42人。", CHINESE),
    ("Hỏi a7@b.vn. Có 42 người.", "请问a7@b.vn，有42人。", CHINESE),
    ("1.800 m3 nước.", "1,800 cubic metres of water.", ENGLISH),
    ("Mở cửa lại vào tháng ba.", "It reopens in March.", ENGLISH),
    ("Hơn 10,000 người.", "More than 10,000 people.", ENGLISH),
    ("Cúng ngày 23 tháng chạp.", "腊月二十三祭灶。", CHINESE),
    ("Cúng ngày 23 tháng chạp.", "On the 23rd day of the twelfth lunar month.", ENGLISH),
    ("Trước tháng chạp.", "Before the lunar New Year.", ENGLISH),
    ("Giỗ Tổ 10/3 âm lịch.", "The tenth day of the third lunar month.", ENGLISH),
    ("Từ tháng Giêng năm 2020.", "Since January 2020.", ENGLISH),
    ("Ngày 26/11/2026 bão vào.", "二〇二六年十一月二十六日，风暴登陆。", CHINESE),
    ("Ngày 26/11 bão vào.", "The storm came on the twenty-sixth of November.", ENGLISH),
    ("Ngày hai tháng chín.", "9月2日。", CHINESE),
    ("Chỉ 2 giờ 30 phút.", "Only 2 hours 30 minutes.", ENGLISH),
    ("Hơn 1 200 000 người.", "More than 1,200,000 people.", ENGLISH),
    ("Hơn 20 000 người.", "两万多人。", CHINESE),
    ("Hơn 100.000 người.", "十几万人。", CHINESE),
    ("Khoảng 150.000 người.", "十几万人。", CHINESE),
    ("Hàng trăm nghìn người.", "数十万人。", CHINESE),
    ("Hơn hai mươi tuổi.", "二十几岁。", CHINESE),
    ("Từ 20 đến 30 hộ.", "二三十户。", CHINESE),
    ("Vốn 1.200 tỷ đồng.", "资金1万2千亿越南盾。", CHINESE),
    ("Hai nghìn không trăm linh năm hộ.", "2,005 households.", ENGLISH),
    ("Hai trăm lẻ năm nghìn hộ.", "20.5万户。", CHINESE),
    ("Ngày 21-10, bão vào Đà Nẵng.", "The storm reached Da Nang on October 21.", ENGLISH),
    ("Thứ Ba (21-10), bão tan.", "10月21日周二，台风消散。", CHINESE),
    ("Từ 5 đến 7-10.", "From October 5 to 7.", ENGLISH),
    ("Ngày 5.10, bão vào.", "The storm came on October 5.", ENGLISH),
    ("Sáng 5.10.2024, bão vào.", "2024年10月5日上午，台风登陆。", CHINESE),
    ("Mỗi ngày 2-3 lần.", "Two or three times a day.", ENGLISH),
    ("Mỗi ngày 2-3 lần.", "每天2到3次。", CHINESE),
    ("Cô cao 1,75 m.", "她身高1米75。", CHINESE),
    ("Cô cao 1m75.", "She is 1.75 metres tall.", ENGLISH),
    ("Cô cao 1,8 m.", "她身高一米八。", CHINESE),
    ("Hai chục người, ba chục nghìn hộ.", "Twenty people, 30,000 households.", ENGLISH),
    ("Gần 24 người.", "Nearly two dozen people.", ENGLISH),
    ("Suốt 1,5 giờ.", "持续一个半小时。", CHINESE),
    ("Hai năm rưỡi.", "2.5 years.", ENGLISH),
    ("Một năm rưỡi.", "18 months.", ENGLISH),
    ("Lúc 2 giờ rưỡi chiều.", "At 2:30 p.m.", ENGLISH),
    ("Lúc 19 giờ 5 phút.", "At 7:05 p.m.", ENGLISH),
    ("Nợ 1 triệu tỷ đồng.", "A debt of 1 quadrillion dong.", ENGLISH),
    ("Có 15.000 người, 2.500 hộ.", "有一万五，二千五百户。", CHINESE),
    ("Rằm tháng Giêng.", "正月十五。", CHINESE),
    ("Ngày 23 tháng Chạp.", "腊月廿三。", CHINESE),
    ("Tăng 0,25 điểm phần trăm.", "上调25个基点。", CHINESE),
    ("Tăng 0,25 điểm phần trăm.", "Up 25 basis points.", ENGLISH),
    ("Trong 6 tháng đầu năm.", "In the first half of the year.", ENGLISH),
    ("Trong 6 tháng đầu năm.", "今年上半年。", CHINESE),
    ("Trong 3 tháng đầu năm.", "In the first quarter.", ENGLISH),
    ("Trong 9 tháng năm 2024.", "In the first nine months of 2024.", ENGLISH),
    ("Ngày 5 tháng năm 2024.", "5 May 2024.", ENGLISH),
    ("Hai thập kỷ, ba thế kỷ.", "Twenty years, 300 years.", ENGLISH),
    ("Hai mươi năm.", "Two decades.", ENGLISH),
    ("Dài 90 phút, gấp rưỡi.", "It lasts an hour and a half, 1.5 times as long.", ENGLISH),
    ("Rộng 1.000m2.", "1,000 square metres.", ENGLISH),
    ("Cách bờ 120km.", "It is 120 km (75 miles) off the coast.", ENGLISH),
    ("Gió 120 km/h.", "Winds reached 120 km/h (75 mph).", ENGLISH),
    ("Trời nóng 40 độ C.", "It was 40°C (104°F).", ENGLISH),
    ("Trời nóng 40 độ C.", "It was 40 degrees Celsius (104 degrees Fahrenheit).", ENGLISH),
    ("Sáu tháng đầu năm 2024.", "In the first half of 2024.", ENGLISH),
    ("9 tháng đầu năm tăng 5%.", "Up 5% in the first three quarters.", ENGLISH),
    ("9 tháng đầu năm tăng 5%.", "前三季度增长5%。", CHINESE),
    ("Bắt đầu sáng 19 tháng năm 2024.", "It began on the morning of 19 May 2024.", ENGLISH),
    ("Mỗi ngày 2.5 triệu đồng.", "2.5 million dong a day.", ENGLISH),
    ("Đêm ngày 2.5 triệu đồng.", "2.5 million dong, day and night.", ENGLISH),
    ("Từ ngày 10-12 tháng 3.", "From 10 to 12 March.", ENGLISH),
    ("Đêm 11-12 độ C.", "11 to 12 degrees Celsius at night.", ENGLISH),
]
OTHER = [
    ("41% thu nhập của thuyền.", "14 per cent of the boat’s income.", ENGLISH, "14 per cent"),
    ("41% thu nhập của thuyền.", "渔船收入的14%。", CHINESE, "14%"),
    ("Tháng 6 có 1.900 người.", "In July there were 1,900 people.", ENGLISH, "July"),
    ("Tháng 6 có 1.900 người.", "七月有1900人。", CHINESE, "七月"),
    ("Có 64 thợ đan.", "There are 46 weavers.", ENGLISH, "46"),
    ("Có 64 thợ đan.", "有46名工匠。", CHINESE, "46"),
    ("Cúng vào tháng chạp.", "The rite is in December.", ENGLISH, "December"),
    ("Bão vào tháng 12.", "风暴腊月登陆。", CHINESE, "腊月"),
    ("Ngày 26/11/2026.", "二〇二六年十一月二十七日。", CHINESE, "二十七"),
    ("Ngày 26/11.", "On the twenty-seventh of November.", ENGLISH, "twenty-seventh"),
    ("Chelsea đá chiều thứ Ba.", "Chelsea play on Thursday.", ENGLISH, "Thursday"),
    ("Chelsea đá chiều thứ Ba.", "切尔西周四比赛。", CHINESE, "周四"),
    ("Tàu chạy lúc 17h30.", "The train leaves at 5.40 pm.", ENGLISH, "5.40 pm"),
    ("Ba mươi lăm hộ dân.", "Fifty-three households.", ENGLISH, "Fifty-three"),
    ("Vào những năm 1980.", "In the 1890s.", ENGLISH, "1890"),
    ("Vốn 1.200 tỷ đồng.", "资金1万3千亿越南盾。", CHINESE, "1万3千亿"),
    ("Có 1 200 000 hộ.", "There are 1,300,000 households.", ENGLISH, "1,300,000"),
    ("Hơn 300.000 người.", "十几万人。", CHINESE, "十几万人。"),
    ("Ngày 21-10, bão vào.", "The storm came on November 21.", ENGLISH, "November"),
    ("Sáng 5.10, bão vào.", "The storm came on October 6.", ENGLISH, "6"),
    ("Cô cao 1,75 m.", "她身高1米57。", CHINESE, "1米57"),
    ("Hai chục người.", "30 people.", ENGLISH, "30"),
    ("Cách bờ 120km.", "It is 210 km (130 miles) off the coast.", ENGLISH, "210"),
    ("Hai thập kỷ.", "Thirty years.", ENGLISH, "Thirty"),
    ("Có 15.000 người.", "有一万六。", CHINESE, "一万六"),
]


@pytest.mark.parametrize(("source", "target", "language"), SAME)
def test_the_same_number_is_no_finding(source: str, target: str, language: Language) -> None:
    assert found(pair(source, target, language), "N1", "N2", "N3") == []


@pytest.mark.parametrize(("source", "target", "language", "words"), OTHER)
def test_another_number_is_an_error_at_its_place(
    source: str, target: str, language: Language, words: str
) -> None:
    material = pair(source, target, language)
    assert [item.severity for item in found(material, "N1")] == [Severity.ERROR]
    assert marked(material, "N1") == [words]


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("Có **64** thợ đan.", "There are 46 weavers.", "64"),
        ("Có 64 thợ đan ở 3 làng.", "There are 64 weavers in the villages.", "3"),
        ("Vay 400 triệu đồng.", "They borrowed 400 billion dong.", "400 triệu"),
        ("Cả thảy 1.900 người.", "There were 1.900 people.", "1.900"),
    ],
)
def test_a_number_that_differs_knows_the_words_of_the_source(
    source: str, target: str, words: str
) -> None:
    (one,) = found(pair(source, target), "N1", "N2", "N3")
    assert one.origin is not None
    assert one.origin.within == source
    assert source[one.origin.start : one.origin.end] == words


@pytest.mark.parametrize(
    ("source", "target", "language", "fix"),
    [
        ("Chiếm 41% thu nhập.", "Fuel took 14 per cent.", ENGLISH, "41 per cent"),
        ("Chiếm 41% thu nhập.", "燃料占14%。", CHINESE, "41%"),
        ("Tháng 6 có mưa.", "It rained in July.", ENGLISH, "June"),
        ("Có 1.900 người.", "There were 1,800 people.", ENGLISH, "1,900"),
        ("Có 1.200.000 hộ.", "There are 1 300 000 households.", ENGLISH, "1 200 000"),
        ("Chelsea đá chiều thứ Ba.", "切尔西周四比赛。", CHINESE, "周二"),
        ("Có 64 thợ đan.", "There were *4*6 weavers.", ENGLISH, None),
        ("Tàu chạy lúc 17h30.", "The train leaves at 5.40 pm.", ENGLISH, None),
        ("Cúng vào tháng chạp.", "The rite is in December.", ENGLISH, None),
    ],
)
def test_another_number_is_mended_in_the_form_that_stands_there(
    source: str, target: str, language: Language, fix: str | None
) -> None:
    (one,) = found(pair(source, target, language), "N1")
    assert one.fix == fix


def test_a_number_that_is_missing_or_added_says_so() -> None:
    missing = found(pair("Có 64 thợ đan ở đây.", "There are weavers here."), "N1")
    assert [item.message.key for item in missing] == ["check-n1-missing"]
    added = found(pair("Có thợ đan ở đây.", "There are 64 weavers here."), "N1")
    assert [item.message.key for item in added] == ["check-n1-added"]


def test_english_and_chinese_sources_are_read_too() -> None:
    english = Proof(("1.2 million people",), ("120万人",), (ENGLISH, CHINESE))
    assert found(english.material(), "N1", "N3") == []
    chinese = Proof(("价格1.2亿元",), ("Giá 120 triệu tệ",), (CHINESE, VIETNAMESE))
    assert found(chinese.material(), "N1", "N3") == []
    about = Proof(("十几万人，二三十户",), ("130,000 people, 25 to 30 homes",), (CHINESE, ENGLISH))
    assert [item.evidence for item in found(about.material(), "N1")] == [">25"]
    wrong = Proof(("1.2 million people",), ("1.2 tỷ người",), (ENGLISH, VIETNAMESE))
    assert [item.check for item in found(wrong.material(), "N1", "N3")] == ["N3"]


def test_a_number_that_moved_to_another_paragraph_is_not_missing() -> None:
    proof = Proof(
        ("Làng có 64 thợ. Họ đan 20 chiếc.", "Ai cũng bận."),
        ("The village has 64 weavers.", "All are busy; they weave 20 boats."),
        (VIETNAMESE, ENGLISH),
    )
    assert found(proof.material(), "N1") == []


def test_a_headline_may_leave_a_number_away_but_not_change_it() -> None:
    body = (("Có 300 thuyền hỏng.",), ("300 boats were smashed.",), (VIETNAMESE, ENGLISH))
    shorter = Proof(*body, {"headline": ("300 thuyền hỏng", "Boats smashed")})
    assert found(shorter.material(), "N1") == []
    wrong = Proof(*body, {"headline": ("300 thuyền hỏng", "400 boats smashed")})
    assert marked(wrong.material(), "N1") == ["400"]


def test_marks_of_markdown_do_not_move_the_place() -> None:
    material = pair(
        "Tăng **41%** so với [năm ngoái](https://a.vn/1).", "Up **14%** on [last](https://a.vn/1)."
    )
    assert marked(material, "N1") == ["14%"]


@pytest.mark.parametrize(
    ("source", "target", "language", "words", "right"),
    [
        ("Có 1.900 người.", "There were 1.900 people.", ENGLISH, "1.900", "1,900"),
        ("Có 1.900 người.", "有1.900人。", CHINESE, "1.900", "1900"),
        ("Có 1.900.000 người.", "There were 1.900.000 people.", ENGLISH, "1.900.000", "1,900,000"),
        ("Tăng 5,6 lần.", "It rose 5,6 times.", ENGLISH, "5,6", "5.6"),
        ("Tăng 5,6 lần.", "上涨5,6倍。", CHINESE, "5,6", "5.6"),
    ],
)
def test_the_number_format_of_the_source_is_mended_by_a_fix(
    source: str, target: str, language: Language, words: str, right: str
) -> None:
    material = pair(source, target, language)
    assert marked(material, "N1", "N2", "N3") == [words]
    assert [(item.check, item.fix) for item in found(material, "N2")] == [("N2", right)]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Có 1.900 người.", "There were 1,900 people.", ENGLISH),
        ("Cao 1,90 mét.", "It is 1.90 metres high.", ENGLISH),
        ("Phiên bản 1.900 của luật 5.6.", "Version 1,900 of law 5.6.", ENGLISH),
        ("Có 1.900 người.", "有1,900人。", CHINESE),
    ],
)
def test_the_edition_s_own_number_format_is_no_finding(
    source: str, target: str, language: Language
) -> None:
    assert found(pair(source, target, language), "N1", "N2") == []


@pytest.mark.parametrize(
    ("source", "target", "language", "words"),
    [
        ("Giá 1,2 tỷ đồng.", "It costs 1.2 million dong.", ENGLISH, "1.2 million"),
        ("Giá 1,2 tỷ đồng.", "售价1.2亿越南盾。", CHINESE, "1.2亿"),
        ("Giá 3,2 triệu đồng.", "售价32万越南盾。", CHINESE, "32万"),
        ("Có 20 nghìn hộ.", "There are 20 million households.", ENGLISH, "20 million"),
        ("Có 20 nghìn hộ.", "有20万户。", CHINESE, "20万"),
    ],
)
def test_another_magnitude_word_is_an_error_of_its_own(
    source: str, target: str, language: Language, words: str
) -> None:
    material = pair(source, target, language)
    assert [item.check for item in found(material, "N1", "N3")] == ["N3"]
    assert marked(material, "N3") == [words]


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9_999_999))
def test_every_whole_number_is_the_same_in_the_three_languages(number: int) -> None:
    source = f"Có {number:,} hộ.".replace(",", ".")
    assert found(pair(source, f"There are {number:,} households."), "N1", "N2", "N3") == []
    assert found(pair(source, f"有{number}户。", CHINESE), "N1", "N2", "N3") == []


@settings(max_examples=60, deadline=None)
@given(st.integers(21, 9_999), st.integers(21, 9_999))
def test_two_different_numbers_are_never_the_same(one: int, other: int) -> None:
    source = f"Có {one:,} hộ dân.".replace(",", ".")
    target = f"There are {other:,} households."
    assert bool(found(pair(source, target), "N1", "N2", "N3")) is (one != other)
