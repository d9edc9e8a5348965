"""Photos of an article on a WordPress: one upload per content, looked for before it is sent.

The largest cleaned rendition goes up; two travel at once. Each is remembered as soon as it is
there, so that a stop or a crash loses none of them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from editor_app.connectors.web_requests import Watch
from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_media import Photo as SentPhoto
from editor_app.connectors.wordpress_media import media_slug
from editor_app.connectors.wordpress_values import RemoteMedia
from editor_app.domain.errors import (
    Busy,
    Cancelled,
    ConnectionTrouble,
    DeskError,
    FileRefused,
    GoneThere,
    NotAllowed,
)
from editor_app.domain.ids import PhotoId
from editor_app.domain.messages import Field, Message
from editor_app.domain.photo import Photo
from editor_app.domain.site import MediaPublication, Site
from editor_app.formats.page_view import PictureSize
from editor_app.formats.wordpress_lines import line_html
from editor_app.formats.wordpress_photos import PostPhoto, with_credit
from editor_app.services.renditions import RenditionCache, name_of
from editor_app.services.workplace import Progress, Workplace

LINES = 2
"""How many photos travel at once."""

LOOK = 0.2
"""Seconds between two looks at how far they are."""

NOT_PUT_AWAY = "rest_upload_sideload_error"
"""The code with which a site says that it could not keep a file."""

SERVER_ERROR = 500
"""The status with which a site answers that broke down over a request."""

CREDIT_FIELD = "_copydesk_credit"
"""Where the companion keeps the credit of a photo; a site without it has it in captions only."""

FULL, LARGE = "full", "large"
HUNDRED = 100


@dataclass(frozen=True)
class ShownPhoto:
    """A photo of an article with what the article says of it; ``title`` names its file there."""

    photo: Photo
    caption: str
    alt: str
    credit: str
    title: str


class PhotoDesk:
    """Brings the photos of articles to one site."""

    def __init__(
        self, place: Workplace, renditions: RenditionCache, line: WordPress, site: Site
    ) -> None:
        """Send cleaned renditions to ``site`` through ``line``."""
        self._place, self._renditions = place, renditions
        self._line, self._site = line, site

    def bring(
        self, shown: Sequence[ShownPhoto], there: Iterable[int], progress: Progress
    ) -> dict[PhotoId, PostPhoto]:
        """Return each photo as the site has it; those that it lacks are sent.

        ``there`` are the numbers of photos that are surely on the site. Raises the troubles of
        sending and Cancelled; what arrived before is kept.
        """
        known = self._known(shown, frozenset(there))
        missing = [one for one in shown if one.photo.id not in known]
        if missing:
            known.update(self._sent(missing, progress))
        return {one.photo.id: _as_shown(one, known[one.photo.id]) for one in shown}

    def look_for(self, shown: Sequence[ShownPhoto]) -> list[tuple[RemoteMedia, ...]]:
        """Return what the site has of each photo, in one request for a few of them."""
        slugs = [media_slug(name_of(one.photo)) for one in shown]
        found = self._line.media.find_many(dict.fromkeys(slugs)) if slugs else {}
        return [found[slug] for slug in slugs]

    def bring_one(self, one: ShownPhoto, found: Sequence[RemoteMedia], watch: Watch) -> int:
        """Send a photo that was looked for, unless it was found; return its number there."""
        media = self._one(one, self._largest(one.photo), watch, found)
        self._keep(one.photo, media)
        return media.id

    def _known(
        self, shown: Sequence[ShownPhoto], there: frozenset[int]
    ) -> dict[PhotoId, MediaPublication]:
        """Return the photos sent before; those new to the post must still be on the site."""
        with self._place.database.reading() as records:
            kept = {
                one.photo.id: records.media.find(name_of(one.photo), self._site.id) for one in shown
            }
        known = {photo: media for photo, media in kept.items() if media is not None}
        asked = {int(media.remote_id) for media in known.values()} - there
        found = self._line.media.read_many(asked) if asked else {}
        return {
            photo: media
            for photo, media in known.items()
            if int(media.remote_id) in there or _is_that(media, found.get(int(media.remote_id)))
        }

    # -- sending

    def _sent(
        self, missing: Sequence[ShownPhoto], progress: Progress
    ) -> dict[PhotoId, MediaPublication]:
        files = {name_of(one.photo): (one, self._largest(one.photo)) for one in missing}
        watching = _Watching([one.photo.file_name for one, _ in files.values()], progress)
        with ThreadPoolExecutor(LINES, "photo") as lanes:
            running = {
                lanes.submit(self._one, one, size, watching.of(number)): one
                for number, (one, size) in enumerate(files.values())
            }
            try:
                trouble = self._finish(running, watching)
            except BaseException:  # Ctrl-C: what has not begun is not begun any more
                watching.stop.set()
                lanes.shutdown(wait=False, cancel_futures=True)
                raise
        if trouble is not None:
            raise trouble
        with self._place.database.reading() as records:
            found = {
                one.photo.id: records.media.find(name_of(one.photo), self._site.id)
                for one in missing
            }
        return {photo: media for photo, media in found.items() if media is not None}

    def _finish(
        self, running: Mapping[Future[RemoteMedia], ShownPhoto], watching: _Watching
    ) -> BaseException | None:
        """Keep each photo as it arrives, and return the gravest trouble once all have ended."""
        troubles: list[BaseException] = []
        waiting = set(running)
        while waiting:
            ended, waiting = wait(waiting, LOOK, FIRST_COMPLETED)
            for future in ended:
                error = future.exception()
                try:
                    if error is None:
                        self._keep(running[future].photo, future.result())
                except DeskError as full:
                    error = full
                if error is not None:
                    troubles.append(error)
            try:
                watching.look()
            except Cancelled as stopped:
                troubles.append(stopped)
                watching.stop.set()
        return min(troubles, key=_gravity, default=None)

    def _largest(self, photo: Photo) -> PictureSize:
        return max(self._renditions.sizes(photo), key=lambda size: size.width)

    def _one(
        self,
        one: ShownPhoto,
        size: PictureSize,
        watch: Watch,
        found: Sequence[RemoteMedia] | None = None,
    ) -> RemoteMedia:
        """Look for a photo, send it when it is not there, and remove twins of ours.

        It is kept before they go, so that no article waits for one that cannot.
        """
        slug = media_slug(name_of(one.photo))
        found = self._line.media.find(slug) if found is None else found
        if not found:
            with _named(one.photo):
                made = self._uploaded(self._file(one, size, slug), watch)
            if made.slug == slug:
                return self._credited(made, one.photo.credit)
            with _leaving_twins((made,)):
                found = self._line.media.find(slug) or (made,)
        first, twins = found[0], found[1:]
        with _leaving_twins(twins):
            whole = self._line.media.finish_sizes(first.id) if first.missing else first
            media = self._credited(whole, one.photo.credit)
            if twins:
                self._keep(one.photo, media)
                self._remove(twins)
        return media

    def _credited(self, media: RemoteMedia, credit: str) -> RemoteMedia:
        """Write the credit, the same for all languages, into the field that the companion has."""
        if media.meta.get(CREDIT_FIELD, credit) == credit:
            return media
        return self._line.media.update(media.id, meta={CREDIT_FIELD: credit})

    def _uploaded(self, file: SentPhoto, watch: Watch) -> RemoteMedia:
        """Send a photo; once more when the site could not put it away.

        Two lanes that bring the first photos of a month meet over the month's folder: WordPress
        looks for it, makes it, and gives up when the other one made it in between.
        """
        try:
            return self._line.media.upload(file, watch)
        except FileRefused as refused:
            if refused.code != NOT_PUT_AWAY:
                raise
        return self._line.media.upload(file, watch)

    def _remove(self, twins: Sequence[RemoteMedia]) -> None:
        """Remove twins that our account has sent: another desk may show its own of that photo."""
        ours = self._line.me().id if twins else 0
        for twin in twins:
            if twin.author != ours:
                continue
            with suppress(NotAllowed, GoneThere):  # a twin that cannot go shows nowhere
                self._line.media.delete(twin.id)

    def sweep(self, digests: Iterable[str]) -> dict[str, int]:
        """Remove twins of photos that were sent in doubt; return how many there were of each.

        The one that posts show stays, whichever came first; the first, where that one is gone.
        """
        with self._place.database.reading() as records:
            kept = {digest: records.media.find(digest, self._site.id) for digest in digests}
        there = self._line.media.find_many([media_slug(digest) for digest in kept]) if kept else {}
        removed = {}
        for digest, media in kept.items():
            found = there[media_slug(digest)]
            shown = [one for one in found if media is not None and str(one.id) == media.remote_id]
            twins = [one for one in found if one.id != (shown or found)[0].id]
            removed[digest] = self._removed(twins)
        return removed

    def _removed(self, twins: Sequence[RemoteMedia]) -> int:
        """Remove twins; return how many went. One that a site breaks down over shows nowhere."""
        try:
            self._remove(twins)
        except Busy as busy:
            if busy.status != SERVER_ERROR:
                raise
            return 0
        return len(twins)

    def _file(self, one: ShownPhoto, size: PictureSize, slug: str) -> SentPhoto:
        ending = size.address.rsplit(".", 1)[-1]
        return SentPhoto(
            self._renditions.data(one.photo.id, size),
            "image/png" if ending == "png" else "image/jpeg",
            f"{one.title}.{ending}",
            slug,
            one.title,
            line_html(with_credit(one.caption, one.credit)),
            one.alt,
        )

    def _keep(self, photo: Photo, media: RemoteMedia) -> None:
        addresses = {FULL: media.url, **{size.name: size.url for size in media.sizes}}
        kept = MediaPublication(name_of(photo), self._site.id, str(media.id), addresses)
        with self._place.database.writing() as records:
            records.media.put(kept)


@contextmanager
def _named(photo: Photo) -> Iterator[None]:
    """Say which of an article's photos it is that the site does not take."""
    try:
        yield
    except FileRefused as refused:
        said = refused.message
        refused.message = Message(said.key, {**said.fields, "photo": photo.file_name})
        raise


def _gravity(trouble: BaseException) -> int:
    """Order troubles: a doubt must be noted whatever else went wrong, and a stop is none."""
    if isinstance(trouble, ConnectionTrouble) and trouble.doubtful:
        return 0
    return 2 if isinstance(trouble, Cancelled) else 1


@contextmanager
def _leaving_twins(twins: Sequence[RemoteMedia]) -> Iterator[None]:
    """Remove twins inside: what stops that leaves them there, which is a doubt."""
    try:
        yield
    except ConnectionTrouble as trouble:
        trouble.doubtful = trouble.doubtful or bool(twins)
        raise


def _is_that(media: MediaPublication, found: RemoteMedia | None) -> bool:
    """Say whether a photo stands on the site as the file that is known of it.

    A site that was put back from a backup gives its later numbers out again, to other photos.
    """
    return found is not None and _file_of(found.url) == _file_of(media.addresses.get(FULL, ""))


def _file_of(address: str) -> str:
    return address.rsplit("/", 1)[-1]


def _as_shown(one: ShownPhoto, media: MediaPublication) -> PostPhoto:
    size = LARGE if LARGE in media.addresses else FULL
    return PostPhoto(
        int(media.remote_id),
        media.addresses[size],
        one.alt,
        with_credit(one.caption, one.credit),
        size=size,
    )


class _Watching:
    """Gathers from the threads how far each photo is, and tells it from the thread that asked."""

    def __init__(self, names: Sequence[str], progress: Progress) -> None:
        self._names, self._progress = names, progress
        self._done = [(0, 1)] * len(names)
        self.stop = threading.Event()

    def of(self, number: int) -> Watch:
        """Return what looks on while that photo travels."""

        def told(done: int, whole: int) -> None:
            self._done[number] = (done, max(whole, 1))

        return Watch(told, self.stop.is_set)

    def look(self) -> None:
        """Tell how far they are. Raises Cancelled when the editor pressed Stop."""
        for name, number, per_cent in self._travelling():
            fields: dict[str, Field] = {"name": name, "per_cent": per_cent}
            self._progress(number, len(self._names), Message("sending-photo", fields))

    def _travelling(self) -> Iterator[tuple[str, int, int]]:
        for number, (done, whole) in enumerate(self._done):
            if 0 < done < whole or number == len(self._done) - 1:
                yield self._names[number], number, HUNDRED * done // whole
