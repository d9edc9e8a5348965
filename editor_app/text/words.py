"""The words of an article: every place that can hold some, with its address, in reading order."""

from __future__ import annotations

from collections.abc import Iterable

from editor_app.domain.article import Article, Place
from editor_app.domain.link import Address, block_address, field_address, use_address
from editor_app.domain.photo import PhotoUse
from editor_app.text.blocks import block_at, photo_of

Words = tuple[tuple[Address, str], ...]

CAPTION = "caption"
ALT = "alt"

FIELDS = (
    Place.HEADLINE,
    Place.STANDFIRST,
    Place.DATELINE,
    Place.PUSH,
    Place.HOME,
    Place.SOCIAL,
    Place.SEO,
)


def words_of(article: Article, uses: Iterable[PhotoUse]) -> Words:
    """Return every place of an article that can hold words, in the order of reading.

    Fields, captions and alt texts are there even when they are empty, because a translation is
    written into them; blocks are those that hold words. ``uses`` are the photos of this article.
    """
    words = [(field_address(article.id, name), article.field(name)) for name in FIELDS]
    waiting = {use.photo: use for use in uses if use.article == article.id}
    for block in article.body:
        if block.kind.holds_words:
            words.append((block_address(article.id, block.id), block.text))
            continue
        photo = photo_of(block)
        use = waiting.pop(photo, None) if photo else None
        if use:
            words.append((use_address(use.id, CAPTION), use.caption))
            words.append((use_address(use.id, ALT), use.alt))
    return tuple(words)


def address_at(article: Article, part: str, caret: int) -> Address | None:
    """Return the text at a place: a field, or the body's paragraph at ``caret`` (code points)."""
    if part != "body":
        return field_address(article.id, part)
    block = block_at(article.body, caret)
    return block_address(article.id, block) if block else None
