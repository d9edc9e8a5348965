"""Publications of articles and photos on sites: rows and values."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, bindparam, literal, select

from editor_app.domain.ids import ArticleId, SiteId, StoryId
from editor_app.domain.site import MediaPublication, Publication, RemoteStatus, Wish
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow, Selection, Values
from editor_app.storage.tables.sites import media_publications, publications
from editor_app.storage.tables.stories import articles

_ALL = select(publications).order_by(publications.c.article, publications.c.site)
_OF_ARTICLE = _ALL.where(publications.c.article == bindparam("article"))
_OF_SITE = _ALL.where(publications.c.site == bindparam("site"))
_OF_REMOTE = _OF_SITE.where(publications.c.remote_id == bindparam("remote_id"))
_ONE = _OF_ARTICLE.where(publications.c.site == bindparam("site"))
_STANDING = _ALL.with_only_columns(
    *(literal("").label("base") if column.name == "base" else column for column in publications.c)
)
_LAST_WISHED = (
    select(publications.c.site)
    .where(publications.c.wished_at.is_not(None))
    .order_by(publications.c.wished_at.desc())
    .limit(1)
)
_MEDIA = select(media_publications).where(
    media_publications.c.digest == bindparam("digest"),
    media_publications.c.site == bindparam("site"),
)


class PublicationRecords:
    """The publications of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_article(self, article: ArticleId) -> tuple[Publication, ...]:
        """Return the publications of an article."""
        return self._found(_OF_ARTICLE, {"article": article})

    def of_site(self, site: SiteId) -> tuple[Publication, ...]:
        """Return the publications on a site."""
        return self._found(_OF_SITE, {"site": site})

    def of_remote(self, site: SiteId, remote_id: str) -> tuple[Publication, ...]:
        """Return the publications that have that number on a site: one, if all is well."""
        return self._found(_OF_REMOTE, {"site": site, "remote_id": remote_id})

    def all(self, *, among: Collection[StoryId] | None = None) -> tuple[Publication, ...]:
        """Return all publications, or those of some stories."""
        if among is None:
            return self._found(_ALL)
        here = select(articles.c.id).where(articles.c.story.in_(list(among)))
        return self._found(_ALL.where(publications.c.article.in_(here)))

    def standing(self, *, among: Collection[StoryId] | None = None) -> tuple[Publication, ...]:
        """Return as ``all`` does, without what was sent (``base``): for lists of many stories."""
        if among is None:
            return self._found(_STANDING)
        here = select(articles.c.id).where(articles.c.story.in_(list(among)))
        return self._found(_STANDING.where(publications.c.article.in_(here)))

    def find(self, article: ArticleId, site: SiteId) -> Publication | None:
        """Return the publication of an article on a site, or None."""
        found = self._found(_ONE, {"article": article, "site": site})
        return found[0] if found else None

    def last_used(self) -> SiteId | None:
        """Return the site to which somebody last asked for something to go."""
        found: SiteId | None = self._connection.execute(_LAST_WISHED).scalar()
        return found

    def put(self, publication: Publication) -> None:
        """Keep a publication in place of an earlier one with its id.

        sqlalchemy's IntegrityError for a second publication of the same article on the same site.
        """
        rows.put(self._connection, publications, _values(publication))

    def _found(self, statement: Selection, given: Values | None = None) -> tuple[Publication, ...]:
        """Return the publications that a statement selects."""
        return tuple(_publication(row) for row in self._connection.execute(statement, given))


class MediaRecords:
    """What photos are on which site; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, digest: str, site: SiteId) -> MediaPublication | None:
        """Return what a site has of a photo's content, or None."""
        given = {"digest": digest, "site": site}
        row = self._connection.execute(_MEDIA, given).one_or_none()
        return None if row is None else _media(row)

    def of_site(self, site: SiteId) -> tuple[MediaPublication, ...]:
        """Return all photos on a site."""
        here = select(media_publications).where(media_publications.c.site == site)
        found = self._connection.execute(here.order_by(media_publications.c.digest))
        return tuple(_media(row) for row in found)

    def put(self, media: MediaPublication) -> None:
        """Keep what a site has of a photo's content."""
        values = {
            "digest": media.digest,
            "site": media.site,
            "remote_id": media.remote_id,
            "addresses": dict(media.addresses),
        }
        rows.put(self._connection, media_publications, values)


def _values(publication: Publication) -> dict[str, Any]:
    """Return the row of a publication."""
    return {
        "id": publication.id,
        "article": publication.article,
        "site": publication.site,
        "marker": publication.marker,
        "remote_id": publication.remote_id,
        "address": publication.address,
        "status": publication.status.value,
        "wish": publication.wish and publication.wish.value,
        "wished_by": publication.wished_by,
        "wished_at": publication.wished_at,
        "goes_out": publication.goes_out,
        "base": publication.base,
        "digest": publication.digest,
        "revision": publication.revision,
        "seen_modified": publication.seen_modified,
        "first_published": publication.first_published,
        "last_synced": publication.last_synced,
    }


@of_row
def _publication(row: AnyRow) -> Publication:
    """Return the publication of a row."""
    return Publication(
        id=row.id,
        article=row.article,
        site=row.site,
        marker=row.marker,
        remote_id=row.remote_id,
        address=row.address,
        status=RemoteStatus(row.status),
        wish=row.wish and Wish(row.wish),
        wished_by=row.wished_by,
        wished_at=row.wished_at,
        goes_out=row.goes_out,
        base=row.base,
        digest=row.digest,
        revision=row.revision,
        seen_modified=row.seen_modified,
        first_published=row.first_published,
        last_synced=row.last_synced,
    )


@of_row
def _media(row: AnyRow) -> MediaPublication:
    """Return the publication of a photo's content."""
    return MediaPublication(row.digest, row.site, row.remote_id, row.addresses)
