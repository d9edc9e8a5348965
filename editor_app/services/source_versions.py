"""Of when the source beside a translation is, and of when the one was that a text was made from.

A version of the source, to a translator, is its words between two changes of them. When they became
what they are is kept per translation, and for each text that has not followed a change, since when
the words had stood that it was made from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from types import MappingProxyType

from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, Rendering
from editor_app.storage.records import Records
from editor_app.text.words import Words

FACT = "source of {article}"
NOTHING: Mapping[Address, datetime] = MappingProxyType({})


@dataclass(frozen=True)
class SourceVersion:
    """``at``: since when the source says what it says; None where that was never seen.

    ``behind`` are the target texts that were made from an earlier version, and of when that was.
    """

    digest: str = ""
    at: datetime | None = None
    behind: Mapping[Address, datetime] = field(default_factory=lambda: NOTHING)


def source_version(records: Records, article: ArticleId) -> SourceVersion:
    """Return which version of its source a translation has beside it."""
    text = records.facts.get(FACT.format(article=article))
    if not text:
        return SourceVersion()
    kept = json.loads(text)
    behind = {
        Address.of_key(name): datetime.fromisoformat(at) for name, at in kept["behind"].items()
    }
    at = datetime.fromisoformat(kept["at"]) if kept["at"] else None
    return SourceVersion(kept["digest"], at, behind)


def note_source(
    records: Records,
    article: ArticleId,
    source: Words,
    renderings: Iterable[Rendering],
    now: datetime,
) -> None:
    """Take note of what the source of a translation says, inside the transaction that changed it.

    Of a translation that was begun before this was kept, the source is of when a text that still
    follows it was read against it last.
    """
    known = source_version(records, article)
    digest = _digest(source)
    renderings = tuple(renderings)
    changed = digest != known.digest
    at = known.at
    stale = _stale(source, renderings) if changed or known.behind or at is None else {}
    if changed and (known.digest or not renderings):
        at = now
    elif at is None:
        following = (item.read for item in renderings if item.target not in stale)
        at = max(filter(None, following), default=None)
    made = {target: known.behind.get(target) or known.at or read for target, read in stale.items()}
    behind = {target: of for target, of in made.items() if of}
    if changed or (at, behind) != (known.at, known.behind):
        kept = {
            "digest": digest,
            "at": at.isoformat() if at else "",
            "behind": {target.key: of.isoformat() for target, of in behind.items()},
        }
        records.facts.put(FACT.format(article=article), json.dumps(kept, ensure_ascii=False))


def _stale(source: Words, renderings: Iterable[Rendering]) -> Mapping[Address, datetime | None]:
    """Return the target texts that are behind, and when each was read against the source last."""
    texts = dict(source)
    return {item.target: item.read for item in renderings if item.stale(texts.get)}


def _digest(source: Words) -> str:
    """Return what differs where the words differ; blocks that only got other ids are the same."""
    words = "\x1f".join(text for _address, text in source if text)
    return blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()
