"""Times as each edition writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import Language
from editor_app.formats.page_dates import feed_time, machine_time, shown_day, shown_time, zone_of
from tests.formats.page_sample import EN, VI, ZH, editions

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FORMS = {item.language: item for item in editions()}


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (VI, "Chủ nhật, 21/12/2025, 00:01 (GMT+7)"),
        (EN, "Sunday 21 December 2025, 00:01 (GMT+7)"),
        (ZH, "2025年12月21日 星期日 00:01（GMT+7）"),
    ],
)
def test_the_day_is_that_of_the_site_s_zone(language: Language, shown: str) -> None:
    instant = datetime(2025, 12, 20, 17, 1, tzinfo=UTC)
    assert shown_time(instant, FORMS[language], HANOI) == shown


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("UTC", "GMT"),
        ("Asia/Kolkata", "GMT+5:30"),
        ("America/St_Johns", "GMT-3:30"),
        ("Europe/Berlin", "GMT+1"),
    ],
)
def test_the_zone_is_written_as_readers_know_it(zone: str, shown: str) -> None:
    text = shown_time(datetime(2026, 1, 5, 12, 0, tzinfo=UTC), FORMS[EN], ZoneInfo(zone))
    assert text.endswith(f"({shown})")


def test_lists_show_the_day_alone() -> None:
    instant = datetime(2026, 2, 3, 20, 0, tzinfo=UTC)
    shown = [shown_day(instant, language, HANOI) for language in (VI, EN, ZH, Language("fr"))]
    assert shown == ["4/2/2026", "4 February 2026", "2026年2月4日", "4 February 2026"]


def test_a_vietnamese_month_can_be_written_out() -> None:
    from dataclasses import replace

    form = replace(FORMS[VI], date_form="{day2} {month_name} {month2}")
    assert shown_time(datetime(2026, 3, 5, tzinfo=UTC), form, HANOI) == "05 tháng 3 03"


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 -- made aware below
    st.integers(-12, 14),
)
def test_machines_read_back_the_same_second(moment: datetime, hours: int) -> None:
    instant = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert datetime.fromisoformat(machine_time(instant, HANOI)) == instant
    assert parsedate_to_datetime(feed_time(instant, HANOI)) == instant


def test_a_zone_is_found_by_its_name() -> None:
    assert zone_of("Asia/Ho_Chi_Minh") == HANOI
