"""Photos on their way while the articles before theirs are written: a site is kept busy.

A site takes long over a photo (it makes all its sizes) and short over a text, so the photos of the
next articles travel beside the texts. Only what may go out anyway travels: an article that is
embargoed, refused or in conflict waits for its turn, and is dealt with then.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self

from editor_app.connectors.web_requests import Watch
from editor_app.connectors.wordpress_values import RemoteMedia
from editor_app.domain.errors import ConnectionTrouble, DeskError, EditorError
from editor_app.domain.ids import ArticleId, OutboxId, SiteId
from editor_app.domain.messages import Field, Message
from editor_app.domain.site import OutboxEntry, Site, Wish
from editor_app.services.pages import PageService
from editor_app.services.post_base import memory_of
from editor_app.services.post_ledger import PostLedger
from editor_app.services.post_photos import LINES, LOOK, PhotoDesk, ShownPhoto
from editor_app.services.post_status import Clocks, check_embargo
from editor_app.services.post_writing import shown_photos
from editor_app.services.readiness import draft_refusals, refusals
from editor_app.services.renditions import name_of
from editor_app.services.site_lines import SiteLines
from editor_app.services.workplace import Progress, Workplace
from editor_app.storage.records import Records

AHEAD = 9
"""Of so many articles the photos travel before their turn."""

AWAY = "photos-away:"
"""Begins the name of the fact, with a site's id behind it, that names their articles meanwhile."""


class PhotosAhead:
    """The photos of one round of sending to one site; leave it and all of them have come to rest.

    ``look_forward`` sets them on their way, ``wait_for`` gives an article its own.
    """

    def __init__(self, place: Workplace, pages: PageService, lines: SiteLines, site: Site) -> None:
        """Send to ``site`` from this desk."""
        self._place, self._pages, self._lines, self._site = place, pages, lines, site
        self._stop = threading.Event()
        self._lanes = ThreadPoolExecutor(LINES, "photo-ahead")
        self._running: dict[str, Future[int]] = {}
        self._of: dict[OutboxId, tuple[ShownPhoto, ...]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Stop what has not begun, wait for the rest, and note what may have come there twice."""
        self._stop.set()
        self._lanes.shutdown(wait=True, cancel_futures=True)
        for entry in tuple(self._of):
            self._note_doubt(entry)
        if self._running:  # where it stays, the next start looks for twins in vain
            with suppress(DeskError), self._place.database.writing() as records:
                records.facts.remove(AWAY + self._site.id)

    def look_forward(self, entries: Sequence[OutboxEntry]) -> None:
        """Let the photos of the first of these articles travel, as far as they may.

        Those that were sent before stay at rest. Some are looked for at a time, in one request.
        """
        near = entries[: AHEAD + 1]
        if not any(entry.id not in self._of for entry in near):
            return
        new = [entry for entry in entries[: 2 * AHEAD] if entry.id not in self._of]
        self._of.update({entry.id: self._to_send(entry) for entry in new})
        shown = [one for entry in new for one in self._of[entry.id]]
        fresh = [one for one in shown if name_of(one.photo) not in self._running]
        if not fresh:
            return
        try:
            desk = self._desk()
            found = desk.look_for(fresh)
            self._note_away(entries)
        except EditorError:  # the articles' own turns tell it
            self._of.update({entry.id: () for entry in new})
            return
        for one, there in zip(fresh, found, strict=True):
            self._begin(desk, one, there)

    def wait_for(self, entry: OutboxEntry, progress: Progress) -> frozenset[int]:
        """Return the photos of an article, by their numbers on the site, when they are there.

        Raises Cancelled, and the trouble that one of them met; whether it may have come there all
        the same is noted.
        """
        shown = self._of.setdefault(entry.id, ())
        waiting = {self._running[name_of(one.photo)] for one in shown}
        while waiting:
            for number, one in enumerate(shown):
                if not self._running[name_of(one.photo)].done():
                    fields: dict[str, Field] = {"name": one.photo.file_name, "per_cent": 0}
                    progress(number, len(shown), Message("sending-photo", fields))
            _, waiting = wait(waiting, LOOK, FIRST_COMPLETED)
        self._note_doubt(entry.id)
        del self._of[entry.id]
        for error in self._troubles(shown):
            raise error
        return frozenset(self._running[name_of(one.photo)].result() for one in shown)

    # -- what may travel

    def _to_send(self, entry: OutboxEntry) -> tuple[ShownPhoto, ...]:
        """Return the photos that the site lacks; none where something is to be told first."""
        try:
            with self._place.database.reading() as records:
                shown = self._shown(records, entry)
                names = [name_of(one.photo) for one in shown]
                kept = [records.media.find(name, self._site.id) for name in names]
        except EditorError:
            return ()
        return tuple(one for one, media in zip(shown, kept, strict=True) if media is None)

    def _shown(self, records: Records, entry: OutboxEntry) -> tuple[ShownPhoto, ...]:
        """Return the photos of an article when nothing speaks against its going out now.

        Raises Postponed, Refused and Asked for an embargo.
        """
        known, now = records.publications.find(entry.article, entry.site), self._place.now()
        if known is None or known.wish is Wish.WITHDRAW:
            return ()
        article = records.articles.get(entry.article)
        story = records.stories.get(article.story)
        if story.embargo is not None:
            skew = self._lines.line(self._site).client.skew
            if skew is None:  # the article's own turn asks for the site's clock
                return ()
            check_embargo(story, known, entry, Clocks(now, skew, datetime.isoformat))
        if records.conflicts.of_article(article.id, self._site.id, resolved=False):
            return ()
        check = refusals if known.raised or known.for_readers else draft_refusals
        if check(records, article, max(known.goes_out or now, now), self._site):
            return ()
        return shown_photos(records, self._place, self._pages, self._site, article)

    # -- on their way

    def _desk(self) -> PhotoDesk:
        line = self._lines.line(self._site)
        return PhotoDesk(self._place, self._pages.renditions, line, self._site)

    def _note_away(self, entries: Iterable[OutboxEntry]) -> None:
        """Note whose photos are on their way: a start after a crash would not know it."""
        away = [entry.article for entry in entries if self._of.get(entry.id)]
        with self._place.database.writing() as records:
            records.facts.put(AWAY + self._site.id, json.dumps(away))

    def _begin(self, desk: PhotoDesk, one: ShownPhoto, found: Sequence[RemoteMedia]) -> None:
        name = name_of(one.photo)
        if name not in self._running:
            watch = Watch(stopped=self._stop.is_set)
            self._running[name] = self._lanes.submit(desk.bring_one, one, found, watch)

    def _troubles(self, shown: Iterable[ShownPhoto]) -> Iterator[BaseException]:
        for one in shown:
            future = self._running[name_of(one.photo)]
            error = None if future.cancelled() else future.exception()
            if error is not None:
                yield error

    def _note_doubt(self, entry: OutboxId) -> None:
        names = [
            name_of(one.photo)
            for one in self._of[entry]
            for error in self._troubles((one,))
            if isinstance(error, ConnectionTrouble) and error.doubtful
        ]
        if names:
            with self._place.database.reading() as records:
                known = records.outbox.get(entry)
            PostLedger(self._place, known).doubt_photos(tuple(names))


def doubt_after_crash(
    records: Records, place: Workplace, site: SiteId, stuck: Iterable[OutboxEntry]
) -> None:
    """Note that a site may still be at work on what a crash cut off, and make it twice.

    ``stuck`` were being sent; photos of others may have been on their way. One that is kept is in
    doubt as well: a twin may have stayed that was about to be removed.
    """
    stopped = {entry.article for entry in stuck}
    away = map(ArticleId, json.loads(records.facts.get(AWAY + site) or "[]"))
    for article in dict.fromkeys((*stopped, *away)):
        known = records.publications.find(article, site)
        photos = records.photos.of_articles([article]).values()
        names = tuple(name_of(photo) for photo in photos)
        if known is not None and (names or article in stopped):
            memory = memory_of(known).doubted(place.now(), names)
            records.publications.put(replace(known, base=memory.to_json()))
    records.facts.remove(AWAY + site)
