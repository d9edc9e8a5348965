"""What a translation under way has not reached yet, told apart from what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable

from editor_app.domain.article import ArticleStatus
from editor_app.domain.finding import Finding
from editor_app.text.checks.material import Material

_NOT_YET = frozenset({"check-s1", "check-s3"})
"""Sentences of a source text that nothing renders, and of a field that is still empty."""


def not_yet(
    material: Material, found: Iterable[Finding], *, public: bool
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings, and apart from them those of rows that wait to be translated.

    The latter are in the order of the rows. They are work to do only while the version is a draft
    that no reader has had (``public`` says that one has); from then on each is a finding.
    """
    every = tuple(found)
    if material.source is None or public or material.article.status is not ArticleStatus.DRAFT:
        return every, ()
    waits = [item for item in every if item.message.key in _NOT_YET]
    order = {
        address: place
        for place, row in enumerate(material.every_row)
        for address in (piece.address for piece in (*row.sources, *row.targets))
    }
    waits.sort(key=lambda item: order.get(item.address, len(order)))
    return tuple(item for item in every if item.message.key not in _NOT_YET), tuple(waits)
