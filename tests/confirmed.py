"""Confirmed translations and pairs of the memory, for tests of what the memory does with them."""

from __future__ import annotations

from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, PairId, new_id
from editor_app.domain.link import State
from editor_app.domain.term import MemoryPair
from tests.desks import NOON, Desk, row_of


def translated(desk: Desk, body: str, *texts: str) -> ArticleId:
    """Return an English version whose paragraphs are confirmed."""
    article = desk.translations.start(desk.story(body=body, headline=""), ENGLISH).article
    for source, text in zip(body.split("\n\n"), texts, strict=True):
        desk.translations.write(
            article, row_of(desk, article, source).sources, text, State.REVIEWED
        )
    return article


def pair(source: str, target: str, **other: object) -> MemoryPair:
    """Return a Vietnamese pair that Lan confirmed at noon, with ``other`` values by name."""
    made = MemoryPair(PairId(new_id()), VIETNAMESE, ENGLISH, source, target, NOON, "Lan")
    return MemoryPair(**(vars(made) | other))
