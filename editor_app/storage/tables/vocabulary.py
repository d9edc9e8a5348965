"""Editions, sections, tags, people, outlets, licences, terms."""

from __future__ import annotations

from sqlalchemy import Column, Table

from editor_app.storage.tables.base import (
    CLUSTERED,
    ONLY_STRICT,
    Day,
    id_column,
    metadata,
    number,
    part_of,
    place,
    points_at,
    small_json,
    words,
)

editions = Table(
    "editions",
    metadata,
    id_column("language"),
    words("autonym"),
    number("place"),
    words("date_form"),
    words("quote_opening"),
    words("quote_closing"),
    words("inner_opening"),
    words("inner_closing"),
    small_json("credit_words"),
    words("attribution_one"),
    words("attribution_many"),
    words("outlet_joint"),
    number("keeps_marks"),
    **ONLY_STRICT,
)

sections = Table(
    "sections",
    metadata,
    id_column(),
    number("place"),
    small_json("names"),
    small_json("slugs"),
    points_at("parent", "sections.id"),
    number("retired"),
    **ONLY_STRICT,
)

tags = Table(
    "tags",
    metadata,
    id_column(),
    small_json("labels"),
    small_json("synonyms"),
    points_at("parent", "tags.id"),
    words("media_topic"),
    number("retired"),
    **ONLY_STRICT,
)

persons = Table(
    "persons",
    metadata,
    id_column(),
    small_json("names"),
    small_json("roles"),
    number("retired"),
    **ONLY_STRICT,
)

outlets = Table(
    "outlets",
    metadata,
    id_column(),
    small_json("names"),
    words("kind"),
    words("url"),
    small_json("domains"),
    words("credit_rule"),
    words("photo_rule"),
    number("retired"),
    **ONLY_STRICT,
)

licences = Table(
    "licences",
    metadata,
    id_column(),
    words("name"),
    words("url"),
    words("conditions"),
    **ONLY_STRICT,
)

terms = Table(
    "terms",
    metadata,
    id_column(),
    words("kind"),
    Column("valid_from", Day),
    Column("valid_to", Day),
    words("source"),
    words("note"),
    **ONLY_STRICT,
)

term_forms = Table(
    "term_forms",
    metadata,
    part_of("term", "terms.id", key=True),
    place(),
    words("language"),
    words("text"),
    number("forbidden"),
    **CLUSTERED,
)
