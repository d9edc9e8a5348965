"""Three-way merges: what one side changed is taken, what both changed clashes, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.conflict import Whose
from editor_app.text.blocks import GAP
from editor_app.text.combining import combine
from editor_app.text.merging import Clash, Merged, merge, merge_field, merge_set
from tests.text.edits import EDIT, Text, body_of, paragraph

LANGUAGES = st.sampled_from(["vi", "en", "zh"])
EDITS = st.lists(EDIT, max_size=5)
ODD = st.lists(
    st.sampled_from(
        ["***", "![](photo:ab12)", "![](foreign:cd34)", "Một.", "Hai.", "一。", "- a\n- b", "# A"]
    ),
    max_size=7,
)


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """Draw a body and two edits of it."""
    body = body_of(draw(st.integers(0, 8)), draw(LANGUAGES))
    sides = []
    for _ in range(2):
        text = Text.of(body)
        for edit in draw(EDITS):
            text.edit(*edit)
        sides.append(text.texts)
    return [block.text for block in body], sides[0], sides[1]


@given(versions())
def test_what_only_one_side_changed_is_taken_as_it_is(
    texts: tuple[list[str], list[str], list[str]],
) -> None:
    base, mine, theirs = texts
    for merged, wanted in (
        (merge(base, mine, base), mine),
        (merge(base, base, theirs), theirs),
        (merge(base, mine, mine), mine),
        (merge(base, base, base), base),
    ):
        assert list(merged.texts) == wanted
        assert merged.clashes == ()


@given(ODD, ODD)
def test_what_only_one_side_changed_is_taken_of_odd_blocks_too(
    base: list[str], other: list[str]
) -> None:
    assert list(merge(base, other, base).texts) == other
    assert list(merge(base, base, other).texts) == other
    assert list(merge(base, other, other).texts) == other


@settings(max_examples=200)
@given(versions())
def test_every_new_text_of_either_side_is_in_the_result_or_in_a_clash(
    texts: tuple[list[str], list[str], list[str]],
) -> None:
    base, mine, theirs = texts
    merged = merge(base, mine, theirs)
    held = {*merged.texts, *_in_clashes(merged)}
    for text in (*mine, *theirs):
        assert text in held or text in base, text
    for text in set(base) & set(mine) & set(theirs):
        assert text in held


@given(ODD, ODD, ODD)
def test_every_odd_block_is_in_the_result_or_in_a_clash(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    merged = merge(base, mine, theirs)
    held = [*merged.texts, *_in_clashes(merged)]
    for text in {*mine, *theirs} - set(base):
        assert held.count(text) >= max(mine.count(text), theirs.count(text))


@settings(max_examples=200)
@given(versions())
def test_the_sides_can_be_exchanged(texts: tuple[list[str], list[str], list[str]]) -> None:
    base, mine, theirs = texts
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    swapped = sorted((clash.base, clash.theirs, clash.mine) for clash in other.clashes)
    assert sorted((clash.base, clash.mine, clash.theirs) for clash in one.clashes) == swapped
    settled = [
        sorted(piece.text for piece in side.pieces if piece.clash is None) for side in (one, other)
    ]
    assert settled[0] == settled[1]


@given(versions())
def test_a_clash_names_where_its_text_of_mine_stands(
    texts: tuple[list[str], list[str], list[str]],
) -> None:
    base, mine, theirs = texts
    merged = merge(base, mine, theirs)
    for number, clash in enumerate(merged.clashes):
        assert clash.mine != clash.theirs
        assert clash.base not in (clash.mine, clash.theirs) or not clash.base
        assert GAP.join(mine[position] for position in clash.ours) == clash.mine
        pieces = [piece for piece in merged.pieces if piece.clash == number]
        assert tuple(sorted(piece.mine or 0 for piece in pieces)) == clash.ours
        assert 0 <= clash.place <= len(merged.pieces)
        if pieces:
            assert merged.pieces[clash.place] == pieces[0]


@given(versions())
def test_a_block_that_nobody_changed_is_in_no_clash(
    texts: tuple[list[str], list[str], list[str]],
) -> None:
    base, mine, theirs = texts
    merged = merge(base, mine, theirs)
    untouched = set(base) & set(mine) & set(theirs)
    assert not untouched & {clash.mine for clash in merged.clashes}
    for piece in merged.pieces:
        if piece.text in untouched:
            assert piece.clash is None
            assert piece.whose is Whose.BASE


def _in_clashes(merged: Merged) -> list[str]:
    """Return the blocks that stand in clashes."""
    return [
        text
        for clash in merged.clashes
        for side in (clash.mine, clash.theirs)
        for text in side.split(GAP)
    ]


A, B, C, D = (paragraph(number) for number in range(4))


def edited(text: str, word: str) -> str:
    """Return a paragraph with a word changed."""
    return text.replace(text.split()[3], word)


def test_edits_of_different_blocks_are_joined() -> None:
    merged = merge([A, B, C], [edited(A, "sửa"), B, C], [A, B, edited(C, "đổi")])
    assert merged.texts == (edited(A, "sửa"), B, edited(C, "đổi"))
    assert [piece.whose for piece in merged.pieces] == [Whose.MINE, Whose.BASE, Whose.THEIRS]


def test_edits_of_one_block_clash_also_in_different_sentences() -> None:
    mine, theirs = f"{A} Một câu nữa.", f"Câu đầu. {A}"
    merged = merge([A, B], [mine, B], [theirs, B])
    assert merged.texts == (mine, B)
    assert merged.clashes == (Clash(A, mine, theirs, place=0, ours=(0,)),)


def test_the_same_edit_on_both_sides_is_no_clash() -> None:
    merged = merge([A, B], [edited(A, "sửa"), B], [edited(A, "sửa"), B])
    assert merged.clashes == ()
    assert merged.pieces[0].whose is Whose.BOTH


def test_additions_in_one_place_are_both_kept_mine_first() -> None:
    assert merge([A, B], [A, C, B], [A, D, B]).texts == (A, C, D, B)
    assert merge([A], [C, A], [D, A]).texts == (C, D, A)
    assert merge([A], [A, C], [A, D]).texts == (A, C, D)
    assert merge([], [C], [D]).texts == (C, D)


def test_the_same_addition_is_there_once_and_a_similar_one_clashes() -> None:
    assert merge([A, B], [A, C, B], [A, C, B]).texts == (A, C, B)
    assert merge([A, B], [A, C, B], [A, B, C]).texts == (A, C, B)
    merged = merge([A, B], [A, C, B], [A, edited(C, "khác"), B])
    assert merged.texts == (A, C, B)
    assert merged.clashes == (Clash("", C, edited(C, "khác"), place=1, ours=(1,)),)


def test_a_deletion_is_taken_where_the_other_side_left_the_block_alone() -> None:
    merged = merge([A, B, C], [A, C], [A, B, edited(C, "đổi")])
    assert merged.texts == (A, edited(C, "đổi"))
    assert [(piece.text, piece.whose) for piece in merged.gone] == [(B, Whose.MINE)]
    merged = merge([A, B, C], [edited(A, "sửa"), B, C], [A, C])
    assert merged.texts == (edited(A, "sửa"), C)
    assert [(piece.text, piece.whose) for piece in merged.gone] == [(B, Whose.THEIRS)]


def test_a_deletion_clashes_with_an_edit() -> None:
    changed = edited(B, "đổi")
    merged = merge([A, B, C], [A, C], [A, changed, C])
    assert merged.texts == (A, C)
    assert merged.clashes == (Clash(B, "", changed, place=1),)
    merged = merge([A, B, C], [A, changed, C], [A, C])
    assert merged.texts == (A, changed, C)
    assert merged.clashes == (Clash(B, changed, "", place=1, ours=(1,)),)


def test_a_move_of_one_side_meets_the_edit_of_the_other() -> None:
    changed = edited(A, "đổi")
    assert merge([A, B, C, D], [B, C, A, D], [changed, B, C, D]).texts == (B, C, changed, D)
    assert merge([A, B, C, D], [changed, B, C, D], [B, C, A, D]).texts == (B, C, changed, D)


def test_a_block_that_both_moved_stands_where_mine_has_it() -> None:
    assert merge([A, B, C, D], [B, C, A, D], [B, C, D, A]).texts == (B, C, A, D)


def test_a_block_that_both_edited_and_they_moved_stays_and_clashes_once() -> None:
    merged = merge([A, B, C], [edited(A, "sửa"), B, C], [B, C, edited(A, "đổi")])
    assert merged.texts == (edited(A, "sửa"), B, C)
    assert len(merged.clashes) == 1


def test_a_split_paragraph_clashes_with_an_edit_as_a_whole() -> None:
    words = A.split()
    first, second = " ".join(words[:7]), " ".join(words[7:])
    merged = merge([A, B], [first, second, B], [edited(A, "đổi"), B])
    assert merged.texts == (first, second, B)
    (clash,) = merged.clashes
    assert (clash.base, clash.mine, clash.ours) == (A, f"{first}\n\n{second}", (0, 1))
    assert merge([A, B], [first, second, B], [A, edited(B, "đổi")]).texts == (
        first,
        second,
        edited(B, "đổi"),
    )


def test_joined_paragraphs_clash_with_an_edit_of_one_of_them() -> None:
    merged = merge([A, B, C], [f"{A} {B}", C], [A, edited(B, "đổi"), C])
    (clash,) = merged.clashes
    assert (clash.base, clash.theirs) == (f"{A}\n\n{B}", f"{A}\n\n{edited(B, 'đổi')}")
    assert merged.texts == (f"{A} {B}", C)


def test_photo_and_foreign_lines_are_placed_and_taken_out_like_any_block() -> None:
    photo, foreign = "![](photo:aa)", "![](foreign:bb)"
    assert merge([A, photo, B], [A, B], [A, photo, foreign, B]).texts == (A, foreign, B)
    assert merge([A, photo, B], [photo, A, B], [A, photo, edited(B, "đổi")]).texts == (
        photo,
        A,
        edited(B, "đổi"),
    )


def test_nothing_known_of_before_keeps_all_of_both() -> None:
    merged = merge([], [A, B], [A, C])
    assert merged.texts == (A, B, C)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        (
            "Fuel took much of the income last year. The crew of five stayed.",
            "Fuel took 41 per cent of the income last year. The crew of five stayed.",
            "Fuel took much of the income last year. The crew of six stayed.",
            "Fuel took 41 per cent of the income last year. The crew of six stayed.",
        ),
        (
            "Nhiên liệu chiếm nhiều thu nhập của đội phà năm ngoái, theo cơ quan giao thông tỉnh.",
            "Nhiên liệu chiếm 41% thu nhập của đội phà năm ngoái, theo cơ quan giao thông tỉnh.",
            "Nhiên liệu chiếm nhiều thu nhập của đội phà năm nay, theo cơ quan giao thông tỉnh.",
            "Nhiên liệu chiếm 41% thu nhập của đội phà năm nay, theo cơ quan giao thông tỉnh.",
        ),
        (
            "燃料去年占渡船队收入的大部分，省交通部门说。",
            "燃料去年占渡船队收入的41%，省交通部门说。",
            "燃料今年占渡船队收入的大部分，省交通部门说。",
            "燃料今年占渡船队收入的41%，省交通部门说。",
        ),
    ],
    ids=["en", "zh and vi", "zh"],
)
def test_edits_that_fit_side_by_side_are_proposed_in_one_text(
    base: str, mine: str, theirs: str, both: str
) -> None:
    (clash,) = merge([base], [mine], [theirs]).clashes
    assert clash.combined
    assert clash.both == both
    assert merge([base], [theirs], [mine]).clashes[0].both == both


def test_edits_of_the_same_words_are_proposed_one_after_the_other() -> None:
    base = "Fuel took much of the income last year."
    mine, theirs = base.replace("much", "41 per cent"), base.replace("much", "two fifths")
    (clash,) = merge([base], [mine], [theirs]).clashes
    assert not clash.combined
    assert clash.both == f"{mine}\n\n{theirs}"


def test_a_text_that_holds_the_other_is_proposed_alone() -> None:
    mine, theirs = f"{A} Thêm.", f"{A} Thêm. Thêm nữa."
    assert merge([A], [mine], [theirs]).clashes[0].both == theirs


def test_of_a_deletion_and_an_edit_the_edit_is_proposed() -> None:
    assert merge([A, B], [B], [edited(A, "đổi"), B]).clashes[0].both == edited(A, "đổi")


WORD = st.sampled_from(["tàu", "ga", "41%", "the", "train", "，", "火", "车", " ", ". "])
SENTENCE = st.lists(WORD, max_size=20).map("".join)


@given(SENTENCE, SENTENCE, SENTENCE)
def test_combining_takes_the_only_edit_and_does_not_depend_on_the_order(
    base: str, mine: str, theirs: str
) -> None:
    assert combine(base, mine, base) == mine
    assert combine(base, base, theirs) == theirs
    assert combine(base, mine, mine) == mine
    assert combine(base, mine, theirs) == combine(base, theirs, mine)


def test_a_field_is_merged_as_a_whole() -> None:
    assert merge_field("a", "b", "a").text == "b"
    assert merge_field("a", "a", "c").text == "c"
    assert merge_field("a", "a", "c").whose is Whose.THEIRS
    assert merge_field("a", "b", "b").whose is Whose.BOTH
    assert merge_field("a", "a", "a").whose is Whose.BASE
    clashing = merge_field("Tàu chạy", "Tàu đêm chạy lại", "Tàu hỏa dừng")
    assert clashing.text == "Tàu đêm chạy lại"
    assert clashing.clash is not None
    assert clashing.clash.both == "Tàu đêm chạy lại / Tàu hỏa dừng"


@given(*[st.lists(st.sampled_from("abcdef"), unique=True)] * 3)
def test_sets_keep_what_was_added_and_lose_what_was_taken_out(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    merged = merge_set(base, mine, theirs)
    assert len(set(merged)) == len(merged)
    wanted = (set(mine) & set(theirs)) | ((set(mine) | set(theirs)) - set(base))
    assert set(merged) == wanted
    assert list(merge_set(base, mine, base)) == mine
    assert set(merge_set(base, base, theirs)) == set(theirs)


def test_a_long_article_is_merged_whole() -> None:
    texts = [paragraph(number) for number in range(1500)]
    mine = [edited(text, "sửa") if number % 7 == 0 else text for number, text in enumerate(texts)]
    theirs = [
        edited(text, "đổi") if number % 11 == 0 else text for number, text in enumerate(texts)
    ]
    merged = merge(texts, mine, theirs)
    assert len(merged.texts) == 1500
    assert len(merged.clashes) == len(range(0, 1500, 77))
