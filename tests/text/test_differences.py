"""Differences show what changed, word by word, and lose nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.text import differences
from editor_app.text.differences import (
    Piece,
    PieceKind,
    common_end,
    common_start,
    smallest_edit,
    word_difference,
)
from tests.text.markdown_strategies import LINE

SAME, GONE, NEW = PieceKind.SAME, PieceKind.GONE, PieceKind.NEW
TEXT = st.one_of(LINE, st.text(max_size=30), st.text(alphabet="ab \u0301\u200d👩", max_size=12))


def texts(pieces: tuple[Piece, ...], *kinds: PieceKind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@settings(max_examples=300)
@given(TEXT, TEXT)
def test_the_pieces_are_both_texts(before: str, after: str) -> None:
    pieces = word_difference(before, after)
    assert texts(pieces, SAME, GONE) == before
    assert texts(pieces, SAME, NEW) == after
    assert all(piece.text for piece in pieces)
    assert all(one.kind is not other.kind for one, other in pairwise(pieces))


@settings(max_examples=300)
@given(TEXT, TEXT)
def test_the_smallest_edit_makes_the_one_text_into_the_other(before: str, after: str) -> None:
    start, gone, new = smallest_edit(before, after)
    assert before[:start] + new + before[start + gone :] == after
    if before == after:
        assert (gone, new) == (0, "")


@settings(max_examples=200)
@given(st.text("ab", max_size=12), st.text("ab", max_size=12))
def test_common_ends_are_as_long_as_can_be(one: str, other: str) -> None:
    start = common_start(one, other)
    assert one[:start] == other[:start]
    assert one[start : start + 1] != other[start : start + 1] or start in {len(one), len(other)}
    end = common_end(one, other, min(len(one), len(other)))
    assert one[len(one) - end :] == other[len(other) - end :]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("a đường sắt", "a đường bộ", [(SAME, "a đường "), (GONE, "sắt"), (NEW, "bộ")]),
        ("会议取消", "会谈取消", [(SAME, "会"), (GONE, "议"), (NEW, "谈"), (SAME, "取消")]),
        ("one two", "one two", [(SAME, "one two")]),
        ("", "mới", [(NEW, "mới")]),
        ("cũ", "", [(GONE, "cũ")]),
        ("", "", []),
        ("a b c", "x y z", [(GONE, "a b c"), (NEW, "x y z")]),
        ("June, he said", "July, he said", [(GONE, "June"), (NEW, "July"), (SAME, ", he said")]),
    ],
)
def test_changes_are_shown_by_whole_words(
    before: str, after: str, pieces: list[tuple[PieceKind, str]]
) -> None:
    assert word_difference(before, after) == tuple(Piece(kind, text) for kind, text in pieces)


@pytest.mark.parametrize(
    ("before", "after", "edit"),
    [
        ("abcdef", "abXef", (2, 2, "X")),
        ("aaa", "aaaa", (3, 0, "a")),
        ("abc", "abc", (3, 0, "")),
        ("ab", "", (0, 2, "")),
        ("x\u0301", "x\u0300", (0, 2, "x\u0300")),
        ("👩\u200d👩", "👩\u200d👧", (0, 3, "👩\u200d👧")),
    ],
)
def test_the_smallest_edit_keeps_letters_whole(
    before: str, after: str, edit: tuple[int, int, str]
) -> None:
    assert smallest_edit(before, after) == edit


def test_long_texts_are_compared_by_sentences_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "_MOST_CELLS", 400)
    before = " ".join(f"Câu số {number} ở đây." for number in range(18))
    after = before.replace("Câu số 9 ở đây", "Câu số 9 ở kia")
    pieces = word_difference(before, after)
    assert [piece for piece in pieces if piece.kind is not SAME] == [
        Piece(GONE, "đây"),
        Piece(NEW, "kia"),
    ]


def test_texts_too_long_for_anything_are_shown_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "_MOST_CELLS", 4)
    assert word_difference("a b c. d", "a b e. f") == (
        Piece(GONE, "a b c. d"),
        Piece(NEW, "a b e. f"),
    )


def test_a_paragraph_of_fifty_thousand_characters_is_compared() -> None:
    before = "đường sắt cao tốc " * 2800
    after = before.replace("cao tốc", "tốc độ cao", 1)
    assert texts(word_difference(before, after), SAME, NEW) == after
