"""Data saver: on a line that is paid for, photos travel for public stories, and much is asked for.

What must not travel yet waits in the outbox with the reason; the texts of the others go their way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import OutboxId, SiteId
from editor_app.domain.messages import Message
from editor_app.domain.photo import Photo
from editor_app.domain.site import (
    OutboxEntry,
    OutboxState,
    SiteKind,
    Wish,
)
from editor_app.services.outbox_states import wait
from editor_app.services.pacing import UNDO
from editor_app.services.pages import PageService
from editor_app.services.post_status import AGREED, agreed_to
from editor_app.services.renditions import name_of
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

MEGABYTE = 1_000_000
MOST = 5 * MEGABYTE
"""So many bytes of photos go out in one round without a question."""

ASKS = "data-saver-asks"
DRAFTS = "data-saver-drafts"
HELD = frozenset({ASKS, DRAFTS})
"""The answers of entries that data saver holds back."""

PAUSE = timedelta(hours=1)
"""How long an entry is held before it is weighed again."""


@dataclass(frozen=True)
class Held:
    """What one round of sending leaves for later: entries newly asked about, and their bytes."""

    asked: tuple[OutboxId, ...] = ()
    size: int = 0
    changes: Changes = field(default_factory=Changes)

    @property
    def message(self) -> Message:
        """Return the question: how much would go out."""
        return Message(ASKS, {"megabytes": _megabytes(self.size)})


NOTHING = Held()


@dataclass(frozen=True)
class _Load:
    """An entry that is due, and the photos that would travel with it."""

    entry: OutboxEntry
    photos: tuple[Photo, ...]
    public: bool


class DataSaver:
    """Weighs what is due before it goes out."""

    def __init__(self, place: Workplace, pages: PageService, saves: Callable[[], bool]) -> None:
        """Work on this desk; nothing is held back while ``saves`` says no."""
        self._place, self._renditions, self._saves = place, pages.renditions, saves

    def hold(self, *, at_once: bool = False) -> Held:
        """Let what is too heavy wait, before a round of sending; return what is to be asked.

        ``at_once`` weighs also what waits for the ten seconds of Undo, and asks again about what
        was asked before. Of the public ones the lightest go, up to 5 MB together.
        """
        if not self._saves():
            return Held(changes=self.let_go())
        now = self._place.now()
        with self._place.database.reading() as records:
            due = records.outbox.due(now + UNDO if at_once else now)
            loads = [load for entry in due if (load := _load(records, entry, now)) is not None]
        drafts = [load.entry for load in loads if not load.public]
        heavy, size = self._too_heavy([load for load in loads if load.public])
        asked = [entry for entry in heavy if at_once or entry.answer != ASKS]
        said = Message(ASKS, {"megabytes": _megabytes(size)})
        changes = self._let_wait(drafts, Message(DRAFTS)) | self._let_wait(heavy, said)
        return Held(tuple(entry.id for entry in asked), size if asked else 0, changes)

    def send_anyway(self, entries: Iterable[OutboxId]) -> Changes:
        """Let held entries go with their photos; the answer holds until they have arrived."""
        return self._free(set(entries), agreed=True)

    def let_go(self) -> Changes:
        """Let all that is held go: data saver is off."""
        return self._free(None, agreed=False)

    def _free(self, wanted: set[OutboxId] | None, *, agreed: bool) -> Changes:
        with self._place.database.reading() as records:
            held = [entry for entry in records.outbox.open() if _is_held(entry)]
        chosen = [entry.id for entry in held if wanted is None or entry.id in wanted]
        if not chosen:
            return Changes()
        articles = set()
        with self._place.database.writing() as records:
            for entry in (records.outbox.get(one) for one in chosen):
                if _is_held(entry):
                    records.outbox.save(_freed(entry, self._place.now(), agreed=agreed))
                    articles.add(entry.article)
        return Changes(articles=frozenset(articles), outbox=True)

    def _too_heavy(self, loads: Iterable[_Load]) -> tuple[list[OutboxEntry], int]:
        """Return the entries that pass the limit, the lightest counted first, and their bytes."""
        weighed = sorted(((self._weight(load), load) for load in loads), key=lambda pair: pair[0])
        heavy, size, going = [], 0, 0
        for weight, load in weighed:
            if going + weight <= MOST:
                going += weight
            else:
                heavy.append(load.entry)
                size += weight
        return heavy, size

    def _weight(self, load: _Load) -> int:
        return sum(self._bytes(photo) for photo in load.photos)

    def _bytes(self, photo: Photo) -> int:
        """Return how large the file is that would go up; one that cannot be made weighs nothing."""
        with suppress(EditorError):  # its own turn tells it
            largest = max(self._renditions.sizes(photo), key=lambda size: size.width)
            return len(self._renditions.data(photo.id, largest))
        return 0

    def _let_wait(self, entries: Iterable[OutboxEntry], said: Message) -> Changes:
        changes, until = Changes(), self._place.now() + PAUSE
        for entry in entries:
            changes |= wait(self._place, entry, until, said, counted=False)
        return changes


def _load(records: Records, entry: OutboxEntry, now: datetime) -> _Load | None:
    """Return what travels with an entry; None when that is nothing, or agreed to, or not yet."""
    site = records.sites.get(entry.site)
    known = records.publications.find(entry.article, entry.site)
    if site.kind is SiteKind.FOLDER or known is None or known.wish is Wish.WITHDRAW:
        return None
    embargo = records.stories.get(records.articles.get(entry.article).story).embargo
    if ASKS in agreed_to(entry) or (embargo is not None and embargo > now):
        return None
    photos = records.photos.of_articles([entry.article]).values()
    missing = tuple(photo for photo in photos if _is_missing(records, photo, site.id))
    public = known.raised or known.for_readers
    return _Load(entry, missing, public) if missing else None


def _is_missing(records: Records, photo: Photo, site: SiteId) -> bool:
    return records.media.find(name_of(photo), site) is None


def _is_held(entry: OutboxEntry) -> bool:
    return entry.state is OutboxState.WAITING and entry.answer in HELD


def _freed(entry: OutboxEntry, now: datetime, *, agreed: bool) -> OutboxEntry:
    before = agreed_to(entry) | ({ASKS} if agreed else set())
    fields = {AGREED: " ".join(sorted(before))} if before else {}
    return replace(entry, not_before=now, answer="", answer_fields=fields)


def _megabytes(size: int) -> int:
    return max(1, round(size / MEGABYTE))
