"""Return goes from credit to rights to the next photo that lacks them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.domain.photo import RightsStatus
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.jobs import Jobs
from editor_app.ui.photos.photo_tab import PhotoTab
from editor_app.ui.photos.story_photo import StoryPhoto
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails
from tests.ui.photos.conftest import Album

ENTER = Qt.Key.Key_Return


@pytest.fixture
def tab(qtbot: QtBot, theme: Theme, album: Album, jobs: Jobs, thumbnails: Thumbnails) -> PhotoTab:
    made = PhotoTab(album.desk, jobs, theme, thumbnails, Manuscripts(album.desk.drafts, jobs, jobs))
    qtbot.addWidget(made)
    made.resize(332, 800)
    made.show_story(album.view(), album.ids.vietnamese)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def cards(tab: PhotoTab) -> list[StoryPhoto]:
    return list(tab.cards.values())


def unclear(tab: PhotoTab, album: Album, jobs: Jobs) -> None:
    """Let nobody know whether the photos may be used."""
    for photo in (album.ids.river, album.ids.market):
        now = album.photo(photo)
        album.desk.photos.change(photo, now.version, rights=type(now.rights)())
    tab.show_story(album.view(), album.ids.vietnamese)
    assert jobs.settle()


def test_two_photos_are_cleared_with_three_returns(tab: PhotoTab, album: Album, jobs: Jobs) -> None:
    unclear(tab, album, jobs)
    assert tab.focus_start()
    first, second = cards(tab)
    for card, credit in ((first, "Hồ Bích Vân"), (second, "Lê Mai")):
        assert card.is_open
        assert QApplication.focusWidget() is card.about.credit
        card.about.credit.insert(credit)
        card.about.credit.setModified(True)
        QTest.keyClick(card.about.credit, ENTER)
        assert QApplication.focusWidget() is card.about.status
        QTest.keyClicks(card.about.status, "Cl")
        QTest.keyClick(card.about.status, ENTER)
    assert jobs.settle()
    assert not first.is_open
    assert not second.is_open
    for photo, credit in ((album.ids.river, "Hồ Bích Vân"), (album.ids.market, "Lê Mai")):
        assert album.photo(photo).credit == credit
        assert album.photo(photo).rights.status is RightsStatus.CLEARED


def test_photos_that_lack_nothing_are_left_alone(tab: PhotoTab, album: Album, jobs: Jobs) -> None:
    unclear(tab, album, jobs)
    for photo in (album.ids.river, album.ids.market):
        now = album.photo(photo)
        rights = type(now.rights)(RightsStatus.CLEARED)
        album.desk.photos.change(photo, now.version, rights=rights, credit="Lê Mai")
    tab.show_story(album.view(), album.ids.vietnamese)
    assert not tab.focus_start()
    assert not any(card.is_open for card in cards(tab))
