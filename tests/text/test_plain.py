"""Without marks, a text is what its readers see."""

from __future__ import annotations

import pytest

from editor_app.text.plain import strip_block, strip_marks


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("a **đậm** *nghiêng* ~~bỏ~~ x^2^ H~2~O", "a đậm nghiêng bỏ x2 H2O"),
        ("[chữ](https://example.org) và <https://a.b>", "chữ và"),
        ("giá\\*, 2 \\* 3", "giá*, 2 * 3"),
        ("số[^1]", "số"),
        ("## Tít", "Tít"),
        ("> lời\n> — Lan", "lời\n— Lan"),
        ("- a\n    - b", "a\nb"),
        ("| a | b |\n| --- | --- |\n| c | d |", "a b\nc d"),
        ("dòng\\\nmới", "dòng\nmới"),
        ("![](photo:0a)", ""),
        ("---", ""),
        ("```py\nx = 1\n```", "x = 1"),
        ("<b>chữ</b> & 3 < 4", "<b>chữ</b> & 3 < 4"),
    ],
)
def test_marks_and_addresses_go_and_words_stay(markdown: str, plain: str) -> None:
    assert strip_block(markdown) == plain


def test_the_blocks_of_a_text_become_lines() -> None:
    assert strip_marks("## Tít\n\n![](photo:0a)\n\nmột **hai**") == "Tít\nmột hai"
