"""What agreeing with a site needs: conflicts, its terms, how far it was read, foreign blocks."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text, text

from editor_app.storage.tables.base import (
    CLUSTERED,
    ONLY_STRICT,
    id_column,
    instant,
    metadata,
    number,
    part_of,
    points_at,
    small_json,
    words,
)

conflicts = Table(
    "conflicts",
    metadata,
    id_column(),
    part_of("article", "articles.id", index=True),
    part_of("site", "sites.id", index=True),
    instant("found", always=True),
    words("part"),
    words("base"),
    words("mine"),
    words("theirs"),
    small_json("blocks"),
    Column("after", Text),
    Column("use", Text),
    points_at("ours", "revisions.id", index=True),
    points_at("revision", "revisions.id", index=True),
    instant("agreed"),
    instant("changed"),
    instant("theirs_at"),
    words("theirs_by"),
    small_json("joined"),
    Column("resolution", Text),
    instant("resolved"),
    words("resolved_by"),
    Index("ix_conflicts_open", "found", sqlite_where=text("resolution IS NULL")),
    **ONLY_STRICT,
)

foreign_blocks = Table(
    "foreign_blocks",
    metadata,
    id_column(),
    words("raw"),
    words("name"),
    words("kind"),
    **ONLY_STRICT,
)

term_publications = Table(
    "term_publications",
    metadata,
    part_of("site", "sites.id", key=True),
    id_column("kind"),
    id_column("local"),
    id_column("language"),
    words("remote_id"),
    words("slug"),
    words("name"),
    Index("ix_term_publications_remote", "site", "kind", "remote_id"),
    **CLUSTERED,
)

site_pulls = Table(
    "site_pulls",
    metadata,
    part_of("site", "sites.id", key=True),
    instant("cursor"),
    number("newest"),
    instant("swept"),
    number("known"),
    **ONLY_STRICT,
)
