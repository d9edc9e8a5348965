"""Photos of a WordPress: looked for by slug, sent raw, their sizes finished."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack
from urllib.parse import quote

from editor_app.connectors import wordpress_values as values
from editor_app.connectors.web_requests import UNWATCHED, Upload, Watch
from editor_app.connectors.wordpress_connection import EDIT, LONGEST_QUERY, PAGE, Connection, Query
from editor_app.connectors.wordpress_values import RemoteMedia
from editor_app.domain.errors import Busy
from editor_app.text.folding import fold

FIELDS = (
    "id,slug,source_url,mime_type,media_details,title,caption,alt_text,modified_gmt,"
    "missing_image_sizes,author,post,meta"
)
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/avif": "avif",
}
UNSAFE = re.compile(r"[^a-z0-9]+")
LONGEST_NAME = 80
SLUG_DIGITS = 32
TWINS = ("-2", "-3")
"""What WordPress adds to a slug that is taken."""

SLUGS = 20
"""Slugs that are asked for at once: servers refuse addresses over 8 KB."""


class MediaFields(TypedDict, total=False):
    """Texts of a photo that are to be written; what is left out stays as it is there."""

    title: str
    caption: str
    alt_text: str
    description: str
    post: int
    slug: str
    meta: Mapping[str, Any]


@dataclass(frozen=True)
class Photo:
    """A photo to send: cleaned bytes, its type, a name for the file, and its texts.

    ``slug`` recognises it later: see ``media_slug``.
    """

    data: bytes
    media_type: str
    name: str
    slug: str
    title: str = ""
    caption: str = ""
    alt: str = ""


def media_slug(digest: str) -> str:
    """Return the slug of the photo with that SHA-256, by which it is found again."""
    return f"cd-{digest[:SLUG_DIGITS]}"


def safe_file_name(name: str, media_type: str) -> str:
    """Return a file name that no server trips over: ASCII, short, with the ending of its kind."""
    stem = UNSAFE.sub("-", fold(name.rpartition(".")[0] or name)).strip("-")
    return f"{stem[:LONGEST_NAME].strip('-') or 'photo'}.{ENDINGS.get(media_type, 'jpg')}"


class Media:
    """The photos of one site."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, slug: str) -> tuple[RemoteMedia, ...]:
        """Return the photos that were sent with a slug; lowest id first, the others are twins."""
        return self.find_many((slug,))[slug]

    def find_many(self, slugs: Collection[str]) -> dict[str, tuple[RemoteMedia, ...]]:
        """Return the same for each of some slugs, twenty in a request."""
        known = {f"{slug}{ending}": slug for slug in slugs for ending in ("", *TWINS)}
        names, some = list(known), SLUGS * (1 + len(TWINS))
        parts = (",".join(names[start : start + some]) for start in range(0, len(names), some))
        listed = (photo for part in parts for photo in self._list({"slug": part}))
        found = sorted(listed, key=lambda photo: photo.id)
        return {
            slug: tuple(photo for photo in found if known.get(photo.slug) == slug) for slug in slugs
        }

    def read(self, media: int) -> RemoteMedia:
        """Return a photo. Raises GoneThere, NotAllowed."""
        query = {**EDIT, "_fields": FIELDS}
        answer = self._connection.get(f"wp/v2/media/{media}", query)
        return self._connection.made(values.media, answer.data)

    def read_many(self, media: Collection[int]) -> dict[int, RemoteMedia]:
        """Return photos by id; those that are gone are left out."""
        ordered, found = sorted(media), {}
        for start in range(0, len(ordered), PAGE):
            include = ",".join(map(str, ordered[start : start + PAGE]))
            found.update({photo.id: photo for photo in self._list({"include": include})})
        return found

    def upload(self, photo: Photo, watch: Watch = UNWATCHED) -> RemoteMedia:
        """Send a photo with its texts in one request.

        Look with ``find`` first, and again after any doubt; a slug other than the one sent means a
        twin. Where the server dies while it makes the sizes but says which photo it kept, the
        sizes are finished here. Raises FileRefused, Cancelled (nothing was kept there).
        """
        texts = {"title": photo.title or photo.name, "alt_text": photo.alt}
        now, later = _that_fit({"slug": photo.slug, **texts, "caption": photo.caption})
        headers = {
            "Content-Disposition": f'attachment; filename="{_file_name(photo)}"',
            "Content-MD5": hashlib.md5(photo.data, usedforsecurity=False).hexdigest(),
        }
        sent = Upload(photo.data, photo.media_type)
        query = {**EDIT, "_fields": FIELDS, **now}
        try:
            answer = self._connection.upload("wp/v2/media", sent, query, headers, watch)
            made = self._connection.made(values.media, answer.data, write=True)
        except Busy as busy:
            kept = int(busy.message.fields.get("remote", 0))
            if not kept:
                raise
            made = self.finish_sizes(kept)
        return self._changed(made.id, later) if later else made

    def finish_sizes(self, media: int) -> RemoteMedia:
        """Have the site make the sizes that it did not get done, and return the photo."""
        body = {"action": "create-image-subsizes"}
        self._connection.post(f"wp/v2/media/{media}/post-process", body, {"_fields": "id"})
        return self.read(media)

    def update(self, media: int, **fields: Unpack[MediaFields]) -> RemoteMedia:
        """Write the texts that are given, and no other."""
        return self._changed(media, dict(fields))

    def delete(self, media: int) -> None:
        """Remove a photo for good: WordPress has no trash for photos. Only for twins of ours."""
        self._connection.delete(f"wp/v2/media/{media}", {"force": "true"})

    def _changed(self, media: int, body: Mapping[str, Any]) -> RemoteMedia:
        query = {**EDIT, "_fields": FIELDS}
        answer = self._connection.post(f"wp/v2/media/{media}", body, query)
        return self._connection.made(values.media, answer.data, write=True)

    def _list(self, query: Query) -> Iterator[RemoteMedia]:
        whole = {**EDIT, "_fields": FIELDS, **query}
        for page in self._connection.pages("wp/v2/media", whole):
            for data in page:
                yield self._connection.made(values.media, data)


def _file_name(photo: Photo) -> str:
    """Return a name that no other sending has, also not of the same photo.

    WordPress looks for a free name and writes the file afterwards: of two photos that arrive under
    one name at the same moment the second writes over the first, and both posts show it.
    """
    stem, _, ending = safe_file_name(photo.name, photo.media_type).rpartition(".")
    return f"{stem}-{secrets.token_hex(4)}.{ending}"


def _that_fit(texts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Part texts into those that the address of an upload holds, and those to write afterwards."""
    now: dict[str, str] = {}
    later: dict[str, str] = {}
    room = LONGEST_QUERY
    for name, text in texts.items():
        size = len(quote(text))
        fits = size <= room
        (now if fits else later)[name] = text
        room -= size if fits else 0
    return now, later
