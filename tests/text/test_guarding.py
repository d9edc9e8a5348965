"""What a machine must not translate comes through it unharmed, or is known to be lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.text.guarding import Stretch, guarded, restored
from tests.text.markdown_strategies import BLOCK


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Phà chạy **bằng nắng**.", "Phà chạy ⟦1⟧bằng nắng⟦2⟧."),
        ("Xem [báo cáo](https://a.example/x).", "Xem ⟦1⟧báo cáo⟦2⟧⟦3⟧⟦4⟧."),
        ("Không có gì.", "Không có gì."),
        ("Chào {name}, còn %d ghế.", "Chào ⟦1⟧, còn ⟦2⟧ ghế."),
        ("Từ %1$s đến {{city}} hết ${x}.", "Từ ⟦1⟧ đến ⟦2⟧ hết ⟦3⟧."),
        ("Xem *{name}* và [[menu]].", "Xem ⟦1⟧⟦2⟧⟦3⟧ và ⟦4⟧."),
        ("Xem [[menu]](https://a.example/{id}).", "Xem ⟦1⟧⟦2⟧⟦3⟧."),
    ],
)
def test_marks_give_way_to_tokens_and_come_back(text: str, out: str) -> None:
    guard = guarded(text)
    assert guard.text == out
    assert restored(guard.text, guard.kept) == text


def test_terms_come_back_as_the_other_language_has_them() -> None:
    guard = guarded("Ở Đá Bàn", [Stretch(2, 8, "Da Ban")])
    assert guard.text == "Ở ⟦1⟧"
    assert restored("In ⟦1⟧, today", guard.kept) == "In Da Ban, today"
    assert restored("In [ 1 ], today", guard.kept) == "In Da Ban, today"


@pytest.mark.parametrize("answer", ["In , today", "In ⟦1⟧ ⟦1⟧", "In 1"])
def test_a_token_lost_or_doubled_is_found_out(answer: str) -> None:
    guard = guarded("Ở Đá Bàn", [Stretch(2, 8, "Da Ban")])
    assert restored(answer, guard.kept) is None


@pytest.mark.parametrize("answer", ["Hello.", "Hello ⟦1⟧ ⟦1⟧.", "Hello {name}."])
def test_a_placeholder_lost_or_doubled_is_found_out(answer: str) -> None:
    assert restored(answer, guarded("Chào {name}.").kept) is None


@pytest.mark.parametrize("text", ["Giảm 50% so với 2025.", "Tăng 50%số dư.", "50 % đã về", "{a b}"])
def test_a_per_cent_before_a_word_is_no_placeholder(text: str) -> None:
    assert guarded(text).text == text


@given(BLOCK, st.sampled_from(["{name}", "%d", "%1$s", "{{city}}", "${x}", "[[menu]]"]), BLOCK)
def test_a_block_with_placeholders_comes_back_whole(one: str, sign: str, other: str) -> None:
    text = f"{one} {sign} {other}"
    guard = guarded(text)
    assert restored(guard.text, guard.kept) == text.strip()
    assert sign not in guard.text


def test_brackets_of_the_text_itself_stay() -> None:
    assert restored("<[12] in all>", {}) == "<[12] in all>"


@given(BLOCK)
def test_a_machine_that_changes_nothing_gives_the_text_back(text: str) -> None:
    guard = guarded(text)
    assert restored(guard.text, guard.kept) == text.strip()


@given(st.text(max_size=60))
def test_any_answer_is_taken_or_refused(answer: str) -> None:
    kept = guarded("**a** b").kept
    found = restored(answer, kept)
    assert found is None or all(sign in found for sign in kept.values())
