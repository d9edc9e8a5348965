"""The outbox before a real WordPress: its order, its pauses, Stop, and edits while it sends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from editor_app.domain.errors import Cancelled, DiskFull
from editor_app.domain.ids import CHINESE, ENGLISH
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxState, RemoteStatus
from editor_app.services import post_rounds
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.services.site_doubts import SiteDoubt, keep_doubt
from editor_app.storage.resources import read_theme
from tests.desks import full_disk
from tests.pressroom import Pressroom, open_pressroom
from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy, Seen
from tests.servers.faults import PASS, Fault
from tests.servers.wordpress import WordPress

POSTS = r"/wp/v2/posts"


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress, faults: FaultProxy) -> Iterator[Pressroom]:
    """A desk with an editor's account, by way of a proxy."""
    made = open_pressroom(tmp_path, wordpress, url=faults.url)
    yield made
    made.lines.close()


def test_an_unreachable_site_lets_all_wait_and_counts_one_attempt(
    room: Pressroom, faults: FaultProxy
) -> None:
    others = [room.article_of(room.new_story(f"Tin {number}")) for number in range(3)]
    faults.offline()
    room.publish(room.article, *others)
    rows = room.publishing.outbox()
    assert {row.state for row in rows} == {OutboxState.WAITING}
    assert {row.answer.key for row in rows if row.answer} == {"unreachable"}
    assert len({row.not_before for row in rows}) == 1
    with room.desk.place.database.reading() as records:
        assert sorted(entry.attempts for entry in records.outbox.open()) == [0, 0, 0, 1]
    faults.online()
    assert room.publishing.try_now(room.site.id, failed_only=True).articles == frozenset()
    room.publishing.try_now(room.site.id)
    room.send(0)
    assert {row.state for row in room.publishing.outbox()} == {OutboxState.DONE}


def test_pauses_grow_and_a_server_that_asks_for_time_gets_it(
    room: Pressroom, faults: FaultProxy
) -> None:
    faults.always(fault.too_many_requests("120"))
    room.publish()
    assert room.answer() == "busy-too-many"
    assert pause(room) == timedelta(minutes=2)
    faults.clear()
    faults.always(fault.unavailable())
    pauses = []
    for _round in range(12):
        room.clock.at += pause(room)
        room.publishing.send_due()
        pauses.append(pause(room).total_seconds())
    below = pauses[:6]  # doubled, and a fifth more or less: a third longer at least
    assert all(later > 1.3 * sooner for sooner, later in pairwise(below)), pauses
    assert 4 < pauses[0] < 60
    assert 12 * 60 <= pauses[-1] <= 18 * 60
    faults.clear()
    room.clock.at += pause(room)
    room.publishing.send_due()
    assert room.answer() == "publish-late"


def pause(room: Pressroom) -> timedelta:
    """Return how long the newest entry waits from now."""
    due = room.row().not_before
    assert due is not None
    return due - room.clock()


def test_troubles_that_pass_by_themselves_do_and_others_need_somebody(
    room: Pressroom, faults: FaultProxy
) -> None:
    passing = (
        fault.unavailable(),
        fault.captive_portal(),
        fault.request_timeout(),
        fault.gateway_timeout(),
        fault.truncate(),
        fault.drop_request(),
    )
    for trouble in passing:
        faults.plan(trouble, path=POSTS)
    room.publish()
    rounds = room.send_all(20)
    assert room.row().state is OutboxState.DONE, room.row()
    assert rounds >= len(passing) - 1
    refused = {
        "not-allowed-firewall": fault.firewall(),
        "field-refused-size": fault.too_large(),
    }
    for key, trouble in refused.items():
        room.write(headline=f"Lũ {key}")
        faults.plan(trouble, method="POST", path=POSTS)
        room.publish()
        assert room.row().state is OutboxState.NEEDS_YOU, trouble
        assert room.answer() == key
        room.publishing.retry(room.row().entry)
        room.send()
        assert room.row().state is OutboxState.DONE, room.row()
    assert room.posts() == [f"Lũ {key}"]


def test_corrections_come_first_then_publishes_then_drafts_and_text_before_photos(
    room: Pressroom, faults: FaultProxy
) -> None:
    room.publish()
    public = room.article
    draft, plain = (room.article_of(room.new_story(name)) for name in ("Nháp", "Chữ"))
    room.story = room.new_story("Ảnh")
    room.article = room.article_of(room.story)
    room.add_photo()
    room.desk.write(public, headline="Sửa")
    room.publishing.send_draft(room.site.id, [draft])
    room.publishing.publish(room.site.id, [(room.article, None)])
    room.publishing.publish(room.site.id, [(plain, None)])
    room.publishing.publish(room.site.id, [(public, None)])
    order: list[str] = []
    room.clock.advance(11)
    room.publishing.send_due(lambda done, total, said=None: note(order, said))
    assert list(dict.fromkeys(order)) == ["Sửa", "Chữ", "Ảnh", "Nháp"]


def note(order: list[str], said: Message | None) -> None:
    """Keep the headline that a progress names; it says no sentence with a gap."""
    assert said is None or "" not in said.fields.values()
    if said is not None and said.key == "sending-article":
        order.append(str(said.fields["name"]))


def test_nothing_is_begun_while_sending_is_paused(room: Pressroom, faults: FaultProxy) -> None:
    paused = [True]
    pages = PageService(room.desk.place, read_theme)
    room.publishing = PublishingService(
        room.desk.place, pages, room.lines, paused=lambda: paused[0]
    )
    room.publish()
    assert faults.requests == []
    assert room.publishing.next_due() is None
    assert room.publishing.waiting() == 1
    paused[0] = False
    room.send()
    assert room.row().state is OutboxState.DONE


def test_stop_keeps_what_arrived_and_goes_on_later(room: Pressroom, faults: FaultProxy) -> None:
    for number, colour in enumerate(("red", "green", "blue")):
        room.add_photo(f"{number}.jpg", colour)
    room.publishing.publish(room.site.id, [(room.article, None)])
    room.clock.advance(11)

    def stop_at_photos(done: int, total: int, said: Message | None = None) -> None:
        if faults.count("POST", r"/wp/v2/media\?"):
            raise Cancelled

    with pytest.raises(Cancelled):
        room.publishing.send_due(stop_at_photos)
    assert room.row().state is OutboxState.WAITING
    room.send()
    assert room.row().state is OutboxState.DONE, room.row()
    rows = room.wordpress.ask("SELECT COUNT(*) FROM wp_posts WHERE post_type='attachment'")
    assert rows == [("3",)]


def test_an_entry_whose_end_could_not_be_kept_is_not_silent(
    room: Pressroom, faults: FaultProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the moment when the entry is set to wait for its next try."""
    faults.plan(fault.unavailable(), path=POSTS)
    with monkeypatch.context() as patched:
        patched.setattr(post_rounds, "wait", full_disk)
        with pytest.raises(DiskFull):
            room.publish()
    assert room.row().state is OutboxState.WAITING
    assert room.publishing.next_due() is not None
    room.send_all()
    assert room.row().state is OutboxState.DONE, room.row()


def test_an_edit_while_it_is_being_sent_sets_the_entry_back_to_waiting(
    room: Pressroom, faults: FaultProxy
) -> None:
    room.publish()
    room.write(headline="Lũ đang về")
    edited = [False]

    def edit(seen: Seen) -> Fault:
        if seen.writes and not edited[0]:
            edited[0] = True
            room.write(headline="Lũ về sớm")
        return PASS

    faults.decide = edit
    room.publish()
    assert room.row().state is OutboxState.WAITING
    assert room.publication().status is RemoteStatus.PUBLIC
    room.send()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.raw("post_title") == "Lũ về sớm"


@pytest.mark.timeout(400)
def test_an_article_in_three_languages_with_four_photos_goes_up_and_comes_off(
    tmp_path: Path, either_wordpress: WordPress
) -> None:
    for account in ("administrator", "editor", "author"):
        either_wordpress.reset()
        folder = tmp_path / account
        folder.mkdir()
        room = open_pressroom(folder, either_wordpress, account=account)
        with closing(room.lines):
            whole_life(room)


def whole_life(room: Pressroom) -> None:
    """Publish, correct, schedule and withdraw a story in three languages."""
    for number, colour in enumerate(("red", "green", "blue", "black")):
        room.add_photo(f"{number}.jpg", colour)
    room.write(body=f"{room.markdown()}\n\nMột chú thích.[^a]\n\n[^a]: Chú thích.")
    room.add_tag(vi="Lũ lụt", en="Floods", zh="洪水")
    photos = "\n\n".join(re.findall(r"!\[\]\(photo:\w+\)", room.markdown()))
    others = []
    for language, headline in ((ENGLISH, "The flood"), (CHINESE, "洪水来了")):
        article = room.desk.translations.start(room.story, language).article
        room.desk.write(article, headline=headline, body=f"{headline}.\n\n{photos}")
        others.append(article)
    room.publish(room.article, *others)
    rows = room.publishing.outbox()
    assert [row.state for row in rows] == [OutboxState.DONE] * 3, [row.answer for row in rows]
    assert sorted(room.posts("'publish'")) == ["Lũ về", "The flood", "洪水来了"]
    photos_there = "SELECT COUNT(*) FROM wp_posts WHERE post_type='attachment'"
    assert room.wordpress.ask(photos_there) == [("4",)]
    assert "Chú thích." in notes_there(room)
    room.write(headline="Lũ về sớm")
    room.publish()
    assert room.raw("post_title") == "Lũ về sớm"
    room.publishing.withdraw(others[0], room.site.id)
    room.send()
    assert room.raw("post_status", others[0]) == "draft"
    room.publish(others[0], at=room.clock() + timedelta(hours=3))
    assert room.raw("post_status", others[0]) == "future"
    open_rows = [row for row in room.publishing.outbox() if row.state is not OutboxState.DONE]
    assert open_rows == []


def notes_there(room: Pressroom) -> str:
    """Return where the site keeps what notes say: beside a text with a block of notes, or in it."""
    text = room.raw_there()
    if "<!-- wp:footnotes" not in text:
        return text
    post = room.publication().remote_id
    kept = room.wordpress.run(f"return get_post_meta({post}, 'footnotes', true);")
    return " ".join(note["content"] for note in json.loads(str(kept)))


def test_what_waits_for_a_doubted_site_says_so_and_goes_once_somebody_has_looked(
    room: Pressroom, faults: FaultProxy
) -> None:
    room.publish()
    doubt = SiteDoubt(room.site.id, gone=frozenset({7, 8}), known=20)
    with room.desk.place.database.writing() as records:
        keep_doubt(records, doubt)
    room.write(headline="Nước rút")
    before = len(faults.requests)
    room.publish()
    assert len(faults.requests) == before
    assert (room.row().state, room.answer()) == (OutboxState.WAITING, "site-lost-posts")
    assert room.publishing.next_due() is None
    with room.desk.place.database.writing() as records:
        keep_doubt(records, doubt.answered(believe=False))
    assert room.publishing.next_due() is not None
    room.send()
    assert (room.row().state, room.answer()) == (OutboxState.DONE, "")
    assert room.raw("post_title") == "Nước rút"


def test_one_site_is_sent_to_while_another_waits(room: Pressroom, tmp_path: Path) -> None:
    (tmp_path / "portal").mkdir()
    folder, _ = room.publishing.add_folder_site("Portal", tmp_path / "portal", "https://a.vn")
    room.publishing.publish(folder.id, [(room.article, None)])
    room.publishing.publish(room.site.id, [(room.article, None)])
    room.clock.advance(11)
    room.publishing.send_due(site=folder.id)
    assert room.posts() == []
    with room.desk.place.database.reading() as records:
        found = {one.site: one.state for one in records.outbox.of_article(room.article)}
    assert found == {folder.id: OutboxState.DONE, room.site.id: OutboxState.WAITING}
    room.publishing.send_due(site=room.site.id)
    assert room.posts() == ["Lũ về"]
