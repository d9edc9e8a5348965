"""A hundred articles with photos to a WordPress, a sync with nothing to do, and one headline.

The window cleans photos in the ten seconds of Undo, before anything is sent; a script that
publishes at once has them cleaned while they are sent, and that is measured too. The public pages
of all are compared afterwards, when no clock runs.
"""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import httpx2

from editor_app.domain.ids import ArticleId
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.site import OutboxState
from editor_app.services.pages import PageService
from editor_app.services.photos import PhotoService
from editor_app.services.post_photos import LINES
from editor_app.services.public_pages import PublicPageService
from editor_app.services.pulling import PullService
from editor_app.services.syncing import SyncReport, SyncService
from editor_app.storage.resources import read_theme
from tests.bench.figures import Figure
from tests.bench.known_posts import fill
from tests.bench.material import photo, words
from tests.bench.processors import spent
from tests.pressroom import Pressroom, open_pressroom
from tests.servers import cores
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import Wishes, WordPress

ARTICLES, ROUNDS = 100, 5
"""Articles that go out, and in how many parts: ours and the bare client take turns."""

WIDTH, HEIGHT = 1500, 1000
"""Pixels of a photo that is 225 KB as it goes out."""

KNOWN = 5_000
PUBLIC = 2_501
"""The place of one of them that is public."""

LATER = 120.0
"""Seconds after which a post that was read is not read again for its last second's sake."""


def measure() -> Iterator[Figure]:
    """Yield seconds and requests of sending, and the requests of syncs that have little to do."""
    lacking = cores.lacking(cores.DEBIAN)
    if lacking:
        print(f"(no WordPress on this machine, so nothing was measured: {lacking})")
        return
    site = WordPress(Wishes())
    try:
        for part in (_sending, _knowing):
            site.reset()
            site.switch(image_sizes=None)
            with tempfile.TemporaryDirectory() as folder:
                yield from part(Path(folder) / "desk", site)
    finally:
        site.close()


# -- a hundred articles


@dataclass(frozen=True)
class Cost:
    """Seconds that passed, and that the processors worked, the site's servers included."""

    passed: float = 0.0
    worked: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.passed + other.passed, self.worked + other.worked)


def cost_of(work: Callable[[], object]) -> Cost:
    """Return what it costs to do something."""
    worked, begun = spent(), time.perf_counter()
    work()
    return Cost(time.perf_counter() - begun, spent() - worked)


@dataclass(frozen=True)
class Parcel:
    """What the bare client sends for one article: the photo and the text as we sent them."""

    picture: bytes
    title: str
    content: str


class Bare:
    """A client that does nothing but upload: no looking, no reading back, no database."""

    def __init__(self, site: WordPress) -> None:
        user, password = site.user("editor")
        limits = httpx2.Limits(max_connections=LINES)
        self._client = httpx2.Client(
            base_url=f"{site.url}/wp-json/wp/v2",
            auth=httpx2.BasicAuth(user, password),
            limits=limits,
            timeout=120,
        )

    def send(self, parcels: Sequence[Parcel]) -> Cost:
        """Send some on as many connections as we use."""
        with ThreadPoolExecutor(LINES) as lanes:
            return cost_of(lambda: list(lanes.map(self._send, parcels)))

    def _send(self, parcel: Parcel) -> None:
        name = f"{secrets.token_hex(8)}.jpg"
        headers = {
            "Content-Type": "image/jpeg",
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        media = self._client.post("/media", content=parcel.picture, headers=headers)
        post = {
            "title": parcel.title,
            "content": parcel.content,
            "status": "publish",
            "featured_media": media.raise_for_status().json()["id"],
        }
        self._client.post("/posts", json=post).raise_for_status()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def _sending(folder: Path, site: WordPress) -> Iterator[Figure]:
    room = open_pressroom(folder, site)
    bare = Bare(site)
    try:
        fresh = iter([_article(room, number) for number in range(ARTICLES)])
        clean = [_article(room, ARTICLES + number) for number in range(ARTICLES)]
        _pages(room).clean_photos(clean)
        cleaned = iter(clean)
        ours = ahead = theirs = Cost()
        size = 0
        requests = 0
        for _round in range(ROUNDS):
            batch = list(islice(fresh, ARTICLES // ROUNDS))
            before = room.lines.line(room.site).traffic.requests
            ours += _publish(room, batch)
            requests += room.lines.line(room.site).traffic.requests - before
            parcels = [_parcel(room, article) for article in batch]
            size += sum(len(parcel.picture) for parcel in parcels)
            theirs += bare.send(parcels)
            ahead += _publish(room, list(islice(cleaned, ARTICLES // ROUNDS)))
        _check_sent(room, 3 * ARTICLES)
        same = _same_pages(room)
    finally:
        bare.close()
        _shut(room)
    kilobytes = size / ARTICLES / 1000
    bare_client = f"a bare client, {LINES} connections"
    yield Figure(
        f"{ARTICLES} articles with a photo of {kilobytes:.0f} KB, sent and read back",
        ahead.passed,
        "s",
        theirs.passed,
        bare_client,
        goal=1.6,
    )
    yield Figure(
        "the same, time of the processors, the site's too",
        ahead.worked,
        "s",
        theirs.worked,
        bare_client,
    )
    yield Figure(
        f"{ARTICLES} whose photo is cleaned while it is sent, as by a script",
        ours.passed,
        "s",
        theirs.passed,
        bare_client,
    )
    yield Figure("requests for each, photo included", requests / ARTICLES, "", 2, "the bare client")
    pages = f"public pages of all {2 * ARTICLES} that are as they were sent"
    yield Figure(pages, same, "", least=2 * ARTICLES)


def _article(room: Pressroom, number: int) -> ArticleId:
    """Return an article of 500 words with a photo."""
    story = room.new_story(f"Lũ về trên sông, ngày thứ {number}", words(500, number))
    view = room.desk.stories.view(story).articles[0]
    picture = photo(WIDTH, HEIGHT, number)
    attached = room.desk.photos.attach(view.id, picture, f"{number}.jpg", view.body[0].id)
    rights = Rights(RightsStatus.CLEARED)
    room.desk.photos.change(attached.photo, 1, credit="Reuters", rights=rights)
    return view.id


def _publish(room: Pressroom, articles: Sequence[ArticleId]) -> Cost:
    """Publish through the outbox, and return what it costs from when they are due."""
    room.publishing.publish(room.site.id, [(article, None) for article in articles])
    room.clock.advance(11)
    return cost_of(room.publishing.send_due)


def _parcel(room: Pressroom, article: ArticleId) -> Parcel:
    """Return what went out for an article."""
    with room.desk.place.database.reading() as records:
        (shown,) = records.photos.of_articles([article]).values()
    renditions = _pages(room).renditions
    largest = max(renditions.sizes(shown), key=lambda size: size.width)
    picture = renditions.data(shown.id, largest)
    return Parcel(picture, room.raw("post_title", article), room.raw("post_content", article))


def _check_sent(room: Pressroom, wanted: int) -> None:
    """See that everything arrived; a bench of something else is worth nothing."""
    rows = room.publishing.outbox(limit=2 * ARTICLES)
    assert len(rows) == 2 * ARTICLES
    assert all(row.state is OutboxState.DONE for row in rows), [row.answer for row in rows]
    there = room.wordpress.ask(
        "SELECT post_type, post_status, COUNT(*) FROM wp_posts WHERE post_type='attachment'"
        " OR (post_type='post' AND ID>1 AND post_status='publish') GROUP BY 1, 2 ORDER BY 1"
    )
    assert [int(number) for *_, number in there] == [wanted, wanted], there


def _same_pages(room: Pressroom) -> int:
    """Let all public pages be looked at as the desk does; return how many are as they were sent."""
    pages = PublicPageService(room.desk.place)
    same = 0
    due = pages.next_due()
    while due is not None and due <= room.clock.at:
        found = pages.check_due(room.site.id)
        same += found.same
        if found.differ or found.unread:
            print(f"PUBLIC PAGES: {found.differ} are not as sent, {found.unread} were not read")
        due = pages.next_due()
    return same


def _pages(room: Pressroom) -> PageService:
    return PageService(room.desk.place, read_theme)


def _shut(room: Pressroom) -> None:
    room.lines.close()
    room.desk.place.database.close()


# -- five thousand known posts


def _knowing(folder: Path, site: WordPress) -> Iterator[Figure]:
    proxy = FaultProxy(site.url)
    room = open_pressroom(folder, site, url=proxy.url)
    try:
        articles = fill(room, KNOWN)
        syncing = _syncing(room)
        first = _sync(room, syncing)
        yield Figure(f"first sync of {KNOWN:,} posts that are known, requests", first.requests, "")
        room.clock.advance(24 * 3600)
        swept = _sync(room, syncing)
        calm = _sync(room, syncing)
        for report in (first, swept, calm):
            assert (report.received, report.conflicts, report.troubles) == (0, 0, ()), report
        name = f"sync with nothing to do over {KNOWN:,} known posts, requests"
        yield Figure(name, calm.requests, "", most=20)
        yield Figure("the same, seconds", calm.seconds, "s")
        sweep = "the daily sweep over them, requests"
        yield Figure(sweep, swept.requests - calm.requests, "", most=50)
        yield from _headline(room, proxy, syncing, articles[PUBLIC])
    finally:
        _shut(room)
        proxy.close()


def _syncing(room: Pressroom) -> SyncService:
    photos = PhotoService(room.desk.place)
    pulling = PullService(room.desk.place, _pages(room), photos, room.lines)
    return SyncService(room.desk.place, _pages(room), room.publishing, pulling, room.lines)


def _sync(room: Pressroom, syncing: SyncService) -> SyncReport:
    """Sync as often as a desk does, some time after the last."""
    room.clock.advance(LATER)
    return syncing.sync()


def _headline(
    room: Pressroom, proxy: FaultProxy, syncing: SyncService, article: ArticleId
) -> Iterator[Figure]:
    room.desk.write(article, headline="Nước rút, trường mở cửa lại")
    room.publishing.publish(room.site.id, [(article, None)])
    room.clock.advance(LATER)
    before = len(proxy.requests)
    report = syncing.sync(pull=False)
    asked = proxy.requests[before:]
    assert report.sent == 1, report
    writes = [seen for seen in asked if seen.writes]
    fields = {name for seen in writes for name in seen.fields}
    yield Figure("edit of one headline, requests", len(asked), "", most=4)
    yield Figure("edit of one headline, writes", len(writes), "", most=1)
    written = f"edit of one headline, fields written ({', '.join(sorted(fields))})"
    yield Figure(written, len(fields), "", most=1)
