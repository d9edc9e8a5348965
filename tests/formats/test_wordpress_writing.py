"""What we write is what the block editor writes, sign by sign."""

from __future__ import annotations

import pytest

from editor_app.formats.wordpress_composing import Material, write_post
from editor_app.formats.wordpress_photos import PostPhoto, with_credit, without_credit
from editor_app.formats.wordpress_post import read_post
from editor_app.text.splitting import split
from tests.formats.post_making import LEAD, MARKET, PHOTOS, photo_of
from tests.formats.test_wordpress_golden import GOLDEN


def markup(markdown: str, *, classic: bool = False) -> str:
    """Return the content of a post with this body."""
    return write_post(split(markdown), Material(PHOTOS, classic=classic)).content


@pytest.mark.parametrize(
    ("markdown", "inner"),
    [
        ("**A** *b* ~~c~~ d^2^", "<p><strong>A</strong> <em>b</em> <s>c</s> d<sup>2</sup></p>"),
        ("e~2~", "<p>e<sub>2</sub></p>"),
        ("a\\\nb", "<p>a<br>b</p>"),
        ("a\nb", "<p>a b</p>"),
        ("北京\n综合报道", "<p>北京综合报道</p>"),
        ("`<i> & [x]`", "<p><code>&lt;i&gt; &amp; [x]</code></p>"),
        ("a < b & c > d \"e\" 'f'", "<p>a &lt; b &amp; c &gt; d \"e\" 'f'</p>"),
        ("[x](https://a.example/?b&c=(2))", '<p><a href="https://a.example/?b&amp;c=(2)">x</a></p>'),
        ("see &#39; and [video] and [sic]", "<p>see &amp;&#035;39; and &#091;video] and [sic]</p>"),
    ],
)  # fmt: skip
def test_words_are_written_with_their_marks(markdown: str, inner: str) -> None:
    assert markup(markdown) == f"<!-- wp:paragraph -->\n{inner}\n<!-- /wp:paragraph -->"


def test_every_kind_of_block_is_written_as_the_block_editor_does() -> None:
    body = (GOLDEN / "written.md").read_text(encoding="utf-8")
    expected = (GOLDEN / "written.html").read_text(encoding="utf-8")
    assert markup(body) + "\n" == expected


def test_footnotes_stand_in_a_field_of_their_own() -> None:
    post = write_post(["A[^x] b[^y].", "[^y]: Two **b**.", "[^x]: One."], Material(), seed="story")
    x, y = (note.id for label in "xy" for note in post.notes if note.label == label)
    assert post.content.count(f'<sup data-fn="{x}" class="fn"><a href="#{x}" id="{x}-link">1<') == 1
    assert post.content.endswith("\n\n<!-- wp:footnotes /-->")
    assert post.footnotes == (
        f'[{{"content":"One.","id":"{x}"}},{{"content":"Two <strong>b</strong>.","id":"{y}"}}]'
    )


def test_a_site_without_footnotes_gets_them_as_paragraphs_that_link_back() -> None:
    post = write_post(["A[^1].", "[^1]: One."], Material(footnotes=False))
    assert '<sup class="note"><a href="#note-1" id="note-from-1">1</a></sup>' in post.content
    assert '<p class="footnote" id="note-1"><a href="#note-from-1">1</a> One.</p>' in post.content
    assert post.footnotes == ""


def test_a_sign_without_its_footnote_is_text() -> None:
    assert "<p>A[^1].</p>" in markup("A[^1].")


def test_classic_posts_are_written_without_blocks() -> None:
    body = f"A\\\nb\n\n## C\n\n> d\n\n![](photo:{LEAD})\n\n![](photo:{MARKET})\n\n---"
    content = markup(body, classic=True)
    assert "<!--" not in content
    assert content.startswith("A\nb\n\n<h2>C</h2>\n\n<blockquote>\n<p>d</p>\n</blockquote>\n\n")
    assert '[caption id="attachment_41" align="alignnone" width="1600"]<img' in content
    assert 'wp-image-42" src="https://toasoan.example/wp-content/uploads/cho.jpg"' in content
    assert read_post(content, photo_of).classic


def test_an_embed_is_written_as_the_address_that_the_site_unfolds() -> None:
    address = "https://www.youtube.com/watch?v=a&t=1"
    post = write_post(["![](embed:e1)"], Material(embeds={"e1": address}))
    assert '<!-- wp:embed {"url":"https://www.youtube.com/watch?v=a\\u0026t=1"} -->' in post.content
    assert "\nhttps://www.youtube.com/watch?v=a&amp;t=1\n" in post.content
    assert read_post(post.content, photo_of, known=post).markdown == "![](embed:e1)"


def test_the_credit_goes_behind_the_caption_and_comes_off_again() -> None:
    shown = with_credit("Sông Hồng.", "Ảnh: Lan Anh")
    assert shown == "Sông Hồng. Ảnh: Lan Anh"
    assert without_credit(shown, "Ảnh: Lan Anh") == ("Sông Hồng.", True)
    assert without_credit("Sông Hồng.", "Ảnh: Lan Anh") == ("Sông Hồng.", False)
    assert without_credit("Sông Hồng.", "") == ("Sông Hồng.", True)
    assert with_credit("", "Photo: A") == "Photo: A"


def test_photos_with_the_same_words_are_the_same() -> None:
    one = PostPhoto(1, "a.jpg", "Hà Nội", "**A**  b")
    assert one.says_the_same(PostPhoto(1, "b.jpg", "Ha\u0300 No\u0302\u0323i", "**A** b"))
    assert not one.says_the_same(PostPhoto(2, "a.jpg", "Hà Nội", "**A** b"))
    assert not one.says_the_same(PostPhoto(1, "a.jpg", "Hà Nội", "A b"))


def test_a_table_without_words_is_a_table_all_the_same() -> None:
    post = write_post(["|  |  |\n| --- | --- |"], Material())
    assert read_post(post.content, photo_of).markdown == "|  |  |\n| --- | --- |"


def test_a_footnote_without_words_is_not_sent() -> None:
    post = write_post(["A[^1] b[^2].", "[^1]:", "[^2]: B"], Material())
    assert "<p>A[^1] b<sup" in post.content
    assert [note.label for note in post.notes] == ["2"]
    assert "footnotes" not in write_post(["A[^1].", "[^1]:"], Material()).content
