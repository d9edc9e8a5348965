"""Sites, what was published there, and what waits to go."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, text

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

sites = Table(
    "sites",
    metadata,
    id_column(),
    words("name"),
    words("kind"),
    words("url"),
    words("target"),
    words("zone"),
    words("theme"),
    words("account"),
    small_json("categories"),
    small_json("languages"),
    small_json("found"),
    number("version"),
    **ONLY_STRICT,
)

site_words = Table(
    "site_words",
    metadata,
    part_of("site", "sites.id", key=True),
    id_column("language"),
    words("name"),
    words("tagline"),
    words("company"),
    words("address"),
    words("email"),
    words("phone"),
    words("advertise"),
    small_json("legal"),
    small_json("templates"),
    **CLUSTERED,
)

publications = Table(
    "publications",
    metadata,
    id_column(),
    part_of("article", "articles.id"),
    part_of("site", "sites.id", index=True),
    words("marker"),
    words("remote_id"),
    words("address"),
    words("status"),
    Column("wish", Text),
    words("wished_by"),
    instant("wished_at"),
    instant("goes_out"),
    words("base"),
    words("digest"),
    words("revision"),
    instant("seen_modified"),
    instant("first_published"),
    instant("last_synced"),
    Index("ux_publications_article_site", "article", "site", unique=True),
    Index("ux_publications_marker", "marker", unique=True),
    **ONLY_STRICT,
)

media_publications = Table(
    "media_publications",
    metadata,
    id_column("digest"),
    part_of("site", "sites.id", key=True, index=True),
    words("remote_id"),
    small_json("addresses"),
    **CLUSTERED,
)

outbox = Table(
    "outbox",
    metadata,
    id_column(),
    words("operation"),
    part_of("article", "articles.id", index=True),
    part_of("site", "sites.id", index=True),
    instant("queued", always=True),
    words("state"),
    number("attempts"),
    instant("not_before"),
    words("answer"),
    small_json("answer_fields"),
    Index("ix_outbox_queued", "queued"),
    Index(
        "ix_outbox_open",
        "queued",
        sqlite_where=text("state NOT IN ('done', 'cancelled')"),
    ),
    **ONLY_STRICT,
)

log_lines = Table(
    "log_lines",
    metadata,
    Column("number", Integer, primary_key=True),
    instant("at", always=True),
    words("key"),
    small_json("fields"),
    points_at("article", "articles.id", index=True),
    points_at("site", "sites.id", index=True),
    **ONLY_STRICT,
)
