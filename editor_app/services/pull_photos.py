"""Photos that came into a post from the site's own library are fetched and become the desk's.

Nobody has said what may be done with them: their rights are unknown, and until somebody has looked
they stop a publish like any other such photo.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_values import RemoteMedia
from editor_app.domain.errors import Cancelled, EditorError, Unreadable
from editor_app.domain.ids import PhotoId
from editor_app.domain.messages import Message
from editor_app.domain.site import MediaPublication, Site
from editor_app.formats.wordpress_photos import PostPhoto
from editor_app.services.photos import PhotoService
from editor_app.services.renditions import name_of
from editor_app.services.workplace import Workplace

MOST_BYTES = 50 * 1024 * 1024
"""The largest picture file that is fetched."""


class SitePhotos:
    """Fetches photos of one site. ``troubles`` are those that could not be had, with the reason."""

    def __init__(self, place: Workplace, photos: PhotoService, line: WordPress, site: Site) -> None:
        """Keep them in this desk."""
        self._place, self._photos = place, photos
        self._line, self._site = line, site
        self._had: dict[int, PhotoId | None] = {}
        self.troubles: list[Message] = []

    def bring(self, shown: Iterable[PostPhoto]) -> dict[int, PhotoId]:
        """Return the desk's photo of each of the site's; what cannot be had is left out.

        Raises the troubles of asking the site which they are, and Cancelled.
        """
        wanted = {photo.media for photo in shown if photo.media}
        asked = wanted - self._had.keys()
        for number, media in (self._line.media.read_many(asked) if asked else {}).items():
            self._had[number] = self._fetched(media)
        return {number: photo for number in wanted if (photo := self._had.get(number))}

    def _fetched(self, media: RemoteMedia) -> PhotoId | None:
        name = unquote(urlsplit(media.url).path.rsplit("/", 1)[-1])
        try:
            whole = self._line.client.look(media.url, roam=True, largest=MOST_BYTES)
            if whole.status != 200 or not whole.kind.startswith("image/"):
                raise Unreadable("photo-not-had", name=name)
            photo, _ = self._photos.take_in(whole.content, name)
        except Cancelled:
            raise
        except EditorError as error:
            self.troubles.append(error.message)
            return None
        self._keep(photo, media)
        return photo

    def _keep(self, photo_id: PhotoId, media: RemoteMedia) -> None:
        """Remember which photo it is there, unless the site has it twice and we know the other."""
        addresses = {"full": media.url, **{size.name: size.url for size in media.sizes}}
        with self._place.database.writing() as records:
            name = name_of(records.photos.get(photo_id))
            if records.media.find(name, self._site.id) is None:
                kept = MediaPublication(name, self._site.id, str(media.id), addresses)
                records.media.put(kept)
