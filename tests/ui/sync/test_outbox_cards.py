"""Which lines of the outbox share a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, ArticleId, OutboxId, SiteId, StoryId
from editor_app.domain.site import Operation, OutboxState, Wish
from editor_app.services.views import OutboxRow
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.sync.outbox_words import grouped, languages_words, where_words
from editor_app.ui.sync.postman import counted
from tests.ui.article.material import EDITIONS

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
NOW = OutboxRow(
    OutboxId("1"),
    Operation.BRING_UP_TO_DATE,
    OutboxState.WAITING,
    ArticleId("vi"),
    StoryId("ferries"),
    "Solar ferries",
    VIETNAMESE,
    SiteId("portal"),
    "estuary.example",
    NOON,
    NOON + timedelta(seconds=10),  # a WordPress is told a schedule at once
    None,
    wish=Wish.PUBLISH,
)
OTHER = replace(NOW, entry=OutboxId("2"), article=ArticleId("en"), language=ENGLISH)


def test_languages_that_go_out_together_share_a_card() -> None:
    assert grouped((NOW, OTHER)) == [(NOW, OTHER)]


def test_languages_stand_in_the_order_of_the_editions_whichever_went_first() -> None:
    chinese = replace(NOW, language=CHINESE)
    said = languages_words((chinese, OTHER, NOW), Vocabulary(EDITIONS))
    assert said == "Tiếng Việt, English, 中文"


def test_what_goes_out_now_and_what_goes_out_later_have_a_card_each() -> None:
    later = replace(OTHER, wish=Wish.SCHEDULE, goes_out=NOON + timedelta(hours=5))
    evening = replace(later, entry=OutboxId("3"), goes_out=NOON + timedelta(hours=9))
    assert grouped((NOW, later, evening)) == [(NOW,), (later,), (evening,)]
    assert counted((NOW, later, evening), NOON) == (3, 0, 0)


def test_a_draft_and_a_publication_have_a_card_each() -> None:
    draft = replace(OTHER, wish=Wish.DRAFT)
    assert grouped((NOW, draft)) == [(NOW,), (draft,)]


ZONE = ZoneInfo("UTC")
CLOSED = replace(NOW, state=OutboxState.DONE, wish=None)


def test_languages_that_went_out_together_share_a_card_whatever_is_wished_of_one_since() -> None:
    other = replace(CLOSED, article=OTHER.article, entry=OTHER.entry, language=ENGLISH)
    again = replace(other, wish=Wish.SCHEDULE, goes_out=NOON + timedelta(hours=5))
    assert grouped((CLOSED, again)) == [(CLOSED, again)]


@pytest.mark.parametrize(
    "row",
    [
        CLOSED,
        replace(CLOSED, state=OutboxState.CANCELLED),
        replace(CLOSED, wish=Wish.DRAFT),  # wished later than this entry was sent
    ],
    ids=["sent", "taken back", "sent before"],
)
def test_what_is_over_does_not_say_what_was_wished_of_it(row: OutboxRow) -> None:
    assert where_words(row, NOON, ZONE) == "estuary.example · 12:00"


def test_what_is_over_says_what_its_operation_tells() -> None:
    said = [
        where_words(replace(CLOSED, operation=operation), NOON, ZONE)
        for operation in (Operation.WITHDRAW, Operation.PULL)
    ]
    assert said == [
        "estuary.example · withdraw · 12:00",
        "estuary.example · fetch changes · 12:00",
    ]


def test_an_update_of_what_is_scheduled_there_does_not_wait_for_that_time() -> None:
    scheduled = replace(NOW, wish=Wish.SCHEDULE, goes_out=NOON + timedelta(hours=5))
    update = replace(scheduled, wish=None)
    assert where_words(scheduled, NOON, ZONE) == "estuary.example · publish 17:00"
    assert where_words(update, NOON, ZONE) == "estuary.example · bring up to date"
