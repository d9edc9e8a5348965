"""How a revision keeps a whole article: compressed JSON, readable by every later version.

A field that an older copy does not have gets the value that a new article has; one that this
version does not know is left alone in the row. ``format`` is 2 where captions are kept too; the
first copies have no number, and say nothing about captions.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from editor_app.domain.article import Article, ArticleStatus
from editor_app.domain.block import Block, BlockKind
from editor_app.domain.ids import BlockId, PhotoId
from editor_app.domain.photo import DeskCaption
from editor_app.storage.harm import of_row
from editor_app.storage.tables.base import instant_text, json_text

FAST = 3
"""zlib's level: four times faster than the best one, a tenth larger."""

WITH_CAPTIONS = 2
"""The first format that keeps captions."""

Captions = Mapping[PhotoId, DeskCaption]


def packed(article: Article, captions: Captions | None = None) -> bytes:
    """Return the bytes that keep an article, and the captions of its photos where known."""
    values = {item.name: _plain(getattr(article, item.name)) for item in fields(Article)}
    if captions is not None:
        values["format"] = WITH_CAPTIONS
        values["captions"] = {photo: [it.caption, it.alt] for photo, it in captions.items()}
    return zlib.compress(json_text(values).encode(), FAST)


@of_row
def unpacked(data: bytes) -> tuple[Article, Captions | None]:
    """Return the article that the bytes keep, and its captions if they keep any."""
    kept: dict[str, Any] = json.loads(zlib.decompress(data))
    known = {item.name for item in fields(Article)}
    values = {name: value for name, value in kept.items() if name in known}
    values["body"] = tuple(
        Block(BlockId(block), BlockKind(kind), text) for block, kind, text in values.get("body", ())
    )
    values["status"] = ArticleStatus(values.get("status", ArticleStatus.DRAFT))
    for name in ("created", "planned", "published", "updated", "trashed"):
        if values.get(name):
            values[name] = datetime.fromisoformat(values[name])
    return Article(**values), _captions(kept)


def _captions(kept: dict[str, Any]) -> Captions | None:
    if kept.get("format", 1) < WITH_CAPTIONS:
        return None
    said = kept["captions"].items()
    return {PhotoId(photo): DeskCaption(caption, alt) for photo, (caption, alt) in said}


def _plain(value: Any) -> Any:
    """Return a field's value as JSON can hold it."""
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, tuple):
        return [[block.id, block.kind.value, block.text] for block in value]
    return value
