"""Rows of a translation as the window shows them, and confirming those that need no reading."""

from __future__ import annotations

from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Segment
from editor_app.services.links import segments_of
from editor_app.services.settling import settled
from editor_app.services.sure_rows import sure_rows
from editor_app.services.translations import confirmed_in
from editor_app.services.views import RowsShown, ShownRow
from editor_app.services.workplace import Workplace
from editor_app.text.blocks import GAP


class RowService:
    """The verbs on the rows of a translation, each in one transaction."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def shown(self, article_id: ArticleId) -> RowsShown:
        """Return the rows of a translation in the order of its source. Raises NotFound."""
        with self._place.database.reading() as records:
            article = records.articles.get(article_id)
            rows = segments_of(records, article)
            sure = {row.targets for row in sure_rows(records, self._place, article, rows)}
            known = records.links.renderings(article_id) if any(row.stale for row in rows) else {}
            original = article.translated_from
            source = records.articles.get(original).version if original is not None else 0

        def before(row: Segment) -> str:
            kept = [known[target].made_from for target in row.targets if target in known]
            texts = dict.fromkeys(item for part in kept for item in part)
            return GAP.join(item.text for item in texts)

        shown = tuple(
            ShownRow(row, before(row) if row.stale else "", row.targets in sure) for row in rows
        )
        return RowsShown(article_id, article.version, source, shown)

    def confirm_sure(self, article_id: ArticleId) -> Changes:
        """Confirm all rows that hold an exact match as it was filled in: one step back.

        Raises NotFound.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            rows = sure_rows(records, self._place, article, segments_of(records, article))
            targets = tuple(target for row in rows for target in row.targets)
            if not targets:
                return Changes()
            return confirmed_in(records, self._place, article, targets)
