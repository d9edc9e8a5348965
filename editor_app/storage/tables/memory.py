"""The translation memory: its pairs, the memories they belong to, and the index made of them.

The index (all but ``memories`` and ``memory_pairs``) can be thrown away and made again. A pair that
is in it has a place: the number of its shelf times 65,536 plus where it stands there. All pairs of
a shelf have the same two languages. ``memory_postings`` says for a word in which places of a shelf
it stands (``id`` is the word times 65,536 plus the shelf), as 16-bit numbers, little end first.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, text

from editor_app.storage.tables.base import (
    ONLY_STRICT,
    id_column,
    instant,
    metadata,
    number,
    points_at,
    words,
)

memories = Table(
    "memories",
    metadata,
    id_column(),
    words("name"),
    number("place"),
    number("read_only"),
    **ONLY_STRICT,
)

memory_pairs = Table(
    "memory_pairs",
    metadata,
    id_column(),
    words("memory"),
    words("source_language"),
    words("target_language"),
    words("key"),
    number("key_hash"),
    words("source"),
    words("target"),
    instant("confirmed", always=True),
    words("editor"),
    instant("created"),
    words("created_by"),
    points_at("story", "stories.id"),
    points_at("article", "articles.id"),
    words("before"),
    words("after"),
    Column("taking", Integer),
    words("carried"),
    Column("indexed", Integer),
    Index("ix_memory_pairs_key", "key_hash"),
    Index("ix_memory_pairs_memory", "memory"),
    Index("ix_memory_pairs_story", "story", sqlite_where=text("story IS NOT NULL")),
    Index("ix_memory_pairs_article", "article", sqlite_where=text("article IS NOT NULL")),
    Index("ix_memory_pairs_taking", "taking", sqlite_where=text("taking IS NOT NULL")),
    Index("ux_memory_pairs_indexed", "indexed", unique=True),
    **ONLY_STRICT,
)
"""``key_hash`` is ``text.matching.key_hash`` of the key: the index of a large memory stays small.

``taking`` is the file that a pair came with, ``carried`` what that file said beside the texts.
"""

memory_takings = Table(
    "memory_takings",
    metadata,
    Column("number", Integer, primary_key=True),
    words("memory"),
    words("file"),
    instant("at", always=True),
    words("editor"),
    **ONLY_STRICT,
)
"""The files that pairs were taken in from."""

memory_shelves = Table(
    "memory_shelves",
    metadata,
    Column("number", Integer, primary_key=True),
    words("source_language"),
    words("target_language"),
    number("used"),
    number("posted"),
    Column("lengths", LargeBinary, nullable=False),
    Index("ix_memory_shelves_languages", "source_language", "target_language"),
    **ONLY_STRICT,
)
"""``used`` places have a text, the first ``posted`` of them also stand in the postings.

``lengths`` are how many different words the posted texts have, 16 bits each, little end first.
"""

memory_words = Table(
    "memory_words",
    metadata,
    Column("number", Integer, primary_key=True),
    words("word"),
    Index("ux_memory_words_word", "word", unique=True),
    **ONLY_STRICT,
)

memory_postings = Table(
    "memory_postings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("places", LargeBinary, nullable=False),
    **ONLY_STRICT,
)

memory_texts = Table(
    "memory_texts",
    metadata,
    Column("place", Integer, primary_key=True),
    words("plain"),
    words("words"),
    **ONLY_STRICT,
)
"""What is compared: the source text in small letters, and its words, a character for each."""

MEMORY_SEARCH_TABLE = "memory_search"

MEMORY_SEARCH = (
    f"CREATE VIRTUAL TABLE {MEMORY_SEARCH_TABLE} USING fts5("
    "source, target, content='', tokenize=\"unicode61 remove_diacritics 0\")"
)
"""The words of both sides by place, for looking up how something was translated."""
