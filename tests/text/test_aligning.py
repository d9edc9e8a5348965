"""Paragraphs of two languages find each other by what they say and where they stand."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE
from editor_app.text.aligning import _aligned, align
from editor_app.text.languages import guess_language
from editor_app.text.pairing import Pair
from editor_app.text.traits import Weights, joined, traits_of
from tests.text.markdown_strategies import LINE
from tests.text.versions import LANDMARKS

PARAGRAPHS = st.lists(LINE, max_size=7)

STORY = (
    ("Mưa lớn từ đêm 3/9 làm ngập 17 tuyến phố ở Hà Nội, xe buýt phải dừng chạy.",
     "Heavy rain since the night of September 3 flooded 17 streets in Hanoi and stopped buses.",
     "9月3日夜间以来的大雨淹没了河内17条街道，公交车停运。"),
    ("“Chúng tôi chưa từng thấy nước lên nhanh như vậy”, bà Hoa, 62 tuổi, nói.",
     "“We have never seen the water rise so fast,” said Mrs Hoa, 62.",
     "“我们从没见过水涨得这么快，”62岁的华女士说。"),
    ("Công ty thoát nước huy động 450 công nhân và 38 máy bơm trong suốt buổi sáng.",
     "The drainage company sent out 450 workers and 38 pumps throughout the morning.",
     "排水公司整个上午出动了450名工人和38台水泵。"),
    ("Trường học ở bốn quận cho học sinh nghỉ; bệnh viện vẫn mở cửa.",
     "Schools in four districts sent their pupils home; hospitals stayed open.",
     "四个区的学校停课，医院照常开放。"),
    ("Có phải thành phố đã chậm trễ? Chính quyền nói sẽ trả lời trong tuần này.",
     "Was the city too slow? The authorities say they will answer this week.",
     "市政府是否反应太慢？当局表示将在本周答复。"),
    ("Năm 2008, trận lụt tương tự làm 22 người chết và thiệt hại 3.000 tỷ đồng.",
     "In 2008 a similar flood killed 22 people and did 3 trillion dong of damage.",
     "2008年，类似的洪水造成22人死亡，损失3万亿越南盾。"),
)  # fmt: skip


def texts(language: int) -> list[str]:
    return [row[language] for row in STORY]


@pytest.mark.parametrize("languages", [(0, 1), (0, 2), (1, 2), (2, 0)])
@pytest.mark.parametrize("seed", range(6))
def test_a_shuffled_translation_is_put_in_order(languages: tuple[int, int], seed: int) -> None:
    order = list(range(len(STORY)))
    random.Random(seed).shuffle(order)
    sources, targets = texts(languages[0]), texts(languages[1])
    found = align(sources, [targets[number] for number in order], LANDMARKS)
    wanted = {(number, place) for place, number in enumerate(order)}
    assert len(wanted & set(found)) >= 5
    assert len(set(found) - wanted) <= 1


@pytest.mark.parametrize("language", [1, 2])
def test_a_paragraph_joined_with_the_half_of_one_far_away_renders_both(language: int) -> None:
    ours, theirs = texts(0), texts(language)
    joint = "" if language == 2 else " "
    sources = [ours[0], f"{ours[1]} {ours[2]}", ours[3], ours[4], ours[5]]
    targets = [theirs[1], theirs[3], theirs[4], joint.join((theirs[5], theirs[2])), theirs[0]]
    assert set(align(sources, targets, LANDMARKS)) == {
        (1, 0), (2, 1), (3, 2), (4, 3), (1, 3), (0, 4),
    }  # fmt: skip


@pytest.mark.parametrize("language", [1, 2])
def test_a_merge_and_a_split_in_one_translation_are_found(language: int) -> None:
    sources, targets = texts(0), texts(language)
    merged = [targets[0] + " " + targets[1], *targets[2:]]
    assert align(sources, merged, LANDMARKS)[:3] == [(0, 0), (1, 0), (2, 1)]
    halved = [*sources[:4], sources[4] + " " + sources[5]]
    assert set(align(halved, targets, LANDMARKS)) == {
        (0, 0),
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 4),
        (4, 5),
    }


def test_a_missing_paragraph_shifts_nobody_else() -> None:
    targets = texts(1)
    del targets[2]
    assert align(texts(0), targets, LANDMARKS) == [(0, 0), (1, 1), (3, 2), (4, 3), (5, 4)]


def test_short_paragraphs_may_differ_more_in_length() -> None:
    source = ["Có 64 thợ đan ở làng này.", "Hôm 17/10 bão vào."]
    target = [
        "There are 64 weavers, we hear.",
        "The storm came on 17 October, as we are told here.",
    ]
    assert align(source, target, LANDMARKS) == [(0, 0), (1, 1)]


def test_pinned_pairs_bound_what_stands_between_them() -> None:
    found = align(texts(0), texts(1), LANDMARKS, [(0, 0), (5, 5)])
    assert found == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_what_is_typed_in_linked_paragraphs_makes_nothing_be_compared_anew() -> None:
    pinned = [(0, 0), (5, 5)]
    found = align(texts(0), texts(1), LANDMARKS, pinned)
    compared = _aligned.cache_info().misses
    retyped = ["Something else", *texts(1)[1:5], ""]
    assert align(texts(0), retyped, LANDMARKS, pinned) == found
    assert _aligned.cache_info().misses == compared


def test_kinds_count_as_much_as_words() -> None:
    sources = ["## Giao thông tê liệt", "Giao thông tê liệt", "- Giao thông\n- tê liệt"]
    targets = ["- Traffic\n- paralysed", "Traffic is paralysed", "## Traffic is paralysed"]
    assert set(align(sources, targets, LANDMARKS)) == {(0, 2), (1, 1), (2, 0)}


def test_addresses_of_links_are_carried_over() -> None:
    sources = [f"Xem [tài liệu](https://example.org/{number}) này." for number in range(4)]
    targets = [f"See [this](https://example.org/{number}) paper." for number in (2, 0, 3, 1)]
    assert set(align(sources, targets, LANDMARKS)) == {(2, 0), (0, 1), (3, 2), (1, 3)}


@settings(max_examples=200)
@given(
    PARAGRAPHS,
    PARAGRAPHS,
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=4),
)
def test_whatever_the_texts_only_free_paragraphs_are_paired(
    sources: list[str], targets: list[str], drawn: list[Pair]
) -> None:
    pinned = [pair for pair in drawn if pair[0] < len(sources) and pair[1] < len(targets)]
    found = align(sources, targets, LANDMARKS, pinned)
    assert len(set(found)) == len(found)
    for source, target in found:
        assert 0 <= source < len(sources)
        assert 0 <= target < len(targets)
        assert source not in {pair[0] for pair in pinned}
        assert target not in {pair[1] for pair in pinned}


def test_a_long_translation_is_aligned_in_parts() -> None:
    sources = [f"Đoạn {number} nói về {number * 7} chuyện ở Hà Nội." for number in range(450)]
    targets = [f"Paragraph {number} tells {number * 7} stories of Hanoi." for number in range(450)]
    found = align(sources, targets, LANDMARKS)
    assert sum(source == target for source, target in found) >= 440


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tổng thống nói", VIETNAMESE),
        ("The president said", ENGLISH),
        ("总统周一表示", CHINESE),
        ("总统在NATO总部", CHINESE),
        ("Xin chao", ENGLISH),
        ("", ENGLISH),
        ("Le président a dit", ENGLISH),
    ],
)
def test_the_language_is_told_from_the_letters(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("vietnamese", "english", "chinese"),
    [
        ("Nga và Ukraina", "Russia and Ukraine", "俄罗斯和乌克兰"),
        ("Liên Hợp Quốc", "the United Nations", "联合国"),
        ("bầu cử ở Mỹ", "elections in the U.S.", "美国选举"),
        ("TP HCM", "Ho Chi Minh City", "胡志明市"),
    ],
)
def test_names_and_news_words_are_known_in_three_languages(
    vietnamese: str, english: str, chinese: str
) -> None:
    found = [
        LANDMARKS.found(vietnamese, VIETNAMESE),
        LANDMARKS.found(english, ENGLISH),
        LANDMARKS.found(chinese, CHINESE),
    ]
    assert found[0] & found[1] & found[2]


def test_names_need_their_capitals_and_words_do_not() -> None:
    assert not LANDMARKS.found("nga, mỹ, đức", VIETNAMESE)
    assert LANDMARKS.found("Elections", ENGLISH) == LANDMARKS.found("elections", ENGLISH)
    assert LANDMARKS.found("he wore polish", ENGLISH) != LANDMARKS.found("he is Polish", ENGLISH)


def test_a_translation_has_more_evidence_than_any_other_pair() -> None:
    ours = [traits_of(text, VIETNAMESE, LANDMARKS) for text in texts(0)]
    theirs = [traits_of(text, CHINESE, LANDMARKS) for text in texts(2)]
    weights = Weights(ours, theirs)
    for place, source in enumerate(ours):
        right = weights.evidence(source, theirs[place])
        others = [target for other, target in enumerate(theirs) if other != place]
        assert right > max(weights.evidence(source, target) for target in others)
        assert right > 0


def test_joined_paragraphs_have_the_traits_of_both() -> None:
    one = traits_of("41 người.", VIETNAMESE, LANDMARKS)
    two = traits_of("Ở Nga.", VIETNAMESE, LANDMARKS)
    both = joined([one, two])
    assert both.found == one.found | two.found
    assert both.size == one.size + two.size
    assert joined([one]) is one


def test_terms_of_the_desk_show_what_a_text_speaks_of() -> None:
    terms = ({VIETNAMESE: ("làng Bèo",), ENGLISH: ("Beo village",)}, {VIETNAMESE: ("cá lóc",)})
    more = LANDMARKS.with_terms(lambda: terms)
    ours, theirs = more.found("Ở làng Bèo", VIETNAMESE), more.found("In Beo village", ENGLISH)
    [shared] = ours & theirs
    assert more.kind(shared) == "name"
    assert not LANDMARKS.found("làng Bèo", VIETNAMESE) & ours
    assert more.found("CÁ LÓC", VIETNAMESE) == more.found("cá lóc", VIETNAMESE) != frozenset()
