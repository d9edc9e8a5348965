"""List items that were typed in neighbouring rows: Markdown has them as one list of both rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from editor_app.domain.article import Article
from editor_app.domain.block import BlockKind
from editor_app.domain.link import Address, Segment, block_address
from editor_app.services.row_views import Intent
from editor_app.text.cleaning import clean_text
from editor_app.text.kinds import kind_of


def list_of(article: Article, intent: Intent) -> frozenset[Address]:
    """Return the list that holds what was typed as a list of its own, with other items.

    The nearest one; nothing where the items stand for themselves, or nowhere.
    """
    texts = [clean_text(text) for text in intent.texts]
    if not all(kind_of(text) is BlockKind.LIST for text in texts) or intent.found_in(article.body):
        return frozenset()
    lines = [line for text in texts for line in text.split("\n")]
    lists = [at for at, block in enumerate(article.body) if block.kind is BlockKind.LIST]
    for at in sorted(lists, key=lambda at: abs(at - intent.number)):
        theirs = article.body[at].text.split("\n")
        starts = range(len(theirs) - len(lines) + 1)
        if any(theirs[start : start + len(lines)] == lines for start in starts):
            return frozenset({block_address(article.id, article.body[at].id)})
    return frozenset()


def as_of_list(intent: Intent, listed: Collection[Address], rows: Iterable[Segment]) -> Intent:
    """Return what was typed as the list's own: for its sources and those that the list renders."""
    rendered = (row.sources for row in rows if not set(listed).isdisjoint(row.targets))
    sources = dict.fromkeys((*next(rendered, ()), *intent.sources))
    return replace(intent, sources=tuple(sources))
