"""What is known of a site besides articles, and foreign blocks: rows and values."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from editor_app.domain.errors import NotFound
from editor_app.domain.ids import ForeignId, Language, SiteId
from editor_app.domain.remote import ForeignBlock, SitePull, SiteTermKind, TermPublication
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow, Selection, Values
from editor_app.storage.tables.sync import foreign_blocks, site_pulls, term_publications

_TERMS = (
    select(term_publications)
    .where(term_publications.c.site == bindparam("site"))
    .order_by(*term_publications.primary_key.columns)
)
_TERM = _TERMS.where(
    term_publications.c.kind == bindparam("kind"),
    term_publications.c.local == bindparam("local"),
    term_publications.c.language == bindparam("language"),
)
_TERMS_OF_REMOTE = _TERMS.where(
    term_publications.c.kind == bindparam("kind"),
    term_publications.c.remote_id == bindparam("remote_id"),
)
_PULL = select(site_pulls).where(site_pulls.c.site == bindparam("site"))


class ForeignRecords:
    """The foreign blocks of the library; all must be used inside one transaction.

    They are named by their content and stay for good: a body, a kept copy or the Undo of a window
    may name one at any time.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, block: ForeignBlock) -> None:
        """Keep a block; one with the same content is there already."""
        values = {"id": block.id, "raw": block.raw, "name": block.name, "kind": block.kind}
        rows.put(self._connection, foreign_blocks, values)

    def get(self, block: ForeignId) -> ForeignBlock:
        """Return one block; NotFound."""
        found = self.find(block)
        if found is None:
            raise NotFound(name=block)
        return found

    def find(self, block: ForeignId) -> ForeignBlock | None:
        """Return one block, or None."""
        return self.some((block,)).get(block)

    def some(self, blocks: Iterable[ForeignId]) -> dict[ForeignId, ForeignBlock]:
        """Return the blocks with these ids that the library has."""
        wanted = list(blocks)
        if not wanted:
            return {}
        statement = select(foreign_blocks).where(foreign_blocks.c.id.in_(wanted))
        found = self._connection.execute(statement)
        return {row.id: ForeignBlock(row.id, row.raw, row.name, row.kind) for row in found}


class TermPublicationRecords:
    """Which term of a site a tag or section is; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, term: TermPublication) -> None:
        """Keep a term in place of what the same thing was there in that language."""
        values = {
            "site": term.site,
            "kind": term.kind.value,
            "local": term.local,
            "language": term.language or "",
            "remote_id": term.remote_id,
            "slug": term.slug,
            "name": term.name,
        }
        rows.put(self._connection, term_publications, values)

    def find(
        self, site: SiteId, kind: SiteTermKind, local: str, language: Language | None = None
    ) -> TermPublication | None:
        """Return the term that a tag or section is in exactly that language (None: in all)."""
        given = {"site": site, "kind": kind.value, "local": local, "language": language or ""}
        found = self._found(_TERM, given)
        return found[0] if found else None

    def of_remote(
        self, site: SiteId, kind: SiteTermKind, remote_id: str
    ) -> tuple[TermPublication, ...]:
        """Return what of ours a term of the site stands for; two tags may share a word there."""
        given = {"site": site, "kind": kind.value, "remote_id": remote_id}
        return self._found(_TERMS_OF_REMOTE, given)

    def of_site(self, site: SiteId) -> tuple[TermPublication, ...]:
        """Return all terms of a site."""
        return self._found(_TERMS, {"site": site})

    def remove(self, term: TermPublication) -> None:
        """Forget a term, as after it vanished from the site; none is no error."""
        rows.remove(
            self._connection,
            term_publications,
            site=term.site,
            kind=term.kind.value,
            local=term.local,
            language=term.language or "",
        )

    def _found(self, statement: Selection, given: Values) -> tuple[TermPublication, ...]:
        """Return the terms that a statement selects, in the order of their keys."""
        return tuple(_term(row) for row in self._connection.execute(statement, given))


class PullRecords:
    """How far each site was read; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, site: SiteId) -> SitePull:
        """Return how far a site was read; from nothing when it never was."""
        row = self._connection.execute(_PULL, {"site": site}).one_or_none()
        if row is None:
            return SitePull(site)
        return SitePull(row.site, row.cursor, row.newest, row.swept, row.known)

    def put(self, pull: SitePull) -> None:
        """Keep how far a site was read."""
        values = {
            "site": pull.site,
            "cursor": pull.cursor,
            "newest": pull.newest,
            "swept": pull.swept,
            "known": pull.known,
        }
        rows.put(self._connection, site_pulls, values)

    def remove(self, site: SiteId) -> None:
        """Forget how far a site was read, so that all of it is read again; none is no error."""
        rows.remove(self._connection, site_pulls, site=site)


@of_row
def _term(row: AnyRow) -> TermPublication:
    """Return the term of a row."""
    return TermPublication(
        row.site,
        SiteTermKind(row.kind),
        row.local,
        row.remote_id,
        row.slug,
        row.name,
        row.language or None,
    )
