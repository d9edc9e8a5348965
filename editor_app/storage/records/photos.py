"""Photos with their desk captions: rows and values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select

from editor_app.domain.ids import ArticleId, Language, PhotoId
from editor_app.domain.photo import (
    NO_CAPTIONS,
    Cover,
    Crop,
    DeskCaption,
    Photo,
    PhotoKind,
    Rights,
    RightsStatus,
)
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.photos import desk_captions, photo_uses, photos


class PhotoRecords:
    """The photos of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, photo: PhotoId) -> Photo:
        """Return one photo; NotFound."""
        row = rows.one(self._connection, select(photos).where(photos.c.id == photo), photo)
        return self._assembled([row], photos.c.id == photo)[0]

    def add(self, photo: Photo) -> None:
        """Keep a new photo."""
        rows.add(self._connection, photos, _values(photo))
        self._keep_captions(photo)

    def save(self, photo: Photo, seen: int) -> Photo:
        """Keep a changed photo; ChangedMeanwhile unless its version is still ``seen``, NotFound."""
        version = rows.save(self._connection, photos, _values(photo), seen)
        self._keep_captions(photo)
        return replace(photo, version=version)

    def all(self, *, trashed: bool = False) -> tuple[Photo, ...]:
        """Return all photos that are not in the trash, or all that are, the newest first."""
        return self._found(photos.c.trashed.is_not(None) if trashed else photos.c.trashed.is_(None))

    def by_digest(self, digest: str) -> Photo | None:
        """Return the photo with that content, one that is not in the trash before one that is."""
        found = self._found(photos.c.digest == digest)
        return min(found, key=lambda photo: photo.trashed is not None, default=None)

    def of_articles(self, articles: Iterable[ArticleId]) -> dict[PhotoId, Photo]:
        """Return the photos that these articles use, by id."""
        uses = select(photo_uses.c.photo).where(photo_uses.c.article.in_(list(articles)))
        return {photo.id: photo for photo in self._found(photos.c.id.in_(uses))}

    def remove(self, photo: PhotoId) -> None:
        """Remove a photo for good; sqlalchemy's IntegrityError while an article uses it."""
        self._connection.execute(delete(photos).where(photos.c.id == photo))

    def digests(self) -> frozenset[str]:
        """Return the contents that the media folder must hold, those in the trash included."""
        return frozenset(self._connection.execute(select(photos.c.digest)).scalars())

    def _found(self, which: ColumnElement[bool]) -> tuple[Photo, ...]:
        """Return the photos that a condition fits, the newest first."""
        statement = select(photos).where(which).order_by(photos.c.added.desc(), photos.c.id)
        return tuple(self._assembled(self._connection.execute(statement).all(), which))

    def _assembled(self, found: Sequence[AnyRow], which: ColumnElement[bool]) -> list[Photo]:
        """Make photos of their rows, with one more query whatever their number."""
        if not found:
            return []
        captions: defaultdict[str, dict[Language, DeskCaption]] = defaultdict(dict)
        wanted = desk_captions.c.photo.in_(select(photos.c.id).where(which))
        for row in self._connection.execute(select(desk_captions).where(wanted)):
            captions[row.photo][row.language] = DeskCaption(row.caption, row.alt)
        return [_photo(row, captions.get(row.id)) for row in found]

    def _keep_captions(self, photo: Photo) -> None:
        """Let the desk captions be what the photo says."""
        fresh = [
            {"photo": photo.id, "language": language, "caption": words.caption, "alt": words.alt}
            for language, words in photo.captions.items()
        ]
        rows.replace_rows(self._connection, desk_captions.c.photo, photo.id, fresh)


def _values(photo: Photo) -> dict[str, Any]:
    """Return the row of a photo, without its desk captions."""
    return {
        "id": photo.id,
        "digest": photo.digest,
        "file_name": photo.file_name,
        "media_type": photo.media_type,
        "width": photo.width,
        "height": photo.height,
        "size": photo.size,
        "added": photo.added,
        "kind": photo.kind.value,
        "creator": photo.creator,
        "credit": photo.credit,
        "copyright": photo.copyright,
        "source": photo.source,
        "taken": photo.taken,
        "place": photo.place,
        "rights_status": photo.rights.status.value,
        "rights_until": photo.rights.until,
        "rights_rule": photo.rights.rule,
        "original_caption": photo.original_caption,
        "focal_x": photo.focal[0],
        "focal_y": photo.focal[1],
        "crops": [astuple(crop) for crop in photo.crops],
        "covers": [astuple(cover) for cover in photo.covers],
        "trashed": photo.trashed,
        "version": photo.version,
    }


@of_row
def _photo(row: AnyRow, captions: dict[Language, DeskCaption] | None) -> Photo:
    """Return the photo of a row and its desk captions."""
    return Photo(
        id=row.id,
        digest=row.digest,
        file_name=row.file_name,
        media_type=row.media_type,
        width=row.width,
        height=row.height,
        size=row.size,
        added=row.added,
        kind=PhotoKind(row.kind),
        creator=row.creator,
        credit=row.credit,
        copyright=row.copyright,
        source=row.source,
        taken=row.taken,
        place=row.place,
        rights=Rights(RightsStatus(row.rights_status), row.rights_until, row.rights_rule),
        original_caption=row.original_caption,
        captions=captions or NO_CAPTIONS,
        focal=(row.focal_x, row.focal_y),
        crops=tuple(Crop(*crop) for crop in row.crops),
        covers=tuple(Cover(*cover) for cover in row.covers),
        trashed=row.trashed,
        version=row.version,
    )
