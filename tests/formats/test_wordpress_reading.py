"""Content of any origin: no byte is lost, no word is lost, whatever stands there."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor_app.formats.block_markup import attributes_text, chunks, delimiters, read_attributes
from editor_app.formats.html_tree import parse_html, words_of
from editor_app.formats.wordpress_composing import Material, write_post
from editor_app.formats.wordpress_equality import same_content
from editor_app.formats.wordpress_foreign import card_name
from editor_app.formats.wordpress_post import photos_in, read_post
from editor_app.formats.wordpress_segments import segments
from editor_app.text.cleaning import clean
from editor_app.text.plain import strip_block
from editor_app.text.splitting import split
from tests.formats.post_making import photo_of, words

PARTS = [
    "<!-- wp:paragraph -->",
    '<!-- wp:paragraph {"align":"center"} -->',
    "<!-- /wp:paragraph -->",
    "<!-- wp:list -->",
    "<!-- /wp:list -->",
    "<!-- wp:list-item -->",
    "<!-- /wp:list-item -->",
    "<!-- wp:quote -->",
    "<!-- /wp:quote -->",
    "<!-- wp:group -->",
    "<!-- /wp:group -->",
    "<!-- wp:more /-->",
    "<!-- wp:x {bad -->",
    '<!-- wp:image {"id":41} -->',
    "<!-- /wp:image -->",
    "<!--more-->",
    "<!-- a note -->",
    "<!--",
    "-->",
    "<p>",
    "</p>",
    '<p class="x">',
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<blockquote>",
    "</blockquote>",
    "<h2>",
    "</h2>",
    "<div>",
    "</div>",
    "<pre>",
    "</pre>",
    "<strong>",
    "</strong>",
    '<a href="https://a.example/">',
    '<a href="/bai">',
    "</a>",
    '<img class="wp-image-41" src="a.jpg" alt="b" />',
    "<figure>",
    "</figure>",
    "<figcaption>",
    "</figcaption>",
    "[caption id=1]",
    "[/caption]",
    "<hr />",
    "<br>",
    "\n",
    "\n\n",
    "&nbsp;",
    "\x00",
    "\ud800",
    "\r\n",
]
contents = st.lists(st.one_of(st.sampled_from(PARTS), words), max_size=25).map("".join)


@given(contents)
@settings(max_examples=300)
def test_no_byte_is_lost_of_any_content(content: str) -> None:
    assert "".join(chunk.raw for chunk in chunks(content)) == content
    cut, left = segments(content)
    assert "".join(part.gap + part.raw for part in cut) + left == content
    assert read_post(content, photo_of, base_url="https://a.example").content == content


@given(contents)
@example("One<p></p>two")
@settings(max_examples=300)
def test_any_content_goes_back_as_it_came_when_nothing_was_edited(content: str) -> None:
    post = read_post(content, photo_of)
    texts = split(post.markdown)
    assert "\n\n".join(texts) == post.markdown
    assert write_post(texts, Material(), post).content == content


def letters(text: str) -> str:
    """Return only the letters, to compare words whatever stands between them."""
    return "".join(sign for sign in text if sign.isalpha())


@given(contents)
@settings(max_examples=300)
def test_every_word_of_a_block_that_we_model_stands_in_its_markdown(content: str) -> None:
    for block in read_post(content, photo_of).blocks:
        if block.foreign or block.photo:
            continue
        html = clean(block.raw).text
        assert letters(strip_block(block.markdown)) == letters(words_of(parse_html(html)))


@given(contents)
@settings(max_examples=150)
def test_what_was_read_once_is_read_the_same_again(content: str) -> None:
    post = read_post(content, photo_of)
    assert read_post(content, photo_of, known=post) == post


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ("<!-- wp:paragraph --><p>a</p>", ["a"]),
        ("<p>a</p><!-- /wp:paragraph -->", ["a"]),
        ("<!-- wp:group --><!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->", ["a"]),
        ("<!-- wp:paragraph {x} --><p>a</p><!-- /wp:paragraph -->", ["foreign-paragraph"]),
        ("<!-- wp:paragraph --><p>a</p><p>b</p><!-- /wp:paragraph -->", ["foreign-paragraph"]),
        ("<!-- wp:paragraph --><p>a <u>b</u></p><!-- /wp:paragraph -->", ["foreign-paragraph"]),
        ('<!-- wp:paragraph --><p><a href="#x">b</a></p><!-- /wp:paragraph -->', None),
        ('<!-- wp:paragraph --><p><a href="tel:1">b</a></p><!-- /wp:paragraph -->', None),
        ("<!-- wp:list --><ul><li>a</li></ul><!-- /wp:list -->", ["- a"]),
        ('<!-- wp:list --><ul><li class="x">a</li></ul><!-- /wp:list -->', ["foreign-list"]),
        ("<!-- wp:core-embed/youtube --><figure></figure><!-- /wp:core-embed/youtube -->", None),
        ("<!-- wp:preformatted --><pre>a</pre><!-- /wp:preformatted -->", None),
        ("one\ntwo\n\nthree", ["one\\\ntwo", "three"]),
        ("<div>a</div>", ["foreign-classic"]),
        ("[contact-form id=1]", ["foreign-shortcode"]),
        ("[sic] he said", ["[sic] he said"]),
        ("", []),
        ("\n\n&nbsp;\n\n", []),
    ],
)
def test_each_form_is_read_as_what_it_is(content: str, kinds: list[str] | None) -> None:
    post = read_post(content, photo_of)
    found = [card_name(b.foreign).key if b.foreign else b.markdown for b in post.blocks]
    if kinds is None:
        assert all(block.foreign for block in post.blocks)
    else:
        assert found == kinds
    assert post.content == content


def test_two_lists_that_are_one_in_markdown_are_one_block_with_all_bytes() -> None:
    item = "<!-- wp:list -->\n<ul><li>{}</li></ul>\n<!-- /wp:list -->"
    content = item.format("a") + "\n\n" + item.format("b") + "\n"
    post = read_post(content, photo_of)
    assert [block.markdown for block in post.blocks] == ["- a\n- b"]
    assert write_post(["- a\n- b"], Material(), post).content == content


def test_a_photo_that_a_post_shows_twice_is_taken_in_once_and_the_known_caption_stays() -> None:
    def figure(caption: str) -> str:
        image = '<img src="a.jpg" alt="" class="wp-image-41"/>'
        words = f'<figcaption class="wp-element-caption">{caption}</figcaption>'
        block = f'<figure class="wp-block-image">{image}{words}</figure>'
        return f'<!-- wp:image {{"id":41}} -->\n{block}\n<!-- /wp:image -->'

    ours, theirs = figure("Bến phà"), figure("Bến")
    fresh = read_post(f"{theirs}\n\n{ours}", photo_of)
    assert [block.photo is not None for block in fresh.blocks] == [True, False]
    known = read_post(ours, photo_of)
    both = read_post(f"{theirs}\n\n{ours}", photo_of, known=known)
    assert [block.photo is not None for block in both.blocks] == [False, True]
    assert both.blocks[0].foreign is not None
    assert both.content == f"{theirs}\n\n{ours}"


def test_the_photos_of_a_post_are_told_before_it_is_read() -> None:
    content = (
        '<!-- wp:image {"id":7} -->\n<figure><img src="a.jpg" alt="x &amp; y"/>'
        "<figcaption>c <em>d</em></figcaption></figure>\n<!-- /wp:image -->\n\n"
        '<!-- wp:paragraph --><p>no <img src="b.jpg"/></p><!-- /wp:paragraph -->'
    )
    (photo,) = photos_in(content)
    assert (photo.media, photo.url, photo.alt, photo.caption) == (7, "a.jpg", "x & y", "c *d*")
    assert read_post(content, lambda _: None).foreign[0].kind == "core/image"


def test_attributes_are_written_as_the_block_editor_does() -> None:
    told = {"a": 'x--y <b> & "q" \\', "n": [{"é": True}]}
    text = attributes_text(told)
    assert text == (
        '{"a":"x\\u002d\\u002dy \\u003cb\\u003e \\u0026 \\u0022q\\u0022 \\u005c","n":[{"é":true}]}'
    )
    assert read_attributes(text) == told


def test_damaged_comments_are_free_html() -> None:
    assert [d.name for d in delimiters("<!-- wp:A --><!-- wp:a-->x<!-- wp:a/b /-->")] == ["a/b"]
    assert [c.name for c in chunks("<!-- wp:a --><!-- wp:b /--><!-- /wp:c -->")] == [
        "",
        "core/b",
        "",
    ]


def test_reading_takes_time_in_proportion_to_its_length() -> None:
    for sign in (
        "<!--",
        "<!-- wp:a {",
        "<!-- wp:a -->",
        "<p>",
        "[caption ",
        '<a "',
        "\n\n",
        "<div>",
    ):
        content = sign * 4_000
        assert read_post(content, photo_of).content == content
        assert not same_content(content, content + "x")
