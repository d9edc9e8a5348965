"""Photos travel before their article's turn: once each, and only where the article may go out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.ids import ArticleId
from editor_app.domain.site import OutboxState
from editor_app.services.pages import PageService
from editor_app.services.photos_ahead import PhotosAhead
from editor_app.services.post_base import memory_of
from editor_app.storage.resources import read_theme
from tests.pressroom import Pressroom, open_pressroom
from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress

PHOTOS = "SELECT post_title FROM wp_posts WHERE post_type='attachment'"
UPLOADS = r"/wp/v2/media\?"


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress, faults: FaultProxy) -> Iterator[Pressroom]:
    """A desk with an editor's account, by way of a proxy."""
    made = open_pressroom(tmp_path, wordpress, url=faults.url)
    yield made
    made.lines.close()


def with_photo(room: Pressroom, number: int) -> ArticleId:
    """Return one more article with a photo; the room's own story is this one then."""
    room.story = room.new_story(f"Tin {number}")
    room.article = room.article_of(room.story)
    room.add_photo(f"{number}.jpg", f"#{number * 7919 % 0xFFFFFF:06x}")
    return room.article


def states(room: Pressroom) -> dict[ArticleId, OutboxState]:
    """Return how each article stands."""
    return {row.article: row.state for row in room.publishing.outbox()}


def test_photos_of_many_articles_are_looked_for_together_and_sent_once(
    room: Pressroom, faults: FaultProxy
) -> None:
    articles = [with_photo(room, number) for number in range(6)]
    room.publish(*articles)
    assert set(states(room).values()) == {OutboxState.DONE}
    assert len(room.wordpress.ask(PHOTOS)) == 6
    assert faults.count("POST", UPLOADS) == 6
    assert faults.count("GET", UPLOADS) == 1
    shown = {room.raw("post_content", article).split("wp-image-")[1][:6] for article in articles}
    assert len(shown) == 6


def test_a_photo_that_two_articles_show_travels_once(room: Pressroom, faults: FaultProxy) -> None:
    first = with_photo(room, 1)
    (digest,) = (photo.digest for photo in room.desk.stories.view(room.story).photos.values())
    data = room.desk.place.media.read(digest)
    second = room.article_of(room.new_story("Tin 2"))
    room.desk.photos.attach(second, data, "again.jpg")
    room.publish(first, second)
    assert set(states(room).values()) == {OutboxState.DONE}
    assert faults.count("POST", UPLOADS) == 1


def test_no_photo_of_an_embargoed_story_travels_before_its_time(room: Pressroom) -> None:
    free, held = with_photo(room, 1), with_photo(room, 2)
    room.publishing.publish(room.site.id, [(free, None), (held, None)])
    room.change_story(room.story, embargo=room.clock() + timedelta(hours=5))
    room.send()
    assert states(room) == {free: OutboxState.DONE, held: OutboxState.NEEDS_YOU}
    assert len(room.wordpress.ask(PHOTOS)) == 1


def test_a_refused_photo_stops_its_own_article_only(room: Pressroom, faults: FaultProxy) -> None:
    articles = [with_photo(room, number) for number in range(4)]
    faults.plan(fault.too_large(), method="POST", path=UPLOADS)
    room.publish(*articles)
    found = list(states(room).values())
    assert (found.count(OutboxState.DONE), found.count(OutboxState.NEEDS_YOU)) == (3, 1)


def test_a_photo_whose_answer_was_lost_before_its_turn_is_noted_and_sent_once(
    room: Pressroom, faults: FaultProxy
) -> None:
    articles = [with_photo(room, number) for number in range(3)]
    faults.plan(fault.lose_answer(), method="POST", path=UPLOADS)
    room.publish(*articles)
    (waiting,) = (one for one, state in states(room).items() if state is OutboxState.WAITING)
    assert memory_of(room.publication(waiting)).photos
    due = room.publishing.next_due()
    assert due is not None
    room.clock.at = due
    room.publishing.send_due()
    assert set(states(room).values()) == {OutboxState.DONE}
    assert len(room.wordpress.ask(PHOTOS)) == 3


def test_after_a_crash_the_photos_that_were_on_their_way_are_doubted(room: Pressroom) -> None:
    first, second = with_photo(room, 1), with_photo(room, 2)
    room.publishing.publish(room.site.id, [(first, None), (second, None)])
    with room.desk.place.database.writing() as records:
        waiting = [entry for entry in records.outbox.open() if entry.article == second]
        for entry in records.outbox.open():
            if entry.article == first:
                records.outbox.save(replace(entry, state=OutboxState.SENDING))
    pages = PageService(room.desk.place, read_theme)
    with PhotosAhead(room.desk.place, pages, room.lines, room.site) as ahead:
        ahead.look_forward(waiting)
        room.publishing.resume()
    for article in (first, second):
        assert len(memory_of(room.publication(article)).photos) == 1


def test_photos_that_have_arrived_are_not_doubted_at_the_next_start(room: Pressroom) -> None:
    articles = [with_photo(room, number) for number in range(2)]
    room.publish(*articles)
    room.publishing.resume()
    assert [memory_of(room.publication(one)).photos for one in articles] == [(), ()]


def test_a_photo_that_the_site_could_not_put_away_is_sent_once_more(
    room: Pressroom, faults: FaultProxy
) -> None:
    room.add_photo("a.jpg", "red")
    refusal = "Unable to create directory. Is its parent directory writable by the server?"
    faults.plan(
        fault.json_error(500, "rest_upload_sideload_error", refusal), method="POST", path=UPLOADS
    )
    room.publish()
    assert [row.state for row in room.publishing.outbox()] == [OutboxState.DONE]
    assert len(room.wordpress.ask(PHOTOS)) == 1
