"""Times on the publish sheet that are past publish nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from editor_app.ui.sync.publish_sheet import PublishSheet
from editor_app.ui.words import utc_now
from tests.ui.material import folder_site, story
from tests.ui.window import Opened

PAST = "That time is past. Give one that is still to come, or none for now."


@pytest.fixture
def sheet(opened: Opened, tmp_path: Path) -> PublishSheet:
    """The sheet of a story that could go out."""
    folder_site(opened.desk, tmp_path / "site")
    opened.conductor.facts.read()
    opened.open(story(opened.desk).story)
    opened.run("story.publish")
    return opened.conductor.stories.publish_sheet


def test_a_day_that_is_over_stops_the_button_and_is_said(
    opened: Opened, sheet: PublishSheet
) -> None:
    when = sheet._rows[0]._when
    when.setFocus()
    QTest.keyClicks(when, "23/11/2020 17:00")
    assert not sheet._go.isEnabled()
    assert sheet._hint.text() == PAST
    when.selectAll()
    QTest.keyClicks(when, "tomorrow 8:30")
    assert sheet._go.isEnabled()
    assert sheet._hint.text() == "You can take it back for 10 seconds."


def test_a_time_that_goes_by_while_the_sheet_stands_open_publishes_nothing(
    opened: Opened, sheet: PublishSheet
) -> None:
    sheet._rows[0]._when.show_when(utc_now() - timedelta(minutes=2))  # nobody touches it any more
    assert sheet._go.isEnabled()
    sheet._go.click()
    opened.settle()
    assert sheet.isVisible()
    assert "is past" in sheet._trouble.text
    assert (sheet._go.isEnabled(), sheet._hint.text()) == (False, PAST)
    assert opened.desk.publishing.outbox() == ()
