"""The files of a photo as readers get them: made once per photo, credit and covers, then kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from hashlib import sha256

from editor_app.domain.errors import NotFound
from editor_app.domain.ids import PhotoId
from editor_app.domain.photo import Cover, Photo
from editor_app.formats.page_addresses import media_address
from editor_app.formats.page_view import ArticleView, PictureSize, SiteFile
from editor_app.formats.rendition_labels import Label
from editor_app.formats.renditions import render
from editor_app.services.workplace import Workplace

KEY_LENGTH = 16


class RenditionCache:
    """Cleaned renditions in the derived folder of the desk, and where they stand on a site.

    The address of a file depends on the photo and on what is burnt or written into it, but not on
    the captions: a photo is sent once, whatever the number of stories and languages.
    """

    def __init__(self, place: Workplace) -> None:
        """Keep the files beside this desk's media."""
        self._place = place

    def sizes(self, photo: Photo) -> tuple[PictureSize, ...]:
        """Return the sizes of a photo with their addresses; makes missing files.

        Raises Unreadable, TooLarge, and NotFound when the original is missing.
        """
        listed = self._listed(photo)
        if listed is None:
            listed = self._make(photo)
        return tuple(
            PictureSize(width, height, media_address(name_of(photo), width, ending))
            for width, height, ending in listed
        )

    def _listed(self, photo: Photo) -> list[tuple[int, int, str]] | None:
        media, key = self._place.media, key_of(photo)
        kept = media.derived(photo.digest, f"{key}.json")
        if kept is None:
            return None
        listed = [
            (int(width), int(height), str(ending)) for width, height, ending in json.loads(kept)
        ]
        files = [_file(key, width, ending) for width, _, ending in listed]
        return listed if all(media.has_derived(photo.digest, file) for file in files) else None

    def _make(self, photo: Photo) -> list[tuple[int, int, str]]:
        media, key = self._place.media, key_of(photo)
        captions = {language: item.caption for language, item in photo.captions.items()}
        label = Label(
            photo.creator, photo.credit, photo.copyright, captions, photo.rights.rule, photo.kind
        )
        original = media.read(photo.digest)
        made = self._place.apart(
            render, original, label=label, covers=photo.covers, name=photo.file_name
        )
        for item in made:
            media.derive(photo.digest, _file(key, item.width, item.extension), item.data)
        listed = [(item.width, item.height, item.extension) for item in made]
        media.derive(photo.digest, f"{key}.json", json.dumps(listed).encode())
        return listed

    def files(self, views: Iterable[ArticleView]) -> dict[str, SiteFile]:
        """Return the photo files that these articles show, by address; bytes come when asked."""
        found = {}
        for view in views:
            for figure in view.figures.values():
                for size in figure.sizes:
                    make = partial(self.data, figure.photo, size)
                    found[size.address] = SiteFile(size.address, size.address, make)
        return found

    def data(self, photo_id: PhotoId, size: PictureSize) -> bytes:
        """Return one kept file; makes it again when the folder of derived files was emptied."""
        with self._place.database.reading() as records:
            photo = records.photos.get(photo_id)
        if size not in self.sizes(photo):
            raise NotFound("rendition-gone", name=photo.file_name)
        name = _file(key_of(photo), size.width, size.address.rsplit(".", 1)[-1])
        data = self._place.media.derived(photo.digest, name)
        if data is None:
            raise NotFound("rendition-gone", name=photo.file_name)
        return data


def key_of(photo: Photo) -> str:
    """Return a name for what is burnt and written into the photo's files, captions apart."""
    parts = (photo.creator, photo.credit, photo.copyright, photo.kind, photo.rights.rule)
    seed = json.dumps([*parts, [_values(cover) for cover in photo.covers]])
    return sha256(seed.encode()).hexdigest()[:KEY_LENGTH]


def _values(cover: Cover) -> list[float]:
    return [cover.left, cover.top, cover.width, cover.height, cover.black]


def name_of(photo: Photo) -> str:
    """Return a name for the photo as it is sent: 64 hex digits, the same on every desk."""
    return sha256((photo.digest + key_of(photo)).encode()).hexdigest()


def _file(key: str, width: int, ending: str) -> str:
    return f"{key}-{width}.{ending}"
