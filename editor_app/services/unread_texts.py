"""What a machine wrote and nobody has read, known by its words wherever they come back.

What is known of a text hangs on its place. A copy out of History, a paste or a site brings words
to places that know nothing of them, so the words themselves are kept, as digests, until somebody
has read them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from hashlib import blake2b

from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, Made, Rendering
from editor_app.storage.records import Records
from editor_app.text.matching import memory_key

FACT = "machine unread {article}"
MOST = 2_000
"""Wordings that are kept of one translation; the oldest are forgotten first."""


def with_unread(
    records: Records,
    article: ArticleId,
    texts: Mapping[Address, str],
    renderings: Mapping[Address, Rendering],
    fresh: Collection[Address],
) -> dict[Address, Rendering]:
    """Return what is known of the texts of a translation, unread words of a machine marked again.

    ``fresh`` are the texts that have just come to their places: what a person wrote before stays a
    person's, whatever words a machine finds elsewhere. Inside an open transaction; the wordings of
    now are kept, those that were read since are forgotten. Other wordings of a text that was read
    are kept: who mends what a machine wrote has read the mended words.
    """
    kept = _kept(records, article)
    if not kept and not any(known.unread for known in renderings.values()):
        return dict(renderings)
    read = {
        (_digest(texts.get(target, "")), target.key)
        for target, known in renderings.items()
        if known.made is Made.MACHINE and not known.unread
    }
    wordings = {digest: name for digest, name in kept.items() if (digest, name) not in read}
    after = dict(renderings)
    for target, known in renderings.items():
        came = target in fresh and known.made is Made.HAND
        if not (came or known.unread):
            continue
        digest = _digest(texts.get(target, ""))
        if came and digest not in wordings:
            continue
        wordings[digest] = target.key
        if came:
            after[target] = known.by_machine()
    if wordings != kept:
        last = dict(list(wordings.items())[-MOST:])
        records.facts.put(FACT.format(article=article), json.dumps(last))
    return after


def _kept(records: Records, article: ArticleId) -> dict[str, str]:
    """Return the digests of unread wordings, the oldest first, each with the place it stood at."""
    text = records.facts.get(FACT.format(article=article))
    return dict(json.loads(text)) if text else {}


def _digest(text: str) -> str:
    return blake2b(memory_key(text).encode("utf-8", "replace"), digest_size=8).hexdigest()
