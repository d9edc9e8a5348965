"""Markdown is cut into blocks that join to the same Markdown again."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given, settings

from editor_app.domain.block import BlockKind
from editor_app.text.blocks import join, kind_of, split
from tests.text.markdown_strategies import ANY_MARKDOWN


def words_in(text: str) -> str:
    """Return the letters and digits of a text, in order; marks and white space say nothing here."""
    return "".join(re.findall(r"[^\W_]", text))


@settings(max_examples=600)
@given(ANY_MARKDOWN)
def test_blocks_joined_and_split_again_are_the_same_blocks(markdown: str) -> None:
    blocks = split(markdown)
    assert split(join(blocks)) == blocks


@settings(max_examples=300)
@given(ANY_MARKDOWN)
def test_no_block_is_empty_or_has_outer_space_or_an_empty_line(markdown: str) -> None:
    for text in split(markdown):
        assert text == text.strip()
        assert text
        assert "\n\n" not in text


@settings(max_examples=300)
@given(ANY_MARKDOWN)
def test_splitting_loses_and_moves_no_letter(markdown: str) -> None:
    assert words_in(join(split(markdown))) == words_in(normalize("NFC", markdown))


@settings(max_examples=300)
@given(ANY_MARKDOWN)
def test_what_comes_before_a_plain_paragraph_does_not_change_with_it(markdown: str) -> None:
    blocks = split(markdown)
    closed = join([*blocks, "plain words"])
    if "```" not in closed and "~~~" not in closed:
        assert split(closed) == (*blocks, "plain words")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Đoạn văn thường.", BlockKind.PARAGRAPH),
        ("中文段落。", BlockKind.PARAGRAPH),
        ("## Tít phụ", BlockKind.HEADING),
        ("#hashtag is not a heading", BlockKind.PARAGRAPH),
        ("- một\n- hai", BlockKind.LIST),
        ("1. một\n    - hai", BlockKind.LIST),
        ("– Tôi không biết, ông nói.", BlockKind.PARAGRAPH),
        ("> lời", BlockKind.QUOTE),
        ("> lời\n> — Lan", BlockKind.PULL_QUOTE),
        ("> — Lan", BlockKind.PULL_QUOTE),
        ("> lời\n> - không phải tên", BlockKind.QUOTE),
        ("| a | b |\n|---|---|\n| 1 | 2 |", BlockKind.TABLE),
        ("a | b\n--- | ---", BlockKind.TABLE),
        ("a | b\nc | d", BlockKind.PARAGRAPH),
        ("![](photo:0a1b)", BlockKind.PHOTO),
        ("![](embed:0a1b)", BlockKind.EMBED),
        ("![](foreign:0a1b)", BlockKind.FOREIGN),
        ("![a picture](https://example.org/a.jpg)", BlockKind.PARAGRAPH),
        ("see ![](photo:0a1b)", BlockKind.PARAGRAPH),
        ("```\ncode\n```", BlockKind.CODE),
        ("```\nnever closed", BlockKind.PARAGRAPH),
        ("[^1]: note", BlockKind.FOOTNOTE),
        ("[^1] starts a sentence", BlockKind.PARAGRAPH),
        ("---", BlockKind.RULE),
        ("* * *", BlockKind.RULE),
        ("<div>HTML is text</div>", BlockKind.PARAGRAPH),
    ],
)
def test_the_kind_of_a_block_is_told_from_its_text(text: str, kind: BlockKind) -> None:
    assert kind_of(text) is kind
    assert split(text) == (text,)


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("a\n\nb", ("a", "b")),
        ("a\r\n\r\nb\rc", ("a", "b\nc")),
        ("a\n \t\n\n\nb", ("a", "b")),
        ("", ()),
        (" \n\u3000\n", ()),
        ("    indented text is no code", ("indented text is no code",)),
        ("\u3000\u3000第一段\n\u3000\u3000第二段", ("第一段", "第二段")),
        ("one\ntwo", ("one\ntwo",)),
        ("one  \ntwo", ("one\\\ntwo",)),
        ("one\\\ntwo", ("one\\\ntwo",)),
        ("# A\ntext\n## B", ("# A", "text", "## B")),
        ("Title\n=====\ntext", ("# Title", "text")),
        ("Title\n-----\ntext", ("## Title", "text")),
        ("two\nlines\n---\ntext", ("two\nlines", "---", "text")),
        ("text\n![](photo:x)\nmore", ("text", "![](photo:x)", "more")),
        ("text\n> quote\nlazy", ("text", "> quote\nlazy")),
        ("> one\n\n> two", ("> one", "> two")),
        ("> one\n>\n> two", ("> one\n>\n> two",)),
        ("head\n| a | b |\n|---|---|\n| c | d |", ("head", "| a | b |\n|---|---|\n| c | d |")),
        ("text\n- item", ("text", "- item")),
        ("text\n2. is not the start of a list", ("text\n2. is not the start of a list",)),
        ("- a\ntext", ("- a\n    text",)),
        ("- a\n\ntext", ("- a", "text")),
        ("- a\n\n- b\n\n\n- c", ("- a\n- b\n- c",)),
        ("- a\n\n1. b", ("- a", "1. b")),
        ("- a\n  - b\n    - c", ("- a\n    - b\n        - c",)),
        ("- a\n    - b\n- c", ("- a\n    - b\n- c",)),
        ("  - a\n  - b", ("- a\n- b",)),
        ("-   a\n1)  b", ("- a\n    1)  b",)),
        ("- a\n\n    second paragraph", ("- a\\\n    second paragraph",)),
        ("- a\\\\\n\n    second", ("- a\\\\\\\n    second",)),
        ("- a\\\n\n    second", ("- a\\\n    second",)),
        ("1. a\n\n   second\n2. b", ("1. a\\\n    second\n2. b",)),
        ("- a\n![](photo:x)\n- b", ("- a", "![](photo:x)", "- b")),
        ("- a\n## H\n- b", ("- a", "## H", "- b")),
        ("[^1]: a\n[^2]: b", ("[^1]: a", "[^2]: b")),
        ("[^1]: a\n\n    more\n\ntext", ("[^1]: a\\\n    more", "text")),
        ("```\na\n\nb\n```\ntext", ("```\na\n \nb\n```", "text")),
        ("text\n```\na\n```", ("text", "```\na\n```")),
        ("  ```\n    a\n  ```", ("```\n  a\n```",)),
        ("````\n```\n````", ("````\n```\n````",)),
        ("```\na\n\nb", ("```\na", "b")),
        ("e\u0301", ("\u00e9",)),
    ],
)
def test_markdown_is_cut_where_the_dialect_says(markdown: str, blocks: tuple[str, ...]) -> None:
    assert split(markdown) == blocks


def test_backticks_that_are_never_closed_do_not_swallow_the_article() -> None:
    article = join(["lead", "```", *(f"paragraph {number}" for number in range(50))])
    assert len(split(article)) == 52


def test_a_thousand_open_fences_are_read_in_a_moment() -> None:
    article = "\n\n".join("```python" for _ in range(3000))
    assert len(split(article)) == 3000


def test_a_dialogue_with_dashes_stays_paragraphs() -> None:
    talk = "– Anh đi đâu?\n\n– Tôi về nhà.\n\n— Đi đường nào?"
    assert [kind_of(block) for block in split(talk)] == [BlockKind.PARAGRAPH] * 3
