"""Posts that desk and site agree on, thousands of them, made of one that was really sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId, BlockId, PublicationId, StoryId, new_id
from editor_app.domain.site import Publication, RemoteStatus
from editor_app.domain.story import Story
from editor_app.services.post_base import memory_of
from tests.bench.material import words
from tests.pressroom import Pressroom

BETWEEN = timedelta(minutes=72)
"""Twenty posts a day."""

DRAFT_EVERY = 50
"""Every so many posts are a draft."""

CLONES = """
INSERT INTO wp_posts (ID, post_author, post_date, post_date_gmt, post_modified, post_modified_gmt,
    post_content, post_title, post_excerpt, post_status, post_name, to_ping, pinged,
    post_content_filtered, post_type)
SELECT {first} + seq, post_author,
    post_date - INTERVAL {minutes} * ({number} - seq) MINUTE,
    post_date_gmt - INTERVAL {minutes} * ({number} - seq) MINUTE,
    post_date - INTERVAL {minutes} * ({number} - seq) MINUTE,
    post_date_gmt - INTERVAL {minutes} * ({number} - seq) MINUTE,
    post_content, CONCAT(post_title, ' ', seq), post_excerpt,
    IF(seq MOD {every} = 0, 'draft', 'publish'), CONCAT(post_name, '-', seq), '', '', '', 'post'
FROM wp_posts, seq_0_to_{last} WHERE ID = {pattern}
"""
TERMS = """
INSERT INTO wp_term_relationships (object_id, term_taxonomy_id)
SELECT {first} + seq, term_taxonomy_id
FROM wp_term_relationships, seq_0_to_{last} WHERE object_id = {pattern}
"""


@dataclass(frozen=True)
class Pattern:
    """The one that was sent: all that its copies are made of. ``first`` is their first number."""

    story: Story
    article: Article
    publication: Publication
    first: int
    newest: datetime


def fill(room: Pressroom, number: int) -> list[ArticleId]:
    """Return the articles of posts that stand here and there; the site has ``number`` in all."""
    _empty(room)
    room.write(body=words(500))
    room.publish()
    publication = room.publication()
    number -= 1
    first = _copy_there(room, int(publication.remote_id), number)
    with room.desk.place.database.reading() as records:
        article = records.articles.get(room.article)
        story = records.stories.get(article.story)
    assert publication.first_published is not None, room.answer()
    pattern = Pattern(story, article, publication, first, publication.first_published)
    made = []
    with room.desk.place.database.writing() as records:
        for story, article, known in _copies(pattern, number):
            records.stories.add(story)
            records.articles.add(article)
            records.publications.put(known)
            made.append(known.article)
    return made


def _empty(room: Pressroom) -> None:
    """Let the site have no post of its own."""
    room.wordpress.run("return wp_delete_post(1, true) !== false;")


def _copy_there(room: Pressroom, pattern: int, number: int) -> int:
    """Let the site have so many copies of a post, and return the number of the first."""
    last = room.wordpress.ask("SELECT MAX(ID) FROM wp_posts")[0][0]
    numbers = {
        "pattern": pattern,
        "first": int(last) + 1,
        "number": number,
        "last": number - 1,
        "every": DRAFT_EVERY,
        "minutes": int(BETWEEN.total_seconds() // 60),
    }
    for statement in (CLONES, TERMS):
        room.wordpress.ask(statement.format(**numbers))
    return numbers["first"]


def _copies(pattern: Pattern, number: int) -> Iterator[tuple[Story, Article, Publication]]:
    base = memory_of(pattern.publication)
    for at in range(number):
        time = pattern.newest - BETWEEN * (number - at)
        headline = f"{pattern.article.headline} {at}"
        story = replace(pattern.story, id=StoryId(new_id()), slug_word=headline, created=time)
        slug = f"{base.agreed.slug}-{at}"
        article = replace(
            pattern.article,
            id=ArticleId(new_id()),
            story=story.id,
            created=time,
            headline=headline,
            body=tuple(replace(block, id=BlockId(new_id())) for block in pattern.article.body),
            slug=slug,
            published=time,
            version=1,
        )
        draft = at % DRAFT_EVERY == 0
        agreed = replace(
            base.agreed,
            title=f"{base.agreed.title} {at}",
            headline=headline,
            slug=slug,
            slug_asked=slug,
            date=time,
            status="draft" if draft else "publish",
        )
        known = replace(
            pattern.publication,
            id=PublicationId(new_id()),
            article=article.id,
            marker=str(uuid4()),
            remote_id=str(pattern.first + at),
            address=f"{pattern.publication.address.rstrip('/')}-{at}/",
            status=RemoteStatus.DRAFT if draft else RemoteStatus.PUBLIC,
            base=replace(base, agreed=agreed).to_json(),
            revision="0",
            seen_modified=time,
            first_published=None if draft else time,
            last_synced=time + BETWEEN,
        )
        yield story, article, known
