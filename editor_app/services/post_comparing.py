"""What the site made of a write: whether it is what was sent, and what differs, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from editor_app.connectors.wordpress_posts import PostFields, marker_slugs
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.messages import Message
from editor_app.formats.wordpress_equality import (
    content_difference,
    same_content,
    same_footnotes,
)
from editor_app.services.post_base import FOOTNOTES, PostBase, PostMemory
from editor_app.services.post_status import FUTURE

TEXTS = frozenset({"title", "content", "excerpt", "meta"})
"""The fields of a post that hold texts, as they are written."""

LONGEST = 80
"""Characters of a line that are shown where it differs."""


def same_texts(sent: PostBase, found: RemotePost, *, notes: bool = True) -> bool:
    """Say whether a post has the texts that were sent, its footnotes (``notes``) among them."""
    there = str(found.meta.get(FOOTNOTES) or "")
    return (
        same_content(sent.title, found.title)
        and same_content(sent.excerpt, found.excerpt)
        and same_content(sent.content.content, found.content)
        and (
            not notes
            or FOOTNOTES not in found.meta
            or same_footnotes(sent.content.footnotes, there)
        )
    )


def once_made(found: RemotePost, memory: PostMemory, marker: str) -> RemotePost:
    """Return a post as it is once the site has made it, when that may still be going on.

    WordPress sets the lead photo after the texts, then categories, and tags last (``create_item``
    and ``handle_terms`` of its posts controller). What such a post lacks is to come, and nobody's
    wish: nobody has written in it, neither have we. Where a site keeps no revisions that cannot be
    seen, and a tag that somebody took out comes back; the section as well where there are no tags.
    """
    if found.revision or found.slug not in marker_slugs(marker):
        return found
    states = [memory.agreed] if memory.agreed.known else [one.post for one in memory.sent]
    made = next((one for one in reversed(states) if _may_become(found, one)), None)
    if made is None or _has_ended(found, made):
        return found
    there, ours = set(found.categories), set(made.categories)
    given = len(there) < 2 and ours  # a new post is in one category: the site's default
    return replace(
        found,
        categories=tuple(sorted(ours if given else there | ours)),
        tags=made.tags,
        featured_media=found.featured_media or made.featured,
    )


def _may_become(found: RemotePost, sent: PostBase) -> bool:
    return same_texts(sent, found, notes=False) and set(found.tags) <= set(sent.tags)


def _has_ended(found: RemotePost, made: PostBase) -> bool:
    """Say whether a post has what WordPress sets last of what it was made with.

    Its section may be the default category, which it has from the beginning.
    """
    if made.tags:
        return set(made.tags) <= set(found.tags)
    if made.categories:
        photo = bool(found.featured_media) or not made.featured
        return photo and set(made.categories) <= set(found.categories)
    return found.featured_media == made.featured


def may_wait(found: RemotePost, fields: PostFields) -> bool:
    """Say whether a write may wait for somebody who has the post open.

    What is scheduled on the site would go out there meanwhile at a time that is wished no more.
    """
    moves = found.status == FUTURE and ("status" in fields or "date" in fields)
    return not moves and ("status" in fields or bool(TEXTS & fields.keys()))


def wrote_meanwhile(sent: PostBase, back: RemotePost, fields: PostFields) -> bool:
    """Say whether a text is another that we did not write: it was no filter of the site's."""
    notes = str(back.meta.get(FOOTNOTES) or "")
    noted = FOOTNOTES in back.meta and not same_footnotes(sent.content.footnotes, notes)
    return (noted and "meta" not in fields) or any(
        name not in fields and not same_content(ours, theirs)
        for name, ours, theirs in (
            ("title", sent.title, back.title),
            ("excerpt", sent.excerpt, back.excerpt),
            ("content", sent.content.content, back.content),
        )
    )


def _lines(sent: PostBase, found: RemotePost, site: str) -> Iterator[Message]:
    for name, ours, theirs in (
        ("title", sent.title, found.title),
        ("excerpt", sent.excerpt, found.excerpt),
    ):
        if not same_content(ours, theirs):
            fields = {"field": name, "sent": ours[:LONGEST], "found": theirs[:LONGEST]}
            yield Message("site-changed-line", {**fields, "site": site})


def said_of_difference(sent: PostBase, back: RemotePost, site: str) -> list[Message]:
    """Return in words, at least one, what the texts of a post are other than what was sent."""
    told = [*_lines(sent, back, site), *content_difference(sent.content.content, back.content)]
    return told or [Message("site-changed-notes", {"site": site})]
