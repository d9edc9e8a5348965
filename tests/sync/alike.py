"""What the desks and the site say of one article, and in what that differs."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from editor_app.connectors.wordpress_posts import marker_in
from editor_app.domain.ids import ArticleId
from editor_app.domain.site import OutboxState, Publication, RemoteStatus
from editor_app.services.post_writing import slug_wanted
from editor_app.text.blocks import photo_of
from tests.sync.cms_site import Post
from tests.sync.sim_desk import SimDesk, tokens
from tests.sync.world import ADDRESS, World

SEEN = {RemoteStatus.PUBLIC: "publish", RemoteStatus.SCHEDULED: "future"}
"""What readers see, or will see by themselves: there a desk and a post say the same."""

SHOWING: frozenset[str] = frozenset({*SEEN, *SEEN.values()})

FIGURE = re.compile(r"<figure.*?</figure>", re.DOTALL)


def differences(world: World) -> str:
    """In what the desks and the site differ: words, status, slug, tags, photos and captions."""
    for desk in world.desks:
        for known in desk.publications():
            post = world.site.posts.get(int(known.remote_id or 0))
            if post is None or post.status == "trash" or known.status is RemoteStatus.ABSENT:
                continue
            for differ in DIFFER:
                if told := differ(world, desk, known, post):
                    return f"{desk.name}, post {post.id}: {told}"
    return ""


def _words(_world: World, desk: SimDesk, known: Publication, post: Post) -> str:
    here, there = of_desk(desk, known.article), of_post(post)
    return f"it has {here}, the post {there}" if here != there else ""


def _status(_world: World, _desk: SimDesk, known: Publication, post: Post) -> str:
    same = SEEN.get(known.status, "") == post.status
    if same or not {known.status, post.status} & SHOWING:
        return ""
    return f"it takes it for {known.status}, it is {post.status}"


def _tags(world: World, desk: SimDesk, known: Publication, post: Post) -> str:
    """Compare the tags that the desk knows; others belong to the site alone.

    Removing a tag there changes no post, and is seen when the post is read for something else.
    """
    with desk.database.reading() as records:
        article = records.articles.get(known.article)
        ours = set(records.stories.get(article.story).tags)
        labels = {tag.id: tag.labels.get(article.language) for tag in records.tags.all()}
    there = {unescape(world.site.terms[number].name) for number in post.tags}
    names = [(tag, name) for tag, name in labels.items() if name and name not in world.untagged]
    differ = sorted(name for tag, name in names if (tag in ours) != (name in there))
    return f"of the tags {differ} one knows, and one does not" if differ else ""


def _section(world: World, desk: SimDesk, known: Publication, post: Post) -> str:
    """Compare the section with the post's categories; some may belong to the site alone.

    What a backup took a post out of may have been a colleague's choice: it stays so.
    """
    with desk.database.reading() as records:
        article = records.articles.get(known.article)
        ours = records.stories.get(article.story).section
        names = {one.id: {*one.names.values()} for one in records.sections.all()}
    there = {unescape(world.site.terms[number].name) for number in post.categories}
    shown = [one for one in names if names[one] & there]
    lost = not shown and world.restored
    if ours is None or lost or set.union(*names.values()) & world.untagged or [ours] == shown:
        return ""
    return f"it is in {sorted(names[ours])}, the post in {sorted(there)}"


def _chosen(world: World, desk: SimDesk, known: Publication, _post: Post) -> str:
    """See that a story has all tags that somebody gave it: nobody has taken them away."""
    with desk.database.reading() as records:
        story = records.stories.get(records.articles.get(known.article).story)
        labels = {tag.id: set(tag.labels.values()) for tag in records.tags.all()}
    given = {tag for name, of, tag in world.tagged if (name, of) == (desk.name, story.id)}
    lost = given - set(story.tags) - world.detagged
    names = sorted(name for tag in lost for name in labels[tag] - world.untagged)
    return f"nobody took the tags {names} from it" if names and not world.restored else ""


def _slug(_world: World, desk: SimDesk, known: Publication, post: Post) -> str:
    """See that the post has a slug of its own; which one, somebody there may have chosen.

    What was cancelled after the post was made leaves it its first slug until it is sent again.
    """
    with desk.database.reading() as records:
        slug = slug_wanted(records.articles.get(known.article))
        entries = [one for one in records.outbox.recent(10_000) if one.article == known.article]
    cancelled = bool(entries) and entries[0].state is OutboxState.CANCELLED
    if not slug or cancelled or not marker_in(post.slug):
        return ""
    return f"its slug is {slug}, the post still has {post.slug}"


def _photos(world: World, desk: SimDesk, known: Publication, post: Post) -> str:
    """Compare photos and their captions; a photo of the other desk's is a foreign block here.

    The lead photo goes with the photo that it was, whoever of two desks removes that.
    """
    with desk.database.reading() as records:
        body = records.articles.get(known.article).body
        uses = {use.photo: use for use in records.uses.of_article(known.article)}
    shown = [uses[photo] for photo in map(photo_of, body) if photo]
    foreign = sum("](foreign:" in block.text for block in body)
    figures = [ADDRESS.sub("", figure) for figure in FIGURE.findall(post.content)]
    if len(figures) != len(shown) + foreign:
        return f"it has {len(shown)} photos and {foreign} blocks, the post {len(figures)} photos"
    held = [
        one
        for each in world.desks
        for one in each.publications()
        if one.remote_id == known.remote_id
    ]
    if shown and not foreign and not post.featured and len(held) == 1:
        return "it has photos, and the post none before its text"
    here = tokens(" ".join(f"{use.alt} {use.caption}" for use in shown))
    there = tokens(" ".join(figures))
    if foreign or here == there:
        return ""
    return f"its captions say {here}, those of the post {there}"


DIFFER: tuple[Callable[[World, SimDesk, Publication, Post], str], ...] = (
    _words,
    _status,
    _slug,
    _tags,
    _section,
    _chosen,
    _photos,
)


def of_desk(desk: SimDesk, article: ArticleId) -> tuple[list[str], list[list[str]]]:
    """The words of an article, by line and paragraph."""
    with desk.database.reading() as records:
        found = records.articles.get(article)
    words = [tokens(block.text) for block in found.body if photo_of(block) is None]
    return tokens(f"{found.headline} | {found.standfirst}"), [w for w in words if w]


def of_post(post: Post) -> tuple[list[str], list[list[str]]]:
    """The words of a post, by line and paragraph."""
    pieces = re.split(r"</p>|\n\n", FIGURE.sub("", post.content))
    words = [tokens(piece) for piece in pieces]
    return tokens(f"{post.title} | {post.excerpt}"), [w for w in words if w]
