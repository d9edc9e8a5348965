"""Marks are found where they stand, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from editor_app.domain.block import BlockKind
from editor_app.text.blocks import split
from editor_app.text.marks import Mark, MarkKind, marks, marks_after
from tests.text.markdown_strategies import ANY_MARKDOWN


def shown(text: str, kind: MarkKind) -> list[str]:
    """Return the stretches of a text that are marked so."""
    return [text[mark.start : mark.end] for mark in marks(text) if mark.kind is kind]


@settings(max_examples=300)
@given(ANY_MARKDOWN)
def test_marks_lie_inside_the_block_in_order(markdown: str) -> None:
    for text in split(markdown):
        found = marks(text)
        assert list(found) == sorted(found)
        assert all(0 <= mark.start <= mark.end <= len(text) for mark in found)
        signs = [mark for mark in found if mark.kind is MarkKind.SIGN and mark.start < mark.end]
        assert all(one.end <= other.start for one, other in pairwise(signs))


@settings(max_examples=500)
@given(some.text("ab .*[]()~^`\\<\n", max_size=30), some.data())
def test_marks_moved_by_an_edit_are_those_read_anew(text: str, data: some.DataObject) -> None:
    text = data.draw(some.sampled_from([text, f"a {text} b", f"a *{text}* [b](https://c.d) e"]))
    start = data.draw(some.integers(0, len(text)))
    end = data.draw(some.integers(start, min(start + 3, len(text))))
    after = text[:start] + data.draw(some.text("ab *(", max_size=2)) + text[end:]
    moved = marks_after(marks(text), text, after)
    assert moved is None or moved == marks(after)


def test_a_word_typed_among_words_needs_no_reading() -> None:
    before, after = "a **b** c d [e](https://f.g) h", "a **b** c new d [e](https://f.g) h"
    assert marks_after(marks(before), before, after) == marks(after)
    known = marks(before)
    assert marks_after(known, before, before + " i") is known
    assert marks_after(marks("a *b c"), "a *b c", "a *b* c") is None


@pytest.mark.parametrize(
    ("text", "kind", "stretches"),
    [
        ("a **đậm** b", MarkKind.STRONG, ["đậm"]),
        ("a **đậm *và nghiêng* hết** b", MarkKind.STRONG, ["đậm *và nghiêng* hết"]),
        ("a **đậm *và nghiêng* hết** b", MarkKind.EMPHASIS, ["và nghiêng"]),
        ("***cả hai***", MarkKind.EMPHASIS, ["**cả hai**"]),
        ("***cả hai***", MarkKind.STRONG, ["cả hai"]),
        ("***một* hai**", MarkKind.EMPHASIS, ["một"]),
        ("***một** hai*", MarkKind.STRONG, ["một"]),
        ("**中文**字", MarkKind.STRONG, ["中文"]),
        ("**không đóng", MarkKind.STRONG, []),
        ("**qua\nhai dòng**", MarkKind.STRONG, ["qua\nhai dòng"]),
        ("^hai chữ^", MarkKind.RAISED, []),
        ("> **qua\n> hai dòng**", MarkKind.STRONG, ["qua\n> hai dòng"]),
        ("> **một\n>\n> hai**", MarkKind.STRONG, []),
        ("- **một\n- hai**", MarkKind.STRONG, []),
        ("| **a** | b* |\n|---|---|\n| *c | d |", MarkKind.STRONG, ["a"]),
        ("| **a** | b* |\n|---|---|\n| *c | d |", MarkKind.EMPHASIS, []),
        ("[x](javascript:alert)", MarkKind.LINK, []),
        ("[](https://a.b)", MarkKind.LINK, []),
        ("[a [b](https://c.d) e](https://f.g)", MarkKind.LINK, ["b"]),
        ("[thư](mailto:a@b.c)", MarkKind.ADDRESS, ["mailto:a@b.c"]),
        ("*một* và *hai*", MarkKind.EMPHASIS, ["một", "hai"]),
        ("_một_ snake_case_name", MarkKind.EMPHASIS, []),
        ("2 * 3 * 4", MarkKind.EMPHASIS, []),
        ("\\*không\\*", MarkKind.EMPHASIS, []),
        ("`a*b*c` *d*", MarkKind.EMPHASIS, ["d"]),
        ("`a*b*c`", MarkKind.CODE, ["a*b*c"]),
        ("``a`b``", MarkKind.CODE, ["a`b"]),
        ("~~bỏ~~ H~2~O x^2^", MarkKind.STRUCK, ["bỏ"]),
        ("~~bỏ~~ H~2~O x^2^", MarkKind.LOWERED, ["2"]),
        ("~~bỏ~~ H~2~O x^2^", MarkKind.RAISED, ["2"]),
        ("[chữ *đẹp*](https://a.b/c_d_e)", MarkKind.LINK, ["chữ *đẹp*"]),
        ("[chữ *đẹp*](https://a.b/c_d_e)", MarkKind.EMPHASIS, ["đẹp"]),
        ("[wiki](https://a.b/c_(d))", MarkKind.ADDRESS, ["https://a.b/c_(d)"]),
        ("<https://a.b/c_d_e>", MarkKind.ADDRESS, []),
        ("a<b> *c*</b>", MarkKind.EMPHASIS, ["c"]),
        ("số[^1] và[^chú]", MarkKind.FOOTNOTE, ["[^1]", "[^chú]"]),
        ("## Tít *phụ*", MarkKind.HEADING, ["Tít *phụ*"]),
        ("## Tít *phụ*", MarkKind.EMPHASIS, ["phụ"]),
        ("## Tít", MarkKind.SIGN, ["## "]),
        ("> lời\n> — Lan", MarkKind.SPEAKER, ["Lan"]),
        ("> lời\n> — Lan", MarkKind.SIGN, ["> ", "> "]),
        ("- a\n    1. b", MarkKind.SIGN, ["-", "    1."]),
        ("dòng\\\nmới", MarkKind.SIGN, ["\\"]),
        ("| a | b |\n|---|---|", MarkKind.SIGN, ["|", "|", "|", "|---|---|"]),
        ("![](photo:0a)", MarkKind.OBJECT, ["![](photo:0a)"]),
        ("---", MarkKind.SIGN, ["---"]),
        ("```\na *b*\n```", MarkKind.CODE, ["a *b*"]),
        ("```\na *b*\n```", MarkKind.EMPHASIS, []),
        ("[^1]: chú *thích*", MarkKind.SIGN, ["[^1]:", "*", "*"]),
    ],
)
def test_what_is_marked(text: str, kind: MarkKind, stretches: list[str]) -> None:
    assert shown(text, kind) == stretches


def test_plain_text_has_no_marks() -> None:
    assert marks("Đoạn văn thường, 41%, (ngoặc) & 中文。") == ()


def test_a_known_kind_is_not_worked_out_again() -> None:
    assert marks("anything", BlockKind.RULE) == (Mark(0, 8, MarkKind.SIGN),)


@pytest.mark.parametrize("sign", ["**a ", "*a ", "_a ", "`a ", "[a ", "~~a ", "~a", "^a", "[a]("])
def test_a_very_long_paragraph_of_open_signs_is_read_in_a_moment(sign: str) -> None:
    text = sign * (20_000 // len(sign))
    assert all(mark.end <= len(text) for mark in marks(text))
