"""How people name stories and articles: by id, by the start of an id, by working name, by slug."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, select

from editor_app.domain.errors import NotFound
from editor_app.domain.ids import ArticleId, StoryId
from editor_app.storage.records import rows
from editor_app.storage.tables.stories import articles, stories

SHORTEST_PREFIX = 4
"""Fewer characters of an id are not taken for one."""


def story_named(connection: Connection, text: str) -> StoryId:
    """Return the id of the story that a name fits, the most exact kind of name first.

    Raises NotFound, Ambiguous.
    """
    exact = select(stories.c.id).where((stories.c.id == text) | (stories.c.slug_word == text))
    slugs = select(articles.c.story).where(articles.c.slug == text)
    for statement in (exact, slugs):
        found = connection.execute(statement).scalars().all()
        if text and found:
            return StoryId(rows.only(found, text))
    return StoryId(_of_prefix(connection, stories.c.id, text))


def article_named(connection: Connection, text: str) -> ArticleId:
    """Return the id of the article with that id, id prefix, or ``STORY/LANGUAGE``.

    Raises NotFound, Ambiguous.
    """
    story, slash, language = text.rpartition("/")
    if not slash:
        return ArticleId(_of_prefix(connection, articles.c.id, text))
    try:
        owner = story_named(connection, story)
    except NotFound:
        raise NotFound(name=text) from None
    found = connection.execute(
        select(articles.c.id).where(articles.c.story == owner, articles.c.language == language)
    ).scalars()
    return ArticleId(rows.only(found, text))


def _of_prefix(connection: Connection, column: Column[Any], text: str) -> str:
    """Return the one id that begins with a text of at least four characters."""
    if len(text) < SHORTEST_PREFIX:
        raise NotFound(name=text)
    found = connection.execute(
        select(column).where(rows.starts_with(column, text.lower())).limit(9)
    )
    return rows.only(found.scalars(), text)
