"""Plain text and Markdown of any dialect: paragraphs, folded lines, lists, fields at the head."""

from __future__ import annotations

import pytest

from editor_app.domain.block import BlockKind
from editor_app.formats.intake import read_file
from editor_app.formats.markdown_files import head_and_body, markdown_html
from editor_app.formats.plain_text import is_markdown, read_plain


def taken(text: str) -> str:
    return read_file(text.encode(), "a.txt").markdown


@pytest.mark.parametrize(
    "text",
    [
        "# Heading",
        "a **bold** word",
        "a *soft* word",
        "__strong__",
        "[a](https://b.example)",
        "> quoted",
        "a | b\n--- | ---",
        "Heading\n=======",
        "```\ncode\n```",
        "x\n\n[^1]: note",
        "one\\\ntwo",
    ],
)
def test_signs_of_markdown_are_known(text: str) -> None:
    assert is_markdown(text)


@pytest.mark.parametrize(
    "text",
    ["plain words", "- a\n- b", "1. a", "5 * 3 * 2", "snake_case_a", "#thẻ", "a > b", "(x) [y]"],
)
def test_text_without_signs_of_markdown_is_plain(text: str) -> None:
    assert not is_markdown(text)


def test_each_line_is_a_paragraph_where_lines_are_not_folded() -> None:
    text = "Dòng thứ nhất khá dài, có một câu trọn vẹn.\nDòng hai.\nDòng ba dài hơn một chút."
    assert [piece.words for piece in read_plain(text)] == text.split("\n")


def test_folded_lines_are_one_paragraph() -> None:
    line = "these words were folded at sixty columns by some old program"
    text = "\n".join([line] * 4 + ["end."]) + "\n\n" + "\n".join([line] * 2 + ["end."])
    assert [len(piece.words.split()) for piece in read_plain(text)] == [45, 23]


def test_folded_chinese_is_joined_without_spaces() -> None:
    line = "这些字被某个老程序按固定的宽度折成了许多行每行一样长"
    (piece,) = read_plain("\n".join([line] * 4 + ["完。"]))
    assert piece.words == line * 4 + "完。"


def test_bullets_and_numbers_are_lists() -> None:
    pieces = read_plain("Before:\n• one\n• two\nAfter.\n\n1. first\n2) second\n\n3. alone")
    kinds = [piece.kind for piece in pieces]
    assert kinds == [
        BlockKind.PARAGRAPH,
        BlockKind.LIST,
        BlockKind.PARAGRAPH,
        BlockKind.LIST,
        BlockKind.PARAGRAPH,
    ]
    assert [item.number for item in pieces[3].items] == [1, 2]


def test_a_line_of_dashes_is_a_rule_and_rules_at_the_ends_go() -> None:
    assert taken("Một đoạn.\n\n* * *\n\nHai đoạn.") == "Một đoạn.\n\n---\n\nHai đoạn."
    assert taken("-----\n\nMột đoạn.\n\n_____") == "Một đoạn."


def test_a_short_first_line_above_a_text_is_an_uncertain_headline() -> None:
    body = "Một đoạn dài để có đủ chữ bên dưới tít bài, " * 6 + "hết."
    read = read_file(f"Cầu mới thông xe\n\n{body}".encode(), "a.txt")
    assert read.headline == "Cầu mới thông xe"
    assert "headline" in read.uncertain
    sentence = read_file(f"Cầu mới đã thông xe.\n\n{body}".encode(), "a.txt")
    assert sentence.headline == ""


def test_fields_at_the_head_of_a_markdown_file_are_read() -> None:
    text = (
        "---\ntitle: 'Tít: một'\ndescription: Sapo.\nauthor: A Quill, B Reed\n"
        "tags:\n  - một\n  - hai\nurl: https://a.example/x\n---\n\n**Chữ**."
    )
    read = read_file(text.encode(), "a.md")
    assert (read.headline, read.standfirst) == ("Tít: một", "Sapo.")
    assert read.byline == ("A Quill", "B Reed")
    assert read.tags == ("một", "hai")
    assert read.url == "https://a.example/x"
    assert read.markdown == "**Chữ**."


def test_a_rule_at_the_beginning_is_no_head() -> None:
    assert head_and_body("---\nno fields here\n---\nx") == ({}, "---\nno fields here\n---\nx")


def test_the_title_block_of_pandoc_is_a_head() -> None:
    head, body = head_and_body("% A title\n  over two lines\n% An Author\n% 2025-12-20\n\nText.")
    assert head == {"title": "A title over two lines", "author": "An Author", "date": "2025-12-20"}
    assert body == "\nText."


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("_soft_ and __strong__", "*soft* and **strong**"),
        ("## Two ##", "## Two"),
        ("* a\n  * b\n* c", "- a\n    - b\n- c"),
        ("text\n- a\n- b", "text\n\n- a\n- b"),
        ("it was\n8. not a list", "it was 8. not a list"),
        ("[a][r]\n\n[r]: https://b.example 'T'", "[a](https://b.example)"),
        ("<https://b.example>", "[https://b.example](https://b.example)"),
        ("a  \nb", "a\\\nb"),
        ("&copy; &lt;b&gt;", "© <b>"),
        ("a <b>b</b> <script>x</script>", "a **b**"),
        ("1 < 2 and <not a tag> _x_", "1 < 2 and <not a tag> *x*"),
        ("~~a~~ x^2^ H~2~O _b_", "~~a~~ x^2^ H~2~O *b*"),
        ("Term\n:   Meaning", "**Term**\n\nMeaning"),
        ("    code *x*\n\n_y_", "```\ncode *x*\n```\n\n*y*"),
    ],
)
def test_other_dialects_become_ours(markdown: str, wanted: str) -> None:
    assert taken(f"# Tít\n\n{markdown}") == wanted


def test_our_own_dialect_comes_back_unchanged() -> None:
    text = (
        "Đoạn *một **hai** ba* và H~2~O[^1].\n\n- a\n    - b\n        1. c\n\n> x\n> — Y\n\n"
        "| a | b |\n| --- | --- |\n| c | d |\n\n[^1]: Chú."
    )
    assert taken(text) == text


def test_a_picture_in_markdown_has_its_words_as_caption() -> None:
    read = read_file(b"**a**\n\n![A quay. Photo: Tom Reed](img/quay.jpg)", "a.md")
    (photo,) = read.photos
    assert (photo.caption, photo.credit, photo.url) == ("A quay.", "Tom Reed", "img/quay.jpg")


def test_a_photo_line_of_another_desk_cannot_point_into_this_one() -> None:
    read = read_file(b"**a**\n\n![](photo:0123456789abcdef)\n\nb", "a.md")
    assert read.photos == ()
    assert "photo:" not in read.markdown


def test_markdown_html_never_runs_anything() -> None:
    html = markdown_html("<div onclick=x>_a_</div>\n\n<!-- b -->")
    assert "a" in html
    assert taken("# Tít\n\n<div onclick=x>_a_</div>\n\n<!-- b -->\n\n_c_") == "_a_\n\n*c*"
