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
