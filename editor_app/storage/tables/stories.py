"""Stories, their language versions, and everything that is kept of the texts."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Table, Text, text

from editor_app.storage.tables.base import (
    CLUSTERED,
    ONLY_STRICT,
    id_column,
    instant,
    metadata,
    needs,
    number,
    part_of,
    place,
    points_at,
    small_json,
    words,
)

stories = Table(
    "stories",
    metadata,
    id_column(),
    words("slug_word"),
    words("source_language"),
    instant("created", always=True),
    points_at("section", "sections.id", index=True),
    points_at("origin_outlet", "outlets.id"),
    words("origin_url"),
    points_at("origin_licence", "licences.id"),
    small_json("uncertain"),
    points_at("holder", "persons.id", index=True),
    instant("due"),
    instant("embargo"),
    number("sensitive"),
    instant("trashed"),
    number("version"),
    Index("ix_stories_slug_word", "slug_word"),
    Index("ix_stories_created", "created", "id"),
    Index("ix_stories_trashed", "trashed", sqlite_where=text("trashed IS NOT NULL")),
    **ONLY_STRICT,
)

story_outlets = Table(
    "story_outlets",
    metadata,
    part_of("story", "stories.id", key=True),
    place(),
    needs("outlet", "outlets.id", index=True),
    **CLUSTERED,
)

story_people = Table(
    "story_people",
    metadata,
    part_of("story", "stories.id", key=True),
    place(),
    needs("person", "persons.id", index=True),
    words("role"),
    **CLUSTERED,
)

story_tags = Table(
    "story_tags",
    metadata,
    part_of("story", "stories.id", key=True),
    place(),
    needs("tag", "tags.id", index=True),
    **CLUSTERED,
)

articles = Table(
    "articles",
    metadata,
    id_column(),
    part_of("story", "stories.id", index=True),
    words("language"),
    instant("created", always=True),
    points_at("translated_from", "articles.id", index=True),
    words("headline"),
    words("standfirst"),
    words("slug"),
    words("dateline"),
    words("push"),
    words("home"),
    words("social"),
    words("seo"),
    words("status"),
    instant("planned"),
    instant("published"),
    instant("updated"),
    instant("trashed"),
    number("version"),
    Index("ix_articles_slug", "slug"),
    **ONLY_STRICT,
)

blocks = Table(
    "blocks",
    metadata,
    part_of("article", "articles.id", key=True),
    id_column(),
    number("place"),
    words("kind"),
    words("text"),
    Index("ix_blocks_photos", "article", "place", "text", sqlite_where=text("kind = 'photo'")),
    **CLUSTERED,
)

links = Table(
    "links",
    metadata,
    id_column("target_owner"),
    id_column("target_part"),
    id_column("source_owner"),
    id_column("source_part"),
    Index("ix_links_source", "source_owner", "source_part"),
    **CLUSTERED,
)

renderings = Table(
    "renderings",
    metadata,
    id_column("target_owner"),
    id_column("target_part"),
    words("state"),
    words("made"),
    instant("changed"),
    words("changed_by"),
    instant("read"),
    words("read_by"),
    **CLUSTERED,
)

source_texts = Table(
    "source_texts",
    metadata,
    id_column("target_owner"),
    id_column("target_part"),
    place(),
    words("source_owner"),
    words("source_part"),
    words("text"),
    **CLUSTERED,
)

left_out = Table(
    "left_out",
    metadata,
    part_of("article", "articles.id", key=True),
    id_column("source_owner"),
    id_column("source_part"),
    words("text"),
    words("by"),
    instant("at", always=True),
    **CLUSTERED,
)

progress = Table(
    "progress",
    metadata,
    part_of("article", "articles.id", key=True),
    number("left"),
    number("total"),
    number("stale"),
    number("begun"),
    **ONLY_STRICT,
)

drafts = Table(
    "drafts",
    metadata,
    id_column("owner"),
    id_column("part"),
    words("text"),
    number("based_on"),
    instant("saved", always=True),
    number("caret"),
    **ONLY_STRICT,
)

revisions = Table(
    "revisions",
    metadata,
    id_column(),
    part_of("article", "articles.id"),
    instant("at", always=True),
    words("by"),
    words("reason"),
    Column("kept", LargeBinary, nullable=False),
    Index("ix_revisions_article", "article", "at"),
    **ONLY_STRICT,
)

facts = Table(
    "facts", metadata, id_column("name"), Column("value", Text, nullable=False), **CLUSTERED
)
