"""A first look into a library while the rest of the program is still loading.

The window opens with the last story's text; SQLAlchemy takes a fifth of a second to import, so this
module reads with the standard library alone, and only reads. Whatever is wrong with the library, a
glance finds nothing, and opening it properly will say why.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from editor_app.domain.article import Article, ArticleStatus
from editor_app.domain.block import Block, BlockKind, Body
from editor_app.domain.history import Draft
from editor_app.domain.ids import ArticleId
from editor_app.storage.folder import DeskFolder
from editor_app.storage.header import SCHEMA, file_address, schema_of

INSTANTS = ("created", "planned", "published", "updated", "trashed")


@dataclass(frozen=True)
class Glance:
    """One article as it lies on the disk, with the typed text that is not settled yet."""

    slug_word: str
    article: Article
    drafts: tuple[Draft, ...]


def fact_at_a_glance(folder: DeskFolder, name: str) -> str | None:
    """Return a fact of the desk, as ``records.facts.get`` does; None when it cannot be read."""
    try:
        with closing(_open(folder)) as connection:
            row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    except (OSError, sqlite3.Error):
        return None
    return None if row is None else str(row["value"])


def article_at_a_glance(folder: DeskFolder, article: ArticleId) -> Glance | None:
    """Return an article with its drafts; None when it is not there or cannot be read."""
    try:
        with closing(_open(folder)) as connection:
            connection.execute("BEGIN")
            return _glance(connection, article)
    except (OSError, sqlite3.Error, ValueError):
        return None


def _open(folder: DeskFolder) -> sqlite3.Connection:
    """Open a library of this schema for reading; raises OSError or sqlite3.Error."""
    if schema_of(folder.library) != SCHEMA:
        raise FileNotFoundError(folder.library)
    connection = sqlite3.connect(
        file_address(folder.library, "mode=ro"), uri=True, isolation_level=None
    )
    connection.row_factory = sqlite3.Row
    return connection


def _glance(connection: sqlite3.Connection, article: ArticleId) -> Glance | None:
    """Read an article, its blocks and its drafts in one transaction."""
    row = connection.execute(
        "SELECT articles.*, stories.slug_word FROM articles"
        " JOIN stories ON stories.id = articles.story WHERE articles.id = ?",
        (article,),
    ).fetchone()
    if row is None:
        return None
    blocks = connection.execute(
        "SELECT id, kind, text FROM blocks WHERE article = ? ORDER BY place", (article,)
    )
    body = tuple(Block(item["id"], BlockKind(item["kind"]), item["text"]) for item in blocks)
    drafts = connection.execute(
        "SELECT * FROM drafts WHERE owner = ? ORDER BY saved DESC, part", (article,)
    )
    return Glance(row["slug_word"], _article(row, body), tuple(_draft(item) for item in drafts))


def _article(row: sqlite3.Row, body: Body) -> Article:
    """Return the article of a row; the columns are named as the fields are."""
    values: dict[str, Any] = dict(zip(row.keys(), row, strict=True))
    del values["slug_word"]
    for name in INSTANTS:
        values[name] = values[name] and datetime.fromisoformat(values[name])
    values["status"] = ArticleStatus(values["status"])
    return Article(**values, body=body)


def _draft(row: sqlite3.Row) -> Draft:
    """Return the draft of a row."""
    saved = datetime.fromisoformat(row["saved"])
    return Draft(row["owner"], row["part"], row["text"], row["based_on"], saved, row["caret"])
