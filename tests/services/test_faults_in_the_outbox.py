"""Every fault, bad certificate and redirect at an entry of the outbox (R17, R13).

What the connectors make of each is tested there. Here one article at a time goes to a real
WordPress and meets it: the entry waits for a time or needs somebody, in words; no text is lost;
and once the fault is gone it is tried again, and the post stands there, whole and once.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.connectors.web_requests import PATIENCE, Patience
from editor_app.connectors.wordpress import WordPress as Line
from editor_app.domain.errors import ChangedThere, FileRefused, NotAllowed, Redirected
from editor_app.domain.ids import ArticleId
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.site import OutboxState
from editor_app.sentences import sentence
from editor_app.wording import WORDING
from tests.connectors.loopback import Loopback, Request, answer, page, silence
from tests.connectors.test_web_client_certificates import KEYS
from tests.connectors.test_web_client_faults import (
    FAULTS,
    NOTICE,
    READ,
    RETRIED,
    UPLOAD,
    WRITE,
    Fault,
    refusal,
)
from tests.pressroom import Pressroom, open_pressroom, picture
from tests.servers.certificates import BAD, GOOD, Certificates
from tests.servers.wordpress import WordPress

HASTE = Patience(connect=10, read=2.5, upload=2.5)  # for a site that says nothing
ROUNDS = 12
MEETS: dict[Callable[[Line], object], re.Pattern[str]] = {
    READ: re.compile(r"GET .*/wp/v2/posts/\d"),
    WRITE: re.compile(r"POST .*/wp/v2/posts"),
    UPLOAD: re.compile(r"POST .*/wp/v2/media"),
}
"""Which requests of a publish a fault is for; of reads those of the article's own post."""

HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})

Told = tuple[OutboxState, str]
"""The state of an entry, and the key of what it says."""

WAITING, NEEDS_YOU, DONE = OutboxState.WAITING, OutboxState.NEEDS_YOU, OutboxState.DONE
AT_ONCE = "changed-there"
"""The answer of an entry that looks and merges anew, at once a few times, then after a pause."""

OTHERWISE: dict[tuple[str, str], Told] = {
    ("404 gone", "changed"): (NEEDS_YOU, "post-gone-there"),
    ("409 there", "made"): (NEEDS_YOU, "gone-there"),  # what it names is looked for in vain
    ("409 there", "changed"): (WAITING, AT_ONCE),
    ("412 changed", "changed"): (WAITING, AT_ONCE),
}
"""What is told in another way than the connectors say it, because the desk knows more."""


class Faulty:
    """A real WordPress behind a line that lets a fault happen, from when it is set until it is not.

    Where a fault leaves in doubt whether a write was done, it was.
    """

    def __init__(self, wordpress: WordPress, tls: ssl.SSLContext | None = None) -> None:
        self._port = wordpress.port
        self.fault: Fault | None = None
        self.met = 0
        self.around = (b"", b"")
        """What stands before and behind the JSON of each answer."""
        self.server = Loopback((self._play,), tls=tls)

    @property
    def url(self) -> str:
        """The address for a desk."""
        return self.server.url.rstrip("/")

    def _play(self, line: socket.socket, request: Request) -> None:
        fault = self.fault
        asked = f"{request.method} {request.target}"
        if fault is None or not MEETS[fault.doing].match(asked):
            line.sendall(self._from_site(request))
            return
        self.met += 1
        if fault.doubtful:
            self._from_site(request)
        if isinstance(fault.play, bytes):
            line.sendall(fault.play)
        else:
            fault.play(line, request)

    def _from_site(self, request: Request) -> bytes:
        """Ask the real site and return its answer."""
        scheme = "https" if self.server.tls else "http"
        headers = request.headers | {"connection": "close", "x-forwarded-proto": scheme}
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)) as asked:
            asked.request(request.method, request.target, request.body or None, headers)
            came = asked.getresponse()
            body = came.read()
        kind = came.getheader("Content-Type", "")
        if "json" in kind:
            body = self.around[0] + body + self.around[1]
        others = {
            name.lower(): value
            for name, value in came.getheaders()
            if name.lower() not in HOP_BY_HOP | {"content-type"}
        }
        return answer(came.status, body, kind, **others)


@pytest.fixture
def site(wordpress: WordPress) -> Iterator[Faulty]:
    """The way to Debian's WordPress, without a fault so far."""
    made = Faulty(wordpress)
    with made.server:
        yield made


@dataclass
class Outbox:
    """A desk, the way to its site, and what the entries that met a fault said."""

    room: Pressroom
    site: Faulty
    sent: dict[str, str]
    """The texts that are to be on the site at the end: bodies by headline."""

    def new(self, headline: str, *, photo: int = 0) -> ArticleId:
        """Write an article that may go out, perhaps with a photo of its own colour."""
        body = f"Nước sông lên **nhanh**: {headline}.\n\nThành phố chuẩn bị."
        room = self.room
        article = room.article_of(room.new_story(headline, body))
        if photo:
            colour = f"hsl({photo * 37 % 360}, 60%, 50%)"
            attached = room.desk.photos.attach(article, picture(colour), f"{photo}.jpg")
            rights = Rights(RightsStatus.CLEARED)
            room.desk.photos.change(attached.photo, 1, credit="Reuters", rights=rights)
        self.sent[headline] = f"{headline}."
        return article

    def edit(self, article: ArticleId) -> None:
        """Change headline and text of an article."""
        known = self.room.desk.stories.find_article(article)
        del self.sent[known.headline]
        headline = f"{known.headline}, sửa"
        body = f"{known.markdown}\n\nBổ sung: {headline}."
        self.room.desk.write(article, headline=headline, body=body)
        self.sent[headline] = f"Bổ sung: {headline}."

    def suffer(self, article: ArticleId, fault: Fault) -> Told:
        """Publish an article to the faulty site; return the state of its entry, and what it says.

        Then the fault ends and it is tried again, as an editor would.
        """
        room, site = self.room, self.site
        before = room.desk.stories.find_article(article).markdown
        site.fault, site.met = fault, 0
        room.publish(article)
        for _round in range(ROUNDS):  # a busy machine may be silent before its time
            if site.met:
                break
            self.wait_for_next_try()
        assert site.met, fault.name
        told = self.told()
        said = self.read(fault.name)
        if fault.kind is FileRefused:
            story = room.desk.stories.find_article(article).story
            (photo,) = room.desk.stories.view(story).photos.values()
            assert photo.file_name in said, (fault.name, said)
        site.fault = None
        self.try_again(fault.name)
        assert room.desk.stories.find_article(article).markdown == before, fault.name
        return told

    def told(self) -> Told:
        """Return the state of the newest entry, and the key of what it says."""
        return self.room.row().state, self.room.answer()

    def read(self, name: str) -> str:
        """Return what the newest entry says: in whole words, what is the matter, and until when."""
        row = self.room.row()
        assert row.answer is not None, name
        assert row.answer.key in WORDING, name
        said = sentence(row.answer)
        assert not {"{", "}", "…"} & set(said), (name, said)
        if row.state is WAITING:
            assert row.not_before is not None, name
            assert row.not_before > self.room.clock(), name
        else:
            assert row.state is NEEDS_YOU, name
        return said

    def try_again(self, name: str) -> None:
        """Press Try again, or Try now, and let what still waits for its time have it."""
        room = self.room
        if room.row().state is NEEDS_YOU:
            room.publishing.retry(room.row().entry)
        else:
            room.publishing.try_now(room.site.id)
        room.publishing.send_due()
        for _round in range(ROUNDS):
            if room.row().state is not WAITING:
                break
            self.wait_for_next_try()
        assert room.row().state is DONE, (name, room.row())

    def wait_for_next_try(self) -> None:
        """Let the time pass until the entry is due, and send."""
        due = self.room.publishing.next_due()
        assert due is not None
        self.room.clock.at = max(self.room.clock.at, due)
        self.room.publishing.send_due()

    def look(self, photos: int | None = None) -> None:
        """See that each text stands on the site whole and once, and so many photos."""
        rows = self.room.wordpress.ask(
            "SELECT post_title, post_status, post_content FROM wp_posts WHERE post_type='post'"
            " AND post_title NOT IN ('Hello world!', 'Auto Draft') AND post_status<>'trash'"
        )
        assert sorted(row[0] for row in rows) == sorted(self.sent)
        assert {row[1] for row in rows} == {"publish"}
        for headline, _status, content in rows:
            assert self.sent[headline] in content, headline
            assert "<strong>nhanh</strong>" in content, headline
        if photos is not None:
            count = "SELECT COUNT(*) FROM wp_posts WHERE post_type='attachment'"
            assert self.room.wordpress.ask(count) == [(str(photos),)]


@contextmanager
def opened(
    folder: Path, wordpress: WordPress, site: Faulty, patience: Patience = PATIENCE
) -> Iterator[Outbox]:
    """Give a desk with an editor's account by way of the faulty line."""
    room = open_pressroom(folder, wordpress, url=site.url, patience=patience)
    with closing(room.lines):
        yield Outbox(room, site, {})


def entries(outbox: Outbox, faults: Iterable[Fault]) -> Iterator[tuple[Fault, str, Told]]:
    """Let articles meet faults: a write when the post is made, and when it is changed."""
    for number, fault in enumerate(faults, start=1):
        photo = number if fault.doing is UPLOAD else 0
        article = outbox.new(f"{number} {fault.name}", photo=photo)
        if fault.doing is READ:
            outbox.room.publish(article)
        else:
            yield fault, "made", outbox.suffer(article, fault)
        if fault.doing is not UPLOAD:
            outbox.edit(article)
            yield fault, "changed", outbox.suffer(article, fault)


def expected(fault: Fault, when: str) -> Told:
    """Return the state in which an entry is left by a fault, and what it says."""
    known = OTHERWISE.get((fault.name, when))
    return known or (WAITING if fault.kind in RETRIED else NEEDS_YOU, fault.key)


GROUPS = {
    "writes": [fault for fault in FAULTS if fault.doing is WRITE and fault.play is not silence],
    "reads": [fault for fault in FAULTS if fault.doing is READ],
    "photos": [fault for fault in FAULTS if fault.doing is UPLOAD and fault.play is not silence],
    "silence": [fault for fault in FAULTS if fault.play is silence],
}


@pytest.mark.parametrize("group", GROUPS)
def test_each_fault_leaves_an_entry_that_says_it_and_is_done_once_it_is_gone(
    group: str, tmp_path: Path, wordpress: WordPress, site: Faulty
) -> None:
    faults, patience = GROUPS[group], HASTE if group == "silence" else PATIENCE
    with opened(tmp_path, wordpress, site, patience) as outbox:
        came = list(entries(outbox, faults))
        outbox.look(photos=len(faults) if group == "photos" else None)
    told = {(fault.name, when): told for fault, when, told in came}
    assert told == {(fault.name, when): expected(fault, when) for fault, when, _ in came}
    wait = sum(state is WAITING for state, _ in told.values())
    print(
        f"R17 in the outbox, {group}: {len(faults)} faults at {len(came)} entries, {wait} wait and"
        f" {len(came) - wait} need somebody, each with its sentence; then all done, once and whole"
    )


def test_every_fault_is_met_at_an_entry() -> None:
    assert sum(map(len, GROUPS.values())) == len(FAULTS)


def test_a_post_that_a_conflict_of_somebody_else_names_is_left_alone(
    tmp_path: Path, wordpress: WordPress, site: Faulty
) -> None:
    theirs = "<p>Chữ của người khác.</p>"
    post = {"post_title": "Của người khác", "post_content": theirs, "post_status": "publish"}
    number = wordpress.run(f"return wp_insert_post(json_decode('{json.dumps(post)}', true));")
    with opened(tmp_path, wordpress, site) as outbox:
        play = refusal(409, "conflict", id=number)
        article = outbox.new("Của mình")
        fault = Fault("409", play, WRITE, NotAllowed, "not-allowed-conflict")
        assert outbox.suffer(article, fault) == (NEEDS_YOU, "not-allowed-conflict")
    there = wordpress.ask(f"SELECT post_title, post_content FROM wp_posts WHERE ID = {number}")
    assert there == [("Của người khác", theirs)]


def test_a_site_that_says_each_time_that_it_changed_is_left_alone_for_a_while(
    tmp_path: Path, wordpress: WordPress, site: Faulty
) -> None:
    with opened(tmp_path, wordpress, site) as outbox:
        room, article = outbox.room, outbox.new("Của mình")
        room.publish(article)
        outbox.edit(article)
        site.fault = Fault("412", refusal(412, "copydesk_changed"), WRITE, ChangedThere, AT_ONCE)
        room.publish(article)
        asked = len(site.server.requests)
        for _turn in range(3):
            room.publishing.send_due()
        assert len(site.server.requests) == asked
        due = room.publishing.next_due()
        assert due is not None
        assert due - room.clock() > timedelta(seconds=30)
        site.fault = None
        outbox.try_again("412")


def test_noise_around_answers_holds_no_entry_up(
    tmp_path: Path, wordpress: WordPress, site: Faulty
) -> None:
    noises = ((b"\xef\xbb\xbf", b""), (NOTICE, b""), (b"\n\n \t" + NOTICE * 3, b"\n"))
    with opened(tmp_path, wordpress, site) as outbox:
        for number, noise in enumerate(noises, start=1):
            site.around = noise
            outbox.room.publish(outbox.new(f"Ồn {number}", photo=number))
            assert outbox.told() == (DONE, ""), noise
        outbox.look(photos=len(noises))


def test_a_redirected_write_goes_nowhere_and_is_told(
    tmp_path: Path, wordpress: WordPress, site: Faulty
) -> None:
    with Loopback((answer(201, "{}"),)) as other, opened(tmp_path, wordpress, site) as outbox:
        for number, status in enumerate((301, 302, 303, 307, 308)):
            play = page(status, location=f"{other.url}wp-json/wp/v2/posts")
            article = outbox.new(f"Chuyển {status}", photo=number + 1)
            for doing in (UPLOAD, WRITE):
                fault = Fault(f"{status}", play, doing, Redirected, "redirected")
                assert outbox.suffer(article, fault) == (NEEDS_YOU, "redirected")
                outbox.edit(article)
            outbox.room.publish(article)
        outbox.look(photos=5)
    assert other.requests == []


def test_each_bad_certificate_is_told_and_nothing_is_sent_before_it_is_right(
    tmp_path: Path,
    wordpress: WordPress,
    certificates: Certificates,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.trusted))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    site = Faulty(wordpress, certificates.context(GOOD))
    with site.server, opened(tmp_path, wordpress, site) as outbox:
        room = outbox.room
        for kind in BAD:
            article = outbox.new(f"Chứng chỉ: {kind}")
            room.lines.hang_up(room.site.id)
            site.server.tls, before = certificates.context(kind), len(site.server.requests)
            room.publish(article)
            assert outbox.told() == (NEEDS_YOU, KEYS[kind])
            outbox.read(kind)
            assert len(site.server.requests) == before
            site.server.tls = certificates.context(GOOD)
            outbox.try_again(kind)
        outbox.look()
    print(f"R13 in the outbox: {len(BAD)} bad certificates need somebody, each with its sentence")
