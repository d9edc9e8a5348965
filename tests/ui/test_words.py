"""States and times in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.article import ArticleStatus, Shown
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.domain.shown import Progress
from editor_app.domain.site import OutboxState
from editor_app.domain.story import Role
from editor_app.ui import words

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


def test_every_state_has_words() -> None:
    assert all(words.shown_words(item) for item in Shown)
    assert all(words.status_words(item) for item in ArticleStatus)
    assert all(words.role_words(item) for item in Role)
    assert all(words.reason_words(item) for item in RevisionReason)
    assert all(words.outbox_words(item) for item in OutboxState)
    assert {words.shown_tone(item) for item in Shown} == {"plain", "ok", "warn", "err", "info"}


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "just now"), (2, "2 s ago"), (59, "59 s ago"), (60, "1 min ago"), (3599, "59 min ago")],
)
def test_how_long_ago_something_was(seconds: int, said: str) -> None:
    assert words.ago(NOON - timedelta(seconds=seconds), NOON) == said


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "12:00"),
        (-3, "09:00"),
        (-24, "yesterday 12:00"),
        (24, "tomorrow 12:00"),
        (-24 * 5, "Fri 20 Nov"),
        (24 * 5, "Mon 30 Nov, 12:00"),
        (-24 * 365, "Tue 25 Nov 2025"),
    ],
)
def test_an_instant_is_said_as_briefly_as_it_is_clear(hours: int, said: str) -> None:
    assert words.moment(NOON + timedelta(hours=hours), NOON, HANOI) == said


def test_a_narrow_column_has_the_clock_or_the_date() -> None:
    assert words.brief_moment(NOON + timedelta(hours=12), NOON, HANOI) == "00:00"
    assert words.brief_moment(NOON + timedelta(days=3), NOON, HANOI) == "28 Nov"


def test_an_instant_in_full_has_its_zone() -> None:
    assert words.full_moment(NOON, HANOI) == "Wed 25 Nov 2026, 12:00 · GMT+7"
    assert words.full_moment(NOON, ZoneInfo("UTC")).endswith("05:00 · GMT")
    assert words.full_moment(NOON, ZoneInfo("Asia/Kolkata")).endswith("GMT+5:30")
    assert words.full_moment(NOON, ZoneInfo("America/New_York")).endswith("GMT-5")


def test_words_are_joined_as_in_a_sentence() -> None:
    assert words.listed([]) == ""
    assert words.listed(["English"]) == "English"
    assert words.listed(["English", "中文"]) == "English and 中文"
    assert words.listed(["a", "b", "c"]) == "a, b and c"


def test_the_badge_of_a_language_says_what_is_left() -> None:
    assert words.tab_badge(None, None, source=False) == ("not started", "plain")
    assert words.tab_badge(Shown.DRAFT, None, source=True) == ("source", "ok")
    left = Progress(left=3, total=7, begun=True)
    assert words.tab_badge(Shown.IN_TRANSLATION, left, source=False) == ("3 left", "warn")
    assert words.tab_badge(Shown.PUBLISHED, left, source=False) == ("published", "ok")
    assert words.tab_badge(Shown.SOURCE_CHANGED, left, source=False) == ("source changed", "err")


def test_names_come_in_the_wanted_language_or_any() -> None:
    names = {VIETNAMESE: "Thế giới", ENGLISH: "World"}
    assert words.name_in(names, ENGLISH) == "World"
    assert words.name_in(names, CHINESE) == "Thế giới"
    assert words.name_in({}, CHINESE) == ""


def test_a_language_without_edition_calls_itself_as_the_system_knows() -> None:
    assert words.autonym(Language("fr"), {}) == "français"
    assert words.capital("yesterday 12:00") == "Yesterday 12:00"
