"""What the publish sheet offers of a story that readers have, or that is embargoed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from editor_app.domain.site import RemoteStatus, Wish
from editor_app.ui.words import utc_now
from tests.portals import place_of, portal
from tests.ui.material import folder_site, story, translated
from tests.ui.sync.clashes import publication
from tests.ui.sync.test_publish_sheet import texts
from tests.ui.window import Opened, press


def test_what_readers_have_is_updated_and_not_offered_as_a_draft(opened: Opened) -> None:
    site = portal(opened.desk)
    opened.conductor.facts.read()
    made = story(opened.desk)
    english = translated(opened.desk, made)
    there = publication(made.article, site.id, status=RemoteStatus.PUBLIC)
    with place_of(opened.desk).database.writing() as records:
        records.publications.put(there)
    opened.open(made.story)
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    source, version = sheet._rows
    assert (source.article, version.article) == (made.article, english)
    for row, wanted in ((source, True), (version, False)):
        if row.ticked != wanted:
            row._tick.click()
    assert sheet._go.text() == "Update Vietnamese now"
    assert not sheet._draft.isEnabled()
    assert sheet._draft.toolTip().startswith("Readers have Tiếng Việt already")
    source._tick.click()
    version._tick.click()
    assert sheet._draft.isEnabled()
    assert sheet._draft.toolTip() == ""


def test_an_embargo_is_said_and_its_end_is_the_time_that_is_offered(
    opened: Opened, tmp_path: Path
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    opened.conductor.facts.read()
    made = story(opened.desk)
    ends = (utc_now() + timedelta(days=2)).replace(second=0, microsecond=0)
    version = opened.desk.stories.view(made.story).story.version
    opened.desk.stories.change(made.story, version, embargo=ends)
    opened.open(made.story)
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    (row,) = sheet._rows
    assert (row.ticked, row.when) == (True, ends)
    assert sum(text.startswith("Embargo until ") for text in texts(sheet)) == 1
    press(sheet, sheet._go.text())
    opened.settle()
    (queued,) = opened.desk.publishing.outbox()
    assert (queued.wish, queued.goes_out) == (Wish.SCHEDULE, ends)


def test_what_was_taken_off_the_site_is_offered_and_not_ticked(opened: Opened) -> None:
    site = portal(opened.desk)
    opened.conductor.facts.read()
    made = story(opened.desk)
    off = publication(made.article, site.id, status=RemoteStatus.WITHDRAWN)
    for there in (off, replace(off, status=RemoteStatus.PUBLIC, wish=Wish.WITHDRAW)):
        with place_of(opened.desk).database.writing() as records:
            records.publications.put(there)
        opened.open(made.story)
        opened.run("story.publish")
        sheet = opened.conductor.stories.publish_sheet
        (row,) = sheet._rows
        assert not row.ticked
        assert not sheet._go.isEnabled()
        row._tick.click()
        assert sheet._go.isEnabled()
        sheet.close_sheet()
