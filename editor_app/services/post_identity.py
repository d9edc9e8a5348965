"""Whether the post under a number of ours is still the one that we know, or another one.

A site that was put back from a backup gives its later numbers out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editor_app.connectors.wordpress_posts import marker_in
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.formats.wordpress_equality import same_content
from editor_app.formats.wordpress_frame import part_of
from editor_app.formats.wordpress_post import BlockBase, read_post
from editor_app.services.post_base import PostBase, PostMemory
from editor_app.text.kinds import object_of

ENOUGH = 4
"""A post is ours that has one in so many of our paragraphs: some stand in many articles."""


def is_another(memory: PostMemory, found: RemotePost, marker: str) -> bool:
    """Say whether another text stands under the number: nothing of ours is left there.

    ``marker`` is that of our publication. The date of a draft moves whenever somebody saves it, and
    a desk gives a draft another address with another headline: so the paragraphs tell.
    """
    base = memory.ground(found)
    dated = found.date is not None and base.date is not None and found.date != base.date
    return is_of_another_article(memory, found, marker) or (
        dated and found.slug != base.slug and base.known and not _is_left(base, found)
    )


def is_of_another_article(memory: PostMemory, found: RemotePost, marker: str) -> bool:
    """Say whether another text stands there that was surely made from another article.

    One that a desk has just made still has its marker: another than ours, and than the one that the
    post may have had when it was taken in.
    """
    base, made = memory.ground(found), marker_in(found.slug)
    foreign = bool(made) and made not in {marker, marker_in(memory.agreed.slug)}
    return foreign and base.known and not _says_some(base, found)


def _says_some(base: PostBase, found: RemotePost) -> bool:
    """Say whether the title or the whole text is ours."""
    return same_content(found.title, base.title) or same_content(
        found.content, base.content.content
    )


def _is_left(base: PostBase, found: RemotePost) -> bool:
    """Say whether the title is ours, or enough of the paragraphs, were they written on or cut."""
    if _says_some(base, found):
        return True
    there = read_post(found.content, lambda _photo: None, known=base.content)
    ours, theirs = list(_words(base.content.blocks)), list(_words(there.blocks))
    left = sum(any(one in other or other in one for other in theirs) for one in ours)
    return 0 < len(ours) <= ENOUGH * left


def _words(blocks: Iterable[BlockBase]) -> Iterator[str]:
    """Yield the paragraphs, without what the desk puts around a text and without photos."""
    for one in blocks:
        if one.markdown and object_of(one.markdown) is None and part_of(one.raw) is None:
            yield one.markdown
