"""Data saver before a real WordPress: photos for public stories only, and a word before much."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.domain.site import OutboxState
from editor_app.services import data_saving
from tests.servers.wordpress import WordPress
from tests.syncroom import Syncroom, open_syncroom


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Syncroom]:
    """A desk that saves data, with a story that has a photo."""
    made = open_syncroom(tmp_path, wordpress)
    made.saves = True
    made.add_photo()
    yield made
    made.lines.close()


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask about every photo."""
    monkeypatch.setattr(data_saving, "MOST", 1000)


def photos(room: Syncroom) -> int:
    """Return how many photos the site has."""
    rows = room.wordpress.ask("SELECT ID FROM wp_posts WHERE post_type = 'attachment'")
    return len(rows)


def test_photos_of_a_draft_wait_while_its_like_without_photos_goes(room: Syncroom) -> None:
    plain = room.article_of(room.new_story("Tin không ảnh"))
    room.publishing.send_draft(room.site.id, [room.article, plain])
    report = room.sync(11)
    assert report.held.asked == ()
    assert (report.sent, report.waiting, photos(room)) == (1, 1, 0)
    rows = {row.article: row for row in room.publishing.outbox()}
    said = rows[room.article].answer
    assert rows[plain].state is OutboxState.DONE
    assert said is not None
    assert said.key == "data-saver-drafts"


def test_a_draft_with_photos_goes_when_somebody_says_so(room: Syncroom) -> None:
    room.publishing.send_draft(room.site.id, [room.article])
    room.sync(11)
    room.syncing.send_anyway([room.row().entry])
    room.sync(1)
    assert (room.row().state, photos(room)) == (OutboxState.DONE, 1)


def test_a_draft_with_photos_goes_when_data_saver_is_off(room: Syncroom) -> None:
    room.publishing.send_draft(room.site.id, [room.article])
    room.sync(11)
    assert room.answer() == "data-saver-drafts"
    room.saves = False
    room.sync(1)
    assert (room.row().state, photos(room)) == (OutboxState.DONE, 1)


def test_a_little_goes_out_with_a_public_story_unasked(room: Syncroom) -> None:
    room.publishing.publish(room.site.id, [(room.article, None)])
    report = room.sync(11)
    assert (report.sent, report.held.asked, photos(room)) == (1, (), 1)


@pytest.mark.usefixtures("tiny")
def test_much_is_asked_about_once_and_goes_on_a_word(room: Syncroom) -> None:
    room.publishing.publish(room.site.id, [(room.article, None)])
    report = room.sync(11)
    entry = room.row().entry
    assert report.held.asked == (entry,)
    assert report.held.message.fields["megabytes"] == 1
    assert (room.answer(), photos(room)) == ("data-saver-asks", 0)
    room.clock.advance(3700)
    assert room.syncing.send().asked == ()
    room.publishing.cancel([entry])
    room.publishing.publish(room.site.id, [(room.article, None)])
    room.clock.advance(11)
    (again,) = room.syncing.send().asked
    room.syncing.send_anyway([again])
    room.sync(1)
    assert (room.row().state, photos(room)) == (OutboxState.DONE, 1)


@pytest.mark.usefixtures("tiny")
def test_who_presses_sync_is_asked_again(room: Syncroom) -> None:
    room.publishing.publish(room.site.id, [(room.article, None)])
    first = room.sync(11)
    room.publishing.try_now(room.site.id)
    second = room.syncing.sync(at_once=True)
    assert first.held.asked == second.held.asked != ()


def test_a_site_says_when_it_was_read_last(room: Syncroom) -> None:
    assert room.syncing.last_synced() == {}
    room.sync()
    first = room.syncing.last_synced()[room.site.id]
    assert first == room.clock.at
    room.sync(600)
    assert room.syncing.last_synced()[room.site.id] == room.clock.at > first
