"""Texts as words and codes: taken apart and put together again without loss."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.formats.inline_parts import (
    Form,
    Part,
    PartKind,
    markdown_of,
    parts_of,
    settled_form,
    well_formed,
)

TEXTS = (
    "Nước lên.",
    "A **bold** and *slanted* word",
    "***both*** once",
    "[a **b**](https://example.org/a_(b)) c",
    "- one\n- **two**",
    "## Headline *x*",
    "One line\\\nand the next",
    "| a | b |\n| --- | --- |\n| **c** | d |",
    "> said\n> so",
    "One.\n\nTwo **three**.",
    "`code` and a note[^1]",
    "^2^ H~2~O ~~gone~~",
    "[^1]: A *note*",
    "> Nói\n>\n> — Ông A",
    "5 * 3 and [sic]",
)
SIGNS = st.text(st.sampled_from("ab *~^`[]()\\\n#-|>.1"), max_size=40)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_back_as_it_went(text: str) -> None:
    assert markdown_of(parts_of(text)) == text


def test_words_and_signs_are_told_apart() -> None:
    shown = [
        (part.kind.value, part.text) for part in parts_of("- Sông **Hồng**\n- [x](https://a.vn)")
    ]
    assert shown == [
        ("alone", "- "),
        ("words", "Sông "),
        ("open", "**"),
        ("words", "Hồng"),
        ("close", "**"),
        ("alone", "\n- "),
        ("open", "["),
        ("words", "x"),
        ("close", "](https://a.vn)"),
    ]


def test_signs_typed_by_a_translator_stay_words() -> None:
    typed = (Part(PartKind.WORDS, "2 *new* stars"),)
    assert markdown_of(typed) == "2 \\*new\\* stars"


def test_spaces_inside_a_stretch_move_out_of_it() -> None:
    parts = (
        Part(PartKind.WORDS, "The"),
        Part(PartKind.OPEN, "**", 1, Form.BOLD),
        Part(PartKind.WORDS, " red "),
        Part(PartKind.CLOSE, "**", 1, Form.BOLD),
        Part(PartKind.WORDS, "river"),
    )
    assert markdown_of(parts) == "The **red** river"


@pytest.mark.parametrize("lost", [1, 3])
def test_half_a_stretch_is_left_away_and_its_words_stay(lost: int) -> None:
    parts = list(parts_of("The **red** river"))
    del parts[lost]
    assert markdown_of(parts) == "The red river"


def test_what_overlaps_loses_its_marks_and_no_words() -> None:
    parts = (
        Part(PartKind.OPEN, "**", 1, Form.BOLD),
        Part(PartKind.WORDS, "a"),
        Part(PartKind.OPEN, "*", 2, Form.ITALIC),
        Part(PartKind.WORDS, "b"),
        Part(PartKind.CLOSE, "**", 1, Form.BOLD),
        Part(PartKind.WORDS, "c"),
        Part(PartKind.CLOSE, "*", 2, Form.ITALIC),
    )
    assert markdown_of(parts) == "**ab**c"


@given(SIGNS)
def test_going_and_coming_settles_after_one_turn(text: str) -> None:
    once = settled_form(text)
    assert settled_form(once) == once


@given(SIGNS)
def test_no_letter_is_ever_lost(text: str) -> None:
    def letters(words: str) -> list[str]:
        return [letter for letter in words if letter in "ab1"]

    assert letters(settled_form(text)) == letters(text)


@given(st.lists(st.tuples(st.sampled_from(PartKind), st.integers(0, 3)), max_size=8))
def test_parts_of_any_order_become_well_formed(drawn: list[tuple[PartKind, int]]) -> None:
    parts = well_formed([Part(kind, "x", number) for kind, number in drawn])
    begun: list[int] = []
    numbers = []
    for part in parts:
        if part.kind is PartKind.OPEN:
            begun.append(part.number)
        if part.kind is PartKind.CLOSE:
            assert begun.pop() == part.number
        elif part.kind is not PartKind.WORDS:
            numbers.append(part.number)
    assert not begun
    assert len(numbers) == len(set(numbers))
