"""Without marks, a text is what its readers see."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.formats.inline import parse
from editor_app.text.plain import strip_block, strip_marks
from editor_app.text.splitting import split
from tests.text.markdown_strategies import LINE


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("a **đậm** *nghiêng* ~~bỏ~~ x^2^ H~2~O", "a đậm nghiêng bỏ x2 H2O"),
        ("[chữ](https://example.org) và <https://a.b>", "chữ và <https://a.b>"),
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


SIGN = st.sampled_from([*"ab 中*~^`[]()\\_!|\n", "**", "](https://a.b)", "[^1]"])
SIGNS = st.lists(SIGN, max_size=30).map("".join)


@settings(max_examples=600)
@given(st.one_of(SIGNS, LINE))
def test_the_editor_hides_exactly_what_the_page_does_not_show(text: str) -> None:
    for block in split(f"đầu {text} cuối"):
        if block.startswith("đầu") and "cuối" in block:
            shown = "".join(run.text for run in parse(block) if not run.note)
            assert "".join(strip_block(block).split()) == "".join(shown.split())
