"""Pairs keep what a translation memory file says of them, and which file they came with.

Their keys are found by a number of 32 bits: with the texts themselves in it, the index was a third
of a large library, and taking in a file wrote it again and again. House severities of checks get a
table of their own.
"""

from __future__ import annotations

from zlib import crc32

from alembic import op

revision = "0002"
down_revision = "0001"

PAIRS = """
    CREATE TABLE memory_pairs (
        id TEXT NOT NULL, memory TEXT NOT NULL, source_language TEXT NOT NULL,
        target_language TEXT NOT NULL, "key" TEXT NOT NULL, key_hash INTEGER NOT NULL,
        source TEXT NOT NULL, target TEXT NOT NULL, confirmed TEXT NOT NULL, editor TEXT NOT NULL,
        created TEXT, created_by TEXT NOT NULL, story TEXT, article TEXT, "before" TEXT NOT NULL,
        "after" TEXT NOT NULL, taking INTEGER, carried TEXT NOT NULL, "indexed" INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(story) REFERENCES stories (id) ON DELETE SET NULL,
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE SET NULL
    ) STRICT
"""

MOVE = """
    INSERT INTO memory_pairs (id, memory, source_language, target_language, "key", key_hash,
        source, target, confirmed, editor, created, created_by, story, article, "before", "after",
        taking, carried, "indexed")
    SELECT id, memory, source_language, target_language, "key", key_hash_of("key"),
        source, target, confirmed, editor, NULL, '', story, article, "before", "after",
        NULL, '', "indexed"
    FROM memory_pairs_before ORDER BY rowid
"""

INDEXES = (
    "CREATE INDEX ix_memory_pairs_article ON memory_pairs (article) WHERE article IS NOT NULL",
    "CREATE INDEX ix_memory_pairs_key ON memory_pairs (key_hash)",
    "CREATE INDEX ix_memory_pairs_memory ON memory_pairs (memory)",
    "CREATE INDEX ix_memory_pairs_story ON memory_pairs (story) WHERE story IS NOT NULL",
    "CREATE INDEX ix_memory_pairs_taking ON memory_pairs (taking) WHERE taking IS NOT NULL",
    'CREATE UNIQUE INDEX ux_memory_pairs_indexed ON memory_pairs ("indexed")',
)

TAKINGS = """
    CREATE TABLE memory_takings (
        number INTEGER NOT NULL, memory TEXT NOT NULL, file TEXT NOT NULL, at TEXT NOT NULL,
        editor TEXT NOT NULL,
        PRIMARY KEY (number)
    ) STRICT
"""

HOUSE_CHECKS = """
    CREATE TABLE house_checks (
        check_id TEXT NOT NULL, severity TEXT NOT NULL,
        PRIMARY KEY (check_id)
    ) STRICT
"""


def upgrade() -> None:
    """Make the pairs anew with the new columns, in their order; keep all of them."""
    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    driver.create_function("key_hash_of", 1, _key_hash, deterministic=True)
    op.execute("ALTER TABLE memory_pairs RENAME TO memory_pairs_before")
    for name in ("ix_memory_pairs_article", "ix_memory_pairs_key", "ix_memory_pairs_memory"):
        op.execute(f"DROP INDEX {name}")
    for name in ("ix_memory_pairs_story", "ux_memory_pairs_indexed"):
        op.execute(f"DROP INDEX {name}")
    op.execute(PAIRS)
    op.execute(MOVE)
    op.execute("DROP TABLE memory_pairs_before")
    for statement in (*INDEXES, TAKINGS, HOUSE_CHECKS):
        op.execute(statement)


def _key_hash(key: str) -> int:
    """Return what ``text.matching.key_hash`` returned when this schema was new."""
    return crc32(key.encode("utf-8", "surrogatepass"))
