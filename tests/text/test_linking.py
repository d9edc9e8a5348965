"""New links come from place and content; new blocks go where their row belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.domain.block import Body
from editor_app.domain.ids import UseId
from editor_app.domain.link import Address, Made, Rendering, State
from editor_app.text.blocks import fresh, join
from editor_app.text.linking import (
    link_new,
    photos_of,
    place_for,
    segments,
    state_after_edit,
    words_of,
)
from tests.text.versions import LANDMARKS, NOON, at, linked, source_article, target_article, use

VI = (
    "Tổng thống Ukraine cho biết ông sẽ gặp các nhà lãnh đạo châu Âu tại Berlin ngày 14/12.",
    "Theo thăm dò công bố hôm thứ Hai, 41% người được hỏi ủng hộ thỏa thuận này.",
    'Chuyên gia Susan Stewart nói cam kết mới "rất quan trọng" đối với an ninh khu vực.',
    "Hiệp định năm 1994 đã thất bại khi xung đột nổ ra, và không ai bị trừng phạt vì việc đó.",
    "Ngân sách quốc phòng tăng thêm 1,2 triệu USD, chính phủ thông báo trong tháng 6.",
)
EN = (
    "The Ukrainian president said he would meet European leaders in Berlin on December 14.",
    "According to a poll published on Monday, 41 per cent of respondents support the deal.",
    'Expert Susan Stewart said the new pledges were "very important" for regional security.',
    "The 1994 agreement failed when conflict broke out, and nobody was ever punished for it.",
    "The defence budget rises by 1.2 million dollars, the government announced in June.",
)
ZH = (
    "乌克兰总统表示，他将于12月14日在柏林会见欧洲领导人。",
    "周一公布的民调显示，41%的受访者支持该协议。",
    "专家苏珊·斯图尔特称新承诺对地区安全“非常重要”。",
    "1994年的协议在冲突爆发时失败，没有人为此受到惩罚。",
    "政府六月宣布，国防预算增加120万美元。",
)


def pairs(
    source_texts: tuple[str, ...],
    target_texts: tuple[str, ...],
    known: tuple[tuple[int, int], ...] = (),
    passed_over: tuple[int, ...] = (),
) -> set[tuple[int, int]]:
    """Return the (source, target) numbers of the links that ``link_new`` adds."""
    source, target = source_article(*source_texts), target_article(*target_texts)
    kept = linked(source, target, *known)
    over = [at(source, number) for number in passed_over]
    links = link_new(words_of(source, ()), words_of(target, ()), kept, LANDMARKS, passed_over=over)
    assert links[: len(kept)] == kept
    numbers = {at(source, number): number for number in range(len(source_texts))}
    places = {at(target, number): number for number in range(len(target_texts))}
    return {
        (numbers[link.source], places[link.target])
        for link in links[len(kept) :]
        if link.source.block
    }


@pytest.mark.parametrize("target", [EN, ZH])
def test_a_whole_translation_finds_its_source(target: tuple[str, ...]) -> None:
    assert pairs(VI, target) == {(number, number) for number in range(5)}


@pytest.mark.parametrize("target", [EN, ZH])
def test_a_translation_in_another_order_finds_its_source(target: tuple[str, ...]) -> None:
    order = (3, 1, 4, 0, 2)
    found = pairs(VI, tuple(target[number] for number in order))
    assert found == {(number, place) for place, number in enumerate(order)}


def test_a_paragraph_that_renders_two_is_linked_to_both() -> None:
    assert pairs(VI, (EN[0], f"{EN[1]} {EN[2]}", EN[3], EN[4])) == {
        (0, 0),
        (1, 1),
        (2, 1),
        (3, 2),
        (4, 3),
    }


def test_two_paragraphs_that_render_one_are_both_linked() -> None:
    joined = (VI[0], f"{VI[1]} {VI[2]}", VI[3], VI[4])
    assert pairs(joined, EN) == {(0, 0), (1, 1), (1, 2), (2, 3), (3, 4)}


def test_a_paragraph_that_renders_nothing_stays_free() -> None:
    note = "Copydesk is open from nine to five; write to us at any time, we shall answer soon."
    assert pairs(VI, (*EN[:2], note, *EN[2:])) == {(0, 0), (1, 1), (2, 3), (3, 4), (4, 5)}


def test_place_between_linked_neighbours_links_what_is_just_being_typed() -> None:
    known = ((0, 0), (3, 2), (4, 3))
    assert pairs(VI, (EN[0], "According", EN[3], EN[4]), known) == {(1, 1)}


def test_words_that_speak_of_the_next_paragraph_are_linked_there() -> None:
    assert pairs(VI, (EN[0], EN[2]), ((0, 0),)) == {(2, 1)}


def test_linked_paragraphs_are_left_as_they_are() -> None:
    crossed = ((0, 1), (1, 0))
    assert pairs(VI[:3], EN[:3], crossed) == {(2, 2)}


def test_what_was_left_out_is_not_linked_again() -> None:
    assert pairs(VI[:2], (EN[0],), (), passed_over=(0,)) == set()


def test_nothing_is_linked_when_all_sources_are_rendered() -> None:
    assert pairs(VI[:2], (EN[0], EN[1], EN[1]), ((0, 0), (1, 1))) == set()


def test_fields_are_linked_to_fields_of_the_same_name_once() -> None:
    source, target = source_article(), target_article()
    links = link_new(words_of(source, ()), words_of(target, ()), (), LANDMARKS)
    assert all(link.source.part == link.target.part for link in links)
    assert len(links) == 7
    assert link_new(words_of(source, ()), words_of(target, ()), links, LANDMARKS) == links


def test_captions_are_linked_to_those_of_the_same_photo() -> None:
    source = source_article("![](photo:p1)", "![](photo:p2)")
    target = target_article("![](photo:p2)", "![](photo:p1)")
    ours = [use(source, "p1", "một"), use(source, "p2", "hai")]
    theirs = [use(target, "p1"), use(target, "p2")]
    photos = photos_of((*ours, *theirs))
    links = link_new(words_of(source, ours), words_of(target, theirs), (), LANDMARKS, photos)
    captions = {(link.source, link.target) for link in links if link.source.part == "caption"}
    assert captions == {
        (Address(UseId("a-p1"), "caption"), Address(UseId("b-p1"), "caption")),
        (Address(UseId("a-p2"), "caption"), Address(UseId("b-p2"), "caption")),
    }


def place(
    source: tuple[str, ...], target: Body, known: tuple[tuple[int, int], ...], row: int
) -> int:
    """Return where a block for the row would go, with photo p1 on both sides."""
    article, version = source_article(*source), replace(target_article(), body=target)
    ours, theirs = [use(article, "p1", "Ảnh")], [use(version, "p1", "Photo")]
    photos = photos_of((*ours, *theirs))
    words = words_of(article, ours), words_of(version, theirs)
    fields = [link for link in link_new(*words, (), LANDMARKS, photos) if not link.source.block]
    links = (*linked(article, version, *known), *fields)
    rows = segments(*words, links, {})
    return place_for(rows, row, target, photos)


def test_a_new_block_goes_behind_what_renders_the_row_before() -> None:
    body = fresh(join(["one", "three"]))
    assert place(("một", "hai", "ba"), body, ((0, 0), (2, 1)), 1) == 1


def test_a_new_first_block_goes_before_what_renders_the_next_row() -> None:
    body = fresh(join(["---", "two"]))
    assert place(("một", "hai"), body, ((1, 1),), 0) == 1


def test_a_new_block_in_an_empty_body_goes_to_its_end() -> None:
    assert place(("một", "hai"), (), (), 1) == 0


def test_a_photo_keeps_its_place_between_new_blocks() -> None:
    body = fresh("![](photo:p1)")
    source = ("một", "![](photo:p1)", "hai")
    assert place(source, body, (), 0) == 0
    assert place(source, body, (), 2) == 1


@pytest.mark.parametrize(
    ("state", "made", "read", "text", "after"),
    [
        (State.TO_DO, Made.HAND, False, "chữ", State.DRAFT),
        (State.DRAFT, Made.HAND, False, "chữ", State.DRAFT),
        (State.TRANSLATED, Made.HAND, True, "chữ", State.TRANSLATED),
        (State.REVIEWED, Made.HAND, True, "chữ", State.TRANSLATED),
        (State.TRANSLATED, Made.HAND, True, "  ", State.TO_DO),
        (State.LEFT_OUT, Made.HAND, False, "chữ", State.DRAFT),
        (State.DRAFT, Made.MACHINE, False, "chữ", State.DRAFT),
        (State.TRANSLATED, Made.MACHINE, False, "chữ", State.DRAFT),
        (State.TRANSLATED, Made.MACHINE, True, "chữ", State.TRANSLATED),
        (State.TRANSLATED, Made.MEMORY, True, "chữ", State.TRANSLATED),
    ],
)
def test_the_state_after_an_edit(
    state: State, made: Made, read: bool, text: str, after: State
) -> None:
    target = Address("b", "block:1")
    reader = "Lan" if read else ""
    rendering = Rendering(target, state, made, read=NOON if read else None, read_by=reader)
    assert state_after_edit(rendering, text) is after


def test_new_text_that_somebody_types_is_a_draft() -> None:
    assert state_after_edit(None, "chữ") is State.DRAFT
    assert state_after_edit(None, "") is State.TO_DO
