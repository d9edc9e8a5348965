"""The time for which an article stands on a site: offered again, and told in the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from editor_app.domain.article import Shown
from editor_app.domain.site import RemoteStatus
from editor_app.services.views import ListQuery, SheetRow, StoryRow
from tests.pressroom import Pressroom, open_pressroom
from tests.servers.wordpress import WordPress


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Pressroom]:
    made = open_pressroom(tmp_path, wordpress)
    yield made
    made.lines.close()


def tonight(room: Pressroom) -> datetime:
    return (room.clock() + timedelta(hours=6)).replace(microsecond=0)


def offered(room: Pressroom) -> SheetRow:
    (row,) = room.publishing.sheet(room.story, room.site.id)
    return row


def listed(room: Pressroom) -> StoryRow:
    (row,) = room.desk.stories.rows(ListQuery())
    return row


def test_an_edit_of_what_is_scheduled_is_offered_for_its_time_and_not_for_now(
    room: Pressroom,
) -> None:
    later = tonight(room)
    room.publish(at=later)
    assert room.publication().status is RemoteStatus.SCHEDULED
    room.write(body="Nước sông xuống.")
    assert (offered(room).goes_out, offered(room).on_site.key) == (later, "on-site-update")
    room.publish(at=offered(room).goes_out)
    assert room.raw("post_status") == "future"
    assert "Nước sông xuống." in room.raw("post_content")


def test_a_time_that_the_site_has_not_taken_yet_is_offered_as_well(room: Pressroom) -> None:
    later = tonight(room)
    room.publishing.publish(room.site.id, [(room.article, later)])
    assert offered(room).goes_out == later


def test_what_is_planned_after_the_time_on_the_site_is_not_brought_forward(
    room: Pressroom,
) -> None:
    later = tonight(room)
    room.publish(at=later)
    article = room.desk.stories.find_article(room.article)
    planned = later + timedelta(hours=1)
    room.desk.stories.change_article(article.id, article.version, planned=planned)
    assert offered(room).goes_out == planned


def test_the_list_tells_the_time_for_which_an_article_stands_on_a_site(room: Pressroom) -> None:
    later = tonight(room)
    room.publish(at=later)
    assert (listed(room).shown, listed(room).when) == (Shown.SCHEDULED, later)
    room.publish()
    assert room.raw("post_status") == "publish"
    assert listed(room).shown is Shown.PUBLISHED
    assert listed(room).when != later
