"""What the desk checks find, asked before a transaction of writing: nobody waits for it there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId, SiteId
from editor_app.domain.site import Site
from editor_app.services.check_views import CheckReport
from editor_app.services.readiness import Looked
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records


@dataclass(frozen=True)
class _Seen:
    """What was found in an article, and the versions of it and its siblings at that time."""

    report: CheckReport | None
    versions: Mapping[ArticleId, int]


class LookedAhead:
    """The reports on some articles for a site, that hold while nothing is written."""

    def __init__(
        self, place: Workplace, looked: Looked, site_id: SiteId, articles: Iterable[ArticleId]
    ) -> None:
        """Look at the articles as they are now. Raises NotFound."""
        self._database, self._looked = place.database, looked
        self._written = self._database.written
        with self._database.reading() as records:
            site = records.sites.get(site_id)
            self._seen = {
                article.id: _Seen(looked(records, article, site), _versions(records, article))
                for article in map(records.articles.get, articles)
            }

    def report(self, records: Records, article: Article, site: Site) -> CheckReport | None:
        """Return what the checks find, inside the transaction of writing.

        They look again when anything was written since, also in this transaction to these texts.
        """
        seen = self._seen.get(article.id)
        same = self._written == self._database.written
        if seen is not None and same and seen.versions == _versions(records, article):
            return seen.report
        return self._looked(records, article, site)


def _versions(records: Records, article: Article) -> Mapping[ArticleId, int]:
    return {item.id: item.version for item in records.articles.heads(among=[article.story])}
