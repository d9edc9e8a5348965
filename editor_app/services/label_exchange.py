"""Names of section and tags that a translation lacks, out to a translator and back.

A name that the desk has stays here: it is the same in all stories, and is changed on the desk. The
slug is made from the headline, and phrases of the pages belong to whoever keeps the site.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
from editor_app.domain.ids import ArticleId
from editor_app.domain.label import LabelKind, is_label
from editor_app.domain.link import Address, Segment
from editor_app.services.exchange_views import RowDifference
from editor_app.services.label_texts import (
    label_at,
    labels_of,
    put_label,
    touched_by,
    write_label,
)
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

SENT = (LabelKind.SECTION, LabelKind.TAG)


@dataclass(frozen=True)
class GivenLabel:
    """A name that came back and was given: what it was before, and what it is."""

    unit: str
    address: Address
    before: str
    after: str


def label_rows(records: Records, article: Article) -> tuple[Segment, ...]:
    """Return the names of section and tags as rows beside those of the text."""
    return tuple(label.segment for label in labels_of(records, article) if label.kind in SENT)


def lacking_rows(records: Records, article: Article) -> tuple[Segment, ...]:
    """Return those that have no name in the article's language yet."""
    return tuple(row for row in label_rows(records, article) if not row.target_text)


def of_labels(rows: Iterable[RowDifference]) -> tuple[RowDifference, ...]:
    """Return the returned rows that are names and not texts."""
    return tuple(row for row in rows if row.sources and is_label(row.sources[0]))


def give_labels(
    records: Records, article: Article, wanted: Iterable[RowDifference]
) -> tuple[GivenLabel, ...]:
    """Give returned names inside an open transaction; return them.

    One that somebody has given meanwhile, or that cannot be the name, is left.
    """
    given: list[GivenLabel] = []
    for row in wanted:
        address = row.sources[0]
        if label_at(records, article, address) != row.target_now:
            continue
        try:
            before, after = put_label(records, article, address, row.returned)
        except Refused:
            continue
        given.append(GivenLabel(row.unit, address, before, after))
    return tuple(given)


def take_labels_back(
    place: Workplace, article_id: ArticleId, given: Iterable[GivenLabel]
) -> Changes:
    """Let names be what they were; those that somebody has changed since then stay."""
    changes = Changes()
    with place.database.writing() as records:
        article = records.articles.get(article_id)
        for item in given:
            if label_at(records, article, item.address) == item.after:
                write_label(records, article, item.address, item.before)
                changes |= touched_by(article, item.address)
    return changes


def touched_by_all(article: Article, given: Iterable[GivenLabel]) -> Changes:
    """Return what names that were given touch."""
    changes = Changes()
    for item in given:
        changes |= touched_by(article, item.address)
    return changes
