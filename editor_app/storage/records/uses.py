"""Photo uses: a photo in one language version, with its caption and alt text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, delete, literal_column, select

from editor_app.domain.ids import ArticleId, PhotoId, UseId
from editor_app.domain.photo import PhotoUse
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.links import LinkRecords
from editor_app.storage.records.rows import AnyRow, Selection
from editor_app.storage.tables.photos import photo_uses
from editor_app.storage.tables.stories import drafts

_IN_ORDER = select(photo_uses).order_by(literal_column("rowid"))
_OF_ARTICLE = _IN_ORDER.where(photo_uses.c.article == bindparam("wanted"))
_OF_PHOTO = _IN_ORDER.where(photo_uses.c.photo == bindparam("wanted"))


class UseRecords:
    """The photo uses of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection, links: LinkRecords) -> None:
        self._connection = connection
        self._links = links

    def get(self, use: UseId) -> PhotoUse:
        """Return one use; NotFound."""
        return _use(
            rows.one(self._connection, select(photo_uses).where(photo_uses.c.id == use), use)
        )

    def add(self, use: PhotoUse) -> None:
        """Keep a new use."""
        self._links.forget()
        rows.add(self._connection, photo_uses, _values(use))

    def save(self, use: PhotoUse) -> None:
        """Keep a use, new or in place of an earlier one with its id."""
        self._links.forget()
        rows.put(self._connection, photo_uses, _values(use))

    def remove(self, use: UseId) -> None:
        """Remove a use with its links, renderings and drafts; none is no error."""
        self._links.remove_use(use)
        self._connection.execute(delete(drafts).where(drafts.c.owner == use))
        self._connection.execute(delete(photo_uses).where(photo_uses.c.id == use))

    def of_article(self, article: ArticleId) -> tuple[PhotoUse, ...]:
        """Return the uses of an article in the order in which they were added."""
        return self._found(_OF_ARTICLE, article)

    def of_photo(self, photo: PhotoId) -> tuple[PhotoUse, ...]:
        """Return the uses of a photo in the order in which they were added."""
        return self._found(_OF_PHOTO, photo)

    def _found(self, statement: Selection, wanted: str) -> tuple[PhotoUse, ...]:
        """Return the uses that a statement selects."""
        found = self._connection.execute(statement, {"wanted": wanted})
        return tuple(_use(row) for row in found)


def _values(use: PhotoUse) -> dict[str, Any]:
    """Return the row of a use."""
    return {
        "id": use.id,
        "article": use.article,
        "photo": use.photo,
        "caption": use.caption,
        "alt": use.alt,
    }


@of_row
def _use(row: AnyRow) -> PhotoUse:
    """Return the use of a row."""
    return PhotoUse(row.id, row.article, row.photo, row.caption, row.alt)
