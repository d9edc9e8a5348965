"""How an article stands on a site, and what the sheet offers and the desk allows because of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from editor_app.domain.article import Shown
from editor_app.domain.errors import Refused
from editor_app.domain.history import Correction, CorrectionKind
from editor_app.domain.ids import ENGLISH, VIETNAMESE, CorrectionId, Language
from editor_app.domain.site import RemoteStatus
from editor_app.services.post_base import memory_of
from editor_app.services.views import ListQuery, SheetRow, StoryRow
from tests.servers.wordpress import WordPress
from tests.syncroom import Syncroom, open_syncroom


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Syncroom]:
    made = open_syncroom(tmp_path, wordpress)
    yield made
    made.lines.close()


def tonight(room: Syncroom) -> datetime:
    return (room.clock() + timedelta(hours=6)).replace(microsecond=0)


def offered(room: Syncroom) -> SheetRow:
    (row,) = room.publishing.sheet(room.story, room.site.id)
    return row


def said(room: Syncroom) -> dict[Language, str]:
    rows = room.publishing.sheet(room.story, room.site.id)
    return {row.language: row.on_site.key for row in rows}


def listed(room: Syncroom) -> StoryRow:
    return next(row for row in room.desk.stories.rows(ListQuery()) if row.story == room.story)


def test_an_edit_of_what_is_scheduled_is_offered_for_its_time_and_not_for_now(
    room: Syncroom,
) -> None:
    later = tonight(room)
    room.publish(at=later)
    assert room.publication().status is RemoteStatus.SCHEDULED
    room.write(body="Nước sông xuống.")
    assert (offered(room).goes_out, offered(room).on_site.key) == (later, "on-site-update")
    room.publish(at=offered(room).goes_out)
    assert room.raw("post_status") == "future"
    assert "Nước sông xuống." in room.raw("post_content")


def test_a_time_that_the_site_has_not_taken_yet_is_offered_as_well(room: Syncroom) -> None:
    later = tonight(room)
    room.publishing.publish(room.site.id, [(room.article, later)])
    assert offered(room).goes_out == later


def test_what_is_planned_after_the_time_on_the_site_is_not_brought_forward(
    room: Syncroom,
) -> None:
    later = tonight(room)
    room.publish(at=later)
    article = room.desk.stories.find_article(room.article)
    planned = later + timedelta(hours=1)
    room.desk.stories.change_article(article.id, article.version, planned=planned)
    assert offered(room).goes_out == planned


def test_the_list_tells_the_time_for_which_an_article_stands_on_a_site(room: Syncroom) -> None:
    later = tonight(room)
    room.publish(at=later)
    assert (listed(room).shown, listed(room).when) == (Shown.SCHEDULED, later)
    room.publish()
    assert room.raw("post_status") == "publish"
    assert listed(room).shown is Shown.PUBLISHED
    assert listed(room).when != later


def test_what_was_taken_off_is_planned_anew_for_its_time(room: Syncroom) -> None:
    room.publish()
    room.publishing.withdraw(room.article, room.site.id)
    assert offered(room).on_site.key == "on-site-leaving"
    room.send()
    article = room.desk.stories.find_article(room.article)
    room.desk.stories.change_article(article.id, article.version, planned=tonight(room))
    assert offered(room).on_site.key == "on-site-again"
    assert offered(room).goes_out == tonight(room)


def test_a_withdrawal_that_was_answered_is_not_on_its_way_any_more(room: Syncroom) -> None:
    room.publish()
    room.publishing.withdraw(room.article, room.site.id)
    room.send()
    memory = memory_of(room.publication())
    assert (memory.sent, memory.agreed.status) == ((), "draft")


def test_another_time_is_not_taken_as_long_as_the_site_has_the_old_one(room: Syncroom) -> None:
    later = tonight(room)
    room.publish(at=later)
    room.publishing.publish(room.site.id, [(room.article, later + timedelta(hours=2))])
    assert not room.row().accepted
    room.publishing.publish(room.site.id, [(room.article, later + timedelta(minutes=3))])
    assert not room.row().accepted
    room.publishing.publish(room.site.id, [(room.article, later)])
    assert room.row().accepted
    room.publishing.publish(room.site.id, [(room.article, later + timedelta(hours=2))])
    room.send()
    assert room.row().accepted
    assert room.publication().goes_out == later + timedelta(hours=2)


def test_what_a_site_publishes_by_itself_does_not_go_out_of_sight(room: Syncroom) -> None:
    room.publish(at=tonight(room))
    with pytest.raises(Refused) as refused:
        room.desk.stories.trash(room.story)
    assert refused.value.message.key == "trash-scheduled"
    assert listed(room).story == room.story
    room.publishing.withdraw(room.article, room.site.id)
    room.send()
    room.desk.stories.trash(room.story)
    assert room.story not in {row.story for row in room.desk.stories.rows(ListQuery())}


def test_an_hour_that_has_come_keeps_nothing_out_of_the_trash(room: Syncroom) -> None:
    room.publish(at=tonight(room))
    room.clock.advance(7 * 3600)
    room.desk.stories.trash(room.story)
    assert room.story not in {row.story for row in room.desk.stories.rows(ListQuery())}


def test_a_scheduled_post_that_is_gone_has_no_hour_any_more(room: Syncroom) -> None:
    room.publish(at=tonight(room))
    room.remove_there(int(room.publication().remote_id))
    room.sync(seconds=120)
    known = room.publication()
    assert (known.status, known.goes_out) == (RemoteStatus.ABSENT, None)


def test_a_look_at_the_site_takes_no_correction_for_sent(room: Syncroom) -> None:
    english = room.desk.translations.start(room.story, ENGLISH).article
    room.desk.write(english, headline="The flood comes", body="The river rises.")
    room.publish(room.article, english)
    room.clock.advance(60)
    told = ((VIETNAMESE, "Nước sông lên 2 m, không phải 3 m."),)
    kind, number = CorrectionKind.NUMBER, CorrectionId("0" * 32)
    made = Correction(number, room.story, room.desk.place.now(), kind, "3", "2", texts=told)
    with room.desk.place.database.writing() as records:
        records.corrections.put(made)
    looked = room.publication().last_synced
    room.sync(seconds=60)
    assert room.publication().last_synced != looked, "it was read again"
    lacking = {VIETNAMESE: "on-site-correction", ENGLISH: "on-site-same-uncorrected"}
    assert said(room) == lacking
    asked = room.publishing.publish(room.site.id, [(room.article, None), (english, None)])
    room.publishing.cancel(asked.entries)
    assert said(room) == lacking, "what was cancelled was not sent"
