"""Translate says times in the zone of the site, as everything else in the window does."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.link import State
from editor_app.services.row_views import Setting
from editor_app.ui.translation.row_history import about_row
from editor_app.ui.words import moment, utc_now
from tests.ui.translation.translating import Translating

LATE = datetime(2020, 1, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_version_of_the_source_is_of_the_zone_of_the_site(work: Translating, name: str) -> None:
    zone = ZoneInfo(name)
    work.view.use_zone(zone)
    work.view.heads.say_version(LATE, ())
    assert work.view.heads._source.text().endswith(moment(LATE, utc_now(), zone))


def test_it_is_said_in_the_zone_of_the_site_when_a_row_was_confirmed(work: Translating) -> None:
    row = work.row(1)
    row.state = row.segment.state
    row.setting = Setting(changed_by="Lan", changed=LATE)
    assert row.state is State.TO_DO
    told = {about_row(row, ZoneInfo(name)) for name in ("Pacific/Kiritimati", "Pacific/Pago_Pago")}
    assert len(told) == 2
