"""What people noted beside the texts, from private notes to corrections and assignments."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from editor_app.storage.tables.base import (
    CLUSTERED,
    ONLY_STRICT,
    id_column,
    instant,
    metadata,
    needs,
    number,
    part_of,
    points_at,
    small_json,
    words,
)

notes = Table(
    "notes",
    metadata,
    id_column(),
    part_of("article", "articles.id", index=True),
    instant("at", always=True),
    words("by"),
    words("text"),
    words("part"),
    number("start"),
    number("end"),
    words("quote"),
    words("suggestion"),
    instant("resolved"),
    **ONLY_STRICT,
)

corrections = Table(
    "corrections",
    metadata,
    id_column(),
    part_of("story", "stories.id", index=True),
    instant("at", always=True),
    words("kind"),
    words("wrong"),
    words("right"),
    words("reason"),
    words("ordered_by"),
    words("approved_by"),
    small_json("texts"),
    **ONLY_STRICT,
)

live_entries = Table(
    "live_entries",
    metadata,
    id_column(),
    part_of("article", "articles.id"),
    instant("at", always=True),
    words("by"),
    words("text"),
    words("state"),
    Index("ix_live_entries_article", "article", "at"),
    **ONLY_STRICT,
)

replies = Table(
    "replies",
    metadata,
    id_column(),
    part_of("story", "stories.id", index=True),
    instant("at", always=True),
    words("person"),
    words("asked"),
    words("answered"),
    **ONLY_STRICT,
)

assignments = Table(
    "assignments",
    metadata,
    part_of("story", "stories.id", key=True),
    id_column("language"),
    needs("person", "persons.id", index=True),
    instant("since", always=True),
    **CLUSTERED,
)

saved_searches = Table(
    "saved_searches",
    metadata,
    id_column(),
    words("name"),
    words("query"),
    points_at("owner", "persons.id"),
    **ONLY_STRICT,
)

dismissals = Table(
    "dismissals",
    metadata,
    Column("number", Integer, primary_key=True),
    words("fingerprint"),
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), index=True),
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), index=True),
    words("by"),
    instant("at", always=True),
    Index("ix_dismissals_fingerprint", "fingerprint"),
    **ONLY_STRICT,
)
