"""What undo brings back of a field: how far it was, and who made it, when it last read like this.

Undo changes the text alone, so what is known of each wording is kept for as long as the desk is
open. Paragraphs are followed by ``links``, which knows where they went.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from editor_app.domain.article import Article
from editor_app.domain.link import Address
from editor_app.services.links import words
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.recalling import retyped

MOST = 1_000
"""Wordings that are remembered of the fields of a translation."""

Retyped = tuple[str, str]
"""A text before and after somebody typed in it."""


def recalled_fields(
    records: Records, place: Workplace, article: Article, typed: Mapping[Address, Retyped]
) -> frozenset[Address]:
    """Give fields of a translation that read as they did what was known of them then; return them.

    What is known of the wordings that ``typed`` texts had until now is kept.
    """
    original = article.translated_from
    if original is None or not typed:
        return frozenset()
    known, kept = records.links.renderings(article.id), place.fields.setdefault(article.id, {})

    @cache
    def sources() -> Mapping[Address, str]:
        return dict(words(records, original))

    back = set()
    for address, (before, after) in typed.items():
        now = known.get(address)
        if now is not None and before:
            kept.pop((address, before), None)
            kept[address, before] = now
        then = kept.get((address, after))
        if then is not None:
            found = retyped(then, now or then, lambda source: sources().get(source))
            records.links.set_rendering(found)
            back.add(address)
    for oldest in list(kept)[:-MOST]:
        del kept[oldest]
    return frozenset(back)
