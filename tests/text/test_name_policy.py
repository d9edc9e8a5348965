"""Names in a Vietnamese text are found by what gives them away, and printed as an edition does."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE
from editor_app.text.name_policy import bare_names, names_of, printed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“…”, thuyền trưởng Nguyễn Văn Hòa nói.", ["Nguyễn Văn Hòa"]),
        ("Ông Trần Minh Tuấn gặp Donald Trump.", ["Trần Minh Tuấn", "Donald Trump"]),
        ("Bà Lê Thị Hoa nói với Angela Merkel.", ["Lê Thị Hoa", "Angela Merkel"]),
        ("Từ Hà Nội, Bộ Công Thương cho biết.", ["Hà Nội"]),
        ("Ở xã Đá Bàn, huyện Vân Đồn.", ["Đá Bàn", "Vân Đồn"]),
        ("Theo Sở Giao thông Vận tải tỉnh Cần Thơ", ["Cần Thơ"]),
        ("tỉnh Quảng Ngãi Đặng Văn Minh", ["Quảng Ngãi", "Đặng Văn Minh"]),
        ("thành phố Hồ Chí Minh Phan Văn Mãi", ["Hồ Chí Minh", "Phan Văn Mãi"]),
        ("tỉnh Thừa Thiên Huế Nguyễn Văn Phương", ["Thừa Thiên Huế", "Nguyễn Văn Phương"]),
        ("Ở Hà Lan, Châu Âu và Nam Thái Bình Dương; phường Phan Chu Trinh.", ["Phan Chu Trinh"]),
        ("Ngân hàng Nhà nước, Đại học Quốc gia, Đài Truyền hình Việt Nam", []),
        ("Vàng tăng giá. Kim loại quý. Mai trời mưa. Ông Hùng về.", []),
        ("TÍT VIẾT HOA NGUYỄN VĂN A", []),
        ("", []),
    ],
)
def test_names_are_found_and_offices_and_bodies_are_not(text: str, names: list[str]) -> None:
    assert [place.text for place in names_of(text, VIETNAMESE)] == names
    assert [place.text for place in names_of(normalize("NFD", text), VIETNAMESE)] == [
        normalize("NFD", name) for name in names
    ]


def test_names_of_other_languages_are_nobodys_to_guess() -> None:
    assert names_of("Nguyễn Văn Hùng", ENGLISH) == ()


def test_an_edition_prints_a_name_with_its_marks_or_without() -> None:
    assert printed("Đặng Bình", ENGLISH, keeps_marks=False) == "Dang Binh"
    assert printed("Đặng Bình", ENGLISH, keeps_marks=True) == "Đặng Bình"
    assert printed("Đặng Bình", CHINESE, keeps_marks=True) is None
    assert printed("Đặng Bình", VIETNAMESE, keeps_marks=False) is None


def test_names_that_lost_their_marks_are_found_in_a_translation() -> None:
    source = "Ông Nguyễn Văn Hòa ở tỉnh Cần Thơ"
    assert bare_names(source, "Nguyen Van Hoa of Cần Thơ") == ((0, 14, "Nguyễn Văn Hòa"),)
    assert bare_names(source, "Nguyễn Văn Hòa of Can Thoa") == ()


@given(st.text(st.sampled_from("NguyễnVăHòa Trần.,- AB\u0301"), max_size=60))
def test_places_of_names_are_in_order_and_as_the_text_has_them(text: str) -> None:
    last = 0
    for place in names_of(text, VIETNAMESE):
        assert last <= place.start < place.end <= len(text)
        assert text[place.start : place.end] == place.text
        last = place.end
