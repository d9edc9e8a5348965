"""Which lines of the outbox share a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, OutboxId, SiteId, StoryId
from editor_app.domain.site import Operation, OutboxState, Wish
from editor_app.services.views import OutboxRow
from editor_app.ui.sync.outbox_words import grouped
from editor_app.ui.sync.postman import counted

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


def test_what_goes_out_now_and_what_goes_out_later_have_a_card_each() -> None:
    later = replace(OTHER, wish=Wish.SCHEDULE, goes_out=NOON + timedelta(hours=5))
    evening = replace(later, entry=OutboxId("3"), goes_out=NOON + timedelta(hours=9))
    assert grouped((NOW, later, evening)) == [(NOW,), (later,), (evening,)]
    assert counted((NOW, later, evening), NOON) == (3, 0, 0)


def test_a_draft_and_a_publication_have_a_card_each() -> None:
    draft = replace(OTHER, wish=Wish.DRAFT)
    assert grouped((NOW, draft)) == [(NOW,), (draft,)]
