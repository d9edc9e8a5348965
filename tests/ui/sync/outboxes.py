"""An outbox with something in it, for tests of the Sync screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from editor_app.ui.sync.sync_screen import SyncScreen
from editor_app.ui.words import utc_now
from tests.portals import place_of
from tests.ui.material import folder_site, story
from tests.ui.window import Opened


def screen(opened: Opened) -> SyncScreen:
    opened.run("go.sync")
    found = opened.screen
    assert isinstance(found, SyncScreen)
    return found


def queue(opened: Opened, tmp_path: Path, hours: float = 0) -> None:
    """Publish a story, now or later."""
    site = folder_site(opened.desk, tmp_path / "site")
    made = story(opened.desk)
    when = utc_now() + timedelta(hours=hours) if hours else None
    opened.jobs.change(lambda: opened.desk.publishing.publish(site.id, [(made.article, when)]))
    opened.settle()


def make_due(opened: Opened) -> None:
    """Let the ten seconds of Undo be over."""
    with place_of(opened.desk).database.writing() as records:
        for entry in records.outbox.open():
            records.outbox.save(replace(entry, not_before=utc_now()))
