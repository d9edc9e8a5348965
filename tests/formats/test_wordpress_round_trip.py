"""Markdown to WordPress and back: nothing lost, nothing changed after one pass, in all scripts."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor_app.formats.wordpress_composing import Material, write_post
from editor_app.formats.wordpress_post import PostContent, read_post
from editor_app.text.splitting import split
from tests.formats.post_making import PHOTOS, bodies, photo_of

forms = st.builds(Material, st.just(PHOTOS), classic=st.booleans(), footnotes=st.booleans())


def back(post: PostContent, known: PostContent | None = None) -> PostContent:
    """Read what was written, as the site would answer with it."""
    if known is None:
        return read_post(post.content, photo_of, footnotes=post.footnotes)
    return read_post(post.content, photo_of, footnotes=post.footnotes, known=known)


@given(bodies, forms)
@settings(max_examples=100)
def test_a_body_comes_back_stable_after_one_pass(texts: tuple[str, ...], form: Material) -> None:
    first = back(write_post(texts, form)).markdown
    second = back(write_post(split(first), form)).markdown
    assert back(write_post(split(second), form)).markdown == second
    assert second == first


@given(bodies, forms)
@settings(max_examples=60)
def test_nothing_that_we_write_is_foreign_to_us(texts: tuple[str, ...], form: Material) -> None:
    assert back(write_post(texts, form)).foreign == ()


@given(bodies, forms)
@example(("[^1]: Hà Nội", "1. Hà Nội", "[^2]: Huế", "1. Vinh"), Material(PHOTOS))
@settings(max_examples=60)
def test_what_the_site_still_has_has_the_markdown_it_was_written_for(
    texts: tuple[str, ...], form: Material
) -> None:
    sent = write_post(texts, form)
    found = back(sent, known=sent)
    assert [block.markdown for block in found.blocks] == [block.markdown for block in sent.blocks]


@given(bodies, forms)
@settings(max_examples=60)
def test_an_unchanged_body_goes_out_byte_for_byte(texts: tuple[str, ...], form: Material) -> None:
    found = back(write_post(texts, form))
    again = write_post(split(found.markdown), form, found)
    assert again.content == found.content
    assert again.footnotes == found.footnotes
