"""History: kept copies of articles, and going back to one."""

from __future__ import annotations

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.history import Revision, RevisionReason
from editor_app.domain.ids import ArticleId, RevisionId, new_id
from editor_app.domain.messages import Message
from editor_app.services.rewriting import FIELDS, rewrite
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records


class HistoryService:
    """The verbs on revisions."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def revisions(self, article_id: ArticleId, limit: int = 200) -> tuple[Revision, ...]:
        """Return the kept copies, newest first."""
        with self._place.database.reading() as records:
            return records.revisions.of(article_id, limit)

    def revision(self, revision_id: RevisionId) -> Revision:
        """Return one kept copy. Raises NotFound."""
        with self._place.database.reading() as records:
            return records.revisions.get(revision_id)

    def keep(self, article_id: ArticleId, reason: RevisionReason) -> Changes:
        """Keep a copy of the article as it is; nothing happens when the newest copy is the same."""
        with self._place.database.writing() as records:
            kept = keep_revision(records, self._place, records.articles.get(article_id), reason)
        return Changes(articles=frozenset({article_id})) if kept else Changes()

    def restore(self, article_id: ArticleId, revision_id: RevisionId, seen: int) -> Changes:
        """Give the article the texts of a kept copy. The present ones are kept first.

        Raises ChangedMeanwhile when the article is no longer in version ``seen``.
        """
        place = self._place
        with place.database.writing() as records:
            now = records.articles.get(article_id)
            kept = records.revisions.get(revision_id).kept
            before = keep_revision(records, place, now, RevisionReason.RESTORED, always=True)
            texts = {name: getattr(kept, name) for name in FIELDS}
            saved = rewrite(records, place, now, texts, kept.markdown, seen=seen)
        changes = Changes(stories=frozenset({now.story}), articles=frozenset({article_id}))
        if before is None:
            return changes
        back = before.id
        return changes.undone_by(
            Message("revision-restored"),
            lambda: self.restore(article_id, back, saved.version),
        )


def keep_revision(
    records: Records,
    place: Workplace,
    article: Article,
    reason: RevisionReason,
    *,
    always: bool = False,
) -> Revision | None:
    """Keep a copy inside an open transaction; None when the newest copy has the same texts."""
    newest = records.revisions.of(article.id, 1)
    if newest and not always and _same_texts(newest[0].kept, article):
        return None
    revision = Revision(
        RevisionId(new_id()), article.id, place.now(), place.editor(), reason, article
    )
    records.revisions.add(revision)
    return revision


def _same_texts(one: Article, other: Article) -> bool:
    same_fields = all(getattr(one, name) == getattr(other, name) for name in FIELDS)
    return same_fields and one.body == other.body
