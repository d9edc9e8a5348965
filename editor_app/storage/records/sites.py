"""Sites with their words per edition: rows and values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from editor_app.domain.ids import Language, SiteId
from editor_app.domain.site import NO_EDITION_WORDS, Site, SiteKind, SiteWords
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.sites import site_words, sites

_ALL = select(sites).order_by(text("sites.rowid"))
_ONE = select(sites).where(sites.c.id == bindparam("site"))
_WORDS = select(site_words)


class SiteRecords:
    """The sites of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Site, ...]:
        """Return all sites, the one that was added first in front: the desk goes by its clock."""
        words = self._words()
        found = self._connection.execute(_ALL)
        return tuple(_site(row, words.get(row.id)) for row in found)

    def get(self, site: SiteId) -> Site:
        """Return one site; NotFound."""
        row = rows.one(self._connection, _ONE, site, {"site": site})
        return _site(row, self._words().get(site))

    def add(self, site: Site) -> None:
        """Keep a new site."""
        rows.add(self._connection, sites, _values(site))
        self._keep_words(site)

    def save(self, site: Site, seen: int) -> Site:
        """Keep a changed site; ChangedMeanwhile unless its version is still ``seen``, NotFound."""
        version = rows.save(self._connection, sites, _values(site), seen)
        self._keep_words(site)
        return replace(site, version=version)

    def remove(self, site: SiteId) -> None:
        """Remove a site with its publications and outbox entries; none is no error."""
        rows.remove(self._connection, sites, id=site)

    def _words(self) -> dict[str, dict[Language, SiteWords]]:
        """Return the words of all sites per edition; sites are few."""
        words: defaultdict[str, dict[Language, SiteWords]] = defaultdict(dict)
        for row in self._connection.execute(_WORDS):
            words[row.site][row.language] = _site_words(row)
        return words

    def _keep_words(self, site: Site) -> None:
        """Let the words per edition be what the site says."""
        fresh = [
            {
                "site": site.id,
                "language": language,
                "name": words.name,
                "tagline": words.tagline,
                "company": words.company,
                "address": words.address,
                "email": words.email,
                "phone": words.phone,
                "advertise": words.advertise,
                "legal": [list(pair) for pair in words.legal],
                "templates": dict(words.templates),
            }
            for language, words in site.words.items()
        ]
        rows.replace_rows(self._connection, site_words.c.site, site.id, fresh)


def _values(site: Site) -> dict[str, Any]:
    """Return the row of a site, without its words."""
    return {
        "id": site.id,
        "name": site.name,
        "kind": site.kind.value,
        "url": site.url,
        "target": site.target,
        "zone": site.zone,
        "theme": site.theme,
        "account": site.account,
        "categories": dict(site.categories),
        "languages": dict(site.languages),
        "found": dict(site.found),
        "version": site.version,
    }


@of_row
def _site(row: AnyRow, words: dict[Language, SiteWords] | None) -> Site:
    """Return the site of a row and its words per edition."""
    return Site(
        id=row.id,
        name=row.name,
        kind=SiteKind(row.kind),
        url=row.url,
        target=row.target,
        zone=row.zone,
        theme=row.theme,
        account=row.account,
        words=words or NO_EDITION_WORDS,
        categories=row.categories,
        languages=row.languages,
        found=row.found,
        version=row.version,
    )


@of_row
def _site_words(row: AnyRow) -> SiteWords:
    """Return what a site says in one edition."""
    return SiteWords(
        name=row.name,
        tagline=row.tagline,
        company=row.company,
        address=row.address,
        email=row.email,
        phone=row.phone,
        advertise=row.advertise,
        legal=tuple((label, address) for label, address in row.legal),
        templates=row.templates,
    )
