"""An article's Markdown as HTML: every form of the dialect, and nothing that it does not have."""

from __future__ import annotations

import re

import pytest

from editor_app.domain.ids import PhotoId
from editor_app.formats.markdown import Blocks, from_html, plain_figure, to_html


def test_words_with_marks_become_elements() -> None:
    html = to_html("a **b** *c* ~~d~~ x^2^ H~2~O `e`")
    assert html == (
        "<p>a <strong>b</strong> <em>c</em> <del>d</del> x<sup>2</sup> H<sub>2</sub>O "
        "<code>e</code></p>"
    )


def test_marks_need_no_word_boundary_in_chinese() -> None:
    assert to_html("他说**“是。”**然后走了") == "<p>他说<strong>“是。”</strong>然后走了</p>"


def test_a_backslash_at_the_end_of_a_line_breaks_it() -> None:
    assert to_html("một\\\nhai") == "<p>một<br>\nhai</p>"


def test_a_folded_line_is_one_line_and_chinese_gets_no_space() -> None:
    assert to_html("one\ntwo") == "<p>one two</p>"
    assert to_html("一行\n两行") == "<p>一行两行</p>"


def test_text_that_looks_like_html_is_shown_as_text() -> None:
    html = to_html("<script>alert(1)</script> &copy; &amp; <b onclick=x>y</b>")
    assert "<script" not in html
    assert "<b" not in html
    assert html == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;copy; &amp;amp; "
        "&lt;b onclick=x&gt;y&lt;/b&gt;</p>"
    )


def test_html_in_every_kind_of_block_is_shown_as_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    body = (
        f"## {evil}\n\n- {evil}\n\n> {evil}\n\n| {evil} | b |\n|---|---|\n| c | d |\n\n"
        f"```\n{evil}\n```\n\n[^1]: {evil}"
    )
    assert "<img" not in to_html(body)


@pytest.mark.parametrize("address", ["https://a.example/x?y=1&z=2", "mailto:a@b.example"])
def test_links_to_the_web_and_to_mail_are_links(address: str) -> None:
    assert f'<a href="{address.replace("&", "&amp;")}">x</a>' in to_html(f"[x]({address})")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "/a", "#b", "file:///c"]
)
def test_other_addresses_make_no_link(address: str) -> None:
    assert "<a" not in to_html(f"[x]({address})")


def test_a_quote_in_an_address_stays_inside_its_attribute() -> None:
    html = to_html('[x](https://a.example/"onclick="alert(1))')
    assert 'href="https://a.example/&quot;onclick=&quot;alert(1)"' in html


def test_headings_have_no_ids() -> None:
    assert to_html("## Tít\n\n### Nhỏ hơn") == "<h2>Tít</h2>\n<h3>Nhỏ hơn</h3>"


def test_lists_nest_by_four_columns_and_numbers_start_where_they_say() -> None:
    html = to_html("- a\n    - b\n        1. c\n- d\n\n3. e\n4. f")
    assert html == (
        "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>\n"
        '<ol start="3"><li>e</li><li>f</li></ol>'
    )


def test_a_line_under_an_item_belongs_to_that_item() -> None:
    html = to_html("- a\n    - b\n        more of b\n    more of a")
    assert html == "<ul><li>a<br>\nmore of a<ul><li>b more of b</li></ul></li></ul>"


def test_a_quotation_holds_blocks_of_its_own() -> None:
    html = to_html("> one\n>\n> - two")
    assert html == "<blockquote><p>one</p><ul><li>two</li></ul></blockquote>"


def test_a_pull_quote_names_its_speaker() -> None:
    assert to_html("> Hay lắm.\n> — *Ông* A") == (
        '<figure class="pullquote"><blockquote><p>Hay lắm.</p></blockquote>'
        "<figcaption>— <cite><em>Ông</em> A</cite></figcaption></figure>"
    )


def test_a_table_keeps_its_alignment_and_escaped_bars() -> None:
    html = to_html("| a | b |\n|---|--:|\n| 1 \\| 2 | **3** |")
    assert '<td>1 | 2</td><td class="align-right"><strong>3</strong></td>' in html
    assert html.startswith('<table><thead><tr><th>a</th><th class="align-right">b</th></tr>')


def test_a_footnote_and_its_reference_point_at_each_other() -> None:
    html = to_html("x[^1] y[^1]\n\n[^1]: Chú *thích*")
    assert html.count('id="note-from-1"') == 1
    assert html.count('href="#note-1"') == 2
    assert '<aside class="footnote" id="note-1" role="doc-footnote">' in html
    assert '<a href="#note-from-1" role="doc-backlink">1</a> Chú <em>thích</em>' in html


def test_photos_become_what_the_caller_makes_of_them() -> None:
    asked: list[PhotoId] = []

    def figure(photo: PhotoId) -> str:
        asked.append(photo)
        return '<figure class="mine"><img alt="&amp;"></figure>'

    html = to_html("a\n\n![](photo:p1)\n\nb", figure)
    assert asked == [PhotoId("p1")]
    assert html == '<p>a</p>\n<figure class="mine"><img alt="&amp;"></figure>\n<p>b</p>'


def test_embeds_and_foreign_blocks_leave_their_place() -> None:
    assert to_html("![](embed:e1)") == '<div class="embed" data-embed="e1"></div>'
    assert to_html("![](foreign:f1)") == '<div class="foreign" data-foreign="f1"></div>'


def test_a_photo_name_cannot_leave_its_attribute() -> None:
    assert plain_figure(PhotoId('x"><b>')) == '<figure data-photo="x&quot;&gt;&lt;b&gt;"></figure>'


def test_code_is_shown_as_it_is() -> None:
    assert to_html("```\na *b*\n \n<c>\n```") == "<pre><code>a *b*\n\n&lt;c&gt;\n</code></pre>"


def test_a_block_looks_the_same_by_itself_and_in_the_article() -> None:
    blocks = ["## Tít", "đoạn **một**[^1]", "- a\n    - b", "> x\n> — y", "[^1]: chú", "---"]
    whole = to_html("\n\n".join(blocks))
    assert whole == "\n".join(map(Blocks().html, blocks))


def test_signs_of_the_converter_itself_cannot_be_smuggled_in() -> None:
    html = to_html("![](photo:p1)\n\n\x02wzxhzdk:0\x03")
    assert html.count("<figure") == 1
    assert "\x02" not in html


@pytest.mark.parametrize(
    "text",
    [
        ">" * 5_000 + " a",
        "\n".join("    " * level + "- a" for level in range(300)),
        "[" * 50_000,
        "*a **b " * 20_000,
        "`" * 9 + "a` ``" * 20_000,
        "](https://" * 20_000,
    ],
)
def test_deep_and_unbalanced_texts_are_read_to_their_end(text: str) -> None:
    html = to_html(text)
    assert re.sub(r"<[^>]*>", "", html)


def test_a_paragraph_of_fifty_thousand_characters_keeps_every_word() -> None:
    text = "Một *đoạn* văn [x] rất dài. " * 1_900
    html = to_html(text)
    assert html.count("<em>đoạn</em>") == 1_900
    assert from_html(html) == text.strip()


def test_html_of_others_is_read_too() -> None:
    assert from_html("<h2>A</h2><p>b <i>c</i> <a href='https://d.example'>e</a></p>") == (
        "## A\n\nb *c* [e](https://d.example)"
    )


def test_nothing_gives_nothing() -> None:
    assert to_html("") == ""
    assert to_html("\n\n \n") == ""
    assert from_html("") == ""
