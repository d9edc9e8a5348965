"""A first look into a library while the rest of the program is still loading.

The window opens with the last story's text; SQLAlchemy takes a fifth of a second to import, so this
module reads with the standard library alone, and only reads. Whatever is wrong with the library, a
glance finds nothing, and opening it properly will say why.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from editor_app.domain.article import Article, ArticleStatus
from editor_app.domain.block import Block, BlockKind, Body
from editor_app.domain.history import Draft
from editor_app.domain.ids import Language, StoryId
from editor_app.domain.photo import Cover, Crop, Photo, PhotoKind, PhotoUse, Rights, RightsStatus
from editor_app.storage.folder import DeskFolder
from editor_app.storage.header import SCHEMA, file_address, schema_of

INSTANTS = ("created", "planned", "published", "updated", "trashed")


@dataclass(frozen=True)
class Glance:
    """A story as it lies on the disk: its texts and photos, and what is typed but not settled.

    Photos come without their desk captions. ``trashed`` says that the story was thrown away.
    """

    story: StoryId
    slug_word: str
    source_language: Language
    created: datetime
    trashed: bool
    articles: tuple[Article, ...]
    uses: tuple[PhotoUse, ...]
    photos: tuple[Photo, ...]
    drafts: tuple[Draft, ...]


def fact_at_a_glance(folder: DeskFolder, name: str) -> str | None:
    """Return a fact of the desk, as ``records.facts.get`` does; None when it cannot be read."""
    try:
        with closing(_open(folder)) as connection:
            row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    except (OSError, sqlite3.Error):
        return None
    return None if row is None else str(row["value"])


def story_at_a_glance(folder: DeskFolder, story: StoryId) -> Glance | None:
    """Return a story with its texts; None when it is not there or cannot be read."""
    try:
        with closing(_open(folder)) as connection:
            connection.execute("BEGIN")
            return _glance(connection, story)
    except (OSError, sqlite3.Error, ValueError):
        return None


def _open(folder: DeskFolder) -> sqlite3.Connection:
    """Open a library of this schema for reading; raises OSError or sqlite3.Error.

    A library without a log was closed in order: it is opened without a log being made for it, which
    would say from then on that it was not.
    """
    if schema_of(folder.library) != SCHEMA:
        raise FileNotFoundError(folder.library)
    how = "mode=ro" if folder.log.exists() else "mode=ro&immutable=1"
    connection = sqlite3.connect(file_address(folder.library, how), uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _glance(connection: sqlite3.Connection, story: StoryId) -> Glance | None:
    """Read a story and what belongs to it in one transaction."""
    row = connection.execute("SELECT * FROM stories WHERE id = ?", (story,)).fetchone()
    if row is None:
        return None

    def found(statement: str) -> list[sqlite3.Row]:
        return connection.execute(statement, (story,)).fetchall()

    bodies: defaultdict[str, list[Block]] = defaultdict(list)
    for item in found(
        "SELECT * FROM blocks WHERE article IN (SELECT id FROM articles WHERE story = ?)"
        " ORDER BY article, place"
    ):
        block = Block(item["id"], BlockKind(item["kind"]), item["text"])
        bodies[item["article"]].append(block)
    articles = found(
        "SELECT * FROM articles WHERE story = ? ORDER BY translated_from IS NOT NULL, created, id"
    )
    uses = found(
        "SELECT * FROM photo_uses WHERE article IN (SELECT id FROM articles WHERE story = ?)"
        " ORDER BY id"
    )
    photos = found(
        "SELECT * FROM photos WHERE id IN (SELECT photo FROM photo_uses JOIN articles"
        " ON articles.id = article WHERE story = ?) ORDER BY added DESC, id"
    )
    drafts = found(
        "WITH mine AS (SELECT id FROM articles WHERE story = ?) SELECT * FROM drafts WHERE owner IN"
        " (SELECT id FROM mine UNION SELECT id FROM photo_uses WHERE article IN mine)"
        " ORDER BY saved DESC, part"
    )
    return Glance(
        row["id"],
        row["slug_word"],
        row["source_language"],
        datetime.fromisoformat(row["created"]),
        row["trashed"] is not None,
        tuple(_article(item, tuple(bodies[item["id"]])) for item in articles),
        tuple(PhotoUse(**dict(item)) for item in uses),
        tuple(_photo(item) for item in photos),
        tuple(_draft(item) for item in drafts),
    )


def _article(row: sqlite3.Row, body: Body) -> Article:
    """Return the article of a row; the columns are named as the fields are."""
    values: dict[str, Any] = dict(row)
    for name in INSTANTS:
        values[name] = values[name] and datetime.fromisoformat(values[name])
    values["status"] = ArticleStatus(values["status"])
    return Article(**values, body=body)


def _photo(row: sqlite3.Row) -> Photo:
    """Return the photo of a row; most columns are named as the fields are."""
    values: dict[str, Any] = dict(row)
    until = values.pop("rights_until")
    values["rights"] = Rights(
        RightsStatus(values.pop("rights_status")),
        until and date.fromisoformat(until),
        values.pop("rights_rule"),
    )
    values["focal"] = (values.pop("focal_x"), values.pop("focal_y"))
    values["crops"] = tuple(Crop(*crop) for crop in json.loads(values["crops"]))
    values["covers"] = tuple(Cover(*cover) for cover in json.loads(values["covers"]))
    values["kind"] = PhotoKind(values["kind"])
    for name in ("added", "taken", "trashed"):
        values[name] = values[name] and datetime.fromisoformat(values[name])
    return Photo(**values)


def _draft(row: sqlite3.Row) -> Draft:
    """Return the draft of a row."""
    saved = datetime.fromisoformat(row["saved"])
    return Draft(row["owner"], row["part"], row["text"], row["based_on"], saved, row["caret"])
