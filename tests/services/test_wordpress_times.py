"""Embargo and schedule on a real WordPress: nothing is public before its time, by any clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from editor_app.domain.errors import NotReady, Refused
from editor_app.domain.site import OutboxState, RemoteStatus
from tests.pressroom import Pressroom, open_pressroom, real_now
from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy
from tests.servers.fixtures import Sites
from tests.servers.wordpress import WordPress

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress, faults: FaultProxy) -> Iterator[Pressroom]:
    """A desk with an editor's account, by way of a proxy."""
    made = open_pressroom(tmp_path, wordpress, url=faults.url)
    yield made
    made.lines.close()


def test_a_time_ahead_is_left_to_the_site_and_read_back(room: Pressroom) -> None:
    at = room.clock() + 3 * HOUR
    room.publish(at=at)
    assert room.row().state is OutboxState.DONE, room.row()
    publication = room.publication()
    assert (publication.status, publication.goes_out) == (RemoteStatus.SCHEDULED, at)
    assert room.raw("post_status") == "future"
    assert room.raw("post_date_gmt") == at.strftime("%Y-%m-%d %H:%M:%S")


def test_a_time_less_than_two_minutes_ahead_goes_out_from_here(room: Pressroom) -> None:
    at = room.clock() + 90 * timedelta(seconds=1)
    room.publish(at=at)
    assert (room.row().state, room.answer()) == (OutboxState.WAITING, "goes-out-from-here")
    assert room.row().not_before == at
    assert room.raw("post_status") == "draft"
    room.send((at - room.clock()).total_seconds() + 1)
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.raw("post_status") == "publish"


def test_nothing_is_written_in_the_last_minutes_before_the_site_publishes(room: Pressroom) -> None:
    room.publish(at=room.clock() + 3 * HOUR)
    soon = real_now() + timedelta(seconds=100)
    stamp = soon.strftime("%Y-%m-%d %H:%M:%S")
    there = "WHERE post_status = 'future'"
    room.wordpress.ask(f"UPDATE wp_posts SET post_date_gmt = '{stamp}' {there}")
    room.write(body="Nước sông lên.\n\nThành phố đợi.")
    room.send_draft()
    assert (room.row().state, room.answer()) == (OutboxState.WAITING, "site-publishes-soon")
    assert room.raw("post_status") == "future"
    assert "đợi" not in room.raw("post_content")


def test_a_schedule_is_moved_and_taken_back(room: Pressroom) -> None:
    room.publish(at=room.clock() + 3 * HOUR)
    later = room.clock() + 5 * HOUR
    room.publish(at=later)
    assert room.raw("post_date_gmt") == later.strftime("%Y-%m-%d %H:%M:%S")
    room.publish(at=room.clock() + 80 * timedelta(seconds=1))
    assert (room.raw("post_status"), room.answer()) == ("draft", "goes-out-from-here")
    room.publish(at=later)
    room.publishing.withdraw(room.article, room.site.id)
    room.send()
    assert room.raw("post_status") == "draft"
    assert room.publication().status is RemoteStatus.DRAFT


def test_a_scheduled_post_is_published_at_once_when_somebody_says_so(room: Pressroom) -> None:
    room.publish(at=room.clock() + 3 * HOUR)
    room.publish()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.raw("post_status") == "publish"


def test_an_update_at_a_time_leaves_the_public_page_alone_until_then(room: Pressroom) -> None:
    room.publish()
    at = room.clock() + HOUR
    room.write(headline="Lũ về sớm")
    room.publish(at=at)
    assert (room.raw("post_title"), room.answer()) == ("Lũ về", "goes-out-from-here")
    room.send(HOUR.total_seconds())
    assert room.raw("post_title") == "Lũ về sớm"


def test_a_publish_that_waited_over_half_an_hour_asks_first(
    room: Pressroom, faults: FaultProxy
) -> None:
    faults.offline()
    room.publish()
    assert (room.row().state, room.answer()) == (OutboxState.WAITING, "unreachable")
    faults.online()
    room.send(40 * 60)
    assert (room.row().goes_on, room.answer()) == (True, "publish-late")
    assert room.raw("post_status") == "draft"
    room.publishing.go_on(room.row().entry)
    room.send()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.raw("post_status") == "publish"


def test_a_late_publish_that_is_cancelled_stays_a_draft(
    room: Pressroom, faults: FaultProxy
) -> None:
    faults.offline()
    room.publish()
    faults.online()
    room.send(40 * 60)
    room.publishing.cancel([room.row().entry])
    room.send(60)
    assert room.raw("post_status") == "draft"
    assert room.publication().wish is None


def test_an_embargoed_story_is_not_even_a_draft(room: Pressroom) -> None:
    room.change_story(room.story, embargo=room.clock() + HOUR)
    with pytest.raises(NotReady):
        room.publish()
    with pytest.raises(NotReady):
        room.send_draft()
    room.publish(at=room.clock() + 2 * HOUR)
    assert (room.row().state, room.answer()) == (OutboxState.WAITING, "embargo-waits")
    assert room.posts("'publish','future','draft','pending','private','trash'") == []


def test_an_embargo_that_the_site_would_break_by_itself_is_refused(room: Pressroom) -> None:
    room.publish(at=room.clock() + 2 * HOUR)
    assert room.raw("post_status") == "future"
    with pytest.raises(Refused) as refused:
        room.change_story(room.story, embargo=room.clock() + 3 * HOUR)
    assert refused.value.message.key == "embargo-scheduled"
    room.change_story(room.story, embargo=room.clock() + HOUR)
    room.publishing.withdraw(room.article, room.site.id)
    room.send()
    assert room.raw("post_status") == "draft"
    room.change_story(room.story, embargo=room.clock() + 3 * HOUR)
    room.change_story(room.story, embargo=None)
    room.publish()
    with pytest.raises(Refused) as refused:
        room.change_story(room.story, embargo=room.clock() + HOUR)
    assert refused.value.message.key == "embargo-public"
    assert room.desk.stories.view(room.story).story.embargo is None


def test_the_publish_sheet_offers_the_end_of_an_embargo(room: Pressroom) -> None:
    ends = room.clock() + HOUR
    room.change_story(room.story, embargo=ends)
    (row,) = room.publishing.sheet(room.story, room.site.id)
    assert (row.refusals, row.goes_out) == ((), ends)
    assert [said.key for said in row.draft_refusals or ()] == ["embargoed"]
    version = room.desk.stories.find_article(room.article).version
    room.desk.stories.change_article(room.article, version, planned=ends + HOUR)
    (row,) = room.publishing.sheet(room.story, room.site.id)
    assert (row.refusals, row.goes_out) == ((), ends + HOUR)


def test_an_embargo_that_comes_while_it_waits_stops_it(room: Pressroom) -> None:
    room.publishing.publish(room.site.id, [(room.article, None)])
    room.change_story(room.story, embargo=room.clock() + HOUR)
    room.send()
    assert (room.row().state, room.answer()) == (OutboxState.NEEDS_YOU, "embargoed")
    assert room.posts() == []


def test_clocks_two_days_apart_are_asked_about(room: Pressroom, faults: FaultProxy) -> None:
    faults.always(fault.clock(-48 * 3600))
    at = room.clock() + HOUR
    room.publish(at=at)
    assert room.answer() == "goes-out-from-here"
    room.send(HOUR.total_seconds())
    assert (room.row().goes_on, room.answer()) == (True, "clocks-differ")
    assert room.raw("post_status") == "draft"
    room.publishing.go_on(room.row().entry)
    room.send()
    assert room.row().state is OutboxState.DONE, room.row()
    assert room.raw("post_status") == "publish"


# -- R9

EDGES = (
    datetime(2027, 3, 14, 6, 30, tzinfo=UTC),  # New York turns its clocks forward at 07:00
    datetime(2027, 11, 7, 5, 30, tzinfo=UTC),  # and back at 06:00
    datetime(2027, 3, 28, 0, 30, tzinfo=UTC),  # Europe turns forward at 01:00
    datetime(2027, 10, 31, 0, 30, tzinfo=UTC),  # and back
    datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
    datetime(2027, 12, 31, 17, 30, tzinfo=UTC),
)
SKEWS = (0, 90, -90, 48 * 3600, -48 * 3600)
AHEADS = (30, 100, 300, 5400)
ZONES = ("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York")


@pytest.mark.parametrize("zone", ZONES)
def test_nothing_is_public_before_its_time(
    tmp_path: Path, wordpress_sites: Sites, zone: str
) -> None:
    """The site's clock is real, the desk's is set: apart by so much, one before the other."""
    wordpress = wordpress_sites.site()
    wordpress.run(f"return update_option('timezone_string', '{zone}') ? 1 : 0;")
    room = open_pressroom(tmp_path, wordpress)
    # The desk's clock is this computer's clock, for measuring the difference as well.
    room.lines.line(room.site).client._clock = room.clock
    early = sent = cases = free = 0
    left: set[tuple[int, int]] = set()
    for number, (skew, ahead) in enumerate(product(SKEWS, AHEADS)):
        room.clock.at = real_now() - timedelta(seconds=skew)
        story = room.new_story(f"Tin {number}")
        at = room.clock() + timedelta(seconds=ahead)
        embargoed = number % 3 == 2
        if embargoed:
            room.change_story(story, embargo=at)
        room.publish(room.article_of(story), at=at)
        cases += 1
        free += not embargoed
        for status, date in on_site(wordpress, f"Tin {number}"):
            sent += 1
            if status == "future":
                left.add((skew, ahead))
            early += embargoed or status == "publish" or (status == "future" and date < at)
    print(f"R9: {cases} cases in {zone}: {sent} on the site, {early} early")
    assert early == 0
    assert sent == free, "what nobody holds back is on the site"
    assert left >= {(0, 5400), (90, 5400)}, "and what is far enough ahead is left to its clock"
    room.lines.close()


def test_the_hour_of_a_schedule_is_kept_where_clocks_are_turned(
    tmp_path: Path, wordpress_sites: Sites
) -> None:
    wordpress = wordpress_sites.site()
    room = open_pressroom(tmp_path, wordpress)
    for zone in ZONES[1:]:
        wordpress.run(f"return update_option('timezone_string', '{zone}') ? 1 : 0;")
        for number, at in enumerate(EDGES):
            name = f"{zone} {number}"
            room.publish(room.article_of(room.new_story(name)), at=at)
            assert on_site(wordpress, name) == [("future", at)]
    room.lines.close()


def on_site(wordpress: WordPress, title: str) -> list[tuple[str, datetime]]:
    """Return status and date of the posts with a title."""
    rows = wordpress.ask(
        "SELECT post_status, post_date_gmt FROM wp_posts"
        f" WHERE post_type='post' AND post_title='{title}'"
    )
    none = datetime(1970, 1, 1, tzinfo=UTC)
    return [
        (status, none if date.startswith("0000") else datetime.fromisoformat(f"{date}+00:00"))
        for status, date in rows
    ]


def test_an_update_that_is_cancelled_leaves_the_schedule_of_the_site_in_sight(
    room: Pressroom,
) -> None:
    at = room.clock() + 3 * HOUR
    room.publish(at=at)
    draft = room.publishing.send_draft(room.site.id, [room.article])
    room.publishing.cancel(draft.entries)
    assert room.publication().goes_out == at
