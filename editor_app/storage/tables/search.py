"""The search index: what each article was indexed with, and the FTS5 table made of it."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table

from editor_app.storage.tables.base import ONLY_STRICT, metadata, part_of, words

search_entries = Table(
    "search_entries",
    metadata,
    Column("number", Integer, primary_key=True),
    part_of("article", "articles.id"),
    words("language"),
    Column("indexed", LargeBinary, nullable=False),
    Index("ux_search_entries_article", "article", unique=True),
    sqlite_autoincrement=True,
    **ONLY_STRICT,
)

SEARCH_TABLE = "search_words"

SEARCH_INDEX = (
    f"CREATE VIRTUAL TABLE {SEARCH_TABLE} USING fts5("
    "title, title_marked, body, body_marked, language, content='', "
    "tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3')"
)
"""A contentless FTS5 table. SQLite 3.40 has no ``contentless_delete``: to take a row out, its old
text must be given once more, which is why ``search_entries.indexed`` keeps it (compressed)."""
