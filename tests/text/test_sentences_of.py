"""Paragraphs are cut into sentences, and sentences pair where they can only be each other's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.text.sentence_pairs import sentence_pairs
from editor_app.text.sentences_of import sentences, with_sentence
from tests.text.versions import LANDMARKS


@pytest.mark.parametrize(
    "cut",
    [
        ("Nước lên.", "Nước xuống!", "Ai biết?"),
        ("Theo TS. Hoàng Văn A, 41% đồng ý.", "Số còn lại thì không."),
        ("Giá là 3.500 đồng.", "Năm ngoái là 2,5 triệu."),
        ("Ông sống ở TP. HCM.", "Bà thì không."),
        ("Mr. Smith met J. K. Rowling on Jan. 5.", "They talked."),
        ("The U.S. Senate voted.", "“It passed.”", "Nobody left."),
        ("“We go,” he said.", "She stayed (at home).", "Then it rained…"),
        ("总统周一讲话。", "会议取消！", "为什么？"),
        ("“我们从没见过。”", "她62岁。"),
        ("“快走！”他说。", "大家都走了。"),
        ("GS.TS. Trần Văn B và PGS.TS. Lê C cho biết.", "Họ đồng ý."),
        ("He met Maj. Gen. Kim, e.g. Tuesday.", "Adm. Lee was there."),
        ("No. 10 is empty.", "It was sold for $3.5 million."),
        ("1. Một điều khoản.", "Hai điều khoản."),
        ("Xem example.com hôm nay.", "Mai thì không."),
    ],
)
def test_a_paragraph_is_cut_where_its_sentences_end(cut: tuple[str, ...]) -> None:
    joint = "" if "。" in "".join(cut) else " "
    assert sentences(joint.join(cut)) == cut


def test_an_empty_text_has_no_sentence() -> None:
    assert sentences(" \n ") == ()


@given(st.text(alphabet="aB .!?。！…”“\n4Ẩ中", max_size=60))
def test_no_character_but_white_space_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


VI = "Mưa làm ngập 17 tuyến phố ở Hà Nội. Xe buýt phải dừng chạy. Năm 2008 lụt làm 22 người chết."
EN = (
    "Rain flooded 17 streets in Hanoi. Buses had to stop running. In 2008 a flood killed 22 people."
)
ZH = "大雨淹没了河内17条街道。公共汽车不得不停运。2008年洪水造成22人死亡。"


@pytest.mark.parametrize(("one", "other"), [(VI, EN), (VI, ZH), (EN, ZH), (ZH, VI)])
def test_sentences_that_can_only_be_each_others_are_paired(one: str, other: str) -> None:
    assert sentence_pairs(one, other, LANDMARKS) == tuple(
        zip(sentences(one), sentences(other), strict=True)
    )


@pytest.mark.parametrize(
    "other",
    [
        "Rain flooded 17 streets in Hanoi and stopped the buses. In 2008 a flood killed 22 people.",
        "Rain flooded 18 streets in Hanoi. Buses had to stop running. In 2008 a flood killed 22.",
        "In 2008 a flood killed 22 people. Buses had to stop. Rain flooded 17 streets in Hanoi.",
        "Rain flooded 17 streets in Hanoi.",
        "",
    ],
)
def test_sentences_that_are_not_certain_are_not_paired(other: str) -> None:
    assert sentence_pairs(VI, other, LANDMARKS) == ()


def test_a_single_sentence_is_the_paragraph_and_no_pair() -> None:
    assert sentence_pairs("Nước lên.", "The water rises.", LANDMARKS) == ()


@pytest.mark.parametrize(
    ("text", "sentence", "both"),
    [
        ("", "Water.", "Water."),
        ("It rains.", "Water rises.", "It rains. Water rises."),
        ("It rains. ", "Water rises.", "It rains. Water rises."),
        ("下雨了。", "水涨了。", "下雨了。水涨了。"),
        ("“下雨了。”", "水涨了。", "“下雨了。”水涨了。"),
    ],
)
def test_a_sentence_is_added_behind_a_text(text: str, sentence: str, both: str) -> None:
    assert with_sentence(text, sentence) == both
