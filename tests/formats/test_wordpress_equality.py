"""What counts as the same content, and how a difference is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.formats.wordpress_composing import Material, write_post
from editor_app.formats.wordpress_equality import (
    content_difference,
    normal_form,
    same_content,
    same_footnotes,
)
from tests.formats.post_making import PHOTOS, bodies
from tests.formats.test_wordpress_golden import NAMES, golden

PARAGRAPH = "<!-- wp:paragraph -->\n<p>{}</p>\n<!-- /wp:paragraph -->"


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ("<p>Hà Nội</p>", "<p>Ha\u0300 No\u0302\u0323i</p>"),
        ("<p>a</p>\n", "<p>a</p>\r\n\r\n"),
        ("a\nb", "a\r\nb"),
        ("<p>it's &nbsp; “x”</p>", "<p>it&#039;s \u00a0 &ldquo;x&rdquo;</p>"),
        ("<p>a &amp; b > c</p>", "<p>a &#038; b &gt; c</p>"),
        ("<p>😀</p>", "<p>&#x1f600;</p>"),
        ('<hr class="a"/>', '<hr class="a" />'),
        ("<br>", "<br />"),
        ('<p style="text-align: center;color:red;">', '<p style="text-align:center;color:red">'),
        ('<!-- wp:x {"a":"b & c","d":{}} -->', '<!-- wp:x {"d":[], "a":"b \\u0026amp; c"} -->'),
        ("<!-- wp:more /-->", "<!-- wp:core/more  /-->"),
        ('<code>&#091;x]</code><img alt="a &amp; b">', '<code>[x]</code><img  alt="a &#38; b" />'),
    ],
)
def test_what_wordpress_rewrites_is_the_same(sent: str, found: str) -> None:
    assert same_content(sent, found)
    assert same_content(found, sent)
    assert content_difference(sent, found) == ()


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a b</p>", "<p>ab</p>"),
        ("<p>&lt;b&gt;</p>", "<p><b></p>"),
        ("<p>&amp;#39;</p>", "<p>&#039;</p>"),
        ("<p>&amp;amp;</p>", "<p>&amp;</p>"),
        ("<strong>a</strong>", "<b>a</b>"),
        ('<p style="color:red">a</p>', "<p>a</p>"),
        ('<!-- wp:x {"a":1} /-->', '<!-- wp:x {"a":2} /-->'),
        ("<p>a</p>\n\n<p>b</p>", "<p>b</p>\n\n<p>a</p>"),
    ],
)
def test_what_a_reader_would_see_is_a_difference(sent: str, found: str) -> None:
    assert not same_content(sent, found)
    assert content_difference(sent, found)


def test_markup_that_the_site_removed_is_named() -> None:
    sent = '<!-- wp:html -->\n<iframe src="https://a.example/"></iframe> x\n<!-- /wp:html -->'
    told = content_difference(sent, sent.replace('<iframe src="https://a.example/"></iframe>', ""))
    assert told[0].key == "site-removed-markup"
    assert told[0].fields == {"names": "iframe, src"}


def test_signs_that_the_database_refused_are_named() -> None:
    told = content_difference(PARAGRAPH.format("a 😀 𠮷 b"), PARAGRAPH.format("a ? ? b"))
    assert told[0].key == "site-refused-signs"
    assert told[0].fields == {"signs": "😀 𠮷"}


def test_a_changed_sentence_is_told_with_its_number_and_the_words_around() -> None:
    before = [PARAGRAPH.format(text) for text in ("One", "The river rose by ten metres", "Three")]
    after = [*before[:1], PARAGRAPH.format("The river rose by two metres"), *before[2:]]
    (told,) = content_difference("\n\n".join(before), "\n\n".join(after))
    assert told.key == "content-block-differs"
    assert told.fields == {
        "number": 2,
        "sent": "The river rose by ten metres",
        "found": "The river rose by two metres",
    }


def test_gone_and_added_blocks_are_told() -> None:
    one, two, three = (PARAGRAPH.format(text) for text in ("One", "Two", "Three"))
    (gone,) = content_difference(f"{one}\n\n{two}", one)
    (added,) = content_difference(f"{one}\n\n{two}", f"{one}\n\n{three}\n\n{two}")
    assert (gone.key, gone.fields) == ("content-block-gone", {"number": 2, "words": "Two"})
    assert (added.key, added.fields) == ("content-block-added", {"number": 2, "words": "Three"})


def test_of_many_differences_the_first_are_told_and_the_others_counted() -> None:
    sent = "\n\n".join(PARAGRAPH.format(f"a {number}") for number in range(20))
    told = content_difference(sent, sent.replace("a ", "b "))
    assert [one.key for one in told[:-1]] == ["content-block-differs"] * 4
    assert told[-1].fields == {"count": 16}
    assert all(len(str(value)) < 80 for one in told for value in one.fields.values())


@given(bodies, st.booleans())
@settings(max_examples=60)
def test_the_normal_form_of_what_we_write_is_stable(texts: tuple[str, ...], classic: bool) -> None:
    content = write_post(texts, Material(PHOTOS, classic=classic)).content
    assert normal_form(normal_form(content)) == normal_form(content)
    assert same_content(content, content.replace(" />", "/>").replace("\n", "\r\n"))


@pytest.mark.parametrize("name", NAMES)
def test_a_post_is_the_same_as_itself_and_no_other(name: str) -> None:
    content = golden(name).content
    assert same_content(content, content + "\n")
    assert not same_content(content, content + "x")


def test_footnotes_are_the_same_however_their_json_is_spelt() -> None:
    sent = '[{"content":"Hà <b>Nội</b>","id":"a"}]'
    found = '[{"id":"a","content":"H\\u00e0 <b>N\\u1ed9i<\\/b>"}]'
    assert same_footnotes(sent, found)
    assert same_footnotes("", "[]")
    assert not same_footnotes(sent, found.replace("H", "h"))
    assert not same_footnotes(sent, "")
    assert not same_footnotes("{bad", "[]")
