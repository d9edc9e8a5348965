"""Standing paragraphs, and where they are used."""

from __future__ import annotations

from sqlalchemy import Column, Table

from editor_app.storage.tables.base import (
    CLUSTERED,
    ONLY_STRICT,
    Day,
    id_column,
    instant,
    metadata,
    number,
    part_of,
    small_json,
    words,
)

standing_paragraphs = Table(
    "standing_paragraphs",
    metadata,
    id_column(),
    words("name"),
    small_json("texts"),
    words("owner"),
    words("source"),
    Column("checked", Day),
    number("lasts"),
    number("retired"),
    **ONLY_STRICT,
)

standing_uses = Table(
    "standing_uses",
    metadata,
    part_of("article", "articles.id", key=True),
    id_column("block"),
    part_of("standing", "standing_paragraphs.id", index=True),
    instant("placed", always=True),
    words("text"),
    **CLUSTERED,
)
