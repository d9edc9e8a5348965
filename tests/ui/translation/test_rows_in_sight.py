"""Rows under fast hands: the active one stays in sight, and joined rows are one at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.services.preferences import SettingsService
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.translation.translate_view import TranslateView
from editor_app.wiring import new_desk, open_desk
from tests.patience import PatientJobs

# Paragraphs that need more and fewer lines than their length lets one guess.
WIDE = "MMMM WWWW " * 22
NARROW = "illi, " * 40
SOURCE = "\n\n".join(f"{number}. đoạn {WIDE if number % 2 else NARROW}" for number in range(14))


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[tuple[TranslateView, Jobs]]:
    new_desk(tmp_path / "desk")
    desk = open_desk(tmp_path / "desk", settings=SettingsService(tmp_path / "settings.toml"))
    created = desk.stories.create(VIETNAMESE)
    desk.drafts.save(created.article, "headline", "Phà chạy điện mặt trời")
    desk.drafts.save(created.article, "body", SOURCE.replace(". đoạn", "o đoạn"))
    desk.drafts.settle(created.article)
    target = desk.translations.start(created.story, ENGLISH).article
    jobs = PatientJobs()
    made = TranslateView(desk, jobs, theme, Manuscripts(desk.drafts, jobs))

    def show() -> None:
        made.show_story(desk.stories.view(created.story), target)

    jobs.changed.connect(lambda _changes: show())
    made.resize(800, 640)
    made.show()
    show()
    jobs.settle()
    yield made, jobs
    made.leave()
    jobs.settle()
    made.clear()
    jobs.close()
    desk.close()
    made.deleteLater()


def test_the_active_row_is_wholly_in_sight_after_each_confirming(
    view: tuple[TranslateView, Jobs],
) -> None:
    translate, jobs = view
    rows = translate.list
    for number in range(len(rows.rows) - 1):
        QTest.keyClicks(translate.active.edit, f"Row {number} " + "some words " * 30)
        translate.perform("translate.confirm")
        jobs.settle()
        rows.viewport().repaint()
        QApplication.processEvents()
        area = rows._row_area(rows.active)
        assert area.top() >= 0, f"row {rows.active} begins above the edge"
        assert area.bottom() <= rows.viewport().height(), f"row {rows.active} ends below the edge"


def test_the_active_row_stays_where_it_is_when_rows_come_anew(
    view: tuple[TranslateView, Jobs],
) -> None:
    translate, jobs = view
    translate.work.open(8)
    translate.list.viewport().repaint()
    before = translate.list._row_area(8).top()
    translate.verbs.fill()
    jobs.settle()
    translate.loading.load()
    jobs.settle()
    translate.list.viewport().repaint()
    assert abs(translate.list._row_area(8).top() - before) <= 1


def test_who_types_on_after_joining_does_not_get_into_the_row_that_goes(
    view: tuple[TranslateView, Jobs],
) -> None:
    translate, jobs = view
    translate.work.open(1)
    QTest.keyClicks(translate.active.edit, "Both paragraphs in one.")
    for action in ("translate.confirm", "translate.merge", "translate.confirm"):
        translate.perform(action)  # nothing of it has reached the desk yet
    QTest.keyClicks(translate.active.edit, "The third.")
    translate.perform("translate.confirm")
    jobs.settle()
    jobs.settle()
    first, second = translate.list.rows[1:3]
    assert first.target == "Both paragraphs in one."
    assert len(first.sources) == 2
    assert second.target == "The third."
    assert second.source.startswith("2o đoạn")


def test_a_row_joined_with_an_empty_one_above_stays_the_active_one(
    view: tuple[TranslateView, Jobs],
) -> None:
    translate, jobs = view
    translate.work.open(2)
    QTest.keyClicks(translate.active.edit, "One for two.")
    translate.perform("translate.merge")
    QTest.keyClicks(translate.active.edit, " And on.")
    jobs.settle()
    translate.leave()
    jobs.settle()
    joined = translate.list.rows[1]
    assert joined.target == "One for two. And on."
    assert len(joined.sources) == 2
    assert translate.list.active == 1


def test_a_wider_window_leaves_nothing_empty_above_the_first_row(
    view: tuple[TranslateView, Jobs],
) -> None:
    translate, _jobs = view
    translate.resize(500, 1400)
    translate.work.open(2)
    translate.resize(1600, 1400)
    assert translate.list.verticalScrollBar().value() >= 0
    assert translate.list._row_area(0).top() <= 0 <= translate.list._row_area(2).top()
