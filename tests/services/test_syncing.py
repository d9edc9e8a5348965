"""Sync as a whole on a real WordPress: both ways, how many requests, and what is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.conflict import Resolution
from editor_app.domain.errors import Refused
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, SiteId, new_id
from editor_app.domain.site import OutboxState, RemoteStatus, Site
from tests.pressroom import BODY
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress
from tests.syncroom import LATER, Syncroom, open_syncroom, paragraphs

COMPANION = Path(__file__).parents[2] / "resources" / "wordpress" / "copydesk-companion.php"
CLOSED = "http://127.0.0.1:9"
MANY = 150


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Syncroom]:
    """A desk with an editor's account on Debian's WordPress."""
    made = open_syncroom(tmp_path, wordpress)
    yield made
    made.lines.close()


@pytest.fixture
def counted(tmp_path: Path, wordpress: WordPress, faults: FaultProxy) -> Iterator[Syncroom]:
    """The same by way of a proxy that counts."""
    made = open_syncroom(tmp_path, wordpress, url=faults.url)
    yield made
    made.lines.close()


# -- requests


def test_a_sync_with_nothing_to_do_is_two_requests_whatever_is_known(
    counted: Syncroom, faults: FaultProxy
) -> None:
    posts = counted.write_there(
        {
            "post_title": f"Bài {number}",
            "post_content": paragraphs("Một.", "Hai."),
            "post_status": "draft",
        }
        for number in range(MANY)
    )
    counted.back_in_time(posts, paragraphs("Một.", "Hai."), "2026-01-01 00:00:00")
    counted.site_posts.take_in(counted.site.id, posts)
    first = counted.sync(LATER)
    before = len(faults.requests)
    second = counted.sync(LATER)
    asked = len(faults.requests) - before
    print(
        f"{MANY} known posts: the first sync {first.requests} requests, the next {asked};"
        f" {second.seconds} s"
    )
    assert (first.troubles, second.troubles) == ((), ())
    assert (second.sent, second.received, second.requests) == (0, 0, asked)
    assert asked == 2
    assert all(not one.writes for one in faults.requests)
    counted.clock.advance(timedelta(days=1).total_seconds())
    swept = counted.sync()
    assert swept.troubles == ()
    assert asked < swept.requests <= asked + 3, "the sweep of the day: a hundred a request"


# -- drafts


def test_a_draft_that_changed_here_goes_up_again_by_itself(room: Syncroom) -> None:
    room.send_draft()
    room.write(headline="Lũ về sớm")
    report = room.sync(LATER)
    assert (report.sent, report.waiting, report.needs_you) == (1, 0, 0)
    assert (room.raw("post_title"), room.raw("post_status")) == ("Lũ về sớm", "draft")
    assert room.sync(LATER).sent == 0


def test_what_the_sending_joins_is_counted_as_taken_in(room: Syncroom) -> None:
    room.send_draft()
    room.replace_there("Trường học đóng cửa.", "Trường học nghỉ.")
    room.write(body=BODY.replace("Thành phố chuẩn bị.", "Cả thành phố chuẩn bị."))
    report = room.sync(LATER)
    assert (report.sent, report.received, report.merged) == (1, 1, 1)
    assert (room.sync(LATER).received, room.sync(LATER).merged) == (0, 0)


def test_a_changed_caption_and_a_new_tag_of_a_draft_go_up_as_well(room: Syncroom) -> None:
    room.add_photo()
    room.send_draft()
    (use,) = room.desk.stories.view(room.story).uses[room.article]
    room.desk.photos.describe(use.id, "Lũ ở Huế.")
    assert room.sync(LATER).sent == 1
    assert "Lũ ở Huế." in room.raw_there()
    room.add_tag(vi="Lũ lụt")
    assert room.sync(LATER).sent == 1
    assert room.sync(LATER).sent == 0


def test_what_readers_see_never_changes_without_a_wish(room: Syncroom) -> None:
    room.publish()
    room.write(headline="Lũ về sớm")
    report = room.sync(LATER)
    assert (report.sent, report.waiting) == (0, 0)
    assert room.raw("post_title") == "Lũ về"


def test_a_withdrawn_article_is_left_as_it_is(room: Syncroom) -> None:
    room.publish()
    room.publishing.withdraw(room.article, room.site.id)
    room.send()
    room.write(headline="Lũ về sớm")
    assert room.sync(LATER).sent == 0


def test_an_embargoed_draft_stays_here(room: Syncroom) -> None:
    room.send_draft()
    room.change_story(room.story, embargo=room.clock.at + timedelta(days=1))
    room.write(headline="Lũ về sớm")
    report = room.sync(LATER)
    assert (report.sent, report.needs_you) == (0, 0)
    room.change_story(room.story, embargo=room.clock.at - timedelta(minutes=5))
    assert room.sync(LATER).sent == 1, "it is over"
    assert room.raw("post_title") == "Lũ về sớm"


def test_a_draft_that_was_taken_out_of_the_outbox_is_not_put_in_again(room: Syncroom) -> None:
    room.send_draft()
    room.write(headline="Lũ về sớm")
    room.clock.advance(LATER)
    queued = room.publishing.send_draft(room.site.id, [room.article])
    room.publishing.cancel(queued.entries)
    room.clock.advance(LATER)
    assert room.syncing.sync(pull=False).sent == 0
    assert room.raw("post_title") == "Lũ về"


# -- until all agree


def test_a_conflict_is_decided_and_the_next_sync_brings_both_sides_together(
    room: Syncroom,
) -> None:
    room.send_draft()
    room.replace_there("Trường học đóng cửa.", "Trường học nghỉ.")
    room.write(body=BODY.replace("Trường học đóng cửa.", "Các trường đóng cửa."))
    report = room.sync(LATER)
    assert report.conflicts == 1
    assert "Trường học nghỉ." in room.raw_there()
    assert "Các trường đóng cửa." in room.markdown()
    assert room.sync(LATER).sent == 0, "nothing goes while somebody has to choose"
    (conflict,) = room.conflicts.open(room.article)
    room.conflicts.resolve(conflict.conflict.id, Resolution.BOTH, "Các trường nghỉ.")
    report = room.sync(LATER)
    assert (report.conflicts, report.needs_you) == (0, 0)
    assert "Các trường nghỉ." in room.raw_there()
    report = room.sync(LATER)
    assert (report.sent, report.received) == (0, 0)


def test_two_desks_on_one_site_agree_within_three_syncs(
    tmp_path: Path, room: Syncroom, wordpress: WordPress
) -> None:
    room.send_draft()
    room.sync(LATER)
    other = open_syncroom(tmp_path / "other", wordpress, account="colleague")
    post = int(room.publication().remote_id)
    (taken,) = other.site_posts.take_in(other.site.id, [post]).posts
    other.article = taken.article
    room.write(body=BODY.replace("Thành phố chuẩn bị.", "Cả thành phố chuẩn bị."))
    other.write(body=BODY.replace("Trường học đóng cửa.", "Trường học nghỉ."))
    for _round in range(3):
        for desk in (room, other):
            # Their clocks leap, so that they take a reading for one of long after a change in
            # the same second of the site's.
            wordpress.run("usleep(1100000); return 1;")
            desk.sync(LATER)
    other.lines.close()
    wanted = "Nước sông lên **nhanh**.\n\nCả thành phố chuẩn bị.\n\nTrường học nghỉ."
    assert (room.markdown(), other.markdown()) == (wanted, wanted)
    assert room.conflicts.open() == other.conflicts.open() == ()


def test_a_site_in_trouble_keeps_no_other_waiting(room: Syncroom) -> None:
    room.send_draft()
    room.replace_there("Trường học đóng cửa.", "Trường học nghỉ.")
    with room.desk.place.database.writing() as records:
        site = records.sites.get(room.site.id)
        away = Site(SiteId(new_id()), "Away", site.kind, CLOSED, f"{CLOSED}/wp-json/")
        records.sites.add(away)
    room.lines.sign_in(away.id, "x")
    report = room.sync(LATER)
    assert [said.key for said in report.troubles] == ["unreachable"]
    assert report.received == 1


# -- taking in


def test_posts_that_the_site_links_as_translations_become_one_story(room: Syncroom) -> None:
    room.wordpress.install_plugin(COMPANION)
    first, second = room.write_there(
        [
            {"post_title": "Lũ rút", "post_content": paragraphs("Nước rút.", "Người về.")},
            {"post_title": "The water falls", "post_content": paragraphs("It falls.", "All go.")},
        ]
    )
    line = room.lines.line(room.site)
    line.posts.update(first, lang="vi", translations={"en": second})
    line.posts.update(second, lang="en", translations={"vi": first})
    taken = room.site_posts.take_in(room.site.id, [first, second]).posts
    assert taken[0].story == taken[1].story
    view = room.desk.stories.view(taken[0].story)
    assert {one.language: one.headline for one in view.articles} == {
        VIETNAMESE: "Lũ rút",
        ENGLISH: "The water falls",
    }
    english = next(one for one in view.articles if one.language == ENGLISH)
    assert english.translated_from == taken[0].article
    assert english.markdown == "It falls.\n\nAll go."


def test_what_cannot_be_taken_in_is_refused_and_nothing_is_made(room: Syncroom) -> None:
    room.send_draft()
    (post,) = room.write_there([{"post_title": "A", "post_content": paragraphs("A.")}])
    mine = int(room.publication().remote_id)
    stories = len(room.publications())
    for posts, language, key in (
        ([post, mine], None, "post-is-ours"),
        ([post, 999_999], None, "post-not-there"),
        ([post], "fr", "no-edition"),
    ):
        with pytest.raises(Refused) as refused:
            room.site_posts.take_in(room.site.id, posts, language)  # type: ignore[arg-type]  # a language that is none
        assert refused.value.message.key == key
    assert len(room.publications()) == stories
    (taken,) = room.site_posts.take_in(room.site.id, [post], CHINESE).posts
    assert taken.language == CHINESE


def test_a_post_of_ours_is_ours_by_way_of_another_account_as_well(room: Syncroom) -> None:
    room.send_draft()
    mine = int(room.publication().remote_id)
    with room.desk.place.database.writing() as records:
        other = replace(room.site, id=SiteId(new_id()), name="Trang B")
        records.sites.add(other)
    room.lines.sign_in(other.id, room.wordpress.user(room.site.account).password)
    assert mine not in {post.id for post in room.site_posts.listing(other.id)}
    with pytest.raises(Refused) as refused:
        room.site_posts.take_in(other.id, [mine])
    assert refused.value.message.key == "post-is-ours"


def test_what_a_desk_is_still_making_is_neither_offered_nor_taken_in(room: Syncroom) -> None:
    lost = room.lines.line(room.site).posts.create_draft(new_id(), title="Nửa vời", content="A.")
    assert lost.id not in {post.id for post in room.site_posts.listing(room.site.id)}
    with pytest.raises(Refused) as refused:
        room.site_posts.take_in(room.site.id, [lost.id])
    assert refused.value.message.key == "post-being-made"
    assert room.publications() == ()
    room.change_there([{"ID": lost.id, "post_name": "nua-voi"}])
    assert lost.id in {post.id for post in room.site_posts.listing(room.site.id)}
    (taken,) = room.site_posts.take_in(room.site.id, [lost.id], VIETNAMESE).posts
    assert taken.headline == "Nửa vời"


def test_a_scheduled_post_keeps_its_hour_and_says_so(room: Syncroom) -> None:
    (post,) = room.write_there(
        [
            {
                "post_title": "Mai",
                "post_content": paragraphs("Ngày mai."),
                "post_status": "future",
                "post_date": "2031-01-02 10:00:00",
            }
        ]
    )
    (taken,) = room.site_posts.take_in(room.site.id, [post]).posts
    publication = room.publication(taken.article)
    assert publication.status is RemoteStatus.SCHEDULED
    assert publication.goes_out is not None
    assert publication.goes_out.isoformat() == "2031-01-02T03:00:00+00:00"
    room.change_there(
        [{"ID": post, "post_date": "2031-01-03 10:00:00", "post_date_gmt": "2031-01-03 03:00:00"}]
    )
    room.sync(LATER)
    assert room.publication(taken.article).goes_out == publication.goes_out + timedelta(days=1)
    assert "log-scheduled-there" in room.log_keys(taken.article)
    assert all(row.state is not OutboxState.NEEDS_YOU for row in room.publishing.outbox())
