"""What was sent to a translator: kept per translation, so that what comes back can be compared."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from editor_app.domain.ids import ArticleId
from editor_app.storage.records import Records

MOST_KEPT = 10
"""Sendings that are kept of one translation."""

_FACT = "sent:"
_ORIGINAL = "copydesk"


@dataclass(frozen=True)
class SentRow:
    """One row as it went out: the unit's id, and both texts as Markdown."""

    unit: str
    name: str
    source: str
    target: str


@dataclass(frozen=True)
class Sending:
    """One file that went out."""

    id: str
    at: datetime
    by: str
    kind: str
    rows: tuple[SentRow, ...]


def original_of(article: ArticleId, sending: str) -> str:
    """Return how a file names what it was made from."""
    return f"{_ORIGINAL}.{article}.{sending}"


def named_in(original: str) -> tuple[ArticleId, str] | None:
    """Return the translation and the sending that a file names; None for a file of others."""
    parts = original.split(".")
    if len(parts) != 3 or parts[0] != _ORIGINAL:
        return None
    return ArticleId(parts[1]), parts[2]


def keep(records: Records, article: ArticleId, sending: Sending) -> None:
    """Keep a sending, and of the older ones the newest."""
    kept = (*_kept(records, article), sending)[-MOST_KEPT:]
    plain = [asdict(item) | {"at": item.at.isoformat()} for item in kept]
    records.facts.put(_FACT + article, json.dumps(plain, ensure_ascii=False))


def sending_of(records: Records, article: ArticleId, wanted: str) -> Sending | None:
    """Return a kept sending, or None."""
    return next((item for item in _kept(records, article) if item.id == wanted), None)


def sendings_of(records: Records, article: ArticleId) -> tuple[Sending, ...]:
    """Return what is kept, the newest first."""
    return tuple(reversed(_kept(records, article)))


def _kept(records: Records, article: ArticleId) -> tuple[Sending, ...]:
    try:
        found = json.loads(records.facts.get(_FACT + article) or "[]")
        return tuple(
            Sending(
                item["id"],
                datetime.fromisoformat(item["at"]),
                item["by"],
                item["kind"],
                tuple(SentRow(**row) for row in item["rows"]),
            )
            for item in found
        )
    except (ValueError, KeyError, TypeError):
        return ()  # of another version: the file itself says what was sent as its source
