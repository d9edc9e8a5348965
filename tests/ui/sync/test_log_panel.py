"""The log of the whole desk: what each line is about, and the way there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from editor_app.services.views import ListQuery
from editor_app.ui.widgets.buttons import TitleLink
from tests.ui.sync.outboxes import queue, screen
from tests.ui.window import Opened


def texts(inside: QWidget) -> list[str]:
    return [label.text() for label in inside.findChildren(QLabel) if label.isVisible()]


def sent(opened: Opened, tmp_path: Path) -> QWidget:
    """Publish a story, and bring the log into sight."""
    queue(opened, tmp_path)
    opened.run("desk.send")
    shown = screen(opened)
    shown.show_tab("log")
    opened.settle()
    return shown.log


def test_each_line_names_its_story_and_language_and_leads_there(
    opened: Opened, tmp_path: Path
) -> None:
    log = sent(opened, tmp_path)
    (row,) = opened.desk.stories.rows(ListQuery())
    (link,) = log.findChildren(TitleLink)
    assert link.words == row.slug_word != ""
    assert "Tiếng Việt" in texts(log)
    assert any("estuary.example" in text for text in texts(log))
    link.click()
    opened.settle()
    assert opened.window.area == "stories"
    assert opened.conductor.navigator.story_id == row.story


def test_what_was_said_of_a_story_that_is_gone_stays(opened: Opened, tmp_path: Path) -> None:
    log = sent(opened, tmp_path)
    (row,), (site,) = opened.desk.stories.rows(ListQuery()), opened.desk.publishing.sites()
    article = opened.desk.stories.view(row.story).articles[0].id
    opened.jobs.change(lambda: opened.desk.publishing.withdraw(article, site.id).changes)
    opened.settle()
    opened.run("desk.send")
    opened.jobs.change(lambda: opened.desk.stories.trash(row.story))
    opened.jobs.change(lambda: opened.desk.stories.delete(row.story))
    opened.settle()
    opened.run("go.stories")
    opened.run("go.sync")
    assert not any(link.isVisible() for link in log.findChildren(TitleLink))
    assert any("estuary.example" in text for text in texts(log))
