"""Edits of posts: what was edited changes, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.errors import NotReady
from editor_app.domain.remote import foreign_block, foreign_line
from editor_app.formats.wordpress_composing import Material, write_post
from editor_app.formats.wordpress_photos import PostPhoto
from editor_app.formats.wordpress_post import PostContent, read_post
from editor_app.text.kinds import kind_of
from editor_app.text.splitting import split
from tests.formats.post_making import LEAD, PHOTOS, bodies, photo_of
from tests.formats.test_wordpress_golden import NAMES, SITE, golden
from tests.formats.test_wordpress_reading import contents, letters

HERE = Material(base_url=SITE)


def edited(post: PostContent, old: str, new: str) -> str:
    """Return the content after ``old`` became ``new`` in the Markdown."""
    assert post.markdown.count(old) == 1
    return write_post(split(post.markdown.replace(old, new)), HERE, post).content


def one(content: str) -> PostContent:
    """Read a post that has been pulled."""
    return read_post(content, photo_of, base_url=SITE)


def test_a_changed_word_leaves_alignment_and_anchor_as_the_site_has_them() -> None:
    post = golden("wordpress-6.1")
    assert edited(post, "1.200 hộ", "1.300 hộ") == post.content.replace("1.200 hộ", "1.300 hộ")
    assert edited(post, "4 giờ", "5 giờ") == post.content.replace("4 giờ", "5 giờ")


def test_a_changed_word_leaves_the_way_a_link_opens() -> None:
    post = golden("wordpress-6.1")
    assert edited(post, "lũ còn lên", "lũ rút") == post.content.replace("lũ còn lên", "lũ rút")
    classic = golden("classic")
    assert edited(classic, "洪峰", "主峰") == classic.content.replace("洪峰", "主峰")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("wordpress-6.1", "Phúc Xá: 420", "Phúc Xá: 450"),
        ("wordpress-6.1", "12,80 m", "12,90 m"),
        ("wordpress-6.1", "71 tuổi", "72 tuổi"),
        ("wordpress-6.7", "1,200 households", "1,300 households"),
        ("wordpress-6.7", "It never rose", "It has never risen"),
        ("wordpress-6.7", "rising:", "rising_fast:"),
        ("wordpress-6.7", "is still rising", "was still rising"),
        ("classic", "章阳：310户", "章阳：320户"),
        ("classic", "超过二级", "接近二级"),
        ("classic", "### 疏散", "### 疏散开始"),
        ("classic", "大堤外的居民已转移到学校", "居民已转移"),
    ],
)
def test_an_edit_keeps_every_other_block(name: str, old: str, new: str) -> None:
    post = golden(name)
    after = write_post(split(post.markdown.replace(old, new)), HERE, post)
    changed = [
        number
        for number, (mine, base) in enumerate(zip(after.blocks, post.blocks, strict=True))
        if (mine.gap, mine.raw) != (base.gap, base.raw)
    ]
    assert len(changed) == 1
    again = read_post(after.content, photo_of, footnotes=after.footnotes, base_url=SITE)
    assert again.markdown == after.markdown == post.markdown.replace(old, new)


def test_a_changed_footnote_changes_only_its_own_text() -> None:
    post = golden("wordpress-6.7")
    texts = split(post.markdown.replace("10.5 m**.", "10.6 m**."))
    after = write_post(texts, HERE, post)
    assert after.content == post.content
    assert after.footnotes == post.footnotes.replace("10.5 m<", "10.6 m<")


def test_a_new_footnote_before_the_others_renumbers_them() -> None:
    post = golden("wordpress-6.7")
    markdown = post.markdown.replace("Water in", "Water[^a] in") + "\n\n[^a]: Measured at six."
    after = write_post(split(markdown), HERE, post, seed="story")
    first = after.blocks[0].raw
    assert [first.index(f">{number}</a></sup>") for number in (1, 2, 3)] == sorted(
        first.index(f">{number}</a></sup>") for number in (1, 2, 3)
    )
    assert after.footnotes.startswith('[{"content":"Measured at six."')
    assert after.blocks[-1].raw == "<!-- wp:footnotes /-->"
    again = read_post(after.content, photo_of, footnotes=after.footnotes, known=after)
    assert "Water[^a] in" in again.markdown


def test_a_footnote_that_is_deleted_leaves_no_sign_behind() -> None:
    post = golden("wordpress-6.7")
    kept = [text for text in split(post.markdown) if not text.startswith("[^")]
    after = write_post(kept, HERE, post)
    assert "data-fn" not in after.content
    assert after.footnotes == ""


def test_a_new_caption_changes_only_the_caption() -> None:
    post = golden("wordpress-6.7")
    shown = next(block.photo for block in post.blocks if block.photo)
    captioned = replace(shown, caption="The river at *dawn*. Photo: Lan Anh", alt='So "high"')
    after = write_post(split(post.markdown), Material({LEAD: captioned}), post)
    expected = post.content.replace(
        "The Red River in Hanoi. Photo: Lan Anh", "The river at <em>dawn</em>. Photo: Lan Anh"
    ).replace('alt="The river &amp; the dyke"', 'alt="So &quot;high&quot;"')
    assert after.content == expected


def test_the_same_caption_changes_nothing() -> None:
    post = golden("wordpress-6.7")
    shown = next(block.photo for block in post.blocks if block.photo)
    moved = replace(shown, url="https://cdn.example/elsewhere.jpg", size="large")
    after = write_post(split(post.markdown), Material({LEAD: moved}), post)
    assert after.content == post.content


def test_another_photo_in_its_place_is_written_anew() -> None:
    post = golden("wordpress-6.7")
    after = write_post(
        split(post.markdown), Material({LEAD: PostPhoto(99, "https://x/b.jpg")}), post
    )
    assert "wp-image-99" in after.content
    assert "wp-image-41" not in after.content


def test_a_new_paragraph_between_two_blocks_moves_no_byte_of_them() -> None:
    post = golden("wordpress-6.1")
    markdown = post.markdown.replace("- Phúc Xá", "Câu mới.\n\n- Phúc Xá")
    after = write_post(split(markdown), HERE, post)
    new = "<!-- wp:paragraph -->\n<p>Câu mới.</p>\n<!-- /wp:paragraph -->\n\n"
    assert after.content.replace(new, "") == post.content


def test_a_foreign_block_can_be_moved_and_brought_back_from_history() -> None:
    post = golden("wordpress-6.1")
    gallery = next(one for one in post.foreign if one.kind == "core/gallery")
    without = [text for text in split(post.markdown) if text != foreign_line(gallery.id)]
    cut = write_post(without, HERE, post)
    assert gallery.raw not in cut.content
    texts = [foreign_line(gallery.id), *without]
    back = write_post(texts, Material(foreign={gallery.id: gallery}), cut)
    assert back.content.startswith(gallery.raw + "\n\n")


def test_bytes_that_the_site_spells_in_another_way_are_no_edit_of_its_own() -> None:
    post = golden("wordpress-6.7")
    found = post.content.replace("/></figure>", " /></figure>").replace('"/>\n', '" />\n')
    assert found != post.content
    again = read_post(found, photo_of, footnotes=post.footnotes, known=post, base_url=SITE)
    assert again.content == found
    assert again.markdown == post.markdown
    assert write_post(split(again.markdown), HERE, again).content == found
    assert PostContent.from_json(again.to_json()) == again


def test_comments_between_blocks_stay_when_the_blocks_around_them_go() -> None:
    post = one("<!-- ad -->\n\nOne\n\n<!-- slot 2 -->\n\nTwo\n\nThree\n\nFour")
    assert post.markdown == "One\n\nTwo\n\nThree\n\nFour"
    assert write_post(["Three", "Four"], HERE, post).content == (
        "<!-- ad -->\n\n\n\n<!-- slot 2 -->\n\n\n\nThree\n\nFour"
    )
    assert write_post(["New", "One", "Two", "Three", "Four"], HERE, post).content == (
        "New\n\n" + post.content
    )


def test_a_text_with_plain_footnotes_keeps_them_when_the_site_gets_its_own() -> None:
    texts = ["One[^1] word.", "[^1]: A note."]
    before = write_post(texts, Material(footnotes=False))
    after = write_post(["One[^1] word more.", *texts[1:]], Material(footnotes=True), before)
    assert after.content == before.content.replace(" word.", " word more.")
    assert after.footnotes == ""


def test_a_line_without_its_block_or_photo_is_refused_by_name() -> None:
    missing = foreign_block("<!-- wp:x/y /-->", "", "x/y")
    for line, key in (
        (foreign_line(missing.id), "foreign-block-missing"),
        ("![](photo:nowhere)", "photo-not-on-site"),
        ("![](embed:nowhere)", "embed-missing"),
    ):
        with pytest.raises(NotReady) as caught:
            write_post([line], Material())
        assert caught.value.message.key == key


def test_a_heading_of_another_level_is_written_anew() -> None:
    post = one('<!-- wp:heading -->\n<h2 class="x">A</h2>\n<!-- /wp:heading -->')
    after = write_post(["### A"], HERE, post).content
    assert after == (
        '<!-- wp:heading {"level":3} -->\n<h3 class="wp-block-heading">A</h3>\n<!-- /wp:heading -->'
    )


@given(bodies, st.data())
@settings(max_examples=80)
def test_a_change_in_one_paragraph_changes_only_its_bytes(
    texts: tuple[str, ...], data: st.DataObject
) -> None:
    classic = data.draw(st.booleans())
    sent = write_post([*texts, "Đoạn cuối 结尾."], Material(PHOTOS, classic=classic))
    post = read_post(sent.content, photo_of, footnotes=sent.footnotes)
    mine = [n for n, b in enumerate(post.blocks) if kind_of(b.markdown).value == "paragraph"]
    chosen = data.draw(st.sampled_from(mine))
    lines = [block.markdown for block in post.blocks]
    lines[chosen] = "Câu mới 新句 " + lines[chosen]
    after = write_post(split("\n\n".join(lines)), Material(PHOTOS, classic=classic), post)
    same = [
        (one.gap, one.raw) == (two.gap, two.raw)
        for one, two in zip(after.blocks, post.blocks, strict=True)
    ]
    assert [number for number, equal in enumerate(same) if not equal] == [chosen]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_when_all_is_deleted(name: str) -> None:
    post = golden(name)
    assert write_post([], HERE, post).content.strip() == ""


@given(contents, st.data())
@settings(max_examples=100)
def test_an_edit_of_any_post_is_read_back_as_it_was_made(content: str, data: st.DataObject) -> None:
    post = one(content)
    lines = [block.markdown for block in post.blocks]
    words = [n for n, line in enumerate(lines) if kind_of(line).value == "paragraph"]
    if not words:
        return
    chosen = data.draw(st.sampled_from(words))
    lines[chosen] += " thêm 新"
    after = write_post(split("\n\n".join(lines)), HERE, post)
    edited_words = letters(lines.pop(chosen))
    kept = read_post(after.content, photo_of, known=after, base_url=SITE)
    for again in (one(after.content), kept):
        found = [block.markdown for block in again.blocks]
        assert letters(found.pop(chosen)) == edited_words
        assert found == lines


def test_words_are_never_glued_where_an_element_that_parted_them_goes() -> None:
    post = one("<h2>A</h2>B\n\nC<p>D")
    assert post.markdown == "## A\n\nB\n\nC\n\nD"
    after = write_post(["A", "B", "C", "D E"], HERE, post)
    assert one(after.content).markdown == "A\n\nB\n\nC\n\nD E"


def test_footnotes_keep_the_order_that_they_have_in_the_article() -> None:
    texts = ["One[^2] two[^1].", "[^1]: First.", "[^2]: Second with [^1]."]
    sent = write_post(texts, Material())
    found = read_post(sent.content, photo_of, footnotes=sent.footnotes, known=sent)
    assert split(found.markdown) == tuple(texts)
    assert write_post(texts, Material(), found) == found
