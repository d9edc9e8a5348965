"""Photos, their desk captions, and their use in articles."""

from __future__ import annotations

from sqlalchemy import REAL, Column, Index, Table, text

from editor_app.storage.tables.base import (
    CLUSTERED,
    ONLY_STRICT,
    Day,
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

photos = Table(
    "photos",
    metadata,
    id_column(),
    words("digest"),
    words("file_name"),
    words("media_type"),
    number("width"),
    number("height"),
    number("size"),
    instant("added", always=True),
    words("kind"),
    words("creator"),
    words("credit"),
    words("copyright"),
    points_at("source", "outlets.id"),
    instant("taken"),
    words("place"),
    words("rights_status"),
    Column("rights_until", Day),
    words("rights_rule"),
    words("original_caption"),
    Column("focal_x", REAL, nullable=False),
    Column("focal_y", REAL, nullable=False),
    small_json("crops"),
    small_json("covers"),
    instant("trashed"),
    number("version"),
    Index("ix_photos_digest", "digest"),
    Index("ix_photos_added", "added"),
    Index("ix_photos_trashed", "trashed", sqlite_where=text("trashed IS NOT NULL")),
    **ONLY_STRICT,
)

desk_captions = Table(
    "desk_captions",
    metadata,
    part_of("photo", "photos.id", key=True),
    id_column("language"),
    words("caption"),
    words("alt"),
    **CLUSTERED,
)

photo_uses = Table(
    "photo_uses",
    metadata,
    id_column(),
    part_of("article", "articles.id", index=True),
    needs("photo", "photos.id", index=True),
    words("caption"),
    words("alt"),
    **ONLY_STRICT,
)
