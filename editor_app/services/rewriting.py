"""Other texts for an article in one go: from History, or from a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from editor_app.domain.article import Article, Place
from editor_app.domain.link import field_address
from editor_app.services.captions import use_shown_photos
from editor_app.services.links import blocks_before, follow_edit, refresh_links, remember_links
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import reconcile

WORDS = tuple(Place)
FIELDS = (*WORDS, "slug")
"""The fields that ``rewrite`` sets."""


def rewrite(
    records: Records,
    place: Workplace,
    now: Article,
    texts: Mapping[str, str],
    markdown: str | None = None,
    *,
    seen: int | None = None,
) -> Article:
    """Give an article the texts of some ``FIELDS``, and a body, inside an open transaction.

    Paragraphs, links, photo uses and search follow. The article must have been settled before.
    Raises ChangedMeanwhile when it is no longer in version ``seen`` (None: the version of ``now``).
    """
    fields: dict[str, Any] = {name: texts[name] for name in FIELDS if name in texts}
    after = replace(now, **fields)
    touched = frozenset(
        field_address(now.id, name) for name in WORDS if now.field(name) != after.field(name)
    )
    reconciled = None
    if markdown is not None:
        remember_links(records, place, now)
        reconciled = reconcile(now.body, markdown, blocks_before(records, place, now))
        after = replace(after, body=reconciled.body)
    saved = records.articles.save(after, now.version if seen is None else seen)
    if reconciled is None:
        refresh_links(records, place, saved, touched)
    else:
        use_shown_photos(records, saved)
        follow_edit(records, place, saved, reconciled, touched)
    records.search.index(saved, records.stories.get(saved.story).slug_word)
    return saved
