"""The site's own copy on a real WordPress: the true page, and who has it open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.errors import Refused
from editor_app.domain.ids import ENGLISH
from editor_app.domain.site import OutboxState, RemoteStatus
from editor_app.services.on_site import OnSite, OnSiteService
from editor_app.services.pages import PageService
from editor_app.services.post_open import AGAIN
from editor_app.storage.resources import read_theme
from tests.pressroom import BODY, Pressroom, open_pressroom
from tests.servers.browsing import look_at
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress
from tests.syncroom import LATER, open_syncroom

COMPANION = Path(__file__).parents[2] / "resources" / "wordpress" / "copydesk-companion.php"


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Pressroom]:
    """A desk with an editor's account on Debian's WordPress, which has the companion."""
    wordpress.install_plugin(COMPANION)
    made = open_pressroom(tmp_path, wordpress)
    yield made
    made.lines.close()


@pytest.fixture
def on_site(room: Pressroom) -> OnSiteService:
    """The verbs that look at the site's own copy."""
    place = room.desk.place
    return OnSiteService(place, PageService(place, read_theme), room.lines)


def said(page: OnSite) -> list[str]:
    """Return what is said of a page."""
    return [message.key for message in page.said]


def open_in_browser(room: Pressroom, since: int = 10) -> None:
    """Let the colleague have the post open in the site's own editor."""
    user, post = room.wordpress.user_id("colleague"), room.publication().remote_id
    room.wordpress.run(
        f"return update_post_meta({post}, '_edit_lock', (time() - {since}) . ':{user}');"
    )


def close_in_browser(room: Pressroom) -> None:
    """Let the colleague close it."""
    room.wordpress.run(f"return delete_post_meta({room.publication().remote_id}, '_edit_lock');")


# -- the true page


def test_a_draft_is_shown_by_its_site_to_a_browser_that_is_not_signed_in(
    room: Pressroom, on_site: OnSiteService
) -> None:
    room.send_draft()
    page = on_site.page(room.article)
    assert said(page) == ["on-site-draft"]
    shown = look_at(page.address)
    assert shown.status_code == 200
    assert "Thành phố chuẩn bị." in shown.text
    assert room.raw("post_status") == "draft", "nothing became public by looking"


def test_it_is_said_when_the_text_here_has_changed_since(
    room: Pressroom, on_site: OnSiteService
) -> None:
    room.send_draft()
    room.write(headline="Lũ về sớm")
    assert said(on_site.page(room.article)) == ["on-site-draft", "on-site-older"]


def test_a_public_article_is_shown_at_its_address(room: Pressroom, on_site: OnSiteService) -> None:
    room.publish()
    page = on_site.page(room.article, room.site.id)
    assert (page.address, said(page)) == (room.publication().address, ["on-site-public"])


def test_without_the_companion_it_is_said_what_is_weaker(
    tmp_path: Path, wordpress: WordPress
) -> None:
    room = open_pressroom(tmp_path, wordpress)
    room.send_draft()
    on_site = OnSiteService(room.desk.place, PageService(room.desk.place, read_theme), room.lines)
    page = on_site.page(room.article)
    assert said(page) == ["on-site-signed-in"]
    post = room.publication().remote_id
    assert page.address == f"{wordpress.url}/?p={post}&preview=true"
    assert on_site.open_there(room.site.id, [room.article]) == ()
    room.lines.close()


def test_what_no_site_has_cannot_be_shown(room: Pressroom, on_site: OnSiteService) -> None:
    with pytest.raises(Refused) as refused:
        on_site.page(room.article)
    assert refused.value.message.key == "on-site-nowhere"


def test_what_was_taken_off_when_it_was_gone_already_cannot_be_shown(
    room: Pressroom, on_site: OnSiteService
) -> None:
    room.publish()
    room.wordpress.run(f"return wp_delete_post({room.publication().remote_id}, true);")
    room.publishing.withdraw(room.article, room.site.id)
    room.send()
    assert room.publication().status is RemoteStatus.WITHDRAWN
    with pytest.raises(Refused) as refused:
        on_site.page(room.article)
    assert refused.value.message.key == "on-site-nowhere"


# -- who has it open


def test_it_is_told_who_has_a_post_open(room: Pressroom, on_site: OnSiteService) -> None:
    room.send_draft()
    assert on_site.open_there(room.site.id, [room.article]) == ()
    open_in_browser(room)
    (found,) = on_site.open_there(room.site.id, [room.article])
    assert (found.article, bool(found.name)) == (room.article, True)
    assert found.seen is not None
    assert found.seen.utcoffset() == timedelta(hours=7), "in the zone of the site"


def test_a_publish_asks_before_it_writes_into_a_post_that_somebody_has_open(
    room: Pressroom,
) -> None:
    room.send_draft()
    open_in_browser(room)
    room.write(headline="Lũ về sớm")
    room.publish()
    row = room.row()
    assert (row.state, room.answer(), row.goes_on) == (
        OutboxState.NEEDS_YOU,
        "post-open-there",
        True,
    )
    assert row.answer is not None
    assert row.answer.fields["name"]
    assert room.raw("post_status") == "draft"
    room.publishing.go_on(row.entry)
    room.send()
    assert (room.row().state, room.raw("post_status")) == (OutboxState.DONE, "publish")
    assert room.raw("post_title") == "Lũ về sớm"


def test_a_publish_that_asked_goes_out_when_the_post_was_closed_and_it_is_tried_again(
    room: Pressroom,
) -> None:
    room.send_draft()
    open_in_browser(room)
    room.publish()
    close_in_browser(room)
    room.publishing.retry(room.row().entry)
    room.send()
    assert (room.row().state, room.raw("post_status")) == (OutboxState.DONE, "publish")


def test_a_draft_waits_by_itself_until_the_post_is_closed(room: Pressroom) -> None:
    room.send_draft()
    open_in_browser(room)
    room.write(body=BODY.replace("nhanh", "chậm"))
    room.send_draft()
    row = room.row()
    assert (row.state, room.answer()) == (OutboxState.WAITING, "post-open-waits")
    assert row.not_before is not None
    assert "nhanh" in room.raw_there()
    close_in_browser(room)
    room.send(AGAIN.total_seconds())
    assert room.row().state is OutboxState.DONE
    assert "chậm" in room.raw_there()


def test_a_new_time_of_what_is_scheduled_there_never_waits(room: Pressroom) -> None:
    room.publish(at=room.clock.at + timedelta(hours=3))
    assert room.raw("post_status") == "future"
    open_in_browser(room)
    room.publish(at=room.clock.at + timedelta(hours=5))
    assert room.row().state is OutboxState.DONE


def test_a_take_down_never_waits_for_who_has_it_open(room: Pressroom) -> None:
    room.publish()
    open_in_browser(room)
    room.publishing.withdraw(room.article, room.site.id)
    room.send()
    assert (room.row().state, room.raw("post_status")) == (OutboxState.DONE, "draft")


# -- the credit of a photo


def credit_there(room: Pressroom) -> list[tuple[str, ...]]:
    """Return what the companion's field holds of the photos of the site."""
    return room.wordpress.ask(
        "SELECT meta_value FROM wp_postmeta WHERE meta_key = '_copydesk_credit'"
    )


def test_the_credit_of_a_photo_goes_into_the_field_that_the_companion_has(room: Pressroom) -> None:
    room.add_photo()
    room.send_draft()
    assert room.row().state is OutboxState.DONE
    assert credit_there(room) == [("Reuters",)]


def test_without_the_companion_the_credit_stands_behind_the_caption_only(
    tmp_path: Path, wordpress: WordPress
) -> None:
    room = open_pressroom(tmp_path, wordpress)
    room.add_photo()
    room.send_draft()
    assert room.row().state is OutboxState.DONE
    assert credit_there(room) == []
    assert "Reuters" in room.raw_there()
    room.lines.close()


def test_a_credit_taken_out_on_the_site_is_said_and_so_is_its_return(
    tmp_path: Path, wordpress: WordPress
) -> None:
    room = open_syncroom(tmp_path, wordpress)
    room.add_photo()
    (use,) = room.desk.stories.view(room.story).uses[room.article]
    room.desk.photos.describe(use.id, "Lũ ở Huế.")
    room.send_draft()
    room.replace_there("Lũ ở Huế. Reuters", "Lũ ở Huế.")
    room.sync(LATER)
    taken_out = next(line for line in room.log() if line.key == "log-credit-removed")
    assert taken_out.fields == {"count": "1", "site": "Courier"}
    room.sync(LATER)
    assert "Reuters" not in room.raw_there(), "nothing is written because of it"
    assert room.log_keys().count("log-credit-removed") == 1
    room.write(headline="Lũ về sớm")
    room.sync(LATER)
    assert "Lũ ở Huế. Reuters" in room.raw_there()
    assert room.log_keys().count("log-credit-back") == 1
    room.lines.close()


def test_a_credit_taken_out_beside_a_change_of_ours_is_said_by_the_sending(
    tmp_path: Path, wordpress: WordPress
) -> None:
    room = open_syncroom(tmp_path, wordpress)
    room.add_photo()
    (use,) = room.desk.stories.view(room.story).uses[room.article]
    room.desk.photos.describe(use.id, "Lũ ở Huế.")
    room.send_draft()
    room.replace_there("Lũ ở Huế. Reuters", "Lũ ở Huế.")
    room.write(headline="Lũ về sớm")
    room.sync(LATER)
    assert {"log-credit-removed", "log-credit-back"} <= set(room.log_keys())
    assert "Lũ ở Huế. Reuters" in room.raw_there()
    room.lines.close()


# -- language versions


def test_a_version_that_is_gone_from_the_site_is_not_linked_any_more(
    tmp_path: Path, wordpress: WordPress, faults: FaultProxy
) -> None:
    wordpress.install_plugin(COMPANION)
    room = open_syncroom(tmp_path, wordpress, url=faults.url)
    english = room.desk.translations.start(room.story, ENGLISH).article
    room.desk.write(english, headline="The flood comes", body="The river rises.")
    room.publish(room.article, english)
    room.remove_there(int(room.publication(english).remote_id))
    room.sync(LATER)
    assert room.publication(english).status is RemoteStatus.ABSENT
    room.write(headline="Lũ về sớm")
    before = len(faults.requests)
    room.publish(room.article)
    writes = [one.fields for one in faults.requests[before:] if one.writes]
    assert writes == [("title",)]
    room.lines.close()
