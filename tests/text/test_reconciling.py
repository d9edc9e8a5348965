"""Paragraphs keep their ids through whatever an editor does to them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.block import Block, BlockKind, Body
from editor_app.domain.ids import BlockId, PhotoId
from editor_app.text import blocks
from editor_app.text.blocks import Reconciled, fresh, join, photo_line, photo_of, reconcile, split
from tests.text.edits import EDIT, Text, body_of, paragraph
from tests.text.markdown_strategies import ANY_MARKDOWN

A = "Quốc hội sáng nay thông qua luật đường sắt với đa số phiếu tán thành."
B = "Bộ trưởng cho biết công trình sẽ khởi công trong tháng sáu năm tới."
C = "Người dân hai bên tuyến được hỏi ý kiến trước khi chính quyền quyết định."


def ids(body: Body) -> list[BlockId]:
    return [block.id for block in body]


def check_books(before: Body, edit: Reconciled, markdown: str) -> None:
    """Every block of before and after is accounted for once, and not one character is ours."""
    old, new = {block.id: block for block in before}, {block.id: block for block in edit.body}
    assert [block.text for block in edit.body] == list(split(markdown))
    assert len(new) == len(edit.body)
    assert new.keys() - old.keys() == edit.added | edit.split.keys()
    assert old.keys() - new.keys() == edit.removed | edit.merged.keys()
    assert not edit.added & edit.split.keys()
    assert not edit.removed & edit.merged.keys()
    assert edit.changed == {name for name in old.keys() & new.keys() if old[name] != new[name]}
    assert set(edit.split.values()) <= old.keys()
    assert set(edit.merged.values()) <= new.keys()
    assert edit.before == before


@settings(max_examples=400)
@given(st.integers(1, 9), EDIT)
def test_one_edit_keeps_every_id_where_it_belongs(
    count: int, edit: tuple[str, int, int, int]
) -> None:
    before = body_of(count)
    wanted = Text.of(before)
    wanted.edit(*edit)
    result = reconcile(before, wanted.markdown)
    check_books(before, result, wanted.markdown)
    known = [block.id if block.id in ids(before) else None for block in result.body]
    assert known == wanted.ids
    assert {ids(result.body).index(new): old for new, old in result.split.items()} == wanted.split
    assert dict(result.merged) == wanted.merged


@settings(max_examples=250)
@given(st.integers(0, 9), st.lists(EDIT, max_size=8))
def test_many_edits_at_once_lose_no_block_from_the_books(
    count: int, edits: list[tuple[str, int, int, int]]
) -> None:
    before = body_of(count)
    text = Text.of(before)
    for edit in edits:
        text.edit(*edit)
    result = reconcile(before, text.markdown)
    check_books(before, result, text.markdown)
    for block in before:
        if text.texts.count(block.text) == 1:
            assert next(item for item in result.body if item.text == block.text).id == block.id


@settings(max_examples=300)
@given(ANY_MARKDOWN, ANY_MARKDOWN)
def test_any_markdown_may_follow_any_other(one: str, other: str) -> None:
    before = fresh(one)
    check_books(before, reconcile(before, other), other)
    again = reconcile(before, join(block.text for block in before))
    assert again.body == before
    assert not {*again.added, *again.removed, *again.changed, *again.split, *again.merged}


@settings(max_examples=300)
@given(
    ANY_MARKDOWN, st.integers(0, 100), st.integers(0, 100), st.sampled_from(["", "x", "\n\n", "- "])
)
def test_reading_only_what_changed_gives_the_same_blocks(
    markdown: str, start: int, size: int, typed: str
) -> None:
    before = fresh(markdown)
    text = join(block.text for block in before)
    edited = text[:start] + typed + text[start + size :]
    result = reconcile(before, edited)
    assert [block.text for block in result.body] == list(split(edited))


def test_the_first_half_keeps_the_id_even_when_it_is_short() -> None:
    before = fresh(join([f"Ông nói thế này. {A} {C}", B]))
    result = reconcile(before, join(["Ông nói thế này.", f"{A} {C}", B]))
    assert result.body[0].id == before[0].id
    assert result.split == {result.body[1].id: before[0].id}
    assert not result.added


def test_a_paragraph_cut_in_three_gives_two_new_ones_that_know_it() -> None:
    before = fresh(f"{A} {B} {C}")
    result = reconcile(before, join([A, B, C]))
    assert result.body[0].id == before[0].id
    assert set(result.split.values()) == {before[0].id}
    assert len(result.split) == 2


def test_three_paragraphs_joined_report_where_they_went() -> None:
    before = fresh(join([A, B, C]))
    result = reconcile(before, f"{A} {B} {C}")
    assert ids(result.body) == [before[0].id]
    assert result.merged == {before[1].id: before[0].id, before[2].id: before[0].id}


def test_chinese_is_split_and_merged_like_any_other_text() -> None:
    one, two = "总统周一在记者会上表示会议取消。", "各方同意下个月继续谈判，地点未定。"
    before = fresh(one + two)
    cut = reconcile(before, join([one, two]))
    assert cut.split == {cut.body[1].id: before[0].id}
    whole = reconcile(cut.body, one + two)
    assert whole.merged == {cut.body[1].id: before[0].id}


def test_a_retyped_and_split_paragraph_is_still_known() -> None:
    before = fresh(join([f"{A} {B}", C]))
    result = reconcile(
        before, join([A.replace("sáng nay", "chiều qua"), B.replace("sáu", "bảy"), C])
    )
    assert result.body[0].id == before[0].id
    assert result.split == {result.body[1].id: before[0].id}


def test_a_sentence_that_moves_to_the_neighbour_changes_no_id() -> None:
    before = fresh(join([f"{A} {B}", C]))
    result = reconcile(before, join([A, f"{B} {C}"]))
    assert ids(result.body) == ids(before)
    assert result.changed == set(ids(before))


def test_equal_paragraphs_keep_their_order() -> None:
    before = fresh(join(["như nhau", A, "như nhau", B, "như nhau"]))
    same = reconcile(before, join(["như nhau", A, "như nhau", B, "như nhau"]))
    assert same.body == before
    moved = reconcile(before, join(["như nhau", "như nhau", A, B, "như nhau"]))
    assert [name for name in ids(moved.body) if name in {before[n].id for n in (0, 2, 4)}] == [
        before[0].id,
        before[2].id,
        before[4].id,
    ]


def test_a_paragraph_that_was_moved_and_edited_keeps_its_id() -> None:
    before = fresh(join([A, B, C, paragraph(1), paragraph(2)]))
    result = reconcile(
        before, join([B, C, paragraph(1), paragraph(2), A.replace("sáng nay", "hôm qua")])
    )
    assert ids(result.body)[-1] == before[0].id
    assert not result.added
    assert not result.removed


def test_a_paragraph_typed_anew_in_the_same_place_keeps_its_id() -> None:
    before = fresh(join([A, "cũ", C]))
    result = reconcile(before, join([A, "Hoàn toàn khác, không một chữ chung.", C]))
    assert ids(result.body) == ids(before)


def test_a_new_paragraph_elsewhere_does_not_take_a_removed_ones_id() -> None:
    before = fresh(join([A, B, C]))
    result = reconcile(before, join([A, C, "Tin mới nhất vừa nhận được."]))
    assert result.removed == {before[1].id}
    assert result.added == {result.body[2].id}


def test_common_little_words_do_not_tie_a_removed_paragraph_to_another() -> None:
    before = fresh(join(["Theo AP.", A]))
    result = reconcile(before, A.replace("Quốc hội", "Theo nguồn tin, quốc hội"))
    assert result.removed == {before[0].id}
    assert not result.merged


def test_a_photo_line_is_the_same_or_another_but_never_edited() -> None:
    one, two = photo_line(PhotoId("0a")), photo_line(PhotoId("0b"))
    before = fresh(join([A, one, B]))
    moved = reconcile(before, join([one, A, B]))
    assert ids(moved.body) == [before[1].id, before[0].id, before[2].id]
    other = reconcile(before, join([A, two, B]))
    assert other.removed == {before[1].id}
    assert other.added == {other.body[1].id}
    assert [photo_of(block) for block in other.body] == [None, "0b", None]


def test_a_block_may_change_its_kind_and_keep_its_id() -> None:
    before = fresh(join([A, B]))
    result = reconcile(before, join([f"## {A}", f"> {B}"]))
    assert [block.kind for block in result.body] == [BlockKind.HEADING, BlockKind.QUOTE]
    assert ids(result.body) == ids(before)


def test_joined_lists_are_one_block_and_the_second_is_reported() -> None:
    before = fresh(join(["- Một điều khoản về vốn\n- Hai", A, "- Ba điều khoản về đất\n- Bốn"]))
    result = reconcile(before, "- Một điều khoản về vốn\n- Hai\n\n- Ba điều khoản về đất\n- Bốn")
    assert ids(result.body) == [before[0].id]
    assert result.merged == {before[2].id: before[0].id}
    assert result.removed == {before[1].id}


def test_replacing_a_word_everywhere_in_a_long_article_keeps_all_ids() -> None:
    before = fresh(join(f"{paragraph(number)} Ukraina" for number in range(800)))
    edited = join(block.text for block in before).replace("Ukraina", "Ukraine")
    result = reconcile(before, edited)
    assert ids(result.body) == ids(before)
    assert len(result.changed) == 800


def test_paragraphs_cut_joined_added_and_removed_during_such_a_change_are_known_too() -> None:
    before = fresh(join(f"{paragraph(number)} Ukraina" for number in range(800)))
    wanted = Text.of(before)
    wanted.texts = [text.replace("Ukraina", "Ukraine") for text in wanted.texts]
    for place in range(790, 40, -60):
        wanted.edit("split", place, 2, 0)
        wanted.edit("merge", place - 10, 0, 0)
        wanted.edit("delete", place - 20, 0, 0)
        wanted.edit("insert", place - 30, 0, 5000 + place)
    result = reconcile(before, wanted.markdown)
    check_books(before, result, wanted.markdown)
    known = [block.id if block.id in ids(before) else None for block in result.body]
    assert known == wanted.ids


def test_one_change_in_a_long_article_reads_only_its_surroundings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = fresh(join(paragraph(number) for number in range(3000)))
    edited = join(block.text for block in before).replace(
        before[1500].text, f"{before[1500].text} Thêm."
    )
    read: list[str] = []

    def spying_split(markdown: str) -> tuple[str, ...]:
        read.append(markdown)
        return split(markdown)

    monkeypatch.setattr(blocks, "split", spying_split)
    result = reconcile(before, edited)
    assert result.changed == {before[1500].id}
    assert sum(map(len, read)) < 500


def test_another_article_in_its_place_is_taken_in_one_go() -> None:
    before = fresh(join(paragraph(number) for number in range(400)))
    other = join(paragraph(number, "en") for number in range(10_000, 10_300))
    result = reconcile(before, other)
    check_books(before, result, other)


def test_a_book_in_one_paragraph_keeps_its_id_through_an_edit() -> None:
    book = "Dự án đường sắt cao tốc khởi công năm 2026. " * 12_000
    before = fresh(book)
    edited = reconcile(before, book.replace("2026", "2027", 1))
    assert ids(edited.body) == ids(before)
    cut = reconcile(before, f"{book[:440_000]}\n\n{book[440_000:]}")
    assert cut.body[0].id == before[0].id


def test_bodies_are_made_of_fresh_blocks_with_kinds() -> None:
    body = fresh("## Tít\n\nđoạn\n\n![](photo:0a)")
    assert [block.kind for block in body] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PHOTO,
    ]
    assert len({block.id for block in body}) == 3
    assert photo_of(Block(BlockId("1"), BlockKind.EMBED, "![](embed:0a)")) is None
