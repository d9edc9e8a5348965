"""Undo of what has gone out meanwhile takes nothing back, and says so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from editor_app.domain.site import OutboxState
from editor_app.ui.words import utc_now
from tests.ui.material import folder_site, story
from tests.ui.sync.outboxes import queue
from tests.ui.window import Opened, press


def states(opened: Opened) -> list[OutboxState]:
    return [row.state for row in opened.desk.publishing.outbox()]


def test_undo_after_sync_now_says_that_the_story_has_gone_out(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    opened.run("desk.send")
    press(opened.conductor.undo_bar, "Undo")
    opened.settle()
    assert states(opened) == [OutboxState.DONE]
    assert "too late to take that back" in opened.notice


def test_it_is_said_on_the_screen_where_one_watches_the_sending(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    opened.run("go.sync")
    opened.run("desk.send")
    press(opened.conductor.undo_bar, "Undo")
    opened.settle()
    assert opened.sync.notice.isVisible()
    assert "too late to take that back" in opened.sync.notice.text


def test_undo_of_what_has_gone_out_in_part_names_that_part(opened: Opened, tmp_path: Path) -> None:
    site = folder_site(opened.desk, tmp_path / "site")
    now, later = story(opened.desk), story(opened.desk, headline="Tàu chạy")
    wanted = [(now.article, None), (later.article, utc_now() + timedelta(hours=5))]
    opened.jobs.change(lambda: opened.desk.publishing.publish(site.id, wanted))
    opened.settle()
    opened.run("desk.send")
    opened.conductor.undo.undo()
    opened.settle()
    assert states(opened) == [OutboxState.CANCELLED, OutboxState.DONE]  # newest first
    assert "the rest was taken back" in opened.notice
